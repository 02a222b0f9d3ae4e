"""A judged number on the way to a fact, and the years that its paragraph has stated."""

from __future__ import annotations

from dataclasses import dataclass

from marketbook.reading.forms import Form
from marketbook.reading.mentions import Mention
from marketbook.reading.subjects import Subject

Key = tuple[str, str]
Years = dict[Key, list[int]]
LAST: Key = ("", "the sentence before")
TOLD: Key = ("", "the sentence before, where it tells of what has been")
SPAN: Key = ("", "the period of the sentence before")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number on the way to a fact."""

    number: Mention
    form: Form
    subject: Subject
    left: int
    right: int

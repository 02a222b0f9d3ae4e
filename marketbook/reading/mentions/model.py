"""One number, year or period in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MentionKind = Literal["money", "percent", "times", "count", "year", "period", "date", "number"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A number, year, period or date as it stands in a sentence.

    Attributes:
        kind: ``count`` is a number of things with their unit, ``number`` any other.
        start: Where it begins in the sentence; its qualifier stands before it.
        end: Where it ends.
        value: Its number in ``unit``; None for years and periods.
        high: Of a range its upper end; None otherwise.
        unit: A name as in ``units``: ``USD billion``, ``percent``, ``times``, ``million units``.
        stated: Its digits as printed.
        qualifier: about, nearly, over, up-to or at-least; empty where it is plain.
        year: Of a year; of a date its year.
        start_year: Of a period.
        end_year: Of a period.
        month: Of a date, ``2024-03``.
        tied: Whether it repeats the number before it in another unit: ``$3 bn (2.7 bn euros)``.
    """

    kind: MentionKind
    start: int
    end: int
    value: float | None = None
    high: float | None = None
    unit: str = ""
    stated: str = ""
    qualifier: str = ""
    year: int | None = None
    start_year: int | None = None
    end_year: int | None = None
    month: str = ""
    tied: bool = False


def print_number(number: Mention) -> str:
    """A number as a person sees it: ``USD 4.1 billion``, ``28 %``; a fall with its sign."""
    falls = (number.value or 0) < 0 and number.stated[:1].isdigit()
    stated = f"-{number.stated}" if falls else number.stated
    if number.kind == "money":
        currency, _, scale = number.unit.partition(" ")
        return f"{currency} {stated} {scale}".strip()
    if number.kind == "percent":
        return f"{stated} %" if stated.lstrip("-")[:1].isdigit() else stated
    return f"{stated} {number.unit}".strip()

"""What goes into the tables: a document's facts, each with the cells of the sheet it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from marketbook.pulls.read.edited import Place
from marketbook.reading.facts import Fact, Reading

Cells = Mapping[str, str]
"""The cells of one record by column, as text; empty where nothing is stated."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact on its way into the tables.

    Attributes:
        fact: The fact.
        number: Its number among the facts of its document, from 0.
        cells: The cells of the sheet that it stands in, by column of the sheet; empty for a fact
            that was read straight from a document.
    """

    fact: Fact
    number: int
    cells: Mapping[str, Place] = field(default_factory=dict[str, Place])


@dataclass(frozen=True, slots=True)
class Document:
    """The facts of one document, with their cells.

    Attributes:
        reading: What is stated of the document; its facts are those of the entries.
        entries: The facts that were taken.
        number: Number of the document among those that are entered together, from 0.
        cells: The cells of the sheet that state title, publisher and so on, by their name.
    """

    reading: Reading
    entries: tuple[Entry, ...]
    number: int = 0
    cells: Mapping[str, Place] = field(default_factory=dict[str, Place])


def make_document(reading: Reading, number: int = 0) -> Document:
    """A document as it was read, all of its facts taken."""
    entries = tuple(Entry(fact, n) for n, fact in enumerate(reading.facts))
    return Document(reading, entries, number)

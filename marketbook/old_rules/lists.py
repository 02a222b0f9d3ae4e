"""The lists of a document, and where two of them that should agree do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import narwhals.stable.v1 as nw

from marketbook.old_rules.ancestry import Ancestry
from marketbook.old_rules.rule import Tables
from marketbook.old_rules.words import listed

Names = Mapping[str, str]
"""Printed name by record."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed name of one list.

    Attributes:
        source, market, list: Which list of which document.
        position: Its place in the list, from 1.
        name: The name as printed.
        member: The record that the name leads to.
        line: Its line in the table's file.
    """

    source: str
    market: str
    list: str
    position: int
    name: str
    member: str
    line: int

    @property
    def record(self) -> str:
        """The key of the line."""
        return f"{self.source}/{self.market}/{self.list}/{self.position}"


def read_lines(tables: Tables, table: str, member: str) -> list[Line]:
    """The lines of a table of listings, list by list in printed order.

    Args:
        tables: The tables.
        table: Which of the tables of listings.
        member: Its column that leads to a record.
    """
    columns = ["source_id", "market_id", "list", "position", "stated_as", member, "_line"]
    rows = tables[table].select(columns).collect().rows()
    return [Line(*row) for row in sorted(rows)]


def read_column(tables: Tables, table: str, key: str, column: str) -> dict[str, str]:
    """One column of a table by its key, empty texts for empty cells."""
    rows = tables[table].select(nw.col(key), nw.col(column).fill_null("")).collect().rows()
    return dict(rows)


def is_prose(line: Line) -> bool:
    """Whether the list is a mention in running text, which need not be complete."""
    return line.list.startswith("prose")


class Document:
    """The lists of one document that speak of the same thing, laid out level by level.

    A level is a whole with what directly lies in it, among all that the lists name: regions in
    the world, countries in a region. The level of the widest is called by an empty text.

    Args:
        lines: The lines of all the lists, list by list.
        ancestry: What lies in what.
        rests: Records that stand for a remainder: they are listed, and cover nothing of their own.
        pieces: The smallest parts that make up a whole without a rest, where these are known.

    Attributes:
        lists: The lines by list.
        levels: The printed names by list, by level and by record.
        names: A printed name of each record.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        ancestry: Ancestry,
        rests: Collection[str] = (),
        pieces: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        self.lists: dict[str, list[Line]] = defaultdict(list)
        for line in lines:
            self.lists[line.list].append(line)
        self._ancestry = ancestry
        self._pieces = pieces or {}
        everything = {line.member for line in lines if line.member not in rests}
        self._level = {member: ancestry.nearest(member, everything) for member in everything}
        self.names = {line.member: line.name for line in reversed(lines)}
        self.levels = {name: self._lay_out(name) for name in self.lists}

    def _lay_out(self, name: str) -> dict[str, dict[str, str]]:
        levels: dict[str, dict[str, str]] = defaultdict(dict)
        for line in self.lists[name]:
            if line.member not in self._level:
                continue
            levels[self._level[line.member]].setdefault(line.member, line.name)
        # a single name with parts below it is their heading, not a list of its level
        return {
            level: names
            for level, names in levels.items()
            if len(names) > 1 or not any(self.inside(member, name) for member in names)
        }

    def fullest(self, level: str) -> str:
        """The list that names most at a level; of equals the longest, then the first by name."""
        return min(
            self.lists,
            key=lambda name: (-len(self.levels[name].get(level, ())), -len(self.lists[name]), name),
        )

    def heading(self, level: str, name: str) -> str:
        """The printed name under which a list has a level; empty for the widest."""
        own = {line.member for line in self.lists[name]}
        return self.names.get(self._ancestry.nearest(level, own) if level not in own else level, "")

    def covers(self, member: str, name: str) -> bool:
        """Whether a list names all of ``member`` by parts of it, two at least."""
        parts = {line.member for line in self.lists[name]} - {member}
        parts = {part for part in parts if member in self._ancestry.wholes(part)}
        pieces = self._pieces.get(member, ())
        found = (parts & {piece, *self._ancestry.wholes(piece)} for piece in pieces)
        return len(pieces) > 1 and all(found)

    def inside(self, member: str, name: str) -> list[str]:
        """Printed names in one list of what lies in ``member``."""
        lines = self.lists[name]
        return [line.name for line in lines if member in self._ancestry.wholes(line.member)]


@dataclass(frozen=True, slots=True)
class Deviation:
    """What one list has otherwise than the fullest list of its document at one level.

    Attributes:
        level: The whole whose parts are listed; empty for the widest.
        against: The fullest list.
        missing: What only the fullest list has there.
        extra: What only this list has there.
        of: How many names the two have there together.
        cut: What the one names whole, and the other by all of its parts.
    """

    level: str
    against: str
    missing: Names
    extra: Names
    of: int
    cut: Names


def find_deviations(document: Document, name: str) -> list[Deviation]:
    """Where a list deviates from the fullest lists of its document, level by level."""
    found: list[Deviation] = []
    for level, own in document.levels[name].items():
        against = document.fullest(level)
        full = document.levels[against][level]
        missing = {member: text for member, text in full.items() if member not in own}
        extra = {member: text for member, text in own.items() if member not in full}
        of = len(own) + len(missing)
        cut = {member: text for member, text in missing.items() if document.covers(member, name)}
        cut |= {member: text for member, text in extra.items() if document.covers(member, against)}
        missing, extra = (
            {member: text for member, text in names.items() if member not in cut}
            for names in (missing, extra)
        )
        if missing or extra or cut:
            found.append(Deviation(level, against, missing, extra, of, cut))
    return found


def describe_deviation(document: Document, name: str, deviation: Deviation, who: str = "it") -> str:
    """In words: ``against contents (35 names), under 'Europe', it leaves out 'Turkey'``."""
    heading = document.heading(deviation.level, name)
    place = f", under '{heading}'," if heading else ""
    other = deviation.against
    size = count_names(document.lists[other])
    parts = _describe(document, name, deviation.missing, "leaves out", "lists {1} instead of {0}")
    parts += _describe(document, other, deviation.extra, "adds", "lists {0} instead of {1}")
    return f"against {other} ({size}){place} {who} {' and '.join(parts)}"


def describe_cut(document: Document, name: str, deviation: Deviation) -> str:
    """In words: ``'Middle East' and 'Africa', which scope (5 names) lists as one, 'MEA'``."""
    other = deviation.against
    told: list[str] = []
    for member, text in deviation.cut.items():
        own = document.inside(member, name) if document.covers(member, name) else []
        parts = _quoted(own or document.inside(member, other))
        size = f"{other} ({count_names(document.lists[other])})"
        told.append(
            f"{parts}, which {size} lists as one, {_quoted([text])}"
            if own
            else f"{_quoted([text])}, which {size} lists as {parts}"
        )
    return listed(told)


def count_names(lines: Sequence[Line]) -> str:
    """``1 name`` or ``8 names``."""
    return f"{len(lines)} name{'s' if len(lines) != 1 else ''}"


def _describe(document: Document, name: str, members: Names, plain: str, split: str) -> list[str]:
    """Names that stand in one list only; ``split`` for those that the other names by parts."""
    by_parts = {member: document.inside(member, name) for member in members}
    whole = [text for member, text in members.items() if not by_parts[member]]
    found = [f"{plain} {_quoted(whole)}"] if whole else []
    return found + [
        split.format(_quoted([members[member]]), _quoted(parts))
        for member, parts in by_parts.items()
        if parts
    ]


def _quoted(names: Iterable[str]) -> str:
    return listed([f"'{name}'" for name in names])


def group_lines(lines: Iterable[Line], topics: Mapping[str, str]) -> list[list[Line]]:
    """Lines that speak of the same thing, one group per document and topic.

    Args:
        lines: Lines of any lists; mentions in running text are left out.
        topics: What each member speaks of, where that is not the same for all.
    """
    groups: dict[tuple[str, str, str], list[Line]] = defaultdict(list)
    for line in lines:
        if not is_prose(line):
            groups[line.source, line.market, topics.get(line.member, "")].append(line)
    return [groups[key] for key in sorted(groups)]

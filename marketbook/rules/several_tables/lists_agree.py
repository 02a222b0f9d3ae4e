"""The lists of one document beside each other, level by level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from marketbook.markets import Publication
from marketbook.markets.grouping import group_by
from marketbook.markets.printed import Listing
from marketbook.markets.trees import Tree
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import listed
from marketbook.text import count


@rule("region_listings.lists-agree", "region_listings", "regions")
def regions_agree(publication: Publication) -> Verdicts:
    """Lists in one document that divide the same region name the same parts."""
    yield from compare_lists(_lay_out_regions(publication))


@rule("region_listings.lists-cut-alike", "region_listings", "regions", severity="note")
def lists_cut_alike(publication: Publication) -> Verdicts:
    """Lists in one document divide the same area into the same regions."""
    document = _lay_out_regions(publication)
    for name in document.lists:
        yield _judge_cuts(document, name)


def _judge_cuts(document: Document, name: str) -> Contradiction | None:
    cuts = [one for one in find_deviations(document, name) if one.cut]
    if not cuts:
        return None
    rows = document.lists[name]
    stated, implied = count_names(rows), count_names(document.lists[cuts[0].against])
    told = listed([describe_cut(document, name, one) for one in cuts])
    message = f"list {name} ({stated}) has {told}; both cover the same area, so neither is wrong"
    return Contradiction(rows[0], message, stated, implied, 0.0, "list")


def _lay_out_regions(publication: Publication) -> Document:
    """The lists of regions of a publication; the world is the whole, and none of the parts."""
    places = publication.places
    lists = [
        [row for row in rows if places.kind(row.member) != "world"]
        for rows in publication.region_lists
    ]
    rests = {row.member for rows in lists for row in rows if places.kind(row.member) == "remainder"}
    return Document(filter(None, lists), places.tree, rests, places.pieces)


@rule("segment_listings.lists-agree", "segment_listings", "segments")
def segments_agree(publication: Publication) -> Verdicts:
    """Lists in one document that divide a market along one axis name the same segments."""
    codes, rests = publication.codes, set[str]()
    axes: dict[str, dict[str, list[Listing]]] = defaultdict(dict)
    for row in (row for rows in publication.lists_of("segment_listings") for row in rows):
        axes[codes.axis_of(row.member)].setdefault(row.list, []).append(row)
        segment = codes.segments.get(row.member)
        if segment and segment.catches_all:
            # a list that names a remainder covers no more than one that does not
            rests.add(row.member)
    for lists in axes.values():
        yield from compare_lists(Document(lists.values(), codes.segment_tree, rests))


_SAMPLE = 4
"""A list this many times shorter than the longest names some players, and claims no more."""

_TAKE_FULLEST = (
    "take the fullest for the field, unless the document says what the shorter one is for"
)


@rule("player_listings.lists-agree", "player_listings", severity="note")
def players_agree(publication: Publication) -> Verdicts:
    """Lists of players in one document name the same players."""
    lists = publication.lists_of("player_listings")
    longest = max(map(len, lists), default=0)
    whole = [rows for rows in lists if len(rows) * _SAMPLE > longest]
    yield from compare_lists(Document(whole, Tree({})), _TAKE_FULLEST)


_MOST_PARTS = 10
"""So many names that a list has by their parts are told at most."""

CHECK_LINES = "check the rows in the document; if it prints them so, waive it and name both lists"


def compare_lists(document: Document, remedy: str = CHECK_LINES) -> Verdicts:
    """One item per list: what it names otherwise than the fullest; of several alike the first."""
    deviations = {
        name: [one for one in find_deviations(document, name) if one.missing or one.extra]
        for name in document.lists
    }
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, found in deviations.items():
        if found:
            told = "; ".join(describe_deviation(document, name, one) for one in found)
            alike[told, count_names(document.lists[name])].append(name)
        else:
            yield None
    for (_, stated), names in alike.items():
        found, who = deviations[names[0]], "it" if len(names) == 1 else "each"
        told = "; ".join(describe_deviation(document, names[0], one, who) for one in found)
        worst = max(found, key=lambda one: one.worth)
        message = f"{_name_lists(names, stated)} document: {told}; {remedy}"
        implied = count_names(document.lists[worst.against])
        at = document.lists[names[0]][0]
        yield Contradiction(at, message, stated, implied, worst.worth, "list")
        yield from (None for _ in names[1:])


def _name_lists(names: list[str], stated: str) -> str:
    if len(names) == 1:
        return f"list {names[0]} ({stated}) disagrees with its"
    return f"lists {listed(names)} ({stated} each) disagree with their"


def describe_deviation(document: Document, name: str, deviation: Deviation, who: str = "it") -> str:
    """In words: ``compared with contents (35 names), under 'Europe' it omits 'Turkey'``."""
    heading = document.heading(deviation.level, name)
    place = f"under '{heading}' " if heading else ""
    other = deviation.against
    size = count_names(document.lists[other])
    parts = _describe(document, name, deviation.missing, "omits", "has {1} instead of {0}")
    parts += _describe(document, other, deviation.extra, "adds", "has {0} instead of {1}")
    return f"compared with {other} ({size}), {place}{who} {' and '.join(parts)}"


def _describe(document: Document, name: str, members: Names, plain: str, split: str) -> list[str]:
    """Names that are in one list only; ``split`` for those that the other names by parts."""
    by_parts = {member: document.inside(member, name) for member in members}
    whole = [text for member, text in members.items() if not by_parts[member]]
    found = [f"{plain} {_quoted(whole)}"] if whole else []
    told = [
        split.format(_quoted([members[member]]), _quoted(parts))
        for member, parts in by_parts.items()
        if parts
    ]
    return found + told[:_MOST_PARTS]


def describe_cut(document: Document, name: str, deviation: Deviation) -> str:
    """In words: ``'Middle East' and 'Africa', which scope (5 names) combines as 'MEA'``."""
    other = deviation.against
    size = f"{other} ({count_names(document.lists[other])})"
    told: list[str] = []
    for member, text in deviation.cut.items():
        if document.covers(member, name):
            parts = _quoted(document.inside(member, name))
            told.append(f"{parts}, which {size} combines as {_quoted([text])}")
        else:
            parts = _quoted(document.inside(member, other))
            told.append(f"{_quoted([text])}, which {size} splits into {parts}")
    return listed(told)


def count_names(rows: Sequence[Listing]) -> str:
    """``1 name`` or ``8 names``."""
    return count(len(rows), "name")


def _quoted(names: Iterable[str]) -> str:
    return listed([f"'{name}'" for name in names])


Names = Mapping[str, str]
"""Printed name by record."""


class Document:
    """Lists of one document that speak of the same thing.

    A level is a whole with what directly lies in it, among all that the lists name: regions in
    the world, countries in a region. The level of the widest is called by an empty text.

    Args:
        lists: The lists, each in printed order.
        tree: What lies in what.
        rests: Records that stand for a remainder: they are listed, and cover nothing of their own.
        pieces: The smallest parts that make up a whole without a rest, where these are known.

    Attributes:
        lists: The lists by name.
        levels: The printed names by list, by level and by record.
        names: A printed name of each record.
        fullest: The list that names most at each level.
    """

    def __init__(
        self,
        lists: Iterable[Sequence[Listing]],
        tree: Tree,
        rests: Collection[str] = (),
        pieces: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        self.lists = {rows[0].list: rows for rows in lists}
        every = [row for rows in self.lists.values() for row in rows]
        self.names = {row.member: row.name for row in reversed(every)}
        self._tree, self._pieces = tree, pieces or {}
        self._members = {name: {row.member for row in rows} for name, rows in self.lists.items()}
        self._inside = {name: self._find_inside(rows) for name, rows in self.lists.items()}
        covered = self.names.keys() - set(rests)
        self._level = {member: tree.nearest(member, covered) for member in covered}
        self.levels = {name: self._lay_out(name) for name in self.lists}
        self.fullest = self._find_fullest()

    def _find_inside(self, rows: Iterable[Listing]) -> dict[str, list[str]]:
        inside: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            for whole in self._tree.wholes(row.member):
                inside[whole].append(row.name)
        return dict(inside)

    def _lay_out(self, name: str) -> dict[str, dict[str, str]]:
        levels: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self.lists[name]:
            if row.member in self._level:
                levels[self._level[row.member]].setdefault(row.member, row.name)
        # a single name with parts below it is their heading, not a list of its level
        return {
            level: names
            for level, names in levels.items()
            if len(names) > 1 or not any(self.inside(member, name) for member in names)
        }

    def _find_fullest(self) -> dict[str, str]:
        """The list that names most at each level; of equals the longest, then the first."""
        names = sorted(self.lists, key=lambda name: (-len(self.lists[name]), name))
        found = group_by(
            ((level, name) for name in names for level in self.levels[name]), lambda pair: pair[0]
        )
        return {
            level: max(pairs, key=lambda pair: len(self.levels[pair[1]][level]))[1]
            for level, pairs in found.items()
        }

    def heading(self, level: str, name: str) -> str:
        """The printed name under which a list has a level; empty for the widest."""
        own = self._members[name]
        return self.names.get(level if level in own else self._tree.nearest(level, own), "")

    def covers(self, member: str, name: str) -> bool:
        """Whether a list names all of ``member`` by parts of it, two at least."""
        own, wholes = self._members[name], self._tree.wholes
        pieces = self._pieces.get(member, ())
        return len(pieces) > 1 and all(
            any(part in own and member in wholes(part) for part in (piece, *wholes(piece)))
            for piece in pieces
        )

    def inside(self, member: str, name: str) -> list[str]:
        """Printed names in one list of what lies in ``member``."""
        return self._inside[name].get(member, [])


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

    @property
    def worth(self) -> float:
        """The names that only one of the two has, of all."""
        return (len(self.missing) + len(self.extra)) / self.of


def find_deviations(document: Document, name: str) -> Iterator[Deviation]:
    """Where a list deviates from the fullest lists of its document, level by level."""
    for level, own in document.levels[name].items():
        against = document.fullest[level]
        full = document.levels[against][level]
        missing = {member: text for member, text in full.items() if member not in own}
        extra = {member: text for member, text in own.items() if member not in full}
        if not missing and not extra:
            continue
        cut = {member: text for member, text in missing.items() if document.covers(member, name)}
        cut |= {member: text for member, text in extra.items() if document.covers(member, against)}
        parts = (
            {member: text for member, text in names.items() if member not in cut}
            for names in (missing, extra)
        )
        yield Deviation(level, against, *parts, of=len(own) + len(missing), cut=cut)

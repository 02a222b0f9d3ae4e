"""Countries that a list prints under a region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from marketbook.old_rules.ancestry import Ancestry, read_regions
from marketbook.old_rules.borders import border_countries
from marketbook.old_rules.lists import Line, is_prose, read_column, read_lines
from marketbook.old_rules.plain import Checked, view_checked
from marketbook.old_rules.rule import Saying, Tables, View, rule
from marketbook.old_rules.words import listed


@dataclass(frozen=True, slots=True)
class Atlas:
    """The regions: kind and name of each, and what lies in what."""

    kinds: Mapping[str, str]
    names: Mapping[str, str]
    ancestry: Ancestry

    def wholes(self, line: Line) -> frozenset[str]:
        """The regions that the region of a line lies in."""
        return self.ancestry.wholes(line.member)

    def headings(self) -> frozenset[str]:
        """Regions, no parts of countries, and groups and rests as wide as a region."""
        regions = [one for one, kind in self.kinds.items() if kind == "region"]
        wide = {one for one in regions if not self._is_in_country(one)}
        for region, kind in self.kinds.items():
            if kind in ("group", "remainder") and self._is_top(region):
                wide.add(region)
        return frozenset(wide)

    def _is_in_country(self, region: str) -> bool:
        return any(self.kinds.get(whole) == "country" for whole in self.ancestry.wholes(region))

    def _is_top(self, region: str) -> bool:
        return all(self.kinds.get(whole) == "world" for whole in self.ancestry.wholes(region))

    def is_lost(self, line: Line) -> bool:
        """Whether a country lies in no region at all."""
        return self.kinds.get(line.member) == "country" and self._is_top(line.member)


@dataclass(frozen=True, slots=True)
class Placed:
    """A line below a heading, which is wrong where the region of the line lies elsewhere."""

    line: Line
    heading: str
    inside: bool
    wrong: bool

    @property
    def key(self) -> tuple[str, str, str]:
        """The region of the line in its document."""
        return self.line.source, self.line.market, self.line.member


@rule(
    "region_listings.under-its-region",
    reads=("region_listings", "regions"),
    uses=("region_parts",),
    why="A country that a list prints under one region and the tree of regions has in another is "
    "added up with the wrong whole.",
    example="Turkey stands under Europe in contents, but regions has it in Middle East; correct "
    "the line or the parent in regions",
)
def under_its_region(tables: Tables) -> View:
    """In a list of regions and their countries, each country stands below a region it lies in.

    A country that publishers count either way stands below the same one in every list.
    """
    atlas, either_way = _read_atlas(tables), border_countries(tables)
    placed = _placed(tables, atlas)
    twice = _placed_twice(placed)
    judged = [one for one in placed if one.line.member not in either_way or one.key in twice]

    def say(same: list[Placed]) -> Saying:
        other = twice.get(same[0].key)
        return _say_twice(same, other) if other else _say_place(same, atlas)

    return view_checked(_judge_places(judged, say))


@rule(
    "region_listings.counted-elsewhere",
    reads=("region_listings", "regions"),
    uses=("region_parts",),
    why="Some countries are counted in one region by one publisher and in another by the next: "
    "regions of the same name are then of different ground, and their figures do not compare.",
    example="Mexico stands under North America in scope, but regions has it in Latin America: "
    "this source's North America is wider than the region of that name, its Latin America narrower",
    severity="note",
)
def counted_elsewhere(tables: Tables) -> View:
    """A country that publishers count either way stands in a list where regions has it."""
    atlas, either_way = _read_atlas(tables), border_countries(tables)
    placed = _placed(tables, atlas)
    twice = _placed_twice(placed)
    judged = [one for one in placed if one.line.member in either_way and one.key not in twice]
    return view_checked(_judge_places(judged, lambda same: _say_elsewhere(same, atlas)))


def _read_atlas(tables: Tables) -> Atlas:
    return Atlas(
        read_column(tables, "regions", "region_id", "kind"),
        read_column(tables, "regions", "region_id", "name"),
        read_regions(tables),
    )


def _placed(tables: Tables, atlas: Atlas) -> list[Placed]:
    """Every line of a list that stands below a heading."""
    lists: dict[tuple[str, str, str], list[Line]] = defaultdict(list)
    for line in read_lines(tables, "region_listings", "region_id"):
        if not is_prose(line):
            lists[line.source, line.market, line.list].append(line)
    return [one for own in lists.values() for one in _place_lines(own, atlas)]


def _place_lines(own: list[Line], atlas: Atlas) -> list[Placed]:
    """The lines of one list that stand below a heading; none where it has no headings.

    A list has headings where most of what follows a region lies in it: one that names regions
    and countries side by side has none.
    """
    members, headings = {line.member for line in own}, atlas.headings()
    placed: list[Placed] = []
    above: list[Line] = []
    for line in own:
        wholes = atlas.wholes(line)
        if line.member in headings:
            above = [*(one for one in above if one.member in wholes), line]
        elif above:
            inside = any(one.member in wholes for one in above)
            # a list without a region around a country may have nowhere else to put it
            wrong = not inside and (bool(wholes & members) or atlas.is_lost(line))
            placed.append(Placed(line, above[-1].name, inside, wrong))
    right = sum(one.inside for one in placed)
    return placed if 2 * right > len(placed) else []


def _placed_twice(placed: list[Placed]) -> dict[tuple[str, str, str], Placed]:
    """What one list of a document has in its own region and another one elsewhere: the first."""
    wrong = {one.key for one in placed if one.wrong}
    return {one.key: one for one in reversed(placed) if one.inside and one.key in wrong}


def _judge_places(placed: list[Placed], say: Callable[[list[Placed]], Saying]) -> list[Checked]:
    """One row per line; what several lists of a document have in the wrong place is told once."""
    wrong: dict[tuple[str, str, str], list[Placed]] = defaultdict(list)
    for one in placed:
        if one.wrong:
            wrong[one.key].append(one)
    faults = {same[0].line: say(same) for same in wrong.values()}
    return [
        Checked(
            "region_listings",
            one.line.record,
            one.line.line,
            faults.get(one.line),
            one.line.market,
        )
        for one in placed
    ]


def _find_place(line: Line, atlas: Atlas) -> str:
    nearest = atlas.ancestry.nearest(line.member, atlas.wholes(line))
    return atlas.names.get(nearest, "no region")


def _say_elsewhere(same: list[Placed], atlas: Atlas) -> Saying:
    line, heading = same[0].line, same[0].heading
    place = _find_place(line, atlas)
    message = (
        f"{line.name} stands under {heading} in {listed([one.line.list for one in same])}, but "
        f"regions has it in {place}: this source's {heading} is wider than the region of that "
        f"name, its {place} narrower, and neither compares with that of another source"
    )
    return Saying(message, heading, place, 0.0, "region_id")


def _say_place(same: list[Placed], atlas: Atlas) -> Saying:
    line, heading = same[0].line, same[0].heading
    place = _find_place(line, atlas)
    message = (
        f"{line.name} stands under {heading} in {listed([one.line.list for one in same])}, but "
        f"regions has it in {place}; correct the line, or the parent of {line.member} in regions; "
        "where only this publisher counts it so, waive it"
    )
    return Saying(message, heading, place, 1.0, "region_id")


def _say_twice(same: list[Placed], other: Placed) -> Saying:
    line, heading = same[0].line, same[0].heading
    message = (
        f"{line.name} stands under {heading} in {listed([one.line.list for one in same])}, but "
        f"under {other.heading} in {other.line.list} of the same document: its figures belong to "
        "one of the two; check both lines, and if the document prints both, waive it with the "
        "places"
    )
    return Saying(message, heading, other.heading, 1.0, "region_id")

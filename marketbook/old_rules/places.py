"""Where regions lie, laid out as small frames to join with.

The tree of regions and the parts of groups say which region contains which. The lists of a source
say where its publisher sees it otherwise, and which regions make up its world.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, permutations

import narwhals.stable.v1 as nw

from marketbook.old_rules.ancestry import Ancestry, read_regions
from marketbook.old_rules.rule import Frame, Tables, shared

Listed = tuple[str, str, str, str]
"""Source, market, list, region."""


@dataclass(frozen=True, slots=True)
class Places:
    """The regions of a package.

    Attributes:
        names: Name of each region.
        kinds: Kind of each region.
        parents: Parent of each region; empty for the world.
        lies_in: The regions that contain each region.
        world: The region that contains all others.
    """

    names: Mapping[str, str]
    kinds: Mapping[str, str]
    parents: Mapping[str, str]
    lies_in: Ancestry
    world: str

    def is_wide(self, region: str) -> bool:
        """Whether a region is one that a world is divided into, not a country or a part of one.

        A group that lies in no region but the world, such as LAMEA, is as wide as a region.
        """
        kind = self.kinds[region]
        if kind == "region":
            return not self.country_of(region)
        return kind == "group" and self.parents[region] == self.world

    def country_of(self, region: str) -> str:
        """The country that a region is a part of, as its South is; empty for all others."""
        around = sorted(self.lies_in.wholes(region))
        return next((whole for whole in around if self.kinds[whole] == "country"), "")


@shared
def read_places(tables: Tables) -> Places:
    """The regions of a package."""
    columns = ("region_id", "name", "kind", "parent_id")
    rows = tables["regions"].select(*columns).collect().rows()
    world = next((region for region, _, kind, _ in rows if kind == "world"), "world")
    return Places(
        NamesById({region: name for region, name, _, _ in rows}),
        _Known({region: kind for region, _, kind, _ in rows}),
        _Known({region: parent or "" for region, _, _, parent in rows}),
        read_regions(tables),
        world,
    )


class NamesById(dict[str, str]):
    """Names by id; what has no record is called by its id."""

    def __missing__(self, record: str) -> str:
        return record


class _Known(dict[str, str]):
    """What is known of regions; of one without a record nothing is."""

    def __missing__(self, record: str) -> str:
        return ""


def lay_out(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Frame:
    """A small frame of texts; columns whose names begin with ``is_`` hold whole numbers."""
    held = sorted(rows, key=str)
    values = {name: [row[place] for row in held] for place, name in enumerate(columns)}
    kinds = {name: nw.Int64() if name.startswith("is_") else nw.String() for name in columns}
    return nw.from_dict(values, kinds, backend="polars").lazy()


@shared
def region_containers(tables: Tables) -> Frame:
    """Which region lies in which: part_id, whole_id, container_id.

    ``container_id`` contains the part and lies in the whole, or is the whole. With an empty whole,
    which stands for one that the source leaves open, the container is the part's parent.
    """
    places = read_places(tables)
    rows: set[tuple[str, str, str]] = set()
    for region, parent in places.parents.items():
        for container in places.lies_in.wholes(region):
            wholes = {container, *places.lies_in.wholes(container)}
            rows.update((region, whole, container) for whole in wholes)
        if parent:
            rows.add((region, "", parent))
    return lay_out(("part_id", "whole_id", "container_id"), rows)


@shared
def region_overlaps(tables: Tables) -> Frame:
    """Which regions have something in common: part_id, other_id, is_inside.

    ``is_inside`` is 1 where the other region contains the part. A group whose members are not
    entered may take in anything inside its parent.
    """
    places = read_places(tables)
    lies_in = places.lies_in
    rows: dict[tuple[str, str], int] = {}
    for region in places.kinds:
        for one, other in permutations(_around(places, region), 2):
            rows[one, other] = int(other in lies_in.wholes(one))
    for group in _groups_without_parts(places):
        for region in places.kinds:
            if region != group and places.parents[group] in lies_in.wholes(region):
                rows.setdefault((region, group), 1)
                rows.setdefault((group, region), 0)
    return lay_out(
        ("part_id", "other_id", "is_inside"), [(*pair, inside) for pair, inside in rows.items()]
    )


def _groups_without_parts(places: Places) -> list[str]:
    filled = {whole for region in places.kinds for whole in places.lies_in.wholes(region)}
    groups = [region for region, kind in places.kinds.items() if kind == "group"]
    return [group for group in groups if group not in filled]


def _full_lists(tables: Tables) -> list[list[Listed]]:
    """The lists of regions that are no mention in running text, each in printed order."""
    if "region_listings" not in tables:
        return []
    columns = ("source_id", "market_id", "list", "position", "region_id")
    frame = tables["region_listings"].filter(~nw.col("list").str.starts_with("prose"))
    rows = sorted(frame.select(*columns).collect().rows())
    grouped = groupby(rows, key=lambda row: row[:3])
    return [[(*row[:3], row[4]) for row in group] for _, group in grouped]


@shared
def moved_countries(tables: Tables) -> Frame:
    """Countries that a source's own lists put under another region: source_id, market_id, part_id.

    Mexico, where a list goes North America, United States, Mexico, Europe. It counts as moved only
    after a country that does lie in the region, as a list may also name regions and countries side
    by side.
    """
    places = read_places(tables)
    moved: set[tuple[str, str, str]] = set()
    for rows in _full_lists(tables):
        header, settled = "", False
        for source, market, _, region in rows:
            if places.is_wide(region):
                header, settled = region, False
            elif places.lies_in.wholes(region) & _around(places, header):
                settled = True
            elif settled and places.kinds[region] == "country":
                moved.add((source, market, region))
    return lay_out(("source_id", "market_id", "part_id"), moved)


def _around(places: Places, region: str) -> set[str]:
    return {region, *places.lies_in.wholes(region)} - {places.world}


@shared
def complete_lists(tables: Tables) -> Frame:
    """Lists whose widest regions leave out no region of the world, one row per such region.

    Columns: source_id, market_id, list, part_id, is_of (how many regions make the list up).
    """
    places = read_places(tables)
    rows: list[tuple[object, ...]] = []
    for listed in _full_lists(tables):
        top = _widest(places, {region for *_, region in listed})
        if _is_whole_world(places, top):
            rows += [(*listed[0][:3], region, len(top)) for region in top]
    return lay_out(("source_id", "market_id", "list", "part_id", "is_of"), rows)


@shared
def rest_lists(tables: Tables) -> Frame:
    """Lists that name a region's parts and its remainder, one row per part, remainder included.

    Columns: source_id, market_id, list, whole_id, part_id, is_of (how many parts there are).
    """
    places = read_places(tables)
    rows: list[tuple[object, ...]] = []
    for listed in _full_lists(tables):
        members = {region for *_, region in listed}
        rests = [one for one in members if places.kinds.get(one) == "remainder"]
        for whole in {places.parents[rest] for rest in rests} - {places.world, ""}:
            inside = {one for one in members if whole in places.lies_in.wholes(one)}
            top = _widest(places, inside)
            rows += [(*listed[0][:3], whole, region, len(top)) for region in top]
    columns = ("source_id", "market_id", "list", "whole_id", "part_id", "is_of")
    return lay_out(columns, rows)


def _widest(places: Places, regions: set[str]) -> set[str]:
    inner = regions - {places.world}
    return {region for region in inner if not places.lies_in.wholes(region) & inner}


def _is_whole_world(places: Places, top: set[str]) -> bool:
    # a list of countries is never whole, as nobody names them all
    if not top or any(
        not places.is_wide(region) and not _is_rest(places, region) for region in top
    ):
        return False
    if any(_is_rest(places, region) for region in top):
        return True
    covered = top | {whole for region in top for whole in places.lies_in.wholes(region)}
    below = defaultdict(set)
    for region in places.kinds:
        for whole in places.lies_in.wholes(region):
            below[whole].add(region)
    covered |= {region for whole in top for region in below[whole]}
    wide = [region for region, kind in places.kinds.items() if kind == "region"]
    return all(region in covered for region in wide if places.parents[region] == places.world)


def _is_rest(places: Places, region: str) -> bool:
    return places.kinds[region] == "remainder" and places.parents[region] == places.world

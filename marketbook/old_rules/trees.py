"""Trees of records: no circle, one world, parents of the right kind, parts inside their wholes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import narwhals.stable.v1 as nw

from marketbook.old_rules.ancestry import Ancestry, read_regions
from marketbook.old_rules.borders import border_countries
from marketbook.old_rules.frames import flag
from marketbook.old_rules.plain import Checked, view_checked
from marketbook.old_rules.rule import Frame, Row, Rule, Saying, Tables, View, rule, shared

_KINDS_OF_PARENTS = {
    "region": ("region", "world", "country"),
    "country": ("region", "world"),
    "group": ("region", "world", "country"),
    "remainder": ("region", "world", "country", "group"),
}


def _no_cycle(table: str, key: str, example: str) -> Rule:
    """A rule that finds chains of parents which come back to their start."""

    def view(tables: Tables) -> View:
        rows = tables[table].select(key, "parent_id", "_line").collect().rows()
        parents = {record: parent for record, parent, _ in rows}
        lines = {record: line for record, _, line in rows}
        faults = {min(circle, key=lines.__getitem__): circle for circle in _circles(parents)}
        return view_checked(
            Checked(table, record, line, _say_circle(faults.get(record)))
            for record, line in lines.items()
        )

    return Rule(
        id=f"{table}.no-cycle",
        reads=(table,),
        view=view,
        says=f"No record of {table} is its own parent, at any distance.",
        why="A whole that is part of itself has no size, and whatever adds up along the tree "
        "never ends.",
        example=example,
    )


def _circles(parents: Mapping[str, str | None]) -> Iterator[list[str]]:
    """Every chain of parents that comes back to its start, once."""
    done: set[str] = set()
    for start in parents:
        chain: list[str] = []
        step: str | None = start
        while step is not None and step in parents and step not in done:
            done.add(step)
            chain.append(step)
            step = parents[step]
        if step in chain:
            yield chain[chain.index(step) :]


def _say_circle(circle: list[str] | None) -> Saying | None:
    if circle is None:
        return None
    chain = " → ".join([*circle, circle[0]])
    message = f"the chain of parents comes back to its start: {chain}; correct one parent_id"
    return Saying(message, stated=circle[0], worth=1.0, field="parent_id")


regions_no_cycle = _no_cycle(
    "regions", "region_id", "the chain of parents comes back to its start: europe → emea → europe"
)
markets_no_cycle = _no_cycle(
    "markets", "market_id", "the chain of parents comes back to its start: iomt → iot → iomt"
)
segments_no_cycle = _no_cycle(
    "segments", "segment_id", "the chain of parents comes back to its start: a → b → a"
)
players_no_cycle = _no_cycle(
    "players", "player_id", "the chain of parents comes back to its start: vrad → mednax → vrad"
)


@dataclass(frozen=True, slots=True)
class Region:
    """One row of the regions."""

    region: str
    kind: str
    parent: str | None
    iso_alpha3: str | None
    m49: str | None
    line: int


@rule(
    "regions.one-tree",
    reads=("regions",),
    uses=("region_parts",),
    why="Sums, shares and growth are compared along the tree of regions; one that hangs loose, or "
    "a country counted under a country, is compared with nothing or with the wrong whole.",
    example="france is a country, but its parent germany is a country too; a country lies in a "
    "region or the world",
)
def one_tree(tables: Tables) -> View:
    """The regions make one tree under one world, and their codes are their own."""
    columns = ("region_id", "kind", "parent_id", "iso_alpha3", "m49", "_line")
    regions = {row[0]: Region(*row) for row in tables["regions"].select(columns).collect().rows()}
    checked = [
        Checked("regions", region.region, region.line, _say_region(region, regions))
        for region in regions.values()
    ]
    if not any(region.kind == "world" for region in regions.values()):
        fault = Saying("no region is of kind world; enter one as the root", worth=1.0, field="kind")
        checked.append(Checked("regions", "world", 0, fault))
    return view_checked([*checked, *_check_parts(tables, regions)])


def _say_region(region: Region, regions: Mapping[str, Region]) -> Saying | None:
    message = _fault_of_place(region, regions) or _fault_of_codes(region, regions)
    return Saying(message, worth=1.0) if message else None


def _fault_of_place(region: Region, regions: Mapping[str, Region]) -> str:
    if region.kind == "world":
        worlds = [one.region for one in regions.values() if one.kind == "world"]
        if region.region != worlds[0]:
            return f"{region.region} is a second world beside {worlds[0]}; keep one"
        return "the world has a parent; empty its parent_id" if region.parent else ""
    if region.parent is None:
        return f"{region.region} has no parent, so that it lies outside the world; enter one"
    parent = regions.get(region.parent)
    allowed = _KINDS_OF_PARENTS[region.kind]
    if parent is not None and parent.kind not in allowed:
        *first, last = allowed
        return (
            f"{region.region} is a {region.kind}, but its parent {parent.region} is a "
            f"{parent.kind}; a {region.kind} lies in a {', '.join(first)} or {last}; what a group "
            "is made of belongs in region_parts"
        )
    outer = _country_around(region, regions) if region.kind == "country" else ""
    return f"{region.region} is a country inside the country {outer}; correct one" if outer else ""


def _country_around(region: Region, regions: Mapping[str, Region]) -> str:
    tree = Ancestry({one.region: [one.parent] if one.parent else [] for one in regions.values()})
    around = sorted(tree.wholes(region.region))
    return next((one for one in around if one in regions and regions[one].kind == "country"), "")


def _fault_of_codes(region: Region, regions: Mapping[str, Region]) -> str:
    if region.kind == "country" and not region.iso_alpha3:
        return f"the country {region.region} has no iso_alpha3; enter its ISO 3166-1 code"
    for name in ("iso_alpha3", "m49"):
        code = getattr(region, name)
        same = [one.region for one in regions.values() if code and getattr(one, name) == code]
        if same and same[0] != region.region:
            return f"{region.region} has the {name} {code} of {same[0]}; correct one of the two"
    return ""


def _check_parts(tables: Tables, regions: Mapping[str, Region]) -> Iterator[Checked]:
    """One row per part of a group."""
    if "region_parts" not in tables:
        return
    rows = tables["region_parts"].select("region_id", "part_id", "_line").collect().rows()
    tree = Ancestry({one.region: [one.parent] if one.parent else [] for one in regions.values()})
    for group, part, line in rows:
        fault = _say_part(group, part, regions, tree)
        yield Checked("region_parts", f"{group}/{part}", line, fault)


def _say_part(
    group: str, part: str, regions: Mapping[str, Region], tree: Ancestry
) -> Saying | None:
    whole = regions.get(group)
    if whole is None or part not in regions:
        return None
    if whole.kind != "group":
        message = f"{group} has parts, but is a {whole.kind}; make it a group, or use parent_id"
        return Saying(message, whole.kind, "group", 1.0, "region_id")
    if whole.parent is None or whole.parent in tree.wholes(part):
        return None
    message = (
        f"{part} is a part of {group}, which lies in {whole.parent}, but {part} does not; "
        f"correct the part, or the parent of {group} or of {part}"
    )
    return Saying(message, part, whole.parent, 1.0, "part_id")


@rule(
    "segments.parent-on-same-axis",
    reads=("segments",),
    why="A segment inside one of another axis belongs to two ways of cutting the market, and is "
    "counted in both.",
    example="its axis is iomt-component, but its parent iomt-end-user-homecare is on iomt-end-user",
)
def parent_on_same_axis(tables: Tables) -> View:
    """A segment and the segment that it is part of are on the same axis."""
    parents = tables["segments"].select(
        nw.col("segment_id").alias("parent_id"), nw.col("axis_id").alias("parent_axis")
    )
    segments = tables["segments"].select(
        nw.lit("segments").alias("table"),
        nw.col("segment_id").alias("record"),
        "_line",
        "segment_id",
        "axis_id",
        "parent_id",
    )
    view = segments.join(parents, on="parent_id", how="left")
    return View(view, nw.col("axis_id") == nw.col("parent_axis"), _say_axis)


def _say_axis(row: Row) -> Saying:
    message = (
        f"its axis is {row['axis_id']}, but its parent {row['parent_id']} is on "
        f"{row['parent_axis']}; correct the axis or the parent"
    )
    return Saying(message, row["axis_id"], row["parent_axis"], 1.0, "parent_id")


@shared
def regions_inside(tables: Tables) -> Frame:
    """Every region with every region that it lies in, and itself: region_id, of_region_id."""
    pairs = read_regions(tables).pairs()
    columns = {
        "region_id": [one for one, _ in pairs],
        "of_region_id": [whole for _, whole in pairs],
    }
    schema = nw.Schema({"region_id": nw.String(), "of_region_id": nw.String()})
    return nw.from_dict(columns, schema, backend="polars").lazy().with_columns(inside=nw.lit(1))


def _region_inside_whole(table: str, key: str, says: str, example: str) -> Rule:
    """A rule that compares ``region_id`` with ``of_region_id``."""

    def view(tables: Tables) -> View:
        rows = tables[table].filter(
            ~nw.col("of_region_id").is_null(), ~nw.col("region_id").is_null()
        )
        same = (nw.col("region_id") == nw.col("of_region_id")) & nw.col("segment_id").is_null()
        itself = flag(same & (nw.col("share_percent") < 100) if table == "shares" else same)
        # all of a region may be 100 percent of it; what is ranked in it is a part of it
        rows = rows.with_columns(table=nw.lit(table), record=nw.col(key), is_itself=itself)
        rows = rows.select(
            *["table", "record", "_line", "market_id", "region_id", "of_region_id", "is_itself"]
        )
        joined = rows.join(regions_inside(tables), on=["region_id", "of_region_id"], how="left")
        known = ~nw.col("inside").is_null() | nw.col("region_id").is_in(
            sorted(border_countries(tables))
        )
        return View(joined, known & (nw.col("is_itself") == 0), _say_inside)

    return Rule(
        id=f"{table}.region-inside-whole",
        reads=(table, "regions"),
        uses=("region_parts",),
        view=view,
        says=says,
        why="A part that is not inside its whole makes every sum of parts wrong.",
        example=example,
    )


def _say_inside(row: Row) -> Saying:
    if row["is_itself"]:
        message = f"is about {row['region_id']} as a part of itself; correct the one or the other"
        return Saying(message, row["of_region_id"], worth=1.0, field="of_region_id")
    message = (
        f"is about {row['region_id']} as a part of {row['of_region_id']}, but regions does not "
        f"have it in there; correct of_region_id, or the parent of {row['region_id']}"
    )
    return Saying(message, row["of_region_id"], worth=1.0, field="of_region_id")


shares_region_inside_whole = _region_inside_whole(
    "shares",
    "share_id",
    "The region of a share lies in the region that it is a share of.",
    "is about usa as a part of europe, but regions does not have it in there",
)
claims_region_inside_whole = _region_inside_whole(
    "claims",
    "claim_id",
    "The region of a claim lies in the region inside which it is compared.",
    "is about india as a part of europe, but regions does not have it in there",
)

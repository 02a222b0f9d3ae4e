"""What a whole leaves for the parts that have no figure."""

from __future__ import annotations

from itertools import accumulate

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import reach
from marketbook.old_rules.economies import economies
from marketbook.old_rules.nesting import filled_holders
from marketbook.old_rules.parts import (
    HOLDER,
    held_parts,
    part_overlaps,
    read_names,
    segment_places,
    sums,
)
from marketbook.old_rules.places import complete_lists, lay_out, read_places, region_containers
from marketbook.old_rules.rule import Frame, Row, Saying, Tables, View, rule, shared
from marketbook.old_rules.shares import READS, USES, Names, in_year, number, points, rough
from marketbook.old_rules.words import listed, the_others

# nearer to a factor of ten than to agreement
ORDER = 10.0**0.5


def _without_figure(named: Frame, tables: Tables) -> Frame:
    """Members of a holder, in column ``other_id``, that no part with a share has anything of."""
    known = held_parts(tables).select(*HOLDER, "part_id").unique()
    covered = known.join(part_overlaps(tables), on="part_id", how="inner")
    covered = covered.select(*HOLDER, "other_id").unique()
    own = known.rename({"part_id": "other_id"})
    named = named.join(covered, on=[*HOLDER, "other_id"], how="anti")
    return named.join(own, on=[*HOLDER, "other_id"], how="anti")


def _named_beside(held: Frame, tables: Tables) -> Frame:
    """Countries that running text names beside the largest part of a region, by holder and time.

    Only those count whose economies let them follow it. Columns: HOLDER, time, named (how many),
    one_id, last_id.
    """
    on = ["source_id", "market_id", "list"]
    prose = tables["region_listings"].filter(nw.col("list").str.starts_with("prose"))
    leaders = prose.select(*on, "region_id").unique().rename({"region_id": "part_id"})
    kinds = read_places(tables).kinds
    countries = [region for region, kind in kinds.items() if kind == "country"]
    others = prose.filter(nw.col("region_id").is_in(countries))
    others = others.select(*on, "region_id").rename({"region_id": "other_id"})
    inside = region_containers(tables).filter(nw.col("container_id") == nw.col("whole_id"))
    inside = inside.select("part_id", "container_id")
    inside = inside.rename({"part_id": "other_id", "container_id": "holder_id"})
    key = [*HOLDER, "time"]
    beside = held.select(*key, "part_id", "parts").join(
        leaders, on=["source_id", "market_id", "part_id"], how="inner"
    )
    beside = beside.join(others, on=on, how="inner").join(
        inside, on=["other_id", "holder_id"], how="inner"
    )
    return (
        _able_to_follow(_without_figure(beside, tables), tables)
        .group_by(*key)
        .agg(
            nw.len().alias("named"),
            nw.col("other_id").min().alias("one_id"),
            nw.col("other_id").max().alias("last_id"),
        )
    )


def _able_to_follow(beside: Frame, tables: Tables) -> Frame:
    """Named countries, the largest economy first, up to one too small for its rank.

    Too small is what is nearer to a tenth of its rank's part of the leader than to that part.
    """
    key = [*HOLDER, "time"]
    known = economies(tables).with_columns(nw.col("economy").cast(nw.Float64))
    leader = known.filter(nw.col("is_largest") == 1).select(
        nw.col("region_id").alias("part_id"), nw.col("economy").alias("lead")
    )
    own = known.select(nw.col("region_id").alias("other_id"), "economy")
    beside = beside.unique([*key, "other_id"]).join(leader, on="part_id", how="left")
    beside = beside.join(own, on="other_id", how="inner")
    order = nw.col("economy").rank("ordinal", descending=True).over(*key)
    beside = beside.with_columns(order=order.cast(nw.Int64))
    place = nw.col("parts").cast(nw.Int64) + nw.col("order")
    needed = nw.col("lead").fill_null(0.0) / place / ORDER
    fails = nw.when(nw.col("economy") < needed).then("order")
    first = fails.min().over(*key)
    return beside.with_columns(first=first).filter(
        nw.col("first").is_null() | (nw.col("order") < nw.col("first"))
    )


@rule(
    "shares.leaves-plausible-rest",
    reads=(*READS, "region_listings"),
    uses=USES,
    why="A leader that leaves its region next to nothing for the other countries its own source "
    "calls leading is a wrong digit, another year or another whole. Only those count that running "
    "text names, as contents list countries of every size, and whose economy lets them follow: "
    "Canada's is a thirteenth of that of the United States.",
    example="leaves 3 of Asia-Pacific's 21 points (4 at most) to India and Japan, which the source "
    "names beside it; by rank and size they would have 15 of its own 18",
)
def leaves_plausible_rest(tables: Tables) -> View:
    """A country leaves its region room for the others that its source names beside it."""
    held = filled_holders(tables).filter(nw.col("cut") == "", nw.col("within") == "")
    held = held.with_columns(rest=nw.col("holder_high") - nw.col("least"))
    frame = held.join(_named_beside(held, tables), on=[*HOLDER, "time"], how="inner")
    frame = _with_ranks(frame, tables)
    # rank-size rule (Zipf): the r-th largest is about 1/r of the largest. The rest is held against
    # a third of that (the root of ten), every rounding in favour of the source
    expected = nw.col("low") * nw.col("ranks")
    enough = reach(expected / ORDER, nw.col("rest"))
    # more than the region holds is for shares.country-within-region; a single neighbour may well
    # be small (Canada beside the United States), so that one name proves nothing
    holds = enough | (nw.col("named") < 2) | ~reach(nw.lit(0.0), nw.col("rest"))
    return View(frame, holds, lambda row: _say_rest(row, read_places(tables).names))


def _with_ranks(frame: Frame, tables: Tables) -> Frame:
    """Join ``ranks``: the sum of 1/r over the ranks that come after those of the known parts."""
    count = len(read_places(tables).names) + 2
    inverse = accumulate((1 / rank for rank in range(1, count)), initial=0.0)
    table = lay_out(
        ("is_rank", "harmonic"), [(rank, f"{sum_:.15g}") for rank, sum_ in enumerate(inverse)]
    )
    table = table.with_columns(harmonic=nw.col("harmonic").cast(nw.Float64))
    frame = frame.with_columns(
        first=nw.col("parts").cast(nw.Int64),
        last=nw.col("parts").cast(nw.Int64) + nw.col("named").cast(nw.Int64),
    )
    for name in ("first", "last"):
        ranked = table.select(
            nw.col("is_rank").alias(name), nw.col("harmonic").alias(f"{name}_sum")
        )
        frame = frame.join(ranked, on=name, how="inner")
    return frame.with_columns(ranks=nw.col("last_sum") - nw.col("first_sum"))


def _name_some(row: Row, names: Names, count: int) -> str:
    """The first and the last of several records, and how many more there are."""
    some = [names[one] for one in sorted({row["one_id"], row["last_id"]})]
    return listed([*some, f"{count - 2} more"] if count > 2 else some)


def _known(count: int) -> str:
    return f"{the_others(count)} that {'has' if count == 1 else 'have'}"


def _say_rest(row: Row, names: Names) -> Saying:
    others = _name_some(row, names, row["named"])
    rest = row["holder_share"] - row["sum"]
    expected = row["share"] * row["ranks"]
    ranks = " + ".join(f"1/{rank}" for rank in range(row["first"] + 1, row["last"] + 1))
    least = row["low"] * row["ranks"]
    times = f", {rough(least / row['rest'])} times as much" if row["rest"] > 0 else ""
    known = "" if row["parts"] == 1 else f" with {_known(row['parts'] - 1)} a share"
    message = (
        f"leaves {rough(rest)} of {names[row['holder_id']]}'s {number(row['holder_share'])} points"
        f"{known} ({rough(row['rest'])} at most) to {others}, which the source names beside "
        f"{names[row['region_id']]}; by rank and size they would have about {rough(expected)} "
        f"({number(row['share'])} × ({ranks})), {rough(least)} at least{times}; check the year and "
        "the whole of both shares, or waive it with the reason"
    )
    worth = 1 - row["rest"] / expected
    return Saying(message, row["stated"], f"{points(row['rest'])} at most", worth)


@shared
def wholes_with_gaps(tables: Tables) -> Frame:
    """Wholes and axes of which the source lists parts without a share.

    Columns: those of :func:`sums`, and missing (how many), one_id, last_id.
    """
    whole = (nw.col("holder_id") == nw.col("whole_id")) | (nw.col("holder_id") == "")
    held = sums(tables).filter(whole, nw.col("within") == "")
    key = [*HOLDER, "time"]
    listed = _without_figure(_listed_parts(held.select(*key), tables), tables)
    missing = listed.group_by(*key).agg(
        nw.col("other_id").n_unique().alias("missing"),
        nw.col("other_id").min().alias("one_id"),
        nw.col("other_id").max().alias("last_id"),
    )
    return held.join(missing, on=key, how="inner")


def _listed_parts(held: Frame, tables: Tables) -> Frame:
    """What the full lists of a source divide a whole into, in column ``other_id``."""
    source = ["source_id", "market_id"]
    columns = [*HOLDER, "time", "other_id"]
    top = complete_lists(tables).select(*source, nw.col("part_id").alias("other_id")).unique()
    world = held.filter(nw.col("cut") == "", nw.col("holder_id") == read_places(tables).world)
    regions = [world.join(top, on=source, how="inner").select(*columns)]
    regions.append(_listed_inside(held, tables).select(*columns))
    if "segment_listings" not in tables:
        return nw.concat(regions, how="vertical")
    full = tables["segment_listings"].filter(~nw.col("list").str.starts_with("prose"))
    members = segment_places(tables).filter(nw.col("is_top"))
    listed = full.join(members, on="segment_id", how="inner")
    listed = listed.select(*source, "cut", nw.col("segment_id").alias("other_id")).unique()
    axes = held.filter(nw.col("holder_id") == "")
    axes = axes.join(listed, on=[*source, "cut"], how="inner").select(*columns)
    return nw.concat([*regions, axes], how="vertical")


def _listed_inside(held: Frame, tables: Tables) -> Frame:
    """What the full lists of a source name inside a region whose parts have shares."""
    source = ["source_id", "market_id"]
    full = tables["region_listings"].filter(~nw.col("list").str.starts_with("prose"))
    listed = full.select(*source, nw.col("region_id").alias("other_id")).unique()
    inside = region_containers(tables).filter(nw.col("container_id") == nw.col("whole_id"))
    inside = inside.select(
        nw.col("part_id").alias("other_id"), nw.col("container_id").alias("holder_id")
    )
    narrow = held.filter(nw.col("cut") == "", nw.col("holder_id") != read_places(tables).world)
    return narrow.join(inside, on="holder_id", how="inner").join(
        listed, on=[*source, "other_id"], how="inner"
    )


@rule(
    "shares.leaves-room",
    reads=READS,
    uses=USES,
    why="Shares that use up their whole leave nothing for a part that the same source lists: it "
    "has no market, or a share is wrong.",
    example="is the largest of 2 shares of Component that add up to 100 % in 2024 and leave at "
    "most 0 points to Services, which the source lists too",
)
def leaves_room(tables: Tables) -> View:
    """Listed parts without a share have something left, every rounding allowed for."""
    held = wholes_with_gaps(tables)
    # above the whole is for the rules on sums
    within = reach(nw.col("sum_low"), nw.lit(100.0))
    nothing = reach(nw.lit(100.0), nw.col("sum_low")) & within
    return View(held, ~nothing, lambda row: _say_full(row, read_names(tables)))


@rule(
    "shares.leaves-more-than-rounding",
    reads=READS,
    uses=USES,
    why="Where printed shares add up to the whole, only their rounding is left for the parts that "
    "the source lists without one.",
    example="is the largest of 2 shares of Component that add up to 100 % in 2024 and leave at "
    "most 1 point to Services, which the source lists too",
    severity="note",
)
def leaves_more_than_rounding(tables: Tables) -> View:
    """Printed shares leave more than their rounding for listed parts without a share."""
    held = wholes_with_gaps(tables)
    spent = reach(nw.lit(100.0), nw.col("sum")) & (nw.col("sum_low") < 100)
    return View(held, ~spent, lambda row: _say_full(row, read_names(tables)))


def _say_full(row: Row, names: Names) -> Saying:
    others = _name_some(row, names, row["missing"])
    room = 100 - row["sum_low"]
    what = names[row["holder_id"] or row["cut"]]
    message = (
        f"is the largest of {row['parts']} shares of {what} that add up to {rough(row['sum'])} % "
        f"{in_year(row)} and leave at most {points(max(room, 0.0))} to {others}, which the source "
        "lists too; enter the missing shares, check the digits, or waive it with the reason"
    )
    return Saying(message, row["stated"], f"{points(max(room, 0.0))} at most", 1 - room / 100)

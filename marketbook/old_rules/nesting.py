"""Parts of a region or a segment against its own share."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import Interval, reach
from marketbook.old_rules.parts import HOLDER, WHOLE, parts, printed_shares, read_names, sums
from marketbook.old_rules.places import Places, read_places, region_containers
from marketbook.old_rules.rule import Frame, Row, Saying, Tables, View, rule, shared
from marketbook.old_rules.shares import READS, USES, Names, in_year, number, points
from marketbook.old_rules.words import in_all, percent


@shared
def filled_holders(tables: Tables) -> Frame:
    """What the parts of a region or a segment add up to, beside its own share.

    Parts of a year stand against the share of that year or one without a year, parts without a
    year against the widest of all years. Columns: those of :func:`sums`, holder_low, holder_high,
    holder_share, and ``least``, the sum that the share must reach.
    """
    whole = (nw.col("holder_id") == nw.col("whole_id")) | (nw.col("whole_id") == "")
    added = sums(tables).filter(~whole, nw.col("holder_id") != "")
    values = {name: f"holder_{name}" for name in ("low", "high", "share")}
    named = {"part_id": "holder_id", "time": "own_time", **values}
    own = parts(tables).select(*WHOLE, *named).rename(named)
    key = [*HOLDER, "time"]
    time, own_time = nw.col("time"), nw.col("own_time")
    pairs = added.select(*key).join(own, on=HOLDER, how="inner")
    pairs = pairs.filter((time == own_time) | (time == 0) | (own_time == 0))
    near = pairs.group_by(*key).agg(
        nw.col("holder_low").min(),
        nw.col("holder_high").max(),
        nw.col("holder_share").max(),
        own_time.max(),
    )
    added = added.join(near, on=key, how="inner").with_columns(is_dated=time > 0)
    # a share without a year may be of any of the years that its parts have
    least = nw.col("sum_low").min().over(*HOLDER, "is_dated")
    any_year = (time > 0) & (own_time == 0)
    return added.with_columns(least=nw.when(any_year).then(least).otherwise("sum_low"))


def _within(held: Frame) -> Frame:
    """Add ``is_bad``, and keep of the holders that one part is too large for the tightest."""
    held = held.with_columns(
        is_bad=nw.when(reach(nw.col("least"), nw.col("holder_high"))).then(0).otherwise(1)
    )
    key = ["record", "time", "is_bad"]
    tightest = nw.col("holder_high") == nw.col("holder_high").min().over(*key)
    return held.filter((nw.col("is_bad") == 0) | tightest)


@rule(
    "shares.country-within-region",
    reads=READS,
    uses=USES,
    why="A region that holds less than the countries inside it shows a wrong digit, two years or "
    "two wholes in one text; any model that divides the region by them runs negative.",
    example="is 35 % of the world in 2024, but North America, which contains it, only 31 %: at "
    "most 31.5 fit, 3.0 points less than its lowest",
)
def country_within_region(tables: Tables) -> View:
    """The countries of a region, one by one and together, do not hold more than the region."""
    held = _within(filled_holders(tables).filter(nw.col("cut") == ""))
    return View(held, nw.col("is_bad") == 0, lambda row: _say_within(row, read_names(tables)))


@rule(
    "shares.segments-within-segment",
    reads=READS,
    uses=USES,
    why="A segment that holds less than its own members shows a wrong digit or a member that was "
    "put under the wrong segment.",
    example="is 35 % of the world in 2024, but Devices, which contains it, only 31 %: at most 31.5 "
    "fit, 3.0 points less than its lowest",
)
def segments_within_segment(tables: Tables) -> View:
    """The members of a segment, one by one and together, do not hold more than the segment."""
    held = _within(filled_holders(tables).filter(nw.col("cut") != ""))
    return View(held, nw.col("is_bad") == 0, lambda row: _say_within(row, read_names(tables)))


def _say_within(row: Row, names: Names) -> Saying:
    whole, holder = names[row["whole_id"]], names[row["holder_id"]]
    gap = row["least"] - row["holder_high"]
    alone = row["low"] > row["holder_high"]
    one = f"is {number(row['share'])} % of {whole} {in_year(row)}"
    together = (
        f"is the largest of {row['parts']} parts of {holder} that hold "
        f"{percent(row['sum'], 1)} % of {whole} together {in_year(row)} "
        f"({in_all(Interval(row['sum_low'], row['sum_high']), too_much=True)})"
    )
    message = (
        f"{one if alone else together}, but {holder}, which contains "
        f"{'it' if alone else 'them'}, only {number(row['holder_share'])} %: at most "
        f"{number(row['holder_high'])} fit, {percent(gap, 2)} points less than "
        f"{'its' if alone else 'their'} lowest; check the digits, the year and the whole of each, "
        "or waive it with the reason"
    )
    held = row["share"] if alone else row["sum"]
    worth = held / row["holder_share"] - 1 if row["holder_share"] else 1.0
    implied = f"at most {number(row['holder_high'])} %"
    return Saying(message, row["stated"], implied, worth, "share_percent")


@rule(
    "shares.whole-is-stated",
    reads=READS,
    uses=USES,
    why="A country's share of the world and its share of its region differ by a factor of two or "
    "more; who quotes one for the other is wrong by as much.",
    example="is printed without its whole: of the world it is 85.9 % of North America's 44.8 and "
    "leaves 6.3 points; of North America it is 17.2 % of the world",
    severity="note",
)
def whole_is_stated(tables: Tables) -> View:
    """A share says of which region it is a share."""
    shares = printed_shares(tables)
    around = region_containers(tables).filter(nw.col("whole_id") != nw.col("container_id"))
    own = parts(tables).filter(
        nw.col("cut") == "", nw.col("within") == "", nw.col("whole_id") != ""
    )
    named = {"part_id": "container_id", "share": "container_share", "high": "container_high"}
    own = own.select("source_id", "market_id", "whole_id", *named).rename(named)
    opened = shares.filter(nw.col("whole_id") == "", nw.col("segment_id") == "")
    pairs = opened.select("record", "source_id", "market_id", nw.col("region_id").alias("part_id"))
    pairs = pairs.join(around, on="part_id", how="inner")
    pairs = pairs.join(own, on=["source_id", "market_id", "whole_id", "container_id"], how="inner")
    pairs = pairs.filter(nw.col("container_share") > 0)
    least = nw.col("container_share") == nw.col("container_share").min().over("record")
    best = (
        pairs.filter(least)
        .group_by("record")
        .agg(
            nw.col("container_id").min(),
            nw.col("whole_id").min().alias("outer_id"),
            nw.col("container_share").min(),
            nw.col("container_high").min(),
        )
    )
    frame = shares.join(best, on="record", how="left")
    holds = nw.col("whole_id") != ""
    return View(frame, holds, lambda row: _say_open(row, read_names(tables), read_places(tables)))


def _say_open(row: Row, names: Names, places: Places) -> Saying:
    share, subject = row["share"], names[row["region_id"]]
    settle = "enter of_region_id once the source settles it"
    if row["segment_id"]:
        reading = f"it may be the segment's share in {subject} or {subject}'s in the segment"
        return Saying(f"is printed without its whole: {reading}; {settle}", row["stated"])
    if row["container_id"] is None:
        parent = places.parents[row["region_id"]]
        inner = names[parent] if parent else "a region"
        reading = f"it may be a share of the world or of {inner}"
        return Saying(f"is printed without its whole: {reading}; {settle}", row["stated"])
    region, outer = names[row["container_id"]], names[row["outer_id"]]
    own = row["container_share"]
    inside = f"of {region} it is {percent(share * own / 100, 1)} % of {outer}"
    reading = (
        f"of {outer} it is {percent(share / own * 100, 1)} % of {region}'s {number(own)} and "
        f"leaves {points(own - share)}; {inside}"
    )
    if row["low"] > row["container_high"]:
        reading = f"of {outer} it would be more than {region}'s {number(own)}, so {inside}"
    implied = f"{percent(share * own / 100, 1)} % of {outer}"
    worth = 1 - own / 100
    return Saying(
        f"is printed without its whole: {reading}; {settle}", row["stated"], implied, worth
    )

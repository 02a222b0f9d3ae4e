"""Shares of wholes inside wholes: of a region, and of what the region is part of."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import Interval, reach
from marketbook.old_rules.frames import only
from marketbook.old_rules.parts import parts, read_names
from marketbook.old_rules.places import read_places
from marketbook.old_rules.rule import Row, Saying, Tables, View, is_empty, rule
from marketbook.old_rules.shares import READS, USES, Names, number
from marketbook.old_rules.words import difference, percent, span

_VALUES = ["share", "low", "high"]


@rule(
    "shares.agree-across-wholes",
    reads=READS,
    uses=USES,
    why="A country's share of its region and the region's share of the world give the country's "
    "share of the world; where that is printed too, the three check each other.",
    example="states 20 % of World, but 85 % of North America, itself 38 % of World, is "
    "31.69 to 32.92 %",
)
def agree_across_wholes(tables: Tables) -> View:
    """A share of a region, times the region's share of a wider whole, is the share of that."""
    cut = parts(tables).filter(nw.col("cut") == "", nw.col("whole_id") != "")
    if is_empty(cut.filter(nw.col("whole_id") != read_places(tables).world)):
        return View(cut.head(0), nw.lit(value=True), lambda row: _say_chain(row, {}))
    on = ["source_id", "market_id", "within", "time"]
    narrow = only(
        cut.with_columns(nw.col("whole_id").alias("middle_id")),
        _VALUES,
        "_narrow",
        [*on, "part_id", "middle_id"],
    )
    wide = only(
        cut.with_columns(nw.col("part_id").alias("middle_id")),
        _VALUES,
        "_wide",
        [*on, "middle_id", "whole_id"],
    )
    chains = cut.join(narrow, on=[*on, "part_id"], how="inner").join(
        wide, on=[*on, "middle_id", "whole_id"], how="inner"
    )
    frame = chains.with_columns(
        implied_low=nw.col("low_narrow") * nw.col("low_wide") / 100,
        implied_high=nw.col("high_narrow") * nw.col("high_wide") / 100,
    )
    meets = reach(nw.col("low"), nw.col("implied_high")) & reach(
        nw.col("implied_low"), nw.col("high")
    )
    return View(frame, meets, lambda row: _say_chain(row, read_names(tables)))


def _say_chain(row: Row, names: Names) -> Saying:
    whole = names[row["whole_id"]]
    implied = Interval(row["implied_low"], row["implied_high"])
    middle = (implied.low + implied.high) / 2
    message = (
        f"states {number(row['share'])} % of {whole}, but {number(row['share_narrow'])} % of "
        f"{names[row['middle_id']]}, itself {number(row['share_wide'])} % of {whole}, is "
        f"{span(implied)}: {difference(row['share'], middle, 'points')}; check the digits, the "
        "year and the whole of each, or waive it with the reason"
    )
    worth = abs(row["share"] / middle - 1) if middle else 1.0
    return Saying(message, row["stated"], span(implied), worth, "share_percent")


@rule(
    "shares.agree-across-cuts",
    reads=READS,
    uses=USES,
    why="What a segment has inside one region is part of what it has in all; a region that gives "
    "it more than that, or leaves it less, shows a share of another year or of another whole.",
    example="states 30 % of the world, but 80 % of North America, itself 45 % of the world, is "
    "35.38 % at least there alone: 4.88 points less at least",
)
def agree_across_cuts(tables: Tables) -> View:
    """A segment's share of a whole lies between what one region of it holds of it and leaves it."""
    cut = parts(tables).filter(nw.col("whole_id") != "", nw.col("within") == "")
    segments, regions = (cut.filter(one) for one in (nw.col("cut") != "", nw.col("cut") == ""))
    inside = segments.filter(nw.col("whole_id") != read_places(tables).world)
    if is_empty(inside):
        return View(cut.head(0), nw.lit(value=True), lambda row: _say_cuts(row, {}))
    on = ["source_id", "market_id", "time"]
    narrow = only(
        inside.with_columns(nw.col("whole_id").alias("middle_id")),
        _VALUES,
        "_narrow",
        [*on, "cut", "part_id", "middle_id"],
    )
    wide = only(
        regions.with_columns(nw.col("part_id").alias("middle_id")),
        _VALUES,
        "_wide",
        [*on, "middle_id", "whole_id"],
    )
    pairs = narrow.join(wide, on=[*on, "middle_id"], how="inner")
    frame = segments.join(pairs, on=[*on, "cut", "part_id", "whole_id"], how="inner")
    # the other regions hold nothing of the segment, or nothing but it
    least, most = (nw.col(f"{end}_narrow") / 100 for end in ("low", "high"))
    frame = frame.with_columns(
        implied_low=least * nw.col("low_wide"),
        implied_high=most * nw.col("low_wide") + 100 - nw.col("low_wide"),
    )
    meets = reach(nw.col("low"), nw.col("implied_high")) & reach(
        nw.col("implied_low"), nw.col("high")
    )
    return View(frame, meets, lambda row: _say_cuts(row, read_names(tables)))


def _say_cuts(row: Row, names: Names) -> Saying:
    whole, region = names[row["whole_id"]], names[row["middle_id"]]
    implied = Interval(row["implied_low"], row["implied_high"])
    held = f"{number(row['share_narrow'])} % of {region}, itself {number(row['share_wide'])} %"
    if row["high"] < implied.low:
        gap = f"{percent(implied.low)} % at least there alone"
        short = implied.low - row["high"]
        side = "less"
    else:
        gap = f"{percent(implied.high)} % at most, even if all else were of it"
        short = row["low"] - implied.high
        side = "more"
    message = (
        f"states {number(row['share'])} % of {whole}, but {held} of {whole}, is {gap}: "
        f"{percent(short)} points {side} at least; check the digits, the year and the whole of "
        "each, or waive it with the reason"
    )
    worth = short / row["share"] if row["share"] else 1.0
    return Saying(message, row["stated"], span(implied), worth, "share_percent")

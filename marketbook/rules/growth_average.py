"""Growth rates that the parts of a whole can average to."""

from __future__ import annotations

import narwhals.stable.v1 as nw
import polars as pl

from marketbook.figures import Interval, grow, implied_growth, reach
from marketbook.rules.details import in_unit, tell, with_figure
from marketbook.rules.frames import OF_SOURCE, SUBJECT, flag
from marketbook.rules.growth_parts import (
    READS,
    USES,
    WINDOW,
    rated_pairs,
    rated_series,
    widest_rates,
)
from marketbook.rules.part_sums import families_of_shares, full_families
from marketbook.rules.places import complete_lists, read_places
from marketbook.rules.rule import Frame, Row, Saying, Tables, View, is_empty, rule, shared
from marketbook.rules.slips import doubtful_ids
from marketbook.rules.wholes import FAMILY, REGIONS, families, figures
from marketbook.rules.words import percent, span, years

_PLACE = ["source_id", "market_id", "region_id"]
_MEMBER = [*_PLACE, "set", "member", "is_of", *WINDOW, "growth_low", "growth_high"]


@rule(
    "growth_rates.parts-average",
    reads=READS,
    uses=USES,
    why="The growth of a whole is an average of that of its parts: rates that leave it no room "
    "are of different periods, or one of them is wrong.",
    example="states 20.1 %, but the rates of the 3 segments of iomt-component, which make up the "
    "whole, lie between 11.2 and 15.4 %: a whole grows no faster than its fastest part",
)
def parts_average(tables: Tables) -> View:
    """The rate of a whole lies between those of its parts, and is what these add up to."""
    between = rates_between(tables)
    weighted = weighted_rates(tables)
    if is_empty(weighted):
        return View(between, nw.col("is_bad") == 0, _say_between)
    told = between.filter(nw.col("is_bad") != 0).select("record")
    weighted = with_figure(
        weighted.join(told, on="record", how="anti"), tables, "id_whole", "_whole"
    )
    subject = [nw.col(name + "_whole").alias(name) for name in SUBJECT]
    frames = [between, weighted.with_columns(*subject)]
    return View(nw.concat(frames, how="diagonal"), nw.col("is_bad") == 0, _say)


def _say(row: Row) -> Saying:
    return _say_between(row) if row["horizon"] is None else _say_weighted(row)


@shared
def rates_between(tables: Tables) -> Frame:
    """Rates of wholes all of whose parts have a rate over the same window.

    ``least`` and ``most`` are the ends of the parts' rates; ``is_bad`` is 1 where the whole grows
    faster than all, -1 where slower. A whole that is cut in several ways is told once.
    """
    rates = widest_rates(tables)
    sets = [_axes(rates, tables), _lists(rates, tables)]
    sets += [_shares(rates, tables)] if "shares" in tables else []
    parts = nw.concat(sets, how="vertical")
    ranges = parts.group_by(*_PLACE, "set", *WINDOW, "is_of").agg(
        nw.col("member").n_unique().cast(nw.Int64).alias("parts"),
        nw.col("growth_low").min().alias("least"),
        nw.col("growth_high").max().alias("most"),
    )
    ranges = ranges.filter(nw.col("parts") == nw.col("is_of"))
    wholes = rates.filter(nw.col("segment_id") == "")
    frame = wholes.join(ranges, on=[*_PLACE, *WINDOW], how="inner")
    fast = ~reach(nw.col("growth_low"), nw.col("most"))
    slow = ~reach(nw.col("least"), nw.col("growth_high"))
    frame = frame.with_columns(
        table=nw.lit("growth_rates"),
        is_bad=flag(fast) - flag(slow),
        horizon=nw.lit(None).cast(nw.Int64),
    )
    return frame.filter(nw.col("set") == nw.col("set").min().over("record", "is_bad"))


def _axes(rates: Frame, tables: Tables) -> Frame:
    """Rates of the segments of complete axes."""
    top = tables["segments"].filter(nw.col("parent_id").is_null())
    complete = tables["axes"].filter(nw.col("complete")).select("axis_id")
    top = top.join(complete, on="axis_id", how="inner").select("segment_id", "axis_id")
    counts = top.group_by("axis_id").agg(nw.len().cast(nw.Int64).alias("is_of"))
    members = rates.join(top.join(counts, on="axis_id", how="inner"), on="segment_id", how="inner")
    name = nw.concat_str(nw.lit("segments of "), nw.col("axis_id"))
    return members.with_columns(set=name, member=nw.col("segment_id")).select(*_MEMBER)


def _lists(rates: Frame, tables: Tables) -> Frame:
    """Rates of the regions of a list that leaves out none of the world."""
    listed = complete_lists(tables).with_columns(nw.col("part_id").alias("region_id"))
    members = rates.filter(nw.col("segment_id") == "").join(listed, on=_PLACE, how="inner")
    return members.with_columns(
        set=nw.concat_str(nw.lit("regions of the list "), nw.col("list")),
        member=nw.col("region_id"),
        is_of=nw.col("is_of").cast(nw.Int64),
        region_id=nw.lit(read_places(tables).world),
    ).select(*_MEMBER)


def _shares(rates: Frame, tables: Tables) -> Frame:
    """Rates of the parts whose printed shares of one year add up to the whole."""
    full = families_of_shares(tables).join(families(tables), on=FAMILY, how="inner")
    subject = figures(tables).select("id", *OF_SOURCE, "year")
    whole = figures(tables).select(
        nw.col("id").alias("id_whole"), nw.col("region_id").alias("whole_region")
    )
    parts = full.join(subject, on="id", how="inner").join(whole, on="id_whole", how="inner")
    parts = parts.select(*OF_SOURCE, "id", "year", "whole_region", "is_of")
    members = rates.join(parts, on=OF_SOURCE, how="inner")
    return members.with_columns(
        set=nw.concat_str(nw.lit("parts with a share in "), nw.col("year").cast(nw.String)),
        member=nw.col("id").cast(nw.String),
        region_id=nw.col("whole_region"),
    ).select(*_MEMBER)


def _say_between(row: Row) -> Saying:
    rates = Interval(row["least"], row["most"])
    fast = row["is_bad"] > 0
    gap = abs(row["rate"] - (row["most"] if fast else row["least"]))
    side = "faster than its fastest" if fast else "slower than its slowest"
    message = (
        f"states {row['stated']} %, but the rates of the {row['parts']} {row['set']}, which make "
        f"up the whole, lie between {percent(rates.low)} and {percent(rates.high)} %: a whole "
        f"grows no {side} part, and here by {percent(gap)} points; check the period of each, "
        "or waive it with the reason"
    )
    return Saying(message, row["stated"], span(rates), gap / 100, "rate_percent")


_GROWN = {
    **dict.fromkeys(["record", "table", "rate_stated"], pl.String),
    **dict.fromkeys(["_line", "id_whole", "cut", "horizon", "is_bad", "parts"], pl.Int64),
    **dict.fromkeys(["rate", "count", "then_low", "then_high"], pl.Float64),
}


_READ = ("", "label_")
"""Both readings of a rate: counted from the year of the figures, and from the label's start."""


@shared
def weighted_rates(tables: Tables) -> Frame:
    """Wholes whose parts, from figures of the start of the window on, grow at their own rates.

    ``then_low`` and ``then_high`` is what the parts add up to at the end of the window; ``is_bad``
    is 1 where that is more than the whole would be, -1 where all parts together are less.
    """
    unlike = rated_pairs(tables).filter(nw.col("is_near") == 1)
    if is_empty(unlike):
        return nw.from_native(pl.DataFrame(schema=_GROWN).lazy())
    keys = figures(tables).select("id", "series", "year")
    wholes = keys.join(
        unlike.select("series_whole").unique(),
        left_on="series",
        right_on="series_whole",
        how="semi",
    )
    wholes = wholes.join(rated_series(tables), on="series", how="inner")
    wholes = wholes.filter(
        nw.col("year") >= nw.col("from_year"), nw.col("year") <= nw.col("window_start")
    )
    wholes = wholes.select(
        nw.col("id").alias("id_whole"),
        nw.col("stated").alias("rate_stated"),
        nw.col("growth_low").alias("growth_low_whole"),
        nw.col("growth_high").alias("growth_high_whole"),
        *["record", "_line", "rate", "year", *WINDOW],
    )
    rates = rated_series(tables).select("series", *WINDOW, "growth_low", "growth_high")
    parts = families(tables).join(wholes, on="id_whole", how="inner")
    parts = parts.join(keys.drop("year"), on="id", how="inner")
    parts = parts.join(rates, on=["series", *WINDOW], how="left")
    return _grown_sums(parts, tables)


def _grown_sums(parts: Frame, tables: Tables) -> Frame:
    """What the parts of each whole grow to, where no figure of it is known to be wrong."""
    key = [*FAMILY, "record"]
    slipped = doubtful_ids(tables)
    doubt = parts.join(slipped, on="id", how="semi").select(*key).unique()
    parts = parts.join(doubt, on=key, how="anti")
    parts = parts.join(slipped.select(nw.col("id").alias("id_whole")), on="id_whole", how="anti")
    # whether the rates hold for the year from the base year to their window is open
    early = flag(nw.col("year") < nw.col("window_start"))
    count = nw.col("window_end") - nw.col("year")
    parts = parts.with_columns(
        count=count.cast(nw.Float64), label_count=(count - early).cast(nw.Float64)
    )
    for prefix in _READ:
        parts = parts.with_columns(
            *[
                grow(
                    nw.col(f"{end}{of}"), nw.col(f"growth_{end}{of}"), nw.col(prefix + "count")
                ).alias(f"{prefix}then_{end}{of}")
                for of in ("", "_whole")
                for end in ("low", "high")
            ]
        )
    wholes = [f"{one}then_{end}_whole" for one in _READ for end in ("low", "high")]
    sums = [f"{one}then_{end}" for one in _READ for end in ("low", "high")]
    added = parts.group_by(
        *key, "_line", "rate", "rate_stated", "window_end", "count", *wholes
    ).agg(
        nw.len().cast(nw.Int64).alias("members"),
        nw.col("then_low").count().cast(nw.Int64).alias("parts"),
        nw.col("then_low").max().alias("largest"),
        *[nw.col(name).sum() for name in sums],
        nw.col("low").sum().alias("sum_low"),
        nw.col("high_whole").max(),
    )
    full = full_families(tables).with_columns(is_full=nw.lit(1).cast(nw.Int64))
    return _judge(added.join(full, on=FAMILY, how="left"))


def _judge(added: Frame) -> Frame:
    """Too much, too little, or in order; one row per whole and rate, the worst."""
    # what one part alone outgrows, or what is too much from the start, is told elsewhere
    elsewhere = ~reach(nw.col("largest"), nw.col("then_high_whole")) | ~reach(
        nw.col("sum_low"), nw.col("high_whole")
    )
    more = [~reach(nw.col(f"{one}then_low"), nw.col(f"{one}then_high_whole")) for one in _READ]
    less = [~reach(nw.col(f"{one}then_low_whole"), nw.col(f"{one}then_high")) for one in _READ]
    over = more[0] & more[1] & ~elsewhere
    full = (nw.col("is_full") == 1) & (nw.col("parts") == nw.col("members"))
    under = full & less[0] & less[1]
    added = added.filter(nw.col("parts") > 1).with_columns(
        is_bad=flag(over) - flag(under & ~over),
        table=nw.lit("growth_rates"),
        horizon=nw.col("window_end"),
        ratio=nw.col("then_low") / nw.col("then_high_whole"),
    )
    worst = nw.col("ratio") == nw.col("ratio").max().over("record")
    return added.filter(worst).select(*_GROWN)


def _say_weighted(row: Row) -> Saying:
    count, kind = row["count"], "regions" if row["cut"] == REGIONS else "segments"
    over = row["is_bad"] > 0
    then = row["then_low"] if over else row["then_high"]
    least = "at least" if over else "at most"
    limit = f"{percent(implied_growth(row['money_whole'], then, count))} % {least}"
    own = grow(row["money_whole"], row["rate"], count)
    which = "" if over else ", which make up the whole,"
    whole = f"{tell(row, '_whole')} in {row['year_whole']}"
    grown, parts = in_unit(own, row, "_whole"), in_unit(then, row, "_whole")
    message = (
        f"states {row['rate_stated']} %, by which {whole} would be {grown} in "
        f"{row['horizon']}, but its {row['parts']} {kind}{which} grow by their own rates to "
        f"{parts} {least}: over "
        f"{years(count)} that is {limit}; check the rates, the shares and their periods, or waive "
        "it with the reason"
    )
    return Saying(message, row["rate_stated"], limit, abs(then / own - 1), "rate_percent")

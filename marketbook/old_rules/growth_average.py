"""Growth rates that the parts of a whole can average to."""

from __future__ import annotations

import narwhals.stable.v1 as nw
import polars as pl

from marketbook.old_rules.old_figures import Interval, grow, implied_growth, reach
from marketbook.old_rules.details import in_unit, tell, with_figure
from marketbook.old_rules.frames import OF_SOURCE, SUBJECT, flag
from marketbook.old_rules.growth_parts import (
    READS,
    USES,
    WINDOW,
    rated_pairs,
    rated_series,
    widest_rates,
)
from marketbook.old_rules.part_sums import families_of_shares, printed_sums
from marketbook.old_rules.parts import read_names
from marketbook.old_rules.places import complete_lists, read_places
from marketbook.old_rules.rule import (
    Frame,
    Row,
    Saying,
    Tables,
    View,
    as_frame,
    is_empty,
    rule,
    shared,
)
from marketbook.old_rules.shares import Names
from marketbook.old_rules.slips import doubtful_ids
from marketbook.old_rules.wholes import FAMILY, REGIONS, all_series, families, figures, spot
from marketbook.old_rules.words import difference, percent, span, years

_PLACE = ["source_id", "market_id", "region_id"]
_SET = [*_PLACE, "set", *WINDOW]
"""What names a set of parts that make up a whole, all with rates over the same window."""

_MEMBER = [*_SET, "is_of", "member_region", "member_segment", "growth_low", "growth_high"]


_OF_AXIS = "segments of "

_READ = ("", "label_")
"""Both readings of a rate: counted from the year of the figures, and from the label's start."""


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
    between, weighted = rates_between(tables), weighted_rates(tables)
    bad = between.filter(nw.col("is_bad") != 0)
    if is_empty(bad) and is_empty(weighted):
        return View(between, nw.col("is_bad") == 0, lambda row: _say(row, {}))
    known = nw.col("id_whole").is_null() | (nw.col("is_bad") == 0)
    limited = with_figure(between.filter(~known), tables, "id_whole", "_whole")
    weighted = weighted.join(bad.select("record"), on="record", how="anti")
    weighted = with_figure(weighted, tables, "id_whole", "_whole")
    subject = [nw.col(name + "_whole").alias(name) for name in SUBJECT]
    frames = [between.filter(known), limited, weighted.with_columns(*subject)]
    frame, good = nw.concat(frames, how="diagonal"), nw.col("is_bad") == 0
    return View(frame, good, lambda row: _say(row, read_names(tables)))


def _say(row: Row, names: Names) -> Saying:
    if row["horizon"] is not None:
        return _say_weighted(row)
    parts = f"{row['is_of']} {_tell_set(row['set'], names)}"
    return _say_between(row, parts) if row["id_whole"] is None else _say_limited(row, parts)


def _tell_set(name: str, names: Names) -> str:
    """What a set is called in a sentence: its axis by name."""
    kind, _, axis = name.partition(_OF_AXIS)
    return name if kind else f"segments by {names[axis]}"


@shared
def full_sets(tables: Tables) -> Frame:
    """Parts that make up their whole, all with rates over the same window.

    Columns: those of _MEMBER, and of the whole set least and most, the ends of all its rates.
    """
    rates = widest_rates(tables)
    sets = [_axes(rates, tables), _lists(rates, tables)]
    sets += [_shares(rates, tables)] if "shares" in tables else []
    members = nw.concat(sets, how="vertical").unique(
        [*_SET, "member_region", "member_segment"], keep="any"
    )
    found = nw.len().over(*_SET).cast(nw.Int64)
    return members.filter(found == nw.col("is_of")).with_columns(
        least=nw.col("growth_low").min().over(*_SET), most=nw.col("growth_high").max().over(*_SET)
    )


@shared
def rates_between(tables: Tables) -> Frame:
    """Rates of wholes all of whose parts have a rate over the same window.

    ``least`` and ``most`` are the ends of what the parts can average to: their own rates, and
    less where some of them are known to hold so much of the whole (``id_whole``) at the start.
    ``is_bad`` is 1 where the whole grows faster than that, -1 where slower; one row per rate.
    """
    sets = full_sets(tables).select(*_SET, "is_of", "least", "most").unique()
    wholes = widest_rates(tables).filter(nw.col("segment_id") == "")
    frame = wholes.join(sets, on=[*_PLACE, *WINDOW], how="inner")
    nothing = nw.lit(None).cast(nw.Int64)
    frame = frame.with_columns(id_whole=nothing)
    if not is_empty(sets):
        limits = _limits(frame.drop("id_whole"), tables)
        frame = nw.concat([frame, limits.select(*frame.collect_schema().names())], how="vertical")
    fast = nw.col("growth_low") - nw.col("most")
    slow = nw.col("least") - nw.col("growth_high")
    frame = frame.with_columns(
        table=nw.lit("growth_rates"),
        is_bad=flag(~reach(nw.col("growth_low"), nw.col("most")))
        - flag(~reach(nw.col("least"), nw.col("growth_high"))),
        gap=nw.max_horizontal(fast, slow),
        horizon=nothing,
    )
    frame = frame.filter(nw.col("gap") == nw.col("gap").max().over("record"))
    for name in ("set", "id_whole"):
        choice = nw.col(name) == nw.col(name).min().over("record")
        frame = frame.filter(choice | nw.col(name).is_null())
    return frame


def _limits(wholes: Frame, tables: Tables) -> Frame:
    """Tighter ends of what the parts can average to, from what they hold at the start.

    A part that holds at least w of the whole keeps the whole from growing as its fastest part by
    w times what it lags behind; what no figure is known of may be all of the fastest or slowest.
    """
    pairs = _held_at_start(wholes, tables)
    count = nw.col("window_end") - nw.col("year")
    early = flag(nw.col("year") < nw.col("window_start"))
    weight = nw.col("low") / nw.col("high_whole")
    lags: dict[str, nw.Expr] = {}
    for reading, span_ in (("", count), ("label_", count - early)):
        long = span_.cast(nw.Float64)
        fastest, slowest = _ratio("most", long), _ratio("least", long)
        lags[reading + "most"] = weight * (fastest - _ratio("growth_high", long))
        lags[reading + "least"] = weight * (_ratio("growth_low", long) - slowest)
    key = [name for name in pairs.collect_schema().names() if name not in _OF_PAIR]
    pairs = pairs.with_columns(
        *[expr.alias(f"{name}_lag") for name, expr in lags.items()],
        count=count.cast(nw.Float64),
        label_count=(count - early).cast(nw.Float64),
    )
    added = pairs.group_by(*key, "count", "label_count").agg(
        *[nw.col(f"{name}_lag").sum() for name in lags]
    )
    return _with_limits(added)


_OF_PAIR = ("high_whole", "low", "growth_low", "growth_high")
"""Columns of one part beside its whole; the others are those of the whole."""


def _held_at_start(wholes: Frame, tables: Tables) -> Frame:
    """Wholes with a figure at the start, beside each part that has one in the same year."""
    keys = all_series(tables)
    held = figures(tables).join(doubtful_ids(tables), left_on="of_id", right_on="id", how="anti")
    of = held.filter(nw.col("segment_id") == "").select(
        "series",
        "year",
        nw.col("id").alias("id_whole"),
        nw.col("high").alias("high_whole"),
    )
    wholes = wholes.join(keys, on=OF_SOURCE, how="inner").join(of, on="series", how="inner")
    wholes = wholes.filter(
        nw.col("year") >= nw.col("from_year"), nw.col("year") <= nw.col("window_start")
    )
    # parts that do not add up to their whole say nothing of how it grows
    wrong = printed_sums(tables).filter(nw.col("is_bad") != 0).select("id_whole").unique()
    wholes = wholes.join(wrong, on="id_whole", how="anti")
    wholes = wholes.rename({"growth_low": "whole_growth_low", "growth_high": "whole_growth_high"})
    parts = full_sets(tables).drop("is_of", "least", "most")
    pairs = wholes.drop("series").join(parts, on=_SET, how="inner")
    part_of = keys.rename({"region_id": "member_region", "segment_id": "member_segment"})
    member = ["source_id", "market_id", "member_region", "member_segment", "currency"]
    pairs = pairs.join(part_of, on=member, how="inner").with_columns(spot=spot("series"))
    lows = held.select(spot("series").alias("spot"), "low")
    return pairs.join(lows, on="spot", how="inner").drop(
        "spot", "series", "member_region", "member_segment"
    )


def _ratio(rate: str, count: nw.Expr) -> nw.Expr:
    return (nw.col(rate) / 100 + 1) ** count


def _with_limits(added: Frame) -> Frame:
    """Both ends in percent a year, as wide as both readings of the window make them."""
    ends: dict[str, list[nw.Expr]] = {"most": [], "least": []}
    for reading in _READ:
        count = nw.col(reading + "count")
        most = _ratio("most", count) - nw.col(reading + "most_lag")
        least = _ratio("least", count) + nw.col(reading + "least_lag")
        ends["most"].append(implied_growth(1.0, most, count))
        ends["least"].append(implied_growth(1.0, least, count))
    added = added.filter(nw.col("label_count") > 0)
    return added.with_columns(
        most=nw.max_horizontal(*ends["most"]), least=nw.min_horizontal(*ends["least"])
    ).rename({"whole_growth_low": "growth_low", "whole_growth_high": "growth_high"})


def _axes(rates: Frame, tables: Tables) -> Frame:
    """Rates of the segments of complete axes."""
    top = tables["segments"].filter(nw.col("parent_id").is_null())
    complete = tables["axes"].filter(nw.col("complete")).select("axis_id")
    top = top.join(complete, on="axis_id", how="inner").select("segment_id", "axis_id")
    counts = top.group_by("axis_id").agg(nw.len().cast(nw.Int64).alias("is_of"))
    members = rates.join(top.join(counts, on="axis_id", how="inner"), on="segment_id", how="inner")
    name = nw.concat_str(nw.lit(_OF_AXIS), nw.col("axis_id"))
    return members.with_columns(
        set=name, member_region=nw.col("region_id"), member_segment=nw.col("segment_id")
    ).select(*_MEMBER)


def _lists(rates: Frame, tables: Tables) -> Frame:
    """Rates of the regions of a list that leaves out none of the world."""
    listed = complete_lists(tables).with_columns(nw.col("part_id").alias("region_id"))
    members = rates.filter(nw.col("segment_id") == "").join(listed, on=_PLACE, how="inner")
    return members.with_columns(
        set=nw.concat_str(nw.lit("regions of the list "), nw.col("list")),
        member_region=nw.col("region_id"),
        member_segment=nw.lit(""),
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
        member_region=nw.col("region_id"),
        member_segment=nw.col("segment_id"),
        region_id=nw.col("whole_region"),
    ).select(*_MEMBER)


def _say_between(row: Row, parts: str) -> Saying:
    rates = Interval(row["least"], row["most"])
    fast = row["is_bad"] > 0
    gap = abs(row["rate"] - (row["most"] if fast else row["least"]))
    side = "faster than its fastest" if fast else "slower than its slowest"
    message = (
        f"states {row['stated']} %, but the rates of the {parts}, which make "
        f"up the whole, lie between {percent(rates.low)} and {percent(rates.high)} %: a whole "
        f"grows no {side} part, and here by {percent(gap)} points; check the period of each, "
        "or waive it with the reason"
    )
    return Saying(message, row["stated"], span(rates), gap / 100, "rate_percent")


def _say_limited(row: Row, parts: str) -> Saying:
    # where the two limits cross, no rate of the whole is left
    rates = Interval(*sorted((row["least"], row["most"])))
    fast = row["is_bad"] > 0
    limit, least = (row["most"], "at most") if fast else (row["least"], "at least")
    count = row["window_end"] - row["year_whole"]
    own, then = (grow(row["money_whole"], rate, count) for rate in (row["rate"], limit))
    gap = difference(then / row["factor_whole"], own / row["factor_whole"], row["unit_whole"])
    message = (
        f"states {row['stated']} %, but the rates of the {parts}, which make "
        f"up the whole, average to {span(rates)} by what they hold of it in {row['year_whole']}: "
        f"{tell(row, '_whole')} would be {in_unit(own, row, '_whole')} in {row['window_end']} at "
        f"the one and {in_unit(then, row, '_whole')} {least} at the other, {gap}; check the "
        "rates, the shares and their periods, or waive it with the reason"
    )
    return Saying(message, row["stated"], span(rates), abs(then / own - 1), "rate_percent")


_GROWN = {
    **dict.fromkeys(["record", "table", "rate_stated"], pl.String),
    **dict.fromkeys(["_line", "id_whole", "cut", "horizon", "is_bad", "parts"], pl.Int64),
    **dict.fromkeys(["rate", "count", "then_low"], pl.Float64),
}


@shared
def weighted_rates(tables: Tables) -> Frame:
    """Wholes whose parts, from figures of the start of the window on, grow at their own rates.

    ``then_low`` is what the parts add up to at the end of the window, at least; ``is_bad`` is 1
    where that is more than the whole would be.
    """
    unlike = rated_pairs(tables).filter(nw.col("is_near") == 1)
    if is_empty(unlike):
        return as_frame(pl.DataFrame(schema=_GROWN))
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
                for end, of in (("low", ""), ("high", "_whole"))
            ]
        )
    wholes = [f"{one}then_high_whole" for one in _READ]
    sums = [f"{one}then_low" for one in _READ]
    added = parts.group_by(
        *key, "_line", "rate", "rate_stated", "window_end", "count", *wholes
    ).agg(
        nw.col("then_low").count().cast(nw.Int64).alias("parts"),
        nw.col("then_low").max().alias("largest"),
        *[nw.col(name).sum() for name in sums],
        nw.col("low").sum().alias("sum_low"),
        nw.col("high_whole").max(),
    )
    return _judge(added)


def _judge(added: Frame) -> Frame:
    """Too much, or in order; one row per whole and rate, the worst."""
    # what one part alone outgrows, or what is too much from the start, is told elsewhere
    elsewhere = ~reach(nw.col("largest"), nw.col("then_high_whole")) | ~reach(
        nw.col("sum_low"), nw.col("high_whole")
    )
    more = [~reach(nw.col(f"{one}then_low"), nw.col(f"{one}then_high_whole")) for one in _READ]
    over = more[0] & more[1] & ~elsewhere
    added = added.filter(nw.col("parts") > 1).with_columns(
        is_bad=flag(over),
        table=nw.lit("growth_rates"),
        horizon=nw.col("window_end"),
        ratio=nw.col("then_low") / nw.col("then_high_whole"),
    )
    worst = nw.col("ratio") == nw.col("ratio").max().over("record")
    return added.filter(worst).select(*_GROWN)


def _say_weighted(row: Row) -> Saying:
    count, kind = row["count"], "regions" if row["cut"] == REGIONS else "segments"
    then, own = row["then_low"], grow(row["money_whole"], row["rate"], row["count"])
    limit = f"{percent(implied_growth(row['money_whole'], then, count))} % at least"
    whole = f"{tell(row, '_whole')} in {row['year_whole']}"
    grown, parts = in_unit(own, row, "_whole"), in_unit(then, row, "_whole")
    gap = difference(then / row["factor_whole"], own / row["factor_whole"], row["unit_whole"])
    message = (
        f"states {row['rate_stated']} %, by which {whole} would be {grown} in {row['horizon']}, "
        f"but its {row['parts']} {kind} grow by their own rates to {parts} at least, {gap}: over "
        f"{years(count)} that is {limit}; check the rates, the shares and their periods, or waive "
        "it with the reason"
    )
    return Saying(message, row["rate_stated"], limit, abs(then / own - 1), "rate_percent")

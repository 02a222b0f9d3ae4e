"""Shares of different years, moved to a common one by the growth of the part and of the whole."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import Interval, reach
from marketbook.old_rules.frames import flag
from marketbook.old_rules.growth_rates import judged_spans
from marketbook.old_rules.parts import WHOLE, parts, read_names
from marketbook.old_rules.places import region_containers
from marketbook.old_rules.rule import Frame, Row, Saying, Tables, View, is_empty, rule, shared
from marketbook.old_rules.shares import READS, USES, Names, number, points, rough
from marketbook.old_rules.windows import rate_windows
from marketbook.old_rules.words import difference, span

GROWING = (*READS, "growth_rates")

_SPAN = ["window_start", "window_end", "base_year", "from_year"]


@shared
def moved_shares(tables: Tables) -> Frame:
    """Shares moved from the begin of a growth rate's window to its end.

    ``share × ((1 + rate of the part) / (1 + rate of the whole)) ^ years``. Inside its window a
    rate says nothing, so that only the ends count; from a base year the rate may be meant for the
    years of its label or for one more, and the interval is as wide as both.

    Columns: those of :func:`parts`, with ``time``, ``low`` and ``high`` moved, ``from_time`` (the
    year of the share), and the rates ``part_rate`` and ``whole_rate``.
    """
    rated = rated_shares(tables)
    time, start, end = nw.col("time"), nw.col("window_start"), nw.col("window_end")
    from_base = (time == nw.col("base_year")) & (time == nw.col("from_year"))
    begins = ((time == start) | from_base).fill_null(False)
    rated = rated.filter(begins, end > start).with_columns(
        years=(end - time).cast(nw.Float64), label_years=(end - start).cast(nw.Float64)
    )
    slow = (nw.col("part_rate_low") + 100) / (nw.col("whole_rate_high") + 100)
    fast = (nw.col("part_rate_high") + 100) / (nw.col("whole_rate_low") + 100)
    years, label_years = nw.col("years"), nw.col("label_years")
    return rated.with_columns(
        low=nw.col("low") * nw.min_horizontal(slow**years, slow**label_years),
        high=nw.col("high") * nw.max_horizontal(fast**years, fast**label_years),
        from_time=time,
        from_share=nw.col("share"),
        time=end,
    )


@shared
def rated_shares(tables: Tables) -> Frame:
    """Dated shares with the rates of their part and of their whole over one window."""
    rates = rate_windows(tables).with_columns(nw.col("base_year").fill_null(0))
    source = ["source_id", "market_id"]
    values = ("rate", "rate_low", "rate_high")
    rates = rates.select(*source, "region_id", "segment_id", *_SPAN, *values)
    part = rates.rename({name: f"part_{name}" for name in values})
    whole = rates.rename(
        {"region_id": "whole_id", "segment_id": "within"}
        | {name: f"whole_{name}" for name in values}
    )
    # a region's share within a segment may be of that segment or of all: it stays where it is
    dated = parts(tables).filter(nw.col("time") > 0, nw.col("within") == "")
    rated = dated.join(part, on=[*source, "region_id", "segment_id"], how="inner")
    return rated.join(whole, on=[*source, "whole_id", "within", *_SPAN], how="inner")


@rule(
    "shares.agrees-with-growth",
    reads=GROWING,
    uses=(*USES, "source_periods", "sizes", "units"),
    why="A part that grows faster than its whole gains share; two shares and two rates of one text "
    "that say otherwise cannot all be right.",
    example="is 40 % in 2034, but 34 % in 2025, growing by 15.1 % a year where the whole grows by "
    "18.3 %, becomes 26.1 to 27.4 %",
)
def agrees_with_growth(tables: Tables) -> View:
    """Two shares of one subject lie as far apart as its growth and that of the whole say."""
    if is_empty(rated_shares(tables)):
        return View(rated_shares(tables), nw.lit(value=True), _say_growth)
    key = [*WHOLE, "part_id", "time"]
    carried = ["from_time", "from_share", "part_rate", "whole_rate"]
    moved = moved_shares(tables).select(*key, *carried, "low", "high")
    moved = moved.rename({"low": "moved_low", "high": "moved_high"})
    pairs = parts(tables).join(moved, on=key, how="inner")
    meets = reach(nw.col("low"), nw.col("moved_high")) & reach(nw.col("moved_low"), nw.col("high"))
    pairs = pairs.with_columns(is_ok=flag(meets))
    fine, bad = (pairs.filter(nw.col("is_ok") == value) for value in (1, 0))
    if not is_empty(bad):
        bad = bad.join(_told_of_rates(tables), on="_line", how="anti")
    return View(nw.concat([fine, bad], how="vertical"), nw.col("is_ok") == 1, _say_growth)


def _told_of_rates(tables: Tables) -> Frame:
    """Lines of shares that end a span which its stated rate contradicts, both ends being shares."""
    spans = judged_spans(tables).filter(nw.col("is_ok") == 0)
    shares = spans.filter(nw.col("id_begin") < 0, nw.col("id_end") < 0)
    return shares.select((-nw.col("id_end")).alias("_line")).unique()


def _say_growth(row: Row) -> Saying:
    moved = Interval(row["moved_low"], row["moved_high"])
    middle = (moved.low + moved.high) / 2
    message = (
        f"is {number(row['share'])} % in {row['time']}, but {_carried(row, 'share')}, becomes "
        f"{span(moved)}: {difference(row['share'], middle, 'points')}; check both shares, both "
        "rates and the years, or waive it with the reason"
    )
    worth = abs(row["share"] / middle - 1) if middle else 1.0
    return Saying(message, row["stated"], span(moved), worth, "share_percent")


def _carried(row: Row, share: str) -> str:
    return (
        f"{number(row[f'from_{share}'])} % in {row['from_time']}, growing by "
        f"{number(row['part_rate'])} % a year where the whole grows by "
        f"{number(row['whole_rate'])} %"
    )


@rule(
    "shares.country-stays-within-region",
    reads=GROWING,
    uses=(*USES, "source_periods", "sizes"),
    why="A country and its region are often printed for different years; growth tells whether the "
    "one can still lie in the other.",
    example="is 30 % in 2032, but North America, which contains it, 31 % in 2024, growing by 9.0 % "
    "a year where the whole grows by 12.0 %, becomes 24.6 to 25.5 %",
)
def country_stays_within_region(tables: Tables) -> View:
    """A country's share, moved to the year of its region's by growth, is not above it."""
    if is_empty(rated_shares(tables)):
        return View(rated_shares(tables), nw.lit(value=True), _say_growth)
    regions = nw.col("cut") == ""
    still = [nw.col("time").alias("from_time"), nw.col("share").alias("from_share")]
    still += [nw.lit(0.0).alias("part_rate"), nw.lit(0.0).alias("whole_rate")]
    printed = parts(tables).filter(regions).with_columns(*still).select(*_SIDE)
    moved = moved_shares(tables).filter(regions).select(*_SIDE)
    around = region_containers(tables).filter(nw.col("container_id") != nw.col("whole_id"))
    pairs = [_inside(moved, printed, around), _inside(printed, moved, around)]
    frame = nw.concat(pairs, how="vertical")
    # what was printed for one year, or for any, has been compared as it stands
    key = [*WHOLE, "part_id", "container_id"]
    direct = _inside(printed, printed, around).select(*key, "time").unique()
    open_ = printed.filter(nw.col("time") == 0).select(
        *WHOLE, nw.col("part_id").alias("container_id")
    )
    frame = frame.join(direct, on=[*key, "time"], how="anti")
    frame = frame.join(open_.unique(), on=[*WHOLE, "container_id"], how="anti")
    holds = reach(nw.col("low"), nw.col("holder_high"))
    return View(frame, holds, lambda row: _say_outgrown(row, read_names(tables)))


_ABOUT = ["table", "record", "_line", "region_id", "segment_id", "year", "stated"]
_VALUES = ["share", "low", "high", "from_time", "from_share", "part_rate", "whole_rate"]
_SIDE = [*WHOLE, "time", "part_id", *_ABOUT, *_VALUES]


def _inside(inner: Frame, outer: Frame, around: Frame) -> Frame:
    """Shares beside those of the regions that contain them, in the same year."""
    outer = outer.select(*WHOLE, "time", "part_id", *_VALUES)
    outer = outer.rename({"part_id": "container_id"} | {name: f"holder_{name}" for name in _VALUES})
    inner = inner.join(around, on=["part_id", "whole_id"], how="inner")
    return inner.join(outer, on=[*WHOLE, "time", "container_id"], how="inner")


def _say_outgrown(row: Row, names: Names) -> Saying:
    holder = names[row["container_id"]]
    of = names[row["whole_id"]]
    gap = row["low"] - row["holder_high"]
    if row["from_time"] != row["time"]:
        moved = span(Interval(row["low"], row["high"]))
        one = f"is {_carried(row, 'share')}, which becomes {moved} in {row['time']}"
        two = f"only {number(row['holder_share'])} %"
    else:
        held = Interval(row["holder_low"], row["holder_high"])
        carried = _carried({name: row.get(f"holder_{name}") for name in _VALUES}, "share")
        one = f"is {number(row['share'])} % of {of} in {row['time']}"
        two = f"{carried}, which becomes {span(held)}"
    message = (
        f"{one}, but {holder}, which contains it, {two}: {points(gap)} too much with every "
        "rounding; check the shares, the rates and the years, or waive it with the reason"
    )
    worth = gap / row["holder_high"] if row["holder_high"] else 1.0
    return Saying(message, row["stated"], f"at most {rough(row['holder_high'])} %", worth)

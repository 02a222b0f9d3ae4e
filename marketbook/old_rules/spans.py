"""The sizes that a stated growth rate spans, and the growth that these imply."""

from __future__ import annotations

from typing import Literal

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import implied_growth, reach
from marketbook.old_rules.frames import flag, only
from marketbook.old_rules.rate_series import rate_series
from marketbook.old_rules.rule import Frame, Tables, shared
from marketbook.old_rules.slips import doubtful_ids, possible_figures
from marketbook.old_rules.wholes import spot


@shared
def rate_spans(tables: Tables) -> Frame:
    """Each rate with the two sizes it spans, one row per rate and currency.

    The begin is the last size not after the window's start (else the first one inside), the end
    is the first size not before the window's end (else the last one inside). What grew before the
    window or after it may have grown at another rate: the base year counts, and one year either
    way, as labels and periods are often a year apart. A share of a printed total is a size too;
    sizes known to be wrong are left out. Of two sizes of one year that contradict each other one
    may be right: there is a row for each, with ``is_sound`` 0.
    """
    rates = rate_series(tables)
    sizes = possible_figures(tables)
    chosen = _choose_years(rates, sizes)
    spans = rates.join(chosen, on=["_line", "series"], how="inner")
    spans = spans.filter(nw.col("finish_year") > nw.col("begin_year"))
    spans = with_size(spans, sizes, "begin_year", "_begin", "inner")
    spans = with_size(spans, sizes, "finish_year", "_end", "inner")
    spans = _with_soundness(spans, tables)
    count = nw.col("finish_year") - nw.col("begin_year")
    return spans.with_columns(years=count.cast(nw.Float64))


def _with_soundness(spans: Frame, tables: Tables) -> Frame:
    """Add ``is_sound``: 1 where no other size contradicts either end."""
    doubtful = doubtful_ids(tables).with_columns(doubt=nw.lit(1))
    for end in ("_begin", "_end"):
        known = doubtful.select(
            nw.col("id").alias("of_id" + end), nw.col("doubt").alias("doubt" + end)
        )
        spans = spans.join(known, on="of_id" + end, how="left")
    sound = nw.col("doubt_begin").is_null() & nw.col("doubt_end").is_null()
    return spans.with_columns(is_sound=flag(sound)).drop("doubt_begin", "doubt_end")


def _choose_years(rates: Frame, sizes: Frame) -> Frame:
    """Begin and end of each rate in each series: _line, series, begin_year, finish_year."""
    year, start, end = nw.col("year"), nw.col("window_start"), nw.col("window_end")
    slim = rates.select("_line", "series", "window_start", "window_end", "base_year")
    years = slim.join(sizes.select("series", "year"), on="series", how="inner")
    early = (year >= start - 1) | (year == nw.col("base_year")) | start.is_null()
    late = (year <= end + 1) | end.is_null()
    return (
        years.filter(early, late)
        .with_columns(
            before=nw.when(year <= start).then(year), after=nw.when(year >= end).then(year)
        )
        .group_by("_line", "series")
        .agg(
            nw.col("before").max(),
            nw.col("after").min(),
            year.min().alias("first"),
            year.max().alias("last"),
        )
        .with_columns(
            begin_year=nw.coalesce("before", "first"), finish_year=nw.coalesce("after", "last")
        )
        .select("_line", "series", "begin_year", "finish_year")
    )


def with_size(
    frame: Frame, sizes: Frame, year: str, suffix: str, how: Literal["inner", "left"]
) -> Frame:
    """Join the size of the series in the year of column ``year``; its columns end in ``suffix``."""
    names = ["id", "of_id", "low", "high", "money", "stated", "unit", "factor"]
    values = only(sizes.with_columns(spot=spot("series")), names, suffix, ["spot"])
    placed = frame.with_columns(spot=spot("series", year))
    return placed.join(values, on="spot", how=how).drop("spot")


@shared
def implied_spans(tables: Tables) -> Frame:
    """:func:`rate_spans` with the growth that the two sizes imply, in percent a year.

    ``implied_low``, ``implied_high`` and, of the digits, ``implied`` are counted over all years;
    ``outside`` is how many of these lie outside the window. ``agrees`` is 1 where the sizes give
    the rate over all years, or where the years that only one of sizes and window holds may have
    grown otherwise.

    A rate that leaves its unit open may be that of any of them: of its sizes in money where these
    agree or nothing does, else of the numbers of things that do.
    """
    spans = _with_open_years(rate_spans(tables))
    spans = spans.with_columns(
        implied_low=implied_growth(nw.col("high_begin"), nw.col("low_end"), nw.col("years")),
        implied_high=implied_growth(nw.col("low_begin"), nw.col("high_end"), nw.col("years")),
    )
    implied = implied_growth(nw.col("money_begin"), nw.col("money_end"), nw.col("years"))
    spans = spans.with_columns(implied=implied)
    return _of_likely_unit(spans.with_columns(agrees=flag(_fits() | _may_fit())))


def _of_likely_unit(spans: Frame) -> Frame:
    # agreement says more of the unit than money does
    rank = nw.col("agrees").max().over("_line", "series") * 2 + nw.col("is_own")
    spans = spans.with_columns(rank=rank)
    return spans.filter(nw.col("rank") == nw.col("rank").max().over("_line")).drop("rank")


def _fits() -> nw.Expr:
    return reach(nw.col("implied_low"), nw.col("rate_high")) & reach(
        nw.col("rate_low"), nw.col("implied_high")
    )


@shared
def sound_spans(tables: Tables) -> Frame:
    """:func:`implied_spans` between sizes that nothing contradicts."""
    return implied_spans(tables).filter(nw.col("is_sound") == 1)


def _may_fit() -> nw.Expr:
    """Whether a rate fits that is about other years than those between the two sizes.

    What a size before the window, or a window before the first or after the last size, leaves open
    is how much grew in the years that only one of the two holds. Any growth from none to double
    the rate can be: a market that grows evenly ever faster, or fades evenly, does not leave that
    range. At its very end nothing would have grown there: the years were miscounted. Where the
    source prints the whole for both years, the years before the window are known to have grown
    otherwise.
    """
    return (
        _may_grow_apart() | _can_grow("outside") | ((nw.col("outside") == 0) & _can_grow("missing"))
    )


def _may_grow_apart() -> nw.Expr:
    """Whether a part grew in the years before the window so that its weight may have changed so.

    Beside the whole, whose growth in these years is printed, it at most halves or doubles.
    """
    count = nw.col("outside")
    low, high, slow, fast = (
        _factor(name) ** count
        for name in ("outside_low", "outside_high", "first_low", "first_high")
    )
    fits = reach(low, fast * 2) & reach(slow / 2, high)
    return (count > 0) & (nw.col("is_apart") == 1) & fits


def _can_grow(years: str) -> nw.Expr:
    """Whether the years in a column grow by more than nothing and not by more than double.

    Where the figures leave room for nothing as well, they must leave room for a quarter of the
    rate: a miscount is as near to nothing as the digits are fine.
    """
    low, high = nw.col(f"{years}_low"), nw.col(f"{years}_high")
    slow, fast = nw.col("rate_low"), nw.col("rate_high")
    rises = (fast > 0) & reach(low, fast * 2) & ((low > 0) | (high * 4 > slow))
    falls = (slow < 0) & reach(slow * 2, high) & ((high < 0) | (low * 4 < fast))
    return (nw.col(years) > 0) & (rises | falls).fill_null(value=False)


def _with_open_years(spans: Frame) -> Frame:
    """Add the years that only the sizes, or only the window, holds, and the growth these need.

    ``outside``: years between the two sizes that lie outside the window. ``missing``: years of the
    window that lie outside the two sizes. With either ``_low`` and ``_high`` in percent a year.
    """
    start, end = nw.col("window_start"), nw.col("window_end")
    begin, finish = nw.col("begin_year"), nw.col("finish_year")
    none = nw.lit(0)
    before, after = (nw.max_horizontal(gap, none) for gap in (start - begin, finish - end))
    early, late = (nw.max_horizontal(gap, none) for gap in (begin - start, end - finish))
    spans = spans.with_columns(
        outside=(before.fill_null(0) + after.fill_null(0)).cast(nw.Float64),
        missing=(early.fill_null(0) + late.fill_null(0)).cast(nw.Float64),
        window=(end - start).cast(nw.Float64),
    )
    ratio = {"low": nw.col("low_end") / nw.col("high_begin")}
    ratio["high"] = nw.col("high_end") / nw.col("low_begin")
    other = {"low": "high", "high": "low"}
    inside, window = nw.col("years") - nw.col("outside"), nw.col("window")
    exprs: list[nw.Expr] = []
    for side, opposite in other.items():
        far, near = _factor(f"rate_{opposite}"), _factor(f"rate_{side}")
        outside = implied_growth(far**inside, ratio[side], nw.col("outside"))
        missing = implied_growth(ratio[opposite], near**window, nw.col("missing"))
        exprs += [outside.alias(f"outside_{side}"), missing.alias(f"missing_{side}")]
    return spans.with_columns(*exprs)


def _factor(rate: str) -> nw.Expr:
    return nw.col(rate) / 100.0 + 1.0


def agrees() -> nw.Expr:
    """Whether a row of :func:`implied_spans` gives the rate it states."""
    return nw.col("agrees") == 1


def is_counted() -> nw.Expr:
    """Whether a row of :func:`implied_spans` gives its rate over all the years of the sizes."""
    return agrees() & _fits()


@shared
def fitting_sizes(tables: Tables) -> Frame:
    """Sizes that a stated rate fits as one of its ends: id, and the rate as printed."""
    spans = implied_spans(tables).filter(is_counted())
    ends = [
        spans.select(nw.col("of_id" + end).alias("id"), nw.col("stated").alias("fits"))
        for end in ("_begin", "_end")
    ]
    return nw.concat(ends, how="vertical").group_by("id").agg(nw.col("fits").min())

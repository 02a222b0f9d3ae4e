"""How fast each subject grows over the forecast: by its stated rate, or else by its sizes."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import implied_growth
from marketbook.old_rules.frames import OF_SOURCE, flag, is_money
from marketbook.old_rules.growth_rates import judged_spans
from marketbook.old_rules.rule import Frame, Tables, shared
from marketbook.old_rules.slips import sound_figures
from marketbook.old_rules.windows import forecasts, rate_windows

WINDOW = ["window_start", "window_end"]
_GROWTH = ["rate", "rate_low", "rate_high", "near_low", "near_high", "is_early", "stated"]


@shared
def known_growth(tables: Tables) -> Frame:
    """Growth of each subject over a window, in percent a year.

    A rate that its own sizes contradict is left out; it has its finding. Columns: those of
    OF_SOURCE and WINDOW (0 where the year is open), rate, rate_low, rate_high, near_low, near_high,
    is_early (see :func:`grown_sizes`), and ``stated``, the rate as printed, empty where the growth
    is that of the sizes.
    """
    wrong = judged_spans(tables).filter(nw.col("is_ok") == 0).select("record").unique()
    rates = rate_windows(tables).join(wrong, on="record", how="anti")
    rates = rates.with_columns(
        near_low=nw.col("rate_low"),
        near_high=nw.col("rate_high"),
        is_early=nw.lit(0).cast(nw.Int64),
    )
    rates = rates.select(*OF_SOURCE, *WINDOW, *_GROWTH)
    grown = grown_sizes(tables).join(rates, on=[*OF_SOURCE, *WINDOW], how="anti")
    every = nw.concat([rates, grown], how="vertical")
    return every.with_columns(*[nw.col(name).fill_null(0) for name in WINDOW])


@shared
def grown_sizes(tables: Tables) -> Frame:
    """What a size at the start of the forecast and one at its end imply, where both are known.

    Where the first is that of a year before the forecast, the years up to its start may have grown
    by anything from nothing to double, as in :mod:`marketbook.old_rules.spans`; ``is_early`` is 1 then.
    ``near_low`` and ``near_high`` take them from half to half more: of two such subjects the one
    with little and the other with much is as unlikely as the one with nothing or with double.
    """
    sizes = (
        sound_figures(tables)
        .filter(is_money())
        .join(forecasts(tables), on="source_id", how="inner")
    )
    year, start, base = nw.col("year"), nw.col("forecast_start"), nw.col("base_year")
    begins = sizes.filter((year <= start) & ((year >= start - 1) | (year == base)))
    begins = begins.filter(year == year.max().over("series"))
    ends = sizes.filter(year == nw.col("forecast_end"), year > start).select(
        "series", *[nw.col(name).alias(name + "_end") for name in ("low", "high", "money")]
    )
    pairs = begins.join(ends, on="series", how="inner")
    pairs = pairs.with_columns(
        early=(start - year).cast(nw.Float64),
        years=(nw.col("forecast_end") - year).cast(nw.Float64),
    ).with_columns(
        rate=_growth("money", "money_end"),
        all_low=_growth("high", "low_end"),
        all_high=_growth("low", "high_end"),
    )
    window = nw.col("years") - nw.col("early")
    bounds: dict[str, nw.Expr] = {}
    for prefix, apart in (("rate", 1.0), ("near", 0.5)):
        most = _factor(_spread("all_high", apart, fast=True)) ** nw.col("early")
        least = _factor(_spread("all_low", apart, fast=False)) ** nw.col("early")
        bounds[f"{prefix}_low"] = implied_growth(nw.col("high") * most, nw.col("low_end"), window)
        bounds[f"{prefix}_high"] = implied_growth(nw.col("low") * least, nw.col("high_end"), window)
    return pairs.with_columns(
        window_start=nw.col("forecast_start"),
        window_end=nw.col("forecast_end"),
        stated=nw.lit(""),
        is_early=flag(nw.col("early") > 0),
        **bounds,
    ).select(*OF_SOURCE, *WINDOW, *_GROWTH)


def _spread(growth: str, apart: float, *, fast: bool) -> nw.Expr:
    """The growth, more and less by a part of itself: the higher of the two, or the lower."""
    more, less = nw.col(growth) * (1 + apart), nw.col(growth) * (1 - apart)
    return nw.max_horizontal(more, less) if fast else nw.min_horizontal(more, less)


def _growth(begin: str, end: str) -> nw.Expr:
    return implied_growth(nw.col(begin), nw.col(end), nw.col("years"))


def _factor(rate: nw.Expr) -> nw.Expr:
    return rate / 100.0 + 1.0

"""The sizes that a stated growth rate spans, and the growth that these imply."""

from __future__ import annotations

from typing import Literal

import narwhals.stable.v1 as nw

from marketbook.figures import implied_growth
from marketbook.rules.frames import OF_SOURCE, only
from marketbook.rules.rule import Frame, Tables, shared
from marketbook.rules.slips import sound_figures
from marketbook.rules.windows import rate_windows

KEYS = [*OF_SOURCE, "currency"]


@shared
def rate_spans(tables: Tables) -> Frame:
    """Each rate with the two sizes it spans, one row per rate and currency.

    The begin is the last size not after the window's start (else the first one inside), the end
    is the first size not before the window's end (else the last one inside). What grew before the
    window or after it may have grown at another rate: the base year counts, and one year either
    way, as labels and periods are often a year apart. A share of a printed total is a size too;
    sizes known to be wrong are left out.
    """
    sizes = sound_figures(tables)
    year, start, end = nw.col("year"), nw.col("window_start"), nw.col("window_end")
    rates = rate_windows(tables)
    years = rates.join(sizes.select(*KEYS, "year"), on=OF_SOURCE, how="inner")
    early = (year >= start - 1) | (year == nw.col("base_year")) | start.is_null()
    late = (year <= end + 1) | end.is_null()
    chosen = (
        years.filter(early, late)
        .with_columns(
            before=nw.when(year <= start).then(year), after=nw.when(year >= end).then(year)
        )
        # every key stays on every frame: the engine may join in another order, on the keys it finds
        .group_by("record", *KEYS)
        .agg(
            nw.col("before").max(),
            nw.col("after").min(),
            year.min().alias("first"),
            year.max().alias("last"),
        )
        .with_columns(
            begin_year=nw.coalesce("before", "first"), finish_year=nw.coalesce("after", "last")
        )
        .select("record", *KEYS, "begin_year", "finish_year")
    )
    spans = rates.join(chosen, on=["record", *OF_SOURCE], how="inner")
    spans = spans.filter(nw.col("finish_year") > nw.col("begin_year"))
    spans = with_size(spans, sizes, "begin_year", "_begin", "inner")
    spans = with_size(spans, sizes, "finish_year", "_end", "inner")
    count = nw.col("finish_year") - nw.col("begin_year")
    return spans.with_columns(years=count.cast(nw.Float64))


def with_size(
    frame: Frame, sizes: Frame, year: str, suffix: str, how: Literal["inner", "left"]
) -> Frame:
    """Join the size of the year in column ``year``; its columns end in ``suffix``."""
    values = only(
        sizes, ["low", "high", "money", "stated", "unit", "factor"], suffix, [*KEYS, "year"]
    )
    values = values.with_columns(nw.col("year").alias(year)).drop("year")
    return frame.join(values, on=[*KEYS, year], how=how)


@shared
def implied_spans(tables: Tables) -> Frame:
    """:func:`rate_spans` with ``implied_low``, ``implied_high`` and, of the digits, ``implied``."""
    return rate_spans(tables).with_columns(
        implied_low=implied_growth(nw.col("high_begin"), nw.col("low_end"), nw.col("years")),
        implied_high=implied_growth(nw.col("low_begin"), nw.col("high_end"), nw.col("years")),
        implied=implied_growth(nw.col("money_begin"), nw.col("money_end"), nw.col("years")),
    )

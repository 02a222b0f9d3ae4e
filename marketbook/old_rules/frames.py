"""Figures laid out for the rules: one row per printed figure, with the interval it stands for.

A ``subject`` is what a figure is about: market, region and segment (an empty text stands for the
whole market, so that subjects can be joined). Money is in base units of its currency. What is not
money, such as tonnes, goes by what it counts in the column ``currency``: only like compares.
"""

from __future__ import annotations

from collections.abc import Sequence

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import CUT, high_of, last_digit_of, low_of
from marketbook.old_rules.rule import Frame, Tables, shared

SUBJECT = ["market_id", "region_id", "segment_id"]
OF_SOURCE = ["source_id", *SUBJECT]


def fill_segment(frame: Frame) -> Frame:
    """Put an empty text where a figure is about the whole market."""
    return frame.with_columns(segment_id=nw.col("segment_id").fill_null(""))


_SCALE_WORDS = r"\b(number|hundred|thousand|million|billion|trillion)s?\b|\bof\b"


def measure() -> nw.Expr:
    """The currency of a unit, or what it counts: the name without its scale, in small letters.

    Thousand tonnes and million tonnes count the same, tonnes and litres do not; a scale alone
    counts numbers. Only a unit that is not there leaves it open, as an empty text.
    """
    counted = nw.col("name").str.to_lowercase().str.replace_all(_SCALE_WORDS, "").str.strip_chars()
    counted = nw.when(counted == "").then(nw.lit("number")).otherwise(counted)
    return nw.coalesce(nw.col("currency"), counted).fill_null("")


def is_money(column: str = "currency") -> nw.Expr:
    """Whether figures are in a currency; an ISO 4217 code is in capital letters."""
    return nw.col(column).str.contains("^[A-Z]{3}$")


def may_be_money(column: str) -> nw.Expr:
    """Whether a rate or share is one of money, or leaves open what of."""
    return is_money(column) | (nw.col(column) == "")


def of_money(sizes: Frame) -> Frame:
    """Of each source and market the sizes in money, or all where it prints none in money.

    A share or a rate is one of money unless its source has nothing but numbers of things.
    """
    money = flag(is_money())
    priced = money.max().over("source_id", "market_id")
    return sizes.filter((money == 1) | (priced == 0))


@shared
def size_figures(tables: Tables) -> Frame:
    """Sizes with ``low``, ``high`` and ``money`` in base units, ``currency`` and ``factor``.

    Columns: table, record, _line, the subject, source_id, year, status, value, stated, unit_id,
    unit (its name), currency, factor, low, high, money.
    """
    units = tables["units"].select(
        "unit_id", "factor", measure().alias("currency"), nw.col("name").alias("unit")
    )
    joined = fill_segment(tables["sizes"]).join(units, on="unit_id", how="inner")
    laid_out = joined.with_columns(step=last_digit_of("stated")).with_columns(
        table=nw.lit("sizes"),
        record=nw.col("size_id"),
        low=low_of("value", step="step") * nw.col("factor"),
        high=high_of("value", step="step") * nw.col("factor"),
        money=nw.col("value") * nw.col("factor"),
    )
    return laid_out.select(
        *["table", "record", "_line", *OF_SOURCE, "year", "status", "value", "stated"],
        *["unit_id", "unit", "currency", "factor", "low", "high", "money"],
    )


@shared
def rate_figures(tables: Tables) -> Frame:
    """Growth rates with ``rate_low``, ``rate_high`` in percent and ``step``, the last digit's unit.

    ``rate_of`` is the currency, or what is counted, of the sizes whose growth it is; empty where
    the row leaves that open.

    Columns: table, record, _line, the subject, source_id, rate_of, start_year, end_year, rate,
    stated, step, rate_low, rate_high.
    """
    units = tables["units"].select("unit_id", measure().alias("rate_of"))
    rates = fill_segment(tables["growth_rates"]).with_columns(step=last_digit_of("stated"))
    rates = rates.join(units, on="unit_id", how="left").with_columns(
        table=nw.lit("growth_rates"),
        record=nw.col("growth_rate_id"),
        rate_of=nw.col("rate_of").fill_null(""),
        rate=nw.col("rate_percent"),
        rate_low=low_of("rate_percent", step="step"),
        rate_high=high_of("rate_percent", step="step"),
    )
    return rates.select(
        *["table", "record", "_line", *OF_SOURCE, "rate_of", "start_year", "end_year"],
        *["rate", "stated", "step", "rate_low", "rate_high"],
    )


def share_figures(tables: Tables) -> Frame:
    """Shares with ``low`` and ``high`` in percent, never below 0 or above 100.

    A share printed as over, at least or up to so much is a bound, and open on its other side.
    ``share_of`` is the currency, or what is counted, of the sizes that it is a share of; empty
    where the row leaves that open.

    Columns: table, record, _line, the subject, source_id, of_region_id, year, share_of, share,
    stated, qualifier, is_open (1 where nothing bounds it above), low, high.
    """
    qualifier = nw.col("qualifier").fill_null("")
    low = nw.max_horizontal(low_of("share_percent", step="step"), nw.lit(0.0))
    high = nw.min_horizontal(high_of("share_percent", step="step"), nw.lit(100.0))
    units = tables["units"].select("unit_id", measure().alias("share_of"))
    # a third (33.3), where the source says it in words
    told = nw.concat_str(
        "stated", nw.lit(" ("), nw.col("share_percent").cast(nw.String), nw.lit(")")
    )
    is_number = nw.col("stated").str.contains("[0-9]")
    shares = fill_segment(tables["shares"]).with_columns(step=last_digit_of("stated"))
    is_open = qualifier.is_in(CUT)
    shares = shares.join(units, on="unit_id", how="left").with_columns(
        table=nw.lit("shares"),
        record=nw.col("share_id"),
        share_of=nw.col("share_of").fill_null(""),
        share=nw.col("share_percent"),
        stated=nw.when(is_number).then("stated").otherwise(told),
        is_open=flag(is_open),
        low=nw.when(qualifier == "up-to").then(nw.lit(0.0)).otherwise(low),
        high=nw.when(is_open).then(nw.lit(100.0)).otherwise(high),
    )
    return shares.select(
        *["table", "record", "_line", *OF_SOURCE, "of_region_id", "year", "share_of", "share"],
        *["stated", "qualifier", "is_open", "low", "high"],
    )


def only(frame: Frame, names: Sequence[str], suffix: str, on: Sequence[str] = ()) -> Frame:
    """The columns ``names`` with ``suffix``, beside the join keys ``on``."""
    return frame.select(*on, *names).rename({name: name + suffix for name in names})


def flag(condition: nw.Expr) -> nw.Expr:
    """1 where a condition holds, 0 where it does not or cannot be told."""
    return condition.fill_null(value=False).cast(nw.Int64)

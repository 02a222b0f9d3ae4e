"""The value of a figure beside its printed digits."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import polars as pl

from marketbook.rules.rule import Row, Saying, TableRule, table_rule
from marketbook.rules.words import difference
from marketbook.schema.check import Tables

# what print puts between groups of digits: comma, apostrophes, and spaces of four widths
_SEPARATORS = "[,'’ \u00a0\u2009\u202f]"
_NUMBER = rf"^[-−]?[0-9]([0-9]|{_SEPARATORS})*(\.[0-9]+)?$"
_DIGITS_ONLY = rf"^[-−]?[0-9]([0-9.]|{_SEPARATORS})*$"


def _make(name: str, subject: str, column: str, unit: str = "") -> TableRule:
    table = name.partition(".")[0]
    make = table_rule(
        name,
        table,
        rows=partial(_read_digits, table, column),
        holds=(pl.col("printed") == pl.col("value")).fill_null(value=False),
        says=f"{subject} equals its printed digits.",
    )
    return make(partial(_say, field=column, unit=unit))


def _read_digits(table: str, value: str, tables: Tables) -> pl.LazyFrame:
    """The figures printed in digits, with their ``value`` and ``printed``, what the digits say."""
    stated = pl.col("stated")
    plain = stated.str.replace_all(_SEPARATORS, "").str.replace_all("−", "-", literal=True)
    # a null for what is no number: the cast must never see it
    printed = pl.when(stated.str.contains(_NUMBER)).then(plain).cast(pl.Float64)
    digits = tables[table].filter(stated.str.contains(_DIGITS_ONLY))
    return digits.with_columns(value=pl.col(value), printed=printed)


def _say(row: Row, field: str, unit: str) -> Saying:
    printed, value, stated = row["printed"], row["value"], row["stated"]
    if printed is None:
        message = (
            f"prints {stated}, which cannot be read as one number; enter the digits with a "
            "point before the decimals"
        )
        return Saying(message, stated, field="stated")
    if value is None:
        message = f"prints {stated}, but {field} is empty; enter it"
        return Saying(message, stated, _digits(printed), 1.0, field)
    message = (
        f"prints {stated}, but {field} is {_digits(value)}: "
        f"{_compare(value, printed, stated, unit or row['unit_id'] or '')}; check the document "
        f"and correct {field} or stated"
    )
    worth = abs(value - printed) / abs(printed) if printed else 1.0
    return Saying(message, stated, _digits(value), worth, field)


def _digits(value: float) -> str:
    return f"{value:,.15g}"


def _compare(value: float, printed: float, stated: str, unit: str) -> str:
    """What may have happened, and how far the two are apart."""
    found, expected = (Decimal(str(number)).normalize() for number in (value, printed))
    power = found.adjusted() - expected.adjusted()
    if found == -expected:
        return "the sign differs"
    if found.as_tuple().digits == expected.as_tuple().digits and power:
        side = "larger" if power > 0 else "smaller"
        return f"exactly {10 ** abs(power):,} times {side}, perhaps a lost decimal point or unit"
    name = "points" if unit == "percent" else unit
    gap = difference(value, printed, name).replace("  ", " ")
    decimals = len(stated.partition(".")[2])
    if sorted(f"{abs(value):.{decimals}f}") == sorted(f"{abs(printed):.{decimals}f}"):
        return f"the same digits in another order, {gap}"
    return gap


RULES = [
    _make("developments.digits-match", "The amount of a development", "amount"),
    _make(
        "growth_rates.digits-match", "The percentage of a growth rate", "rate_percent", "percent"
    ),
    _make("shares.digits-match", "The percentage of a share", "share_percent", "percent"),
    _make("sizes.digits-match", "The value of a size", "value"),
    _make("statistics.digits-match", "The value of a statistic", "value"),
]

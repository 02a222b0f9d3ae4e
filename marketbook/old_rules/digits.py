"""The value of a figure is what its printed digits say."""

from __future__ import annotations

from decimal import Decimal

import narwhals.stable.v1 as nw

from marketbook.old_rules.rule import Frame, Row, Rule, Saying, Tables, View
from marketbook.old_rules.words import difference

# what stands between groups of digits in print: comma, apostrophes, and spaces of four widths
_SEPARATORS = "[,'’ \u00a0\u2009\u202f]"
_NUMBER = rf"^[-−]?[0-9]([0-9]|{_SEPARATORS})*(\.[0-9]+)?$"
_DIGITS_ONLY = rf"^[-−]?[0-9]([0-9.]|{_SEPARATORS})*$"


def _match_digits(table: str, key: str, value: str, what: str, example: str) -> Rule:
    """A rule that compares ``value`` with the digits in ``stated``.

    Args:
        table: Table of the figures.
        key: Its key column.
        value: Column of the value.
        what: The value in a sentence, such as ``value of a size``.
        example: A finding in one line.
    """

    def view(tables: Tables) -> View:
        return _view_digits(tables[table], table, key, value)

    return Rule(
        id=f"{table}.digits-match",
        reads=(table,),
        view=view,
        says=f"The {what} is the number that its printed digits say.",
        why="The printed digits decide how far a figure can be trusted; where they are not those "
        "of the value, every other rule judges a figure that nobody printed.",
        example=example,
    )


def _view_digits(frame: Frame, table: str, key: str, value: str) -> View:
    stated = nw.col("stated")
    plain = stated.str.replace_all(_SEPARATORS, "").str.replace_all("−", "-", literal=True)
    # a null for what is no number: the cast must never see it
    number = nw.when(stated.str.contains(_NUMBER)).then(plain).otherwise(nw.lit(None, nw.String))
    rows = frame.filter(stated.str.contains(_DIGITS_ONLY)).with_columns(
        table=nw.lit(table),
        record=nw.col(key),
        field=nw.lit(value),
        # the unit of a rate is that of the sizes it is the growth of, not its own
        unit_id=nw.lit("percent") if value.endswith("_percent") else nw.col("unit_id"),
        value=nw.col(value),
        printed=number.cast(nw.Float64),
    )
    same = (nw.col("printed") == nw.col("value")).fill_null(False)
    return View(rows, same, _say_digits)


def _say_digits(row: Row) -> Saying:
    printed, value, field = row["printed"], row["value"], row["field"]
    if printed is None:
        message = (
            f"prints {row['stated']}, which cannot be read as one number; enter the digits as "
            "printed, with a point before the decimals"
        )
        return Saying(message, row["stated"], field="stated")
    if value is None:
        message = f"prints {row['stated']}, but {field} is empty; enter it"
        return Saying(message, row["stated"], _digits(printed), 1.0, field)
    message = (
        f"prints {row['stated']}, but {field} is {_digits(value)}: "
        f"{_compare(value, printed, row)}; look it up in the document and correct "
        f"{field} or the printed digits"
    )
    worth = abs(value - printed) / abs(printed) if printed else 1.0
    return Saying(message, row["stated"], _digits(value), worth, field)


def _digits(value: float) -> str:
    return f"{value:,.15g}"


def _compare(value: float, printed: float, row: Row) -> str:
    """What may have happened, and how far the two are apart."""
    found, expected = (Decimal(str(number)).normalize() for number in (value, printed))
    power = found.adjusted() - expected.adjusted()
    if found == -expected:
        return "the sign differs"
    if found.as_tuple().digits == expected.as_tuple().digits and power:
        side = "larger" if power > 0 else "smaller"
        return f"exactly {10 ** abs(power):,} times {side}, as if a point or a unit were lost"
    unit = "points" if row["unit_id"] == "percent" else row["unit_id"] or ""
    gap = difference(value, printed, unit).replace("  ", " ")
    decimals = len(row["stated"].partition(".")[2])
    if sorted(f"{abs(value):.{decimals}f}") == sorted(f"{abs(printed):.{decimals}f}"):
        return f"the same digits in another order, {gap}"
    return gap


sizes_digits_match = _match_digits(
    "sizes",
    "size_id",
    "value",
    "value of a size",
    "prints 1,239.3, but value is 1,293.3: the same digits in another order, 54 usd-billion "
    "(4.36 %) more",
)
growth_rates_digits_match = _match_digits(
    "growth_rates",
    "growth_rate_id",
    "rate_percent",
    "percentage of a growth rate",
    "prints 18.50, but rate_percent is 18.05: the same digits in another order, 0.45 points "
    "(2.43 %) less",
)
shares_digits_match = _match_digits(
    "shares",
    "share_id",
    "share_percent",
    "percentage of a share",
    "prints 44.8, but share_percent is 4.48: exactly 10 times smaller",
)
developments_digits_match = _match_digits(
    "developments",
    "development_id",
    "amount",
    "amount of a development",
    "prints 5, but amount is 5,000,000: exactly 1,000,000 times larger",
)
statistics_digits_match = _match_digits(
    "statistics",
    "statistic_id",
    "value",
    "value of a statistic",
    "prints 80 000, but value is 80: exactly 1,000 times smaller",
)

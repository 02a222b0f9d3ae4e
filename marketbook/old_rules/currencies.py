"""One number in two currencies: a unit that was changed without its value, or the other way."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.frames import OF_SOURCE, is_money, only, size_figures
from marketbook.old_rules.rule import Row, Saying, Tables, View, is_empty, rule
from marketbook.old_rules.wholes import series

PEGS = ("USD PAB BSD BMD", "SGD BND", "ZAR NAD LSL SZL", "GBP GIP FKP SHP", "INR BTN")
"""Currencies that are worth the same as the first of each group, so that one number is right."""

_TELLING_DIGITS = 3
"""From so many digits on, two currencies near parity seldom give one number."""


@rule(
    "sizes.one-currency",
    reads=("sizes", "units"),
    why="A market is not the same number of dollars and of euros: one of the two was copied with "
    "the wrong unit, and whoever takes that one is wrong by the rate of exchange.",
    example="states 12.43 EUR billion in 2024, and sizes:m-2024-world 12.43 USD billion, the same "
    "number in two currencies: one of the two has the wrong unit, unless they were worth the same",
    severity="note",
)
def one_currency(tables: Tables) -> View:
    """A source does not state one number for one subject and year in two currencies."""
    place = ["source_id", "market_id"]
    currencies = series(tables).filter(is_money()).group_by(*place)
    several = currencies.agg(nw.col("currency").n_unique().alias("several"))
    several = several.filter(nw.col("several") > 1)
    if is_empty(several):
        return View(several, nw.lit(value=True), _say_same)
    sizes = size_figures(tables).filter(is_money()).join(several, on=place, how="semi")
    sizes = sizes.with_columns(peg=_peg())
    digits = nw.col("stated").str.replace_all("[^0-9]", "").str.replace_all("^0+", "")
    sizes = sizes.with_columns(
        amount=nw.col("money").round(0), digits=digits.str.len_chars().cast(nw.Int64)
    )
    on = [*OF_SOURCE, "year", "amount"]
    others = only(sizes, ["record", "_line", "stated", "unit", "peg", "digits"], "_other", on)
    pairs = sizes.join(others, on=on, how="inner")
    pairs = pairs.filter(nw.col("_line") >= nw.col("_line_other"))
    digits = nw.min_horizontal("digits", "digits_other")
    alike = (nw.col("peg") != nw.col("peg_other")) & (digits >= _TELLING_DIGITS)
    return View(pairs, ~alike, _say_same)


def _peg() -> nw.Expr:
    """The currency that a currency is worth, or itself."""
    peg = nw.col("currency")
    for group in PEGS:
        first, *others = group.split()
        peg = nw.when(nw.col("currency").is_in(others)).then(nw.lit(first)).otherwise(peg)
    return peg


def _say_same(row: Row) -> Saying:
    other = f"{row['stated_other']} {row['unit_other']}"
    message = (
        f"states {row['stated']} {row['unit']} in {row['year']}, and sizes:{row['record_other']} "
        f"{other}, the same number in two currencies: one of the two has the wrong unit, unless "
        "they were worth the same; look both up"
    )
    return Saying(message, f"{row['stated']} {row['unit']}", other, 0.0, "unit_id")

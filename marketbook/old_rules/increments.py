"""By how much a market is said to grow, and how many times, against its sizes."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import CUT, high_of, low_of, reach
from marketbook.old_rules.frames import flag, is_money, measure
from marketbook.old_rules.places import read_places
from marketbook.old_rules.rule import Frame, Row, Saying, Tables, View, is_empty, rule
from marketbook.old_rules.slips import possible_figures
from marketbook.old_rules.words import amount, difference, with_qualifier, years

_PLACE = ["source_id", "market_id", "region_id"]
_OPEN = 1e300


@rule(
    "statistics.growth-agrees-with-sizes",
    reads=("statistics", "sizes", "units", "regions"),
    uses=("shares",),
    why="The sum by which a market will grow, and how many times it will be as large, are what a "
    "headline prints; who reads only that plans with it.",
    example="says that the market grows by 912 USD billion from 2025 to 2030, but 3,930 → 5,625 "
    "USD billion is 1,694 to 1,696: 783 USD billion (46.2 %) less",
)
def growth_agrees_with_sizes(tables: Tables) -> View:
    """A stated increment or multiple is what the two sizes of its period give."""
    rows = _growing(tables)
    if is_empty(rows):
        return View(rows, nw.lit(value=True), _say_growth)
    told = _told(rows, tables).join(_ends(tables), on=[*_PLACE, "finish_year"], how="inner")
    # a period may be counted from its first year or from the base year before it
    begins = [
        told.with_columns(begin_year=nw.col("start_year") - shift).join(
            _begins(tables), on=["series", "begin_year"], how="inner"
        )
        for shift in (0, 1)
    ]
    pairs = nw.concat(begins, how="vertical")
    multiple = nw.col("kind") == "multiple"
    pairs = pairs.filter(multiple | (nw.col("unit_currency") == nw.col("currency")))
    times = [nw.col("low_end") / nw.col("high_begin"), nw.col("high_end") / nw.col("low_begin")]
    more = [nw.col("low_end") - nw.col("high_begin"), nw.col("high_end") - nw.col("low_begin")]
    pairs = pairs.with_columns(
        implied_low=nw.when(multiple).then(times[0]).otherwise(more[0] / nw.col("unit_factor")),
        implied_high=nw.when(multiple).then(times[1]).otherwise(more[1] / nw.col("unit_factor")),
    )
    meets = reach(nw.col("low"), nw.col("implied_high")) & reach(
        nw.col("implied_low"), nw.col("high")
    )
    pairs = pairs.with_columns(is_ok=flag(meets).max().over("record"))
    return View(_one_each(pairs), nw.col("is_ok") == 1, _say_growth)


def _growing(tables: Tables) -> Frame:
    """Statistics of the two kinds over a period."""
    return tables["statistics"].filter(
        nw.col("kind").is_in(["increment", "multiple"]),
        nw.col("period").str.contains(r"^[0-9]{4}/[0-9]{4}$"),
        ~nw.col("value").is_null(),
        ~nw.col("stated").is_null(),
    )


def _told(rows: Frame, tables: Tables) -> Frame:
    """The years of each period, and low and high as printed."""
    period = nw.col("period")
    units = tables["units"].select(
        "unit_id",
        measure().alias("unit_currency"),
        nw.col("factor").alias("unit_factor"),
        nw.col("name").alias("unit"),
    )
    over = nw.col("qualifier").is_in(CUT)
    return rows.join(units, on="unit_id", how="left").select(
        nw.lit("statistics").alias("table"),
        nw.col("statistic_id").alias("record"),
        "_line",
        "source_id",
        "market_id",
        nw.col("region_id").fill_null(read_places(tables).world),
        *["kind", "stated", "qualifier", "value", "unit_currency", "unit_factor", "unit"],
        period.str.slice(0, 4).cast(nw.Int64).alias("start_year"),
        period.str.slice(5, 4).cast(nw.Int64).alias("finish_year"),
        nw.when(nw.col("qualifier") == "up-to").then(0.0).otherwise(low_of("value")).alias("low"),
        nw.when(over).then(_OPEN).otherwise(high_of("value")).alias("high"),
    )


def _sizes(tables: Tables) -> Frame:
    return possible_figures(tables).filter(nw.col("segment_id") == "", nw.col("id") > 0)


def _ends(tables: Tables) -> Frame:
    named = {"year": "finish_year", "low": "low_end", "high": "high_end", "stated": "stated_end"}
    columns = [*_PLACE, "series", "currency", *named, "unit"]
    return _sizes(tables).select(*columns).rename({**named, "unit": "unit_end"})


def _begins(tables: Tables) -> Frame:
    named = {"year": "begin_year", "low": "low_begin", "high": "high_begin"}
    named |= {"stated": "stated_begin", "unit": "unit_begin"}
    return _sizes(tables).select("series", *named).rename(named)


def _one_each(pairs: Frame) -> Frame:
    """One row per statistic: that from the first year of its period, none without its size.

    Of sizes in several units those in money, and of two of one year that contradict each other
    those that come nearest to what is told.
    """
    money = flag(is_money())
    pairs = pairs.filter(money == money.max().over("record"))
    pairs = pairs.filter(nw.col("begin_year") == nw.col("start_year"))
    gap = nw.max_horizontal(
        nw.col("implied_low") - nw.col("high"), nw.col("low") - nw.col("implied_high")
    )
    pairs = pairs.with_columns(gap=gap)
    pairs = pairs.filter(nw.col("gap") == nw.col("gap").min().over("record"))
    for name in ("currency", "series"):
        pairs = pairs.filter(nw.col(name) == nw.col(name).max().over("record"))
    return pairs.unique(["record"])


def _say_growth(row: Row) -> Saying:
    ends = dict.fromkeys(amount(row[name]) for name in ("implied_low", "implied_high"))
    implied = " to ".join(ends)
    middle = (row["implied_low"] + row["implied_high"]) / 2
    sizes = f"{row['stated_begin']} → {row['stated_end']} {row['unit_end']}"
    if row["unit_begin"] != row["unit_end"]:
        sizes = f"{row['stated_begin']} {row['unit_begin']} → {row['stated_end']} {row['unit_end']}"
    span = f"from {row['start_year']} to {row['finish_year']}"
    told = f"becomes {with_qualifier(row)} times as large {span}"
    unit = " times"
    if row["kind"] == "increment":
        told, unit = f"grows by {with_qualifier(row)} {row['unit']} {span}", f" {row['unit']}"
    count = years(row["finish_year"] - row["begin_year"])
    gap = difference(row["value"], middle, unit.strip())
    message = (
        f"says that the market {told}, but {sizes} over {count} is {implied}{unit}: {gap}; "
        f"check the digits, the unit and the years, or waive it with the reason"
    )
    worth = abs(row["value"] / middle - 1) if middle else 1.0
    return Saying(message, row["stated"], f"{implied}{unit}", worth, "value")

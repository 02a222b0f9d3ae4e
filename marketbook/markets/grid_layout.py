"""Sizes of one market as rows of a grid: each subject in the same years, beside its wholes."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from marketbook.markets.corrections import is_corrected
from marketbook.markets.cutting import FIGURES, LISTINGS

Tables = Mapping[str, pl.DataFrame]

SUBJECT = ("market_id", "region_id", "segment_id")
"""What a size is about; an empty segment is the whole market."""

_SUBJECT = ("market", *SUBJECT[1:])
"""The same with the number of the market, which takes less to compare."""

WHOLES = ("region_row", "segment_row")
"""Rows of the first sizes of the subjects that a subject directly lies in."""


def find_plain(tables: Tables) -> pl.DataFrame:
    """Markets on their own of which one source prints money in one unit, and nothing but numbers.

    One with a misprint is none of them: what is read for it stands in another table.

    Returns:
        Each market with its number, its source, its unit and the factor of that.
    """
    first = [pl.col(name).first() for name in ("source_id", "unit_id")]
    is_one = [pl.col(name).min() == pl.col(name).max() for name in ("source_id", "unit_id")]
    others = [tables[name]["market_id"] for name in (*FIGURES[2:], *LISTINGS) if name in tables]
    tree = tables["markets"]
    others += [tree["parent_id"], tree.filter(pl.col("parent_id").is_not_null())["market_id"]]
    others += [tables[name]["market_id"].filter(is_corrected(tables, name)) for name in FIGURES[:2]]
    taken = pl.concat(others).drop_nulls().unique().implode()
    units = tables["units"].filter(pl.col("currency").is_not_null())
    return (
        tables["sizes"]
        .group_by("market_id")
        .agg(*first, is_plain=pl.all_horizontal(*is_one, pl.col("qualifier").is_null().all()))
        .filter(pl.col("is_plain") & ~pl.col("market_id").is_in(taken))
        .join(units.select("unit_id", "factor"), on="unit_id")
        .drop("is_plain")
        .sort("market_id")
        .with_row_index("market")
    )


def lay_out(tables: Tables, plain: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Subjects with their wholes, and the sizes of each by year as rows of their own.

    Returns:
        Subjects, numbered, with the ``row`` of their first size and the numbers of the subjects
        they lie in; and sizes with their interval in base units.
    """
    step = 10.0 ** -_decimals("stated")
    grid = (
        tables["sizes"]
        .join(plain, on="market_id")
        .select(
            *_SUBJECT[:2],
            pl.col("segment_id").fill_null(""),
            "year",
            "status",
            money=pl.col("value") * pl.col("factor"),
            half=step / 2 * pl.col("factor"),
        )
        .sort("year")
        .group_by(*_SUBJECT)
        .agg("year", "status", "money", "half")
        .with_columns(years=pl.col("year").list.len())
        .sort(_SUBJECT)
        .with_row_index("subject")
        .with_columns(row=pl.col("years").cum_sum() - pl.col("years"))
    )
    cells = (
        grid.select("subject", "market", "row", "year", "status", "money", "half")
        .with_columns(first=pl.col("row").first().over("market"))
        .explode("year", "status", "money", "half")
        .with_row_index("cell")
        .with_columns(
            place=pl.col("cell") - pl.col("row"),
            low=pl.col("money") - pl.col("half"),
            high=pl.col("money") + pl.col("half"),
        )
        .drop("half")
    )
    subjects = grid.drop("year", "status", "money", "half").join(
        plain.select("market", "market_id"), on="market", maintain_order="left"
    )
    return _find_wholes(subjects, tables), cells


def _decimals(column: str) -> pl.Expr:
    """How many decimals printed digits have."""
    text = pl.col(column)
    point = text.str.find(".", literal=True)
    return (text.str.len_bytes() - point - 1).fill_null(0).cast(pl.Float64)


def _find_wholes(subjects: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """The same with the subjects that each directly lies in, as a region and as a segment."""
    regions = tables["regions"].select("region_id", "kind", above=pl.col("parent_id").fill_null(""))
    axes = tables["axes"].select("axis_id", "complete")
    segments = (
        tables["segments"]
        .select("segment_id", "axis_id", around=pl.col("parent_id").fill_null(""))
        .join(axes, on="axis_id", how="left")
    )
    by_region, by_segment = (
        subjects.select(
            *_SUBJECT, pl.col("subject").alias(f"{name}_whole"), pl.col("row").alias(f"{name}_row")
        )
        for name in ("region", "segment")
    )
    found = (
        subjects.join(regions, on="region_id", how="left")
        .join(segments, on="segment_id", how="left")
        .join(
            by_region,
            left_on=("market", "above", "segment_id"),
            right_on=_SUBJECT,
            how="left",
        )
        .join(
            by_segment,
            left_on=("market", "region_id", "around"),
            right_on=_SUBJECT,
            how="left",
        )
        .sort("subject")
    )
    return found.with_columns(
        _count_wholes(f"{name}_whole").alias(f"{name}_depth") for name in ("region", "segment")
    )


def _count_wholes(whole: str) -> pl.Expr:
    """How many wholes each subject lies in; null where there are more than two."""
    near = pl.col(whole)
    far = take(whole, near)
    depth = near.is_not_null().cast(pl.Int64) + far.is_not_null()
    return pl.when(take(whole, far).is_null()).then(depth)


def read_grid_rates(
    tables: Tables, plain: pl.DataFrame, subjects: pl.DataFrame, cells: pl.DataFrame
) -> pl.DataFrame:
    """The rates of the markets beside the two sizes at the ends of their windows.

    Both are null where the window begins or ends in a year of which no size is printed.
    """
    years = cells.filter(pl.col("row") == pl.col("first")).select("market", "year", "place")
    known = tables["growth_rates"].with_columns(pl.col("segment_id").fill_null(""))
    begins, ends = (years.rename({"year": f"{at}_year", "place": at}) for at in ("start", "end"))
    half = 10.0 ** -_decimals("stated") / 2
    return (
        known.join(plain, on="market_id", suffix="_sizes")
        .join(subjects.select(*_SUBJECT, "subject", "row"), on=_SUBJECT, how="left")
        .join(begins, on=("market", "start_year"), how="left")
        .join(ends, on=("market", "end_year"), how="left")
        .with_columns(
            step=half * 2, slow=pl.col("rate_percent") - half, fast=pl.col("rate_percent") + half
        )
        .with_columns(
            start=pl.col("row") + pl.col("start"),
            end=pl.col("row") + pl.col("end"),
            count=pl.col("end_year") - pl.col("start_year"),
        )
        .join(_name_ends(cells, "begin"), left_on="start", right_on="cell", how="left")
        .join(_name_ends(cells, "final"), left_on="end", right_on="cell", how="left")
        .with_columns(
            least=_implied(pl.col("begin_high"), pl.col("final_low")),
            most=_implied(pl.col("begin_low"), pl.col("final_high")),
            digits=_implied(pl.col("begin_money"), pl.col("final_money")),
        )
    )


def _name_ends(cells: pl.DataFrame, end: str) -> pl.DataFrame:
    """Sizes as those of one end of a window."""
    return cells.select("cell", pl.col("money", "low", "high").name.prefix(f"{end}_"))


def _implied(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """As :func:`~marketbook.figures.implied_growth`, over the years of a window."""
    return ((end / start) ** (1 / pl.col("count")) - 1) * 100


def take(column: str, cell: pl.Expr) -> pl.Expr:
    """A column in another row; null where there is none."""
    return pl.col(column).gather(cell, null_on_oob=True)

"""What printed figures leave for other sizes, as a table: our own arithmetic, and said so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from marketbook.exports.frames import describe, type_frame
from marketbook.markets import Markets, read_markets
from marketbook.package.contract import complete_tables, refuse_misfits
from marketbook.schema import Field, TableSchema
from marketbook.together.ranges import Asked, Range, find_market_ranges

READS: Mapping[str, tuple[str, ...]] = {
    "markets": ("market_id", "name"),
    "sizes": ("size_id", "source_id", "market_id", "region_id", "year", "value", "stated"),
    "units": ("unit_id", "name", "factor"),
    "regions": ("region_id", "name", "kind"),
}
"""The columns without which nothing can be told of other sizes, by table."""

READS_IF_THERE = (
    *("sources", "source_periods", "region_parts", "axes", "segments"),
    *("growth_rates", "shares", "claims", "region_listings", "segment_listings", "corrections"),
)
"""Tables that ranges can do without."""


def describe_ranges() -> TableSchema:
    """The schema of the table of ranges."""
    return TableSchema(
        "implied_ranges",
        "Implied ranges",
        "The least and the most that the printed figures of one publisher leave for sizes that "
        "no source prints. Computed from them by linear programmes; no source states them. Sizes "
        "without both ends are not here.",
        (
            Field(name="source_id", description="The source of the figures.", required=True),
            Field(name="market_id", description="The market.", required=True),
            Field(name="region_id", description="The region.", required=True),
            Field(name="segment_id", description="The segment; empty for the whole market."),
            describe("year", "year", "The year of the size.", "calendar year"),
            Field(name="unit_id", description="The unit of both ends.", required=True),
            describe("low", "number", "The least that the size can be, in unit_id.", "see unit_id"),
            describe("high", "number", "The most that the size can be, in unit_id.", "see unit_id"),
            describe(
                "width_percent",
                "number",
                "How far the ends are apart, of what is half-way between them.",
                "percent",
            ),
            Field(
                name="bound_by",
                description="The figures that keep it there, as table:id, with spaces between.",
            ),
            Field(name="assumes", description="What is assumed besides; empty where nothing is."),
        ),
    )


def tabulate_ranges(tables: Mapping[str, pl.DataFrame]) -> tuple[TableSchema, pl.DataFrame]:
    """What the printed figures of each publisher leave for all sizes that no source prints.

    Args:
        tables: The package's tables, typed; those of ``READS`` are among them.

    Returns:
        The schema and one row per size, sorted.

    Raises:
        MarketbookError: It could not be decided.
    """
    read = {name: table for name, table in tables.items() if name in (*READS, *READS_IF_THERE)}
    refuse_misfits(read)
    markets, schema = read_markets(complete_tables(read)), describe_ranges()
    return schema, type_frame(sorted(_list_rows(markets), key=str), schema)


def _list_rows(markets: Markets) -> Iterator[tuple[object, ...]]:
    for market in sorted({one.market for one in markets.publications}):
        if market in markets.codes.markets:
            for one in find_market_ranges(markets, Asked(market)).found:
                yield _list_cells(one)


def _list_cells(one: Range) -> tuple[object, ...]:
    cell = one.cell
    return (
        cell.source,
        cell.market,
        cell.region,
        cell.segment or None,
        cell.year,
        one.unit.id,
        one.low,
        one.high,
        one.width_percent,
        " ".join(figure.cite for figure in one.bound_by),
        "; ".join(one.assumes) or None,
    )

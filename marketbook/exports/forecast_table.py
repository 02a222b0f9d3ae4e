"""Forecasts as a table: our own arithmetic on the published figures, and said so."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import polars as pl

from marketbook.exports.frames import describe, type_frame
from marketbook.forecasts import forecast_market
from marketbook.schema import Field, TableSchema
from marketbook.steps import track
from marketbook.workbook.market import MarketModel
from marketbook.workbook.read_market import list_markets, model_market
from marketbook.workbook.records import Records, gather_records

READS: Mapping[str, tuple[str, ...]] = {
    "markets": ("market_id", "name", "abbreviation", "definition", "note"),
    "sizes": (
        "size_id",
        "source_id",
        "market_id",
        "region_id",
        "segment_id",
        "year",
        "value",
        "stated",
        "unit_id",
        "locator",
    ),
    "units": ("unit_id", "name", "kind", "currency", "factor"),
}
"""The columns without which no market can be forecast, by table."""

READS_IF_THERE: Mapping[str, tuple[str, ...]] = {
    "sources": ("source_id", "edition"),
    "source_periods": ("source_id", "kind", "start_year", "end_year", "locator"),
    "regions": ("region_id", "name", "kind"),
    "growth_rates": (
        "growth_rate_id",
        "source_id",
        "market_id",
        "region_id",
        "segment_id",
        "start_year",
        "end_year",
        "rate_percent",
        "stated",
        "locator",
    ),
    "corrections": ("record", "stated", "value", "unit_id", "reason"),
    "scenarios": (
        "market_id",
        "scenario_id",
        "name",
        "method",
        "growth_factor",
        "long_run_rate_percent",
        "fade_years",
        "ceiling_multiple",
        "rationale",
    ),
}
"""The columns of tables that a forecast can do without, by table."""


def describe_forecasts() -> TableSchema:
    """The schema of the table of forecasts."""
    return TableSchema(
        "forecasts",
        "Forecasts",
        "Size of each market by scenario and year: computed from the published figures under the "
        "assumptions of the scenarios table, as in the workbooks. No source states them, except "
        "where is_published is true.",
        (
            Field(name="market_id", description="The market.", required=True),
            Field(name="market", description="Name of the market.", required=True),
            Field(name="region_id", description="The region that is the whole.", required=True),
            Field(name="region", description="Name of the region.", required=True),
            Field(name="scenario_id", description="low, base or high.", required=True),
            Field(name="scenario", description="Name of the scenario.", required=True),
            describe("year", "year", "The year the value is for.", "calendar year"),
            describe("value", "number", "The computed size, in unit_id.", "see unit_id"),
            Field(name="unit_id", description="The unit of value.", required=True),
            Field(name="unit", description="Name of the unit.", required=True),
            describe("is_published", "boolean", "Whether a source prints this size for this year."),
            Field(name="method", description="How the scenario computes it.", required=True),
            Field(name="rationale", description="Why the scenario assumes what it assumes."),
        ),
        ("market_id", "scenario_id", "year"),
    )


def tabulate_forecasts(tables: Mapping[str, pl.DataFrame]) -> tuple[TableSchema, pl.DataFrame]:
    """Size of every market that can be modelled, by scenario and year.

    Args:
        tables: The package's tables, typed; those of ``READS`` are among them.

    Returns:
        The schema and one row per market, scenario and year, sorted by them.

    Raises:
        MarketbookError: A market's figures or scenarios make no forecast.
    """
    read = {n: tables[n] for n in (*READS, *READS_IF_THERE) if n in tables}
    records, schema = gather_records(read, {}), describe_forecasts()
    return schema, type_frame(sorted(_list_rows(records)), schema)


def _list_rows(records: Records) -> Iterator[tuple[object, ...]]:
    markets = list_markets(records)
    for market_id in track("forecast the markets", markets, len(markets)):
        yield from _list_market(model_market(records, market_id))


def _list_market(market: MarketModel) -> Iterator[tuple[object, ...]]:
    points = market.terms.points
    about = (market.market_id, market.name, market.region_id, market.region)
    for one in market.scenarios:
        for year, value in forecast_market(market.terms, one.terms).items():
            head = (*about, one.key, one.name, year, value)
            printed = year in points and math.isclose(points[year], value, rel_tol=1e-9)
            yield (*head, market.unit_id, market.unit, printed, one.terms.method, one.rationale)

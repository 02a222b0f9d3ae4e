"""Chooses from the tables what the model of a market is made of; the rest stays in Evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from marketbook import forecasts
from marketbook.errors import WorkbookError
from marketbook.package.contract import refuse_misfits
from marketbook.workbook.market import ASSUMED, Figure, MarketModel, Scenario
from marketbook.workbook.read_figures import (
    FigureReader,
    list_whole_sizes,
    pair_sizes,
    tell_place,
    to_fraction,
)
from marketbook.workbook.read_parts import PartsReader
from marketbook.workbook.records import Record, Records, gather_records

_DEFAULT_SPAN = 10


def list_markets(records: Records) -> list[str]:
    """Ids of the markets that have a published size of the whole, so that they can be modelled.

    Raises:
        WorkbookError: There are sizes, but no table of the units they are in.
    """
    if records.all("sizes") and "units" not in records.tables:
        raise WorkbookError(
            "the package has sizes, but no table of units",
            "the table 'units', with a row for each unit of the sizes",
            "add it; 'marketbook new' writes an example",
        )
    markets = [row["market_id"] for row in records.all("markets")]
    return [market for market in markets if list_whole_sizes(records, market)]


def model_market(records: Records, market_id: str) -> MarketModel:
    """The model of one market.

    Raises:
        WorkbookError: The market is unknown, or no size of it is published.
    """
    market = records.by_key("markets", "market_id").get(market_id)
    if market is None:
        raise WorkbookError(f"market '{market_id}' is not in the tables")
    source = _choose_source(records, market_id)
    base = _find_base(records, market_id, source)
    figures = FigureReader(records, market_id, source, base["unit_id"], int(base["year"]), ())
    return _model(market, replace(figures, years=_span(figures)))


def _model(market: Record, figures: FigureReader) -> MarketModel:
    points = _read_points(figures)
    parts = PartsReader(figures)
    regions, inside = parts.read_regions()
    units = figures.records.by_key("units", "unit_id")
    return MarketModel(
        market_id=figures.market_id,
        name=market["name"],
        short=market["abbreviation"] or market["name"],
        definition=market["definition"] or "",
        note=market["note"] or "",
        unit=units[figures.unit_id]["name"],
        unit_id=figures.unit_id,
        size_number=_choose_number(points),
        base_year=_read_base(figures),
        points=points,
        growth=_read_growth(figures, points),
        years=figures.years,
        scenarios=_read_scenarios(figures, len(points)),
        regions=regions,
        inside=inside,
        axes=parts.read_axes(),
        has_rivals=any(
            one["source_id"] != other["source_id"]
            for one, other in pair_sizes(figures.records, figures.market_id)
        ),
    )


def _choose_source(records: Records, market_id: str) -> str:
    """The source whose sizes carry the model: most sizes, then newest, then by id."""
    editions = {row["source_id"]: row["edition"] or "" for row in records.all("sources")}
    counts: dict[str, int] = {}
    for row in list_whole_sizes(records, market_id):
        counts[row["source_id"]] = counts.get(row["source_id"], 0) + 1
    if not counts:
        raise WorkbookError(
            f"no size of the whole market '{market_id}' is published",
            "at least one row of sizes for the world",
            "add one, or leave the market out",
        )
    return max(sorted(counts), key=lambda source: (counts[source], editions.get(source, "")))


def _list_periods(records: Records, source: str, kind: str) -> list[Record]:
    rows = records.all("source_periods")
    return [row for row in rows if row["source_id"] == source and row["kind"] == kind]


def _find_base(records: Records, market_id: str, source: str) -> Record:
    """The size of the stated base year or, where it has none, the earliest."""
    rows = list_whole_sizes(records, market_id, source)
    stated = {row["start_year"] for row in _list_periods(records, source, "base")}
    in_base = [row for row in rows if row["year"] in stated]
    return min(in_base or rows, key=lambda row: (row["year"], row["size_id"]))


def _span(figures: FigureReader) -> tuple[int, ...]:
    """From the first published size to the last; to the end of the forecast where there is one."""
    rows = [row for row in figures.list_whole_sizes() if figures.is_same_kind(row["unit_id"])]
    known = [row["year"] for row in rows]
    last = max(known)
    if min(known) == last:
        ends = [
            row["end_year"] for row in _list_periods(figures.records, figures.source, "forecast")
        ]
        last = max([*ends, last]) if ends else last + _DEFAULT_SPAN
    return tuple(range(min(known), last + 1))


def _read_points(figures: FigureReader) -> tuple[Figure, ...]:
    """One size a year, in the unit of the base; other currencies stay in Evidence."""
    chosen: dict[int, Figure] = {}
    rows = figures.list_whole_sizes()
    for row in sorted(rows, key=lambda row: (row["year"], row["size_id"])):
        if figures.is_same_kind(row["unit_id"]):
            chosen.setdefault(row["year"], figures.read_size(row))
    return tuple(chosen.values())


def _read_base(figures: FigureReader) -> Figure:
    year = figures.base_year
    stated = _list_periods(figures.records, figures.source, "base")
    if stated and stated[0]["start_year"] == year:
        return Figure(year, str(year), None, figures.source, tell_place(stated[0]))
    wanted = f"; the stated base year {stated[0]['start_year']} has no size" if stated else ""
    place = f"Earliest year with a published size{wanted}"
    return Figure(year, "", None, ASSUMED, place, assumed=place)


def _read_growth(figures: FigureReader, points: Sequence[Figure]) -> Figure:
    """Published growth of the whole; else what the first and last size imply."""
    stated = figures.find_growth("world", None)
    if stated is not None:
        return stated
    first, last = points[0], points[-1]
    if first.year is None or last.year is None or first.year == last.year:
        return Figure(0.0, "", None, ASSUMED, "No growth is published; taken as none")
    rate = forecasts.imply_rate(first.value, last.value, last.year - first.year)
    place = f"No rate is printed; implied by the sizes of {first.year} and {last.year}"
    return Figure(rate, "", None, figures.source, place, assumed=place)


def _choose_number(points: Sequence[Figure]) -> str:
    """Number format that shows about four digits of the smallest size."""
    smallest = min(point.value for point in points)
    for limit, name in ((1000, "size-0"), (20, "size-1"), (0.5, "size-2")):
        if smallest >= limit:
            return name
    return "size-4"


def _read_scenarios(figures: FigureReader, points: int) -> tuple[Scenario, ...]:
    rows = {r["scenario_id"]: r for r in figures.records.of("scenarios", figures.market_id)}
    return tuple(
        _read_scenario(rows[key]) if key in rows else assume_scenario(key, points)
        for key in ("low", "base", "high")
    )


def _read_scenario(row: Record) -> Scenario:
    terms = forecasts.Scenario(
        method=row["method"],
        growth_factor=row["growth_factor"],
        long_run_rate=to_fraction(row["long_run_rate_percent"]),
        fade_years=row["fade_years"],
        ceiling_multiple=row["ceiling_multiple"],
    )
    return Scenario(row["scenario_id"], row["name"], row["rationale"], terms)


def assume_scenario(key: str, points: int) -> Scenario:
    """A fifth slower and faster than published, where the tables say nothing else."""
    factor, why = {
        "low": (0.8, "Growth a fifth slower than published. Our assumption."),
        "base": (1.0, "As published. Nothing of our own."),
        "high": (1.2, "Growth a fifth faster than published. Our assumption."),
    }[key]
    method: forecasts.Method = "published-points" if points > 1 else "constant-growth"
    return Scenario(key, key.title(), why, forecasts.Scenario(method, growth_factor=factor))


def forecast_scenario(
    tables: Mapping[str, pl.DataFrame], market_id: str, scenario: str = "base"
) -> dict[int, float]:
    """Size of a market by year under one scenario, in the unit its source prints.

    Args:
        tables: The package's tables, typed.
        market_id: The market.
        scenario: ``low``, ``base`` or ``high``.

    Raises:
        PackageError: A table lacks what Marketbook's of that name must have.
        WorkbookError: The market or the scenario is unknown, or no size is published.
    """
    refuse_misfits(tables)
    market = model_market(gather_records(tables, {}), market_id)
    known = {one.key: one.terms for one in market.scenarios}
    if scenario not in known:
        raise WorkbookError(f"scenario '{scenario}' is unknown", f"one of {', '.join(known)}")
    return forecasts.forecast_market(market.terms, known[scenario])

"""Chooses from the tables what the model of a market is made of; the rest stays in Evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from marketbook import forecasts
from marketbook.errors import WorkbookError
from marketbook.markets import Publication
from marketbook.markets.grouping import group_by
from marketbook.markets.printed import Rate, Size, Unit
from marketbook.package.contract import refuse_misfits
from marketbook.steps import track
from marketbook.workbook.market import (
    ASSUMED,
    Figure,
    Growth,
    MarketModel,
    Scenario,
    choose_number,
    choose_unit,
)
from marketbook.workbook.read_figures import FigureReader, tell_place, to_fraction
from marketbook.workbook.read_parts import PartsReader
from marketbook.workbook.records import Record, Records, gather_records
from marketbook.workbook.tell import name_source

NO_WHOLE = (
    "No size of the whole market is published, worldwide or for a region that holds all others."
)
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
    return [
        market
        for market in track("look at each market", markets, len(markets))
        if any(_whole_sizes(one, records) for one in records.publications_of(market))
    ]


def model_market(records: Records, market_id: str) -> MarketModel:
    """The model of one market.

    Raises:
        WorkbookError: The market is unknown, or no size of it is published.
    """
    market = records.by_key("markets", "market_id").get(market_id)
    if market is None:
        raise WorkbookError(f"market '{market_id}' is not in the tables")
    main = _choose_main(records, market_id)
    base = _find_base(main, records)
    figures = _begin(FigureReader(records, main, base.unit, base.at))
    return _model(market, replace(figures, years=_span(figures)))


def _begin(figures: FigureReader) -> FigureReader:
    """A market with one size, a forecast, begins with the first year of the growth up to it."""
    rate, points = figures.find_rate(figures.whole), list(_list_points(figures))
    if rate is None or rate.start is None or rate.end is None:
        return figures
    fits = all(p.status == "forecast" and rate.start < p.at <= rate.end for p in points)
    same = len({point.at for point in points}) == 1
    return replace(figures, base_year=rate.start) if fits and same else figures


def _model(market: Record, figures: FigureReader) -> MarketModel:
    points = _read_points(figures)
    base = next(point.value for point in points if point.year == figures.base_year)
    parts, units = PartsReader(figures, base), list_units(figures.records, figures.unit.measure)
    return MarketModel(
        market_id=figures.market_id,
        region_id=figures.whole,
        region=figures.places.get(figures.whole).name,
        whole_name=figures.places.whole_name,
        name=market["name"],
        short=market["abbreviation"] or market["name"],
        definition=market["definition"] or "",
        note=market["note"] or "",
        unit=figures.unit.name,
        unit_id=figures.unit.id,
        size_number=choose_number([point.value for point in points]),
        base_year=_read_base(figures),
        points=points,
        growth=_read_growth(figures, points),
        years=figures.years,
        scenarios=_read_scenarios(figures, len(points)),
        regions=parts.read_regions(),
        axes=parts.read_axes(),
        units=units,
        shown=choose_unit(units, base * figures.unit.factor),
        publisher=name_source(figures.records, figures.main.source.id),
        publishers=sum(
            any(size.measure == figures.unit.measure for size in _whole_sizes(one, figures.records))
            for one in figures.publications
        ),
    )


def list_units(records: Records, measure: str) -> tuple[Unit, ...]:
    """The units of one measure, by size."""
    same = (unit for unit in records.typed.codes.units.values() if unit.measure == measure)
    return tuple(sorted(same, key=lambda unit: (unit.factor, unit.id)))


def _whole_sizes(publication: Publication, records: Records) -> list[Size]:
    """Sizes of the whole market by year; slips of the unit only if all are."""
    family = records.family_of(publication.market)
    wrong, whole = family.slips.wrong, family.whole_of(publication.market)
    every = [size for size in publication.sizes if size.subject == (whole, "")]
    kept = [size for size in every if size not in wrong] or every
    return sorted(kept, key=lambda size: (size.at, size.record))


def _model_sizes(publication: Publication, records: Records) -> list[Size]:
    """Those of one measure: money before what is counted, then that of most sizes."""
    by_measure = group_by(_whole_sizes(publication, records), lambda size: size.measure)
    return max(by_measure.values(), key=_rank, default=[])


def _rank(sizes: Sequence[Size]) -> tuple[bool, int]:
    return sizes[0].unit.is_money, len(sizes)


def list_left_out(records: Records, market_id: str) -> tuple[Size, ...]:
    """Sizes that no model is made of: their unit is in doubt, and no correction says what it is."""
    wrong = records.family_of(market_id).slips.wrong
    return tuple(
        size
        for one in records.publications_of(market_id)
        for used in [_whole_sizes(one, records)]
        for size in one.sizes
        if size in wrong and size not in used
    )


def _choose_main(records: Records, market_id: str) -> Publication:
    """The publication whose sizes carry the model: of money, most sizes, newest, then by id."""
    ranks = {
        one: (*_rank(sizes), one.source.edition, sizes[-1].at)
        for one in records.publications_of(market_id)
        if (sizes := _model_sizes(one, records))
    }
    if not ranks:
        raise WorkbookError(
            f"no size of the whole market '{market_id}' is published",
            "at least one row of sizes for the world, or for a region that holds all others",
            "add one, or leave the market out",
        )
    return max(ranks, key=lambda one: ranks[one])


def _find_base(main: Publication, records: Records) -> Size:
    """The size of the stated base year or, where it has none, the earliest."""
    sizes = _model_sizes(main, records)
    stated = {period.start for period in main.source.of_kind("base")}
    return next((size for size in sizes if size.at in stated), sizes[0])


def _span(figures: FigureReader) -> tuple[int, ...]:
    """From the base year or the first size to the last year of a size, the forecast or growth.

    Over ten years from the base year, where that is the last of them.
    """
    known = [size.at for size in _list_points(figures)]
    rate = figures.find_rate(figures.whole)
    ends = [*known, figures.main.source.forecast_end, rate.end if rate else None]
    last = max(year for year in ends if year is not None)
    last += _DEFAULT_SPAN if last == figures.base_year else 0
    return tuple(range(min(*known, figures.base_year), last + 1))


def _list_points(figures: FigureReader) -> Iterator[Size]:
    """Sizes of the whole in the unit of the base; those of another measure stay in Evidence."""
    sizes = _whole_sizes(figures.main, figures.records)
    return (size for size in sizes if size.measure == figures.unit.measure)


def _read_points(figures: FigureReader) -> tuple[Figure, ...]:
    """One size a year, and what the growth up to the only one says of its first year."""
    chosen: dict[int, Figure] = {}
    for size in _list_points(figures):
        chosen.setdefault(size.at, figures.read_size(size))
    points = tuple(chosen.values())
    return points if figures.base_year in chosen else (_lead_back(figures, points[0]), *points)


def _lead_back(figures: FigureReader, point: Figure) -> Figure:
    """The size of the first year of the model, by growth up to the only published one."""
    growth, year, end = figures.find_growth(figures.whole), figures.base_year, point.year or 0
    value = forecasts.grow_constant(point.value, growth.value if growth else 0.0, year - end)
    place = f"No size of {year} is printed; implied by that of {end} and the growth up to it"
    return Figure(value, "", year, point.source, place, assumed=place)


def _read_base(figures: FigureReader) -> Figure:
    year, source = figures.base_year, figures.main.source
    stated = source.of_kind("base")
    if stated and stated[0].start == year:
        place = tell_place({"locator": stated[0].locator})
        return Figure(year, str(year), None, source.id, place)
    wanted = f"; the stated base year {stated[0].start} has no size" if stated else ""
    printed = any(size.at == year for size in _list_points(figures))
    first = "Earliest year with a published size" if printed else "First year of the growth"
    place = f"{first}{wanted}"
    return Figure(year, "", None, ASSUMED, place, assumed=place)


def _read_growth(figures: FigureReader, points: Sequence[Figure]) -> Growth:
    """Published growth of the whole; else what the first and last size imply."""
    rate = figures.find_rate(figures.whole)
    if rate is not None:
        return Growth(figures.read_rate(rate), *_find_window(rate, figures))
    first, last = points[0], points[-1]
    begin, end = first.year or 0, last.year or 0
    if begin == end:
        figure = Figure(0.0, "", None, ASSUMED, "No growth is published; taken as none")
        return Growth(figure, figures.years[0], figures.years[-1])
    value = forecasts.imply_rate(first.value, last.value, end - begin)
    place = f"No rate is printed; implied by the sizes of {begin} and {end}"
    source = figures.main.source.id
    return Growth(Figure(value, "", None, source, place, assumed=place), begin, end)


def _find_window(rate: Rate, figures: FigureReader) -> tuple[int, int]:
    """The years of the model that a rate is about: of the sizes that it agrees with, if it does."""
    bridge = figures.records.family_of(figures.market_id).bridges.get(rate.record)
    first, last = figures.base_year, figures.years[-1]
    if bridge and bridge.years == bridge.end.at - bridge.begin.at:
        first, last = bridge.begin.at, bridge.end.at
    elif rate.start is not None and rate.end is not None:
        first, last = rate.start, rate.end
    years = figures.years
    begin, end = max(first, years[0]), min(last, years[-1])
    return (begin, end) if begin < end else (figures.base_year, years[-1])


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


_ASSUMED = {
    "low": (0.8, "Growth a fifth lower than published. Our assumption."),
    "base": (1.0, "As published. Nothing of our own."),
    "high": (1.2, "Growth a fifth higher than published. Our assumption."),
}
EARLIER_WORDS = {
    "Growth a fifth slower than published. Our assumption.": _ASSUMED["low"][1],
    "Growth a fifth faster than published. Our assumption.": _ASSUMED["high"][1],
}
"""Reasons of what is assumed in workbooks of earlier versions, and what each is now."""


def assume_scenario(key: str, points: int) -> Scenario:
    """Growth a fifth lower and higher than published, where the tables say nothing else."""
    factor, why = _ASSUMED[key]
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

"""How far the forecasts of a package moved: every market, scenario and year."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from marketbook import forecasts
from marketbook.errors import MarketbookError
from marketbook.markets.printed import Unit
from marketbook.package import Package, Structure
from marketbook.package.contract import refuse_misfits
from marketbook.revisions.model import ForecastMove, YearMove
from marketbook.steps import track
from marketbook.workbook.read_market import list_markets, model_market
from marketbook.workbook.records import gather_records

_READ = (
    *("axes", "growth_rates", "markets", "regions", "scenarios", "segments"),
    *("shares", "sizes", "source_periods", "sources", "units"),
)
# less than this part of a size is the last bit of the arithmetic, not a move
_NOISE = 1e-12


@dataclass(frozen=True, slots=True)
class _Forecast:
    """One scenario of a market: its sizes by year, the unit they are in, the region they are of."""

    sizes: dict[int, float]
    unit: Unit
    region: str

    @property
    def horizon(self) -> tuple[int, float]:
        year = max(self.sizes)
        return year, self.sizes[year]


Forecasts = dict[tuple[str, str], _Forecast]


def compare_forecasts(
    old: tuple[Package, Structure], new: tuple[Package, Structure]
) -> tuple[tuple[ForecastMove, ...], str]:
    """The forecasts that moved, and why they could not be compared, empty where they could."""
    try:
        before, after = _forecast_all(*old, "old"), _forecast_all(*new, "new")
    except MarketbookError as error:
        return (), str(error)
    except (ArithmeticError, ValueError) as error:
        # growth that no arithmetic can follow, such as -150 percent a year
        return (), f"a forecast cannot be computed ({error})"
    keys = dict.fromkeys([*after, *before])
    moves = (_compare(*key, before.get(key), after.get(key)) for key in keys)
    return tuple(move for move in moves if move is not None), ""


def _forecast_all(package: Package, structure: Structure, side: str) -> Forecasts:
    for name in _READ:
        if name in package.resources and name not in structure.tables:
            raise MarketbookError(f"on the {side} side {name} is not as its schema says")
    refuse_misfits(structure.tables)
    records = gather_records(structure.tables, package.descriptor)
    units = records.typed.codes.units
    found: Forecasts = {}
    markets = list_markets(records)
    for market_id in track(f"forecast the {side} markets", markets, len(markets)):
        market = model_market(records, market_id)
        for scenario in market.scenarios:
            sizes = forecasts.forecast_market(market.terms, scenario.terms)
            if not all(map(math.isfinite, sizes.values())):
                raise MarketbookError(f"on the {side} side {market_id} grows too large to compute")
            found[market_id, scenario.key] = _Forecast(
                sizes, units[market.unit_id], market.region_id
            )
    return found


def _compare(
    market: str, scenario: str, old: _Forecast | None, new: _Forecast | None
) -> ForecastMove | None:
    if old is None or new is None:
        only = old or new
        if only is None:
            return None
        horizons = (old.horizon if old else None, new.horizon if new else None)
        change = "added" if new else "removed"
        return ForecastMove(market, scenario, change, only.unit.name, (), *horizons)
    if (old.unit.measure, old.region) == (new.unit.measure, new.region):
        return _compare_years(market, scenario, old, new)
    change = "region" if old.unit.measure == new.unit.measure else "unit"
    return ForecastMove(market, scenario, change, new.unit.name, (), old.horizon, new.horizon)


def _compare_years(
    market: str, scenario: str, old: _Forecast, new: _Forecast
) -> ForecastMove | None:
    sizes = old.sizes
    if old.unit.factor != new.unit.factor:
        step = old.unit.factor / new.unit.factor
        sizes = {year: size * step for year, size in sizes.items()}
    years = tuple(_list_years(sizes, new.sizes))
    still = all(abs(move.relative) <= _NOISE for move in years)
    if still and sizes.keys() == new.sizes.keys():
        return None
    last = max(sizes)
    unit = new.unit.name
    horizons = ((last, sizes[last]), new.horizon)
    return ForecastMove(market, scenario, "moved", unit, years, *horizons)


def _list_years(old: dict[int, float], new: dict[int, float]) -> Iterator[YearMove]:
    for year in sorted(old.keys() & new.keys()):
        yield YearMove(year, old[year], new[year])

"""Forecast arithmetic in plain Python: what the workbook formulas compute, cell for cell.

Sizes keep the unit they come in; rates and shares are fractions (0.164 is 16.4 percent);
years are calendar years. The workbooks hold the same formulas live, and tests compare the two.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from marketbook.errors import MarketbookError
from marketbook.figures import power

Method = Literal["constant-growth", "published-points", "fading-growth", "logistic"]
METHODS: tuple[Method, ...] = (
    "constant-growth",
    "published-points",
    "fading-growth",
    "logistic",
)

_FASTEST_FALL = -0.99

Points = Mapping[int, float]
Grid = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """What one scenario assumes.

    Attributes:
        method: How the market grows.
        growth_factor: Scales the published growth (``scale_growth``); 1 leaves it as published.
        long_run_rate: Rate that fading growth ends at, a fraction per year.
        fade_years: Years over which growth fades.
        ceiling_multiple: Level of saturation (``find_ceiling``).
    """

    method: Method
    growth_factor: float = 1.0
    long_run_rate: float = 0.05
    fade_years: float = 10.0
    ceiling_multiple: float = 2.0


@dataclass(frozen=True, slots=True)
class Market:
    """What is published about the size of one market.

    Attributes:
        points: Published sizes by year, one unit throughout; never empty.
        rate: Published growth, a fraction per year.
        base_year: Year from which scenarios depart; one of the published years.
        years: The years to compute, rising one by one, none before the first published one.
    """

    points: Points
    rate: float
    base_year: int
    years: tuple[int, ...]

    def __post_init__(self) -> None:
        if self.base_year not in self.points:
            raise MarketbookError(
                f"no size is published for the base year {self.base_year}",
                f"one of {sorted(self.points)}",
                "take a year that has a size as the base",
            )

    @property
    def base(self) -> float:
        """Published size of the base year."""
        return self.points[self.base_year]


@dataclass(frozen=True, slots=True)
class Share:
    """A part's published share of its whole.

    Attributes:
        share: A fraction of the whole.
        year: Year the share is of.
        rate: The part's own published growth, a fraction per year; None where none is printed.
    """

    share: float
    year: int
    rate: float | None = None


def imply_rate(begin: float, end: float, years: float) -> float:
    """Compound annual growth rate that leads from one size to another.

    ``(end / begin) ** (1 / years) - 1``, the usual definition of CAGR.

    Args:
        begin: Size at the start, above zero.
        end: Size at the end, same unit.
        years: Years between the two, not zero.

    Returns:
        A fraction per year.
    """
    return math.pow(end / begin, 1 / years) - 1


def scale_growth(rate: float, factor: float) -> float:
    """Growth under a scenario: ``rate + |rate| * (factor - 1)``, and never below -99 percent.

    That is ``rate * factor`` where a market grows. Where it falls, a lower factor makes it fall
    faster, so that a low scenario lies below a high one whatever the sign; and no market is left
    with nothing, or less.

    Args:
        rate: Published growth, a fraction per year.
        factor: 1 leaves it; 0.8 takes a fifth of it away, 1.2 adds one.

    Returns:
        A fraction per year.
    """
    return max(rate + abs(rate) * (factor - 1), _FASTEST_FALL)


def grow_constant(base: float, rate: float, years: float) -> float:
    """Size after ``years`` at a constant rate: ``base * (1 + rate) ** years``."""
    return base * power(1 + rate, years)


def trace_points(points: Points, year: int, rate: float) -> float:
    """Size on the path through the published points.

    Between two published years the size grows at the constant rate that joins them (geometric
    interpolation); after the last one it grows at ``rate``.

    Args:
        points: Published sizes by year.
        year: Year asked for, not before the first published one.
        rate: Growth after the last published year, a fraction per year.

    Raises:
        MarketbookError: The year lies before the first published size.
    """
    before = max((known for known in points if known <= year), default=None)
    if before is None:
        raise MarketbookError(f"no size is published up to {year}", f"a year from {min(points)} on")
    after = min((known for known in points if known > year), default=before)
    joining = rate
    if after > before:
        joining = imply_rate(points[before], points[after], after - before)
    return grow_constant(points[before], joining, year - before)


def follow_points(market: Market, factor: float) -> dict[int, float]:
    """Sizes that grow as the path through the points, each year's growth scaled by ``factor``."""
    path = _trace_all(market)
    sizes: dict[int, float] = {}
    for year in market.years:
        if year <= market.base_year:
            sizes[year] = path[year]
        else:
            growth = path[year] / path[year - 1] - 1
            sizes[year] = sizes[year - 1] * (1 + scale_growth(growth, factor))
    return sizes


def fade_growth(market: Market, scenario: Scenario) -> dict[int, float]:
    """Sizes whose growth fades in a straight line to a long-run rate.

    In the n-th year after the base the rate is
    ``long_run + (rate - long_run) * max(0, 1 - (n - 1) / fade_years)``.
    """
    rate = scale_growth(market.rate, scenario.growth_factor)
    sizes: dict[int, float] = {}
    for year in market.years:
        if year <= market.base_year:
            sizes[year] = trace_points(market.points, year, market.rate)
            continue
        left = max(0.0, 1 - (year - market.base_year - 1) / scenario.fade_years)
        growth = scenario.long_run_rate + (rate - scenario.long_run_rate) * left
        sizes[year] = sizes[year - 1] * (1 + growth)
    return sizes


def find_ceiling(market: Market, multiple: float) -> float:
    """A multiple of the last published size, or of the base where the market falls from it."""
    return multiple * max(market.base, market.points[max(market.points)])


def saturate_growth(market: Market, scenario: Scenario) -> dict[int, float]:
    """Sizes on the logistic curve that leaves the base at the scenario's growth.

    ``ceiling / (1 + room * (1 + rate) ** (-n * (1 + 1 / room)))`` with
    ``room = ceiling / base - 1``: Verhulst's curve, whose growth is ``rate`` at the base and
    slows as the room under the ceiling goes. A market that falls has nothing to fill, nor has
    one that begins above the ceiling: constant growth up to it stands in.
    """
    rate = scale_growth(market.rate, scenario.growth_factor)
    ceiling = find_ceiling(market, scenario.ceiling_multiple)
    room = ceiling / market.base - 1
    sizes: dict[int, float] = {}
    for year in market.years:
        n = year - market.base_year
        if n <= 0:
            sizes[year] = trace_points(market.points, year, market.rate)
        elif min(room, rate) > 0:
            sizes[year] = ceiling / (1 + room * power(1 / (1 + rate), n * (1 + 1 / room)))
        else:
            sizes[year] = min(ceiling, grow_constant(market.base, rate, n))
    return sizes


def forecast_market(market: Market, scenario: Scenario) -> dict[int, float]:
    """Sizes of a market by year under one scenario, in the unit of its points.

    Up to the base year these are the published sizes and the path between them; from there on
    the scenario's method decides.

    Raises:
        MarketbookError: The method is none of ``METHODS``.
    """
    if scenario.method == "constant-growth":
        return _grow_all(market, scale_growth(market.rate, scenario.growth_factor))
    if scenario.method == "published-points":
        return follow_points(market, scenario.growth_factor)
    if scenario.method == "fading-growth":
        return fade_growth(market, scenario)
    if scenario.method == "logistic":
        return saturate_growth(market, scenario)
    raise MarketbookError(f"method '{scenario.method}' is unknown", f"one of {', '.join(METHODS)}")


def move_share(share: Share, whole_rate: float, year: int) -> float:
    """Share of a part that grows at its own published rate while the whole grows at its own.

    ``share * ((1 + rate) / (1 + whole_rate)) ** (year - share.year)``; a part without a rate of
    its own keeps its share.
    """
    if share.rate is None:
        return share.share
    return share.share * math.pow((1 + share.rate) / (1 + whole_rate), year - share.year)


def move_shares(
    shares: Sequence[Share], whole_rate: float, years: Sequence[int]
) -> tuple[dict[int, float], ...]:
    """Shares of the parts of one whole by year, in the order given.

    A part with its own published growth moves by it (``move_share``). The others, and what no
    source names, divide what those leave in the proportions published. What is missing to 1 is
    the remainder (``find_remainder``); it turns negative where published shares exceed the whole.
    """
    return tuple(
        {year: _move_one(share, shares, whole_rate, year) for year in years} for share in shares
    )


def move_inside(
    share: Share, whole_rate: float, around: Mapping[int, float], years: Sequence[int]
) -> dict[int, float]:
    """Shares of the whole by year of a part that lies inside another part.

    With published growth of its own it moves by it (``move_share``). Without, it keeps its
    proportion of the part around it, whose shares of the whole are ``around``; where these say
    nothing of the year of its figure, it keeps its share.
    """
    then = around.get(share.year, 0.0)
    if share.rate is not None or then <= 0:
        return {year: move_share(share, whole_rate, year) for year in years}
    return {year: share.share * around[year] / then for year in years}


def find_remainder(moved: Sequence[Mapping[int, float]], year: int) -> float:
    """What the parts leave of the whole: ``1 - sum``; negative where they exceed it."""
    return 1 - sum(part[year] for part in moved)


def fit_grid(
    rows: Sequence[float], columns: Sequence[float], weights: Sequence[Sequence[float]], rounds: int
) -> Grid:
    """Amounts by row and column that add up to the totals of both.

    Iterative proportional fitting (Deming and Stephan, 1940): start from the product of the
    totals times the weights, then scale the rows and the columns to their totals in turn. With
    all weights equal the start is already the answer.

    Args:
        rows: Total of each row.
        columns: Total of each column, same unit and same sum.
        weights: Relative weight of each pair; 1 everywhere where nothing is known.
        rounds: How many times rows and columns are scaled.
    """
    total = sum(rows)
    cells = [
        [r * c * w / total for c, w in zip(columns, weights[i], strict=True)]
        for i, r in enumerate(rows)
    ]
    for _ in range(rounds):
        cells = _scale_rows(cells, rows)
        across = _scale_rows(_turn(cells), columns)
        cells = _turn(across)
    return tuple(tuple(row) for row in cells)


def measure_residual(cells: Grid, rows: Sequence[float]) -> float:
    """Largest distance of a row's sum from its total; how far the fitting has not converged."""
    return max(abs(sum(row) - total) for row, total in zip(cells, rows, strict=True))


def _trace_all(market: Market) -> dict[int, float]:
    return {year: trace_points(market.points, year, market.rate) for year in market.years}


def _grow_all(market: Market, rate: float) -> dict[int, float]:
    path = _trace_all(market)
    return {
        year: path[year]
        if year <= market.base_year
        else grow_constant(market.base, rate, year - market.base_year)
        for year in market.years
    }


def _leave(shares: Sequence[Share], whole_rate: float, year: int) -> float:
    """What the parts with growth of their own leave to the others."""
    return 1 - sum(move_share(s, whole_rate, year) for s in shares if s.rate is not None)


def _move_one(share: Share, shares: Sequence[Share], whole_rate: float, year: int) -> float:
    if share.rate is not None:
        return move_share(share, whole_rate, year)
    left_then = _leave(shares, whole_rate, share.year)
    if left_then <= 0:
        return share.share
    return share.share * _leave(shares, whole_rate, year) / left_then


def _scale_rows(cells: list[list[float]], totals: Sequence[float]) -> list[list[float]]:
    scaled: list[list[float]] = []
    for row, total in zip(cells, totals, strict=True):
        have = sum(row)
        scaled.append([cell * total / have if have > 0 else 0.0 for cell in row])
    return scaled


def _turn(cells: list[list[float]]) -> list[list[float]]:
    return [list(column) for column in zip(*cells, strict=True)]

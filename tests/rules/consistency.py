"""Can printed figures be true together? Asked without the rules, as a linear programme.

Every figure is an unknown of a subject and a year. What is printed bounds it; a share bounds a
ratio, a growth rate the ratio of the two ends of its window; parts are not larger than their
whole, separate parts together neither, and where none is missing they make it up: with the rest
of a region, all that its list names. A region's segment is a part of the region and of the segment
in the world. What is called the largest is not smaller than the others of its list. A whole of
which a share is printed is not nothing. A solution is a world in which nothing printed is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

import numpy as np

from tests.rules.markets import REGIONS, SHARED, Tables

Row = dict[str, Any]
Key = tuple[str, str, str, str, str, int]
"""Source, market, region, segment, currency, year."""

FACTORS = {row["unit_id"]: row["factor"] for row in SHARED["units"].to_dicts()}
CURRENCIES = {row["unit_id"]: row["currency"] for row in SHARED["units"].to_dicts()}


def interval(row: Row, number: str) -> tuple[float, float]:
    """All values that a printed figure stands for."""
    decimals = len(row["stated"].partition(".")[2])
    unit, qualifier = 10.0**-decimals, row.get("qualifier")
    if qualifier in ("over", "at-least"):
        return row[number], row[number] + unit
    if qualifier in ("nearly", "up-to"):
        return row[number] - unit, row[number]
    return row[number] - unit / 2, row[number] + unit / 2


LEAST = 1e3
"""The smallest market that anyone divides, in base units of its currency."""


class Programme:
    """Unknowns and what is known of them."""

    def __init__(self) -> None:
        self.names: dict[Key, int] = {}
        self.low: dict[Key, float] = {}
        self.high: dict[Key, float] = {}
        self.rows: list[dict[Key, float]] = []
        self.divided: set[Key] = set()

    def add(self, key: Key) -> Key:
        """An unknown."""
        self.names.setdefault(key, len(self.names))
        return key

    def bound(self, key: Key, low: float, high: float) -> None:
        """What is printed of an unknown."""
        self.add(key)
        self.low[key] = max(low, self.low.get(key, 0.0))
        self.high[key] = min(high, self.high.get(key, float("inf")))

    def at_most(self, row: dict[Key, float]) -> None:
        """The sum of unknowns with their factors is not above 0."""
        self.rows.append(row)

    def between(self, part: Key, whole: Key, low: float, high: float) -> None:
        """The one unknown is ``low`` to ``high`` times the other."""
        self.at_most({part: 1.0, whole: -high})
        self.at_most({part: -1.0, whole: low})


def _tree() -> dict[str, set[str]]:
    """The regions that each region lies in."""
    parents: dict[str, set[str]] = defaultdict(set)
    for row in REGIONS:
        parents[row["region_id"]] |= {row["parent_id"]} - {None}
    for row in SHARED["region_parts"].to_dicts():
        parents[row["part_id"]].add(row["region_id"])

    def climb(region: str) -> set[str]:
        return set().union(*({one} | climb(one) for one in parents[region]))

    return {row["region_id"]: climb(row["region_id"]) for row in REGIONS}


LIES_IN = _tree()
REMAINDERS = {row["region_id"] for row in REGIONS if row["kind"] == "remainder"}


def can_be_true(tables: Mapping[str, list[Row]]) -> bool:
    """Whether there is a world in which no printed figure is wrong."""
    programme = Programme()
    _add_sizes(programme, tables)
    _add_shares(programme, tables)
    _add_rates(programme, tables)
    _add_crossed(programme)
    _add_parts(programme, tables)
    _add_rests(programme, tables)
    _add_ranks(programme, tables)
    _add_markets(programme, tables)
    return _solve(programme)


def find_conflict(tables: Tables) -> list[str]:
    """Figures that cannot be true together, while any one of them fewer could."""
    names = ("sizes", "shares", "growth_rates")
    kept = [(name, row) for name in names for row in tables[name]]

    def holds(rows: list[tuple[str, Row]]) -> bool:
        chosen = {name: [row for other, row in rows if other == name] for name in names}
        return can_be_true({**tables, **chosen})

    size = max(1, len(kept) // 2)
    while True:
        place = 0
        while place < len(kept):
            fewer = kept[:place] + kept[place + size :]
            if fewer and not holds(fewer):
                kept = fewer
            else:
                place += size
        if size == 1:
            break
        size //= 2
    return [
        f"{name}:{next(value for key, value in row.items() if key in IDS)}" for name, row in kept
    ]


IDS = ("size_id", "share_id", "growth_rate_id")


def _add_sizes(programme: Programme, tables: Tables) -> None:
    for row in tables["sizes"]:
        factor = FACTORS[row["unit_id"]]
        low, high = interval(row, "value")
        key = (*_subject(row), CURRENCIES[row["unit_id"]], row["year"])
        programme.bound(key, low * factor, high * factor)


def _subject(row: Row) -> tuple[str, str, str, str]:
    return row["source_id"], row["market_id"], row["region_id"], row["segment_id"] or ""


def _add_shares(programme: Programme, tables: Tables) -> None:
    for row in tables["shares"]:
        source, market, region, segment = _subject(row)
        whole = row["of_region_id"]
        if row["year"] is None or whole is None or (segment and region != whole):
            continue
        low, high = interval(row, "share_percent")
        low, high = _open(row, low, high, (0.0, 100.0))
        part = programme.add((source, market, region, segment, "USD", row["year"]))
        of = programme.add((source, market, whole, "", "USD", row["year"]))
        programme.between(part, of, max(low, 0) / 100, min(high, 100) / 100)
        programme.divided.add(of)


def _open(row: Row, low: float, high: float, ends: tuple[float, float]) -> tuple[float, float]:
    """A share or rate printed as over, at least or up to so much is open on its other side."""
    qualifier = row.get("qualifier")
    low = ends[0] if qualifier == "up-to" else low
    return low, ends[1] if qualifier in ("over", "at-least") else high


def _add_rates(programme: Programme, tables: Tables) -> None:
    """The two ends of the window of each rate; between them a CAGR says nothing of any year.

    Whether a rate also holds for the year from the base year to its window is open; where both
    years are printed, or both years of a whole market, it says nothing of it. A rate without a
    label may be counted from either, so that it then says nothing of its first years.
    """
    for row in tables["growth_rates"]:
        base, _, last = _window(row, tables)
        for year in (base, last):
            programme.add((*_subject(row), "USD", year))
    known: dict[tuple, list[int]] = defaultdict(list)
    for key in programme.names:
        known[key[:5]].append(key[5])
    for row in tables["growth_rates"]:
        base, begin, last = _window(row, tables)
        rates = _open(row, *interval(row, "rate_percent"), (-99.0, 1e6))
        subject = (*_subject(row), "USD")
        years = sorted(year for year in known[subject] if base <= year <= last)
        both = base < begin and (*subject, base) in programme.low
        both = both and (*subject, begin) in programme.low
        both = both or (base < begin and _prints_both(programme, subject, base, begin))
        for start, end in combinations(years, 2):
            if start > begin or end < last:
                continue
            counts = [end - start]
            if both and start <= (begin if row["start_year"] is None else base):
                continue
            if start < begin:
                counts.append(end - begin)
            growth = [(1 + rate / 100) ** count for rate in rates for count in counts]
            if base < begin and (start < begin or (*subject, base) in programme.low):
                growth += _grow_beside(rates, end - begin, base < start)
            programme.between((*subject, end), (*subject, start), min(growth), max(growth))


def _grow_beside(rates: tuple[float, float], years: int, is_within: bool) -> list[float]:
    """What a window may multiply by where the year before it grew by itself.

    That year may have grown by anything from none to double the rate, or by a tenth either way. A
    rate that is counted from the base year leaves the window the rest of all that grew.
    """
    slow, fast = (1 + rate / 100 for rate in rates)
    beside = min(1 + rates[0] / 50, 0.9), max(1 + rates[1] / 50, 1.1)
    if is_within:
        return [slow ** (years + 1) / beside[1], fast ** (years + 1) / beside[0]]
    return [slow**years * beside[0], fast**years * beside[1]]


def _prints_both(programme: Programme, subject: tuple, base: int, begin: int) -> bool:
    """Whether the source prints a whole market in both years."""
    of_market = {(key[2], key[5]) for key in programme.low if key[:2] == subject[:2] and not key[3]}
    return any((region, begin) in of_market for region, year in of_market if year == base)


def _window(row: Row, tables: Tables) -> tuple[int, int, int]:
    """Base year, first and last year of a rate."""
    periods = [one for one in tables["source_periods"] if one["source_id"] == row["source_id"]]
    forecast = [one for one in periods if one["kind"] == "forecast"]
    base = min((one["start_year"] for one in periods if one["kind"] == "base"), default=9999)
    start = row["start_year"] or min(one["start_year"] for one in forecast)
    end = row["end_year"] or max(one["end_year"] for one in forecast)
    return (start - 1 if base < start else start), start, end


def _add_parts(programme: Programme, tables: Tables) -> None:
    """Regions in regions, segments in markets: one by one, and together."""
    segments = {row["segment_id"]: row for row in tables["segments"]}
    complete = {row["axis_id"] for row in tables["axes"] if row["complete"]}
    worlds = _whole_worlds(tables)
    places: dict[tuple, set[tuple[str, str]]] = defaultdict(set)
    for source, market, region, segment, currency, year in programme.names:
        places[source, market, currency, year].add((region, segment))
    for (source, market, currency, year), held in places.items():

        def name(region: str, segment: str, at: tuple = (source, market, currency, year)) -> Key:
            return (*at[:2], region, segment, *at[2:])

        for region, segment in held:
            inside = {one for one, other in held if other == segment and region in LIES_IN[one]}
            whole = name(region, segment)
            full = worlds.get((source, market)) if region == "world" else None
            _add_family(
                programme,
                whole,
                [name(one, segment) for one in inside],
                [name(one, segment) for one in _apart(inside)],
                bool(full) and full <= inside,
            )
            axes: dict[str, set[str]] = defaultdict(set)
            for other, one in held:
                if other == region and one and _part_of(one, segment, segments):
                    axes[segments[one]["axis_id"]].add(one)
            for axis, parts in axes.items():
                tops = {
                    one
                    for one, row in segments.items()
                    if row["axis_id"] == axis and not row["parent_id"]
                }
                top = {
                    one
                    for one in parts
                    if not any(_part_of(one, other, segments) for other in parts)
                }
                _add_family(
                    programme,
                    whole,
                    [name(region, one) for one in parts],
                    [name(region, one) for one in top],
                    axis in complete and not segment and tops <= parts,
                )


def _add_crossed(programme: Programme) -> None:
    """The region and the segment that each segment of a region is a part of."""
    for source, market, region, segment, currency, year in list(programme.names):
        if segment and region != "world":
            programme.add((source, market, region, "", currency, year))
            programme.add((source, market, "world", segment, currency, year))


def _add_rests(programme: Programme, tables: Tables) -> None:
    """The rest of a region and all that its list names beside it make the region up."""
    lists: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in tables["region_listings"]:
        lists[row["source_id"], row["market_id"], row["list"]].add(row["region_id"])
    parents = {row["region_id"]: row["parent_id"] for row in REGIONS}
    for (source, market, _), listed in lists.items():
        for rest in sorted(listed & REMAINDERS):
            whole = parents[rest]
            parts = {one for one in listed if whole in LIES_IN[one]}
            top = {one for one in parts if not LIES_IN[one] & parts}
            for key in list(programme.names):
                if key[:3] == (source, market, whole):
                    own = [(*key[:2], one, *key[3:]) for one in sorted(top)]
                    known = [one for one in own if one in programme.names]
                    if len(known) > 1:
                        programme.at_most({key: -1.0, **dict.fromkeys(known, 1.0)})
                    if len(known) == len(own):
                        programme.at_most({key: 1.0, **dict.fromkeys(known, -1.0)})


def _add_ranks(programme: Programme, tables: Tables) -> None:
    """What is called the largest in a year is not smaller than the others of its list."""
    worlds = _whole_worlds(tables)
    for row in tables.get("claims", []):
        region, year = row["region_id"], row.get("year")
        source, market = row["source_id"], row["market_id"]
        others = worlds.get((source, market), set())
        if row["kind"] != "largest" or not year or region not in others:
            continue
        own = (source, market, region, "", "USD", year)
        for other in sorted(others - {region}):
            key = (source, market, other, "", "USD", year)
            if own in programme.names and key in programme.names:
                programme.at_most({key: 1.0, own: -1.0})


def _part_of(segment: str, whole: str, segments: dict[str, Row]) -> bool:
    parent = segments[segment]["parent_id"] or ""
    return not whole or (parent != "" and (parent == whole or _part_of(parent, whole, segments)))


def _apart(regions: set[str]) -> set[str]:
    """Regions that have nothing in common; a remainder may hold anything else."""
    top = {one for one in regions if not LIES_IN[one] & regions}
    return top - REMAINDERS


def _whole_worlds(tables: Tables) -> dict[tuple[str, str], set[str]]:
    """The regions that each source divides its world into."""
    worlds: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in tables["region_listings"]:
        worlds[row["source_id"], row["market_id"]].add(row["region_id"])
    return {place: _apart(regions) for place, regions in worlds.items()}


def _add_family(
    programme: Programme, whole: Key, every: Iterable[Key], apart: list[Key], full: bool
) -> None:
    for part in every:
        programme.at_most({part: 1.0, whole: -1.0})
    if len(apart) > 1:
        programme.at_most({whole: -1.0, **dict.fromkeys(apart, 1.0)})
    if full and apart:
        programme.at_most({whole: 1.0, **dict.fromkeys(apart, -1.0)})


def _add_markets(programme: Programme, tables: Tables) -> None:
    """A market in the one it is part of, in whichever source, in the same year."""
    parents = {row["market_id"]: row["parent_id"] for row in tables["markets"]}
    by_subject: dict[tuple, list[Key]] = defaultdict(list)
    for key in programme.names:
        if not key[3]:
            by_subject[key[1], key[2], key[4], key[5]].append(key)
    for key in list(programme.names):
        parent = parents.get(key[1])
        while parent and not key[3]:
            for whole in by_subject.get((parent, key[2], key[4], key[5]), []):
                programme.at_most({key: 1.0, whole: -1.0})
            parent = parents.get(parent)


def _solve(programme: Programme) -> bool:
    """Whether all rows and bounds can hold, by the simplex method on the worst of them."""
    if any(programme.low[key] > programme.high[key] for key in programme.low):
        return False
    count = len(programme.names)
    scale = np.ones(count)
    for key, number in programme.names.items():
        scale[number] = programme.high.get(key, 0.0) or 1e9
    rows: list[np.ndarray] = []
    limits: list[float] = []

    def put(row: dict[int, float], limit: float) -> None:
        line = np.zeros(count)
        for number, factor in row.items():
            line[number] += factor * scale[number]
        size = max(np.abs(line).max(), 1e-300)
        rows.append(line / size)
        limits.append(limit / size)

    for key, number in programme.names.items():
        if key in programme.low:
            put({number: 1.0}, programme.high[key])
            put({number: -1.0}, -programme.low[key])
    for key in programme.divided:
        put({programme.names[key]: -1.0}, -LEAST)
    for row in programme.rows:
        put({programme.names[key]: factor for key, factor in row.items()}, 0.0)
    return _least_violation(np.array(rows), np.array(limits)) < 1e-8


def _least_violation(matrix: np.ndarray, limits: np.ndarray) -> float:
    """The least t for which ``matrix @ x - t <= limits`` has a solution with ``x, t >= 0``."""
    rows, columns = matrix.shape
    if not rows or limits.min() >= 0:
        return 0.0
    # columns: x, t, slacks; the last row is the objective, the last column the limits
    table = np.zeros((rows + 1, columns + 1 + rows + 1))
    table[:rows, :columns] = matrix
    table[:rows, columns] = -1.0
    table[:rows, columns + 1 : -1] = np.eye(rows)
    table[:rows, -1] = limits
    table[-1, columns] = 1.0
    basis = np.arange(columns + 1, columns + 1 + rows)
    _pivot(table, basis, int(limits.argmin()), columns)
    for step in range(20_000):
        costs = table[-1, :-1]
        entering = int(costs.argmin()) if step < 2_000 else int(np.argmax(costs < -1e-11))
        if costs[entering] > -1e-11:
            break
        column = table[:-1, entering]
        usable = column > 1e-10
        if not usable.any():
            break
        ratios = np.where(usable, table[:-1, -1] / np.where(usable, column, 1.0), np.inf)
        least = ratios.min()
        ties = np.flatnonzero(ratios <= least + 1e-12)
        leaving = int(ties[basis[ties].argmin()])
        _pivot(table, basis, leaving, entering)
        if -table[-1, -1] < 1e-10:
            break
    return float(-table[-1, -1])


def _pivot(table: np.ndarray, basis: np.ndarray, row: int, column: int) -> None:
    table[row] /= table[row, column]
    factors = table[:, column].copy()
    factors[row] = 0.0
    used = np.abs(factors) > 1e-14
    table[used] -= np.outer(factors[used], table[row])
    basis[row] = column

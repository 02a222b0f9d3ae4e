"""The years that a stated growth rate is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from marketbook.figures import Interval, hull, implied_interval
from marketbook.markets.printed import Rate, Size
from marketbook.markets.sources import Source

Starts = Mapping[int, Mapping[str, Interval]]
"""Growth of whole markets up to a window's start, in percent a year, by that year and region."""


def date_rates(rates: Iterable[Rate], source: Source, sizes: Iterable[Size]) -> list[Rate]:
    """Rates of one source and market with the years of their windows."""
    known = list(rates)
    starts = {_start(rate, source) for rate in known} - {None}
    grown = _grow_up_to([year for year in starts if year is not None], source, sizes)
    return [_date(rate, source, grown) for rate in known]


def _start(rate: Rate, source: Source) -> int | None:
    return source.forecast_start if rate.start_year is None else rate.start_year


def _date(rate: Rate, source: Source, grown: Starts) -> Rate:
    start, base = _start(rate, source), source.base_year
    wholes = grown.get(start, {}) if start is not None else {}
    own = not rate.segment and rate.region in wholes
    first = hull(wholes.values()) if wholes else None
    early = start is not None and base is not None and base < start and not wholes
    grew = first is not None and first.low >= 0 and rate.low >= 0
    return replace(
        rate,
        start=start,
        end=source.forecast_end if rate.end_year is None else rate.end_year,
        base_year=base,
        from_year=None if start is None else start - early,
        still_year=None if start is None else start - (early or grew),
        first=first,
        is_apart=len(wholes) > own,
    )


def _grow_up_to(starts: Iterable[int], source: Source, sizes: Iterable[Size]) -> Starts:
    """What whole markets grew by up to each start, where sizes of both years are printed."""
    wholes: dict[tuple[str, str], dict[int, list[Size]]] = defaultdict(dict)
    for size in sizes:
        if not size.segment:
            wholes[size.region, size.measure].setdefault(size.at, []).append(size)
    base = source.base_year
    found: dict[int, dict[str, Interval]] = {}
    for start in starts:
        before = {start - 1, base} if base is not None and base < start else {start - 1}
        for (region, _), years in wholes.items():
            spans = [
                implied_interval(_widest(years[year]), _widest(years[start]), start - year)
                for year in before
                if year in years and start in years
            ]
            if spans:
                own = found.setdefault(start, {})
                spans += [own[region]] if region in own else []
                own[region] = hull(spans)
    return found


def _widest(sizes: Iterable[Size]) -> Interval:
    return hull(size.interval for size in sizes)

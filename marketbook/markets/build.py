"""Typed markets from checked tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any, TypeVar

import polars as pl

from marketbook.figures import CUT, NOTHING_LEFT, UNBOUNDED, interval_of, last_digit
from marketbook.markets.codes import Axis, Codes, Market, Segment
from marketbook.markets.corrections import MISPRINT, read_figures
from marketbook.markets.family import Family
from marketbook.markets.grouping import group_by
from marketbook.markets.places import GroupPart, Places, Region
from marketbook.markets.players import Player, Players
from marketbook.markets.printed import Claim, Figure, Listing, Rate, Share, Size, Statistic, Unit
from marketbook.markets.publication import Publication
from marketbook.markets.scenarios import Scenario
from marketbook.markets.sources import Period, Source
from marketbook.markets.trees import find_heads
from marketbook.markets.views import Views

Row = Mapping[str, Any]
Tables = Mapping[str, pl.DataFrame]

T = TypeVar("T", bound=Figure | Listing)
V = TypeVar("V")

_LISTINGS = {
    "region_listings": "region_id",
    "segment_listings": "segment_id",
    "player_listings": "player_id",
}


@dataclass(frozen=True, eq=False)
class Markets:
    """All markets of a package.

    Attributes:
        codes: The code lists.
        publications: What each source publishes about each market, by source and market.
        scenarios: The scenarios of all markets.
    """

    codes: Codes
    publications: tuple[Publication, ...]
    scenarios: tuple[Scenario, ...] = ()

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """The markets joined by what is part of what, by the name of their first market."""
        heads = find_heads({market.id: market.parent for market in self.codes.markets.values()})
        groups = group_by(self.publications, lambda one: heads.get(one.market, one.market))
        return tuple(Family(groups[head], self.codes) for head in sorted(groups))


def read_markets(tables: Tables) -> Markets:
    """The markets of a package.

    Args:
        tables: Complete tables whose structure holds, each with its ``_line`` column; one that is
            absent is empty.
    """
    codes = read_codes(tables)
    views = Views(tables, codes)
    sizes = _group(_read_sizes(tables, codes))
    rates = _group(_read_rates(tables, codes))
    shares = _group(_read_shares(tables, views))
    claims = _group(_read_claims(tables, views))
    statistics = _group(_read_statistics(tables, views))
    listings = _group(_read_listings(tables))
    publications = (
        Publication(
            codes.source(key[0]),
            key[1],
            views.of(*key),
            sizes.get(key, ()),
            rates.get(key, ()),
            shares.get(key, ()),
            claims.get(key, ()),
            statistics.get(key, ()),
            listings.get(key, ()),
        )
        for key in sorted({*sizes, *rates, *shares, *claims, *statistics, *listings})
    )
    return Markets(codes, tuple(publications), tuple(_read_scenarios(tables)))


def _group(figures: Iterable[T]) -> dict[tuple[str, str], list[T]]:
    return group_by(figures, lambda figure: (figure.source, figure.market))


def read_codes(tables: Tables) -> Codes:
    """The code lists of a package; arguments as of :func:`read_markets`."""
    axes = {
        axis.id: axis
        for axis in _read(tables, "axes", Axis, "axis_id", "market_id", "name", "complete")
    }

    def make_segment(segment: str, axis: str, *cells: Any) -> Segment:
        return Segment(segment, axes.get(axis) or Axis(axis, "", axis, complete=False), *cells)

    of_segments = ("segment_id", "axis_id", "name", "parent_id", "position", "_line")
    segments = _read(tables, "segments", make_segment, *of_segments)
    units = _read(tables, "units", Unit.read, "unit_id", "name", "currency", "factor")
    markets = _read(tables, "markets", Market, "market_id", "name", "parent_id", "_line")
    players = _read(tables, "players", Player, "player_id", "name", "parent_id", "_line")
    names = _read(tables, "player_names", lambda name, player: (name, player), "name", "player_id")
    return Codes(
        _read_places(tables),
        {unit.id: unit for unit in units},
        axes,
        {segment.id: segment for segment in segments},
        {market.id: market for market in markets},
        {source.id: source for source in _read_sources(tables)},
        Players({player.id: player for player in players}, dict(names)),
    )


def _read_places(tables: Tables) -> Places:
    columns = ("region_id", "name", "kind", "parent_id", "iso_alpha3", "m49", "_line")
    regions = _read(tables, "regions", Region, *columns)
    return Places(
        regions, _read(tables, "region_parts", GroupPart, "region_id", "part_id", "_line")
    )


def _read_scenarios(tables: Tables) -> list[Scenario]:
    levers = ("growth_factor", "long_run_rate_percent", "ceiling_multiple")
    columns = ("market_id", "scenario_id", "method", *levers, "_line")
    return _read(tables, "scenarios", Scenario, *columns)


def _read_sources(tables: Tables) -> list[Source]:
    columns = ("source_id", "kind", "start_year", "end_year", "locator", "_line")
    periods = group_by(_read(tables, "source_periods", Period, *columns), lambda one: one.source)
    named = _read(tables, "sources", Source, "source_id", "title", "publisher", "edition")
    unnamed = periods.keys() - {one.id for one in named}
    return [
        replace(one, periods=tuple(periods.get(one.id, ())))
        for one in (*named, *map(Source, sorted(unnamed)))
    ]


def _read_sizes(tables: Tables, codes: Codes) -> Iterator[Size]:
    for row in read_figures(tables, "sizes"):
        unit = codes.units.get(row["unit_id"])
        if unit is None:
            continue
        value, factor = row["value"], unit.factor
        ends = interval_of(value, last_digit(row["stated"]), row["qualifier"])
        yield Size(
            **_about("sizes", "size_id", row),
            status=row["status"],
            value=value,
            unit=unit,
            low=ends.low * factor,
            high=ends.high * factor,
            money=value * factor,
        )


def _read_rates(tables: Tables, codes: Codes) -> Iterator[Rate]:
    for row in read_figures(tables, "growth_rates"):
        step, qualifier = last_digit(row["stated"]), row["qualifier"]
        ends = interval_of(row["rate_percent"], step, qualifier)
        yield Rate(
            **_about("growth_rates", "growth_rate_id", row),
            measure=_measure(row["unit_id"], codes),
            start_year=row["start_year"],
            end_year=row["end_year"],
            value=row["rate_percent"],
            step=step,
            low=NOTHING_LEFT if qualifier == "up-to" else ends.low,
            high=UNBOUNDED if qualifier in CUT else ends.high,
        )


def _read_shares(tables: Tables, views: Views) -> Iterator[Share]:
    for row in read_figures(tables, "shares"):
        codes = views.of(row["source_id"], row["market_id"])
        value, stated, qualifier = row["share_percent"], row["stated"], row["qualifier"]
        ends = interval_of(value, last_digit(stated), qualifier)
        is_open = qualifier in CUT
        if not any(character.isdigit() for character in stated):
            # a third (33.3), where the source says it in words
            stated = f"{stated} ({value})"
        yield Share(
            **_about("shares", "share_id", {**row, "stated": stated}),
            of_region=row["of_region_id"] or "",
            whole=row["of_region_id"] or _find_whole(row, codes),
            measure=_measure(row["unit_id"], codes),
            value=value,
            low=0.0 if qualifier == "up-to" else max(ends.low, 0.0),
            high=100.0 if is_open else min(ends.high, 100.0),
            is_open=is_open,
        )


def _find_whole(row: Row, codes: Codes) -> str:
    """The world for its own shares and those of regions directly in it, else an open whole."""
    region, world = row["region_id"], codes.places.world
    direct = codes.places.parent(region) == world and not row["segment_id"]
    return world if region == world or direct else ""


def _read_claims(tables: Tables, views: Views) -> Iterator[Claim]:
    for row in tables["claims"].to_dicts() if "claims" in tables else ():
        codes = views.of(row["source_id"], row["market_id"])
        region = row["region_id"] or codes.places.world
        scope = region if row["segment_id"] else row["of_region_id"] or codes.places.world
        yield Claim(
            **_about("claims", "claim_id", {**row, "region_id": region}),
            kind=row["kind"],
            scope=scope,
            axis=codes.axis_of(row["segment_id"] or ""),
            measure=_measure(row["unit_id"], codes),
            of_region=(row["region_id"] and row["of_region_id"]) or "",
        )


def _read_statistics(tables: Tables, views: Views) -> Iterator[Statistic]:
    for row in read_figures(tables, "statistics"):
        codes = views.of(row["source_id"], row["market_id"])
        region = row["region_id"] or codes.places.world
        yield Statistic(
            **_about("statistics", "statistic_id", {**row, "region_id": region}),
            kind=row["kind"] or "",
            period=row["period"] or "",
            value=row["value"],
            unit=codes.units.get(row["unit_id"] or ""),
            step=last_digit(row["stated"] or ""),
        )


def _read_listings(tables: Tables) -> Iterator[Listing]:
    for table, member in _LISTINGS.items():
        columns = ("source_id", "market_id", "list", "position", "stated_as", member, "_line")
        yield from _read(tables, table, partial(Listing, table), *columns)


def _about(table: str, key: str, row: Row) -> dict[str, Any]:
    """What every figure has, by the names of :class:`Figure`."""
    return {
        "table": table,
        "record": row[key],
        "line": row["_line"],
        "source": row["source_id"],
        "market": row["market_id"],
        "region": row["region_id"],
        "segment": row.get("segment_id") or "",
        "stated": row.get("stated") or "",
        "qualifier": row.get("qualifier") or "",
        "locator": row["locator"] or "",
        "year": row.get("year"),
        "misprint": row.get(MISPRINT, ""),
    }


def _measure(unit_id: str | None, codes: Codes) -> str:
    unit = codes.units.get(unit_id or "")
    return unit.measure if unit else ""


def _read(tables: Tables, name: str, make: Callable[..., V], *columns: str) -> list[V]:
    """What is made of each row of a table by the cells of some columns; no text is an empty one."""
    if name not in tables or tables[name].is_empty():
        return []
    cells = [
        [cell or "" for cell in column] if column.dtype == pl.String else column.to_list()
        for column in map(tables[name].get_column, columns)
    ]
    return [make(*row) for row in zip(*cells, strict=True)]

"""What each source sees as the world of a market: mostly the world, for some one region of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

import polars as pl

from marketbook.markets.codes import Codes
from marketbook.markets.places import Places

Key = tuple[str, str]

_FIGURES = ("sizes", "growth_rates", "shares", "claims")
_LISTED = "region_listings"


class Views:
    """The code lists as each source sees them for a market.

    All figures of a report on Spain lie in Spain, so that Spain is to them what the world is to
    others: its regions make up the whole, and a figure without a region is of Spain.

    Args:
        tables: Typed tables.
        codes: The code lists of the package.
    """

    def __init__(self, tables: Mapping[str, pl.DataFrame], codes: Codes) -> None:
        self._codes = codes
        self._wholes = _find_wholes(tables, codes.places)
        self._within = cache(codes.within)

    def of(self, source: str, market: str) -> Codes:
        """The code lists for what a source says of a market."""
        whole = self._wholes.get((source, market))
        return self._within(whole) if whole else self._codes


def _find_wholes(tables: Mapping[str, pl.DataFrame], places: Places) -> Mapping[Key, str]:
    """The region that takes in all that a source says of a market, where that is not the world."""
    named, parts = defaultdict[Key, set[str]](set), defaultdict[Key, set[str]](set)
    for name in (*_FIGURES, _LISTED):
        for key, region, is_part in _read(tables, name):
            (parts if is_part else named)[key].add(region)
    wholes = {key: places.find_whole(found) for key, found in named.items()}
    return {
        key: whole
        for key, whole in wholes.items()
        if whole not in ("", places.world)
        and all(places.contains(whole, one) for one in (named[key] - {whole}) | parts[key])
    }


def _read(tables: Mapping[str, pl.DataFrame], name: str) -> Iterator[tuple[Key, str, bool]]:
    """Each region that a table names for a source and market, and whether it is part of a whole.

    A share or a rank of a region is one among other parts of a whole, even where that is open.
    """
    if name not in tables:
        return
    table, none = tables[name], pl.lit(None, pl.String)
    if name == _LISTED:
        table = table.filter(~pl.col("list").str.starts_with("prose"))
    segment, of_region = (
        pl.col(column) if column in table.columns else none
        for column in ("segment_id", "of_region_id")
    )
    is_part = segment.is_null() if name in ("shares", "claims") else pl.lit(value=False)
    keys = ("source_id", "market_id")
    own = table.select(*keys, region=pl.col("region_id"), is_part=is_part)
    whole = table.select(*keys, region=of_region, is_part=pl.lit(value=False))
    for source, market, *cells in pl.concat([own, whole]).unique().drop_nulls("region").rows():
        yield (source, market), *cells

"""Tables cut into families of markets, so that these are audited one after the other, or at once.

Families share nothing but code lists, so that every figure is in one of the pieces.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from marketbook.markets.grouping import group_by
from marketbook.markets.trees import find_heads

Tables = Mapping[str, pl.DataFrame]

FIGURES = ("sizes", "growth_rates", "shares", "claims", "statistics")
"""Tables whose rows make a family large."""

LISTINGS = ("region_listings", "segment_listings", "player_listings")
"""Tables of printed lists, each of a market too."""

ENOUGH = 20_000
"""Figures in one piece: enough to pay for what each costs, few enough to be held as values."""

MANY = 2_000
"""Figures from which on it pays to look for those that no rule can fault."""


def count_figures(tables: Tables) -> int:
    """How many figures there are."""
    return sum(tables[name].height for name in FIGURES if name in tables)


def cut_families(tables: Tables, most: int = ENOUGH) -> Iterator[dict[str, pl.DataFrame]]:
    """The tables piece by piece; a piece holds whole families, and all code lists.

    Args:
        tables: Typed tables, each with its ``_line`` column.
        most: Figures in a piece that has more than one family.

    Yields:
        The tables of each piece; a single one where all figures fit into it.
    """
    if count_figures(tables) <= most:
        yield dict(tables)
        return
    there = {name: tables[name] for name in (*FIGURES, *LISTINGS) if name in tables}
    for markets in _group(tables, most):
        yield {**tables, **keep_markets(there, markets)}


def count_pieces(tables: Tables, most: int = ENOUGH) -> int:
    """How many pieces :func:`cut_families` yields."""
    return 1 if count_figures(tables) <= most else len(_group(tables, most))


def keep_markets(tables: Tables, markets: Iterable[str]) -> dict[str, pl.DataFrame]:
    """The rows of some markets; every table has a market."""
    kept = pl.Series(sorted(markets), dtype=pl.String).implode()
    return {name: table.filter(pl.col("market_id").is_in(kept)) for name, table in tables.items()}


def keep_family(tables: Tables, market: str) -> dict[str, pl.DataFrame]:
    """The tables with the figures and lists of one family alone, and all code lists."""
    heads = find_heads(read_parents(tables))
    own = {one for one, head in heads.items() if head == heads.get(market)} | {market}
    there = {name: tables[name] for name in (*FIGURES, *LISTINGS) if name in tables}
    return {**tables, **keep_markets(there, own)}


def keep_wholes(tables: Tables) -> dict[str, pl.DataFrame]:
    """What rules over a whole package look at: code lists, lists, and sizes of whole markets."""
    kept = {name: table for name, table in tables.items() if name not in FIGURES}
    if "sizes" in tables:
        kept["sizes"] = tables["sizes"].filter(pl.col("segment_id").is_null())
    return kept


def _group(tables: Tables, most: int) -> list[list[str]]:
    """The markets of each piece."""
    counts: Counter[str] = Counter()
    for name in (*FIGURES, *LISTINGS):
        if name in tables:
            counts.update(dict(tables[name].group_by("market_id").len().iter_rows()))
    return group_markets(counts, read_parents(tables), most)


def group_markets(
    counts: Mapping[str, int], parents: Mapping[str, str], most: int = ENOUGH
) -> list[list[str]]:
    """The markets of each piece, families kept together.

    Args:
        counts: Figures and listings of each market.
        parents: The market that each market is part of; empty where there is none.
        most: Figures in a piece that has more than one family.
    """
    heads = find_heads(parents)
    families = group_by(sorted(counts), lambda market: heads.get(market, market))
    groups: list[list[str]] = []
    room = 0
    for head in sorted(families):
        size = sum(counts[market] for market in families[head])
        if size > room:
            groups.append([])
            room = most
        groups[-1] += families[head]
        room -= size
    return groups


def read_parents(tables: Tables) -> dict[str, str]:
    """The market that each market is part of; empty where there is none."""
    if "markets" not in tables:
        return {}
    rows = tables["markets"].select("market_id", "parent_id").iter_rows()
    return {market: parent or "" for market, parent in rows}

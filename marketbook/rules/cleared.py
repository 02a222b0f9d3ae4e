"""Markets that rules on figures need not look at, since all they print is one even grid."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from marketbook.markets.cutting import cut_families, keep_wholes
from marketbook.markets.grids import PRINTED, Grids, find_grids
from marketbook.rules.judge import Judged, judge_markets
from marketbook.rules.rule import MarketRule

Tables = Mapping[str, pl.DataFrame]

_COMPARED = {
    "growth_rates.agrees-only-by-rounding": "rates",
    "growth_rates.agrees-with-sizes": "rates",
    "growth_rates.base-is-printed": "rates",
    "growth_rates.counted-from-its-label": "rates",
    "growth_rates.growth-is-even": "inside",
    "growth_rates.interval-is-wide": "rates",
    "growth_rates.part-stays-in-whole": "sets",
    "growth_rates.parts-average": "sets",
    "growth_rates.sizes-on-path": "inside",
    "growth_rates.window-fits-periods": "rates",
    "sizes.no-leap-and-back": "sizes",
    "sizes.part-fits-by-even-growth": "regions segments",
    "sizes.parts-sum-to-whole": "sums",
    "sizes.region-within-parent": "regions",
    "sizes.same-values-other-years": "sizes",
    "sizes.segment-within-market": "segments",
    "sizes.status-fits-year": "sizes",
    "sizes.unit-is-likely": "sizes",
    "sizes.unit-slip": "sizes",
}
"""What of :meth:`~marketbook.markets.grids.Grids.count` is in order by each rule."""

_SILENT = frozenset(
    (
        "figures.fit-as-assumed",
        "figures.fit-together",
        "growth_rates.one-per-subject",
        "shares.agrees-with-growth",
        "shares.agrees-with-size",
        "shares.country-stays-within-region",
        "shares.sizes-of-one-year",
        "sizes.editions-agree",
        "sizes.market-within-parent",
        "sizes.markets-fit-together",
        "sizes.one-currency",
        "sizes.one-exchange-rate",
        "sizes.one-per-subject",
        "sizes.publishers-agree",
        "sources.sizes-within-forecast",
        "statistics.growth-agrees-with-sizes",
        "statistics.price-times-units-is-value",
    )
)
"""Rules on sizes or rates that compare nothing in a grid."""

_AT_ONCE = 150_000
"""Figures laid out at once, so that memory does not grow with the package."""


def _is_settled(rule: MarketRule) -> bool:
    """Whether a rule has nothing to say of a grid: it is known here, or is about other tables."""
    return rule.id in _COMPARED or rule.id in _SILENT or not {*PRINTED}.intersection(rule.reads)


@dataclass(frozen=True)
class Cleared:
    """What is left of the tables once some markets are in order.

    Attributes:
        rest: The tables without the figures of these markets, for rules about families.
        wholes: What rules about the whole package look at, with one subject or two of each of
            these markets.
        judged: How many things of these markets are in order, by rule.
        settled, others: The rules for ``rest``, and those that nobody thought of when grids were
            made: they look at all figures.
    """

    rest: Tables
    wholes: Tables
    judged: Judged
    settled: Sequence[MarketRule]
    others: Sequence[MarketRule]


def clear_grids(tables: Tables, rules: Sequence[MarketRule], files: Mapping[str, str]) -> Cleared:
    """Set the figures apart that no rule can fault.

    Args:
        tables: Complete typed tables whose structure holds.
        rules: The rules about families.
        files: Path of each table's file inside the package.
    """
    settled = [rule for rule in rules if _is_settled(rule)]
    rows: Counter[str] = Counter()
    rest: dict[str, list[pl.DataFrame]] = defaultdict(list)
    wholes: list[pl.DataFrame] = []
    for piece in cut_families(tables, most=_AT_ONCE):
        grids, sampled = _find_right(piece, settled, files)
        rows.update(sampled)
        rows.update(_count(grids, settled) if grids else {})
        for name in PRINTED:
            if name in piece:
                rest[name].append(grids.leave_out(piece[name]) if grids else piece[name])
        if "sizes" in piece:
            whole = keep_wholes(piece)["sizes"]
            wholes.append(grids.thin_out(whole) if grids else whole)
    left = {**tables} | {name: pl.concat(found) for name, found in rest.items()}
    few = {"sizes": pl.concat(wholes)} if wholes else {}
    others = [rule for rule in rules if rule not in settled]
    return Cleared(left, keep_wholes(tables) | few, Judged((), rows), settled, others)


def _count(grids: Grids, rules: Iterable[MarketRule]) -> dict[str, int]:
    counts = grids.count()
    return {
        rule.id: sum(counts[name] for name in _COMPARED[rule.id].split())
        for rule in rules
        if rule.id in _COMPARED
    }


def _find_right(
    tables: Tables, rules: Sequence[MarketRule], files: Mapping[str, str]
) -> tuple[Grids | None, Mapping[str, int]]:
    """Grids of which a sample has no finding, and how many things the rules looked at in it."""
    grids = find_grids(tables)
    while grids:
        judged = judge_markets(grids.sample(tables), rules, files)
        if not judged.findings:
            return grids, judged.rows
        grids = grids.keep(grids.markets - {one.market for one in judged.findings})
    return None, {}

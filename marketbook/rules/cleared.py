"""Markets that rules on figures need not look at, since all they print is one even grid."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import polars as pl

from marketbook.markets.cutting import FIGURES, cut_families
from marketbook.markets.grids import Grids, find_grids
from marketbook.rules.judge import Judged, judge_markets
from marketbook.rules.rule import MarketRule

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


_AT_ONCE = 100_000
"""Figures laid out at once, so that memory does not grow with the package."""


def clear_grids(
    tables: Mapping[str, pl.DataFrame], rules: Sequence[MarketRule], files: Mapping[str, str]
) -> tuple[dict[str, pl.DataFrame], Judged]:
    """The tables without figures that no rule can fault, and how many things are compared so.

    Args:
        tables: Complete typed tables whose structure holds.
        rules: The rules; those over whole packages look at what is left too.
        files: Path of each table's file inside the package.
    """
    of_families = [rule for rule in rules if rule.scope != "Markets"]
    counts: Counter[str] = Counter()
    left: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for piece in cut_families(tables, most=_AT_ONCE):
        grids = _find_right(piece, of_families, files)
        counts.update(grids.count() if grids else {})
        thin = grids.thin_out(piece) if grids else piece
        for name in FIGURES:
            left[name] += [thin[name]] if name in thin else []
    compared = {
        rule.id: sum(counts[name] for name in _COMPARED[rule.id].split())
        for rule in rules
        if rule.id in _COMPARED
    }
    kept = {name: pl.concat(found) for name, found in left.items() if found}
    return {**tables, **kept}, Judged((), compared)


def _find_right(
    tables: Mapping[str, pl.DataFrame], rules: Sequence[MarketRule], files: Mapping[str, str]
) -> Grids | None:
    """Grids of which a sample has no finding."""
    grids = find_grids(tables)
    if not grids:
        return None
    wrong = {one.market for one in judge_markets(grids.sample(tables), rules, files).findings}
    return None if "" in wrong or wrong >= grids.markets else grids.keep(grids.markets - wrong)

"""Markets that rules on figures need not look at, since all they print is one even grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

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


def clear_grids(
    tables: Mapping[str, pl.DataFrame], rules: Sequence[MarketRule], files: Mapping[str, str]
) -> tuple[Mapping[str, pl.DataFrame], Judged]:
    """The tables without figures that no rule can fault, and how many things are compared so.

    Args:
        tables: Complete typed tables whose structure holds.
        rules: The rules.
        files: Path of each table's file inside the package.
    """
    grids = _find_right(tables, [rule for rule in rules if rule.scope != "Markets"], files)
    if not grids:
        return tables, Judged((), {})
    counts = grids.count()
    known = {rule.id: _COMPARED[rule.id].split() for rule in rules if rule.id in _COMPARED}
    compared = {rule: sum(counts[name] for name in names) for rule, names in known.items()}
    return grids.thin_out(tables), Judged((), compared)


def _find_right(
    tables: Mapping[str, pl.DataFrame], rules: Sequence[MarketRule], files: Mapping[str, str]
) -> Grids | None:
    """Grids of which a sample has no finding."""
    grids = find_grids(tables)
    if not grids:
        return None
    wrong = {one.market for one in judge_markets(grids.sample(tables), rules, files).findings}
    return None if "" in wrong or wrong >= grids.markets else grids.keep(grids.markets - wrong)

"""Whether all figures of a family can be true together."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.markets import Family
from marketbook.rules.figures.tell_conflict import contradict
from marketbook.rules.rule import Contradiction, rule
from marketbook.together.verdicts import judge_family


@rule("figures.fit-together", reads=("sizes", "growth_rates", "shares", "regions"))
def fit_together(family: Family) -> Iterator[Contradiction | None]:
    """All printed figures can be true at the same time."""
    verdict = judge_family(family)
    found = verdict.certain
    yield from (contradict(one, family.codes) for one in found)
    yield from (None for _ in range(len(verdict.blocks) - len(found)))

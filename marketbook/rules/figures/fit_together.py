"""Whether all figures of a family can be true together."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.markets import Family
from marketbook.rules.figures.tell_conflict import contradict
from marketbook.rules.rule import Contradiction, rule
from marketbook.together.verdicts import judge_family


@rule("figures.fit-together", reads=("sizes", "growth_rates", "shares", "regions"))
def fit_together(family: Family) -> Iterator[Contradiction | None]:
    """There are sizes with which all printed figures are true."""
    verdict = judge_family(family)
    found = verdict.certain
    yield from (contradict(one, family.codes) for one in found)
    if verdict.is_linked and not found:
        yield None

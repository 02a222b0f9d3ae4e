"""Whether all figures of a family can be true together if nothing unlikely is."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.markets import Family
from marketbook.rules.figures.tell_conflict import contradict
from marketbook.rules.rule import Contradiction, rule
from marketbook.together.verdicts import judge_family


@rule(
    "figures.fit-as-assumed",
    reads=("sizes", "growth_rates", "shares", "regions"),
    severity="note",
)
def fit_as_assumed(family: Family) -> Iterator[Contradiction | None]:
    """All printed figures can be true where what they leave open is as it mostly is."""
    verdict = judge_family(family)
    found = verdict.assumed
    yield from (contradict(one, family.codes) for one in found)
    if verdict.is_linked and not found:
        yield None

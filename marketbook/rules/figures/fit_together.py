"""Whether all figures of a family can be true together, and if nothing unlikely is."""

from __future__ import annotations

from marketbook.markets import Family
from marketbook.rules.figures.tell_conflict import tell_conflict
from marketbook.rules.rule import Verdicts, rule
from marketbook.together.verdicts import judge_family


@rule("figures.fit-together", "sizes", "growth_rates", "shares", "regions")
def fit_together(family: Family) -> Verdicts:
    """All printed figures can be true at the same time."""
    verdict = judge_family(family)
    found = verdict.certain
    yield from (tell_conflict(one, family.codes) for one in found)
    if verdict.is_linked and not found:
        yield None


@rule("figures.fit-as-assumed", "sizes", "growth_rates", "shares", "regions", severity="note")
def fit_as_assumed(family: Family) -> Verdicts:
    """All printed figures can be true under the usual assumptions about what they leave open."""
    verdict = judge_family(family)
    found = verdict.assumed
    yield from (tell_conflict(one, family.codes) for one in found)
    if verdict.is_linked and not found:
        yield None

"""The share of what is said to grow fastest, in two years."""

from __future__ import annotations

from marketbook.figures import implied_growth, reach
from marketbook.markets import Publication
from marketbook.markets.printed import Claim
from marketbook.markets.share_parts import Part
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import name_subject, number, percent


@rule("claims.fastest-gains-share", "claims", "regions", "shares")
def fastest_gains_share(publication: Publication) -> Verdicts:
    """The claimed fastest does not lose share over the forecast."""
    for claim in publication.ranks_of("fastest-growing"):
        parts = _find_parts(claim, publication)
        if len(parts) > 1:
            fine = reach(parts[0].low, parts[-1].high)
            yield None if fine else _contradict(claim, parts[0], parts[-1], publication)


def _find_parts(claim: Claim, publication: Publication) -> list[Part]:
    """Its shares by year, from not long before the forecast to the end of it."""
    source = publication.source
    starts = [source.base_year, source.forecast_start and source.forecast_start - 1]
    first = min((year for year in starts if year is not None), default=0)
    last = source.forecast_end
    own = (
        part
        for part in publication.parts_by_subject.get(claim.subject, ())
        if part.whole.region == claim.scope
        and part.time
        and first <= part.time
        and (last is None or part.time <= last)
    )
    return sorted(own, key=lambda part: part.time)


def _contradict(claim: Claim, first: Part, last: Part, publication: Publication) -> Contradiction:
    name = publication.codes.name
    gap = percent(first.value - last.value, 1)
    slower = -implied_growth(first.value, last.value, last.time - first.time)
    before, after = (f"{number(part.value)} %" for part in (first, last))
    message = (
        f"calls {name_subject(publication, claim.subject)} the fastest growing, but its share of "
        f"{name(claim.scope)} falls from {before} in {first.time} to {after} in "
        f"{last.time}: {gap} points less, as if it grew {percent(slower, 1)} % a year more slowly "
        "than the whole; check the name and both shares, or waive it with the reason"
    )
    return Contradiction(claim, message, before, after, slower / 100)

"""A stated growth rate against the sizes it spans."""

from __future__ import annotations

from marketbook.figures import grow
from marketbook.markets import Family
from marketbook.markets.judged import Judged
from marketbook.rules.growth_rates.explain import explain
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import count_years, gap_of, in_unit, span, tell_sizes


@rule("growth_rates.agrees-with-sizes", "growth_rates", "sizes", "units")
def agrees_with_sizes(family: Family) -> Verdicts:
    """A stated growth rate agrees with the sizes it spans, allowing for rounding."""
    for record, found in family.judged.items():
        for judged in found:
            fine = judged.is_ok or record in family.echoes
            yield None if fine else _contradict(judged, family)


def _contradict(judged: Judged, family: Family) -> Contradiction:
    pair, rate = judged.span, judged.rate
    unit, implied = pair.end.unit, span(pair.implied)
    horizon, printed = grow(pair.begin.money, rate.value, pair.years), pair.end.money
    message = (
        f"states {rate.told} %, but {tell_sizes(pair.begin, pair.end)} over {count_years(pair)} "
        f"is {implied}; {explain(judged, family)}; at the stated rate {pair.end.year} would be "
        f"{in_unit(horizon, unit)}, {gap_of(horizon, printed, unit)} than printed; check the "
        "digits, or waive it with the reason"
    )
    return contradict(rate, message, implied, abs(horizon - printed) / printed)

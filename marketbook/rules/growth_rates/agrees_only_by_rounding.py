"""Growth rates that only the rounding of the sizes explains."""

from __future__ import annotations

from marketbook.figures import reach
from marketbook.markets import Family
from marketbook.markets.spans import Span
from marketbook.rules.growth_rates.narrow import find_narrowest, is_narrow
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.telling import count_years, tell_sizes
from marketbook.rules.words import percent, span


@rule(
    "growth_rates.agrees-only-by-rounding",
    reads=("growth_rates", "sizes", "units"),
    severity="note",
)
def agrees_only_by_rounding(family: Family) -> Verdicts:
    """A stated growth rate is within one digit of the growth between the printed sizes."""
    for pair in find_narrowest(family):
        # within one last digit the stated rate is a neighbour of the one that the digits give
        gap, step = abs(pair.implied_digits - pair.rate.value), pair.rate.step
        near = gap < step and not reach(step, gap)
        yield None if near or not is_narrow(pair) else _contradict(pair, gap)


def _contradict(pair: Span, gap: float) -> Contradiction:
    rate = pair.rate
    digits = max(2, len(rate.stated.partition(".")[2]))
    implied = span(pair.implied, digits)
    message = (
        "agrees only because the sizes are rounded: "
        f"{tell_sizes(pair.begin, pair.end)} over {count_years(pair)} is "
        f"{percent(pair.implied_digits, digits)} %, not {rate.stated} %; with rounding they allow "
        f"{implied}"
    )
    return Contradiction(rate, message, rate.stated, implied, gap / 100, "rate_percent")

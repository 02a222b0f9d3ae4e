"""Growth rates that agree with sizes of few digits, which allow many rates."""

from __future__ import annotations

from marketbook.markets import Family
from marketbook.markets.spans import Span
from marketbook.rules.growth_rates.narrow import find_narrowest, is_narrow
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.telling import count_years, tell_sizes
from marketbook.rules.words import span


@rule("growth_rates.interval-is-wide", reads=("growth_rates", "sizes", "units"), severity="note")
def interval_is_wide(family: Family) -> Verdicts:
    """The sizes confirm a stated growth rate to within ten units of its last digit."""
    for pair in find_narrowest(family):
        yield None if is_narrow(pair) else _contradict(pair)


def _contradict(pair: Span) -> Contradiction:
    rate, implied = pair.rate, pair.implied
    message = (
        f"agrees, but proves little: {tell_sizes(pair.begin, pair.end)} over "
        f"{count_years(pair)} allows {span(implied)}, {implied.width / rate.step:,.0f} times the "
        f"last digit of the stated {rate.stated} %"
    )
    return Contradiction(
        rate, message, rate.stated, span(implied), implied.width / 100, "rate_percent"
    )

"""Growth rates that agree only with the rounding of the sizes, or with sizes of few digits."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.figures import reach
from marketbook.markets import Family
from marketbook.markets.spans import Span
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import count_years, percent, span, tell_sizes


@rule("growth_rates.interval-is-wide", "growth_rates", "sizes", "units", severity="note")
def interval_is_wide(family: Family) -> Verdicts:
    """The sizes confirm a stated growth rate to within ten units of its last digit."""
    for pair in _find_narrowest(family):
        yield None if _is_narrow(pair) else _say_wide(pair)


def _say_wide(pair: Span) -> Contradiction:
    rate, implied = pair.rate, pair.implied
    message = (
        f"agrees, but proves little: {tell_sizes(pair.begin, pair.end)} over "
        f"{count_years(pair)} allows {span(implied)}, {implied.width / rate.step:,.0f} times the "
        f"last digit of the stated {rate.stated} %"
    )
    return contradict(rate, message, span(implied), implied.width / 100)


@rule("growth_rates.agrees-only-by-rounding", "growth_rates", "sizes", "units", severity="note")
def agrees_only_by_rounding(family: Family) -> Verdicts:
    """A stated growth rate is within one digit of the growth between the printed sizes."""
    for pair in _find_narrowest(family):
        # within one last digit the stated rate is a neighbour of the one that the digits give
        gap, step = abs(pair.implied_digits - pair.rate.value), pair.rate.step
        near = gap < step and not reach(step, gap)
        yield None if near or not _is_narrow(pair) else _say_rounded(pair, gap)


def _say_rounded(pair: Span, gap: float) -> Contradiction:
    rate = pair.rate
    digits = max(2, len(rate.stated.partition(".")[2]))
    implied = span(pair.implied, digits)
    message = (
        "agrees only because the sizes are rounded: "
        f"{tell_sizes(pair.begin, pair.end)} over {count_years(pair)} is "
        f"{percent(pair.implied_digits, digits)} %, not {rate.stated} %; with rounding they allow "
        f"{implied}"
    )
    return contradict(rate, message, implied, gap / 100)


def _find_narrowest(family: Family) -> Iterator[Span]:
    """Printed sizes that give their rate; of a size printed twice those with more digits.

    A rate "over 12 %" is a bound: what the sizes give is not near to it, and need not be.
    """
    for spans in family.spans.values():
        known = [
            pair
            for pair in spans
            if pair.is_sound and pair.fits and pair.begin.is_printed and pair.end.is_printed
            if not pair.rate.is_bound
        ]
        least = min((pair.implied.width for pair in known), default=0.0)
        yield from (pair for pair in known if pair.implied.width == least)


def _is_narrow(pair: Span) -> bool:
    """Whether the sizes pin the rate down to within ten of its last digits.

    Ten last digits are one of the digit before it: from there on two printed digits are open.
    """
    return reach(pair.implied.width, pair.rate.step * 10)

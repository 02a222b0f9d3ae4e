"""Two growth rates of one subject and period."""

from __future__ import annotations

from collections import defaultdict

from marketbook.markets import Publication
from marketbook.markets.printed import Rate, is_money
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import percent


@rule("growth_rates.one-per-subject", "growth_rates")
def one_per_subject(publication: Publication) -> Verdicts:
    """A source states one growth rate per subject, period and unit."""
    periods: dict[tuple[object, ...], list[Rate]] = defaultdict(list)
    for rate in publication.rates:
        periods[*rate.subject, rate.start_year, rate.end_year].append(rate)
    for rates in periods.values():
        if len(rates) > 1:
            yield from _compare(sorted(rates, key=lambda rate: rate.record))


def _compare(rates: list[Rate]) -> Verdicts:
    """Each rate against the lowest and the highest before it of the same unit."""
    ends: dict[str, tuple[Rate, Rate]] = {}
    for rate in rates:
        near = [
            other
            for measure, both in ends.items()
            if _is_of_one_unit(rate.measure, measure)
            for other in both
        ]
        apart = (other for other in near if not rate.interval.meets(other.interval))
        if near:
            other = next(apart, None)
            yield _contradict(rate, other) if other else None
        low, high = ends.get(rate.measure, (rate, rate))
        ends[rate.measure] = (
            min(low, rate, key=lambda one: one.high),
            max(high, rate, key=lambda one: one.low),
        )


def _is_of_one_unit(one: str, other: str) -> bool:
    """Whether two rates are the growth of one thing; what is left open is the growth of money."""
    return one == other or (not one and is_money(other)) or (not other and is_money(one))


def _contradict(rate: Rate, other: Rate) -> Contradiction:
    period = f"for {rate.label}" if rate.start_year else rate.label or "without a period"
    gap = abs(rate.value - other.value)
    message = (
        f"states {rate.stated} % {period}, but {other.cite} states {other.stated} %: "
        f"{percent(gap)} points apart; say in unit_id if they are the growth of two units; if the "
        "source prints both of one, keep them, and say in a waiver where each is printed"
    )
    return contradict(rate, message, f"{other.stated} %", gap / 100)

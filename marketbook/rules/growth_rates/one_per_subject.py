"""Two growth rates of one subject and period."""

from __future__ import annotations

from marketbook.markets import Publication
from marketbook.markets.grouping import group_by
from marketbook.markets.printed import Rate, is_money
from marketbook.rules.repeats import compare_repeats
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import percent


@rule("growth_rates.one-per-subject", "growth_rates")
def one_per_subject(publication: Publication) -> Verdicts:
    """A source states one growth rate per subject, period and unit."""
    rates = sorted(publication.rates, key=lambda rate: rate.record)
    groups = group_by(rates, lambda rate: (*rate.subject, rate.start_year, rate.end_year))
    for group in groups.values():
        # what leaves its unit open is the growth of money, in whichever currency
        measures = {rate.measure for rate in group if rate.measure} or {""}
        found = {
            rate: other
            for measure in sorted(measures, reverse=True)
            for rate, other in compare_repeats(
                rate
                for rate in group
                if rate.measure == measure or (not rate.measure and is_money(measure))
            )
        }
        yield from (_contradict(rate, other) if other else None for rate, other in found.items())


def _contradict(rate: Rate, other: Rate) -> Contradiction:
    period = f"for {rate.label}" if rate.start_year else rate.label or "without a period"
    gap = abs(rate.value - other.value)
    message = (
        f"states {rate.stated} % {period}, but {other.cite} states {other.stated} %: "
        f"{percent(gap)} points apart; say in unit_id if they are the growth of two units; if the "
        "source prints both of one, keep them, and say in a waiver where each is printed"
    )
    return contradict(rate, message, f"{other.stated} %", gap / 100)

"""From which year a stated growth rate is counted."""

from __future__ import annotations

from marketbook.figures import grow
from marketbook.markets import Family
from marketbook.markets.judged import Judged
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import gap_of, in_unit, span


@rule("growth_rates.counted-from-its-label", "growth_rates", "sizes", "units", severity="note")
def counted_from_its_label(family: Family) -> Verdicts:
    """A rate counts from its period's first year."""
    for found in family.judged.values():
        for judged in found:
            if judged.rate.start_year is not None:
                yield _contradict(judged) if judged.is_ok and not judged.is_label else None


def _contradict(judged: Judged) -> Contradiction:
    pair, rate, base = judged.span, judged.rate, judged.base
    unit, implied = pair.end.unit, span(pair.implied)
    horizon = grow(pair.begin.money, rate.value, pair.years)
    counted = f"{base.printed} {base.unit.name}" if base else "the size"
    message = (
        f"states {rate.stated} % for {rate.label}, but counts from {counted} in the "
        f"base year {rate.base_year}; from {pair.begin.printed} {pair.begin.unit.name} in "
        f"{pair.begin.year} it is {implied}, and at the stated rate {pair.end.year} would be "
        f"{in_unit(horizon, unit)}, {gap_of(horizon, pair.end.money, unit)} than printed"
    )
    worth = abs(rate.value - pair.implied_digits) / 100
    return Contradiction(rate, message, rate.stated, implied, worth, "start_year")

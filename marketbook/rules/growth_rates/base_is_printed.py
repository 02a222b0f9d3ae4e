"""Whether the size that a growth rate is counted from is printed."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.markets import Family
from marketbook.markets.spans import Span
from marketbook.rules.rule import Contradiction, rule
from marketbook.rules.words import ends, span


@rule("growth_rates.base-is-printed", reads=("growth_rates", "sizes", "units"), severity="note")
def base_is_printed(family: Family) -> Iterator[Contradiction | None]:
    """The size that a growth rate is counted from is printed."""
    for spans in family.spans.values():
        for pair in spans:
            start = pair.rate.start
            earlier = start is not None and pair.begin.at < start
            yield _contradict(pair) if earlier and pair.agrees and not pair.fits else None


def _contradict(pair: Span) -> Contradiction:
    rate, unit = pair.rate, pair.end.unit
    first = pair.first_size
    size = f"{ends(first.low / unit.factor, first.high / unit.factor)} {unit.name}"
    grown = "a year " if pair.outside > 1 else ""
    message = (
        f"states {rate.stated} % for {rate.start} to {rate.end}, but no size of {rate.start} is "
        f"printed: by {pair.end.printed} {unit.name} in {pair.end.year} it would be {size}, after "
        f"growth of {span(pair.first_growth)} {grown}from {pair.begin.printed} in "
        f"{pair.begin.year}; enter the size if the document has one"
    )
    worth = abs(rate.value - pair.implied_digits) / 100
    return Contradiction(rate, message, rate.stated, size, worth, "rate_percent")

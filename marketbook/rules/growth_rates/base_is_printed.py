"""Whether the size that a growth rate is counted from is printed."""

from __future__ import annotations

from marketbook.markets import Family
from marketbook.markets.growth import none_to_double
from marketbook.markets.printed import tell_years
from marketbook.markets.spans import Span
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import ends_in_unit, span


@rule("growth_rates.base-is-printed", "growth_rates", "sizes", "units", severity="note")
def base_is_printed(family: Family) -> Verdicts:
    """The size that a growth rate counts from is printed."""
    for pair in family.list_spans():
        start = pair.rate.start
        yield None if start is None or pair.fits or not pair.agrees else _judge(pair, start)


def _judge(pair: Span, start: int) -> Contradiction | None:
    if pair.begin.at == start:
        return None
    likely = none_to_double(pair.rate.interval)
    # a first year that the sizes lack is worth a word only where it needs a bad or a good year
    if pair.begin.at > start and pair.beside_growth.meets(likely):
        return None
    return _contradict(pair)


def _contradict(pair: Span) -> Contradiction:
    rate, unit = pair.rate, pair.end.unit
    first, years = pair.first_size, abs(pair.begin.at - (rate.start or 0))
    growth = f"{span(pair.beside_growth)}{' a year' if years > 1 else ''}"
    size = ends_in_unit(first, unit)
    begin = f"{pair.begin.printed} in {pair.begin.year}"
    later = pair.begin.at > (rate.start or 0)
    how = f"before growth of {growth} to" if later else f"after growth of {growth} from"
    message = (
        f"states {rate.stated} % for {tell_years(rate.start, rate.end)}, but no size of "
        f"{rate.start} is printed: by {pair.end.printed} {unit.name} in {pair.end.year} it would "
        f"be {size}, {how} {begin}; enter the size if the document has one"
    )
    worth = abs(rate.value - pair.implied_digits) / 100
    return contradict(rate, message, size, worth)

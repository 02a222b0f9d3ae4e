"""Sizes of one subject in two currencies, and the rate of exchange that they imply."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from marketbook.figures import Interval, divide
from marketbook.markets import Family, Publication
from marketbook.markets.printed import Size
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import ends


@dataclass(frozen=True, slots=True, eq=False)
class _Exchange:
    """One subject of one year in two currencies."""

    size: Size
    other: Size

    @property
    def rate(self) -> Interval:
        """What one unit of the currency of ``other`` is worth in that of ``size``."""
        return self.size.interval.over(self.other.interval)


@rule("sizes.one-exchange-rate", reads=("sizes", "units"), severity="note")
def one_exchange_rate(family: Family) -> Verdicts:
    """Sizes of one source and year in two currencies imply one rate of exchange."""
    rates: dict[tuple[str, int, str, str], list[_Exchange]] = defaultdict(list)
    for publication in family.publications:
        for one in _find_exchanges(publication, family.slips.doubtful):
            key = one.size.source, one.size.at, one.size.measure, one.other.measure
            rates[key].append(one)
    for found in rates.values():
        if len(found) > 1:
            # of two rates the first counts, of more the middle one
            usual = sorted(found, key=lambda one: one.rate.middle)[(len(found) - 1) // 2]
            usual = found[0] if len(found) == 2 else usual
            for one in found:
                yield None if one.rate.meets(usual.rate) else _contradict(one, usual)


def _find_exchanges(publication: Publication, doubtful: frozenset[Size]) -> Iterator[_Exchange]:
    subjects: dict[tuple[str, str, int], dict[str, Size]] = defaultdict(dict)
    for size in publication.sizes:
        if size.unit.is_money and size not in doubtful and size.low > 0:
            subjects[*size.subject, size.at].setdefault(size.measure, size)
    for sizes in subjects.values():
        first, *others = [sizes[measure] for measure in sorted(sizes, key=_rank)]
        yield from (_Exchange(other, first) for other in others)


def _rank(currency: str) -> tuple[bool, str]:
    """Rates are told for one dollar where there are dollars."""
    return currency != "USD", currency


def _contradict(one: _Exchange, usual: _Exchange) -> Contradiction:
    size, other = one.size, one.other
    message = (
        f"states {size.told} in {size.year}, and {other.cite} {other.told}: {_tell_rate(one)}, but "
        f"{usual.size.cite} and {usual.other.cite} of the same year imply {_tell_rate(usual)}; "
        "a source uses one rate a year, so check the digits, the units and the years of the four"
    )
    worth = abs(divide(one.rate.middle, usual.rate.middle) - 1)
    return Contradiction(size, message, size.told, _tell_rate(usual), worth, "value")


def _tell_rate(one: _Exchange) -> str:
    """``83.1 to 83.4 INR to 1 USD``."""
    return f"{ends(one.rate.low, one.rate.high)} {one.size.measure} to 1 {one.other.measure}"

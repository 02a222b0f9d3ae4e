"""Sizes in two currencies: the rate of exchange that they imply, and one number in both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from marketbook.figures import Interval, divide
from marketbook.markets import Family, Publication
from marketbook.markets.grouping import group_by
from marketbook.markets.printed import Size
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import ends


class _Exchange(NamedTuple):
    """One subject of one year in two currencies."""

    size: Size
    other: Size

    @property
    def rate(self) -> Interval:
        """What one unit of the currency of ``other`` is worth in that of ``size``."""
        return self.size.interval.over(self.other.interval)


@rule("sizes.one-exchange-rate", "sizes", "units", severity="note")
def one_exchange_rate(family: Family) -> Verdicts:
    """Sizes of one source and year in two currencies imply one rate of exchange."""
    doubtful = family.slips.doubtful
    every = (one for each in family.publications for one in _find_exchanges(each, doubtful))
    rates = group_by(
        every, lambda one: (one.size.source, one.size.at, one.size.measure, one.other.measure)
    )
    for found in rates.values():
        if len(found) > 1:
            # of two rates the first counts, of more the middle one
            usual = sorted(found, key=lambda one: one.rate.middle)[(len(found) - 1) // 2]
            usual = found[0] if len(found) == 2 else usual
            for one in found:
                yield None if one.rate.meets(usual.rate) else _tell_rates(one, usual)


def _find_exchanges(publication: Publication, doubtful: frozenset[Size]) -> Iterator[_Exchange]:
    subjects: dict[tuple[str, str, int], dict[str, Size]] = defaultdict(dict)
    for size in publication.sizes:
        if size.unit.is_money and size not in doubtful and size.low > 0:
            subjects[*size.subject, size.at].setdefault(size.measure, size)
    for sizes in subjects.values():
        # rates are told for one dollar where there are dollars
        in_order = sorted(sizes, key=lambda currency: (currency != "USD", currency))
        first, *others = [sizes[measure] for measure in in_order]
        yield from (_Exchange(other, first) for other in others)


def _tell_rates(one: _Exchange, usual: _Exchange) -> Contradiction:
    size, other = one.size, one.other
    message = (
        f"states {size.told} in {size.year}, and {other.cite} {other.told}: {_show_rate(one)}, but "
        f"{usual.size.cite} and {usual.other.cite} of the same year imply {_show_rate(usual)}; "
        "a source uses one rate a year, so check the digits, the units and the years of the four"
    )
    worth = abs(divide(one.rate.middle, usual.rate.middle) - 1)
    return Contradiction(size, message, size.told, _show_rate(usual), worth, "value")


def _show_rate(one: _Exchange) -> str:
    """``83.1 to 83.4 INR to 1 USD``."""
    return f"{ends(one.rate.low, one.rate.high)} {one.size.measure} to 1 {one.other.measure}"


PEGS = ("USD PAB BSD BMD", "SGD BND", "ZAR NAD LSL SZL", "GBP GIP FKP SHP", "INR BTN")
"""Currencies that are worth the same as the first of each group, so that one number is right."""

_PEG = {currency: group.split()[0] for group in PEGS for currency in group.split()}

_TELLING_DIGITS = 3
"""From so many digits on, two currencies near parity seldom give one number."""


@rule("sizes.one-currency", "sizes", "units", severity="note")
def one_currency(publication: Publication) -> Verdicts:
    """A source does not state the same number in two currencies for one subject and year."""
    sizes = [size for size in publication.sizes if size.unit.is_money]
    if len({size.measure for size in sizes}) < 2:
        return
    alike: dict[tuple[object, ...], dict[str, Size]] = defaultdict(dict)
    for size in sizes:
        first = alike[*size.subject, size.year, round(size.money)]
        others = [other for peg, other in first.items() if peg != _peg(size)]
        telling = (one for one in others if min(_digits(size), _digits(one)) >= _TELLING_DIGITS)
        yield next((_tell_number(size, other) for other in telling), None)
        first.setdefault(_peg(size), size)


def _peg(size: Size) -> str:
    """The currency that a size's currency is worth, or itself."""
    return _PEG.get(size.measure, size.measure)


def _digits(size: Size) -> int:
    return len("".join(one for one in size.stated if one.isdigit()).lstrip("0"))


def _tell_number(size: Size, other: Size) -> Contradiction:
    message = (
        f"states {size.told} in {size.year}, and {other.cite} {other.told}, the same number in two "
        "currencies: one of the two has the wrong unit, unless they were worth the same; "
        "check both in the document"
    )
    return Contradiction(size, message, size.told, other.told, 0.0, "unit_id")

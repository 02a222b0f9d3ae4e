"""By how much a market is said to grow, and how many times, against its sizes and rates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marketbook.figures import Interval, divide, grow
from marketbook.markets import Family, Publication
from marketbook.markets.printed import Rate, Size, Statistic
from marketbook.markets.series import Series
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import amount, difference, tell_sizes, years

_PERIOD = re.compile(r"([0-9]{4})/([0-9]{4})")


@dataclass(frozen=True, slots=True)
class _Told:
    """A stated increment or multiple over the years of its period."""

    stated: Statistic
    start: int
    end: int

    @property
    def is_increment(self) -> bool:
        return self.stated.kind == "increment"

    @property
    def unit(self) -> str:
        unit = self.stated.unit
        return unit.name if unit and self.is_increment else "times"

    def scale(self, more: Interval) -> Interval:
        """Money in the unit of the statistic."""
        return more.times(1 / self.stated.unit.factor) if self.stated.unit else more


@dataclass(frozen=True, slots=True)
class _Basis:
    """What a statistic is judged by.

    Attributes:
        implied: What follows for it, in its unit.
        words: From which figures, and over how long.
        is_first: Whether it counts from the first year of the period, not from the base year.
        is_money: Whether the figures are in money.
        is_limit: Whether only the high end of ``implied`` is known.
    """

    implied: Interval
    words: str
    is_first: bool = True
    is_money: bool = True
    is_limit: bool = False

    @property
    def expected(self) -> float:
        """The one number that is likeliest."""
        return self.implied.high if self.is_limit else self.implied.middle

    def gap(self, stated: Interval) -> float:
        """How far it is from what is stated; below 0 where the two meet."""
        return max(self.implied.low - stated.high, stated.low - self.implied.high)


@rule("statistics.growth-agrees-with-sizes", "statistics", "sizes", "units", "regions")
def growth_agrees_with_sizes(family: Family) -> Verdicts:
    """A stated increment or multiple agrees with the sizes and the growth rate of its period."""
    for publication in family.publications:
        for stated in publication.statistics:
            period = _PERIOD.fullmatch(stated.period)
            is_number = stated.value is not None and stated.stated != ""
            if period and is_number and stated.kind in ("increment", "multiple"):
                start, end = map(int, period.groups())
                yield from _judge(_Told(stated, start, end), publication, family)


def _judge(told: _Told, publication: Publication, family: Family) -> Verdicts:
    stated = told.stated.interval
    bases = _find_bases(told, publication, family)
    first = [basis for basis in bases if basis.is_first]
    if first:
        priced = [basis for basis in first if basis.is_money] or first
        nearest = min(priced, key=lambda basis: basis.gap(stated))
        fits = any(stated.meets(basis.implied) for basis in bases)
        yield None if fits else _contradict(told, nearest)


def _find_bases(told: _Told, publication: Publication, family: Family) -> list[_Basis]:
    """Two sizes; where only one is printed it with the rate, or a multiple with the rate alone."""
    unit, rates = told.stated.unit, _find_rates(told, publication, family)
    every = list(publication.series_of(told.stated.region))
    alike = [
        one
        for one in every
        if not told.is_increment or (unit is not None and unit.measure == one.measure)
    ]
    found = [basis for one in alike for basis in _by_sizes(told, one, family.slips.wrong)]
    if not any(basis.is_first for basis in found):
        found += _by_rates(told, alike, rates, family)
    return found


def _find_rates(told: _Told, publication: Publication, family: Family) -> list[Rate]:
    """The rates of the market over the very period, without those that its sizes contradict."""
    return [
        rate
        for rate in publication.rates
        if rate.subject == (told.stated.region, "")
        and (rate.start, rate.end) == (told.start, told.end)
        and rate.record not in family.wrong_rates
    ]


def _by_sizes(told: _Told, series: Series, slipped: frozenset[Size]) -> Iterator[_Basis]:
    # a period may be counted from its first year or from the base year before it
    sizes = [size for size in series.printed if size not in slipped]
    ends = [size for size in sizes if size.at == told.end]
    for begin in (size for size in sizes if 0 <= told.start - size.at <= 1):
        for end in ends:
            words = f"{tell_sizes(begin, end)} over {years(end.at - begin.at)} is"
            implied = end.interval.over(begin.interval)
            if told.is_increment:
                implied = told.scale(Interval(end.low - begin.high, end.high - begin.low))
            yield _Basis(implied, words, begin.at == told.start, end.unit.is_money)


def _by_rates(
    told: _Told, alike: Iterable[Series], rates: list[Rate], family: Family
) -> Iterator[_Basis]:
    """The size at one end grown to the other, or a multiple by the rate alone."""
    # from the first year of the period or from the base year
    counts = [
        (rate, told.end - start)
        for rate in rates
        for start in sorted({told.start, rate.from_year or told.start}, reverse=True)
    ]
    if not told.is_increment:
        yield from (_grow(told, None, rate, count) for rate, count in counts)
        return
    for size in (size for series in alike for size in series.printed):
        if size.at in (told.start, told.end) and size not in family.slips.doubtful:
            yield from (_grow(told, size, rate, count) for rate, count in counts)
            if size.at == told.end and not rates:
                words = f"the market of {size.year} itself, {size.told}, is at most"
                room = told.scale(Interval(0.0, size.high))
                yield _Basis(room, words, is_money=size.unit.is_money, is_limit=True)


def _grow(told: _Told, size: Size | None, rate: Rate, count: int) -> _Basis:
    low, high = (grow(1.0, end, count) for end in (rate.low, rate.high))
    words = f"{rate.stated} % a year over {years(count)} gives"
    is_first = count == told.end - told.start
    if size is None:
        return _Basis(Interval(low, high), words, is_first)
    at_end = size.at == told.end
    more = [1 - divide(1, times) if at_end else times - 1 for times in (low, high)]
    products = [value * part for value in (size.low, size.high) for part in more]
    implied = told.scale(Interval(min(products), max(products)))
    words = f"{size.told} in {size.year} at {words}"
    return _Basis(implied, words, is_first, size.unit.is_money)


def _contradict(told: _Told, basis: _Basis) -> Contradiction:
    stated, implied = told.stated, basis.implied
    value, unit = stated.value or 0.0, told.unit
    says = f"grows by {stated.told}"
    if not told.is_increment:
        says = f"becomes {stated.told.removesuffix(' times')} times as large"
    ends = " to ".join(dict.fromkeys(map(amount, (implied.low, implied.high))))
    ends = f"{amount(implied.high)} {unit}" if basis.is_limit else f"{ends} {unit}"
    gap = f"{ends}: {difference(value, basis.expected, unit)}"
    message = (
        f"says that the market {says} from {told.start} to {told.end}, but {basis.words} {gap}; "
        "check the digits, the unit and the years, or waive it with the reason"
    )
    worth = abs(divide(value, basis.expected) - 1) if basis.expected else 1.0
    return contradict(stated, message, ends, worth)

"""Two sizes of one subject, year and currency in one source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from marketbook.figures import FLOAT_NOISE, cut_interval, divide
from marketbook.markets import Family
from marketbook.markets.printed import Size
from marketbook.markets.series import group_by_year
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import difference


@rule("sizes.one-per-subject", "sizes", "units", "sources")
def one_per_subject(family: Family) -> Verdicts:
    """A source states one size per subject, year and currency."""
    # two tables with shifted years are one fault, which has its own rule; so has a slip
    shifted = {shift.series for shift in family.shifts if shift.series is shift.other}
    fitting = _find_fitting(family)
    for series in family.series:
        if series not in shifted:
            kept = (size for size in series.printed if size not in family.slips.sure)
            for sizes in group_by_year(kept).values():
                yield from _judge(sizes, fitting)


def _find_fitting(family: Family) -> Mapping[Size, str]:
    """Sizes that a stated rate fits as one of its ends, with the rate as printed."""
    spans = (span for found in family.spans.values() for span in found if span.fits)
    fitting: dict[Size, str] = {}
    for span in spans:
        for size in (span.begin.origin, span.end.origin):
            fitting[size] = min(span.rate.stated, fitting.get(size, span.rate.stated))
    return fitting


def _judge(sizes: Sequence[Size], fitting: Mapping[Size, str]) -> Verdicts:
    first, known = sizes[0], _Values()
    known.add(first)
    for size in sizes[1:]:
        # a size that repeats an earlier one says nothing new
        yield None if known.meet(size) else _contradict(size, first, fitting)
        known.add(size)


class _Values:
    """All that sizes of one year can be, as intervals that have nothing in common."""

    def __init__(self) -> None:
        self._lows: list[float] = []
        self._highs: list[float] = []

    def meet(self, size: Size) -> bool:
        low, high = _widen(size)
        place = bisect_left(self._highs, low)
        return place < len(self._lows) and self._lows[place] <= high

    def add(self, size: Size) -> None:
        low, high = _widen(size)
        place = bisect_left(self._highs, low)
        last = place
        while last < len(self._lows) and self._lows[last] <= high:
            low, high = min(low, self._lows[last]), max(high, self._highs[last])
            last += 1
        self._lows[place:last], self._highs[place:last] = [low], [high]


def _widen(size: Size) -> tuple[float, float]:
    noise = FLOAT_NOISE * abs(size.money)
    return size.low - noise, size.high + noise


def _contradict(size: Size, other: Size, fitting: Mapping[Size, str]) -> Contradiction:
    factor = size.unit.factor
    gap = difference(size.money / factor, other.money / factor, size.unit.name)
    message = (
        f"states {size.told} in {size.year}, but {other.cite} states {other.told}: {gap}; "
        f"{_tell_cut(size, other)}{_tell_fit(size, other, fitting)}keep both only if the source "
        "prints both, and waive it and say where each is printed"
    )
    worth = abs(divide(size.money, other.money) - 1)
    return contradict(size, message, other.told, worth)


def _tell_cut(size: Size, other: Size) -> str:
    """Whether one of the two is the other with fewer digits, cut instead of rounded."""
    for one, two in ((size, other), (other, size)):
        if cut_interval(one.value, one.stated).times(one.unit.factor).meets(two.interval):
            return f"{one.stated} is {two.stated} cut instead of rounded; "
    return ""


def _tell_fit(size: Size, other: Size, fitting: Mapping[Size, str]) -> str:
    """Which of the two the stated growth is counted with."""
    one, two = fitting.get(size), fitting.get(other)
    if bool(one) == bool(two):
        return ""
    return f"the stated growth of {one or two} % fits {(size if one else other).told} only; "

"""By how much a market is said to grow, and how many times, against its sizes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marketbook.figures import CUT, Interval, divide, interval_of
from marketbook.markets import Family, Publication
from marketbook.markets.printed import Size, Statistic
from marketbook.rules.rule import Contradiction, rule
from marketbook.rules.telling import tell_sizes
from marketbook.rules.words import amount, difference, years

_PERIOD = re.compile(r"([0-9]{4})/([0-9]{4})")


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """A stated increment or multiple beside the two sizes of its period."""

    stated: Statistic
    begin: Size
    end: Size

    @property
    def implied(self) -> Interval:
        """What the two sizes give, in the unit of the statistic."""
        begin, end, unit = self.begin, self.end, self.stated.unit
        if unit and self.stated.kind == "increment":
            more = Interval(end.low - begin.high, end.high - begin.low)
            return more.times(1 / unit.factor)
        return Interval(divide(end.low, begin.high), divide(end.high, begin.low))

    @property
    def gap(self) -> float:
        """How far the two are apart; below 0 where they meet."""
        stated, implied = _read(self.stated), self.implied
        return max(implied.low - stated.high, stated.low - implied.high)

    @property
    def fits(self) -> bool:
        """Whether the two can both be true."""
        return _read(self.stated).meets(self.implied)


@rule("statistics.growth-agrees-with-sizes", reads=("statistics", "sizes", "units", "regions"))
def growth_agrees_with_sizes(family: Family) -> Iterator[Contradiction | None]:
    """A stated increment or multiple is what the two sizes of its period give."""
    for publication in family.publications:
        for stated in publication.statistics:
            period = _PERIOD.fullmatch(stated.period)
            if period and _counts(stated):
                start, end = map(int, period.groups())
                yield from _judge(stated, start, end, publication, family.slips.wrong)


def _counts(stated: Statistic) -> bool:
    is_number = stated.value is not None and stated.stated != ""
    return is_number and stated.kind in ("increment", "multiple")


def _judge(
    stated: Statistic, start: int, end: int, publication: Publication, slipped: frozenset[Size]
) -> Iterator[Contradiction | None]:
    # a period may be counted from its first year or from the base year before it
    told = list(_pair(stated, (start, start - 1), end, publication, slipped))
    own = [one for one in told if one.begin.at == start]
    if own:
        priced = [one for one in own if one.end.unit.is_money] or own
        nearest = min(priced, key=lambda one: (one.gap, one.end.order))
        yield None if any(one.fits for one in told) else _contradict(nearest)


def _pair(
    stated: Statistic,
    starts: Iterable[int],
    end: int,
    publication: Publication,
    slipped: frozenset[Size],
) -> Iterator[_Told]:
    """A statistic beside the printed sizes of its region at both ends of its period."""
    for series in publication.series_of(stated.region):
        alike = stated.unit is not None and stated.unit.measure == series.measure
        if alike or stated.kind == "multiple":
            sizes = [size for size in series.printed if size not in slipped]
            begins = [size for size in sizes if size.at in starts]
            ends = [size for size in sizes if size.at == end]
            yield from (_Told(stated, one, two) for one in begins for two in ends)


def _read(stated: Statistic) -> Interval:
    """What a statistic stands for; one printed as over or up to so much is open on one side."""
    value = stated.value or 0.0
    ends = interval_of(value, stated.step, stated.qualifier)
    low = 0.0 if stated.qualifier == "up-to" else ends.low
    return Interval(low, math.inf if stated.qualifier in CUT else ends.high)


def _contradict(told: _Told) -> Contradiction:
    stated, begin, end = told.stated, told.begin, told.end
    implied, value = told.implied, stated.value or 0.0
    printed = f"{stated.qualifier.replace('-', ' ')} {stated.stated}".strip()
    unit = stated.unit if stated.kind == "increment" else None
    name = unit.name if unit else "times"
    told_ends = " to ".join(dict.fromkeys(map(amount, (implied.low, implied.high))))
    says = f"grows by {printed} {name}" if unit else f"becomes {printed} times as large"
    message = (
        f"says that the market {says} from {begin.year} to {end.year}, but "
        f"{tell_sizes(begin, end)} over {years(end.at - begin.at)} is {told_ends} {name}: "
        f"{difference(value, implied.middle, name)}; check the digits, the unit and the years, or "
        "waive it with the reason"
    )
    worth = abs(value / implied.middle - 1) if implied.middle else 1.0
    return Contradiction(stated, message, stated.stated, f"{told_ends} {name}", worth, "value")

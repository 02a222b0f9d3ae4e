"""Sizes inside the window of a growth rate that bend its path.

A growth rate states its two ends. Between them a market may grow evenly, ever faster (as a sum of
parts does, each at its own constant rate) or ever slower (as one that fades or saturates does).
What cannot be explained so is a size that makes growth leap up and fall, or fall and leap up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from marketbook.figures import Interval, grow, implied_interval, reach
from marketbook.markets.printed import Size
from marketbook.markets.publication import Publication
from marketbook.markets.series import Series, group_by_year
from marketbook.markets.spans import Span


@dataclass(frozen=True, slots=True)
class Steps:
    """Growth around one size of a series, in percent a year, inside the window of a rate.

    Attributes:
        earlier, before: Growth up to the size before it, and from there to it.
        after, later: Growth from it to the next size, and after that.
        before_years, after_years: Years from the size before it, and to the next.
    """

    earlier: Interval | None
    before: Interval
    after: Interval
    later: Interval | None
    before_years: int
    after_years: int

    @property
    def bend(self) -> float:
        """How far the growth before and after it is apart at least, in points."""
        return max(self.after.low - self.before.high, self.before.low - self.after.high)

    @property
    def rises(self) -> bool:
        """Whether growth is higher after it than before."""
        return self.after.low > self.before.high

    @property
    def around(self) -> list[Interval]:
        """The growth that is not next to it."""
        return [one for one in (self.earlier, self.later) if one]

    @property
    def is_steady(self) -> bool:
        """Whether growth only rises, or only fades, from size to size; two steps tell nothing."""
        known = [one for one in (self.earlier, self.before, self.after, self.later) if one]
        steps = list(pairwise(known))
        rising = all(reach(one.low, two.high) for one, two in steps)
        fading = all(reach(two.low, one.high) for one, two in steps)
        return len(steps) > 1 and (rising or fading)


@dataclass(frozen=True, slots=True, eq=False)
class Bend:
    """A size that makes growth neither rise nor fade steadily.

    Attributes:
        size: The size.
        span: The rate, with the two sizes that it spans.
        steps: The growth around the size.
        known: All other growth that is known of the market, in percent a year.
        others: How many rates of other subjects the source states.
        forecast_start: First year of the source's forecast.
    """

    size: Size
    span: Span
    steps: Steps
    known: Interval
    others: int
    forecast_start: int | None

    @property
    def order(self) -> tuple[float, int, int, int]:
        """The sharpest bend first, then that of the shortest span."""
        return -self.steps.bend, self.span.years, self.span.rate.line, self.size.at

    @property
    def is_leap(self) -> bool:
        """Whether growth differs by more before and after than the market explains.

        Growth may fade, evenly from double the rate to none at most, by which the growth before
        and after any size differs by the rate itself. It rises as the faster parts gain weight,
        and no further than the rates that the source states for them are apart; by a third of the
        rate in any case, as growth does that doubles evenly. Where hardly any other rate is
        stated, it may rise as far as it may fade. A size of the year that the forecast starts
        from, or of one before it, is no forecast: it may have grown by anything. Between two near
        years the bend must also lift the size by more than four months grow: one year may be that
        much better than the next.
        """
        implied, steps = self.span.implied, self.steps
        rate = max(abs(implied.low), abs(implied.high))
        apart = max(self.known.width, rate / 3) if self.others > 1 and steps.rises else rate
        near = steps.before_years * steps.after_years / (steps.before_years + steps.after_years)
        start = self.forecast_start
        is_forecast = start is None or self.size.at > start
        return (
            is_forecast and not reach(steps.bend, apart) and not reach(steps.bend * near, rate / 3)
        )


_PATHS = ("between", "from_begin", "from_end")
_ORDER = attrgetter("at", "order")

Inside = tuple[Span, Size]
"""A rate with a size between the two that it spans."""


def find_inside(spans: Iterable[Span], doubtful: frozenset[Size]) -> Iterator[Inside]:
    """Sizes between the two that a rate spans, where nothing contradicts any of the three."""
    for span in spans:
        if span.is_sound:
            for year, sizes in span.series.by_year.items():
                if span.begin.at < year < span.end.at:
                    yield from ((span, size) for size in sizes if size.origin not in doubtful)


def find_bends(
    inside: Iterable[Inside],
    spans: Iterable[Span],
    doubtful: frozenset[Size],
    publication_of: Callable[[Series], Publication],
) -> list[Bend]:
    """Of each rate the size that bends growth most, and of each size the sharpest bend.

    One wrong size bends growth at its neighbours too: the sharpest bend is its own.
    """
    off = [pair for pair in inside if _is_off(*pair)]
    if not off:
        return []
    # years at which a rate begins or ends that its two sizes give
    sound = (one for one in spans if one.is_sound and one.fits)
    explained = {(one.series, year) for one in sound for year in (one.begin.at, one.end.at)}
    # of each year the first size that nothing contradicts
    firsts = {
        series: group_by_year(
            one for one in sorted(series.sizes, key=_ORDER) if one.origin not in doubtful
        )
        for series in {span.series for span, _ in off}
    }
    best: dict[tuple[str, Series], Bend] = {}
    for span, size in off:
        steps = _find_steps(span, size, [found[0] for found in firsts[span.series].values()])
        if (span.series, size.at) not in explained and steps and not steps.is_steady:
            bend = _describe(span, size, steps, publication_of(span.series))
            key = span.rate.record, span.series
            best[key] = min(best.get(key, bend), bend, key=lambda one: one.order)
    sizes: dict[Size, Bend] = {}
    for bend in best.values():
        sizes[bend.size] = min(sizes.get(bend.size, bend), bend, key=lambda one: one.order)
    return list(sizes.values())


def _describe(span: Span, size: Size, steps: Steps, publication: Publication) -> Bend:
    others = [rate.value for rate in publication.rates if rate.subject != span.rate.subject]
    ends = [end for one in (span.implied, *steps.around) for end in (one.low, one.high)]
    known = Interval(min([*others, *ends]), max([*others, *ends]))
    return Bend(size, span, steps, known, len(others), publication.source.forecast_start)


def find_path(span: Span, year: int, path: str) -> Interval:
    """Ends of a year, in base units: at the rate ``from_begin`` or ``from_end``, or ``between``."""
    after = year - span.begin.at
    rate, begin, end, implied = span.rate, span.begin, span.end, span.implied
    if path == "from_end":
        left = after - span.years
        return Interval(grow(end.low, rate.high, left), grow(end.high, rate.low, left))
    growth = rate.interval if path == "from_begin" else implied
    return Interval(grow(begin.low, growth.low, after), grow(begin.high, growth.high, after))


def _is_off(span: Span, size: Size) -> bool:
    """Whether a size is not on the paths of constant growth.

    Where ends and rate agree, it must be on every path; where they do not, one of them is wrong
    and has its finding, and one path is enough.
    """
    of = all if span.agrees else any
    return not of(find_path(span, size.at, path).meets(size.interval) for path in _PATHS)


def _find_steps(span: Span, size: Size, sizes: Sequence[Size]) -> Steps | None:
    """Growth around a size, without the growth outside the window of the rate.

    Args:
        span: The rate.
        size: The size.
        sizes: One of each year, in their order.
    """
    place = next(n for n, one in enumerate(sizes) if one.at == size.at)
    near = sizes[max(place - 2, 0) : place + 3]
    place = min(place, 2)
    if not 0 < place < len(near) - 1:
        return None
    steps = [
        implied_interval(one.interval, two.interval, two.at - one.at) for one, two in pairwise(near)
    ]
    earlier = steps[0] if place > 1 and near[0].at >= span.begin.at else None
    later = steps[-1] if place + 2 < len(near) and near[-1].at <= span.end.at else None
    before_years, after_years = size.at - near[place - 1].at, near[place + 1].at - size.at
    return Steps(earlier, steps[place - 1], steps[place], later, before_years, after_years)

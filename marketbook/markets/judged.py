"""Whether stated growth rates agree with the sizes that they span."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marketbook.figures import Interval, implied_growth, implied_interval, power
from marketbook.markets.grouping import group_by
from marketbook.markets.printed import Rate, Size
from marketbook.markets.spans import Span


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A rate beside the span that comes nearest to it, one for each currency.

    Attributes:
        span: The span.
        base: A size of the same series in the base year that nothing contradicts.
        is_ok: Whether the rate fits one of its spans, over its own years or from the base year.
        is_label: Whether it fits one over its own years.
    """

    span: Span
    base: Size | None
    is_ok: bool
    is_label: bool

    @property
    def rate(self) -> Rate:
        """The rate."""
        return self.span.rate


def judge_spans(spans: Sequence[Span], doubtful: frozenset[Size]) -> list[Judged]:
    """The verdict on one rate."""
    bases = {span: _find_bases(span, doubtful) for span in spans}
    is_label = any(span.agrees for span in spans)
    is_ok = is_label or any(
        agrees_from_base(span, base) for span, found in bases.items() for base in found
    )
    measures = group_by(spans, lambda span: span.series.measure)
    return [
        Judged(near, base, is_ok, is_label)
        for found in measures.values()
        for near in [min(found, key=_distance)]
        for base in (bases[near] or [None])[:1]
    ]


def _distance(span: Span) -> tuple[float, int, int]:
    """Of several sizes of one year those that come nearest to the stated rate."""
    gap = abs(span.implied_digits - span.rate.value)
    return gap, span.begin.origin.line, span.end.origin.line


def _find_bases(span: Span, doubtful: frozenset[Size]) -> list[Size]:
    base = span.rate.base_year
    found = span.series.by_year.get(base, ()) if base is not None else ()
    return [size for size in found if size.origin not in doubtful]


def agrees_from_base(span: Span, base: Size) -> bool:
    """Whether a rate fits from the base year on, with no period or one that begins right after it.

    An estimate may be between the two. Which year such a label names as the first, that of the
    size or that of the first growth, is a matter of style; but the size of the label's first year
    must have grown from the base by what such years can (:func:`~.spans.room_beside`).
    """
    rate, label = span.rate, span.rate.start_year
    if span.end.at == base.at or not _grows(base, span.end, rate.interval):
        return False
    if label is None:
        return True
    near = 1 <= label - base.at <= 2
    return near and (span.begin.at == base.at or _grows(base, span.begin, span.room))


def _grows(base: Size, other: Size, room: Interval) -> bool:
    """Whether the growth from the base year to another may be between two rates."""
    growth = implied_interval(base.interval, other.interval, other.at - base.at)
    return growth.meets(room)


@dataclass(frozen=True, slots=True, eq=False)
class Bridge:
    """Two sizes that show whether a rate is right, and what else it may be counted with.

    The rate is right where it meets ``(end / begin × others)^(1 / years) − 1``.

    Attributes:
        rate: The rate.
        begin, end: The two sizes.
        years: Years that the rate is counted over.
        least, most: Ends of what the years that only the sizes or only the window hold may
            multiply the growth by; 1 where the two hold the same years.
    """

    rate: Rate
    begin: Size
    end: Size
    years: int
    least: float = 1.0
    most: float = 1.0

    @property
    def implied(self) -> Interval:
        """Growth that the two sizes allow, in percent a year."""
        return Interval(
            implied_growth(self.begin.high, self.end.low * self.least, self.years),
            implied_growth(self.begin.low, self.end.high * self.most, self.years),
        )


def find_bridge(spans: Sequence[Span], doubtful: frozenset[Size]) -> Bridge:
    """How a rate agrees with the sizes it spans; where it does not, the span that comes nearest."""
    near = sorted(spans, key=lambda span: (not span.fits, not span.agrees, *_distance(span)))
    best = near[0]
    # over several years that are not its own a rate may fit by chance, as the digits are coarse
    if best.fits and best.outside <= 1:
        return _bridge(best.begin, best)
    if best.agrees:
        return _allow(best)
    for span in near:
        for base in _find_bases(span, doubtful):
            if agrees_from_base(span, base):
                return _bridge(base, span)
    return _bridge(best.begin, best)


def _bridge(begin: Size, span: Span) -> Bridge:
    return Bridge(span.rate, begin, span.end, span.end.at - begin.at)


_NEARLY_NOTHING = 0.01
"""The least that a year leaves of a market, so that what is divided by it stays finite."""

_NEVER_NOTHING = 1e-150
"""The least that any number of years leaves, for the same reason."""


def _allow(span: Span) -> Bridge:
    """A span with the years that only the sizes, or only the window of the rate, hold."""
    rate = span.rate
    if not span.outside:
        least, most = _factors(span.room, span.missing)
        return Bridge(rate, span.begin, span.end, span.window or span.years, least, most)
    least, most = _factors(span.room, span.outside)
    if span.may_grow_apart and rate.first is not None:
        slow, fast = _factors(rate.first, span.outside)
        least, most = min(least, slow / 2), max(most, fast * 2)
    years = span.years - span.outside
    return Bridge(rate, span.begin, span.end, years, 1 / most, 1 / least)


def _factors(growth: Interval, years: int) -> tuple[float, float]:
    """What growth between two rates multiplies a size by in some years."""
    low, high = (
        max(power(max(end / 100 + 1, _NEARLY_NOTHING), years), _NEVER_NOTHING)
        for end in (growth.low, growth.high)
    )
    return low, high

"""Growth rates of parts against the rate, or a later size, of their whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marketbook.figures import divide, grow, implied_growth, reach
from marketbook.markets import Family
from marketbook.markets.grouping import group_by
from marketbook.markets.printed import Size
from marketbook.markets.rated import RatedPair, WideRate
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import excess, in_unit, percent, years


@dataclass(frozen=True, slots=True, eq=False)
class _Grown:
    """A part beside its whole, each grown by its own rate.

    Attributes:
        own, of_whole: The rates; the second is none where the whole is printed for the later year.
        part, whole: The sizes from which they grow.
        horizon: The year up to which they do.
        count: Years of growth of the part.
        part_then, whole_then: The least of the part and the most of the whole, in base units.
        may_fit: Whether another size of the part leaves room for it.
    """

    own: WideRate
    of_whole: WideRate | None
    part: Size
    whole: Size
    horizon: int
    count: int
    part_then: float
    whole_then: float
    may_fit: bool = False

    @property
    def ratio(self) -> float:
        """How many times as large as the whole the part would be."""
        return divide(self.part_then, self.whole_then)

    @property
    def fits(self) -> bool:
        return self.may_fit or reach(self.ratio, 1.0)


@rule("growth_rates.part-stays-in-whole", "growth_rates", "sizes", "units")
def part_stays_in_whole(family: Family) -> Verdicts:
    """A part does not outgrow its whole before the forecast ends."""
    doubtful = family.slips.doubtful
    grown = (
        one
        for one in (*_grow_both(family), *_grow_to_sizes(family))
        if doubtful.isdisjoint((one.part, one.whole))
    )
    tightest = [
        min(found, key=lambda one: (-one.ratio, one.part.order))
        for found in group_by(grown, lambda one: one.own).values()
    ]
    yield from (None for one in tightest if one.fits)
    yield from _say_once(one for one in tightest if not one.fits)


def _grow_both(family: Family) -> Iterator[_Grown]:
    """Both grown to the first year that ends a window.

    What outgrows its whole from one year on but not from another is in order, and what is larger
    from the start has a finding on its sizes.
    """
    doubtful = family.slips.doubtful
    for pair in family.unlike_rates:
        found = [
            _grow(pair, part, whole)
            for part, whole in (pair.nesting.pairs() if pair.is_faster else ())
            if doubtful.isdisjoint((part, whole)) and reach(part.low, whole.high)
            if max(pair.own.from_year, pair.of_whole.from_year) <= part.at < pair.horizon
        ]
        if found:
            yield min(found, key=lambda one: (one.ratio, one.part.order))


def _grow(pair: RatedPair, part: Size, whole: Size) -> _Grown:
    # whether a rate holds for the year from the base year to its window is open: of both readings
    # the shorter one is better for the publisher, for parts and wholes of one source alike
    own, of_whole, horizon = pair.own, pair.of_whole, pair.horizon
    count = horizon - part.at - (part.at < own.start)
    fewer = part.at < of_whole.start and not pair.nesting.of_market
    then = grow(part.low, own.low, count)
    whole_then = grow(whole.high, of_whole.high, horizon - part.at - fewer)
    return _Grown(own, of_whole, part, whole, horizon, count, then, whole_then)


def _grow_to_sizes(family: Family) -> Iterator[_Grown]:
    """Parts grown to a later size of their whole."""
    for moved in family.moved_parts:
        part, whole = moved.part, moved.whole
        for own in () if moved.is_later else family.rated.get(moved.nesting.part, ()):
            # between the ends of its window a rate says nothing
            first = min(own.from_year, moved.growth.still_year)
            if first <= part.at <= own.from_year and whole.at == own.end:
                then, count = (moved.low, whole.high), whole.at - part.at
                yield _Grown(own, None, part, whole, whole.at, count, *then, moved.fits)


def _say_once(wrong: Iterable[_Grown]) -> Iterator[Contradiction]:
    """One for each part, or one for each whole whose rate several parts outgrow."""
    for found in group_by(wrong, lambda grown: grown.of_whole or grown.own).values():
        worst = max(found, key=lambda grown: grown.ratio)
        if len(found) > 1 and worst.of_whole:
            yield _contradict_whole(worst, worst.of_whole, len(found))
        else:
            yield from map(_contradict_part, found)


_REMEDY = "check the period and the subject of both rates, or waive it with the reason"


def _contradict_whole(grown: _Grown, of_whole: WideRate, parts: int) -> Contradiction:
    rate, (part, whole, then, most, gap) = of_whole.rate, _tell(grown)
    message = (
        f"states {rate.stated} %, but {parts} parts outgrow that by {grown.horizon}: {whole} would "
        f"be at most {most}, and of its parts {part} alone at least {then} at its "
        f"{grown.own.rate.stated} %, {gap} too much; {_REMEDY}"
    )
    return contradict(rate, message, worth=grown.ratio - 1)


def _contradict_part(grown: _Grown) -> Contradiction:
    rate, (part, whole, then, most, gap) = grown.own.rate, _tell(grown)
    by = f"at {grown.of_whole.rate.stated} %" if grown.of_whole else "as printed"
    room = divide(grown.part.low, grown.whole.high)
    grows = divide(grown.whole_then, grown.whole.high)
    limit = percent(implied_growth(room, grows, grown.count))
    message = (
        f"states {rate.stated} %, by which {part} would be at least {then} in {grown.horizon}, but "
        f"{whole} which contains it, at most {most} {by}: at least {gap} too much; in the "
        f"{years(grown.count)} to {grown.horizon} the part can grow by at most {limit} % a year; "
        f"{_REMEDY}"
    )
    return contradict(rate, message, f"at most {limit} %", grown.ratio - 1)


def _tell(grown: _Grown) -> tuple[str, str, str, str, str]:
    """Both sizes, both as grown, and by how much the part is too large."""
    part, whole, unit = grown.part, grown.whole, grown.whole.unit
    return (
        f"{part.cite}, {part.told} in {part.year},",
        f"{whole.cite}, {whole.told},",
        in_unit(grown.part_then, unit),
        in_unit(grown.whole_then, unit),
        excess(grown.part_then, grown.whole_then, unit),
    )

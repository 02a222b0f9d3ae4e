"""Numbers, figures and growth as the sentences of findings show them."""

from __future__ import annotations

from collections.abc import Sequence

from marketbook.figures import UNBOUNDED, Interval
from marketbook.markets import Publication
from marketbook.markets.printed import Size, Unit
from marketbook.markets.share_figures import RatedPart
from marketbook.markets.spans import Span

_MULTIPLE, _FRACTION = 10, 100
"""From here on a multiple, and a fraction, say more than a percentage."""

_MOST_NAMED = 40
"""A sentence names so many things at most."""


def percent(value: float, digits: int = 2) -> str:
    """A rate or share in percent, with enough digits to tell it from its neighbours."""
    return f"{value:,.{digits}f}"


def span(interval: Interval, digits: int = 2) -> str:
    """Both ends of an interval in percent: ``25.86 to 26.12 %``."""
    low, high = percent(interval.low, digits), percent(interval.high, digits)
    if interval.high >= UNBOUNDED:
        return f"{low} % or more"
    return f"{low} %" if low == high else f"{low} to {high} %"


def amount(value: float) -> str:
    """A number with four significant digits or all of its integer digits, up to fifteen."""
    if abs(value) >= 1e15:
        return f"{value:.3e}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.4g}"


def ends(low: float, high: float) -> str:
    """Both ends of a span of numbers, with as many digits as tell them apart: ``124.98 to 125.03``.

    Four significant digits, up to two more where the ends are nearer to each other.
    """
    if low == high:
        return amount(low)
    for digits in (4, 5, 6):
        one, two = (_significant(value, digits) for value in (low, high))
        if one != two:
            return f"{one} to {two}"
    return one


def _significant(value: float, digits: int) -> str:
    whole = len(f"{abs(value):.0f}") if abs(value) >= 1 else 0
    if whole > digits:
        return f"{value:,.0f}"
    return f"{value:,.{digits}g}"


def difference(found: float, expected: float, unit: str) -> str:
    """How far ``found`` is from ``expected``: ``10.5 USD billion (26 %) more``."""
    gap = found - expected
    return f"{_short(abs(gap))} {unit}{_relation(found, expected)} {'more' if gap > 0 else 'less'}"


def gap_of(found: float, expected: float, unit: Unit) -> str:
    """As :func:`difference`, of two amounts in base units."""
    return difference(found / unit.factor, expected / unit.factor, unit.name)


def excess(found: float, limit: float, unit: Unit) -> str:
    """By how much ``found`` exceeds ``limit``, both in base units: ``2.1 USD billion (9 %)``."""
    return f"{_short((found - limit) / unit.factor)} {unit.name}{_relation(found, limit)}"


def _short(gap: float) -> str:
    """A gap between two printed figures, which has fewer digits than either."""
    return f"{gap:.3g}" if abs(gap) < 1 else amount(gap)


def _relation(found: float, expected: float) -> str:
    """In percent, or as a multiple or a fraction where that says more."""
    if not expected:
        return ""
    times = found / expected
    if times >= _MULTIPLE:
        return f" ({amount(times)} times as much)"
    if 0 < times <= 1 / _FRACTION:
        return f" (1/{amount(1 / times)} of it)"
    return f" ({abs(times - 1) * 100:,.3g} %)"


def years(count: float) -> str:
    """``1 year`` or ``8 years``."""
    return f"{count:g} year" if count == 1 else f"{count:g} years"


def the_others(count: int) -> str:
    """``the other`` or ``the 2 others``."""
    return "the other" if count == 1 else f"the {count} others"


def listed(names: Sequence[str]) -> str:
    """``a, b and c``; of very many the first, and how many more."""
    if len(names) > _MOST_NAMED:
        names = [*names[:_MOST_NAMED], f"{len(names) - _MOST_NAMED:,} more"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def number(share: float) -> str:
    """A printed share as short as it can be."""
    return f"{share:.6g}"


def rough(value: float) -> str:
    """A percentage that follows from others, in three digits."""
    return f"{value:.3g}" if abs(value) < 100 else f"{value:,.0f}"


def points(value: float) -> str:
    """``1 point`` or ``2.5 points``."""
    return f"{rough(value)} point{'' if rough(value) == '1' else 's'}"


def in_year(time: int) -> str:
    """``in 2024`` or ``without a year``."""
    return f"in {time}" if time else "without a year"


def in_unit(money: float, unit: Unit) -> str:
    """Money in a unit: ``93.19 USD billion``."""
    return f"{amount(money / unit.factor)} {unit.name}"


def ends_in_unit(money: Interval, unit: Unit) -> str:
    """Both ends of an amount in a unit: ``124.98 to 125.03 USD billion``."""
    return f"{ends(money.low / unit.factor, money.high / unit.factor)} {unit.name}"


def sized(size: Size) -> str:
    """A size as printed, with the amount that it comes to where it is a share."""
    return size.told if size.is_printed else f"{size.told} ({in_unit(size.money, size.unit)})"


def count_years(span: Span) -> str:
    """``8 years (2024 to 2032)``."""
    return f"{years(span.years)} ({span.begin.year} to {span.end.year})"


def tell_sizes(begin: Size, end: Size) -> str:
    """``2.52 → 9.81 USD billion``, or both with their units."""
    unit = "" if begin.unit.name == end.unit.name else f" {begin.unit.name}"
    return f"{begin.printed}{unit} → {end.printed} {end.unit.name}"


def tell_growth(rated: RatedPart) -> str:
    """``with growth of 15.1 % a year for the part and 18.3 % for the whole``."""
    own, of_whole = number(rated.own.value), number(rated.of_whole.value)
    return f"with growth of {own} % a year for the part and {of_whole} % for the whole"


def name_subject(publication: Publication, subject: tuple[str, str]) -> str:
    """Name of a segment, or of the region where the subject has none."""
    region, segment = subject
    return publication.codes.name(segment or region)

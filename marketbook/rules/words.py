"""Numbers and figures as a sentence shows them."""

from __future__ import annotations

from marketbook.figures import Interval


def percent(value: float, digits: int = 2) -> str:
    """A rate or share in percent, with enough digits to tell it from its neighbours."""
    return f"{value:,.{digits}f}"


def span(interval: Interval, digits: int = 2) -> str:
    """Both ends of an interval in percent: ``25.86 to 26.12 %``."""
    low, high = percent(interval.low, digits), percent(interval.high, digits)
    return f"{low} %" if low == high else f"{low} to {high} %"


def amount(value: float) -> str:
    """A number with four significant digits or all of its integer digits."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.4g}"


def difference(found: float, expected: float, unit: str) -> str:
    """How far ``found`` is from ``expected``: ``10.5 USD billion (26 %) more``."""
    gap = found - expected
    share = f" ({abs(gap / expected) * 100:,.3g} %)" if expected else ""
    return f"{amount(abs(gap))} {unit}{share} {'more' if gap > 0 else 'less'}"


def years(count: float) -> str:
    """``1 year`` or ``8 years``."""
    return f"{count:g} year" if count == 1 else f"{count:g} years"


def listed(names: list[str]) -> str:
    """``a, b and c``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

"""Figures and growth as the sentences of findings show them."""

from __future__ import annotations

from marketbook.figures import Interval
from marketbook.markets.printed import Size, Unit
from marketbook.markets.spans import Span
from marketbook.rules.words import amount, years


def in_unit(money: float, unit: Unit) -> str:
    """Money in a unit: ``93.19 USD billion``."""
    return f"{amount(money / unit.factor)} {unit.name}"


def ends_of(span: Span) -> tuple[Interval, Interval]:
    """What the first and the last size of a span can be."""
    return span.begin.interval, span.end.interval


def count_years(span: Span) -> str:
    """``8 years (2024 to 2032)``."""
    return f"{years(span.years)} ({span.begin.year} to {span.end.year})"


def tell_sizes(begin: Size, end: Size) -> str:
    """``2.52 → 9.81 USD billion``, or both with their units."""
    unit = "" if begin.unit.name == end.unit.name else f" {begin.unit.name}"
    return f"{begin.printed}{unit} → {end.printed} {end.unit.name}"

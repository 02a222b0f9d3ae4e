"""Figures and growth as the sentences of findings show them."""

from __future__ import annotations

from marketbook.markets import Publication
from marketbook.markets.printed import Figure, Size, Unit
from marketbook.markets.share_growth import RatedPart
from marketbook.markets.spans import Span
from marketbook.rules.words import amount, number, years


def in_unit(money: float, unit: Unit) -> str:
    """Money in a unit: ``93.19 USD billion``."""
    return f"{amount(money / unit.factor)} {unit.name}"


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


def qualified(figure: Figure) -> str:
    """The printed digits with the word before them: ``over 50``."""
    return f"{figure.qualifier.replace('-', ' ')} {figure.stated}".strip()


def tell_growth(rated: RatedPart) -> str:
    """``with growth of 15.1 % a year for the part and 18.3 % for the whole``."""
    own, of_whole = number(rated.own.value), number(rated.of_whole.value)
    return f"with growth of {own} % a year for the part and {of_whole} % for the whole"


def name_subject(publication: Publication, subject: tuple[str, str]) -> str:
    """Name of a segment, or of the region where the subject has none."""
    region, segment = subject
    return publication.codes.name(segment or region)

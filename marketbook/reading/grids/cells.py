"""The numbers of a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from marketbook.reading.grids.heads import FigureKind, Head
from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention, find_mentions
from marketbook.reading.mentions.units import is_money
from marketbook.reading.words.numbers import SPACED, read_number
from marketbook.reading.words.scales import FACTORS

_NUMBER = re.compile(rf"^[~≈]?\s*{SPACED}\s*[*†]?$")
_BESIDE = re.compile(r"\s*\(([^()]*%)\)\s*$")
_YEARS = re.compile(r"\W*(?:FY\s?)?(?:19|20)\d\d\w?\s*(?:[-–/]\s*(?:19|20)?\d\d\w?)?[\s).]*")
_ALONE = re.compile(rf"[^\w%]*{SPACED}(?:\s?[-–—]\s?{SPACED})?[^\w%]*")


def numbers_of(cell: str, guide: Guide) -> list[Mention]:
    """Every number that a cell states, whatever it is; none of a year or a period.

    Args:
        cell: The text of a cell.
        guide: What is known of the document.
    """
    if not any(map(str.isdecimal, cell)) or _YEARS.fullmatch(cell):
        return []
    few = len(_WORDS.findall(cell)) < _MANY
    kinds = ("money", "percent", "times", "count", *(["number"] if few else []))
    mentions = find_mentions(cell, guide.language, guide.currency)
    found = [each for each in mentions if each.kind in kinds]
    if not found and _ALONE.fullmatch(cell):
        return [Mention("number", 0, len(cell), stated=cell.strip())]
    return found


_WORDS = re.compile(r"[^\W\d_]{3,}")
_MANY = 3
"""Words of a cell that is text, in which a number alone says nothing."""


def read_cell(cell: str, head: Head, guide: Guide) -> Iterator[tuple[FigureKind, Mention]]:
    """The figures of a cell, each with its kind; a bare number takes its unit from its head.

    Args:
        cell: The text of a cell.
        head: What its column, its row and the words around the table say of it together.
        guide: What is known of the document.
    """
    beside = _BESIDE.search(cell) if head.beside else None
    amount = _read_amount(cell[: beside.start()] if beside else cell, head, guide)
    if amount is not None and head.kind and head.kind != "unit":
        yield head.kind, amount
    if beside and head.beside:
        share = _read_amount(beside[1], replace(head, kind=head.beside), guide)
        if share is not None:
            yield head.beside, share


def _read_amount(cell: str, head: Head, guide: Guide) -> Mention | None:
    mentions = numbers_of(cell, guide)
    size = head.kind in ("size", "increment")
    wanted = ("money", "count") if size else ("percent",)
    exact = next((m for m in mentions if m.kind in wanted and m.high is None), None)
    if exact is not None:
        return _in_unit_of(exact, head.unit) if size else exact
    digits = re.sub(r"[%()\s]+$|^[($€£]+", "", cell.strip())
    below = cell.strip().startswith(("(", "-", "−", "–"))
    negative = below and head.kind in ("growth_rate", "increment")
    digits = digits.lstrip("-−–+ ")
    unit = head.unit if size else "percent"
    if size and cell.rstrip(" )").endswith("%"):
        return None
    if not _NUMBER.match(digits) or not unit or len(digits) > 20:
        return None
    match = re.search(SPACED, digits)
    if match is None:
        return None
    kind = "percent" if not size else "money" if is_money(unit) else "count"
    value = read_number(match.group(), guide.language) * (-1 if negative else 1)
    return Mention(kind, 0, len(digits), value=value, unit=unit, stated=match.group())


def _in_unit_of(number: Mention, unit: str) -> Mention | None:
    """A number that leaves out the scale, or all of its unit but the scale."""
    if unit.startswith(f"{number.unit} "):
        return replace(number, unit=unit)
    if number.unit not in FACTORS:
        return number
    kind = "money" if is_money(unit) else "count"
    whole = f"{unit} {number.unit}" if kind == "money" else f"{number.unit} {unit}"
    return replace(number, kind=kind, unit=whole) if unit and " " not in unit else None

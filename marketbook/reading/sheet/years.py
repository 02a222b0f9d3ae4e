"""Years as a person writes them: 2025, 2025–2032, FY25, 2024-25, to 2032, 2025-03."""

from __future__ import annotations

import re

_YEAR = re.compile(r"(?:FY|CY)?\s?'?([0-9]{4})\s?[AEFPaefp]?")
_SHORT_FISCAL = re.compile(r"FY\s?'?([0-9]{2})", re.IGNORECASE)
_FISCAL = re.compile(r"(?:FY\s?)?([0-9]{2})([0-9]{2})\s?[-–—/]\s?([0-9]{2})", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[-–—−/]|\bto\b|\buntil\b|\bthrough\b|\band\b)\s*", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:from|in|by|between|during|period|until|to|through|[-–—])\s*", re.IGNORECASE
)
_OPEN_START = re.compile(r"^\s*(?:until|to|by|through|[-–—])\s*[0-9F]", re.IGNORECASE)
_MONTH = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})|([0-9]{1,2})[/.]([0-9]{4})")

Years = tuple[int | None, int | None]


def read_years(text: str) -> Years | None:
    """First and last year of a text; one year is both, an open end is None.

    A fiscal year over two calendar years counts as its second: ``2024-25`` is 2025.

    Returns:
        None where the text is no year.
    """
    plain = text.strip().strip("()[]").rstrip(".")
    single = _read_year(plain)
    if single is not None:
        return single, single
    if _OPEN_START.match(plain):
        end = _read_year(_OPENING.sub("", plain))
        return None if end is None else (None, end)
    plain = _OPENING.sub("", plain)
    if plain.endswith(("-", "–", "—")):
        start = _read_year(plain.rstrip("-–— "))
        return None if start is None else (start, None)
    parts = _BETWEEN.split(plain)
    years = [_read_year(part) for part in parts]
    if len(years) == 2 and None not in years:
        return years[0], years[1]
    single = _read_year(plain)
    return None if single is None else (single, single)


def _read_year(text: str) -> int | None:
    plain = text.strip()
    fiscal = _FISCAL.fullmatch(plain)
    if fiscal and int(fiscal[3]) == (int(fiscal[2]) + 1) % 100:
        return int(fiscal[1] + fiscal[2]) + 1
    short = _SHORT_FISCAL.fullmatch(plain)
    if short:
        return 2000 + int(short[1])
    found = _YEAR.fullmatch(plain)
    return int(found[1]) if found and 1900 <= int(found[1]) <= 2200 else None


def read_month(text: str) -> str:
    """A month such as ``2025-03``; empty where the text is none. A day behind it is left out."""
    found = _MONTH.match(text.strip())
    if found is None:
        return ""
    year, month = (found[1], found[2]) if found[1] else (found[4], found[3])
    return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else ""


def write_years(start: int | None, end: int | None) -> str:
    """The same as a person reads it."""
    if start == end:
        return "" if start is None else str(start)
    return f"{start or ''}–{end or ''}"

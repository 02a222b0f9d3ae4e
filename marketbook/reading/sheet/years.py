"""Years as a person writes them: 2025, 2025–2032, FY25, 2024-25, to 2032, 2025-03."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

_YEAR = re.compile(r"(?:FY|CY)?\s?'?([0-9]{4})\s?[AEFPaefp]?")
_SHORT_FISCAL = re.compile(r"(?i)FY\s?'?([0-9]{2})")
_FISCAL = re.compile(r"(?i)(?:FY\s?)?([0-9]{2})([0-9]{2})\s?[-–—/]\s?([0-9]{2})")
_SHORT_END = re.compile("(?i)(?:FY ?)?((20)([0-9]{2})) ?[-–—/] ?'?([0-9]{2})")
_MONTHS = 12
_BETWEEN = re.compile(r"(?i)\s*(?:[-–—−/]|\bto\b|\buntil\b|\bthrough\b|\band\b)\s*")
_OPENING = re.compile(
    r"^(?:from|in|by|between|during|period|until|to|through|[-–—])\s*", re.IGNORECASE
)
_OPEN_START = re.compile(r"(?i)^\s*(?:until|to|by|through|[-–—])\s*[0-9F]")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?(?:[T ].*)?")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})[/.]([0-9]{4})")
_DAY = re.compile("([0-9]{1,2})(?:st|nd|rd|th)?")

Years = tuple[int | None, int | None]


def read_years(text: str) -> Years | None:
    """First and last year of a text; one year is both, an open end is None.

    A fiscal year over two calendar years counts as its second: ``2024-25`` is 2025, ``2024-31``
    the years from 2024 to 2031; ``2009-12`` may be a month, and is neither.

    Returns:
        None where the text is no year.
    """
    plain = text.strip().strip("()[]").rstrip(".")
    single = _read_year(plain)
    if single is not None:
        return single, single
    short = _SHORT_END.fullmatch(plain)
    if short and int(short[4]) > max(int(short[3]), _MONTHS):
        return int(short[1]), int(short[2] + short[4])
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
    """A month such as ``2025-03``, also of ``March 2025``; empty where the text is none.

    A day in it is left out.
    """
    return read_date(text)[:7]


def read_date(text: str) -> str:
    """A day or a month as ISO 8601 writes it; empty where the text is neither.

    Days before and behind the month's name are taken, numbers alone only as ISO writes them or as
    month and year: ``03/04/2025`` may be a day of March or of April.
    """
    plain = text.strip().rstrip(".")
    iso = _ISO.fullmatch(plain)
    if iso:
        return _write_date(iso[1], int(iso[2]), iso[3])
    numbers = _MONTH_FIRST.fullmatch(plain)
    if numbers:
        return _write_date(numbers[2], int(numbers[1]), None)
    words = [word.strip(".,").casefold() for word in plain.split()]
    months = [_list_months()[word] for word in words if word in _list_months()]
    years = [word for word in words if re.fullmatch("[0-9]{4}", word)]
    days = [found[1] for word in words if (found := _DAY.fullmatch(word))]
    if len(months) != 1 or len(years) != 1 or len(words) != 2 + len(days) or len(days) > 1:
        return ""
    return _write_date(years[0], months[0], days[0] if days else None)


def _write_date(year: str, month: int, day: str | None) -> str:
    try:
        moment = date(int(year), month, int(day or 1))
    except ValueError:
        return ""
    return moment.isoformat() if day else f"{year}-{month:02}"


@cache
def _list_months() -> dict[str, int]:
    """Numbers of the months by their English names, short ones too."""
    from babel.dates import get_month_names

    names = {"sept": 9}
    for width in ("wide", "abbreviated"):
        found = get_month_names(width, locale="en")
        names |= {str(name).casefold(): number for number, name in found.items()}
    return names


def write_years(start: int | None, end: int | None) -> str:
    """The same as a person reads it."""
    if start == end:
        return "" if start is None else str(start)
    return f"{start or ''}–{end or ''}"

"""Years, periods and dates as they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from babel.dates import get_month_names

from marketbook.reading.mentions.model import Mention
from marketbook.reading.words.lexicons import UNSPACED, lexicons
from marketbook.reading.words.numbers import at_numbers
from marketbook.reading.words.small import AnyCase

_YEAR = r"(?:19[5-9]\d|20\d\d)"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"(?i)\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?({_MONTH})[\s-]+(?:\d{{1,2}}(?:st|nd|rd|"
    rf"th)?,?\s+)?({_YEAR})\b|\b({_YEAR})-(\d\d)-\d\d\b|\b\d{{1,2}}[/.](\d{{1,2}})[/.]({_YEAR})\b"
)
_SOME_DATE = re.compile(
    r"[JFMASONDjfmasond](?i:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec)|\d[-/.]\d\d?[-/.]\d"
)
"""What every date holds: no other pattern is tried on a text without it."""
_QUARTER = AnyCase(
    r"\b(?:[QH][1-4]|(?:first|second|third|fourth|last) (?:quarter|half|\w+ months))"
    rf"(?:\s+of)?\s*(?:FY\s?)?(?:'|20)?(\d\d)\b|\b(?:[QH][1-4])\s+({_YEAR})\b"
)
_FISCAL = re.compile(
    r"(?i)\b(?:FY|CY|fiscal(?:\s+year)?|financial year)\s?['’]?(?:(20\d\d|"
    r"\d\d)\s?[-–/]\s?)?(20\d\d|\d\d)\b(?![.,%]\d|%)"
)
_FISCAL_SPAN = re.compile(
    r"(?i)\bFY\s?(20\d\d|\d\d)\s*(?:to|through|-|–|(?<=between FY\d\d )and)\s*FY\s?(20\d\d|\d\d)\b"
)
_SEASONS = re.compile(r"\b20\d\d[-–/](\d\d) (?:to|and|through|until) 20\d\d[-–/](\d\d)\b")
"""``2013-14 to 2015-16``: from the first fiscal year to the last."""
_PERIOD = re.compile(
    rf"(?=[12])(?<![\d.$€£])(?<!\d,)({_YEAR})\s?(?:[EFAPef]|[年년]度?)?\s*(?:[-–—~〜～/&]|[^\x00-\x7f]|"
    r"to|To|through(?: to)?|until|till|and|bis|hasta|a|à|al|até|y|e|et|und|au|en|tot|по|[至到]|"
    r"から|부터)\s*"
    r"(?:the (?:end of|year)\s+|el\s+|il\s+)?"
    rf"({_YEAR}|\d\d)\s?[EFAPef]?(?![\d%A-Za-z]|[.,]\d)",
)
_SINGLE = re.compile(
    rf"(?<![\d.$€£₹#/-])(?<!\d,)\b({_YEAR})([EFAPef]|s)?(?![\d%]|[.,]\d|\s?(?:%|percent|units|"
    rf"million|billion))(?![\w])|(?<!\d)({_YEAR})(?=\s?[年년])|(?<!\d)(\d\d)(?=年度)"
)
_JOINED = re.compile(
    r"(?i)\b(?:between|from|zwischen|von|entre|de|del|desde|du|с|dal|tra|fra|il|tussen|van)\s+"
    r"(?:the years?\s+(?:of\s+)?)?$"
)


_COMPARED = re.compile(
    r"(?i)\b(?:(?:rate|pace|average|level|those|that)\s+of|than(?: in| during)?|from\s+the)\s+"
    r"(?:the\s+)?$"
)
_REPORT = re.compile(
    r"\s+(?:[Rr]eport|[Ss]tudy|[Ee]dition|[Ss]urvey|[Yy]earbook|[Oo]utlook)\b|[”\"]|,\s+a study\b|"
    r"\s(?:shows?|finds?|says|reports)\b"
)
_TITLE = re.compile(r"(?:[A-Z][\w-]+\s(?:(?:of|the|for|and|in)\s)*){2,8}(?:[Tt]o\s|[-–—,:]\s?)?$")


def find_dates(text: str, code: str = "en") -> Iterator[Mention]:
    """Months and days with their year, and quarters, which are no years of a market.

    Args:
        text: A sentence.
        code: Its language.
    """
    for match in _DATE.finditer(text) if _SOME_DATE.search(text) else ():
        month, year = _read_date(match)
        yield Mention("date", match.start(), match.end(), year=year, month=f"{year}-{month:02d}")
    if code in lexicons() and code not in UNSPACED:
        for match in _months(code)[1].finditer(text):
            year, month = int(match["year"]), _months(code)[0][match["month"].lower()]
            yield Mention("date", *match.span(), year=year, month=f"{year}-{month:02d}")
    for match in _QUARTER.finditer(text):
        digits = match[1] or match[2]
        yield Mention("date", match.start(), match.end(), year=_full(digits))


@cache
def _months(code: str) -> tuple[dict[str, int], re.Pattern[str]]:
    """The months of a language by CLDR, and a day or month with its year."""
    names = {name.lower(): at for at, name in get_month_names("wide", locale=code).items()}
    named = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return names, re.compile(
        rf"(?i)\b(?:\d{{1,2}}(?:\.|º|er)?\s(?:de\s)?)?(?P<month>{named})\s(?:del?\s)?"
        rf"(?P<year>{_YEAR})\b"
    )


def _read_date(match: re.Match[str]) -> tuple[int, int]:
    if match[1]:
        return _MONTHS.index(match[1][:3].lower()) // 4 + 1, int(match[2])
    month = int(match[4] or match[5])
    return min(max(month, 1), 12), int(match[3] or match[6])


def find_years(text: str, issued: int | None = None) -> Iterator[Mention]:
    """Periods, fiscal years and years; a period that is only compared with is none of a figure.

    Args:
        text: A sentence.
        issued: The year that "this year" means, where it is known.
    """
    for match in _BY_ISSUE.finditer(text) if issued else ():
        year = (issued or 0) + {"last": -1, "this": 0, "next": 1}[match[1].lower()]
        yield Mention("year", *match.span(), year=year, stated=match.group())
    for match in (*_FISCAL_SPAN.finditer(text), *at_numbers(_SEASONS, text)):
        first, last = _full(match[1]), _full(match[2])
        yield Mention("period", *match.span(), start_year=first, end_year=last)
    for match in at_numbers(_PERIOD, text):
        period = _read_period(match, text)
        if period is not None:
            compared = _COMPARED.search(text[: match.start()])
            yield replace(period, kind="date", year=period.end_year) if compared else period
    for match in _FISCAL.finditer(text):
        yield _read_fiscal(match)
    for match in at_numbers(_SINGLE, text):
        if match[2] == "s":
            continue
        year = _full(match[4]) if match[4] else int(match.group()[:4])
        title = _REPORT.match(text, match.end()) and _TITLE.search(text[: match.start()][-80:])
        kind = "date" if title else "year"
        yield Mention(kind, match.start(), match.end(), year=year, stated=match.group())


_BY_ISSUE = re.compile(
    r"(?i)\b(?<!\bthe )(?<!\bfrom )(?<!\bthan )(?<!\bover )(?<!\bon )(?<!\bwith )(?<!\bof )"
    r"(?<!\btime )(?<!\bperiod )(last|this|next) year\b(?!['’])"
)


def _read_fiscal(match: re.Match[str]) -> Mention:
    """A fiscal year stands under the year in which it ends; two far apart are a period."""
    last = _full(match[2])
    first = _full(match[1]) if match[1] else last
    if last - first > 1:
        return Mention("period", match.start(), match.end(), start_year=first, end_year=last)
    return Mention("year", match.start(), match.end(), year=last, stated=match.group())


def _read_period(match: re.Match[str], text: str) -> Mention | None:
    """Two years as a period; "2023 and 2030" is one only after "between", 2024-25 a fiscal year."""
    first, joint = int(match[1]), text[match.end(1) : match.start(2)].strip(" EFAPef年년度")
    last = _full(match[2])
    if len(match[2]) == 2 and joint not in ("-", "–", "/", "—"):
        return None
    if len(match[2]) == 2 and last - first == 1:
        return Mention("year", match.start(), match.end(), year=last, stated=match.group())
    if joint in (
        "and",
        "&",
        "y",
        "e",
        "en",
        "et",
        "und",
        "a",
        "à",
        "al",
        "au",
        "/",
    ) and not _JOINED.search(text[: match.start()]):
        return None
    if last <= first or last - first > 60:
        return None
    return Mention("period", match.start(), match.end(), start_year=first, end_year=last)


def _full(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)

"""What a document says of itself: publisher, date, code, pages, address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from marketbook.reading.facts import Reading
from marketbook.reading.mentions.times import find_dates

_DATE = re.compile(
    r"(?i)\b(?:published(?: on| date)?|publication date|publish date|date of publication|release "
    r"date|last updated|updated(?: on)?|posted on|report date)\s*:?\s*(?P<date>[^|•]{4,40})"
)
_CODE = re.compile(
    r"(?i)\b(?:report (?:code|id)|product (?:code|id)|report (?:no|number)|SKU|"
    r"ref(?:erence)? code)\s*[.:#]\s*(?P<code>[A-Z0-9][\w-]{2,20})"
)
_PAGES = re.compile(
    r"(?i)\b(?:number of pages|no\. of pages|pages?(?: count)?|page "
    r"count)\s*:?\s*(?P<pages>\d{2,4})\b|(?<![\w-])(?P<before>\d{2,4})\s+pages\b(?!\s+count)"
)
_PUBLISHER = (
    re.compile(
        r"\b(?:according to|as per|published by|says|by)\s+(?:a (?:new |recent |latest "
        r")?(?:report|study|analysis) (?:by|from|published "
        r"by)\s+)?(?P<name>(?:[A-Z][\w&.]+\s){0,3}(?:Research|Insights?|Consulting|Intelligence|"
        r"Analytics|Group|Partners|Advisory|Reports?|Markets?))\b(?!\s+(?:Market|and Development))"
    ),
    re.compile(
        r"(?P<name>(?:[A-Z][\w&]+\s){1,3}(?:Research|Insights|Consulting|Intelligence|"
        r"Analytics|Advisory))\b(?=\s+(?:estimates|expects|projects|has|published|"
        r"research team|in addition|\(|©|All rights|Inc|Pvt|Ltd))"
    ),
    re.compile(
        r"©\s*(?:\d{4}\s*)?(?P<name>[A-Z][\w& ]{2,40}?)(?:\.|\s+All rights|,|$)|"
        r"Copyright\s+(?P<other>[A-Z][\w& ]{2,40}?)\."
    ),
    re.compile(
        r"\b(?:the )(?P<name>(?:[A-Z][\w&]+\s){1,3}(?:Research|Insights|Consulting|Intelligence))\b"
    ),
)


def describe_source(reading: Reading, meta: dict[str, str], texts: Sequence[str]) -> Reading:
    """The reading with what the document says of its publisher, date, code, pages and address."""
    said = _from_text(texts)
    published = meta.get("published_on", "")[:10] or said.get("published_on", "")
    address = meta.get("url", "")
    safe = address if urlsplit(address).scheme in ("http", "https") else ""
    return replace(
        reading,
        publisher=meta.get("publisher", "") or said.get("publisher", ""),
        published_on=published if re.fullmatch(r"\d{4}-\d\d-\d\d", published) else "",
        edition=published[:7] if re.match(r"\d{4}-\d\d", published) else "",
        report_code=said.get("code", ""),
        pages=int(said["pages"]) if "pages" in said else None,
        url=safe,
    )


def year_of_issue(meta: dict[str, str], texts: Sequence[str]) -> int | None:
    """The year that a document was published in: by its head, a line that says so, its dateline."""
    said = {"published_on": meta["published_on"]} if meta.get("published_on") else {}
    for text in () if said else texts:
        _take_date(text, said)
    if said:
        return int(said["published_on"][:4])
    lines = ((text, next(find_dates(text[:90]), None)) for text in texts[:6])
    dated = (date for text, date in lines if date and _DATELINE.match(text, date.end))
    return next((date.year for date in dated if date.month), None)


_DATELINE = re.compile(r"[^\w.,;]{0,3}(?:\([^()]{3,30}\)[^\w.,;]{0,3})?(?:—|–|--|\s-|:|/|$)")
"""What stands behind the date of a dateline, or of a line that is a date alone."""


def _from_text(texts: Sequence[str]) -> dict[str, str]:
    said: dict[str, str] = {}
    for text in texts:
        _take_date(text, said)
        code, pages = _CODE.search(text), _PAGES.search(text)
        if code and any(char.isdigit() for char in code["code"]):
            said.setdefault("code", code["code"])
        if pages and len(text) < 300:
            said.setdefault("pages", pages["pages"] or pages["before"])
    for pattern in _PUBLISHER:
        for text in texts:
            match = pattern.search(text) if "publisher" not in said else None
            if match:
                name = next(filter(None, match.groupdict().values()), "")
                said["publisher"] = name.strip()
    return said


def _take_date(text: str, said: dict[str, str]) -> None:
    match = _DATE.search(text)
    date = next(iter(find_dates(match["date"])), None) if match else None
    if date is not None and date.month:
        day = re.search(
            r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?!\d)", match["date"][: date.end] if match else ""
        )
        exact = re.match(r"\d{4}-\d\d-\d\d", match["date"].strip()) if match else None
        said.setdefault(
            "published_on",
            exact.group()
            if exact
            else f"{date.month}-{int(day[1]):02d}"
            if day and 0 < int(day[1]) < 32
            else date.month,
        )

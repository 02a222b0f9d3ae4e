"""What the head of a column, the label of a row or the words around a table say of its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from marketbook.reading.grids.labels import YEAR, is_total, name_years
from marketbook.reading.grids.others import why_made, why_other
from marketbook.reading.guide import Guide
from marketbook.reading.mentions.units import goods_in, is_money, unit_in
from marketbook.reading.subjects.context import same_name
from marketbook.reading.words.bare import bare_words
from marketbook.reading.words.lexicons import COMPARED_WITH, any_language
from marketbook.reading.words.places import name_place

FigureKind = Literal["size", "share", "growth_rate", "increment"]
_CHANGE = re.compile(r"(?i)\b(?:changes?|increases?|gains?)\b")
_RATE = re.compile(
    r"(?i)\b(?:CAGR|AAGR)\b|growth(?! opportunit)|\bYoY\b|\by[-/]o?-?y\b|"
    r"\byear[- ]o(?:ver|n)[- ]year\b|^(?:%\s*)?(?:change|chg|var)\b|^\W*\+\s?/?\s?[-–−]|"
    r"^[±Δ]|\bchange\b.*%|\bvs\.?\s+(?:19|20)\d\d\b|"
    rf"^\W*{any_language('change')}"
)
_SHARE = re.compile(r"(?i)\bshares?\b|anteil|cuota|^% of\b|percent(?:age)? of\b")
_MEASURED = (
    r"market size|revenues?|sales|spending|demand|consumption|shipments|sold|deliveries|turnover"
)
_SIZE = re.compile(
    rf"(?i)\b(?:{_MEASURED}|size|value|market|volumes?|usd|us\$|eur|million|billion|mn|bn|"
    r"crore)\b|[$€£₹]"
)
_IN_UNITS = re.compile(
    r"(?i)\b(?:volumes?|quantit(?:y|ies)|units|shipments?|deliveries|registrations|installations|"
    r"absatz)\b"
)
_IN_MONEY = re.compile(r"(?i)\b(?:values?|revenues?|spending|turnover|umsatz)\b")
PERIOD = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s?[EFAPef]?\s?(?:-|–|—|to|/|over|vs\.?)\s?((?:19|20)\d\d|\d\d)(?!\d)"
)
_SHORT_PERIOD = re.compile(r"(?<![\d.,])['’]?(\d\d)\s?[-–/]\s?['’]?(\d\d)(?![\d.,%])")
COMPARED = re.compile(rf"(?i)\b{COMPARED_WITH}\s+$")
"""Before the year that a growth is counted from."""
_ENDS = re.compile(r"(?i)\b(?:to|by|until|till|for)\s+(?=(?:19|20)\d\d)")
_UNIT = re.compile(r"(?i)\W*units?(?: of measure\w*)?\W*")


@dataclass(frozen=True, slots=True)
class Head:
    """What words beside numbers say of them; empty where they leave it open.

    Attributes:
        kind: What the numbers are; ``unit`` where they are the units of each row.
        year, start, end: Their time.
        unit: Unit of sizes.
        goods: Around a table: the unit of its volumes, where it names one of money too.
        measure: Whether sizes or rates are said to be of the ``value`` or the ``volume``.
        region, segment: Whom they are about.
        total: Whether they are of the whole.
        beside: Kind of the percentages that stand in brackets beside sizes.
        other: Why they are no figures of the market.
        why: What is not certain of them.
    """

    kind: FigureKind | Literal["unit", ""] = ""
    year: int | None = None
    start: int | None = None
    end: int | None = None
    unit: str = ""
    goods: str = ""
    measure: Literal["value", "volume", ""] = ""
    region: str = ""
    segment: str = ""
    total: bool = False
    beside: FigureKind | Literal[""] = ""
    other: str = ""
    why: str = ""

    @property
    def names(self) -> bool:
        """Whether it names a year, a place, a segment or the whole."""
        return bool(self.region or self.segment or self.total or self.year or self.end)

    @property
    def holds(self) -> bool:
        """Whether it says what the numbers are, when, or whom they are about."""
        return self.kind not in ("", "unit") or self.names or bool(self.other)


def read_head(text: str, guide: Guide, *, names: bool = False) -> Head:
    """What a head or a label says by itself.

    Args:
        text: The words of one cell.
        guide: What is known of the document.
        names: Whether it may be the name of a part of the market.
    """
    if _UNIT.fullmatch(text):
        return Head("unit")
    if other := why_other(text, names=names and "(" not in text):
        return Head(other=other)
    text = name_years(text)
    unit = unit_in(text, guide) or goods_in(text, guide)
    if is_money(unit) and _CHANGE.search(text) and "%" not in text:
        return Head("increment", unit=unit)
    period = PERIOD.search(text)
    if _RATE.search(text) or (period and _full(period[2], period[1]) < int(period[1])):
        return _read_rate(text, guide)
    year = None if period else YEAR.search(text)
    head = Head(year=int(year[1]) if year and len(text) < 60 else None, unit=unit)
    if _SHARE.search(text) or (text.strip() in ("%", "(%)") and not unit):
        shared = replace(head, measure=_measure(text))
        return replace(shared, kind="size" if unit else "share", beside="share" if unit else "")
    sized = bool(unit) or bool(_SIZE.search(text))
    return replace(_name(text, head, guide), kind="size" if sized else "", measure=_measure(text))


def _measure(text: str) -> Literal["value", "volume", ""]:
    return "volume" if _IN_UNITS.search(text) else "value" if _IN_MONEY.search(text) else ""


def _name(text: str, head: Head, guide: Guide) -> Head:
    """A head with the place, the listed segment or the whole that it names."""
    bare_text = re.sub(r"\(.*?\)|,.*", "", YEAR.sub("", text)).strip()
    if is_total(text, guide):
        return replace(head, total=True)
    region = name_place(bare_text, guide.language.code)
    listed = next((name for name in guide.segments if same_name(name, text)), "")
    return replace(head, region=region, segment="" if region else listed)


def _read_rate(text: str, guide: Guide) -> Head:
    """Rates: of a year and the one before, or of a period."""
    head = _name(_RATE.sub("", text), Head("growth_rate", measure=_measure(text)), guide)
    found = PERIOD.search(text) or (_SHORT_PERIOD.search(text) if len(text) < _SHORT else None)
    year = YEAR.search(text)
    if found:
        years = sorted((_full(found[1], found[1]), _full(found[2], found[1])))
        return replace(head, start=years[0], end=years[1])
    if year is None:
        return head
    if COMPARED.search(text[: year.start()]) and len(YEAR.findall(text)) == 1:
        return replace(head, start=int(year[1]))
    if "CAGR" not in text:
        return replace(head, start=int(year[1]) - 1, end=int(year[1]))
    return replace(head, end=int(year[1]) if _ENDS.search(text) else None)


_SHORT = 40
"""Letters of a head in which two numbers of two digits are years."""


def _full(digits: str, first: str) -> int:
    """A year of two digits in the century of the first."""
    century = int(first) // 100 * 100 if len(first) == 4 else 2000
    return int(digits) if len(digits) == 4 else century + int(digits)


def read_around(caption: str, lines: Sequence[str], guide: Guide) -> Head:
    """What the words around a table say of all its numbers.

    Args:
        caption: Its caption, its heading and the head of its labels in one.
        lines: The lines above and below it and the title, which may only say its unit.
        guide: What is known of the document.
    """
    said = (caption, *lines)
    money = [unit_in(line, guide) for line in said]
    goods = [goods_in(line, guide) for line in said]
    units = (each for pair in zip(money, goods, strict=True) for each in pair if each)
    years = set(YEAR.findall(caption))
    period = PERIOD.search(caption)
    rate = _RATE.search(caption) and "%" in caption
    other = why_other(caption, names=any(money))
    return Head(
        "share" if _SHARE.search(caption) else "growth_rate" if rate else "",
        year=int(years.pop()) if len(years) == 1 else None,
        start=int(period[1]) if period else None,
        end=_full(period[2], period[1]) if period else None,
        unit=next(units, ""),
        goods=next(filter(None, goods), ""),
        other=other if not SALES.search(caption) else "",
    )


SALES = re.compile(rf"(?i)\b(?:{_MEASURED})\b")
"""What only a market has."""


def spans_of(heads: Sequence[Head], texts: Sequence[str], around: Head) -> list[Head]:
    """Heads where rates without years have those of the caption or of the sizes before them.

    A change is from the last year but one to the last; a compound rate is of all of them, where
    they follow each other.

    Args:
        heads: Of the columns, or of the rows.
        texts: Their words.
        around: What the words around the table say.
    """
    said = [head.year for head in heads if head.kind in ("size", "") and head.year]
    years = said if len(said) == _BOTH else list[int]()
    found: list[Head] = []
    last = Head()
    mixed = any(is_money(head.unit) for head in (*heads, around))
    for head, text in zip(heads, texts, strict=True):
        head = replace(head, other=head.other or why_made(text, texts))
        if head.kind in ("size", "") and head.year and head.year not in years:
            years.append(head.year)
        last = head if head.kind == "size" and mixed else last
        if head.kind in ("growth_rate", "increment"):
            head = _span(
                replace(head, measure=head.measure or _measure_of(last)), text, years, around
            )
        found.append(head)
    return found


_BOTH = 2
"""Sizes between which a change may stand."""


def _measure_of(size: Head) -> Literal["value", "volume", ""]:
    """Whether sizes are a value or a volume: by their words, else by their unit."""
    return size.measure or ("" if is_money(size.unit) or not size.unit else "volume")


def _span(head: Head, text: str, years: Sequence[int], around: Head) -> Head:
    if head.end or (head.start and not years):
        return head
    if head.start:
        return replace(head, end=years[-1]) if years[-1] > head.start else head
    if around.end:
        return replace(head, start=around.start, end=around.end)
    if len(years) < 2:
        return head
    ordered = sorted(years)
    if len(years) > 2 and ordered[-1] - ordered[0] == len(years) - 1 and "CAGR" in text:
        return replace(head, start=ordered[0], end=ordered[-1])
    start, end = sorted(years[-2:])
    return replace(head, start=start, end=end) if end - start == 1 or len(years) == 2 else head


_MEASURES_WORDS = """
size value volume revenue revenues sale sales sold growth rate cagr share change consumption
demand shipment shipments unit units valuation turnover deliveries spending yoy production output
"""
_MEASURES = frozenset(_MEASURES_WORDS.split())
_AROUND_WORDS = """
market industry total domestic apparent local retail global overall annual yearly estimated
forecast projected outlook year on over in for of the and to by compound average world worldwide
percent per cent y o
"""
_AROUND = frozenset(_AROUND_WORDS.split())


def is_measure(text: str, head: Head, guide: Guide) -> bool:
    """Whether the label of a row says what is measured and names no place or segment.

    Args:
        text: The label.
        head: What it says.
        guide: What is known of the document.
    """
    if head.kind == "" or head.region or head.total or head.segment:
        return bool(head.other)
    plain = re.sub(r"\(.*?\)|,.*|\bin (?:USD|EUR|US\$).*|[^\w\s]|\d+", " ", text)
    said = {word.lower() for word in plain.split()} | set(bare_words(plain))
    said -= _AROUND | guide.words
    return not said - _MEASURES or (head.kind == "growth_rate" and bool(_RATE.match(text)))

"""What the columns of a table of figures hold, by their headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from marketbook.reading.documents import Block
from marketbook.reading.grids.labels import MEASURES, YEAR, is_total
from marketbook.reading.guide import Guide
from marketbook.reading.subjects.context import same_name
from marketbook.reading.subjects.segment_names import is_segment_name
from marketbook.reading.units import goods_in, unit_in
from marketbook.reading.words.numbers import NUMBER
from marketbook.reading.words.places import name_place

FigureKind = Literal["size", "share", "growth_rate", "increment"]
FIGURES: tuple[FigureKind, ...] = ("size", "share", "growth_rate", "increment")
_RATE = re.compile(r"(?i)\bCAGR\b|growth(?! opportunit)|\bYoY\b|y-o-y|^(?:%\s*)?change\b|^\+/?[-–]")
_CHANGE = re.compile(r"(?i)\b(?:changes?|increases?|gains?)\b")
_SHARE = re.compile(r"(?i)\bshares?\b|anteil|cuota")
_VALUE = re.compile(
    r"(?i)\b(?:size|value|revenue|sales|market|spending|demand|usd|us\$|eur|million|billion|mn|bn|crore)\b|[$€£₹]"
)
_SOLD = re.compile(r"(?i)\b(?:volumes?|shipments?|consumption|demand|units|sales|sold)\b")
PERIOD = re.compile(r"((?:19|20)\d\d)\s?[EFAPef]?\s?(?:-|–|—|to|/)\s?((?:19|20)\d\d|\d\d)")
_ONLY_YEAR = re.compile(r"^\W*(?:19|20)\d\d[EFAPef]?\W*(?:%\W*)?$")
_UNIT = re.compile(r"(?i)\W*units?(?: of measure\w*)?\W*")
_NUMBERS = re.compile(rf"\W*{NUMBER}\W*|\W*|n\W?a\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds.

    Attributes:
        kind: ``size``, ``share``, ``growth_rate``, ``unit`` (the unit of each row), ``label`` of
            the first, ``text`` of any other.
        year, start, end: What its header or the caption says of its time.
        unit: Unit of its sizes; empty where none is said.
        region, segment: What its header names.
        beside: Kind of the percentages that stand in brackets beside its sizes.
        why: What is not certain of it.
    """

    kind: Literal[FigureKind, "unit", "label", "text"]
    year: int | None = None
    start: int | None = None
    end: int | None = None
    unit: str = ""
    region: str = ""
    segment: str = ""
    beside: FigureKind | Literal[""] = ""
    why: str = ""


def read_columns(rows: Sequence[Block], caption: str, note: str, guide: Guide) -> list[Column]:
    """The columns of a table.

    Args:
        rows: Its rows, with the header in each.
        caption: The words above it.
        note: The line below it, which may name its unit.
        guide: What is known of the document.
    """
    header = rows[0].header
    unit = unit_in(caption, guide) or unit_in(note, guide)
    columns = [read_column(text, at, caption, unit, guide) for at, text in enumerate(header)]
    columns = _span_changes(columns, header)
    if all(YEAR.fullmatch(row.cells[0].strip()) for row in rows):
        columns = [
            _named(column, at, rows, unit or guide.unit, guide) for at, column in enumerate(columns)
        ]
    if MEASURES.search(caption):
        return columns
    return [_take_unit(column, guide) for column in columns]


def _named(column: Column, at: int, rows: Sequence[Block], unit: str, guide: Guide) -> Column:
    """A column of amounts below the name of a segment, where each row is a year."""
    text = rows[0].header[at]
    cells = [row.cells[at] for row in rows if at < len(row.cells)]
    amounts = column.kind == "text" and cells and all(map(_NUMBERS.fullmatch, cells))
    if not amounts or not unit or MEASURES.search(text):
        return column
    if is_total(text, guide):
        return Column("size", unit=unit)
    return Column("size", segment=text, unit=unit) if is_segment_name(text, guide) else column


def _span_changes(columns: list[Column], header: Sequence[str]) -> list[Column]:
    """A column of changes without a year is of the years of the columns before it.

    A change is from the last year but one to the last; a compound rate is of all of them, where
    they follow each other.
    """
    years: list[int] = []
    found: list[Column] = []
    for column, text in zip(columns, header, strict=True):
        if column.kind == "size" and column.year:
            years.append(column.year)
        open_rate = column.kind == "growth_rate" and not column.start and not column.end
        yearly = len(years) > 1 and years[-1] - years[0] == len(years) - 1
        if open_rate and yearly and len(years) > 2 and "CAGR" in text:
            column = replace(column, start=years[0], end=years[-1])
        elif open_rate and len(years) > 1 and (years[-1] - years[-2] == 1 or len(years) == 2):
            column = replace(column, start=years[-2], end=years[-1])
        found.append(column)
    return found


def _take_unit(column: Column, guide: Guide) -> Column:
    """A column of a year that names no unit, in the unit that all other tables share."""
    if column.kind != "size" or column.unit or not column.year or not guide.unit:
        return column
    return replace(column, unit=guide.unit, why="the unit is that of the other tables")


def read_column(text: str, at: int, caption: str, unit: str, guide: Guide) -> Column:
    """What a column holds by itself.

    Args:
        text: Its header.
        at: Its number, from 0.
        caption: The words above the table.
        unit: The unit that they name.
        guide: What is known of the document.
    """
    if at == 0:
        return Column("label")
    if _UNIT.fullmatch(text):
        return Column("unit")
    if _RATE.search(text):
        return _read_rate(text, caption)
    own = unit_in(text, guide)
    if own and _CHANGE.search(text):
        return Column("increment", unit=own)
    year = None if PERIOD.search(text) else YEAR.search(text)
    captioned = set(YEAR.findall(caption))
    single = int(year[1]) if year else int(captioned.pop()) if len(captioned) == 1 else None
    bare_share = text.strip() in ("%", "(%)") or (
        _SHARE.search(caption) and _ONLY_YEAR.match(text) and not (own or unit)
    )
    if own and _SHARE.search(text):
        return Column("size", year=single, unit=own, beside="share")
    if _SHARE.search(text) or (bare_share and not own):
        return Column("share", year=single)
    region = name_place(re.sub(r"\(.*?\)", "", text), guide.language.code)
    if region:
        return Column("size", region=region, unit=own or unit)
    goods = goods_in(text, guide) if not own and _SOLD.search(text) else ""
    if goods:
        return Column("size", year=single, unit=goods)
    if (year and len(text) < 40) or _VALUE.search(text):
        return Column("size", year=single, unit=own or unit)
    listed = next((name for name in guide.segments if same_name(name, text)), "")
    named = Column("size", segment=listed, unit=own or unit)
    return named if listed and named.unit else Column("text")


def _read_rate(text: str, caption: str) -> Column:
    """A column of rates: of a year and the one before, or of a period."""
    period, year = PERIOD.search(text), YEAR.search(text)
    if year and not period and "CAGR" not in text:
        return Column("growth_rate", start=int(year[1]) - 1, end=int(year[1]))
    found = period or (None if year else PERIOD.search(caption))
    if found is None:
        return Column("growth_rate")
    return Column("growth_rate", start=int(found[1]), end=_full(found))


def _full(match: re.Match[str]) -> int:
    return int(match[2]) if len(match[2]) == 4 else int(match[1]) // 100 * 100 + int(match[2])

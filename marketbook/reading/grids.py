"""Tables of figures: a row is a region, a segment or a year, a column a year or a kind of figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marketbook.reading.documents import Block
from marketbook.reading.facts import Fact, Name
from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention, find_mentions
from marketbook.reading.subjects.context import Context, context_of, same_name
from marketbook.reading.subjects.segments import is_segment_name
from marketbook.reading.units import unit_in
from marketbook.reading.words.numbers import NUMBER, read_number
from marketbook.reading.words.places import WORLD, kind_of, name_place

_TOTAL = re.compile(
    (
        r"^(?:grand\s+)?(?:total|global|world(?:wide)?|overall|market total|all regions|"
        r"gesamt|welt|sum)\b.{0,20}$"
    ),
    re.IGNORECASE,
)
_RATE = re.compile(r"\bCAGR\b|growth(?! opportunit)|\bYoY\b|y-o-y", re.IGNORECASE)
_SHARE = re.compile(r"\bshares?\b|anteil|cuota", re.IGNORECASE)
_VALUE = re.compile(
    r"\b(?:size|value|revenue|sales|market|usd|us\$|eur|million|billion|mn|bn|crore)\b|[$€£₹]",
    re.IGNORECASE,
)
_LABEL = re.compile(
    (
        r"^(?:regions?|countr\w+|segments?|year|type|application|end[- ]?use\w*|component|"
        r"product|market|category|geograph\w*|particulars|item|)\b"
    ),
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"^[~≈]?\s*{NUMBER}\s*[*†]?$")
_PERIOD = re.compile(r"((?:19|20)\d\d)\s?[EFAPef]?\s?(?:-|–|—|to|/)\s?((?:19|20)\d\d|\d\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)[EFAPef]?(?![\d])")


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column holds."""

    kind: str
    year: int | None = None
    start: int | None = None
    end: int | None = None
    unit: str = ""
    region: str = ""
    segment: str = ""


def read_grid(rows: Sequence[Block], guide: Guide) -> list[Fact] | None:
    """The figures of one table; None where it is no table of figures but of attributes.

    Args:
        rows: The rows of the table, with its header in each.
        guide: What is known of the document.
    """
    first = rows[0]
    if not first.header or len(first.header) < 2:
        return None
    context = context_of(first, guide)
    caption = " ".join(filter(None, (first.caption, first.headings[-1] if first.headings else "")))
    columns = [_read_column(text, at, caption, guide) for at, text in enumerate(first.header)]
    if not any(column.kind in ("size", "share", "growth_rate") for column in columns[1:]):
        return None
    if all(column.kind == "text" for column in columns[1:]):
        return None
    facts = [fact for row in rows for fact in _read_row(row, columns, context, guide)]
    return facts or None


def _read_column(text: str, at: int, caption: str, guide: Guide) -> _Column:
    if at == 0:
        return _Column("label")
    period, year = _PERIOD.search(text), _YEAR.search(text)
    captioned = _YEAR.findall(caption)
    unit = unit_in(text, guide) or unit_in(caption, guide)
    if _RATE.search(text):
        found = period or _PERIOD.search(caption)
        return _Column(
            "growth_rate",
            start=int(found[1]) if found else None,
            end=_full(found) if found else None,
        )
    single = (
        int(year[1])
        if year and not period
        else int(captioned[0])
        if len(set(captioned)) == 1
        else None
    )
    if _SHARE.search(text) or (
        (text.strip() in ("%", "(%)") or (_SHARE.search(caption) and year and not unit))
        and not unit_in(text, guide)
    ):
        return _Column("share", year=single)
    region = name_place(re.sub(r"\(.*?\)", "", text), guide.language.code)
    if region:
        return _Column("size", region=region, unit=unit)
    if (year and not period and len(text) < 40) or _VALUE.search(text):
        return _Column("size", year=single, unit=unit)
    listed = next((name for name in guide.segments if same_name(name, text)), "")
    return _Column("size", segment=listed, unit=unit) if listed and unit else _Column("text")


def _full(match: re.Match[str]) -> int:
    return int(match[2]) if len(match[2]) == 4 else int(match[1]) // 100 * 100 + int(match[2])


def _read_row(
    row: Block, columns: Sequence[_Column], context: Context, guide: Guide
) -> Iterator[Fact]:
    labels = [
        cell
        for cell, column in zip(row.cells, columns, strict=False)
        if column.kind in ("label", "text") and cell
    ]
    about = _subject(labels, context, row.header[0], guide)
    if about is None:
        return
    region, segment, axis, year = about
    for cell, column in list(zip(row.cells, columns, strict=False))[1:]:
        if column.kind in ("size", "share", "growth_rate"):
            fact = _read_cell(cell, column, guide)
            if fact is not None:
                yield _complete(
                    fact,
                    column,
                    row,
                    guide,
                    region=column.region or region,
                    segment=column.segment or segment,
                    axis=axis,
                    year=year,
                )


def _subject(
    labels: Sequence[str], context: Context, head: str, guide: Guide
) -> tuple[str, str, str, int | None] | None:
    """Region, segment, axis and year that the labels of a row name; None where they name nothing."""
    region, segment, axis, year = "", "", "", None
    for label in labels:
        text = label.strip(" *†:")
        place = name_place(re.sub(r"\s*\((?!U).*?\)", "", text), guide.language.code)
        listed = next((name for name in guide.segments if same_name(name, text)), "")
        found = _YEAR.fullmatch(text)
        if _TOTAL.match(text):
            region = region or guide.home
        elif found:
            year = int(found[1])
        elif place:
            region = place
        elif listed:
            segment, axis = listed, guide.segments[listed]
        elif context.axis or re.match(
            r"segments?|type|application|component|product|end|category|technolog|material",
            head,
            re.IGNORECASE,
        ):
            if not is_segment_name(text, guide):
                return None
            segment, axis = (
                text,
                context.axis or ("" if head.lower().startswith("segment") else head),
            )
        else:
            return None
    return region or (context.region if segment or year else ""), segment, axis, year


def _read_cell(cell: str, column: _Column, guide: Guide) -> Mention | None:
    """The figure of a cell; a bare number takes its unit from its column."""
    mentions = [
        m
        for m in find_mentions(cell, guide.language, guide.currency)
        if m.kind in ("money", "percent", "count")
    ]
    wanted = "money" if column.kind == "size" else "percent"
    exact = next((m for m in mentions if m.kind == wanted and m.high is None), None)
    if exact is not None:
        return exact
    bare = re.sub(r"[%()\s]+$|^[($€£]+", "", cell.strip())
    negative = cell.strip().startswith(("(", "-", "−", "–")) and column.kind == "growth_rate"
    bare = bare.lstrip("-−–+ ")
    unit = column.unit if column.kind == "size" else "percent"
    if not _NUMBER.match(bare) or not unit or len(bare) > 20:
        return None
    match = re.search(NUMBER, bare)
    if match is None:
        return None
    value = read_number(match.group(), guide.language) * (-1 if negative else 1)
    return Mention(
        "money" if column.kind == "size" else "percent",
        0,
        len(bare),
        value=value,
        unit=unit,
        stated=match.group(),
    )


def _complete(
    number: Mention,
    column: _Column,
    row: Block,
    guide: Guide,
    *,
    region: str,
    segment: str,
    axis: str,
    year: int | None,
) -> Fact:
    from marketbook.reading.figures import print_number

    kind = (
        "growth_rate"
        if column.kind == "growth_rate"
        else "share"
        if column.kind == "share"
        else "size"
    )
    when = column.year or year if kind != "growth_rate" else None
    yearly = kind == "growth_rate" and year is not None and "CAGR" not in " ".join(row.header)
    start = year - 1 if yearly and year else column.start
    end = year if yearly else column.end
    place = region or guide.home
    whole = (
        ""
        if kind != "share"
        else place
        if segment
        else WORLD
        if kind_of(place) != "country"
        else guide.home
        if guide.home != place
        else ""
    )
    status = (
        None
        if kind != "size"
        else "forecast"
        if guide.base_year and when and when > guide.base_year
        else "actual"
    )
    open_year = kind != "growth_rate" and when is None
    return Fact(
        kind,
        market=guide.market,
        region=place,
        axis=axis,
        segment=segment,
        of_region=whole,
        year=when,
        start_year=start,
        end_year=end,
        value=number.value,
        unit=number.unit,
        stated=number.stated,
        printed=print_number(number),
        qualifier=number.qualifier,
        status=status,
        sure="medium" if open_year else "high",
        why="the year is not said" if open_year else "",
        places=(row.place,),
        said=f"{row.caption}: {' | '.join(row.header)} / {row.text}"[:600],
    )


def list_segments(facts: Sequence[Fact], row: Block) -> Iterator[Fact]:
    """The segments that a table of figures lists under one axis, which is a list of them too."""
    axes = dict.fromkeys(fact.axis for fact in facts if fact.segment and fact.axis)
    for axis in axes:
        names = dict.fromkeys(fact.segment for fact in facts if fact.axis == axis)
        if len(names) > 1:
            yield Fact(
                "segmentation",
                axis=axis,
                names=tuple(map(Name, names)),
                places=(row.place,),
                said=row.caption,
            )

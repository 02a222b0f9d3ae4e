"""Tables of figures: rows are regions, segments or years, columns years or kinds of figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from marketbook.reading.documents import Block
from marketbook.reading.facts import Fact, Name
from marketbook.reading.guide import Guide
from marketbook.reading.lists.axes import COMMON_AXES, is_axis
from marketbook.reading.mentions import Mention, find_mentions, print_number
from marketbook.reading.subjects.context import Context, context_of, same_name
from marketbook.reading.subjects.segment_names import is_segment_name
from marketbook.reading.units import unit_in
from marketbook.reading.words.bare import bare
from marketbook.reading.words.numbers import NUMBER, read_number
from marketbook.reading.words.places import WORLD, kind_of, name_place

_TOTAL = re.compile(
    r"(?i)^(?:grand\s+)?(?:total|global|world(?:wide)?|overall|market total|all regions|"
    r"gesamt|welt|sum)\b.{0,20}$"
)
_RATE = re.compile(r"(?i)\bCAGR\b|growth(?! opportunit)|\bYoY\b|y-o-y|^(?:%\s*)?change\b|^\+/?[-–]")
_SHARE = re.compile(r"(?i)\bshares?\b|anteil|cuota")
_VALUE = re.compile(
    r"(?i)\b(?:size|value|revenue|sales|market|spending|demand|usd|us\$|eur|million|billion|mn|bn|crore)\b|[$€£₹]"
)
_NUMBER = re.compile(rf"^[~≈]?\s*{NUMBER}\s*[*†]?$")
_PERIOD = re.compile(r"((?:19|20)\d\d)\s?[EFAPef]?\s?(?:-|–|—|to|/)\s?((?:19|20)\d\d|\d\d)")
_NO_AXIS = re.compile(
    r"(?i)metric|indicator|parameter|attribute|particular|detail|description|year|item|factor|driver|"
    r"period|report|measure|figure|\w{25}|(?:\w+\s+){4}\w+"
)
_MEASURES = re.compile(
    r"(?i)volume|price|^units?\b|\([^()]*\bunits?\b|(?:thousand|million) units|"
    r"users?\b|penetration|households?|employ|gdp|exports?|imports?|population|"
    r"inflation|growth|cagr|capacity|production|profit|margin|per capita|number of|average|change"
)
_ONLY_YEAR = re.compile(r"^\W*(?:19|20)\d\d[EFAPef]?\W*(?:%\W*)?$")
_COMPANIES = re.compile(
    r"compan|vendor|player|brand|manufacturer|supplier|firm|publisher|operator", re.IGNORECASE
)
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
    why: str = ""


def read_grid(rows: Sequence[Block], guide: Guide) -> list[Fact] | None:
    """The figures of one table; None where it is no table of figures but of attributes.

    Args:
        rows: The rows of the table, with its header in each.
        guide: What is known of the document.
    """
    sections = [list(group) for _, group in groupby(rows, key=lambda row: row.caption)]
    if len(sections) > 1:
        return [fact for part in sections for fact in read_grid(part, guide) or ()] or None
    first = rows[0]
    if not first.header or len(first.header) < 2:
        return None
    estimators = bool(_ESTIMATORS.fullmatch(first.header[0]))
    if (_COMPANIES.search(first.header[0]) and not estimators) or (
        re.match(r"\W*(?:rank|#|no\b)", first.header[0], re.IGNORECASE)
        and _COMPANIES.search(first.header[1])
    ):
        return []
    if any(map(_IMPACT.search, first.header)):
        return []
    context = context_of(first, guide)
    above = (first.caption, first.headings[-1] if first.headings else "", first.header[0])
    caption = " ".join(filter(None, above))
    columns = _span_changes(
        [_read_column(text, at, caption, guide) for at, text in enumerate(first.header)],
        first.header,
    )
    if not _MEASURES.search(caption):
        columns = [_take_unit(column, guide) for column in columns]
    if not any(column.kind in _FIGURES for column in columns[1:]):
        return None
    if all(column.kind == "text" for column in columns[1:]):
        return None
    read = _read_estimates if estimators else _read_row
    facts = [fact for row in rows for fact in read(row, columns, context, guide)]
    return facts or None


_IMPACT = re.compile(r"(?i)\bimpact on\b")
"""The header of a table of what drives or slows a market."""
_ESTIMATORS = re.compile(
    r"(?i)\W*(?:sources?|publishers?|analysts?|estimators?|(?:market )?research (?:firms?|company|"
    r"companies|providers?))\W*"
)
"""The header of a column of those who estimate the market: each row is of the whole of it."""


def _read_estimates(
    row: Block, columns: Sequence[_Column], context: Context, guide: Guide
) -> Iterator[Fact]:
    """The figures of a row that gives a publisher's estimate; a year stands in a cell before."""
    year: int | None = None
    for cell, column in list(zip(row.cells, columns, strict=False))[1:]:
        alone = _YEAR.fullmatch(cell.strip())
        year = int(alone[1]) if alone else year
        number = _read_cell(cell, column, guide) if column.kind in _FIGURES else None
        if number is not None and not alone:
            about = _About(context.region, "", "", None)
            fact = _complete(number, replace(column, year=column.year or year), row, guide, about)
            yield replace(fact, by=row.cells[0].strip())


_FIGURES = ("size", "share", "growth_rate")


def _span_changes(columns: list[_Column], header: Sequence[str]) -> list[_Column]:
    """A column of changes without a year is of the years of the columns before it.

    A change is from the last year but one to the last; a compound rate is of all of them, where
    they follow each other.
    """
    years: list[int] = []
    found: list[_Column] = []
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


def _take_unit(column: _Column, guide: Guide) -> _Column:
    """A column of a year that names no unit, in the unit that all other tables share."""
    if column.kind != "size" or column.unit or not column.year or not guide.unit:
        return column
    return replace(column, unit=guide.unit, why="the unit is that of the other tables")


def _read_column(text: str, at: int, caption: str, guide: Guide) -> _Column:
    if at == 0:
        return _Column("label")
    period, year = _PERIOD.search(text), _YEAR.search(text)
    captioned = _YEAR.findall(caption)
    unit = unit_in(text, guide) or unit_in(caption, guide)
    if _RATE.search(text):
        found = period or (None if year else _PERIOD.search(caption))
        if year and not period and "CAGR" not in text:
            return _Column("growth_rate", start=int(year[1]) - 1, end=int(year[1]))
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
        (
            text.strip() in ("%", "(%)")
            or (_SHARE.search(caption) and _ONLY_YEAR.match(text) and not unit)
        )
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
    first = next(at for at, column in enumerate(columns) if column.kind in _FIGURES)
    labels = [
        cell for at, cell in enumerate(row.cells[:first]) if not (at and re.match(r"\W*\d|$", cell))
    ]
    if len(labels) > 1 and _COUNTER.fullmatch(labels[0]):
        del labels[0]
    measured = _measure(row, columns, guide)
    about = _subject(labels[1:] if measured else labels, context, row.header[0], guide)
    if about is None:
        return
    for cell, column in list(zip(row.cells, measured or columns, strict=False))[1:]:
        if column.kind in _FIGURES:
            number = _read_cell(cell, column, guide)
            if number is not None:
                region, segment = column.region or about.region, column.segment or about.segment
                own = replace(about, region=region, segment=segment)
                yield _complete(number, column, row, guide, own)


_COUNTER = re.compile(r"#?\d{1,3}[.)]?")
_WHOLE = re.compile(
    r"(?i)\W*(?:(?:global|total|overall|annual|estimated|forecast|projected) )*"
    r"(?:market )?(?:size|value|revenues?|sales|valuation|(?:y-o-y |yoy |annual |year-on-year )?"
    r"growth(?: rate)?|cagr)\s*(?:\(.*\)|,.*|in (?:USD|EUR|US\$).*)?"
)


def _measure(row: Block, columns: Sequence[_Column], guide: Guide) -> list[_Column]:
    """The columns of a row that is named by what it measures, below a line of years."""
    label = row.cells[0]
    if not _WHOLE.fullmatch(label) or not all(column.year for column in columns[1:]):
        return []
    caption = " ".join(filter(None, (row.caption, *row.headings[-1:], row.header[0])))
    return [
        replace(_read_column(f"{label} {head}", at, caption, guide), year=column.year)
        for at, (head, column) in enumerate(zip(row.header, columns, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class _About:
    """What the labels of a row name."""

    region: str
    segment: str
    axis: str
    year: int | None


def _subject(labels: Sequence[str], context: Context, head: str, guide: Guide) -> _About | None:
    """What the labels of a row name; None where they name nothing that is known."""
    region, segment, axis, year = "", "", "", None
    for label in labels:
        text = label.strip(" *†:–—-•>")
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
        elif context.axis or not _NO_AXIS.search(head):
            named = bare(head) in COMMON_AXES or is_segment_name(text, guide)
            if not named or _MEASURES.search(text):
                return None
            segment, axis = text, context.axis or _axis_above(head, context)
        else:
            return None
    place = region or (context.region if segment or year else "")
    return _About(place, segment, axis, year)


def _axis_above(head: str, context: Context) -> str:
    """The axis of a column of names; one that is called "Segment" has it in its caption."""
    if not head.lower().startswith("segment"):
        return head.strip()
    return context.caption if is_axis(context.caption) else ""


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
        # a sign of money in the cell, its scale in the head
        scaled = column.kind == "size" and column.unit.startswith(f"{exact.unit} ")
        return replace(exact, unit=column.unit) if scaled else exact
    digits = re.sub(r"[%()\s]+$|^[($€£]+", "", cell.strip())
    negative = cell.strip().startswith(("(", "-", "−", "–")) and column.kind == "growth_rate"
    digits = digits.lstrip("-−–+ ")
    unit = column.unit if column.kind == "size" else "percent"
    if not _NUMBER.match(digits) or not unit or len(digits) > 20:
        return None
    match = re.search(NUMBER, digits)
    if match is None:
        return None
    value = read_number(match.group(), guide.language) * (-1 if negative else 1)
    return Mention(
        "money" if column.kind == "size" else "percent",
        0,
        len(digits),
        value=value,
        unit=unit,
        stated=match.group(),
    )


def _complete(number: Mention, column: _Column, row: Block, guide: Guide, about: _About) -> Fact:
    """The fact of a cell: its column and its row's labels put together."""
    kind = column.kind if column.kind in ("growth_rate", "share") else "size"
    year = column.year or about.year
    yearly = about.year is not None and "CAGR" not in " ".join(row.header)
    start, end = (
        (about.year - 1, about.year) if yearly and about.year else (column.start, column.end)
    )
    place = about.region or guide.home
    rate = kind == "growth_rate"
    left_open = start is None and end is None if rate else year is None
    later = bool(guide.base_year and year and year > guide.base_year)
    fact = Fact(
        kind,
        market=guide.market,
        region=place,
        axis=about.axis,
        segment=about.segment,
        of_region=_whole(place, about.segment, guide) if kind == "share" else "",
        value=number.value,
        unit=number.unit,
        stated=number.stated,
        printed=print_number(number),
        qualifier=number.qualifier,
        status=("forecast" if later else "actual") if kind == "size" else None,
        sure="medium" if left_open or column.why else "high",
        why=f"the {'period' if rate else 'year'} is not said" if left_open else column.why,
        places=(row.place,),
        said=f"{row.caption}: {' | '.join(row.header)} / {row.text}"[:600],
    )
    if rate:
        return replace(fact, start_year=start, end_year=end)
    return replace(fact, year=year)


def _whole(place: str, segment: str, guide: Guide) -> str:
    """The whole of a share in a table; empty where a country's is not said."""
    if segment:
        return place
    if kind_of(place) != "country":
        return WORLD
    return guide.home if guide.home != place else ""


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


def list_regions(rows: Sequence[Block], language: str) -> Iterator[Fact]:
    """The regions that a table of figures has rows for, which is a list of them too."""
    names = [row.cells[0] for row in rows if row.cells and name_place(row.cells[0], language)]
    kinds = {kind_of(name_place(name, language)) for name in names}
    last = rows[-1].cells[0] if rows[-1].cells else ""
    closes = _TOTAL.match(last) or re.match(
        r"rest of|others?\b", names[-1] if names else "", re.IGNORECASE
    )
    if len(names) > 1 and kinds - {"country"} and closes:
        place = rows[0].place
        yield Fact(
            "region_list", names=tuple(map(Name, names)), places=(place,), said=rows[0].caption
        )

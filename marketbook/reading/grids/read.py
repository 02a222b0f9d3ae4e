"""Tables of figures: rows are regions, segments or years, columns years or kinds of figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from marketbook.reading.documents import Block
from marketbook.reading.facts import Fact
from marketbook.reading.grids.cells import read_cell
from marketbook.reading.grids.columns import FIGURES, Column, FigureKind, read_column, read_columns
from marketbook.reading.grids.labels import YEAR, About, read_labels
from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention, print_number
from marketbook.reading.subjects.context import Context, context_of
from marketbook.reading.units import goods_in, unit_in
from marketbook.reading.words.places import WORLD, kind_of

_OF_FACTS = re.compile(
    r"(?i)\W*(?:s?\W{0,2}no|rank|(?:key |report |market )?"
    r"(?:statistics?|metrics?|attributes?|facts?|parameters?|particulars?|details?|descriptions?|values?|figures?|data|items?|indicators?)|"
    r"sources?)?\W*"
)
"""The header of a table that has a fact in every row, said in words."""
_COMPANIES = re.compile(
    r"compan|vendor|player|brand|manufacturer|supplier|firm|publisher|operator", re.IGNORECASE
)


def read_grid(rows: Sequence[Block], guide: Guide, note: str = "") -> list[Fact] | None:
    """The figures of one table; None where it is no table of figures but of attributes.

    Args:
        rows: The rows of the table, with its header in each.
        guide: What is known of the document.
        note: The line below the table.
    """
    sections = [list(group) for _, group in groupby(rows, key=lambda row: row.caption)]
    if len(sections) > 1:
        return [fact for part in sections for fact in read_grid(part, guide, note) or ()] or None
    first = rows[0]
    if not first.header or len(first.header) < 2 or all(map(_OF_FACTS.fullmatch, first.header)):
        return None
    head, caption = first.header[0], first.caption
    estimators = bool(_ESTIMATORS.fullmatch(head) or (not head and _FORECASTS.search(caption)))
    if (_COMPANIES.search(first.header[0]) and not estimators) or (
        re.match(r"\W*(?:rank|#|no\b)", first.header[0], re.IGNORECASE)
        and _COMPANIES.search(first.header[1])
    ):
        return []
    if any(map(_IMPACT.search, first.header)):
        return []
    columns = read_columns(rows, _words_above(first), note, guide)
    if not any(column.kind in FIGURES for column in columns[1:]):
        return None
    context = context_of(first, guide)
    read = _read_estimates if estimators else _read_row
    return [fact for row in rows for fact in read(row, columns, context, guide)] or None


def _words_above(row: Block) -> str:
    """The caption of a table, its innermost heading and the head of its labels."""
    return " ".join(filter(None, (row.caption, *row.headings[-1:], row.header[0])))


_IMPACT = re.compile(r"(?i)\bimpact on\b")
"""The header of a table of what drives or slows a market."""
_ESTIMATORS = re.compile(
    r"(?i)\W*(?:sources?|publishers?|analysts?|estimators?|(?:market )?research (?:firms?|company|"
    r"companies|providers?))\W*"
)
"""The header of a column of those who estimate the market: each row is of the whole of it."""
_FORECASTS = re.compile(r"(?i)\b(?:forecasts|estimates|predictions|projections) of\b")


def _read_estimates(
    row: Block, columns: Sequence[Column], context: Context, guide: Guide
) -> Iterator[Fact]:
    """The figures of a row that gives a publisher's estimate; a year stands in a cell before."""
    year: int | None = None
    for cell, column in list(zip(row.cells, columns, strict=False))[1:]:
        alone = YEAR.fullmatch(cell.strip())
        year = int(alone[1]) if alone else year
        if column.kind in FIGURES and not alone:
            dated = replace(column, year=column.year or year)
            for fact in _read_facts(cell, dated, row, guide, About(context.region)):
                yield replace(fact, by=row.cells[0].strip())


def _read_row(
    row: Block, columns: Sequence[Column], context: Context, guide: Guide
) -> Iterator[Fact]:
    first = next(at for at, column in enumerate(columns) if column.kind in FIGURES)
    labels = [
        cell
        for at, (cell, column) in enumerate(zip(row.cells[:first], columns, strict=False))
        if not (at and re.match(r"\W*\d|$", cell)) and column.kind != "unit"
    ]
    if len(labels) > 1 and _COUNTER.fullmatch(labels[0]):
        del labels[0]
    measured = _measure(row, columns, guide)
    about = read_labels(labels[1:] if measured else labels, context, row.header[0], guide)
    if about is None:
        return
    columns = measured or _in_unit(row, columns, guide)
    for cell, column in list(zip(row.cells, columns, strict=False))[1:]:
        if column.kind in FIGURES:
            region, segment = column.region or about.region, column.segment or about.segment
            own = replace(about, region=region, segment=segment)
            yield from _read_facts(cell, column, row, guide, own)


def _in_unit(row: Block, columns: Sequence[Column], guide: Guide) -> Sequence[Column]:
    """The columns of a row whose unit stands in a cell of its own."""
    said = next((at for at, column in enumerate(columns) if column.kind == "unit"), len(row.cells))
    text = "".join(row.cells[said : said + 1])
    unit = unit_in(text, guide) or goods_in(text, guide)
    return [replace(each, unit=unit) if unit and each.kind == "size" else each for each in columns]


_COUNTER = re.compile(r"#?\d{1,3}[.)]?")
_WHOLE = re.compile(
    r"(?i)\W*(?:(?:global|total|overall|annual|estimated|forecast|projected) )*"
    r"(?:market )?(?:size|value|revenues?|sales|valuation|(?:y-o-y |yoy |annual |year-on-year )?"
    r"growth(?: rate)?|cagr)\s*(?:\(.*\)|,.*|in (?:USD|EUR|US\$).*)?"
)


def _measure(row: Block, columns: Sequence[Column], guide: Guide) -> list[Column]:
    """The columns of a row that is named by what it measures, below a line of years."""
    label = row.cells[0]
    if not _WHOLE.fullmatch(label) or not all(column.year for column in columns[1:]):
        return []
    caption = _words_above(row)
    unit = unit_in(caption, guide)
    return [
        replace(read_column(f"{label} {head}", at, caption, unit, guide), year=column.year)
        for at, (head, column) in enumerate(zip(row.header, columns, strict=True))
    ]


def _read_facts(
    cell: str, column: Column, row: Block, guide: Guide, about: About
) -> Iterator[Fact]:
    """The facts of a cell: its column and its row's labels put together."""
    for kind, number in read_cell(cell, column, guide):
        yield complete(kind, number, column, row, guide, about)


def complete(
    kind: FigureKind, number: Mention, column: Column, row: Block, guide: Guide, about: About
) -> Fact:
    """The fact of a number, of which its column and its row say all."""
    year = column.year or about.year
    yearly = about.year is not None and "CAGR" not in " ".join(row.header)
    start, end = (
        (about.year - 1, about.year) if yearly and about.year else (column.start, column.end)
    )
    place = about.region or guide.home
    rate = kind in ("growth_rate", "increment")
    left_open = start is None and end is None if rate else year is None
    later = bool(guide.base_year and year and year > guide.base_year)
    fact = Fact(
        "units_sold" if kind == "size" and number.unit.endswith("units") else kind,
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

"""A figure of a table: its column, its row and the words around the table put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from marketbook.reading.documents import Block
from marketbook.reading.facts import Fact, Status, Sure
from marketbook.reading.grids.heads import SALES, FigureKind, Head
from marketbook.reading.grids.labels import About
from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention, print_number
from marketbook.reading.mentions.units import is_money
from marketbook.reading.subjects.context import Context
from marketbook.reading.words.places import WORLD, kind_of


@dataclass(frozen=True, slots=True)
class Table:
    """What is known of a table before its cells are read.

    Attributes:
        heads: What the head of each column says.
        around: What the words around the table say.
        context: Where it stands.
        guide: What is known of the document.
        estimators: Whether each row is the estimate of a publisher.
    """

    heads: Sequence[Head]
    around: Head
    context: Context
    guide: Guide
    estimators: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row and what its labels say.

    Attributes:
        block: Its cells, and where it stands.
        head: What is measured in it, where its label says so.
        about: Whom it is about; None where its labels name nothing that is known.
        by: The publisher whose estimate it is.
    """

    block: Block
    head: Head
    about: About | None
    by: str = ""


_OF_SIZES = ("growth_rate", "share")


def say(block: Block) -> str:
    """A row with its header and caption."""
    header = f"{' | '.join(block.header)} / " if block.header else ""
    return f"{block.caption}: {header}{block.text}"[:600]


def join_heads(column: Head, text: str, row: Row, table: Table, year: int | None) -> Head:
    """What a cell holds, or in ``other`` why it is no figure.

    Args:
        column: What the head of its column says.
        text: The words of that head.
        row: Its row.
        table: Its table.
        year: The year in a cell before it.
    """
    about, around = row.about, table.around
    said = column.kind or row.head.kind
    apart = SALES.search(row.block.cells[0])
    other = column.other or row.head.other or ("" if apart else around.other)
    if other or about is None:
        return Head(other=other or "what its row is about is not stated")
    if not (said or column.holds or row.head.holds):
        return Head(other="what its column holds is not stated")
    if (column.segment and about.segment) or (
        column.region
        and about.region not in ("", column.region, table.guide.home, table.context.region)
    ):
        return Head(other="of two places or two segments at once")
    head = Head(
        _kind_of(column, row.head, around),
        year=column.year or row.head.year or about.year or year or around.year,
        unit=column.unit or row.head.unit or _unit_around(column, text, row.head, table),
        region=column.region or about.region,
        segment=column.segment or about.segment,
        measure=column.measure or row.head.measure,
        beside=column.beside,
    )
    if head.kind in ("growth_rate", "increment"):
        start, end = _span_of(column, text, row, about, year)
        return replace(head, start=start, end=end)
    unit = table.guide.unit
    sold = "volume" in (column.measure, row.head.measure)
    dated = column.year or row.head.year or about.year
    if head.kind == "size" and not head.unit and unit and dated and not sold:
        return replace(head, unit=unit, why="the unit is that of the other tables")
    return head


def _unit_around(column: Head, text: str, row: Head, table: Table) -> str:
    """The unit that the words around a table give for a value, a volume or either."""
    measure, around = column.measure or row.measure, table.around
    if measure == "volume" and (is_money(around.unit) or not around.unit):
        return around.goods or ("units" if _OF_THINGS.fullmatch(text) else "")
    return "" if measure == "value" and not is_money(around.unit) else around.unit


_OF_THINGS = re.compile(r"(?i)[^(]*\b(?:shipments|deliveries|registrations|units)\b[^(]*")
"""A head of things that are counted one by one, where no unit is said."""


def _kind_of(column: Head, row: Head, around: Head) -> FigureKind:
    kinds = (column.kind, row.kind)
    if "growth_rate" in kinds or "increment" in kinds:
        return "growth_rate" if "growth_rate" in kinds else "increment"
    if "share" in kinds or "size" in kinds or column.unit or row.unit or around.unit:
        return "share" if "share" in kinds else "size"
    return "size" if around.kind in ("", "unit") else around.kind


def _span_of(
    column: Head, text: str, row: Row, about: About, year: int | None
) -> tuple[int | None, int | None]:
    """The years of a rate; in a row or a column of one year it is from the year before."""
    compound = "CAGR" in f"{text} {row.block.cells[0]}"
    yearly = about.year or (column.year if not column.end else None) or year
    if yearly and not compound:
        return yearly - 1, yearly
    rate = column if column.kind in ("growth_rate", "increment") else row.head
    return rate.start, rate.end


def complete(kind: FigureKind, number: Mention, head: Head, row: Row, table: Table) -> Fact:
    """The fact of a number.

    Args:
        kind: What the number is.
        number: The number.
        head: What is said of it.
        row: The row that it stands in.
        table: Its table.
    """
    about, guide = row.about, table.guide
    place = head.region or guide.home
    rate = kind in ("growth_rate", "increment")
    sure, why = _surety(head, rate=rate)
    return Fact(
        "units_sold" if kind == "size" and number.unit.endswith("units") else kind,
        market=guide.market,
        region=place,
        axis=about.axis if about else "",
        segment=head.segment,
        of_region=_whole(place, head.segment, guide) if kind == "share" else "",
        value=number.value,
        unit=number.unit,
        stated=number.stated,
        printed=print_number(number),
        qualifier=number.qualifier,
        of_unit="units" if kind in _OF_SIZES and head.measure == "volume" else "",
        by=row.by,
        status=_status(head, guide) if kind == "size" else None,
        sure=sure,
        why=why,
        year=None if rate else head.year,
        start_year=head.start if rate else None,
        end_year=head.end if rate else None,
        places=(row.block.place,),
        said=say(row.block),
    )


def _surety(head: Head, *, rate: bool) -> tuple[Sure, str]:
    """How sure a figure is, and what is not stated of it."""
    if head.start is None and head.end is None if rate else head.year is None:
        return "medium", f"the {'period' if rate else 'year'} is not stated"
    return "medium" if head.why else "high", head.why


def _status(head: Head, guide: Guide) -> Status:
    later = guide.base_year and head.year and head.year > guide.base_year
    return "forecast" if later else "actual"


def _whole(place: str, segment: str, guide: Guide) -> str:
    """The whole of a share in a table; empty where a country's is not stated."""
    if segment:
        return place
    if kind_of(place) != "country":
        return WORLD
    return guide.home if guide.home != place else ""

"""Evidence: every size, growth rate and share of the market as printed, and as it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from marketbook.figures import Interval
from marketbook.markets.judged import Bridge
from marketbook.markets.printed import Figure, Rate, Share, Size
from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import LEFT, head_sheet
from marketbook.workbook.grid import Sheet
from marketbook.workbook.lists import Column, Value, fill_list, lay_out_list
from marketbook.workbook.read_market import list_left_out
from marketbook.workbook.records import Records
from marketbook.workbook.tell import name_source, name_unit, tell_reading

_NOTHING = "nothing"
_LEFT_OUT = "Left out of the model: its unit is in doubt."
_DIGITS = 9
F = TypeVar("F", bound=Figure)
_COLUMNS = (
    Column("figure", "Figure", 10),
    Column("region", "Region", 19),
    Column("segment", "Segment", 26),
    Column("of", "Share of", 13, "row-note"),
    Column("start", "From", 7, "number", "year"),
    Column("end", "Year, or to", 8, "number", "year"),
    Column("stated", "As printed", 13, "printed"),
    Column("unit", "Unit", 16),
    Column("value", "Value", 14, "number", "exact"),
    Column("less", "Less by up to", 10, "number", "exact"),
    Column("more", "More by up to", 10, "number", "exact"),
    Column("qualifier", "Claimed rank", 9, "row-note"),
    Column("status", "Status", 10, "row-note"),
    Column("source", "Source", 25),
    Column("place", "Place in the document", 36, "row-note"),
    Column("note", "Note", 50, "row-note"),
    Column("record", "Record", 34, "row-note"),
    Column("factor", "Base units", 15, "number", "count"),
    Column("years", "Counted over, years", 10, "number", "count"),
    Column("least", "Other years, least ×", 11, "number", "factor-4"),
    Column("most", "Other years, most ×", 11, "number", "factor-4"),
)
_PRINTED = 16


def plan(desk: Desk, sheet: Sheet) -> None:
    """Lays out the list, a row for each figure by its record."""
    records = [str(row["record"]) for row in list_figures(desk)]
    desk.keep(sheet, "figures", lay_out_list(sheet, _COLUMNS, records or [_NOTHING]))


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the list."""
    subtitle = (
        f"{desk.market.brief}. Figures exactly as published, contradictions included; a dash means "
        "that the source does not say. For a misprint, Value and Unit give the corrected reading."
    )
    head_sheet(desk, sheet, "Evidence", subtitle)
    rows = {str(row["record"]): row for row in list_figures(desk)}
    block = desk.block("Evidence", "figures")
    fill_list(sheet, block, "Evidence", _COLUMNS, rows or {_NOTHING: {}})
    sheet.printed_columns = LEFT + _PRINTED - 1


def list_figures(desk: Desk) -> Iterator[Mapping[str, Value]]:
    """One record for each figure: sizes, growth rates, shares; the whole and regions first."""
    records, market = desk.records, desk.market.market_id
    publications = records.publications_of(market)
    bridges = records.family_of(market).bridges
    sizes = (size for one in publications for size in one.sizes)
    rates = (rate for one in publications for rate in one.rates)
    shares = (share for one in publications for share in one.shares)
    left_out = list_left_out(records, market)
    whole = records.family_of(market).whole_of(market)
    for size in _regions_first(whole, sizes):
        told = _record(records, size, "Size") | _tell_size(size)
        yield told | {"note": f"{_LEFT_OUT} {told['note'] or ''}"} if size in left_out else told
    for rate in _regions_first(whole, rates):
        yield _record(records, rate, "Growth") | _tell_rate(rate, bridges.get(rate.record))
    for share in _regions_first(whole, shares):
        yield _record(records, share, "Share") | _tell_share(records, share)


def _regions_first(whole: str, figures: Iterable[F]) -> list[F]:
    """Figures of the whole, then of regions, then of segments, each by line."""
    return sorted(figures, key=lambda one: (one.segment != "", one.region != whole, one.line))


def _record(records: Records, figure: Figure, kind: str) -> dict[str, Value]:
    codes, row = records.typed.codes, records.row_of(figure)
    segment = codes.segments.get(figure.segment)
    return {
        "figure": kind,
        "region": codes.places.get(figure.region).name,
        "segment": segment.name if segment else figure.segment,
        "stated": figure.misprint or row["stated"],
        "unit": name_unit(records, figure),
        "qualifier": figure.qualifier,
        "source": name_source(records, figure.source),
        "place": figure.locator,
        "note": " ".join(filter(None, (tell_reading(records, figure.cite), row["note"]))) or None,
        "record": figure.cite,
    }


def _tell_size(size: Size) -> dict[str, Value]:
    ends = size.interval.times(1 / size.unit.factor)
    return {
        "end": size.year,
        "value": size.value,
        "factor": size.unit.factor,
        "status": size.status,
        **_spread(size.value, ends),
    }


def _tell_rate(rate: Rate, bridge: Bridge | None) -> dict[str, Value]:
    return {
        "start": rate.start_year,
        "end": rate.end_year,
        "value": rate.value,
        "years": bridge.years if bridge else None,
        "least": bridge.least if bridge else None,
        "most": bridge.most if bridge else None,
        **_spread(rate.value, rate.interval),
    }


def _tell_share(records: Records, share: Share) -> dict[str, Value]:
    return {
        "end": share.year,
        "value": share.value,
        "of": records.typed.codes.places.get(share.of_region).name,
        **_spread(share.value, share.interval),
    }


def _spread(value: float, ends: Interval) -> dict[str, Value]:
    """How far the true value may be from the printed one, without the dust of floats."""
    less, more = (float(f"{gap:.{_DIGITS}g}") for gap in (value - ends.low, ends.high - value))
    return {"less": less, "more": more}


SHEET: MarketSheet = SheetKind(
    "Evidence",
    "record",
    "Every size, growth rate and share exactly as printed, with its place in its source.",
    fill,
    plan,
    on_paper=False,
)

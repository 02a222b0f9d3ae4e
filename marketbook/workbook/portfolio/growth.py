"""Growth: each printed growth rate beside the growth that the printed sizes imply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marketbook.workbook.desk import SheetKind
from marketbook.workbook.frame import CHECK, FLAGS, KNOWN, OK, head_sheet
from marketbook.workbook.grid import Block, Flag, Sheet
from marketbook.workbook.issues import list_issues
from marketbook.workbook.lists import MISSING, Column, head_list, lay_out_list
from marketbook.workbook.market import WORLD
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.records import Record, list_rate_sizes

_COLUMNS = (
    Column("market", "Market", 30),
    Column("of", "Of", 22),
    Column("printed", "Period printed", 14, "row-note"),
    Column("start", "From", 9, "calculation", "year"),
    Column("end", "To", 9, "calculation", "year"),
    Column("stated", "Growth stated", 11, "calculation", "percent-2"),
    Column("slack", "Printed to ±", 12.5, "calculation", "interval"),
    Column("low", "Implied, lowest", 11, "calculation", "interval"),
    Column("implied", "Growth implied", 11, "calculation", "interval"),
    Column("high", "Implied, highest", 11, "calculation", "interval"),
    Column("result", "Result", 10, "check"),
    Column("how", "How it follows", 74, "row-note"),
)
_NONE = "none"
_COMPUTED = ("start", "end", "low", "implied", "high", "result")


@dataclass(frozen=True, slots=True)
class Rate:
    """A printed rate, with the two printed sizes it can be compared with, if there are."""

    row: Record
    ends: tuple[Record, Record] | None

    @property
    def record(self) -> str:
        """Its record, as a waiver names it."""
        return f"growth_rates:{self.row['growth_rate_id']}"

    @property
    def is_whole(self) -> bool:
        """Whether it is of a whole market."""
        return self.row["region_id"] == WORLD


def list_rates(desk: PortfolioDesk) -> list[Rate]:
    """Rates of whole markets first, comparable ones first; none of segments."""
    rates = [
        Rate(row, _find_ends(row, list_rate_sizes(desk.records, row)))
        for market in desk.portfolio.markets
        for row in desk.records.of("growth_rates", market.market_id)
        if row["segment_id"] is None
    ]
    rates.sort(key=lambda rate: (rate.ends is None, not rate.is_whole))
    return rates


def _find_ends(rate: Record, found: Sequence[Record]) -> tuple[Record, Record] | None:
    """First and last of the sizes that a rate is the growth of, in one unit."""
    if not found:
        return None
    start = next((row for row in found if row["year"] == rate["start_year"]), found[0])
    end = found[-1]
    if start["year"] == end["year"] or start["unit_id"] != end["unit_id"]:
        return None
    return start, end


def plan(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Lays out the list, a row for each rate by its record."""
    keys = [rate.record for rate in list_rates(desk)] or [_NONE]
    desk.keep(sheet, "rates", lay_out_list(sheet, _COLUMNS, keys))


def fill(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Puts the list."""
    subtitle = (
        "A printed figure stands for every value that rounds to it, so two sizes imply an "
        "interval of growth. OK: the stated rate, rounded too, meets it."
    )
    head_sheet(desk, sheet, "Growth: stated and implied", subtitle)
    block = desk.block("Growth", "rates")
    head_list(sheet, block, _COLUMNS)
    known = {issue.record for issue in list_issues(desk.records)}
    rates = list_rates(desk)
    for rate in rates:
        _put_rate(desk, sheet, block, rate, known=rate.record in known)
    if rates:
        results = block.down("result", rates[0].record, rates[-1].record)
        sheet.flags.append(Flag(results, FLAGS))
    else:
        _put_none(sheet, block)
    sheet.mark_table("Growth", block, [column.title for column in _COLUMNS], headed=True)


def _put_none(sheet: Sheet, block: Block) -> None:
    for column in _COLUMNS:
        text = "No source prints a growth rate." if column.key == "how" else MISSING
        sheet.put_text(block.at(_NONE, column.key), text, "row-note")


def _put_rate(desk: PortfolioDesk, sheet: Sheet, block: Block, rate: Rate, *, known: bool) -> None:
    evidence = desk.block("Evidence", "figures")
    at = {column.key: block.at(rate.record, column.key) for column in _COLUMNS}
    _put_words(desk, sheet, block, rate)
    value = evidence.at(rate.record, "value")
    sheet.put_formula(at["stated"], f"={value}*percent_unit", "calculation", "percent-2")
    slack = f"={evidence.at(rate.record, 'half')}*percent_unit"
    sheet.put_formula(at["slack"], slack, "calculation", "interval")
    if rate.ends is None:
        for key in _COMPUTED:
            sheet.put_text(at[key], MISSING, "missing")
        return
    start, end = (f"sizes:{row['size_id']}" for row in rate.ends)
    for key, record in (("start", start), ("end", end)):
        sheet.put_formula(at[key], f"={evidence.at(record, 'end')}", "link", "year")
    span = f"({at['end']}-{at['start']})"
    signs = {"low": ("-", "+"), "implied": ("", ""), "high": ("+", "-")}
    for key, (up, down) in signs.items():
        high, low = _bound(evidence, end, up), _bound(evidence, start, down)
        formula = f"=({high}/{low})^(1/{span})-1"
        sheet.put_formula(at[key], formula, "calculation", "interval")
    outside = f"MAX({at['low']}-{at['stated']},{at['stated']}-{at['high']})"
    word = KNOWN if known else CHECK
    sheet.put_formula(
        at["result"], f'=IF({outside}<={at["slack"]}+tolerance,"{OK}","{word}")', "check"
    )


def _bound(evidence: Block, record: str, sign: str) -> str:
    """A printed size, or an end of what it can stand for."""
    value = evidence.at(record, "value")
    return f"({value}{sign}{evidence.at(record, 'half')})" if sign else str(value)


def _put_words(desk: PortfolioDesk, sheet: Sheet, block: Block, rate: Rate) -> None:
    names = {market.market_id: market.name for market in desk.portfolio.markets}
    region = desk.records.by_key("regions", "region_id")[rate.row["region_id"]]["name"]
    texts = {
        "market": (names[rate.row["market_id"]], "row-heading"),
        "of": ("Whole market" if rate.is_whole else region, "row-heading"),
        "printed": (_tell_period(rate.row), "row-note"),
        "how": (_tell_how(rate), "row-note"),
    }
    for key, (text, style) in texts.items():
        sheet.put_text(block.at(rate.record, key), text, style)


def _tell_period(row: Record) -> str:
    years = [str(row[key]) for key in ("start_year", "end_year") if row[key] is not None]
    return " to ".join(years) or MISSING


def _tell_how(rate: Rate) -> str:
    if rate.ends is None:
        return "No two sizes are printed that it could be compared with."
    start, end = rate.ends
    return (
        f"({end['stated']} ÷ {start['stated']})^(1 ÷ {end['year'] - start['year']} years) − 1, "
        "and the same with each figure at the ends of its rounding."
    )


def comparable(desk: PortfolioDesk) -> Iterator[Rate]:
    """The rates that sizes can be held against."""
    return (rate for rate in list_rates(desk) if rate.ends is not None)


SHEET: PortfolioSheet = SheetKind(
    "Growth",
    "output",
    "Each printed growth rate beside the growth that the printed sizes imply, with its interval.",
    plan,
    fill,
)

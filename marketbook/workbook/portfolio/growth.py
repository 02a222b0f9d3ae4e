"""Growth: each printed growth rate beside the growth that the printed sizes imply."""

from __future__ import annotations

from marketbook.markets.judged import Bridge
from marketbook.markets.printed import Rate
from marketbook.workbook.desk import SheetKind
from marketbook.workbook.frame import CHECK, FLAGS, OK, head_sheet
from marketbook.workbook.grid import Block, Flag, Sheet
from marketbook.workbook.lists import MISSING, Column, head_list, lay_out_list
from marketbook.workbook.market import MarketModel
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.printed_ends import PrintedEnds
from marketbook.workbook.sheets.audit_checks import find_findings
from marketbook.workbook.sheets.check import Verdicts, word_of
from marketbook.workbook.sheets.input_lines import RIVAL_FACTOR
from marketbook.workbook.sheets.printed_checks import AGREES, PrintedChecks, list_bridges

_COLUMNS = (
    Column("market", "Market", 30),
    Column("of", "Of", 22),
    Column("printed", "Period printed", 14, "row-note"),
    Column("start", "From", 9, "calculation", "year"),
    Column("end", "To", 9, "calculation", "year"),
    Column("stated", "Growth stated", 11, "calculation", "percent-2"),
    Column("low", "Allowed, lowest", 11, "calculation", "interval"),
    Column("implied", "Growth implied", 11, "calculation", "interval"),
    Column("high", "Allowed, highest", 11, "calculation", "interval"),
    Column("result", "Result", 10, "check"),
    Column("how", "How it is derived", 74, "row-note"),
)
_NONE = "none"
_COMPUTED = ("start", "end", "low", "implied", "high", "result")


def list_rates(desk: PortfolioDesk) -> list[tuple[Rate, Bridge | None]]:
    """Rates of whole markets first, comparable ones first; none of segments."""
    found: list[tuple[Rate, Bridge | None]] = []
    for market in desk.portfolio.markets:
        bridges = dict(list_bridges(desk.records, market.market_id))
        for publication in desk.records.publications_of(market.market_id):
            rates = (rate for rate in publication.rates if not rate.segment)
            found += [(rate, bridges.get(rate)) for rate in rates]
    whole = desk.portfolio.region_id
    return sorted(found, key=lambda pair: (pair[1] is None, pair[0].region != whole))


def make_checks(desk: PortfolioDesk, market: MarketModel) -> PrintedChecks:
    """The checks of what is printed about one of the markets."""
    findings = find_findings(desk.records, market.market_id)
    ends = PrintedEnds(desk.block("Evidence", "figures"))
    factor = desk.block("Inputs", "inputs").at(RIVAL_FACTOR, "value")
    return PrintedChecks(
        desk.records, market.market_id, ends, factor, Verdicts.read(findings), f"{market.name}, "
    )


def plan(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Lays out the list, a row for each rate by its record."""
    keys = [rate.cite for rate, _ in list_rates(desk)] or [_NONE]
    desk.keep(sheet, "rates", lay_out_list(sheet, _COLUMNS, keys))


def fill(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Puts the list."""
    subtitle = (
        "A printed figure stands for every value that rounds to it, so two sizes imply a range of "
        "growth. OK: the stated rate, rounded too, meets it."
    )
    head_sheet(desk, sheet, "Growth: stated and implied", subtitle)
    block = desk.block("Growth", "rates")
    head_list(sheet, block, _COLUMNS)
    checks = {market.market_id: make_checks(desk, market) for market in desk.portfolio.markets}
    rates = list_rates(desk)
    for rate, bridge in rates:
        _put_words(desk, sheet, block, rate, bridge)
        _put_rate(sheet, block, rate, bridge, checks[rate.market])
    if rates:
        results = block.down("result", rates[0][0].cite, rates[-1][0].cite)
        sheet.flags.append(Flag(results, FLAGS))
    else:
        _put_none(sheet, block)
    sheet.mark_table("Growth", block, [column.title for column in _COLUMNS], headed=True)


def _put_none(sheet: Sheet, block: Block) -> None:
    for column in _COLUMNS:
        text = "No source publishes a growth rate." if column.key == "how" else MISSING
        sheet.put_text(block.at(_NONE, column.key), text, "row-note")


def _put_rate(
    sheet: Sheet, block: Block, rate: Rate, bridge: Bridge | None, checks: PrintedChecks
) -> None:
    evidence, at = checks.ends, {c.key: block.at(rate.cite, c.key) for c in _COLUMNS}
    stated = f"={evidence.value(rate)}*percent_unit"
    sheet.put_formula(at["stated"], stated, "calculation", "percent-2")
    if bridge is None:
        for key in _COMPUTED:
            sheet.put_text(at[key], MISSING, "missing")
        return
    for key, size in (("start", bridge.begin), ("end", bridge.end)):
        year = evidence.block.at(size.cite, "end")
        sheet.put_formula(at[key], f"={year}", "link", "year")
    low, high = checks.growth_bounds(rate, bridge)
    middle = f"AVERAGE({evidence.growth(bridge, 'low')},{evidence.growth(bridge, 'high')})"
    for key, formula in (("low", low), ("implied", middle), ("high", high)):
        sheet.put_formula(at[key], f"={formula}", "calculation", "interval")
    finding = checks.verdicts.found.get((AGREES, rate.cite))
    outside = f"MAX({at['low']}-{at['stated']},{at['stated']}-{at['high']})"
    dust = f"noise*MAX(ABS({at['low']}),ABS({at['high']}))"
    word = word_of(finding) if finding else CHECK
    sheet.put_formula(at["result"], f'=IF({outside}<={dust},"{OK}","{word}")', "check")


def _put_words(
    desk: PortfolioDesk, sheet: Sheet, block: Block, rate: Rate, bridge: Bridge | None
) -> None:
    names = {market.market_id: market.name for market in desk.portfolio.markets}
    places = desk.records.typed.codes.places
    whole = rate.region == desk.portfolio.region_id
    texts = {
        "market": (names[rate.market], "row-heading"),
        "of": ("Whole market" if whole else places.get(rate.region).name, "row-heading"),
        "printed": (rate.label or MISSING, "row-note"),
        "how": (_tell_how(bridge), "row-note"),
    }
    for key, (text, style) in texts.items():
        sheet.put_text(block.at(rate.cite, key), text, style)


def _tell_how(bridge: Bridge | None) -> str:
    if bridge is None:
        return "No two published sizes to compare it with."
    beside = (bridge.least, bridge.most) != (1.0, 1.0)
    room = ", allowing for years that only one of them covers" if beside else ""
    return (
        f"({bridge.end.printed} ÷ {bridge.begin.printed})^(1 ÷ {bridge.years} years) − 1{room}, "
        "with each figure at the ends of its rounding."
    )


def comparable(desk: PortfolioDesk) -> list[Rate]:
    """The rates that are compared with sizes."""
    return [rate for rate, bridge in list_rates(desk) if bridge is not None]


SHEET: PortfolioSheet = SheetKind(
    "Growth",
    "output",
    "Each printed growth rate beside the growth that the printed sizes imply, with its interval.",
    fill,
    plan,
)

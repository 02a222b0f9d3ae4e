"""Summary: the scenario, the headline figures, four charts, and all of it in words."""

from __future__ import annotations

from collections.abc import Hashable

from marketbook.text import count
from marketbook.workbook.board import (
    Finding,
    Texts,
    head_words,
    plan_board,
    put_board_charts,
    put_cards,
    put_control,
    put_finding,
    put_reason,
    put_words,
)
from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import head_sheet
from marketbook.workbook.grid import Block, Sheet
from marketbook.workbook.issues import NO_MONEY, Issue, list_issues
from marketbook.workbook.lists import MISSING
from marketbook.workbook.market import Figure, MarketModel
from marketbook.workbook.sheets import forecast, input_lines
from marketbook.workbook.sheets.audit_checks import find_findings
from marketbook.workbook.sheets.findings import list_findings, point_key
from marketbook.workbook.tell import name_source, percent, tell_number, tell_record

_TITLES = ("What", "In a sentence", "Where to look, or amount", "Source, or figure")
_MOST_ISSUES = 4


def plan(desk: Desk, sheet: Sheet) -> None:
    """Lays out the board."""
    keys: list[Hashable] = [finding.key for finding in list_findings(desk)]
    keys += [point_key(point) for point in desk.market.published]
    keys += [("issue", n) for n in range(min(max(1, len(_issues(desk))), _MOST_ISSUES + 1))]
    plan_board(desk, sheet, keys)


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts everything."""
    market = desk.market
    years = f"{market.years[0]} to {market.years[-1]}"
    head_sheet(desk, sheet, _name(desk), f"{market.region} market, {years}, {market.shown.name}")
    base = next(one for one in market.scenarios if one.key == "base")
    put_control(desk, sheet, base.name, "Every sheet and chart follows the scenario chosen here.")
    put_reason(desk, sheet, ("scenario", "name", "low"), ("scenario", "name", "high"))
    put_cards(sheet, _list_cards(desk), _tell_sureness(desk))
    findings = list_findings(desk)
    _put_words(desk, sheet, findings)
    put_board_charts(desk, sheet, ((one.key, one.draw, one.source) for one in findings))


def _name(desk: Desk) -> str:
    market = desk.market
    return market.name if market.short == market.name else f"{market.name} ({market.short})"


def _issues(desk: Desk) -> tuple[Issue, ...]:
    return list_issues(desk.records, [desk.market])


def _list_cards(desk: Desk) -> tuple[Texts, ...]:
    market = desk.market
    lines = desk.block("Forecast", "lines")
    last = market.years[-1]
    low, high = (lines.at(forecast.shown_key(key), last) for key in ("low", "high"))
    end, times = (lines.at(forecast.CHOSEN, key) for key in (last, "second"))
    code = desk.theme.number(market.shown_number).split(";")[0]
    spread = " to ".join(f'"&{tell_number(size, code)}&"' for size in (low, high))
    return (
        (
            '="Size in "&base_year', "=base_size*unit_scale", market.shown_number,
            f'=shown_unit&", {_tell_base(market)}"',
        ),
        (
            '="Size in "&last_year', f"={end}*unit_scale", market.shown_number,
            f'=shown_unit&", "&{tell_number(times, "0.0")}&" times the base year"',
        ),
        (
            '="Growth a year, "&growth_begin&" to "&growth_end', f"={_grow(desk)}", "percent",
            f'="{market.growth.origin}: "&{percent("published_growth")}',
        ),
        (
            '="Spread in "&last_year&": high ÷ low scenario"', f"={high}/{low}", "times-2",
            f'="{spread} "&shown_unit',
        ),
    )  # fmt: skip


def _tell_base(market: MarketModel) -> str:
    is_printed = any(point.year == market.base_year.value for point in market.published)
    return "published" if is_printed else "implied by growth"


def _grow(desk: Desk) -> str:
    """Growth of the chosen scenario over the years that the published growth is about."""
    lines, (first, last) = desk.block("Forecast", "lines"), (desk.years[0], desk.years[-1])
    line, head = (lines.across(row, first, last) for row in (forecast.CHOSEN, "header"))
    begin, end = (f"SUMIFS({line},{head},{name})" for name in ("growth_begin", "growth_end"))
    return f"({end}/{begin})^(1/(growth_end-growth_begin))-1"


def _tell_sureness(desk: Desk) -> str:
    market = desk.market
    sources = {point.source for point in market.published}
    points, issues = len(market.published), len(_issues(desk))
    known = f"{count(issues, 'known issue')}, below" if issues else "no known issue"
    wrong = sum(one.fails for one in find_findings(desk.records, market.market_id))
    known = f"{count(wrong, 'contradiction')} to settle, on Checks; {known}" if wrong else known
    return (
        f"How sure: {count(points, 'published size')} of the whole market from "
        f"{count(len(sources), 'source')}; {known}. "
        "Low and high are our assumption, not a source's."
    )


def _put_words(desk: Desk, sheet: Sheet, findings: list[Finding]) -> None:
    """The findings of the charts and the known issues, a sentence each."""
    block = desk.block("Summary", "words")
    head_words(sheet, block, _TITLES)
    for one in findings:
        put_finding(sheet, block, one.key, (one.name, one.sentence, one.where, one.source))
    for point in desk.market.published:
        _put_point(desk, sheet, block, point)
    _put_issues(desk, sheet, block)
    sheet.mark_table("InWords", block, _TITLES, headed=True)


def _put_point(desk: Desk, sheet: Sheet, block: Block, point: Figure) -> None:
    """A published size in the unit for a reader, with its year."""
    row, inputs = point_key(point), desk.block("Inputs", "inputs")
    own = input_lines.point_key(desk.market, point)
    sheet.put_text(block.at(row, "a"), "Published size", "row-heading")
    sheet.put_formula(block.at(row, "b"), f"={inputs.at(own, 'year')}", "calculation-text", "year")
    scaled = f"={inputs.at(own, 'value')}*unit_scale"
    sheet.put_formula(block.at(row, "c"), scaled, "calculation-text", desk.market.shown_number)
    sheet.put_text(block.at(row, "d"), name_source(desk.records, point.source), "row-note")


def _put_issues(desk: Desk, sheet: Sheet, block: Block) -> None:
    """The known issues that move most money, a sentence each; the others are on Checks."""
    issues = _issues(desk)
    texts = [
        ("Known issue", issue.sentence, issue.money or NO_MONEY,
         tell_record(desk.records, issue.record))
        for issue in issues[:_MOST_ISSUES]
    ]  # fmt: skip
    more = len(issues) - len(texts)
    if more:
        texts.append((f"{count(more, 'more known issue')}", "On Checks.", NO_MONEY, MISSING))
    for n, text in enumerate(texts or [("Known issues", "None on record.", MISSING, MISSING)]):
        styles = ("row-heading", "row-heading", "row-heading", "row-note")
        put_words(sheet, block, ("issue", n), text, styles)


SHEET: MarketSheet = SheetKind(
    "Summary",
    "output",
    "The scenario to choose, the headline figures, the charts, and the known issues.",
    fill,
    plan,
    plans_late=True,
)

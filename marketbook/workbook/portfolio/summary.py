"""Summary of the portfolio: the scenario, headline figures, charts, and all of it in words."""

from __future__ import annotations

from collections.abc import Hashable

from marketbook.workbook.desk import SheetKind
from marketbook.workbook.frame import LEFT, head_sheet
from marketbook.workbook.grid import Block, Offer, PlacedChart, Sheet
from marketbook.workbook.lists import MISSING
from marketbook.workbook.portfolio import growth
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.portfolio.findings import (
    Finding,
    are_alike,
    fastest,
    largest,
    list_findings,
    quote,
    tightest,
)
from marketbook.workbook.portfolio.issues import list_portfolio_issues
from marketbook.workbook.tell import name_source, percent

_COLUMNS = ("a", "b", "c", "d")
_WIDTH = 33.0
_CHART_WIDTH, _CHART_HEIGHT, _CHART_ROWS = 464, 280, 14
_CONTROL_ROW, _CARDS_ROW, _SURE_ROW, _CHARTS_ROW = 5, 7, 11, 13
_TITLES = ("What", "In a sentence", "Where to look", "Source")
_OURS = "low and high are ours"
Card = tuple[str, str, str, str]


def plan(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Lays out the controls, the charts and the words, and names the scenario's cell."""
    control = sheet.lay_out(["scenario"], _COLUMNS, top=_CONTROL_ROW, left=LEFT)
    desk.keep(sheet, "controls", control)
    desk.book.define_name("scenario", control.at("scenario", "b"))
    rows: list[Hashable] = [("chart", n, k) for n in (0, 1) for k in range(_CHART_ROWS + 2)]
    desk.keep(sheet, "charts", sheet.lay_out(rows, _COLUMNS, top=_CHARTS_ROW, left=LEFT))
    words_row = _CHARTS_ROW + len(rows) + 1
    keys: list[Hashable] = ["header", *(finding.key for finding in list_findings(desk)), "issues"]
    keys += [("apart", market.name) for market in desk.portfolio.apart]
    desk.keep(sheet, "words", sheet.lay_out(keys, _COLUMNS, top=words_row, left=LEFT))


def fill(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Puts everything."""
    portfolio = desk.portfolio
    first, last = portfolio.common
    subtitle = (
        f"{len(portfolio.markets)} markets, {portfolio.unit.name}, compared in the years that all "
        f"have, {first} to {last}"
    )
    head_sheet(desk, sheet, "Markets side by side", subtitle)
    sheet.portrait = sheet.one_page = True
    sheet.widen(desk.block("Summary", "controls"), dict.fromkeys(_COLUMNS, _WIDTH))
    _put_control(desk, sheet)
    _put_cards(desk, sheet)
    findings = list_findings(desk)
    _put_words(desk, sheet, findings)
    _put_charts(desk, sheet, findings)


def _put_control(desk: PortfolioDesk, sheet: Sheet) -> None:
    block = desk.block("Summary", "controls")
    sheet.put_text(block.at("scenario", "a"), "Scenario — choose here:", "headline-label-plain")
    at = block.at("scenario", "b")
    sheet.put_text(at, "Base", "control")
    hint = "Every market follows its own scenario of this name, on every sheet and chart."
    names = desk.book.names["scenario_names"]
    sheet.offers.append(Offer(at, "list", names, title="Scenario", hint=hint))
    reasons = desk.block("Inputs", "inputs").down("place", ("name", "low"), ("name", "high"))
    formula = f"=INDEX({reasons.locked},scenario_number,1)"
    sheet.put_formula(block.at("scenario", "c"), formula, "muted-line")


def _put_cards(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Four figures as large numbers, each with its label above and its unit below."""
    block = sheet.lay_out(["label", "number", "note"], _COLUMNS, top=_CARDS_ROW, left=LEFT)
    sheet.heights[_CARDS_ROW + 1] = 30.0
    for column, (label, value, number, note) in zip(_COLUMNS, _list_cards(desk), strict=True):
        sheet.put_formula(block.at("label", column), label, "headline-label")
        sheet.put_formula(block.at("number", column), value, "headline", number)
        sheet.put_formula(block.at("note", column), note, "muted-line")
    sure = sheet.lay_out(["sure"], ["a"], top=_SURE_ROW, left=LEFT)
    sheet.put_text(sure.at("sure", "a"), _tell_sureness(desk), "indented-line")


def _list_cards(desk: PortfolioDesk) -> list[Card]:
    _, _, rates = fastest(desk)
    ends = (percent(f"{name}({rates})") for name in ("MIN", "MAX"))
    cards = [
        _size_card(desk),
        (
            '="Growth a year to "&common_last&", median"',
            f"=MEDIAN({rates})",
            "percent",
            "=" + '&" to "&'.join(ends),
        ),
    ]
    if desk.portfolio.nestings:
        share, name, year = tightest(desk)
        note = f'={name}&", "&{year}'
        cards.append(('="Highest size against its parent"', f"={share}", "percent-0", note))
    else:
        cards.append(('="Markets"', "=COUNTA(check_results)", "count", '="checks in all"'))
    return [*cards, _agreement(desk)]


def _size_card(desk: PortfolioDesk) -> Card:
    """The largest market where one source prints all; else the size in the middle, and the ends."""
    size, name, sizes = largest(desk)
    unit = quote(f", {desk.portfolio.unit.name}")
    if are_alike(desk.portfolio.markets):
        return ('="Largest in "&common_last', f"={size}", "size-0", f"={name}&{unit}")
    code = desk.theme.number(desk.portfolio.size_number).split(";")[0]
    ends = (f'TEXT({which}({sizes}),"{code}")' for which in ("MIN", "MAX"))
    note = "=" + '&" to "&'.join(ends) + f"&{unit}"
    label = '="Size in "&common_last&", median"'
    return (label, f"=MEDIAN({sizes})", desk.portfolio.size_number, note)


def _agreement(desk: PortfolioDesk) -> Card:
    rates = [rate.cite for rate in growth.comparable(desk)]
    if not rates:
        return ('="Stated growth that agrees"', "=0", "count", '="no size to compare it with"')
    results = desk.block("Growth", "rates").down("result", rates[0], rates[-1])
    note = f'="of "&ROWS({results})&" that can be compared with sizes"'
    return ('="Stated growth that agrees"', f'=COUNTIF({results},"OK")', "count", note)


def _tell_sureness(desk: PortfolioDesk) -> str:
    points = [point for market in desk.portfolio.markets for point in market.points]
    sources = {point.source for point in points}
    issues = len(list_portfolio_issues(desk))
    return (
        f"How sure: {len(points)} published sizes from {len(sources)} sources; "
        f"{issues} known issue{'' if issues == 1 else 's'}, on Issues. Markets overlap and do not "
        "add up. Low and high are our assumption, not a source's."
    )


def _put_charts(desk: PortfolioDesk, sheet: Sheet, findings: list[Finding]) -> None:
    """Two by two, of one size, the source under each."""
    block, words = desk.block("Summary", "charts"), desk.block("Summary", "words")
    drawn = ((finding.key, finding.draw) for finding in findings if finding.draw is not None)
    for n, (key, draw) in enumerate(drawn):
        row, column = divmod(n, 2)
        left = _COLUMNS[column * 2]
        chart = draw(words.at(key, "b"))
        at = block.at(("chart", row, 0), left)
        sheet.charts.append(PlacedChart(chart, at, _CHART_WIDTH, _CHART_HEIGHT))
        under = block.at(("chart", row, _CHART_ROWS), left)
        sheet.put_text(under, f"Source: {_tell_sources(desk)}; {_OURS}.", "source-line")


def _put_words(desk: PortfolioDesk, sheet: Sheet, findings: list[Finding]) -> None:
    """The findings of the charts, the known issues, and what stands apart, a sentence each."""
    block = desk.block("Summary", "words")
    for column, title in zip(_COLUMNS, _TITLES, strict=True):
        sheet.put_text(block.at("header", column), title, "column-heading")
    sources = _tell_sources(desk)
    for finding in findings:
        sheet.put_text(block.at(finding.key, "a"), finding.name, "row-heading")
        sheet.put_formula(block.at(finding.key, "b"), finding.sentence, "calculation-text")
        sheet.put_text(block.at(finding.key, "c"), finding.where, "row-note")
        sheet.put_text(block.at(finding.key, "d"), sources, "row-note")
    issues = len(list_portfolio_issues(desk))
    told = f"{issues} on record, a sentence each." if issues else "None on record."
    where, whose = ("Issues", "Our reading") if issues else (MISSING, MISSING)
    _put_row(sheet, block, "issues", ("Known issues", told, where, whose))
    for market in desk.portfolio.apart:
        row = (f"Apart: {market.name}", market.reason, "Its own workbook, if it has sizes", "–")
        _put_row(sheet, block, ("apart", market.name), row)
    sheet.mark_table("InWords", block, _TITLES, headed=True)


def _tell_sources(desk: PortfolioDesk) -> str:
    """One or two sources by name, more by number: Sources has them all."""
    found = {market.points[0].source for market in desk.portfolio.markets}
    sources = sorted(name_source(desk.records, source) for source in found)
    return ", ".join(sources) if len(sources) < 3 else f"{len(sources)} documents, on Sources"


def _put_row(sheet: Sheet, block: Block, key: Hashable, texts: tuple[str, str, str, str]) -> None:
    styles = ("row-heading", "row-heading", "row-note", "row-note")
    for column, text, style in zip(_COLUMNS, texts, styles, strict=True):
        sheet.put_text(block.at(key, column), text, style)


SHEET: PortfolioSheet = SheetKind(
    "Summary",
    "output",
    "The scenario to choose, the headline figures, the charts, and all of it in words.",
    plan,
    fill,
    plans_late=True,
)

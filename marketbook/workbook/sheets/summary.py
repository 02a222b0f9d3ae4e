"""Summary: the scenario, the headline figures, four charts, and all of it in words."""

from __future__ import annotations

from collections.abc import Hashable

from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import LEFT, head_sheet
from marketbook.workbook.grid import Block, Offer, PlacedChart, Sheet
from marketbook.workbook.issues import NO_MONEY, Issue, list_issues
from marketbook.workbook.lists import MISSING
from marketbook.workbook.market import Figure
from marketbook.workbook.sheets import forecast, input_lines
from marketbook.workbook.sheets.findings import Finding, list_findings, point_key
from marketbook.workbook.tell import name_source, percent, tell_record

_COLUMNS = ("a", "b", "c", "d")
_WIDTH = 33.0
_CHART_WIDTH, _CHART_HEIGHT, _CHART_ROWS = 464, 280, 14
_CONTROL_ROW, _CARDS_ROW, _SURE_ROW, _CHARTS_ROW = 5, 7, 11, 13
_TITLES = ("What", "In a sentence", "Where to look, or amount", "Source, or figure")
_MOST_ISSUES = 4


def plan(desk: Desk, sheet: Sheet) -> None:
    """Lays out the controls, the charts and the words, and names the scenario's cell."""
    columns = list(_COLUMNS)
    control = sheet.lay_out(["scenario"], columns, top=_CONTROL_ROW, left=LEFT)
    desk.keep(sheet, "controls", control)
    desk.book.define_name("scenario", control.at("scenario", "b"))
    rows: list[Hashable] = [("chart", n, k) for n in (0, 1) for k in range(_CHART_ROWS + 2)]
    desk.keep(sheet, "charts", sheet.lay_out(rows, columns, top=_CHARTS_ROW, left=LEFT))
    words_row = _CHARTS_ROW + len(rows) + 1
    keys: list[Hashable] = ["header", *(f.key for f in list_findings(desk))]
    keys += [point_key(point) for point in desk.market.points]
    keys += [("issue", n) for n in range(min(max(1, len(_issues(desk))), _MOST_ISSUES + 1))]
    desk.keep(sheet, "words", sheet.lay_out(keys, columns, top=words_row, left=LEFT))


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts everything."""
    market = desk.market
    years = f"{market.years[0]} to {market.years[-1]}"
    head_sheet(desk, sheet, _name(desk), f"World market, {years}, {market.shown.name}")
    sheet.portrait = sheet.one_page = True
    sheet.widen(desk.block("Summary", "controls"), dict.fromkeys(_COLUMNS, _WIDTH))
    _put_control(desk, sheet)
    _put_cards(desk, sheet)
    findings = list_findings(desk)
    _put_words(desk, sheet, findings)
    _put_charts(desk, sheet, findings)


def _name(desk: Desk) -> str:
    market = desk.market
    return market.name if market.short == market.name else f"{market.name} ({market.short})"


def _issues(desk: Desk) -> tuple[Issue, ...]:
    return list_issues(desk.records, [desk.market])


def _put_control(desk: Desk, sheet: Sheet) -> None:
    block = desk.block("Summary", "controls")
    sheet.put_text(block.at("scenario", "a"), "Scenario — choose here:", "headline-label-plain")
    at = block.at("scenario", "b")
    base = next(s for s in desk.market.scenarios if s.key == "base")
    sheet.put_text(at, base.name, "control")
    names = desk.book.names["scenario_names"]
    hint = "Every sheet and chart follows the scenario chosen here."
    sheet.offers.append(Offer(at, "list", names, title="Scenario", hint=hint))
    inputs = desk.block("Inputs", "inputs")
    low, high = ("scenario", "name", "low"), ("scenario", "name", "high")
    reasons = inputs.down("place", low, high).locked
    sheet.put_formula(
        block.at("scenario", "c"), f"=INDEX({reasons},scenario_number,1)", "muted-line"
    )


def _put_cards(desk: Desk, sheet: Sheet) -> None:
    """Four figures as large numbers, each with its label above and its unit below."""
    market = desk.market
    lines = desk.block("Forecast", "lines")
    last = market.years[-1]
    low, high = (lines.at(forecast.shown_key(key), last) for key in ("low", "high"))
    end, times = (lines.at(forecast.CHOSEN, key) for key in (last, "second"))
    code = desk.theme.number(market.shown_number).split(";")[0]
    spread = " to ".join(f'"&TEXT({size},"{code}")&"' for size in (low, high))
    cards = (
        (
            '="Size in "&base_year', "=base_size*unit_scale", market.shown_number,
            '=shown_unit&", published"',
        ),
        (
            '="Size in "&last_year', f"={end}*unit_scale", market.shown_number,
            f'=shown_unit&", "&TEXT({times},"0.0")&" times the base year"',
        ),
        (
            '="Growth a year, "&growth_begin&" to "&growth_end', f"={_grow(desk)}", "percent",
            f'="{_tell_growth(desk)}: "&{percent("published_growth")}',
        ),
        (
            '="Spread in "&last_year&": high ÷ low scenario"', f"={high}/{low}", "times-2",
            f'="{spread} "&shown_unit',
        ),
    )  # fmt: skip
    block = sheet.lay_out(["label", "number", "note"], list(_COLUMNS), top=_CARDS_ROW, left=LEFT)
    sheet.heights[_CARDS_ROW + 1] = 30.0
    for column, (label, value, number, note) in zip(_COLUMNS, cards, strict=True):
        sheet.put_formula(block.at("label", column), label, "headline-label")
        sheet.put_formula(block.at("number", column), value, "headline", number)
        sheet.put_formula(block.at("note", column), note, "muted-line")
    sure = sheet.lay_out(["sure"], ["a"], top=_SURE_ROW, left=LEFT)
    sheet.put_text(sure.at("sure", "a"), _tell_sureness(desk), "indented-line")


def _grow(desk: Desk) -> str:
    """Growth of the chosen scenario over the years that the published growth is about."""
    lines, (first, last) = desk.block("Forecast", "lines"), (desk.years[0], desk.years[-1])
    line, head = (lines.across(row, first, last) for row in (forecast.CHOSEN, "header"))
    begin, end = (f"SUMIFS({line},{head},{name})" for name in ("growth_begin", "growth_end"))
    return f"({end}/{begin})^(1/(growth_end-growth_begin))-1"


def _tell_growth(desk: Desk) -> str:
    return "implied by the sizes" if desk.market.growth.figure.assumed else "published"


def _tell_sureness(desk: Desk) -> str:
    market = desk.market
    sources = {point.source for point in market.points}
    points, issues = len(market.points), len(_issues(desk))
    known = f"{_count(issues, 'known issue')}, below" if issues else "no known issue"
    return (
        f"How sure: {_count(points, 'published size')} of the whole market from "
        f"{_count(len(sources), 'source')}; {known}. "
        "Low and high are our assumption, not a source's."
    )


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _put_charts(desk: Desk, sheet: Sheet, findings: list[Finding]) -> None:
    """Two by two, of one size, the source under each."""
    block = desk.block("Summary", "charts")
    words = desk.block("Summary", "words")
    drawn = ((finding, finding.draw) for finding in findings if finding.draw is not None)
    for n, (finding, draw) in enumerate(drawn):
        row, column = divmod(n, 2)
        left = _COLUMNS[column * 2]
        chart = draw(words.at(finding.key, "b"))
        at = block.at(("chart", row, 0), left)
        sheet.charts.append(PlacedChart(chart, at, _CHART_WIDTH, _CHART_HEIGHT))
        under = block.at(("chart", row, _CHART_ROWS), left)
        sheet.put_text(under, f"Source: {finding.source}.", "source-line")


def _put_words(desk: Desk, sheet: Sheet, findings: list[Finding]) -> None:
    """The findings of the charts and the known issues, a sentence each."""
    block = desk.block("Summary", "words")
    for column, title in zip(_COLUMNS, _TITLES, strict=True):
        sheet.put_text(block.at("header", column), title, "column-heading")
    for finding in findings:
        sheet.put_text(block.at(finding.key, "a"), finding.name, "row-heading")
        sheet.put_formula(block.at(finding.key, "b"), finding.sentence, "calculation-text")
        sheet.put_text(block.at(finding.key, "c"), finding.where, "row-note")
        sheet.put_text(block.at(finding.key, "d"), finding.source, "row-note")
    for point in desk.market.points:
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
        texts.append((f"{_count(more, 'more known issue')}", "On Checks.", NO_MONEY, MISSING))
    for n, text in enumerate(texts or [("Known issues", "None on record.", MISSING, MISSING)]):
        styles = ("row-heading", "row-heading", "row-heading", "row-note")
        for column, word, style in zip(_COLUMNS, text, styles, strict=True):
            sheet.put_text(block.at(("issue", n), column), word, style)


SHEET: MarketSheet = SheetKind(
    "Summary",
    "output",
    "The scenario to choose, the headline figures, the charts, and the known issues.",
    plan,
    fill,
    plans_late=True,
)

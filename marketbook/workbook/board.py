"""The board page: the scenario, four headline figures, four charts, and all of it in words."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from marketbook.workbook.address import Ref
from marketbook.workbook.charts import Chart
from marketbook.workbook.desk import BookDesk
from marketbook.workbook.frame import LEFT
from marketbook.workbook.grid import Block, Offer, PlacedChart, Sheet
from marketbook.workbook.theme import fold_text

COLUMNS = ("a", "b", "c", "d")
_WIDTHS = (29.0, 39.0, 29.0, 36.0)
_CHART_WIDTH, _CHART_HEIGHT, _CHART_ROWS = 462, 260, 13
_CONTROL_ROW, _CARDS_ROW, _SURE_ROW, _CHARTS_ROW = 5, 7, 11, 13
_INDENT = 3.0  # of a line, and some room to spare
_SUMMARY = "Summary"
Texts = tuple[str, str, str, str]
"""A row in words, or of a card the formulas of label, number and note around its format."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One chart with its sentence.

    Attributes:
        key: Its row among the words of Summary.
        name: What it is about.
        sentence: Formula of the sentence, which is the chart's title too.
        where: Where its figures stand in the workbook.
        draw: Makes the chart, given the cell of the sentence; none where words say it all.
        source: Where they come from; empty where that is said once for all.
    """

    key: Hashable
    name: str
    sentence: str
    where: str
    draw: Callable[[Ref], Chart] | None
    source: str = ""


def plan_board(desk: BookDesk, sheet: Sheet, keys: Sequence[Hashable]) -> None:
    """Lays out the control, the charts and the words, and names the scenario's cell."""
    control = sheet.lay_out(["scenario"], COLUMNS, top=_CONTROL_ROW, left=LEFT)
    desk.keep(sheet, "controls", control)
    desk.book.define_name("scenario", control.at("scenario", "b"))
    rows: list[Hashable] = [("chart", n, k) for n in (0, 1) for k in range(_CHART_ROWS + 2)]
    desk.keep(sheet, "charts", sheet.lay_out(rows, COLUMNS, top=_CHARTS_ROW, left=LEFT))
    top = _CHARTS_ROW + len(rows) + 1
    desk.keep(sheet, "words", sheet.lay_out(["header", *keys], COLUMNS, top=top, left=LEFT))
    sheet.parts_at = top


def put_control(desk: BookDesk, sheet: Sheet, base: str, hint: str) -> None:
    """The drop-down of the scenarios, the chosen one's reason beside it; one page of paper."""
    sheet.portrait = sheet.one_page = True
    block = desk.block(_SUMMARY, "controls")
    sheet.widen(block, dict(zip(COLUMNS, _WIDTHS, strict=True)))
    sheet.put_text(block.at("scenario", "a"), "Scenario — choose here:", "headline-label-plain")
    at = block.at("scenario", "b")
    sheet.put_text(at, base, "control")
    names = desk.book.names["scenario_names"]
    sheet.offers.append(Offer(at, "list", names, title="Scenario", hint=hint))


def put_reason(desk: BookDesk, sheet: Sheet, first: Hashable, last: Hashable) -> None:
    """Why the chosen scenario assumes what it assumes: its note on Inputs."""
    reasons = desk.block("Inputs", "inputs").down("place", first, last).locked
    at = desk.block(_SUMMARY, "controls").at("scenario", "c")
    sheet.put_formula(at, f"=INDEX({reasons},scenario_number,1)", "muted-line")


def put_cards(sheet: Sheet, cards: Iterable[Texts], sureness: str) -> None:
    """Four large numbers, each with its label above and its unit below, and how sure they are."""
    block = sheet.lay_out(["label", "number", "note"], COLUMNS, top=_CARDS_ROW, left=LEFT)
    sheet.heights[_CARDS_ROW + 1] = 30.0
    for column, (label, value, number, note) in zip(COLUMNS, cards, strict=True):
        sheet.put_formula(block.at("label", column), label, "headline-label")
        sheet.put_formula(block.at("number", column), value, "headline", number)
        sheet.put_formula(block.at("note", column), note, "headline-note")
    sure = sheet.lay_out([0, 1], ["a"], top=_SURE_ROW, left=LEFT)
    for n, line in enumerate(fold_text(sureness, sum(_WIDTHS) - _INDENT, 2)):
        sheet.put_text(sure.at(n, "a"), line, "indented-line")


def put_board_charts(
    desk: BookDesk,
    sheet: Sheet,
    drawn: Iterable[tuple[Hashable, Callable[[Ref], Chart] | None, str]],
) -> None:
    """Charts two by two, of one size, the source under each.

    Args:
        desk: The desk.
        sheet: The sheet.
        drawn: For each finding its row among the words, what draws it if anything, its source.
    """
    block, words = desk.block(_SUMMARY, "charts"), desk.block(_SUMMARY, "words")
    charts = ((key, draw, source) for key, draw, source in drawn if draw is not None)
    for n, (key, draw, source) in enumerate(charts):
        row, column = divmod(n, 2)
        left = COLUMNS[column * 2]
        at = block.at(("chart", row, 0), left)
        chart = draw(words.at(key, "b"))
        sheet.charts.append(PlacedChart(chart, at, _CHART_WIDTH, _CHART_HEIGHT))
        room = sum(_WIDTHS[column * 2 : column * 2 + 2]) - _INDENT
        for k, line in enumerate(fold_text(f"Source: {source}.", room, 2)):
            under = block.at(("chart", row, _CHART_ROWS + k), left)
            sheet.put_text(under, line, "source-line")


def put_finding(sheet: Sheet, block: Block, key: Hashable, texts: Texts) -> None:
    """A row of words whose sentence is a formula."""
    name, sentence, where, source = texts
    put_words(sheet, block, key, (name, "", where, source))
    sheet.put_formula(block.at(key, "b"), sentence, "calculation-text")


def head_words(sheet: Sheet, block: Block, titles: Texts) -> None:
    """The header of what the board says in words."""
    for column, title in zip(COLUMNS, titles, strict=True):
        sheet.put_text(block.at("header", column), title, "column-heading")


def put_words(
    sheet: Sheet,
    block: Block,
    key: Hashable,
    texts: Texts,
    styles: Texts = ("row-heading", "row-heading", "row-note", "row-note"),
) -> None:
    """A row of words."""
    for column, text, style in zip(COLUMNS, texts, styles, strict=True):
        if text:
            sheet.put_text(block.at(key, column), text, style)

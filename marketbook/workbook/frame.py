"""What every sheet has alike: its heading, its status line, its years, its print set-up."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from marketbook.workbook.address import Ref
from marketbook.workbook.desk import BookDesk
from marketbook.workbook.grid import Block, Results, Sheet, Signal
from marketbook.workbook.theme import Theme, count_lines, measure_height, measure_text

MARGIN, LEFT, TOP = 1, 2, 5
LABELS = ("section", "line", "third", "unit", "first", "second", "growth", "change")
HOW = "how"
"""The column behind the years, which paper leaves out."""
_WIDTHS = {
    "section": 18.5, "line": 29.0, "third": 11.5, "unit": 12.0,
    "first": 11.0, "second": 8.8, "growth": 9.0, HOW: 100.0,
}  # fmt: skip
_YEAR_WIDTH, _DIGIT_WIDTH = 8.5, 1.15
# The narrowest page holds a title of this width, in characters of the usual size.
_TITLE_ROOM = 55.0
# Labels are widened rather than take more lines than this, up to this width.
_MOST_LINES, _WIDEST_LABEL = 3, 36.0
# A screen of 1,920 pixels less the row numbers and the scroll bar.
_SCREEN, _SMALLEST_ZOOM = 1860, 70
OK, NOTE, KNOWN, CHECK = "OK", "NOTE", "KNOWN", "CHECK"
FLAGS = {OK: "ok", NOTE: "known", KNOWN: "known", CHECK: "bad"}
"""The words of a check, with the style of each; CHECK alone fails."""


def head_sheet(desk: BookDesk, sheet: Sheet, title: str, subtitle: str) -> None:
    """Title in A1, what the sheet says under it, and the state of the checks."""
    head = sheet.lay_out(("title", "subtitle", "status"), ("edge", "left"), top=1, left=1)
    is_long = measure_text(title, bold=True) > _TITLE_ROOM
    sheet.put_text(head.at("title", "edge"), title, "long-title" if is_long else "title")
    sheet.put_text(head.at("subtitle", "edge"), subtitle, "subtitle")
    sheet.heights[1], sheet.heights[3], sheet.widths[MARGIN] = 30.0, 20.0, 1.0
    if {"master_check", "scenario"} <= desk.book.names.keys():
        put_status(sheet, head.at("status", "left"))


def put_status(sheet: Sheet, at: Ref) -> None:
    """The master check in a word, and the scenario that everything follows."""
    text = '="Checks: "&master_check&"  ·  Scenario: "&scenario'
    sheet.put_formula(at, text, "check-line")
    cases = {f'master_check="{OK}"': "ok-line", f'master_check<>"{OK}"': "bad-line"}
    sheet.flags.append(Signal(at, cases))


def lay_out_series(desk: BookDesk, sheet: Sheet, rows: Sequence[Hashable]) -> Block:
    """A block of lines by year: labels first, then the years, in the same columns everywhere."""
    columns = [*LABELS, *desk.years, HOW]
    sheet.printed_columns = LEFT + len(columns) - 2
    block = sheet.lay_out(["header", *rows], columns, top=TOP, left=LEFT)
    return desk.keep(sheet, "lines", block)


def head_series(desk: BookDesk, sheet: Sheet, block: Block, titles: Mapping[str, str]) -> None:
    """The header of a block of lines; its years are those of Inputs."""
    for key in (*LABELS, HOW):
        right = key in ("first", "second", "growth", "change")
        style = "column-heading-right" if right else "column-heading"
        sheet.put_text(block.at("header", key), titles[key], style)
    years = desk.block("Inputs", "years")
    for year in desk.years:
        link = years.at("years", year).row_locked
        sheet.put_formula(block.at("header", year), f"={link}", "year-heading")
    wide = max(_YEAR_WIDTH, len(f"{desk.largest_size:,.0f}") * _DIGIT_WIDTH)
    sheet.widen(block, {**_WIDTHS, "change": wide, **dict.fromkeys(desk.years, wide)})
    sheet.frozen_at = sheet.lay_out(["first"], ["line", "third"], top=TOP + 1, left=LEFT + 1).at(
        "first", "third"
    )
    sheet.repeated_rows = (TOP, TOP)


def mark_series(
    desk: BookDesk, sheet: Sheet, block: Block, name: str, titles: Mapping[str, str]
) -> None:
    """Marks the lines up as a table; its header stands above it, as years are numbers there."""
    rule_sections(sheet, block)
    rows = list(block.rows)[1:]
    for key in ("section", "third"):
        texts = [str(sheet.cells[block.rows[row], block.columns[key]].content) for row in rows]
        sheet.widen(block, {key: _fit_width(texts, _WIDTHS[key])})
    body = Block(block.sheet, {row: block.rows[row] for row in rows}, block.columns)
    names = [*(titles[key] for key in LABELS), *map(str, desk.years), titles[HOW]]
    sheet.mark_table(name, body, names, headed=False)


def _fit_width(texts: Sequence[str], width: float) -> float:
    """The width at which no text needs more than a few lines, in steps, within reason."""
    while width < _WIDEST_LABEL and any(
        count_lines(text, width, bold=True, indent=1) > _MOST_LINES for text in texts
    ):
        width += 2
    return width


def put_labels(
    sheet: Sheet, block: Block, row: Hashable, texts: Mapping[str, str], *, first: bool = False
) -> None:
    """The words of one line; the section is bold where it begins and grey where it goes on."""
    styles = {
        "section": "row-heading-first" if first else "row-repeat",
        "how": "row-note",
        "unit": "row-note",
    }
    for key, text in texts.items():
        sheet.put_text(block.at(row, key), text, styles.get(key, "row-heading"))


def rule_above(sheet: Sheet, block: Block, row: Hashable) -> None:
    """Draws a line above a row of a block: a section begins there."""
    top = block.rows[row]
    for column in block.columns.values():
        cell = sheet.cells.get((top, column))
        if cell is not None:
            sheet.cells[top, column] = cell._replace(style=f"{cell.style}+first")


def rule_sections(sheet: Sheet, block: Block) -> None:
    """Draws a line above every row whose section differs from that of the row before."""
    rows = list(block.rows)[1:]
    column = block.columns["section"]
    words = [sheet.cells[block.rows[row], column].content for row in rows]
    for n, row in enumerate(rows):
        if n and words[n] != words[n - 1]:
            rule_above(sheet, block, row)


def put_line(
    sheet: Sheet,
    block: Block,
    row: Hashable,
    years: Iterable[int],
    write: Callable[[int], str],
    style: str = "calculation",
    number: str = "",
) -> None:
    """One formula along the years."""
    for year in years:
        sheet.put_formula(block.at(row, year), write(year), style, number)


def fit_rows(sheet: Sheet, theme: Theme, results: Results) -> None:
    """Sets the height of every row whose wrapped texts need more than one line."""
    for row, height in measure_rows(sheet, theme, results).items():
        sheet.heights.setdefault(row, height)


def measure_rows(sheet: Sheet, theme: Theme, results: Results) -> dict[int, float]:
    """Heights of the rows with wrapped texts, in points; a formula has the text of its result."""
    lines: dict[int, int] = {}
    for (row, column), cell in sheet.cells.items():
        style = theme.style(cell.style)
        if not style.wrap or cell.kind == "number":
            continue
        text = cell.content if cell.kind == "text" else results.get((sheet.title, row, column), "")
        width = sheet.widths.get(column, 8.43)
        needed = count_lines(str(text), width, bold=style.bold, indent=style.indent)
        lines[row] = max(lines.get(row, 1), needed)
    return {row: measure_height(needed) for row, needed in lines.items()}


def fit_zoom(sheet: Sheet) -> None:
    """Sets the zoom at which a wide sheet still shows its whole width on a common screen."""
    _, last = sheet.size()
    pixels = sum(7 * sheet.widths.get(column, 8.43) + 5 for column in range(1, last + 1))
    steps = int(_SCREEN / pixels * 100) // 5 * 5
    sheet.zoom = max(_SMALLEST_ZOOM, min(100, steps))

"""Every sheet as text, one line for each used cell: what a change to the workbooks changes.

``MARKETBOOK_GOLDEN=refresh python -m pytest tests/workbook/test_golden.py`` writes them anew.
"""

from __future__ import annotations

import os
from pathlib import Path

from marketbook.workbook.address import name_cell
from marketbook.workbook.grid import Sheet
from tests.workbook.built import Built
from tests.workbook.conftest import market_ids

GOLDEN = Path(__file__).parent / "golden"
REFRESH = os.environ.get("MARKETBOOK_GOLDEN") == "refresh"


def dump(built: Built, sheet: Sheet, last: int | None = None) -> str:
    """Every used cell, down to a row where that is enough."""
    lines = []
    for (row, column), cell in sorted(sheet.cells.items()):
        if last is not None and row > last:
            break
        content = cell.content
        if isinstance(content, float):
            content = f"{content:.15g}"
        look = f"{cell.style}/{cell.number}" if cell.number else cell.style
        line = f"{sheet.title}!{name_cell(row, column)}  {cell.kind}  {look}  "
        if cell.kind == "formula":
            value = built.results[sheet.title, row, column]
            line += f"={content}  {_round(value)}"
        else:
            line += str(content)
        lines.append(line)
    return "\n".join(lines) + "\n"


def _round(value: object) -> str:
    """Computed numbers at ten digits: the last ones differ between machines."""
    if not isinstance(value, float):
        return str(value)
    return "0" if abs(value) < 1e-9 else f"{value:.10g}"


def test_every_sheet_is_as_recorded(built: Built) -> None:
    folder = GOLDEN / built.name
    changed = []
    for sheet in built.desk.book.sheets:
        path = folder / f"{sheet.title}.txt"
        text = dump(built, sheet)
        if REFRESH:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        elif not path.exists() or path.read_text("utf-8") != text:
            changed.append(path.name)
    assert changed == [], "look at the difference; if it is meant, refresh the golden files"


def test_no_recorded_sheet_is_left_over(built: Built) -> None:
    titles = {sheet.title for sheet in built.desk.book.sheets}
    assert {path.stem for path in (GOLDEN / built.name).glob("*.txt")} == titles
    assert {path.name for path in GOLDEN.iterdir()} == {*market_ids(), "portfolio", "tables"}

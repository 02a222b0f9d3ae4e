"""Every sheet as text, one line for each used cell: what a change to the workbooks changes.

``MARKETBOOK_GOLDEN=refresh python -m pytest tests/workbook/test_golden.py`` writes them anew.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
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


def compare(name: str, texts: Mapping[str, str]) -> None:
    """Holds the sheets of a workbook, by title, against the recorded ones; no other is there."""
    folder = GOLDEN / name
    if REFRESH:
        folder.mkdir(parents=True, exist_ok=True)
        for title, text in texts.items():
            (folder / f"{title}.txt").write_text(text, "utf-8", newline="\n")
    recorded = {path.stem: path.read_text("utf-8") for path in folder.glob("*.txt")}
    changed = [n for n in texts.keys() | recorded.keys() if texts.get(n) != recorded.get(n)]
    assert changed == [], "look at the difference; if it is meant, refresh the golden files"


def test_every_sheet_is_as_recorded(built: Built) -> None:
    compare(built.name, {sheet.title: dump(built, sheet) for sheet in built.desk.book.sheets})


def test_every_workbook_is_recorded() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {*market_ids(), "portfolio", "tables"}

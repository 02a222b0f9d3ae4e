"""Every formula of every workbook, computed by engines that are not ours from cells without values.

Slow, and each engine has to be there: ``MARKETBOOK_ENGINES=1 python -m pytest -n 0
tests/workbook/test_engines.py``. An engine that is missing is skipped by name.

Run whole on 29 November 2026: LibreOffice 7.4, Gnumeric 1.12.55 and Formualizer 0.13.0 agree with
IronCalc 0.9.1 on every cell with a formula in the four market books and the portfolio (11,472),
and of the example of five publishers; HyperFormula 3.5.0 on all but nine and two that hold ``TEXT``
with grouped digits.
"""

from __future__ import annotations

import json
import math
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from marketbook.workbook.grid import Book
from marketbook.workbook.theme import read_theme
from marketbook.workbook.writer.parts import write_parts, zip_parts
from tests.workbook.conftest import build_market, market_ids
from tests.workbook.libreoffice import SOFFICE, convert
from tests.workbook.test_publishers import start

pytestmark = [
    pytest.mark.skipif(
        "MARKETBOOK_ENGINES" not in os.environ, reason="slow: set MARKETBOOK_ENGINES=1"
    ),
    pytest.mark.filterwarnings("ignore:Workbook contains no default style"),  # Gnumeric's files
]

Engine = Callable[[Path, Path], None]
Address = tuple[str, int, int]
ROOT = Path(__file__).parents[2]
BOOKS = (*market_ids(), "portfolio", "publishers")


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def libreoffice(source: Path, target: Path) -> None:
    if not SOFFICE:
        pytest.skip("LibreOffice is not installed")
    [made] = convert([source], "xlsx", target.parent)
    made.rename(target)


def gnumeric(source: Path, target: Path) -> None:
    command = shutil.which("ssconvert")
    if not command:
        pytest.skip("Gnumeric (ssconvert) is not installed")
    run(command, "--recalc", str(source), str(target))


def formualizer(source: Path, target: Path) -> None:
    made = pytest.importorskip("formualizer")
    shutil.copy(source, target)
    made.recalculate_file(str(target))


def hyperformula(source: Path, target: Path) -> None:
    node, modules = shutil.which("node"), ROOT / ".venv" / "node" / "node_modules"
    if not node or not (modules / "hyperformula").is_dir():
        pytest.skip("HyperFormula is not installed (npm install --prefix .venv/node hyperformula)")
    book = load_workbook(source)
    told = {
        "sheets": {sheet.title: [[c.value for c in row] for row in sheet.rows] for sheet in book},
        "names": {name: defined.attr_text for name, defined in book.defined_names.items()},
    }
    command = [node, str(Path(__file__).with_name("hyperformula.cjs"))]
    done = subprocess.run(
        command, input=json.dumps(told).encode(), check=True, capture_output=True, timeout=300,
        env={**os.environ, "NODE_PATH": str(modules)},
    )  # fmt: skip
    computed = Workbook(write_only=True)
    for title, rows in json.loads(done.stdout).items():
        sheet = computed.create_sheet(title)
        for row in rows:
            sheet.append(row)
    computed.save(target)


ENGINES: Mapping[str, Engine] = {
    "LibreOffice": libreoffice,
    "Gnumeric": gnumeric,
    "Formualizer": formualizer,
    "HyperFormula": hyperformula,
}
EXCEPTIONS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "HyperFormula": (
        re.compile(r'TEXT\(.*"#,##0'),
        '3.5.0 does not group digits: TEXT(937.4,"#,##0.0") is 937,##0.0',
    ),
}
"""Formulas that an engine computes otherwise, with the engine's own fault."""


@cache
def make(name: str) -> tuple[Book, dict[Address, object]]:
    """A book and what IronCalc computes of it."""
    if name == "publishers":
        with tempfile.TemporaryDirectory() as folder:
            several = start(Path(folder))
        return several.desk.book, dict(several.results)
    if name != "portfolio":
        built = build_market(name)
        return built.desk.book, dict(built.results)
    from tests.workbook.test_portfolio_book import built as built_portfolio

    portfolio = built_portfolio()
    return portfolio.desk.book, dict(portfolio.results)


def list_differences(book: Book, wanted: Mapping[Address, object], found: Path) -> Iterator[str]:
    computed = load_workbook(found, data_only=True)
    for (sheet, row, column), value in wanted.items():
        other = computed[sheet].cell(row, column).value
        if not is_same(value, other):
            yield f"{sheet}!R{row}C{column}: {value!r} to IronCalc, {other!r} here"


def is_same(one: object, other: object) -> bool:
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        # what is nothing in one engine is dust in another
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return (one or None) == (other or None)


def is_exception(engine: str, book: Book, difference: str) -> bool:
    if engine not in EXCEPTIONS:
        return False
    title, row, column = re.findall(r"^(.+)!R(\d+)C(\d+):", difference)[0]
    sheet = next(one for one in book.sheets if one.title == title)
    return bool(EXCEPTIONS[engine][0].search(str(sheet.cells[int(row), int(column)].content)))


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("engine", ENGINES)
def test_every_cell(engine: str, name: str, tmp_path: Path) -> None:
    book, wanted = make(name)
    source, target = tmp_path / f"{name}.xlsx", tmp_path / "computed.xlsx"
    # no value stands beside a formula, so that none can be copied instead of computed
    source.write_bytes(zip_parts(write_parts(book, read_theme(), dict.fromkeys(wanted, 0.0))))
    ENGINES[engine](source, target)
    found = list(list_differences(book, wanted, target))
    left = [one for one in found if not is_exception(engine, book, one)]
    assert left == [], f"{len(left)} of {len(wanted)} cells"

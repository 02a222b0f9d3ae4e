"""The formulas compute what ``forecasts.py`` computes: at every scenario, by every method, in two
engines that are not ours."""

from __future__ import annotations

from itertools import cycle, product
from pathlib import Path

import pytest

from marketbook.forecasts import METHODS, Method
from marketbook.workbook.books import set_desk
from marketbook.workbook.desk import Desk
from marketbook.workbook.sheets.input_lines import METHOD_NAMES
from marketbook.workbook.theme import read_theme
from marketbook.workbook.writer.parts import write_bare_parts, zip_parts
from tests.workbook.built import Built, change, finish
from tests.workbook.conftest import build_market, market_ids, shipped_records
from tests.workbook.expected import expect
from tests.workbook.libreoffice import SOFFICE, convert
from tests.workbook.xlsx_values import read_values

SCENARIOS = ("low", "base", "high")
VARIANTS = [(m, method, s) for m in market_ids() for method in METHODS for s in SCENARIOS]


def close(value: object, wanted: float) -> bool:
    return isinstance(value, (int, float)) and abs(value - wanted) <= 1e-9 * max(1, abs(wanted))


def set_variant(market_id: str, method: Method, scenario: str) -> Desk:
    """A market's workbook with all scenarios on one method, and one scenario chosen."""
    desk = set_desk(shipped_records(), market_id)
    inputs = desk.block("Inputs", "inputs")
    for one in desk.market.scenarios:
        at = inputs.at(("scenario", "method", one.key), "value")
        change(desk, at, METHOD_NAMES[method])
        if one.key == scenario:
            change(desk, desk.book.names["scenario"], one.name)
    return desk


def test_as_shipped(built: Built) -> None:
    wrong = [
        (ref.absolute, built.value(ref), wanted)
        for ref, wanted in expect(built.desk, None, "base")
        if not close(built.value(ref), wanted)
    ]
    assert wrong == []


@pytest.mark.parametrize(("market_id", "method", "scenario"), VARIANTS)
def test_every_method_and_scenario_in_ironcalc(
    market_id: str, method: Method, scenario: str
) -> None:
    done = finish(set_variant(market_id, method, scenario))
    expected = list(expect(done.desk, method, scenario))
    wrong = [(r.absolute, done.value(r), w) for r, w in expected if not close(done.value(r), w)]
    assert wrong == []
    assert len(expected) > 50


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_every_method_and_scenario_in_libreoffice(tmp_path: Path) -> None:
    """From files that hold no value at all, so that every one is computed there.

    Every file has the three scenarios side by side; the one chosen goes round.
    """
    variants: dict[Path, tuple[Desk, Method, str]] = {}
    pairs = product(market_ids(), METHODS)
    for (market_id, method), scenario in zip(pairs, cycle(SCENARIOS), strict=False):
        desk = set_variant(market_id, method, scenario)
        file = tmp_path / f"{market_id}-{method}-{scenario}.xlsx"
        file.write_bytes(zip_parts(write_bare_parts(desk.book, read_theme()), level=1))
        variants[file] = (desk, method, scenario)
    wrong = []
    files = convert(list(variants), "xlsx", tmp_path)
    for file, (desk, method, scenario) in zip(files, variants.values(), strict=True):
        values = read_values(file)
        for ref, wanted in expect(desk, method, scenario):
            value = values.get((ref.sheet, ref.top, ref.left))
            if not close(value, wanted):
                wrong.append((file.stem, ref.absolute, value, wanted))
    assert wrong == []


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_agrees_on_every_formula(tmp_path: Path) -> None:
    """Not only on forecasts: every cell with a formula has the value that IronCalc gave it."""
    books = [build_market(market_id) for market_id in market_ids()]
    saved = [book.save(tmp_path / f"{book.name}.xlsx") for book in books]
    wrong = []
    for book, file in zip(books, convert(saved, "xlsx", tmp_path), strict=True):
        values = read_values(file)
        for (sheet, row, column), value in book.results.items():
            found = values.get((sheet, row, column))
            same = close(found, value) if isinstance(value, float) else found == value
            if not same:
                wrong.append((file.stem, sheet, row, column, value, found))
    assert wrong == []

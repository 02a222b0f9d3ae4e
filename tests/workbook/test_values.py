"""The formulas compute what ``forecasts.py`` computes: at every scenario, by every method, in two
engines that are not ours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import cycle, product
from pathlib import Path

import pytest

from marketbook.forecasts import METHODS, Method
from marketbook.workbook.address import Ref
from marketbook.workbook.desk import Desk
from marketbook.workbook.sheets.input_lines import METHOD_NAMES
from tests.workbook.built import Built, Opened, with_changes
from tests.workbook.conftest import build_market, market_ids
from tests.workbook.expected import expect
from tests.workbook.libreoffice import SOFFICE, compute

SCENARIOS = ("low", "base", "high")
VARIANTS = [(m, method, s) for m in market_ids() for method in METHODS for s in SCENARIOS]


def close(value: object, wanted: float) -> bool:
    return isinstance(value, (int, float)) and abs(value - wanted) <= 1e-9 * max(1, abs(wanted))


def list_entries(desk: Desk, method: Method, scenario: str) -> Iterator[tuple[Ref, str]]:
    """What to enter to have all scenarios on one method, and one scenario chosen."""
    inputs = desk.block("Inputs", "inputs")
    for one in desk.market.scenarios:
        yield inputs.at(("scenario", "method", one.key), "value"), METHOD_NAMES[method]
        if one.key == scenario:
            yield desk.book.names["scenario"], one.name


@cache
def opened(market_id: str) -> tuple[Desk, Opened]:
    desk = build_market(market_id).desk
    return desk, Opened(desk.book)


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
    desk, book = opened(market_id)
    book.enter(list_entries(desk, method, scenario))
    expected = list(expect(desk, method, scenario))
    wrong = [(r.absolute, book.value(r), w) for r, w in expected if not close(book.value(r), w)]
    assert wrong == []
    assert len(expected) > 50


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_every_method_and_scenario_in_libreoffice(tmp_path: Path) -> None:
    """From files that hold no value at all, so that every one is computed there.

    Every file has the three scenarios side by side; the one chosen goes round.
    """
    pairs = product(market_ids(), METHODS)
    variants: list[tuple[Desk, Method, str]] = [
        (build_market(market_id).desk, method, scenario)
        for (market_id, method), scenario in zip(pairs, cycle(SCENARIOS), strict=False)
    ]
    books = [with_changes(variant[0].book, list_entries(*variant)) for variant in variants]
    computed = compute(books, tmp_path)
    wrong = [
        (desk.market.market_id, method, ref.absolute, value, wanted)
        for values, (desk, method, scenario) in zip(computed, variants, strict=True)
        for ref, wanted in expect(desk, method, scenario)
        if not close(value := values.get((ref.sheet, ref.top, ref.left)), wanted)
    ]
    assert wrong == []

"""Ranges: what printed figures leave for sizes that nobody printed, beside the model."""

from __future__ import annotations

import pytest

from marketbook.workbook.address import Ref
from tests.workbook.built import NS, Built
from tests.workbook.conftest import build_market


def row_of(built: Built, name: str) -> dict[str, object]:
    block = built.desk.block("Ranges", "ranges")
    cells = built.desk.book.sheets[[s.title for s in built.desk.book.sheets].index("Ranges")].cells
    for row in range(len(block.rows) - 1):
        at = {key: block.at(row, key) for key in block.columns}
        if cells[at["name"].top, at["name"].left].content == name:
            return {key: read(built, ref) for key, ref in at.items()}
    raise AssertionError(f"no row {name}")


def read(built: Built, at: Ref) -> object:
    sheet = next(one for one in built.desk.book.sheets if one.title == at.sheet)
    cell = sheet.cells[at.top, at.left]
    return built.value(at) if cell.kind == "formula" else cell.content


def test_a_country_beside_the_other_of_its_region() -> None:
    found = row_of(build_market("iomt"), "Canada, 2025")
    assert found["low"] == pytest.approx(14.6, abs=0.02)
    assert found["high"] == pytest.approx(15.0, abs=0.01)
    assert found["model"] == "–", "the model has no line for it"
    assert "names all of it" in str(found["figures"])


def test_the_model_is_compared_with_its_own_line() -> None:
    found = row_of(build_market("iomt"), "Japan, 2034")
    low, high, model = (float(str(found[key])) for key in ("low", "high", "model"))
    assert low < model < high
    assert found["verdict"] == "inside"
    assert found["half"] == pytest.approx((high - low) / 2)


def test_whiskers_are_half_the_range() -> None:
    built = build_market("smart-healthcare")
    whiskers = [
        tree.find(".//c:errBars", NS)
        for name, tree in built.trees.items()
        if name.startswith("xl/charts/") and tree.find(".//c:errBars", NS) is not None
    ]
    assert len(whiskers) == 1
    block = built.desk.block("Ranges", "ranges")
    wanted = block.down("half", 0, len(block.rows) - 2).absolute
    assert [f.text for f in whiskers[0].iterfind(".//c:f", NS)] == [wanted, wanted]


def test_no_sheet_where_nothing_is_narrow() -> None:
    titles = [sheet.title for sheet in build_market("teleradiology").desk.book.sheets]
    assert "Ranges" not in titles

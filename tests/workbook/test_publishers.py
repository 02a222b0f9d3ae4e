"""Publishers side by side: each moved to common years by its own growth."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from marketbook.errors import PackageError
from marketbook.package import read_package, read_structure
from marketbook.starter.new import start_package
from marketbook.workbook.books import set_desk
from marketbook.workbook.records import gather_records
from tests.workbook.built import Built, change, finish
from tests.workbook.conftest import build_market
from tests.workbook.test_same_verdicts import look_at

MARKET = "garden-robots"


def start(tmp_path: Path) -> Built:
    start_package(tmp_path / "made", example="publishers")
    package = read_package(tmp_path / "made")
    tables = read_structure(package).tables
    assert look_at(tables).differences == []
    return finish(set_desk(gather_records(tables, package.descriptor, package), MARKET))


def test_five_sources_of_one_market(tmp_path: Path) -> None:
    built = start(tmp_path)
    block = built.desk.block("Publishers", "voices")
    rows = list(block.rows)[1:6]
    moved = {key: built.value(block.at(key, "base")) for key in rows}
    assert moved["example-2026"] == pytest.approx(12.4)
    assert moved["harbour-2026"] == pytest.approx(11.9)
    assert moved["northfield-2024"] == pytest.approx(3.6 * 1.097**2)
    assert built.value(block.at(("together", "median"), "base")) == pytest.approx(11.9)
    assert built.value(block.at("greenfield-2025", "verdict")) == "NOTE"
    assert built.value(block.at("example-2026", "verdict")) == "OK"
    assert "Publishers differ by 3.5 times in 2025" in built.results.values()


def test_the_model_starts_from_the_publisher_chosen(tmp_path: Path) -> None:
    built = start(tmp_path)
    desk, names = built.desk, built.desk.book.names
    block, lines = desk.block("Publishers", "voices"), desk.block("Forecast", "lines")
    assert built.value(lines.at(("path",), 2025)) == pytest.approx(12.4)
    change(desk, names["publisher"], str(built.value(block.at("northfield-2024", "publisher"))))
    chosen = finish(desk)
    assert chosen.value(lines.at(("path",), 2025)) == pytest.approx(3.6 * 1.097**2)
    assert chosen.value(lines.at(("path",), 2030)) == pytest.approx(3.6 * 1.097**7)
    assert chosen.value(names["published_growth"]) == pytest.approx(0.097)
    assert chosen.value(block.at("northfield-2024", "note")) == "Base of the model."
    assert chosen.value(block.at("example-2026", "note")) == "For comparison only."
    assert chosen.value(names["master_check"]) == "OK"


def test_a_publisher_with_an_extreme_rate_comes_first(tmp_path: Path) -> None:
    """A rate beyond all numbers once it is compounded orders the sheet, and stops nothing."""
    start_package(tmp_path / "made", example="publishers")
    package = read_package(tmp_path / "made")
    tables = read_structure(package).tables
    rate = pl.when(source_id="northfield-2024").then(1e300).otherwise("rate_percent")
    tables = {
        **tables,
        "growth_rates": tables["growth_rates"].with_columns(rate_percent=rate),
    }
    desk = set_desk(gather_records(tables, package.descriptor, package), MARKET)
    assert list(desk.block("Publishers", "voices").rows)[1] == "northfield-2024"


def test_the_choice_offers_every_publisher(tmp_path: Path) -> None:
    built = start(tmp_path)
    inputs = next(sheet for sheet in built.desk.book.sheets if sheet.title == "Inputs")
    at = built.desk.book.names["publisher"]
    offer = next(one for one in inputs.offers if one.area == at)
    voices = built.desk.block("Publishers", "voices")
    assert offer.source == voices.down("publisher", "greenfield-2025", "northfield-2024")


def test_no_sheet_where_one_source_speaks() -> None:
    titles = {sheet.title for sheet in build_market("iomt").desk.book.sheets}
    assert "Publishers" not in titles


def test_an_example_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="no example 'dragons'"):
        start_package(tmp_path / "made", example="dragons")
    with pytest.raises(PackageError, match="empty package"):
        start_package(tmp_path / "made", example="publishers", empty=True)

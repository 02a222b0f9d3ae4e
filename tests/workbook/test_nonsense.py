"""Change an input to nonsense and the master check turns red, in both engines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from marketbook.workbook.address import Ref
from marketbook.workbook.books import set_desk
from marketbook.workbook.desk import Desk
from marketbook.workbook.evaluate import load_book
from marketbook.workbook.theme import read_theme
from marketbook.workbook.writer.parts import write_bare_parts, zip_parts
from tests.workbook.built import change, finish
from tests.workbook.conftest import shipped_records
from tests.workbook.libreoffice import SOFFICE, convert
from tests.workbook.xlsx_values import read_values

MARKET = "telemedicine"


def at(*key: str) -> Callable[[Desk], Ref]:
    return lambda desk: desk.block("Inputs", "inputs").at(key, "value")


def named(name: str) -> Callable[[Desk], Ref]:
    return lambda desk: desk.book.names[name]


def year_of(*key: str) -> Callable[[Desk], Ref]:
    return lambda desk: desk.block("Inputs", "inputs").at(key, "year")


NONSENSE: dict[str, tuple[Callable[[Desk], Ref], float | str]] = {
    "a negative size": (at("point", "2024"), -48.7),
    "a size of nothing": (at("point", "2034"), 0.0),
    "a word for a size": (at("point", "2024"), "much"),
    "growth of 1640 percent": (at("growth"), 16.4),
    "growth below minus one": (at("growth"), -2.0),
    "a base year nobody publishes": (at("base_year"), 1999.0),
    "a share of 350 percent": (at("share", "regions", "north-america"), 3.5),
    "shares that exceed the whole": (at("share", "regions", "europe"), 0.6),
    "a share below nothing": (at("share", "regions", "lamea"), -0.1),
    "a method there is not": (at("scenario", "method", "base"), "Guess"),
    "a factor out of all measure": (at("scenario", "factor", "high"), 50.0),
    "a scenario there is not": (named("scenario"), "Wild"),
    "two sizes of one year": (year_of("point", "2025"), 2024.0),
    "a segment larger than the market": (
        at("share", "telemedicine-type", "telemedicine-type-software"),
        1.2,
    ),
}


def spoil(name: str) -> Desk:
    desk = set_desk(shipped_records(), MARKET)
    find, content = NONSENSE[name]
    change(desk, find(desk), content)
    return desk


def test_as_shipped_it_is_green() -> None:
    done = finish(set_desk(shipped_records(), MARKET))
    assert done.value(done.desk.book.names["master_check"]) == "OK"


@pytest.mark.parametrize("name", NONSENSE)
def test_red_in_ironcalc(name: str) -> None:
    desk = spoil(name)
    model = load_book(desk.book, read_theme())
    master = desk.book.names["master_check"]
    sheets = [sheet.title for sheet in desk.book.sheets]
    value = model.get_cell_value(sheets.index(master.sheet), master.top, master.left)
    assert value == "CHECK"


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_red_in_libreoffice(tmp_path: Path) -> None:
    """The files hold no value, so that only computing anew can turn them red."""
    master = set_desk(shipped_records(), MARKET).book.names["master_check"]
    files = {}
    for n, name in enumerate(NONSENSE):
        file = tmp_path / f"nonsense-{n}.xlsx"
        file.write_bytes(zip_parts(write_bare_parts(spoil(name).book, read_theme())))
        files[file] = name
    wrong = []
    for file, name in zip(convert(list(files), "xlsx", tmp_path), files.values(), strict=True):
        if read_values(file)[master.sheet, master.top, master.left] != "CHECK":
            wrong.append(name)
    assert wrong == []

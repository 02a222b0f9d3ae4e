"""Change an input to nonsense and the master check turns red, in both engines."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from marketbook.workbook.address import Ref
from marketbook.workbook.desk import Desk
from tests.workbook.built import Opened, with_changes
from tests.workbook.conftest import build_market
from tests.workbook.libreoffice import SOFFICE, compute

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


@cache
def opened() -> tuple[Desk, Opened]:
    desk = build_market(MARKET).desk
    return desk, Opened(desk.book)


def test_as_shipped_it_is_green() -> None:
    desk, book = opened()
    assert book.value(desk.book.names["master_check"]) == "OK"


@pytest.mark.parametrize("name", NONSENSE)
def test_red_in_ironcalc(name: str) -> None:
    desk, book = opened()
    find, content = NONSENSE[name]
    book.enter([(find(desk), content)])
    assert book.value(desk.book.names["master_check"]) == "CHECK"
    book.restore(find(desk))
    assert book.value(desk.book.names["master_check"]) == "OK"


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_red_in_libreoffice(tmp_path: Path) -> None:
    """The files hold no value, so that only computing anew can turn them red."""
    desk, _ = opened()
    books = [with_changes(desk.book, [(find(desk), word)]) for find, word in NONSENSE.values()]
    master = desk.book.names["master_check"]
    computed = compute(books, tmp_path)
    found = {
        name: values.get((master.sheet, master.top, master.left))
        for name, values in zip(NONSENSE, computed, strict=True)
    }
    assert found == dict.fromkeys(NONSENSE, "CHECK")

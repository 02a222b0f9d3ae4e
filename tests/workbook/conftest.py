"""The shipped package's market workbooks, built once for all tests of a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from marketbook.package import Structure, read_package, read_structure
from marketbook.workbook.books import set_desk
from marketbook.workbook.read_market import list_markets
from marketbook.workbook.records import Records, gather_records
from tests.workbook.built import Built, finish

ROOT = Path(__file__).parents[2]


@cache
def read_all() -> Structure:
    return read_structure(read_package(ROOT))


@cache
def shipped_records() -> Records:
    package = read_package(ROOT)
    return gather_records(read_all().tables, package.descriptor, package)


def market_ids() -> list[str]:
    return list_markets(shipped_records())


@cache
def build_market(market_id: str) -> Built:
    return finish(set_desk(shipped_records(), market_id))


@pytest.fixture(params=market_ids())
def built(request: pytest.FixtureRequest) -> Built:
    """Each market's workbook in turn."""
    return build_market(request.param)

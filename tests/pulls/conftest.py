"""The small package and its workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from marketbook.package import read_package, refresh_descriptor
from tests.conftest import WritePackage
from tests.pulls.setting import KINDS, KINDS_TEXT, THINGS, THINGS_TEXT, write_tables


@pytest.fixture
def root(write_package: WritePackage) -> Path:
    """A package of two tables, with its workbook of tables."""
    folder = write_package(
        {"kinds": KINDS, "things": THINGS}, {"kinds": KINDS_TEXT, "things": THINGS_TEXT}
    )
    refresh_descriptor(read_package(folder))
    write_tables(folder)
    return folder


@pytest.fixture
def file(root: Path) -> Path:
    return root / "workbooks" / "tables.xlsx"

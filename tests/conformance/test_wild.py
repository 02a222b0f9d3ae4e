"""Some of the packages in the manner of public ones; `python -m tests.conformance.wild` has all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conformance import wild_packages
from tests.conformance.wild import try_wild
from tests.conformance.wild_packages import MAKERS, Wild

FEW = ("_brazil", "_chunks", "_inline", "_spreadsheet", "_statistics", "_version_two")


@pytest.mark.parametrize("name", FEW)
def test_goes_through_the_whole_tool(name: str, tmp_path: Path) -> None:
    maker: Callable[[], Wild] = getattr(wild_packages, name)
    assert list(try_wild(maker(), tmp_path)) == []


def test_there_are_many() -> None:
    assert len({maker().manner for maker in MAKERS}) >= 30

"""Two copies of a new package: one stays, one is changed by the test."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from marketbook.audit import Report, check_package
from marketbook.package import Package, read_package, refresh_descriptor
from marketbook.revisions import Comparison, compare, compare_revisions
from marketbook.starter import start_package
from tests.starter.conftest import TODAY


@dataclass(frozen=True, slots=True)
class Pair:
    """The two states."""

    old: Path
    new: Path

    def replace(self, table: str, before: str, after: str) -> None:
        """Change the text of a table on the new side."""
        file = self.new / "tables" / f"{table}.csv"
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, after), encoding="utf-8", newline="\n")

    def append(self, table: str, line: str) -> None:
        """Add a line to a table on the new side."""
        file = self.new / "tables" / f"{table}.csv"
        with file.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(f"{line}\n")

    def edit(self, path: str, change: Callable[[Any], None]) -> None:
        """Change a JSON file on the new side."""
        file = self.new / path
        content = json.loads(file.read_text(encoding="utf-8"))
        change(content)
        file.write_text(json.dumps(content), encoding="utf-8")

    def compare(self) -> Comparison:
        """What differs, hashes brought up to date first."""
        refresh_descriptor(read_package(self.new))
        return compare_revisions(self.old, self.new, today=TODAY)


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("revisions") / "garden-markets"
    start_package(folder, today=TODAY)
    return folder


@pytest.fixture(autouse=True)
def audited_once(first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The side that never changes is audited once for all tests."""

    def check(package: Package, **more: Any) -> Report:
        if package.root != first:
            return check_package(package, **more)
        if first not in _AUDITS:
            _AUDITS[first] = check_package(package, **more)
        return _AUDITS[first]

    monkeypatch.setattr(compare, "check_package", check)


_AUDITS: dict[Path, Report] = {}


@pytest.fixture
def pair(first: Path, tmp_path: Path) -> Pair:
    return Pair(first, Path(shutil.copytree(first, tmp_path / "garden-markets")))

"""A new package, made once and copied for each test that changes it."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from marketbook.starter import start_package

TODAY = dt.date(2026, 11, 21)


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new package that nobody changes."""
    folder = tmp_path_factory.mktemp("new") / "garden-markets"
    start_package(folder, today=TODAY)
    return folder


@pytest.fixture
def package(started: Path, tmp_path: Path) -> Path:
    """A new package of the test's own."""
    return Path(shutil.copytree(started, tmp_path / "package"))

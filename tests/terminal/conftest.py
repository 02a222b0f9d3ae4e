"""What the tests of the command line share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from marketbook.starter import start_package


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new package that nobody changes."""
    root = tmp_path_factory.mktemp("started") / "package"
    start_package(root)
    return root


@pytest.fixture
def package(started: Path, tmp_path: Path) -> Path:
    """A new package of the test's own."""
    return Path(shutil.copytree(started, tmp_path / "package"))

"""What the tests of the command line share."""

from __future__ import annotations

from pathlib import Path

import pytest

from marketbook.starter import start_package


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A new package of the test's own."""
    root = tmp_path / "package"
    start_package(root)
    return root

"""The small package of the tests of pulling."""

from __future__ import annotations

from tests.pulls.conftest import file, root

__all__ = ["file", "root"]

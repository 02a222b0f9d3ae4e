"""Computed values of a book's formulas."""

from __future__ import annotations

from collections.abc import Mapping

Result = float | str | bool
Results = Mapping[tuple[str, int, int], Result]

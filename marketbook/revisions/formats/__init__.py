"""A comparison as text: for people, for programs, for a pull request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from marketbook.late import call_late

if TYPE_CHECKING:
    from marketbook.revisions.model import Comparison

FORMATS: Mapping[str, Callable[[Comparison], str]] = {
    name: call_late(f"{__name__}.render_{name}", f"render_{name}")
    for name in ("text", "json", "markdown")
}
"""The formats by name."""

"""A comparison as text: for people, for programs, for a pull request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from marketbook.late import call_late, fetch_late

if TYPE_CHECKING:
    from marketbook.revisions.formats.render_json import render_json
    from marketbook.revisions.formats.render_markdown import render_markdown
    from marketbook.revisions.formats.render_text import render_text
    from marketbook.revisions.model import Comparison

FORMATS: Mapping[str, Callable[[Comparison], str]] = {
    name: call_late(f"{__name__}.render_{name}", f"render_{name}")
    for name in ("text", "json", "markdown")
}
"""The formats by name."""

__all__ = ["FORMATS", "render_json", "render_markdown", "render_text"]

_RENDERERS = [name for name in __all__ if name.startswith("render_")]
__getattr__ = fetch_late(__name__, {name: name for name in _RENDERERS})

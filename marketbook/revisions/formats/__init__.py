"""A comparison as text: for people, for programs, for a pull request."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from marketbook.revisions.formats.render_json import render_json
from marketbook.revisions.formats.render_markdown import render_markdown
from marketbook.revisions.formats.render_text import render_text
from marketbook.revisions.model import Comparison

FORMATS: Mapping[str, Callable[[Comparison], str]] = {
    "text": render_text,
    "json": render_json,
    "markdown": render_markdown,
}
"""The formats by name."""

__all__ = ["FORMATS", "render_json", "render_markdown", "render_text"]

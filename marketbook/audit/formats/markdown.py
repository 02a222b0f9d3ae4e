"""Text of the package as Markdown shows it unchanged."""

from __future__ import annotations

import re

from marketbook.text import show_hidden

_MARK = re.compile(r"([\\`*_\[\]<>|~#&])")


def code(text: str) -> str:
    """The text as code, fit for a cell of a table; escaped where it holds a backtick."""
    return escape(text) if "`" in text else f"`{show_hidden(text).replace('|', chr(92) + '|')}`"


def escape(text: str) -> str:
    """The text as Markdown shows it unchanged, dollar signs (mathematics on GitHub) included."""
    return _MARK.sub(r"\\\1", show_hidden(text)).replace("$", "<span>$</span>")

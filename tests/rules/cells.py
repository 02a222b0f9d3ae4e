"""The tables of a page: Markdown whose cells say exactly which text they hold.

A cell is plain text; an empty one is a missing value. Text that Markdown would change stands as
code, and text with signs that nobody sees stands as code in JSON's double quotes.
"""

from __future__ import annotations

import json
import re
import unicodedata

_BAR = re.compile(r"(?<!\\)\|")
_ACTIVE = re.compile(r"[*_<>&\[\]\\`|~$]|^[-+#=\"]|  |^\s|\s$|https?:|www\.")


def read_rows(lines: str) -> list[dict[str, str | None]]:
    """The rows of a Markdown table, by column."""
    header, _, *rows = [_split(line) for line in lines.strip("\n").split("\n")]
    names = [name or "" for name in header]
    return [dict(zip(names, row, strict=True)) for row in rows]


def write_rows(columns: list[str], rows: list[dict[str, str | None]]) -> str:
    """Rows as a Markdown table, which ``read_rows`` reads back."""
    body = [[write_cell(row.get(name)) for name in columns] for row in rows]
    lines = [list(columns), ["---"] * len(columns), *body]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _split(line: str) -> list[str | None]:
    inner = _BAR.split(line.strip())[1:-1]
    return [read_cell(cell.strip(" ").replace("\\|", "|")) for cell in inner]


def read_cell(cell: str) -> str | None:
    """The text of a cell; None where it is empty."""
    if len(cell) < 2 or not (cell[0] == cell[-1] == "`"):
        return cell or None
    code = cell[1:-1]
    return json.loads(code) if code.startswith('"') else code


def write_cell(text: str | None) -> str:
    """A cell that ``read_cell`` reads back as ``text``."""
    if text is None:
        return ""
    if any(map(_is_hidden, text)) or re.search(r"  |^ | $|[`|\\]|^\"", text):
        return f"`{_quote(text)}`"
    if unicodedata.normalize("NFC", text) != text:
        return f"`{json.dumps(text)}`".replace("|", "\\u007c")
    return f"`{text}`" if _ACTIVE.search(text) else text


def _quote(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False).replace("|", "\\u007c").replace("`", "\\u0060")
    return "".join(json.dumps(sign)[1:-1] if _is_hidden(sign) else sign for sign in quoted)


def _is_hidden(sign: str) -> bool:
    return not sign.isprintable() or sign == "\ufffd"

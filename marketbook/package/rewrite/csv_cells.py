"""Cells of a record as its file spells them, in any dialect."""

from __future__ import annotations

from collections.abc import Sequence

from marketbook.errors import PackageError
from marketbook.package.dialect import Dialect


def split_spelled(record: str, dialect: Dialect) -> list[str]:
    """The cells of a record as they are spelled, quotes and all, without its line end."""
    cells, start, closed, quoted, skip = [], 0, -1, False, False
    for at, char in enumerate(record):
        if skip:
            skip = False
        elif char == dialect.escape_char:
            skip = True
        elif quoted and char == dialect.quote_char:
            quoted, closed = False, at
        elif quoted:
            continue
        elif char == dialect.delimiter:
            cells.append(record[start:at])
            start = at + 1
        elif char == dialect.quote_char:
            doubled = dialect.double_quote and closed == at - 1 >= start
            quoted = doubled or _is_start(record[start:at], dialect)
    return [*cells, record[start:]]


def _is_start(before: str, dialect: Dialect) -> bool:
    return not (before.strip(" ") if dialect.skip_initial_space else before)


def spell_cell(text: str, dialect: Dialect) -> str:
    """A cell as a file of a dialect spells it: in quotes only where it must be.

    Raises:
        PackageError: The dialect has no way to write it.
    """
    if not _is_special(text, dialect):
        return text
    quote, escape = dialect.quote_char, dialect.escape_char
    if escape:
        text = text.replace(escape, escape * 2)
    if quote and (dialect.double_quote or escape or quote not in text):
        doubled = quote * 2 if dialect.double_quote else f"{escape}{quote}"
        return f"{quote}{text.replace(quote, doubled)}{quote}"
    if escape:
        for char in (dialect.delimiter, "\n", "\r"):
            text = text.replace(char, f"{escape}{char}")
        return f"{escape}{text}" if text.startswith(" ") else text
    raise PackageError(
        f"'{text[:80]}' cannot be written in the dialect of the file, which has no quotes or "
        "escapes for it",
        "a text without delimiters, quotes and line breaks",
    )


def _is_special(text: str, dialect: Dialect) -> bool:
    marks = (dialect.delimiter, dialect.quote_char, dialect.escape_char, "\n", "\r", "\0")
    if any(mark and mark in text for mark in marks):
        return True
    begins = dialect.skip_initial_space and text.startswith(" ")
    return begins or bool(dialect.comment_char and text.startswith(dialect.comment_char))


def spell_record(cells: Sequence[str], dialect: Dialect) -> str:
    """A record as a file of a dialect spells it, without its line end."""
    spelled = [spell_cell(text, dialect) for text in cells]
    # a blank line is no record
    nothing = dialect.quote_char * 2
    return dialect.delimiter.join(spelled) or nothing

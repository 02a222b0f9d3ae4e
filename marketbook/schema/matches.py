"""Whether cells match a pattern: by the engine of Polars, or by Python's where that one cannot.

The engine of Polars takes a time that is linear in the text. It knows no look-around and no
back-references, and reads some escapes differently from Python, whose reading counts, as it is
that of other tools. Python's engine may take forever, so it has a time limit.
"""

from __future__ import annotations

import time
from functools import cache, partial

import polars as pl

from marketbook.errors import SchemaError
from marketbook.schema.patterns import is_ambiguous

_SECONDS = 5.0
"""For all cells of a column together."""


def match_cells(cell: pl.Expr, pattern: str) -> pl.Expr:
    """Whether each whole cell matches a pattern; null where there is no cell.

    Args:
        cell: The text of the cells.
        pattern: A regular expression as Python reads it.
    """
    if _is_portable(pattern):
        return cell.str.contains(f"^(?:{pattern})$")
    return cell.map_batches(partial(_ask_python, pattern), return_dtype=pl.Boolean)


@cache
def _is_portable(pattern: str) -> bool:
    if is_ambiguous(pattern):
        return False
    try:
        pl.Series([""]).str.contains(f"^(?:{pattern})$")
    except pl.exceptions.ComputeError:
        return False
    return True


def _ask_python(pattern: str, cells: pl.Series) -> pl.Series:
    # late: few patterns need it; unlike the standard library's it can be stopped
    import regex

    texts = cells.unique().drop_nulls()
    compiled, end = regex.compile(pattern), time.monotonic() + _SECONDS
    try:
        found = [
            compiled.fullmatch(text, timeout=max(end - time.monotonic(), 0.001)) is not None
            for text in texts
        ]
    except TimeoutError:
        raise SchemaError(
            f"the pattern {pattern!r} takes more than {_SECONDS:g} seconds",
            "a pattern without repetitions inside repetitions",
        ) from None
    answers = pl.Series(found, dtype=pl.Boolean)
    return cells.replace_strict(texts, answers, default=None, return_dtype=pl.Boolean)

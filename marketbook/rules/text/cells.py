"""The cells of all tables whose text could be at fault.

Every column of text of every table is looked at, those of one's own tables included. One pass
picks the cells that could be at fault at all; each rule looks closely at those of its own pattern.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import polars.selectors as cs

from marketbook.rules.rule import TABLE, Row, Saying
from marketbook.rules.text.characters import Flaw, show_text
from marketbook.schema.check import Tables

Find = Callable[[str], Flaw | None]

# whatever is not plain printable ASCII, begins like a formula, has stray spaces, or holds the
# escapes of HTML and Excel; every cell that a rule on text could report is among these
UNUSUAL = r"[^ -~]|^[ =+@-]| $|  |&[#A-Za-z0-9]{2,8};|_x[0-9A-Fa-f]{4}_"

_CELL = {TABLE: pl.String, "_line": pl.Int64, "\nfield": pl.String, "\ntext": pl.String}


def find_unusual(tables: Tables) -> pl.LazyFrame:
    """A row for each unusual cell, and one for each table, which stands for its cells in order."""
    looked_at = pl.LazyFrame({TABLE: list(tables)}, schema_overrides={TABLE: pl.String})
    cells = [
        _melt(name, table)
        for name, table in tables.items()
        if pl.String in table.collect_schema().dtypes()
    ]
    # no table at all, or none with text, leaves the other columns to be named
    return pl.concat([looked_at, pl.LazyFrame(schema=_CELL), *cells], how="diagonal").select(
        pl.col(name).cast(kind) for name, kind in _CELL.items()
    )


def _melt(name: str, table: pl.LazyFrame) -> pl.LazyFrame:
    unusual = pl.any_horizontal(cs.string().str.contains(UNUSUAL)).fill_null(value=False)
    # a table may itself have a column called field or text; none has one with a line break
    cells = table.filter(unusual).unpivot(
        cs.string(), index="_line", variable_name="\nfield", value_name="\ntext"
    )
    return cells.filter(pl.col("\ntext").str.contains(UNUSUAL)).with_columns(
        pl.lit(name).alias(TABLE)
    )


def without(find: Find, pattern: str) -> pl.Expr:
    """Whether a cell is free of a flaw."""
    suspect = pl.when(pl.col("\ntext").str.contains(pattern)).then("\ntext")
    return suspect.map_elements(lambda text: find(text) is None, return_dtype=pl.Boolean)


def say_flaw(row: Row, find: Find, remedy: str) -> Saying:
    """What is wrong with a cell, and what to do about it."""
    field, text = row["\nfield"], row["\ntext"]
    found, place = find(text) or Flaw("")
    message = f"{field} {found}: {show_text(text, place)}; {remedy}"
    return Saying(message, field=field)

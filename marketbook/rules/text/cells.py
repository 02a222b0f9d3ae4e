"""The cells of all tables whose text could be at fault.

Every column of text of every table is looked at, those of one's own tables included. One pass
picks the cells that could be at fault at all; each rule looks closely at those of its own pattern.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import polars as pl
import polars.selectors as cs

from marketbook.rules.rule import TABLE, Row, Saying, TableRule, table_rule
from marketbook.rules.text.characters import (
    CONTINUATION,
    Flaw,
    find_damage,
    find_formula,
    find_other_form,
    find_stray_space,
    show_text,
)
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


def _make(id: str, says: str, find: Find, pattern: str, remedy: str) -> TableRule:  # noqa: A002
    suspect = pl.when(pl.col("\ntext").str.contains(pattern)).then("\ntext")
    is_free = suspect.map_elements(lambda text: find(text) is None, return_dtype=pl.Boolean)
    make = table_rule(id, rows=find_unusual, holds=is_free, says=says)
    return make(partial(_say, find=find, remedy=remedy))


def _say(row: Row, find: Find, remedy: str) -> Saying:
    field, text = row["\nfield"], row["\ntext"]
    found, place = find(text) or Flaw("")
    message = f"{field} {found}: {show_text(text, place)}; {remedy}"
    return Saying(message, field=field)


# what every text with the flaw holds, and few others
DAMAGE = (
    rf"[\p{{Cc}}\p{{Cf}}\p{{Co}}\x{{FFFD}}]|[ÂÃÄÅÎÏÐÑà-ïð][{CONTINUATION}]"
    r"|&[#A-Za-z0-9]{2,8};|_x[0-9A-Fa-f]{4}_"
)
FORMULA = r"^[=+@\t\r＝＋－＠-]"
STRAY = r"^\s|\s$|  |[\t\r\n\x{A0}\x{2007}\x{2028}\x{2029}\x{202F}]"
OTHER_FORM = (
    r"[\p{M}\x{0340}-\x{037E}\x{0387}\x{0958}-\x{0FFF}\x{1100}-\x{11FF}\x{1F00}-\x{2001}"
    r"\x{2126}-\x{212B}\x{2329}\x{232A}\x{2ADC}\x{F900}-\x{FB4F}\x{11000}-\x{11FFF}"
    r"\x{16100}-\x{16FFF}\x{1D100}-\x{1D1FF}\x{2F800}-\x{2FFFF}]"
)

RULES = [
    _make(
        "text.no-damage",
        "No text contains lost, misread or invisible characters, or escape codes.",
        find_damage,
        DAMAGE,
        "enter the text again from its source",
    ),
    _make(
        "text.no-formula",
        "No text starts like a formula; plain negative numbers are fine.",
        find_formula,
        FORMULA,
        "put a word before it, or leave out the sign",
    ),
    _make(
        "text.trimmed",
        "No text has leading, trailing or double spaces, no-break spaces, tabs or line breaks.",
        find_stray_space,
        STRAY,
        "use single plain spaces",
    ),
    _make(
        "text.unicode-nfc",
        "All text is in Unicode normal form NFC.",
        find_other_form,
        OTHER_FORM,
        "convert it to NFC",
    ),
]

"""Text that survives every tool: normal form, undamaged, nothing that runs, no stray spaces.

Every column of text of every table is looked at, those of one's own tables included. One pass
per table picks the cells that could be at fault at all; only these are looked at closely.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import narwhals.stable.v1 as nw
import narwhals.stable.v1.selectors as ncs

from marketbook.old_rules.characters import (
    CONTINUATION,
    Flaw,
    find_damage,
    find_formula,
    find_other_form,
    find_stray_space,
    show_text,
)
from marketbook.old_rules.plain import Checked, view_checked
from marketbook.old_rules.rule import Frame, Saying, Tables, View, rule, shared

Find = Callable[[str], Flaw | None]

# whatever is not plain printable ASCII, begins like a formula, has stray spaces, or holds the
# escapes of HTML and Excel; every cell that a rule below could report is among these
_UNUSUAL = r"[^ -~]|^[ =+@-]| $|  |&[#A-Za-z0-9]{2,8};|_x[0-9A-Fa-f]{4}_"

# the same for one rule each: what passes here is looked at character by character
_OTHER_FORM = (
    r"[\p{M}\x{0340}-\x{037E}\x{0387}\x{0958}-\x{0FFF}\x{1100}-\x{11FF}\x{1F00}-\x{2001}"
    r"\x{2126}-\x{212B}\x{2329}\x{232A}\x{2ADC}\x{F900}-\x{FB4F}\x{11000}-\x{11FFF}"
    r"\x{16100}-\x{16FFF}\x{1D100}-\x{1D1FF}\x{2F800}-\x{2FFFF}]"
)
_DAMAGE = (
    rf"[\p{{Cc}}\p{{Cf}}\p{{Co}}\x{{FFFD}}]|[ÂÃÄÅÎÏÐÑà-ïð][{CONTINUATION}]"
    r"|&[#A-Za-z0-9]{2,8};|_x[0-9A-Fa-f]{4}_"
)
_FORMULA = r"^[=+@\t\r＝＋－＠-]"
_STRAY = r"^\s|\s$|  |[\t\r\n\x{A0}\x{2007}\x{2028}\x{2029}\x{202F}]"


@shared
def unusual_cells(tables: Tables) -> Frame:
    """The cells that could be at fault at all: table, _line, field, text.

    Collected, so that all rules of this module together read a table once.
    """
    found = [_none_unusual()]
    for name, frame in tables.items():
        suspect = nw.any_horizontal(ncs.string().str.contains(_UNUSUAL), ignore_nulls=True)
        rows = frame.filter(suspect).collect()
        if not rows.is_empty():
            found.append(_melt(name, rows))
    return nw.concat(found).lazy()


def _none_unusual() -> nw.DataFrame[Any]:
    columns = {"table": nw.String(), "_line": nw.Int64(), "field": nw.String(), "text": nw.String()}
    return nw.from_dict({name: [] for name in columns}, nw.Schema(columns), backend="polars")


def _melt(table: str, rows: nw.DataFrame[Any]) -> nw.DataFrame[Any]:
    texts = rows.select(ncs.string()).columns
    # a table may itself have a column called field or text; none has one with a line break
    cells = rows.unpivot(texts, index="_line", variable_name="\nfield", value_name="\ntext")
    unusual = cells.filter(nw.col("\ntext").str.contains(_UNUSUAL))
    return unusual.select(
        nw.lit(table).alias("table"),
        "_line",
        nw.col("\nfield").alias("field"),
        nw.col("\ntext").alias("text"),
    )


def _view_text(tables: Tables, pattern: str, find: Find, remedy: str) -> View:
    """One row per table, which stands for its cells in order, and one per cell at fault."""
    checked = [Checked(table, "", 1) for table in tables]
    cells = unusual_cells(tables).filter(nw.col("text").str.contains(pattern)).collect()
    for table, line, field, text in cells.rows():
        if flaw := find(text):
            shown = show_text(text, flaw.place)
            saying = Saying(f"{field} {flaw.found}: {shown}; {remedy}", field=field)
            checked.append(Checked(table, None, line, saying))
    return view_checked(checked)


@rule(
    "text.unicode-nfc",
    reads=(),
    why="The same word in two encodings looks alike and is not found, joined or counted as one.",
    example="name is not in normal form NFC, e + U+0301 stands for é: 'Cafe<U+0301> Health'; "
    "enter it in NFC",
)
def unicode_nfc(tables: Tables) -> View:
    """Every text is in the Unicode normal form NFC."""
    return _view_text(tables, _OTHER_FORM, find_other_form, "enter it in NFC")


@rule(
    "text.no-damage",
    reads=(),
    why="Characters that were lost or misread on the way, and marks that nobody sees, break names "
    "and searches, and a reader takes them for ours.",
    example="note holds 'â€™', the bytes of another encoding misread (likely ’): "
    "'the providerâ€™s share'; enter the text again from its source",
)
def no_damage(tables: Tables) -> View:
    """No text holds lost, misread or invisible characters, or the escapes of another format."""
    return _view_text(tables, _DAMAGE, find_damage, "enter the text again from its source")


@rule(
    "text.no-formula",
    reads=(),
    why="A spreadsheet that opens the CSV runs such a cell as a formula, which can read and send "
    "what else is open; changing it in secret on export would be worse.",
    example="note begins with '=', and a spreadsheet may run it as a formula: '=1+1'; put a word "
    "before it",
)
def no_formula(tables: Tables) -> View:
    """No text begins like a formula; a plain negative number may."""
    return _view_text(tables, _FORMULA, find_formula, "put a word before it, or enter it plain")


@rule(
    "text.trimmed",
    reads=(),
    why="A space that nobody sees makes two of one name, and no-break spaces come from pages and "
    "not from people.",
    example="stated_as ends with a space: 'Medtronic '; write it with single plain spaces",
)
def trimmed(tables: Tables) -> View:
    """No text has spaces around it, double or no-break spaces, tabs or line breaks in it."""
    return _view_text(tables, _STRAY, find_stray_space, "write it with single plain spaces")

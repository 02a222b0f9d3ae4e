"""How a table's file is written: the Table Dialect of the standard, as far as it is about text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import cast


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How the rows of a file are written.

    Attributes:
        quote_char: Around a cell; empty where quotes mean nothing.
        double_quote: Whether a quote inside a quoted cell is doubled.
        escape_char: Before a character that stands for itself; empty for none.
        skip_initial_space: Whether spaces after a delimiter mean nothing.
        null_sequence: A cell that stands for "no value"; None for none.
        header_rows: Numbers of the rows that are labels, joined where several.
        header_join: Between the parts of a label.
        header_case: Whether `Name` and `name` are two labels.
        comment_char: What a row begins with that is a comment; empty for none.
        comment_rows: Numbers of rows that are comments.
        skip_blank_rows: Whether a row without any value means nothing.
        rows_at: Where in a JSON file the rows are, parts between points.
        item_keys: The columns of JSON objects, in order; empty for those of the schema.
    """

    delimiter: str = ","
    quote_char: str = '"'
    double_quote: bool = True
    escape_char: str = ""
    skip_initial_space: bool = False
    null_sequence: str | None = None
    header: bool = True
    header_rows: tuple[int, ...] = (1,)
    header_join: str = " "
    header_case: bool = True
    comment_char: str = ""
    comment_rows: tuple[int, ...] = ()
    skip_blank_rows: bool = False
    rows_at: str = ""
    item_keys: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether rows are those of plain CSV: labels first, commas, cells in double quotes."""
        return replace(self, header_case=True) == PLAIN


PLAIN = Dialect()
"""Commas, and double quotes around cells that need them."""


def _is_char(stated: object) -> bool:
    return isinstance(stated, str) and len(stated) == 1 and stated not in "\r\n\0"


def _is_char_or_none(stated: object) -> bool:
    return stated in (None, "") or _is_char(stated)


def _is_flag(stated: object) -> bool:
    return isinstance(stated, bool)


def _is_text(stated: object) -> bool:
    return isinstance(stated, str)


def _is_text_or_none(stated: object) -> bool:
    return stated is None or isinstance(stated, str)


def _are_rows(stated: object) -> bool:
    return isinstance(stated, list) and all(
        isinstance(row, int) and not isinstance(row, bool) and row > 0
        for row in cast("list[object]", stated)
    )


def _are_texts(stated: object) -> bool:
    return isinstance(stated, list) and all(
        isinstance(t, str) for t in cast("list[object]", stated)
    )


_PROPERTIES: dict[str, tuple[str, Callable[[object], bool], str]] = {
    "delimiter": ("delimiter", _is_char, "one character"),
    "quoteChar": ("quote_char", _is_char_or_none, "one character"),
    "doubleQuote": ("double_quote", _is_flag, "true or false"),
    "escapeChar": ("escape_char", _is_char_or_none, "one character"),
    "skipInitialSpace": ("skip_initial_space", _is_flag, "true or false"),
    "nullSequence": ("null_sequence", _is_text_or_none, "text"),
    "header": ("header", _is_flag, "true or false"),
    "headerRows": ("header_rows", _are_rows, "numbers of rows from 1"),
    "headerJoin": ("header_join", _is_text, "text"),
    "headerCase": ("header_case", _is_flag, "true or false"),
    "caseSensitiveHeader": ("header_case", _is_flag, "true or false"),
    "commentChar": ("comment_char", _is_text_or_none, "text"),
    "commentRows": ("comment_rows", _are_rows, "numbers of rows from 1"),
    "skipBlankRows": ("skip_blank_rows", _is_flag, "true or false"),
    "property": ("rows_at", _is_text, "text"),
    "itemKeys": ("item_keys", _are_texts, "names"),
}
"""Each property: the attribute, what is taken, and that in words."""

_TAKEN: dict[str, tuple[object, ...]] = {
    "lineTerminator": ("\n", "\r\n", "\r"),
    "csvddfVersion": (1, 1.0, 1.2, "1.0", "1.2"),
    "itemType": ("array", "object"),
}
"""Properties that change nothing: ends of lines are recognised, rows of JSON too."""

_OTHERS = ("sheetNumber", "sheetName", "table")
"""Properties of tables that are not text; any other name is the publisher's own."""

_KNOWN = (*_PROPERTIES, *_TAKEN)
_IGNORED = ("$schema", "name", "title", "description")


def list_dialect_problems(stated: object, place: str) -> Iterator[str]:
    """Everything in a stated dialect that is wrong or not covered, in words.

    Args:
        stated: The dialect as the descriptor states it, in place.
        place: Whose it is, for the message.
    """
    if not isinstance(stated, dict):
        yield f"{place} states the dialect {stated!r}; expected an object"
        return
    for key, value in _flatten(cast("dict[str, object]", stated)).items():
        if key in _PROPERTIES and not _PROPERTIES[key][1](value):
            yield f"{place} states {key} {value!r} in its dialect; expected {_PROPERTIES[key][2]}"
        elif key in _TAKEN and value not in _TAKEN[key]:
            covered = ", ".join(map(repr, _TAKEN[key]))
            yield f"{place} states {key} {value!r} in its dialect; supported are {covered}"
        elif key in _OTHERS or isinstance(value, dict):
            yield f"{place} states {key} {value!r} in its dialect, which is not supported"
        elif key not in _KNOWN and (near := get_close_matches(key, _KNOWN, 1, cutoff=0.85)):
            yield f"{place} states {key} in its dialect; nearest: '{near[0]}'"


def read_dialect(stated: Mapping[str, object]) -> Dialect:
    """A stated dialect without problems."""
    known = {k: v for k, v in _flatten(stated).items() if k in _PROPERTIES}
    values = {_PROPERTIES[key][0]: _as_value(value) for key, value in known.items()}
    if stated.get("nullSequence") is None:
        values.pop("null_sequence", None)
    dialect = replace(PLAIN, **values)
    return replace(dialect, header=False) if not dialect.header_rows else dialect


def _flatten(stated: Mapping[str, object]) -> dict[str, object]:
    """The properties; frictionless nests those of CSV under `csv`."""
    inner = stated.get("csv", {})
    flat = {k: v for k, v in stated.items() if k not in (*_IGNORED, "csv")}
    return {**flat, **(cast("dict[str, object]", inner) if isinstance(inner, dict) else {})}


def _as_value(value: object) -> object:
    if value is None:
        return ""
    return tuple(cast("list[object]", value)) if isinstance(value, list) else value

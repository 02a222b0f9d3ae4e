"""What a finding says of a row that breaks a condition of its schema."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property, partial

import polars as pl

from marketbook.package.report import show
from marketbook.schema import ForeignKey, TableSchema
from marketbook.schema.conditions import Condition, show_value
from marketbook.schema.lexical import name_text_column

Row = Mapping[str, object]
Say = Callable[[Row], str]

FIRST_LINE = "\nfirst line"
"""Column with the line that has the same key already."""

_NAMES = ("name", "abbreviation", "title", "label")
"""Columns by which people call a record."""

_COMPARISONS = 20_000


def say_condition(condition: Condition, schema: TableSchema) -> Say:
    """The words for each row that breaks a condition of its own table.

    Args:
        condition: The condition.
        schema: Its table.
    """
    [*columns] = condition.columns
    if condition.rule == "structure.required":
        return lambda _: f"{columns[0]} is empty; expected a value; fill it in"
    if condition.rule in ("structure.unique", "structure.primary-key", "structure.unique-key"):
        return partial(_say_repeated, columns)
    text = name_text_column(schema.field(columns[0]))
    if condition.rule == "structure.enum":
        return partial(_say_unlisted, condition, text, Nearest(lambda: condition.among))
    return partial(_say_expected, condition, text)


def _say_expected(condition: Condition, text: str, row: Row) -> str:
    shown = show(str(row[text]))
    return f"{condition.columns[0]} is {shown}; expected {condition.expected}; correct the cell"


def _say_unlisted(condition: Condition, text: str, nearest: Nearest, row: Row) -> str:
    cell = str(row[text])
    expected = f"expected {condition.expected}{nearest.hint(cell)}"
    return f"{condition.columns[0]} is {show(cell)}; {expected}"


def _say_repeated(columns: Sequence[str], row: Row) -> str:
    line = row[FIRST_LINE]
    return f"{_show_key(columns, row)} is in line {line} already; remove or change one of them"


def say_lost(key: ForeignKey, known: pl.DataFrame, file: str) -> Say:
    """The words for a foreign key that leads to no record.

    Args:
        key: The foreign key.
        known: The table referred to, as far as its columns are known.
        file: Path of the file referred to.
    """
    targets = known.select(key.reference_fields)
    nearest = Nearest(partial(_list_known, targets), partial(_list_names, known, targets))

    def say(row: Row) -> str:
        hint = nearest.hint(show_value(row[key.fields[0]]))
        return (
            f"{_show_key(key.fields, row)} is not in {key.resource}{hint}; "
            f"correct it, or add the record to {file}"
        )

    return say


def say_absent(key: ForeignKey) -> Say:
    """The words for a foreign key into a table that the package does not have."""

    def say(row: Row) -> str:
        return (
            f"{_show_key(key.fields, row)} refers to {key.resource}, a table that the package does "
            "not have; add the table, or empty the cell"
        )

    return say


def _show_key(columns: Sequence[str], row: Row) -> str:
    return ", ".join(
        f"{name} {show('' if row[name] is None else show_value(row[name]))}" for name in columns
    )


def _list_known(known: pl.DataFrame) -> list[str]:
    if known.width > 1:
        return []
    return [show_value(value) for value in known.to_series().drop_nulls().unique().sort()]


def _list_names(known: pl.DataFrame, targets: pl.DataFrame) -> dict[str, str]:
    """The key of each record by what people call it; what two records are called leads to none."""
    if targets.width > 1:
        return {}
    keys = targets.to_series().to_list()
    called: dict[str, set[object]] = defaultdict(set)
    for column in _NAMES:
        names = known[column].to_list() if known.schema.get(column) == pl.String else []
        for name, key in zip(names, keys, strict=False):
            called[name or ""].add(key)
    return {name: show_value(only) for name, (only, *more) in called.items() if name and not more}


class Nearest:
    """Tells which of the known values an unknown text is nearest to.

    A text that is the name of a value, or differs from it only in case, leads to it. Comparing
    takes time, so after a number of comparisons it keeps silent: a hint is help, not part of the
    finding.

    Args:
        list_known: Lists the known values; asked once, and only if there is an unknown text.
        list_names: Lists the value of each name that people use for one, asked likewise.
    """

    def __init__(
        self,
        list_known: Callable[[], Sequence[str]],
        list_names: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self._list_known = list_known
        self._list_names = list_names
        self._left = _COMPARISONS
        self._hints: dict[str, str] = {}

    @cached_property
    def _known(self) -> Sequence[str]:
        return self._list_known()

    @cached_property
    def _named(self) -> dict[str, str]:
        """The value of each name and of each value itself, whatever their case."""
        named = {name.casefold(): value for name, value in self._list_names().items()}
        return named | {value.casefold(): value for value in self._known}

    def hint(self, text: str) -> str:
        """`; nearest: 'usd-billion'`, or nothing where none is near."""
        if text not in self._hints and self._left >= len(self._known):
            self._left -= len(self._known)
            near = self._find(text.casefold())
            self._hints[text] = f"; nearest: {show(near)}" if near else ""
        return self._hints.get(text, "")

    def _find(self, text: str) -> str:
        if text in self._named:
            return self._named[text]
        near = get_close_matches(text, self._named, n=1, cutoff=0.7)
        return self._named[near[0]] if near else ""

"""From the columns of a Table Schema to checks, each with the words for a row that fails it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import narwhals.stable.v1 as nw

from marketbook.package.cells import is_plain, name_text_column
from marketbook.package.nearest import Nearest
from marketbook.package.report import count, show
from marketbook.schema import Field, TableSchema
from marketbook.schema.lexical import describe_form

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class StructureCheck:
    """One thing that must hold of every row.

    Attributes:
        rule: Id of the rule.
        columns: The columns it is about.
        expected: What must hold, in words.
        holds: The same as a condition over text and typed cells; null counts as held.
        say: Turns a failing row into a message.
    """

    rule: str
    columns: tuple[str, ...]
    expected: str
    holds: nw.Expr
    say: Callable[[Row], str]

    @property
    def name(self) -> str:
        """The check in one line; no two checks of a table share it."""
        return f"{self.rule} of {', '.join(self.columns)}: {self.expected}"


def list_cell_checks(schema: TableSchema) -> Iterator[StructureCheck]:
    """The checks of single cells; a field's type comes before its constraints."""
    for field in schema.fields:
        if not is_plain(field):
            yield _check_type(field)
        if field.required or field.name in schema.primary_key:
            yield _check_required(field)
        if field.enum:
            yield _check_enum(field)
        if field.pattern:
            yield _check_pattern(field)
        yield from _check_bounds(field)
        yield from _check_length(field)


def show_value(value: object) -> str:
    """A typed value as a cell would show it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _text(field: Field, row: Row) -> str:
    return str(row[name_text_column(field)])


def _check(field: Field, rule: str, expected: str, holds: nw.Expr) -> StructureCheck:
    def say(row: Row) -> str:
        return f"{field.name} is {show(_text(field, row))}; expected {expected}; correct the cell"

    return StructureCheck(rule, (field.name,), expected, holds, say)


def _check_type(field: Field) -> StructureCheck:
    holds = nw.col(name_text_column(field)).is_null() | ~nw.col(field.name).is_null()
    return _check(field, "structure.type", describe_form(field), holds)


def _check_required(field: Field) -> StructureCheck:
    message = f"{field.name} is empty; expected a value; fill it in"
    holds = ~nw.col(name_text_column(field)).is_null()
    return StructureCheck("structure.required", (field.name,), "a value", holds, lambda _: message)


def _check_enum(field: Field) -> StructureCheck:
    known = [show_value(value) for value in field.enum]
    expected = f"one of: {', '.join(known)}"
    nearest = Nearest(lambda: known)

    def say(row: Row) -> str:
        text = _text(field, row)
        return f"{field.name} is {show(text)}; expected {expected}{nearest.hint(text)}"

    holds = nw.col(field.name).is_in(list(field.enum))
    return StructureCheck("structure.enum", (field.name,), expected, holds, say)


def _check_pattern(field: Field) -> StructureCheck:
    expected = f"text that matches {field.pattern} as a whole"
    holds = nw.col(field.name).str.contains(f"^(?:{field.pattern})$")
    return _check(field, "structure.pattern", expected, holds)


def _check_bounds(field: Field) -> Iterator[StructureCheck]:
    cell = nw.col(field.name)
    bounds = [
        ("structure.minimum", "{} or more", field.minimum, cell.__ge__),
        ("structure.maximum", "{} or less", field.maximum, cell.__le__),
        ("structure.minimum", "more than {}", field.exclusive_minimum, cell.__gt__),
        ("structure.maximum", "less than {}", field.exclusive_maximum, cell.__lt__),
    ]
    for rule, words, bound, compare in bounds:
        if bound is not None:
            # not a number is neither above nor below anything
            in_order = ~cell.is_nan() if field.type == "number" else nw.lit(value=True)
            yield _check(field, rule, words.format(show_value(bound)), compare(bound) & in_order)


def _check_length(field: Field) -> Iterator[StructureCheck]:
    cell = nw.col(field.name)
    length, noun = (
        (cell.list.len(), "item") if field.type == "list" else (cell.str.len_chars(), "character")
    )
    if field.min_length is not None:
        expected = f"at least {count(field.min_length, noun)}"
        yield _check(field, "structure.length", expected, length >= field.min_length)
    if field.max_length is not None:
        expected = f"at most {count(field.max_length, noun)}"
        yield _check(field, "structure.length", expected, length <= field.max_length)

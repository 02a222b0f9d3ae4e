"""One column of a table, as its Table Schema declares it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

Value = str | int | float | bool | date | time
"""A cell or a constraint once it is typed; `yearmonth` stays text, `year` is an int."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column: what it means, how its cells are written, what must hold of them.

    Attributes:
        name, title, description: As declared.
        type: One of the types in `marketbook.schema.coverage`.
        format: `default`, the form of a text or a point, or the pattern of a date or a time.
        example: A good cell as JSON states it; None where none is given.
        unit: What a number counts; empty where it has no unit.
        required: Whether a cell may not be empty (a missing value).
        unique: Whether no two cells are the same; empty cells do not count.
        enum: The only values allowed, typed; empty for any. `categories` are such values too.
        pattern: Regular expression that the whole cell must match; empty for any.
        minimum, maximum, exclusive_minimum, exclusive_maximum: Bounds, typed.
        min_length, max_length: In characters; in items for a list.
        missing_values: Cells that stand for "no value".
        true_values, false_values: How a boolean is written.
        decimal_char, group_char: How a number is written.
        bare_number: Whether a number stands alone; if not, what stands around it is ignored.
        item_type, delimiter: How a list is written.
    """

    name: str
    type: str = "string"
    format: str = "default"
    title: str = ""
    description: str = ""
    example: object = None
    unit: str = ""
    required: bool = False
    unique: bool = False
    enum: tuple[Value, ...] = ()
    pattern: str = ""
    minimum: Value | None = None
    maximum: Value | None = None
    exclusive_minimum: Value | None = None
    exclusive_maximum: Value | None = None
    min_length: int | None = None
    max_length: int | None = None
    missing_values: tuple[str, ...] = ("",)
    true_values: tuple[str, ...] = ("true", "True", "TRUE", "1")
    false_values: tuple[str, ...] = ("false", "False", "FALSE", "0")
    decimal_char: str = "."
    group_char: str = ""
    bare_number: bool = True
    item_type: str = "string"
    delimiter: str = ","

    @property
    def missing_text(self) -> str:
        """What a file says where a cell is empty: nothing, or the first missing value."""
        return "" if "" in self.missing_values else next(iter(self.missing_values), "")

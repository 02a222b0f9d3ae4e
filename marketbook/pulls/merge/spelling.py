"""Numbers written as a person writes them, whatever a spreadsheet made of them."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal, InvalidOperation

from marketbook.changes import Cells
from marketbook.schema import TableSchema

# What every spreadsheet keeps and shows; the digits behind are those of binary fractions.
_DIGITS = 15
_NUMERIC = ("integer", "number", "year")


def list_numeric(schema: TableSchema) -> frozenset[str]:
    """The columns whose numbers can be spelled anew."""
    return frozenset(
        field.name
        for field in schema.fields
        if field.type in _NUMERIC and field.decimal_char == "." and not field.group_char
    )


def tidy_cells(cells: Cells, numeric: Collection[str], *, whole: bool = False) -> dict[str, str]:
    """The cells with every number as a person writes it; all else as it is.

    Args:
        cells: Texts by column.
        numeric: The columns that hold numbers.
        whole: Give equal numbers one spelling (``01`` and ``1.0`` become ``1``), as for keys.
    """
    return {
        name: _tidy(text, whole) if text and name in numeric else text
        for name, text in cells.items()
    }


def keep_digits(cells: Cells, before: Cells, numeric: Collection[str]) -> Cells:
    """The cells, with the number as it was where a spreadsheet cannot tell the two apart."""
    kept = {name: before[name] for name in numeric if _is_near(cells.get(name), before.get(name))}
    return {**cells, **kept} if kept else cells


def _is_near(one: str | None, other: str | None) -> bool:
    if not one or not other or one == other:
        return False
    rounded = _round(one)
    return rounded is not None and rounded == _round(other)


def _round(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return Decimal(f"{number:.{_DIGITS}g}") if number.is_finite() else None


def _tidy(text: str, whole: bool) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite() or abs(number.adjusted()) > 3 * _DIGITS:
        return text  # too long to be written out
    digits = len(number.as_tuple().digits)
    if not whole and digits <= _DIGITS and "e" not in text.casefold():
        return text
    rounded = number if digits <= _DIGITS else Decimal(f"{number:.{_DIGITS}g}")
    plain = f"{rounded:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain

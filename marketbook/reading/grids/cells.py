"""The figure of a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from marketbook.reading.grids.columns import FIGURES, Column, FigureKind
from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention, find_mentions
from marketbook.reading.units import is_money
from marketbook.reading.words.numbers import NUMBER, read_number

_NUMBER = re.compile(rf"^[~≈]?\s*{NUMBER}\s*[*†]?$")
_BESIDE = re.compile(r"\s*\(([^()]*%)\)\s*$")


def read_cell(cell: str, column: Column, guide: Guide) -> Iterator[tuple[FigureKind, Mention]]:
    """The figures of a cell, each with its kind; a bare number takes its unit from its column."""
    beside = _BESIDE.search(cell) if column.beside else None
    amount = _read_amount(cell[: beside.start()] if beside else cell, column, guide)
    if amount is not None and column.kind in FIGURES:
        yield column.kind, amount
    if beside and column.beside:
        share = _read_amount(beside[1], replace(column, kind=column.beside), guide)
        if share is not None:
            yield column.beside, share


def _read_amount(cell: str, column: Column, guide: Guide) -> Mention | None:
    mentions = [
        m
        for m in find_mentions(cell, guide.language, guide.currency)
        if m.kind in ("money", "percent", "count")
    ]
    size = column.kind in ("size", "increment")
    kind = "percent" if not size else "money" if is_money(column.unit) else "count"
    wanted = "money" if size else "percent"
    exact = next((m for m in mentions if m.kind == wanted and m.high is None), None)
    if exact is not None:
        # a sign of money in the cell, its scale in the head
        scaled = size and column.unit.startswith(f"{exact.unit} ")
        return replace(exact, unit=column.unit) if scaled else exact
    digits = re.sub(r"[%()\s]+$|^[($€£]+", "", cell.strip())
    negative = cell.strip().startswith(("(", "-", "−", "–")) and column.kind in (
        "growth_rate",
        "increment",
    )
    digits = digits.lstrip("-−–+ ")
    unit = column.unit if size else "percent"
    if not _NUMBER.match(digits) or not unit or len(digits) > 20:
        return None
    match = re.search(NUMBER, digits)
    if match is None:
        return None
    value = read_number(match.group(), guide.language) * (-1 if negative else 1)
    return Mention(kind, 0, len(digits), value=value, unit=unit, stated=match.group())

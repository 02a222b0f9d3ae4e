"""Names that Excel takes: of sheets, of its tables, of their columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count

from marketbook.workbook.address import is_cell_like

_LONGEST_SHEET, _LONGEST_TABLE = 31, 200
_NOT_IN_A_SHEET = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_NOT_IN_A_TABLE = re.compile(r"[^A-Za-z0-9_]")
# Excel keeps this one for its list of changes.
_KEPT_BY_EXCEL = "history"


def name_sheets(names: Iterable[str], taken: Iterable[str]) -> tuple[str, ...]:
    """A sheet title for each name, in order: the name itself wherever Excel takes it.

    Args:
        names: Names of tables.
        taken: Titles of the other sheets.
    """
    clean = (_NOT_IN_A_SHEET.sub("_", name).strip() or "table" for name in names)
    return _tell_apart(clean, {*taken, _KEPT_BY_EXCEL}, _LONGEST_SHEET)


def name_tables(names: Iterable[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """A name of an Excel table for each name, in order; none looks like a cell's address.

    Args:
        names: Names of tables.
        taken: Names of the other Excel tables of the workbook.
    """
    clean = (_NOT_IN_A_TABLE.sub("_", name) for name in names)
    fit = (name if _can_begin(name) else f"table_{name}" for name in clean)
    return _tell_apart(fit, taken, _LONGEST_TABLE)


def name_headers(names: Iterable[str]) -> tuple[str, ...]:
    """A header for each column: its name, and a number where Excel cannot tell two apart.

    Excel takes columns for one whose names differ only in capitals or in spaces at the end.
    """
    return _tell_apart((name.strip() or "column" for name in names), (), _LONGEST_TABLE)


def _can_begin(name: str) -> bool:
    return bool(re.match(r"[A-Za-z_]", name)) and not is_cell_like(name)


def _tell_apart(names: Iterable[str], taken: Iterable[str], longest: int) -> tuple[str, ...]:
    used = {name.casefold() for name in taken}
    chosen: list[str] = []
    for name in names:
        free = next(each for each in _vary(name, longest) if each.casefold() not in used)
        used.add(free.casefold())
        chosen.append(free)
    return tuple(chosen)


def _vary(name: str, longest: int) -> Iterator[str]:
    """The name cut to its length, then the same with a number at its end."""
    yield name[:longest]
    for n in count(2):
        end = f"_{n}"
        yield name[: longest - len(end)] + end

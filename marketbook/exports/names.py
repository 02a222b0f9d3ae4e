"""Names that an export cannot hold, refused before anything is written."""

from __future__ import annotations

from collections.abc import Iterable

from marketbook.errors import ExportError
from marketbook.exports.content import Table
from marketbook.package.paths import find_twins


def refuse_twins(tables: Iterable[Table], views: Iterable[str]) -> None:
    """Refuse tables, or columns of one table, whose names differ only in case.

    Databases and the file systems of Windows and macOS take them for one.

    Raises:
        ExportError: Where there are such names.
    """
    tables = list(tables)
    _refuse("two tables", [*(table.name for table in tables), *views])
    for table in tables:
        _refuse(f"two columns of {table.name}", table.schema.names)


def _refuse(what: str, names: Iterable[str]) -> None:
    if twins := find_twins(names):
        raise ExportError(
            f"{what} are called {twins[0]!r} and {twins[1]!r}",
            "names that differ by more than case",
            "rename one of them",
        )

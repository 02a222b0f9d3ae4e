"""Names that an export cannot hold, refused before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from marketbook.errors import ExportError
from marketbook.exports.content import Table

_FILE_NAME = re.compile(
    r"[^\x00-\x1f<>:\"/\\|?*.\s](?:[^\x00-\x1f<>:\"/\\|?*]*[^\x00-\x1f<>:\"/\\|?*.\s])?"
)
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


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


def refuse_file_names(names: Iterable[str]) -> None:
    """Refuse tables whose names cannot be file names everywhere.

    Raises:
        ExportError: Where there is one.
    """
    for name in names:
        if not _FILE_NAME.fullmatch(name) or _DEVICES.fullmatch(name):
            raise ExportError(
                f"the table {name!r} cannot be a file of that name",
                "a name that every file system takes",
                "rename the table, or export another form",
            )


def _refuse(what: str, names: Iterable[str]) -> None:
    seen: dict[str, str] = {}
    for name in names:
        twin = seen.setdefault(name.casefold(), name)
        if twin is not name:
            raise ExportError(
                f"{what} are called {twin!r} and {name!r}",
                "names that differ by more than case",
                "rename one of them",
            )

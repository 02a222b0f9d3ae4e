"""The Table Schemas of Marketbook's own tables, which every package may use and change."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from marketbook.errors import PackageError


def read_standard_text(table: str) -> str:
    """The Table Schema of one of Marketbook's tables, as it stands in its file.

    Raises:
        PackageError: There is no such table, or the installation is incomplete.
    """
    for home in _homes():
        file = home.joinpath(f"{table}.json")
        if file.is_file():
            return file.read_text(encoding="utf-8")
    raise PackageError(
        f"there is no standard schema of '{table}'",
        f"one of {', '.join(list_standard_tables()) or 'the schemas of an installation'}",
        "reinstall marketbook if it is one of its tables",
    )


@cache
def list_standard_tables() -> tuple[str, ...]:
    """Names of the tables that have a standard schema, sorted."""
    found = next((home for home in _homes() if home.is_dir()), None)
    names = [] if found is None else [entry.name for entry in found.iterdir()]
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


def _homes() -> tuple[Traversable, ...]:
    """An installed copy carries the folder in the package, a checkout has it at its top."""
    return files("marketbook").joinpath("schemas"), Path(__file__).parents[2] / "schemas"


@cache
def read_standard_rows(table: str) -> tuple[dict[str, str], ...]:
    """The records of Marketbook's own ``regions``, ``region_parts`` or ``units``, as text.

    Raises:
        PackageError: The installation is incomplete.
    """
    for home in (files("marketbook").joinpath("tables"), Path(__file__).parents[2] / "tables"):
        file = home.joinpath(f"{table}.csv")
        if file.is_file():
            return tuple(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    raise PackageError(
        f"the standard records of '{table}' are missing", remedy="reinstall marketbook"
    )

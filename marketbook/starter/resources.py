"""What a new package is made from: the schemas from their one home, and the example."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from marketbook.errors import PackageError


def read_schema_text(table: str) -> str:
    """The Table Schema of one of Marketbook's tables.

    An installed copy carries the folder `schemas` of the repository beside this module; in a
    checkout it is that folder itself.

    Raises:
        PackageError: The installation is incomplete.
    """
    for home in _homes():
        file = home / f"{table}.json"
        if file.is_file():
            return file.read_text(encoding="utf-8")
    raise PackageError(
        f"the schema of {table} is not part of this installation", remedy="install marketbook anew"
    )


def list_schemas() -> list[str]:
    """Names of all of Marketbook's tables, by the alphabet."""
    found = {entry.name for home in _homes() if home.is_dir() for entry in home.iterdir()}
    return sorted(name.removesuffix(".json") for name in found if name.endswith(".json"))


def _homes() -> tuple[Traversable, Traversable]:
    checkout = Path(__file__).parents[2] / "schemas"
    return files("marketbook.starter").joinpath("schemas"), checkout


def list_template() -> Iterator[tuple[str, str]]:
    """Path and text of every file of the example, placeholders not yet filled in."""
    yield from _walk(files("marketbook.starter").joinpath("template"), "")


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_text(encoding="utf-8")

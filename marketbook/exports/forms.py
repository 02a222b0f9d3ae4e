"""The forms of export: what each is, and what writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marketbook.errors import ExportError
from marketbook.extras import tell_install

if TYPE_CHECKING:
    from marketbook.exports.content import Content


@dataclass(frozen=True, slots=True)
class Form:
    """One form of export, written by the module ``write_<name>``.

    Attributes:
        name: What the command line calls it.
        says: What it is, in a few words.
        folder: Whether it is a folder of files.
        has_views: Whether it holds more than the package's own tables.
        logs: What a database of this form adds to its name for its logs.
        needs: The libraries that it takes, which the extra of its name brings.
    """

    name: str
    says: str
    folder: bool = False
    has_views: bool = True
    logs: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def write(self) -> Callable[[Content, Path], tuple[str, ...]]:
        """Writes the content to a path that does not exist; returns what it left out."""
        return self._fetch("write_{}")

    @property
    def is_ours(self) -> Callable[[Path], bool]:
        """Whether what stands at a path is an earlier export of this form."""
        return self._fetch("is_{}_export")

    def _fetch(self, pattern: str) -> Callable[..., Any]:
        missing = [name for name in self.needs if find_spec(name) is None]
        if missing:
            raise ExportError(
                f"the Python package {missing[0]} is not installed",
                remedy=f"install it with: {tell_install(self.name)}",
            )
        # some writers bring large libraries, and nobody needs all of them
        stem = self.name.replace("-", "_")
        return getattr(import_module(f"marketbook.exports.write_{stem}"), pattern.format(stem))


_FORMS = (
    Form(
        "parquet",
        "a folder with one file per table; needs the extra parquet",
        folder=True,
        needs=("pyarrow",),
    ),
    Form("sqlite", "a SQLite database", logs=("-journal", "-wal", "-shm")),
    Form(
        "duckdb",
        "a DuckDB database; needs the extra duckdb",
        logs=(".wal",),
        needs=("duckdb", "pyarrow"),
    ),
    Form("postgresql", "a script that psql runs"),
    Form("json", "one document for a page or a program"),
    Form("csv", "one flat table of all figures, for pivot tables", has_views=False),
    Form(
        "page",
        "one HTML file that anyone can open; needs the extra page",
        has_views=False,
        needs=("vl_convert", "jinja2"),
    ),
    Form("zip", "the package itself, in one file", has_views=False),
    Form("schema-org", "JSON-LD for a page about the package", has_views=False),
    Form("dcat", "JSON-LD for catalogues of public data", has_views=False),
    Form("croissant", "JSON-LD for loaders of machine learning", has_views=False),
)
FORMS: dict[str, Form] = {form.name: form for form in _FORMS}
"""Every form by the name that the command line knows."""

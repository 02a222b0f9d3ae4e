"""Exports a package: gathers what goes in, writes it beside, puts it in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from marketbook.errors import ExportError
from marketbook.exports.content import Content, gather_content
from marketbook.exports.destination import refuse_companions, refuse_destination, replace_at_end
from marketbook.exports.write_croissant import is_croissant_export, write_croissant
from marketbook.exports.write_dcat import is_dcat_export, write_dcat
from marketbook.exports.write_duckdb import is_duckdb_export, write_duckdb
from marketbook.exports.write_json import is_json_export, write_json
from marketbook.exports.write_parquet import is_parquet_export, write_parquet
from marketbook.exports.write_postgresql import is_postgresql_export, write_postgresql
from marketbook.exports.write_schema_org import is_schema_org_export, write_schema_org
from marketbook.exports.write_sqlite import is_sqlite_export, write_sqlite
from marketbook.exports.write_zip import is_zip_export, write_zip
from marketbook.package import Package, Structure


@dataclass(frozen=True, slots=True)
class Form:
    """One form of export.

    Attributes:
        write: Writes the content to a path that does not exist; returns what it left out.
        is_ours: Whether what stands at a path is an earlier export of this form.
        folder: Whether it is a folder of files.
        has_views: Whether it holds more than the package's own tables.
        logs: What a database of this form adds to its name for its logs.
    """

    write: Callable[[Content, Path], tuple[str, ...]]
    is_ours: Callable[[Path], bool]
    folder: bool = False
    has_views: bool = True
    logs: tuple[str, ...] = ()


FORMS: dict[str, Form] = {
    "parquet": Form(write_parquet, is_parquet_export, folder=True),
    "sqlite": Form(write_sqlite, is_sqlite_export, logs=("-journal", "-wal", "-shm")),
    "duckdb": Form(write_duckdb, is_duckdb_export, logs=(".wal",)),
    "postgresql": Form(write_postgresql, is_postgresql_export),
    "json": Form(write_json, is_json_export),
    "zip": Form(write_zip, is_zip_export, has_views=False),
    "schema-org": Form(write_schema_org, is_schema_org_export, has_views=False),
    "dcat": Form(write_dcat, is_dcat_export, has_views=False),
    "croissant": Form(write_croissant, is_croissant_export, has_views=False),
}
"""Every form by the name that the command line knows."""


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What an export holds.

    Attributes:
        path: Where it stands.
        tables: Names of its tables, those of the package first.
        views: Names of its views.
        left_out: What it does not hold or declare, and why; one sentence each.
    """

    path: Path
    tables: tuple[str, ...]
    views: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def export_package(
    package: Package, structure: Structure, form: str, destination: Path, *, force: bool = False
) -> ExportResult:
    """Export a package whose structure holds.

    Args:
        package: The package.
        structure: Its tables, read; none is missing.
        form: One of `FORMS`.
        destination: The file or folder to write.
        force: Replace what stands there even where it is not an earlier export.

    Raises:
        ExportError: The form is unknown, the destination is refused, or the form cannot hold
            something; whatever stood there stands there still.
    """
    how = _find_form(form)
    refuse_companions(destination, how.logs)
    refuse_destination(destination, package, folder=how.folder, ours=how.is_ours, force=force)
    content = gather_content(package, structure, destination.parent)
    if not how.has_views:
        published = tuple(table for table in content.tables if table.kind == "published")
        content = replace(content, tables=published, views=(), left_out=())
    with replace_at_end(destination) as path:
        left_out = how.write(content, path)
    return ExportResult(
        destination,
        tuple(table.name for table in content.tables),
        tuple(view.name for view in content.views),
        (*content.left_out, *left_out),
    )


def _find_form(form: str) -> Form:
    if form not in FORMS:
        near = get_close_matches(form, FORMS, 1)
        raise ExportError(
            f"there is no form of export called '{form}'",
            f"one of {', '.join(FORMS)}",
            f"did you mean '{near[0]}'?" if near else "",
        )
    return FORMS[form]

"""The commands that write, each with a package to write to and what it must leave behind."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from marketbook.package import read_package, refresh_descriptor
from marketbook.starter import start_package
from tests.pulls.setting import (
    KINDS,
    KINDS_TEXT,
    THINGS,
    THINGS_TEXT,
    add_row,
    edit_book,
    set_cell,
    write_tables,
)

Prepare = Callable[[Path], None]
PACKAGE, OUT = "package", "out"


@dataclass(frozen=True, slots=True)
class Command:
    """A command that writes.

    Attributes:
        name: What it is called in the table.
        arguments: Its arguments; it runs in the folder that holds ``package`` and ``out``.
        prepare: Brings the folder, with a package and its workbook, into the state before.
        together: Whether all that it writes must be there, or nothing.
        once: Whether it refuses to do again what was done.
        reading: Whether faults are tried while it only reads; others share its reader.
    """

    name: str
    arguments: tuple[str, ...]
    prepare: Prepare
    together: bool = False
    once: bool = False
    reading: bool = True


@cache
def make_package() -> Path:
    """A folder with a package of two tables and its workbook, made once: copy it."""
    folder = Path(mkdtemp(prefix="marketbook-")).resolve() / "work"
    root = folder / PACKAGE
    (root / "tables").mkdir(parents=True)
    profiles = "https://datapackage.org/profiles/2.0"
    resources: list[object] = []
    tables = (("kinds", KINDS, KINDS_TEXT), ("things", THINGS, THINGS_TEXT))
    for name, schema, text in tables:
        (root / "tables" / f"{name}.csv").write_bytes(text.encode())
        stated = {"$schema": f"{profiles}/tableschema.json", **schema}
        resources.append(
            {"name": name, "type": "table", "path": f"tables/{name}.csv", "schema": stated}
        )
    whole = {"$schema": f"{profiles}/datapackage.json", "name": "small", "resources": resources}
    (root / "datapackage.json").write_text(json.dumps(whole), encoding="utf-8")
    refresh_descriptor(read_package(root))
    write_tables(root)
    return folder


@cache
def make_setting(command: Command) -> Path:
    """The folder before a command, made once: copy it."""
    folder = Path(mkdtemp(prefix="marketbook-")) / "work"
    shutil.copytree(make_package(), folder)
    command.prepare(folder)
    return folder


def _change_tables(folder: Path) -> None:
    file = folder / PACKAGE / "tables" / "things.csv"
    file.write_bytes(file.read_bytes().replace(b",2025,", b",2026,"))


def _edit(folder: Path) -> None:
    """Edits of both tables, in a workbook beside the package."""

    def change(book: object) -> None:
        set_cell(book, "things", "bee", "year", 2026)  # type: ignore[arg-type]
        add_row(book, "kinds", {"kind_id": "tiny", "name": "Tiny"})  # type: ignore[arg-type]

    edit_book(folder / PACKAGE / "workbooks" / "tables.xlsx", change, folder / "edited.xlsx")


def _edit_in_place(folder: Path) -> None:
    _edit(folder)
    (folder / "edited.xlsx").replace(folder / PACKAGE / "workbooks" / "tables.xlsx")


def _write_sheet(folder: Path) -> None:
    """A sheet of facts, and an empty package for them in the place of the other."""
    shutil.rmtree(folder / PACKAGE)
    start_package(folder / PACKAGE, empty=True)
    (folder / "report.csv").write_text(_SHEET, encoding="utf-8")


def _empty(folder: Path) -> None:
    (folder / OUT).mkdir()


def _nothing(folder: Path) -> None:
    """All is there."""


_SHEET = """\
What,As printed,Years,Where
market,Robots
title,Robots that mow
publisher,Example House
published,2026-02
base year,,2025,summary
forecast,,2025-2030,summary
,USD 25.0 billion,2025,summary
,USD 40.3 billion,2030,summary
,10.0 %,2025-2030,summary
"""
_FORMS = ("parquet", "sqlite", "postgresql", "json", "zip", "schema-org", "dcat", "croissant")
COMMANDS: tuple[Command, ...] = (
    Command("pull --apply", ("pull", "edited.xlsx", PACKAGE, "--apply"), _edit, together=True),
    Command(
        "add --apply", ("add", "report.csv", PACKAGE, "--apply"), _write_sheet,
        together=True, reading=False,
    ),
    Command("build", ("build", PACKAGE), _change_tables),
    Command("build --force", ("build", PACKAGE, "--force"), _edit_in_place),
    Command("new", ("new", OUT), _nothing, together=True, once=True),
    Command("new, in an empty folder", ("new", OUT), _empty, once=True),
    *(
        Command(f"export {form}", ("export", form, f"{OUT}.{form}", PACKAGE), _nothing)
        for form in _FORMS
    ),
)  # fmt: skip
READERS: tuple[Command, ...] = (
    Command("check", ("check", PACKAGE), _nothing),
    Command("build --check", ("build", PACKAGE, "--check"), _nothing),
    Command("pull", ("pull", "edited.xlsx", PACKAGE), _edit),
)

"""What is installed, where the package is, and what is not up to date."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Literal

from marketbook.errors import MarketbookError
from marketbook.extras import tell_install
from marketbook.terminal.places import tell_command
from marketbook.text import count

_FOR_DEVELOPERS = ("dev", "docs")

State = Literal["good", "note", "bad"]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at.

    Attributes:
        state: ``bad`` where something is to be done, ``note`` where it may be.
    """

    what: str
    says: str
    state: State = "good"


def examine(path: Path) -> Iterator[Line]:
    """Look at the installation, then at the package in ``path``.

    Args:
        path: A folder that holds a descriptor, or the descriptor.
    """
    python = f"Python {platform.python_version()} ({sys.executable})"
    yield Line("marketbook", f"{version('marketbook')} in {Path(__file__).parents[1]}")
    yield Line("runs on", f"{python}, {platform.system()} {platform.machine()}")
    yield from _examine_libraries()
    try:
        yield from _examine_package(path)
    except MarketbookError as error:
        yield Line("package", "; ".join(error.lines), "bad")


def _examine_libraries() -> Iterator[Line]:
    """Every library that is asked for; those of an extra only where the extra is for users."""
    extras: dict[str, list[str]] = {}
    for stated in requires("marketbook") or ():
        extra = re.search(r"extra\s*==\s*['\"]([^'\"]+)", stated)
        name = re.split(r"[^A-Za-z0-9._-]", stated, maxsplit=1)[0]
        extras.setdefault(extra[1] if extra else "", []).append(name)
    needed = {name: _find_version(name) for name in extras.pop("", [])}
    missing = [name for name, found in needed.items() if not found]
    found = ", ".join(f"{name} {number}" for name, number in needed.items() if number)
    yield Line("libraries", found)
    if missing:
        yield Line("missing", f"{', '.join(missing)}; install marketbook again", "bad")
    for extra, names in extras.items():
        if extra not in _FOR_DEVELOPERS:
            yield _describe_extra(extra, names)


def _describe_extra(extra: str, names: list[str]) -> Line:
    missing = [name for name in names if not _find_version(name)]
    if not missing:
        return Line(f"[{extra}]", ", ".join(f"{name} {_find_version(name)}" for name in names))
    says = f"without {', '.join(missing)}; install it with: {tell_install(extra)}"
    return Line(f"[{extra}]", says, "note")


def _find_version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _examine_package(path: Path) -> Iterator[Line]:
    from marketbook.package import make_descriptor, read_package, read_structure

    book = read_package(path)
    build, check = (tell_command(name, path) for name in ("build", "check"))
    name = f"{book.descriptor.get('name', '')} {book.descriptor.get('version', '')}".strip()
    yield Line("package", f"{name} in {book.root.resolve()}, {count(len(book.resources), 'table')}")
    if make_descriptor(book) is None:
        yield Line("descriptor", "hashes and sizes match the tables")
    else:
        yield Line("descriptor", f"tables were changed since; run {build}", "bad")
    structure = read_structure(book)
    faults = [finding for finding in structure.findings if finding.fails]
    others = [finding for finding in faults if finding.rule != "structure.hash"]
    if others:
        yield Line("tables", f"{len(others):,} errors of structure; run {check}", "bad")
        return
    from marketbook.workbook import build_workbooks

    every = build_workbooks(book, structure, check=True)
    results = [result for result in every if result.state != "left out"]
    stale = [result.path for result in results if result.state != "current"]
    if stale:
        says = f"not up to date: {', '.join(stale)}; run {build}"
        yield Line("workbooks", says, "bad")
    else:
        yield Line("workbooks", f"all {len(results)} are up to date")

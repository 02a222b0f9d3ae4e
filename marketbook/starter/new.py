"""Writes a new package: all of it, or nothing."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from marketbook.errors import PackageError
from marketbook.package import DESCRIPTOR_NAME
from marketbook.package.files import is_scratch, name_scratch, sweep
from marketbook.package.lock import LOCK, hold_lock
from marketbook.starter.contents import make_contents

# a repository may be there before its package
_IGNORED = (".git", LOCK)


def start_package(
    directory: Path,
    *,
    name: str | None = None,
    tables: Iterable[str] = (),
    empty: bool = False,
    example: str = "",
    today: dt.date | None = None,
) -> tuple[str, ...]:
    """Write a small working package with one example market; the files that were written.

    Raises:
        PackageError: The folder holds something, cannot be written, the name is not allowed, or
            a table is unknown; nothing was written then.
    """
    contents = make_contents(
        name or make_name(directory), today or dt.date.today(), tables, empty=empty, example=example
    )
    _refuse_held(directory, contents)
    try:
        if directory.exists():
            with hold_lock(directory):
                # another process may have been first
                _refuse_held(directory, contents)
                _write(directory.resolve(), contents)
        else:
            _write(directory.resolve(), contents)
    except OSError as error:
        raise PackageError(
            f"{directory} could not be written ({error.strerror or error})",
            remedy="nothing was written; check the folder's permissions and free space",
        ) from error
    return tuple(sorted(contents))


def make_name(directory: Path) -> str:
    """A name that a data package may have, from the name of its folder."""
    plain = unicodedata.normalize("NFKD", directory.resolve().name).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", plain.decode().lower()).strip("-") or "my-markets"


def _refuse_held(directory: Path, contents: Mapping[str, bytes]) -> None:
    """Refuse a folder that holds something, unless a killed process left it of this package."""
    if not directory.exists():
        return
    if not directory.is_dir():
        raise PackageError(f"{directory} is a file", "a new folder, or an empty one")
    held = sorted(
        entry.name
        for entry in directory.iterdir()
        if entry.name not in _IGNORED
        and not is_scratch(entry)
        and not _is_as_written(directory, entry, contents)
    )
    if held:
        told = [*held[:3], f"{len(held) - 3} more"] if len(held) > 3 else held
        raise PackageError(
            f"{directory} is not empty: it holds {', '.join(told)}",
            "a new folder, or an empty one",
            "name another folder",
        )


def _is_as_written(directory: Path, entry: Path, contents: Mapping[str, bytes]) -> bool:
    """Whether every file of an entry is what would be written, while the package is not whole."""
    if (directory / DESCRIPTOR_NAME).exists():
        return False
    files = [path for path in (entry, *entry.rglob("*")) if not path.is_dir()]
    return all(
        path.is_file() and contents.get(path.relative_to(directory).as_posix()) == path.read_bytes()
        for path in files
    )


def _write(target: Path, contents: Mapping[str, bytes]) -> None:
    there = target.exists()
    scratch = name_scratch(target / "new" if there else target)
    if there:  # whoever holds the folder's lock is alone in it
        sweep(target, "new", 0)
    else:
        sweep(target.parent, target.name)
    scratch.mkdir(parents=True)
    try:
        for path, content in contents.items():
            file = scratch.joinpath(*path.split("/"))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        if there:
            _move_entries(scratch, target)
        else:
            scratch.rename(target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _move_entries(scratch: Path, target: Path) -> None:
    """Move everything into a folder that stays itself; the descriptor last: it makes a package."""
    entries = sorted(scratch.iterdir(), key=lambda entry: entry.name == DESCRIPTOR_NAME)
    moved: list[Path] = []
    try:
        for entry in entries:
            if (target / entry.name).exists():
                continue  # a killed process left it, and it is the same
            entry.rename(target / entry.name)
            moved.append(target / entry.name)
    except OSError:
        for entry in moved:
            entry.rename(scratch / entry.name)
        raise

"""Writes a new package: all of it, or nothing."""

from __future__ import annotations

import datetime as dt
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from marketbook.errors import PackageError
from marketbook.package import DESCRIPTOR_NAME
from marketbook.starter.contents import make_contents

# a repository may be there before its package
_IGNORED = (".git",)


def start_package(
    directory: Path,
    *,
    name: str | None = None,
    tables: Iterable[str] = (),
    today: dt.date | None = None,
) -> tuple[str, ...]:
    """Write a small working package with one example market.

    Args:
        directory: Where it goes: a folder that is not there yet, or an empty one (``.git`` apart).
        name: Name of the package; none means one made of the folder's name.
        tables: Tables of Marketbook to have as well, empty; with them come those they refer to.
        today: Day of its making; none means today.

    Returns:
        The files that were written, relative to the folder, with forward slashes.

    Raises:
        PackageError: The folder holds something, cannot be written, the name is not allowed, or
            a table is unknown; nothing was written then.
    """
    held = _list_held(directory)
    if held:
        raise PackageError(
            f"{directory} is not empty: it holds {', '.join(held)}",
            "a new folder, or an empty one",
            "name another folder",
        )
    contents = make_contents(name or make_name(directory), today or dt.date.today(), tables)
    try:
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


def _list_held(directory: Path) -> list[str]:
    if not directory.exists():
        return []
    if not directory.is_dir():
        raise PackageError(f"{directory} is a file", "a new folder, or an empty one")
    held = sorted(entry.name for entry in directory.iterdir() if entry.name not in _IGNORED)
    return [*held[:3], f"{len(held) - 3} more"] if len(held) > 3 else held


def _write(target: Path, contents: Mapping[str, bytes]) -> None:
    there = target.exists()
    home = target if there else target.parent
    scratch = home / f".marketbook-{secrets.token_hex(8)}.tmp"
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
            entry.rename(target / entry.name)
            moved.append(target / entry.name)
    except OSError:
        for entry in moved:
            entry.rename(scratch / entry.name)
        raise

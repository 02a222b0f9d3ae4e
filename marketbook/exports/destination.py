"""Where an export goes: what may be replaced, and how it takes its place in one step."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from marketbook.errors import ExportError
from marketbook.package import Package
from marketbook.package.files import name_scratch, sweep
from marketbook.package.paths import SPECIAL, is_special

_OWN_FOLDERS = ("tables", "schemas", "workbooks", "documents", ".git")
"""Folders of a package that an export does not become, empty or not."""


def refuse_destination(
    destination: Path, package: Package, *, folder: bool, ours: Callable[[Path], bool], force: bool
) -> None:
    """Refuse a destination that would cost the user something.

    Args:
        destination: Where the export goes.
        package: The package, whose own files are never replaced.
        folder: Whether the export is a folder of files.
        ours: Tells whether what stands there is an earlier export of the same form.
        force: Replace what is not.

    Raises:
        ExportError: Where it is refused.
    """
    target = destination.resolve()
    for own in _list_own_places(package):
        if target == own or (folder and own.is_relative_to(target)):
            raise ExportError(f"{destination} holds the package itself", "a place of its own")
    _refuse_link(destination)
    if not target.parent.is_dir():
        raise ExportError(f"the folder {destination.parent} does not exist", remedy="make it first")
    if not target.exists():
        return
    if is_special(target):
        raise ExportError(f"{destination} is {SPECIAL}", "a file", "name another place")
    if target.is_dir() != folder:
        there, wanted = ("folder", "file") if target.is_dir() else ("file", "folder")
        raise ExportError(f"{destination} is a {there}", f"a {wanted}", "name another place")
    if folder and any(path.is_dir() for path in target.iterdir()):
        raise ExportError(
            f"{destination} holds folders, which no export does",
            "a folder of its own",
            "name another place; even --force deletes no folders",
        )
    is_empty = folder and not any(target.iterdir())
    if not is_empty and not ours(target):
        _refuse_others(destination, package, force=force)


def _refuse_others(destination: Path, package: Package, *, force: bool) -> None:
    """What is no earlier export is replaced on demand only, and never inside the package."""
    at_home = destination.resolve().is_relative_to(package.root.resolve())
    if at_home or not force:
        raise ExportError(
            f"{destination} is not an earlier export of this form, or has been added to",
            "a new name, or an earlier export",
            "name another place; inside the package not even --force replaces it"
            if at_home
            else "name another place, or replace it with --force",
        )


def refuse_companions(destination: Path, endings: Iterable[str]) -> None:
    """Refuse a database beside which its log stands: the log would be played into the new one.

    Args:
        destination: Where the export goes.
        endings: What a database of that form adds to its name for its logs.

    Raises:
        ExportError: Where there is one.
    """
    target = destination.resolve()
    for ending in endings:
        if target.with_name(target.name + ending).exists():
            raise ExportError(
                f"{destination}{ending} is beside the destination",
                "a database that no program has open",
                "close the program that uses it; after a crash, remove that file",
            )


def _refuse_link(destination: Path) -> None:
    """Only what was named is replaced, not what a link leads to."""
    if destination.is_symlink():
        raise ExportError(
            f"{destination} is a link",
            "a place of its own",
            f"name its target ({destination.resolve()}), or another place",
        )


def _list_own_places(package: Package) -> Iterator[Path]:
    """What an export never replaces: the files of the package and the folders it is made of."""
    root = package.root.resolve()
    yield root / package.file
    yield from (root / name for name in _OWN_FOLDERS)
    resources = (*package.resources.values(), *package.attachments)
    paths = [path for resource in resources for path in resource.paths]
    for path in (*list_schema_paths(package), *paths):
        place = root.joinpath(*path.split("/"))
        yield place.resolve()
        yield from (folder for folder in place.parents if folder.is_relative_to(root))


def list_schema_paths(package: Package) -> list[str]:
    """Paths of the schemas that stand in files of their own, as the descriptor states them."""
    paths = [one.get("schema") for one in package.stated]
    return list(dict.fromkeys(path for path in paths if isinstance(path, str)))


@contextmanager
def replace_at_end(destination: Path) -> Generator[Path]:
    """A path to write to; what stands there at the end takes the place of the destination.

    The path has the destination's own name, in a folder of its own beside it, because a database
    may keep the name of its file. A file takes its place in one step. For a folder there is no
    such step that works everywhere: the old one is moved away first, and moved back where the
    new one cannot follow.

    Raises:
        ExportError: Where it cannot be written; the old export still stands then.
    """
    target = destination.resolve()
    sweep(target.parent, target.name)
    scratch = name_scratch(target)
    try:
        scratch.mkdir()
        yield scratch / target.name
        if (scratch / target.name).is_dir():
            _swap(scratch / target.name, target, scratch / "earlier")
        else:
            _flush(scratch / target.name)
            _keep_mode(scratch / target.name, target)
            (scratch / target.name).replace(target)
    except OSError as error:
        raise ExportError(
            f"{destination} could not be written ({error.strerror or error})",
            remedy="nothing was changed; check the folder's permissions and free space",
        ) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _swap(made: Path, target: Path, aside: Path) -> None:
    for path in made.iterdir():
        _flush(path)
    if not target.exists():
        made.rename(target)
        return
    target.rename(aside)
    try:
        made.rename(target)
    except OSError:
        aside.rename(target)
        raise


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _keep_mode(made: Path, target: Path) -> None:
    if target.exists():
        made.chmod(stat.S_IMODE(target.stat().st_mode))

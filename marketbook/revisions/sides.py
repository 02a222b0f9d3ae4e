"""Finds the two states that were named: folders, or revisions of one package in git."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from marketbook.errors import MarketbookError, PackageError, RevisionError
from marketbook.package import DESCRIPTOR_NAME, Package, read_package
from marketbook.revisions.compare import compare_packages
from marketbook.revisions.git import unpack_revision
from marketbook.revisions.model import Comparison


def compare_revisions(
    old: str | Path,
    new: str | Path,
    *,
    package: str | Path | None = None,
    today: dt.date | None = None,
) -> Comparison:
    """Compare two packages, or two revisions of one; a name that is both is taken for the folder.

    Raises:
        RevisionError: There is no such folder or revision.
        PackageError: A side, or one of its tables, could not be read.
        SchemaError: A schema of a side asks for something that is not covered.
        RuleError: A rule failed itself.
    """
    home = _find_home(old, new, package)
    with _open_side(old, home) as one, _open_side(new, home) as other:
        return compare_packages(
            one[0],
            other[0],
            labels=(str(old), str(new)),
            commits=(one[1], other[1]),
            today=today,
        )


def _find_home(old: str | Path, new: str | Path, package: str | Path | None) -> Path:
    named = [package] if package is not None else [new, old]
    for name in named:
        if _is_package(name):
            return Path(name) if Path(name).is_dir() else Path(name).parent
    if package is not None:
        raise PackageError(f"{package} is not a package", f"a folder with a {DESCRIPTOR_NAME}")
    return Path()


def _is_package(name: str | Path) -> bool:
    path = Path(name)
    if not str(name):
        return False  # an empty name would be the current folder
    try:
        return (path / DESCRIPTOR_NAME).is_file() or (path.is_file() and path.suffix == ".json")
    except (OSError, ValueError):
        return False


@contextmanager
def _open_side(name: str | Path, home: Path) -> Generator[tuple[Package, str]]:
    if _is_package(name):
        yield read_package(name), ""
        return
    if str(name) and Path(name).is_dir():
        raise RevisionError(
            f"the folder {name} holds no {DESCRIPTOR_NAME}",
            "the folder of a package, or a revision",
            f"a branch of that name is 'refs/heads/{name}'",
        )
    with TemporaryDirectory(prefix="marketbook-", ignore_cleanup_errors=True) as folder:
        root = Path(folder)
        try:
            commit = unpack_revision(str(name), home, root)
            package = read_package(root)
        except RevisionError:
            raise
        except MarketbookError as error:
            told = str(error).replace(f"{root}/", "").replace(f"{root}\\", "")
            raise PackageError(f"revision {name}: {told}") from error
        yield package, commit

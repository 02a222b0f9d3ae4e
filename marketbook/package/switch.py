"""Writing several files so that a reader finds all old ones or, after recovery, all new ones.

One process at a time writes to a package: each holds its lock. A switch goes in these steps, each
forced to the disk before the next:

1. Every new file is written beside the old one, under a name of its own.
2. The journal ``.marketbook-switch.json`` is put into the package's folder. It lists the files with
   the checksums of old and new. From here on the switch is decided.
3. Every new file takes the place of the old one, each in one step.
4. The journal is removed.

Killed before step 2, the old files are whole, and a file ``.*.tmp`` is left beside them that nobody
reads and the next to write sweeps away. Killed later, whoever reads the package next with this tool
finishes the steps from the journal. Another tool that reads in between may see some files new and
some old: then the hashes in the descriptor do not agree with the files, and a reader that compares
them can tell.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import stat
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

from marketbook.errors import PackageError
from marketbook.package.files import is_scratch, name_scratch, sweep, write_through
from marketbook.package.json_file import read_json
from marketbook.package.lock import hold_lock

JOURNAL = ".marketbook-switch.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class _Step:
    """One file of a switch: paths from the package's folder, and checksums (empty: no file)."""

    path: str
    scratch: str
    old: str
    new: str


@contextmanager
def lock_package(path: Path) -> Generator[None]:
    """Write to a package alone; what a killed process left is finished or swept away first.

    A command that writes takes the lock before it reads what it changes. A thread that has it may
    take it again.

    Args:
        path: The package's folder, or its descriptor.

    Raises:
        PackageError: Another command takes too long, or an earlier one cannot be finished.
    """
    root = path if path.is_dir() else path.parent
    if not root.is_dir():
        yield  # whoever reads the package says so
        return
    with hold_lock(root):
        _finish(root)
        for folder in _list_folders(root):
            sweep(folder)
        yield


def _list_folders(root: Path) -> Iterator[Path]:
    yield root
    with contextlib.suppress(OSError):
        yield from [
            path
            for path in root.iterdir()
            if path.is_dir() and not path.is_symlink() and not path.name.startswith(".")
        ]


def switch_files(root: Path, contents: Mapping[str, bytes], old: Mapping[str, str]) -> None:
    """Write files of a package, all of them or none.

    Args:
        root: The package's folder.
        contents: New content by path inside the package, with forward slashes.
        old: Checksum (SHA-256, hexadecimal) of each file as it was read; a file that is another
            one by now stops the switch.

    Raises:
        PackageError: A file was changed meanwhile, or may not be written; nothing has changed
            then, unless the message says that the rest is still to be done.
    """
    with lock_package(root):
        token = secrets.token_hex(8)
        steps = [_plan(root, path, content, old[path], token) for path, content in contents.items()]
        try:
            _prepare(root, steps, contents)
            _write_journal(root, steps, token)
        except OSError as error:
            _drop(root, steps)
            raise PackageError(
                f"{error.filename or root} could not be written ({error.strerror or error})",
                remedy="nothing was changed; close programs that have the file open, and look at "
                "the folder's permissions and free space",
            ) from error
        except BaseException:
            _drop(root, steps)
            raise
        _take_steps(root, steps)


def finish_switch(root: Path) -> bool:
    """Finish a switch that was stopped half way, if there is one; one that is under way is awaited.

    Args:
        root: A package's folder.

    Returns:
        Whether there was one to finish.

    Raises:
        PackageError: It cannot be finished: the journal is damaged, a file was changed since, or
            one cannot be written.
    """
    if not (root / JOURNAL).exists():
        return False
    with hold_lock(root):
        return _finish(root)


def _finish(root: Path) -> bool:
    journal = root / JOURNAL
    if not journal.exists():
        return False
    _take_steps(root, _read_journal(root, journal))
    return True


def _plan(root: Path, path: str, content: bytes, old: str, token: str) -> _Step:
    target = _locate(root, path)
    if not target.resolve().is_relative_to(root.resolve()):
        raise PackageError(f"{path} is a link that leaves the package", "a file inside it")
    inside = target.resolve().relative_to(root.resolve())
    scratch = name_scratch(inside, token)
    return _Step(inside.as_posix(), scratch.as_posix(), old, hashlib.sha256(content).hexdigest())


def _prepare(root: Path, steps: Iterable[_Step], contents: Mapping[str, bytes]) -> None:
    for step, content in zip(steps, contents.values(), strict=True):
        target, scratch = _locate(root, step.path), _locate(root, step.scratch)
        if _measure(target) != step.old:
            raise PackageError(
                f"{step.path} was changed while it was being pulled into",
                remedy="nothing was written; pull again",
            )
        if target.exists():
            # another program that holds the file is found out now, not half way
            with target.open("r+b"):
                pass
        write_through(scratch, content)
        if target.exists():
            scratch.chmod(stat.S_IMODE(target.stat().st_mode))


def _write_journal(root: Path, steps: Iterable[_Step], token: str) -> None:
    content = {"version": _VERSION, "files": [asdict(step) for step in steps]}
    text = json.dumps(content, indent=2) + "\n"
    scratch = name_scratch(root / JOURNAL, token)
    write_through(scratch, text.encode())
    for folder in {_locate(root, step.path).parent for step in steps}:
        _sync_folder(folder)
    scratch.replace(root / JOURNAL)
    _sync_folder(root)


def _take_steps(root: Path, steps: Iterable[_Step]) -> None:
    """From a decided switch to its end; a step that was taken already is passed over."""
    steps = list(steps)
    try:
        for step in steps:
            _take_step(root, step)
        for folder in {_locate(root, step.path).parent for step in steps}:
            _sync_folder(folder)
        (root / JOURNAL).unlink(missing_ok=True)
        _sync_folder(root)
    except OSError as error:
        raise PackageError(
            f"{error.filename or root} could not be written ({error.strerror or error}), so a pull "
            "is finished only in part",
            remedy="close programs that have the file open, then run any command of marketbook "
            "here: it does the rest",
        ) from error


def _take_step(root: Path, step: _Step) -> None:
    target, scratch = _locate(root, step.path), _locate(root, step.scratch)
    if _measure(scratch) == step.new and _measure(target) == step.old:
        scratch.replace(target)
    found = _measure(target)
    if found == step.new:
        scratch.unlink(missing_ok=True)
        return
    raise PackageError(
        f"a pull into {step.path} was stopped half way, and "
        + ("its new text is lost" if found == step.old else "the file was changed since"),
        "the file as the pull left it",
        f"bring the package back from its history, then delete {JOURNAL}",
    )


def _drop(root: Path, steps: Iterable[_Step]) -> None:
    """Takes away what was written beside the files, unless the switch is decided."""
    if (root / JOURNAL).exists():
        return
    for step in steps:
        with contextlib.suppress(OSError):
            _locate(root, step.scratch).unlink(missing_ok=True)


def _read_journal(root: Path, journal: Path) -> list[_Step]:
    content = read_json(journal, JOURNAL)
    files = content.get("files")
    stated = cast("list[object]", files) if isinstance(files, list) else []
    steps = [_read_step(root, each) for each in stated]
    if content.get("version") != _VERSION or not steps or None in steps:
        raise PackageError(
            f"{journal} is not a journal of this tool",
            "a list of files of this package",
            "delete it, if the tables are in order without it",
        )
    return [step for step in steps if step is not None]


def _read_step(root: Path, stated: object) -> _Step | None:
    """A step as the journal states it; none where it would touch anything but its own file."""
    if not isinstance(stated, dict):
        return None
    cells = cast("dict[str, object]", stated)
    texts = [cells.get(name) for name in ("path", "scratch", "old", "new")]
    if not all(isinstance(text, str) for text in texts):
        return None
    step = _Step(*cast("list[str]", texts))
    path, scratch = Path(step.path), Path(step.scratch)
    named = scratch.parent == path.parent and is_scratch(scratch, path.name)
    return step if named and _is_inside(root, step.path) else None


def _is_inside(root: Path, path: str) -> bool:
    plain = not (path.startswith("/") or "\\" in path or ":" in path or ".." in path.split("/"))
    return plain and _locate(root, path).resolve().is_relative_to(root.resolve())


def _locate(root: Path, path: str) -> Path:
    return root.joinpath(*path.split("/"))


def _measure(path: Path) -> str:
    """Checksum of a file; empty where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def _sync_folder(folder: Path) -> None:
    """Forces the names in a folder to the disk, where the platform and the disk can."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

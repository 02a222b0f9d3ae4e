"""One lock per package: whoever writes holds it from the first reading to the last word.

The lock is one of the operating system on the file ``.marketbook-lock`` in the package's folder, so
that of a process that died is free at once. The file goes when the lock does; one that a killed
process left means nothing. It is a few lines of our own, because versions of the library for such
locks differ in who removes the file and when, and with some two processes had the lock at once.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from marketbook.errors import PackageError

LOCK = ".marketbook-lock"
MOST_SECONDS = 30.0
"""How long a command waits for another."""

_PAUSE_SECONDS = 0.02
# A link is not followed: it may lead out of the package.
_OPEN = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)


class _Held(threading.local):
    """The packages that this thread has locked: it may lock one again."""

    def __init__(self) -> None:
        self.roots: set[Path] = set()


_held = _Held()


@contextmanager
def hold_lock(root: Path) -> Generator[None]:
    """Keep other writers out of a folder, and wait for one that is there already.

    Args:
        root: The folder.

    Raises:
        PackageError: The other one takes too long, or the folder may not be written.
    """
    root = root.resolve()
    if root in _held.roots:
        yield
        return
    with _acquire(root):
        _held.roots.add(root)
        try:
            yield
        finally:
            _held.roots.discard(root)


@contextmanager
def _acquire(root: Path) -> Generator[None]:
    try:
        file = _wait(root / LOCK, time.monotonic() + MOST_SECONDS)
    except OSError as error:
        raise PackageError(
            f"{root} could not be written ({error.strerror or error})",
            remedy="nothing was changed; check the folder's permissions and free space",
        ) from error
    if file is None:
        raise PackageError(
            f"another command of marketbook has been writing to {root} for {MOST_SECONDS:.0f} "
            "seconds",
            remedy="nothing was changed; wait until it is done, or end it, and run this again",
        )
    try:
        yield
    finally:
        _release(root / LOCK, file)


def _wait(path: Path, until: float) -> int | None:
    """The open file whose lock is ours; none where another has it for too long."""
    while True:
        file = os.open(path, _OPEN, 0o666)
        try:
            if _lock(file) and _is_there(path, file):
                return file
        except OSError:
            os.close(file)
            raise
        os.close(file)
        if time.monotonic() > until:
            return None
        time.sleep(_PAUSE_SECONDS)


def _is_there(path: Path, file: int) -> bool:
    """Whether an open file is still that of the path: its last owner may have removed it."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _release(path: Path, file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
        os.close(file)
        # one that another has opened meanwhile cannot be removed there
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)

else:
    import fcntl

    def _lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(path: Path, file: int) -> None:
        # while it is ours, so that it cannot be another's
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        os.close(file)

"""One lock per package: whoever writes holds it from the first reading to the last word.

The lock is one of the operating system on the file ``.marketbook-lock`` in the package's folder, so
that of a process that died is free at once. The file goes when the lock does; one that a killed
process left means nothing.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from marketbook.errors import PackageError

LOCK = ".marketbook-lock"
MOST_SECONDS = 30.0
"""How long a command waits for another."""


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
    from filelock import FileLock, Timeout

    lock = FileLock(root / LOCK, timeout=MOST_SECONDS)
    try:
        lock.acquire()
    except Timeout as error:
        raise PackageError(
            f"another command of marketbook has been writing to {root} for {MOST_SECONDS:.0f} "
            "seconds",
            remedy="nothing was changed; wait until it is done, or end it, and run this again",
        ) from error
    except OSError as error:
        raise PackageError(
            f"{root} could not be written ({error.strerror or error})",
            remedy="nothing was changed; check the folder's permissions and free space",
        ) from error
    try:
        yield
    finally:
        if os.name != "nt":  # there the lock removes its file itself, and an open one cannot go
            with contextlib.suppress(OSError):
                (root / LOCK).unlink(missing_ok=True)
        lock.release()

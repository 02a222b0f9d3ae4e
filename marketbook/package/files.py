"""Writing a file so that a reader finds the old text or the new one, never half of either.

What is new is first written beside its place, under a name that only this tool gives:
``.<name>.<16 hexadecimal digits>.tmp``. Killed there, a process leaves it behind; whoever writes
next sweeps it away, once it is so old that nobody can still be writing it.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import stat
import time
from pathlib import Path

from marketbook.errors import PackageError
from marketbook.package.paths import refuse_links

_SCRATCH = re.compile(r"\.(?P<name>.+)\.[0-9a-f]{16}\.tmp", re.DOTALL)
OLD_SECONDS = 3_600


def name_scratch(target: Path, token: str = "") -> Path:
    """A name beside a target to write to, which is swept if it is left behind.

    Args:
        target: What will take its place.
        token: Sixteen hexadecimal digits; none means new ones.
    """
    return target.with_name(f".{target.name}.{token or secrets.token_hex(8)}.tmp")


def is_scratch(path: Path, target: str = "") -> bool:
    """Whether a path has a name of ours; with a target, one for the target of that name."""
    found = _SCRATCH.fullmatch(path.name)
    return found is not None and target in ("", found["name"])


def sweep(folder: Path, target: str = "", seconds: float = OLD_SECONDS) -> None:
    """Remove what killed processes left in a folder; never an error.

    Args:
        folder: The folder.
        target: Name of what was to be written; none means anything.
        seconds: What is younger stays: another process may be writing it.
    """
    with contextlib.suppress(OSError):
        for path in list(folder.iterdir()):
            if is_scratch(path, target) and time.time() - path.lstat().st_mtime >= seconds:
                _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def write_file(path: Path, content: bytes, *, inside: Path) -> None:
    """Write `content` to `path` in one step.

    The content goes to a new file beside the target, to the disk, and then takes the target's
    place and its permissions. The target's own folder is made where it is missing.

    Args:
        path: The file.
        content: All of it.
        inside: The folder that nothing is written out of, such as that of a package.

    Raises:
        PackageError: Where the folder or the file may not be written, or a link leads there;
            nothing has changed then.
    """
    refuse_links(path, inside)
    scratch = name_scratch(path)
    try:
        path.parent.mkdir(exist_ok=True)
        write_through(scratch, content)
        if path.exists():
            scratch.chmod(stat.S_IMODE(path.stat().st_mode))
        scratch.replace(path)
    except OSError as error:
        raise PackageError(
            f"{path} could not be written ({error.strerror or error})",
            remedy="nothing was changed; check the folder's permissions and free space",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            scratch.unlink(missing_ok=True)
    sweep(path.parent, path.name)


def write_through(path: Path, content: bytes) -> None:
    """Write a new file, and wait until it is on the disk."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())

"""Writing a file so that a reader finds the old text or the new one, never half of either."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from marketbook.errors import PackageError


def write_file(path: Path, content: bytes) -> None:
    """Write `content` to `path` in one step.

    The content goes to a new file beside the target, to the disk, and then takes the target's
    place and its permissions. A link is followed: the file it points to is replaced.

    Raises:
        PackageError: Where the folder or the file may not be written; nothing has changed then.
    """
    target = path.resolve()
    scratch = target.with_name(f".{target.name}.{secrets.token_hex(8)}.tmp")
    try:
        write_through(scratch, content)
        if target.exists():
            scratch.chmod(stat.S_IMODE(target.stat().st_mode))
        scratch.replace(target)
    except OSError as error:
        raise PackageError(
            f"{path} could not be written ({error.strerror or error})",
            remedy="nothing was changed; check the folder's permissions and free space",
        ) from error
    finally:
        scratch.unlink(missing_ok=True)


def write_through(path: Path, content: bytes) -> None:
    """Write a new file, and wait until it is on the disk."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())

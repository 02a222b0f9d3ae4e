"""Writing a file so that a reader finds the old text or the new one, never half of either."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from pathlib import Path

from marketbook.errors import PackageError
from marketbook.package.paths import refuse_links


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
    scratch = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
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


def write_through(path: Path, content: bytes) -> None:
    """Write a new file, and wait until it is on the disk."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())

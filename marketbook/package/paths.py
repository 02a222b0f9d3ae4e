"""Paths that a descriptor states: inside the package, or refused."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

from marketbook.errors import PackageError


def resolve_path(root: Path, stated: str, place: str) -> Path:
    """Where the file at `stated` is on this machine.

    Args:
        root: The package's folder.
        stated: A path as the descriptor states it: relative, with forward slashes.
        place: What states it, for the message.

    Raises:
        PackageError: Where the path is remote, absolute, leaves the package, by itself or
            through a link, or is that of a pipe or a device.
    """
    reason = _refusal(stated) or _refuse_target(root, stated)
    if reason:
        raise PackageError(
            f"the path {stated!r} of {place} {reason}",
            "a path inside the package, relative to its descriptor, with forward slashes",
            "move the file into the package and state its path there",
        )
    return root.joinpath(*stated.split("/"))


def _refusal(stated: str) -> str:
    if "://" in stated:
        return "is on another machine"
    if not stated or "\0" in stated or "\\" in stated:
        return "is not a path" if not stated else "has a character that paths do not have"
    if stated.startswith(("/", "~")) or PureWindowsPath(stated).drive:
        return "is absolute"
    if ".." in stated.split("/"):
        return "leaves the package"
    return ""


def _refuse_target(root: Path, stated: str) -> str:
    try:
        target = root.joinpath(*stated.split("/")).resolve()
        if is_special(target):
            return f"is {SPECIAL}"
    except (OSError, RuntimeError) as error:
        return f"cannot be followed ({error})"
    return "" if target.is_relative_to(root.resolve()) else "leaves the package through a link"


SPECIAL = "a pipe or a device, which may never end"


def is_special(path: Path) -> bool:
    """Whether something stands at a path that is neither a file nor a folder."""
    return path.exists() and not path.is_file() and not path.is_dir()

"""Paths made of data: those that a descriptor states, and files that are named after records.

Every path that comes out of a package goes through here, whether it is read or written: it stays
inside the package, and it can be the name of a file on every platform.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path, PureWindowsPath

from marketbook.errors import PackageError
from marketbook.text import shorten, show_hidden

MOST_BYTES = 180
"""Longest name that data may give a file: file systems take 255, and copies add to it."""

_NOT_IN_NAMES = re.compile(r"[<>:\"/\\|?*]")
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)


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


def make_path(folder: Path, stem: str, ending: str, what: str) -> Path:
    """The path of a file that is named after something in the data.

    Args:
        folder: Where the file is.
        stem: Its name without the ending, as the data has it: an id, the name of a table.
        ending: The ending with its dot.
        what: What is called so, for the message: "the market".

    Raises:
        PackageError: No file can be called so, here or on another platform.
    """
    reason = _judge_name(stem)
    if reason:
        raise PackageError(
            f"{what} {shorten(stem, MOST_BYTES)!r} cannot be the name of a file: {reason}",
            "a name of letters, digits, '-' and '_'",
            "rename it",
        )
    return folder / f"{stem}{ending}"


def find_twins(names: Iterable[str]) -> tuple[str, str] | None:
    """Two names that some platform takes for one: the same but for case or composed letters."""
    seen: dict[str, str] = {}
    for name in names:
        key = unicodedata.normalize("NFC", name.casefold())
        if key in seen:
            return seen[key], name
        seen[key] = name
    return None


def refuse_links(path: Path, inside: Path) -> None:
    """Refuse to write through a link: what it leads to is not the package's.

    Args:
        path: What is to be written, below `inside`.
        inside: The package's folder; links on the way to it are the user's own choice.

    Raises:
        PackageError: The path, or a folder on the way to it, is a link.
    """
    for part in (path, *path.parents):
        if part == inside:
            return
        if part.is_symlink():
            raise PackageError(
                f"{part} is a link",
                "a file or folder of the package itself, which alone is written",
                "put a real one in its place",
            )


def _judge_name(name: str) -> str:
    """Why no file can be called so; empty where one can."""
    if not name or name != show_hidden(name):
        return "it holds characters that are not shown" if name else "it is empty"
    if found := _NOT_IN_NAMES.search(name):
        return f"it holds {found[0]!r}"
    if name[0] in ".~ " or name[-1] in ". ":
        return f"it begins or ends with {(name[0] if name[0] in '.~ ' else name[-1])!r}"
    if _DEVICES.fullmatch(name):
        return "on Windows that is a device"
    if len(name.encode()) > MOST_BYTES:
        return f"it has more than {MOST_BYTES} bytes"
    return ""


def _refusal(stated: str) -> str:
    if "://" in stated:
        return "is on another machine"
    if not stated or "\0" in stated or "\\" in stated:
        return "is not a path" if not stated else "has a character that paths do not have"
    if any("\ud800" <= sign <= "\udfff" for sign in stated):
        return "has half a character"
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

"""A revision of a package, taken out of git's store into a folder of its own.

The files are read as git stores them, so that their hashes are those of the commit on every
platform, whatever a checkout does to line endings.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

from marketbook.errors import RevisionError
from marketbook.package import DESCRIPTOR_NAME
from marketbook.package.json_file import read_json
from marketbook.package.paths import resolve_path

_HOME = "name two folders, or the package's folder in its repository as the third"
_FILES = (b"100644", b"100755")


def unpack_revision(revision: str, package: Path, target: Path) -> str:
    """Write descriptor, schemas and tables of a revision into an empty folder; hash of its commit.

    A revision is what git calls a commit: ``HEAD~1``, ``v1.0``, ``main``, a hash. The package is a
    folder inside a git repository, where it is today.

    Raises:
        RevisionError: There is no git, no repository, no such revision, or no package in it.
    """
    commit = _find_commit(revision, package)
    prefix = _run(package, "rev-parse", "--show-prefix").removesuffix(b"\n")
    stored = _list_files(package, commit, prefix)
    name = DESCRIPTOR_NAME.encode()
    if name not in stored:
        raise RevisionError(
            f"revision {revision!r} has no {_text(prefix)}{DESCRIPTOR_NAME}",
            "a revision in which the package was there",
            "name a later one; 'git log' lists them",
        )
    _write(package, {name: stored[name]}, target)
    wanted = {path: stored[path] for path in _list_paths(target) if path in stored}
    _write(package, wanted, target)
    return commit


def _find_commit(revision: str, package: Path) -> str:
    # git has no safe way to be told that a word is no option, in all versions that are in use
    if not revision or revision.startswith("-") or not revision.isprintable():
        raise RevisionError(
            f"{revision!r} is not a revision", "a folder, or a commit as git names it"
        )
    _run(package, "rev-parse", "--git-dir", remedy=_HOME)
    try:
        found = _run(package, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    except RevisionError as error:
        raise RevisionError(
            f"{revision!r} is neither a folder with a {DESCRIPTOR_NAME} nor a revision that git "
            f"knows in {package.resolve()}",
            "a folder, or a commit, tag or branch",
            "'git log' and 'git tag' list them; a shallow clone has only its last commit",
        ) from error
    return found.decode("ascii").strip()


def _list_files(package: Path, commit: str, prefix: bytes) -> dict[bytes, bytes]:
    """Object ids of the plain files of a package by their path in it; links are left out."""
    listed = _run(package, "ls-tree", "-r", "-z", "--full-tree", commit)
    files: dict[bytes, bytes] = {}
    for entry in listed.split(b"\0"):
        facts, _, path = entry.partition(b"\t")
        if facts[:6] in _FILES and path.startswith(prefix):
            files[path.removeprefix(prefix)] = facts.split(b" ")[2]
    return files


def _list_paths(root: Path) -> Iterable[bytes]:
    """Every file that the descriptor names, each inside the package."""
    descriptor = read_json(root / DESCRIPTOR_NAME, DESCRIPTOR_NAME)
    resources = descriptor.get("resources")
    for resource in cast("list[object]", resources) if isinstance(resources, list) else []:
        if not isinstance(resource, dict):
            continue
        for key in ("path", "schema"):
            path = cast("dict[str, object]", resource).get(key)
            if isinstance(path, str):
                resolve_path(root, path, f"its {key}")
                yield path.encode("utf-8", "surrogateescape")


def _write(package: Path, files: Mapping[bytes, bytes], target: Path) -> None:
    ids = b"".join(object_id + b"\n" for object_id in files.values())
    answer = _run(package, "cat-file", "--batch", stdin=ids)
    at = 0
    for path in files:
        # one line, "id kind size", then the content and a line feed
        start = answer.index(b"\n", at) + 1
        at = start + int(answer[at:start].split(b" ")[2]) + 1
        file = target.joinpath(*_text(path).split("/"))
        _write_file(file, answer[start : at - 1])


def _write_file(file: Path, content: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as error:
        raise RevisionError(
            f"{file.name} of the revision could not be written ({error.strerror or error})",
            remedy="check the free space of the folder for temporary files",
        ) from error


def _text(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")


def _run(package: Path, *arguments: str, stdin: bytes = b"", remedy: str = "") -> bytes:
    git = shutil.which("git")
    if git is None:
        raise RevisionError("git is not installed", "git, to read a revision", "name two folders")
    try:
        done = subprocess.run(  # noqa: S603  no shell, and every argument is one of ours or checked
            [git, "-C", str(package), *arguments], input=stdin, capture_output=True, check=False
        )
    except OSError as error:
        raise RevisionError(f"git could not be started ({error.strerror or error})") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise RevisionError(f"git {arguments[0]} in {package}: {said}", remedy=remedy)
    return done.stdout

"""Whether a workbook on disk is what would be built: part by part, not by the bytes of its zip."""

from __future__ import annotations

import math
import re
import zipfile
from pathlib import Path

from marketbook.workbook.writer.parts import Parts

# Computed values stand after a formula, and in the caches of charts. Their last digits may
# differ between machines, as the power function of their C libraries does.
_VALUE = re.compile(r"(?<=</f><v>)[^<]*(?=</v>)|(?<=<c:v>)[^<]*(?=</c:v>)")
_CLOSE = 1e-9


def find_changed_parts(path: Path, parts: Parts) -> tuple[str, ...]:
    """Names of the parts that differ between a file and what was built, sorted.

    A file that is missing or is no workbook differs in every part.
    """
    old = _read_parts(path)
    names = sorted(old.keys() | parts.keys())
    return tuple(name for name in names if not _same(old.get(name), parts.get(name)))


def _read_parts(path: Path) -> Parts:
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name).decode() for name in archive.namelist()}
    except (FileNotFoundError, zipfile.BadZipFile, UnicodeDecodeError):
        return {}


def _same(old: str | None, new: str | None) -> bool:
    if old is None or new is None or old == new:
        return old == new
    if _VALUE.sub("", old) != _VALUE.sub("", new):
        return False
    pairs = zip(_VALUE.findall(old), _VALUE.findall(new), strict=True)
    return all(one == other or _close(one, other) for one, other in pairs)


def _close(one: str, other: str) -> bool:
    try:
        return math.isclose(float(one), float(other), rel_tol=_CLOSE, abs_tol=_CLOSE)
    except ValueError:
        return False

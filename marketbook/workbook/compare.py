"""Whether a workbook on disk is what would be built: part by part, not by the bytes of its zip."""

from __future__ import annotations

import hashlib
import math
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from marketbook.workbook.writer.parts import Parts

# Computed values stand after a formula, and in the caches of charts. Their last digits may
# differ between machines, as the power function of their C libraries does.
_VALUE = re.compile(r"(?<=</f><v>)[^<]*(?=</v>)|(?<=<c:v>)[^<]*(?=</c:v>)")
_CLOSE = 1e-9
_PROPERTIES = "docProps/core.xml"
_END = "</cp:coreProperties>"
_SEAL = re.compile(r"<dc:identifier>([^<]*)</dc:identifier>")
# Far more than any workbook of ours; a file that claims more is none.
_LARGEST = 1 << 30


def find_changed_parts(path: Path, parts: Parts) -> tuple[str, ...]:
    """Names of the parts that differ between a file and what was built, sorted.

    A file that is missing or is no workbook differs in every part.
    """
    old = _read_parts(path)
    names = sorted(old.keys() | parts.keys())
    return tuple(name for name in names if not _same(old.get(name), parts.get(name)))


def seal_parts(parts: Parts) -> Parts:
    """The parts with a checksum of them all among their properties.

    Whatever saves the workbook again writes other parts, so the checksum tells a workbook that
    was edited from one that was only built from older tables.
    """
    properties = parts[_PROPERTIES].replace(
        _END, f"<dc:identifier>{_measure(parts)}</dc:identifier>{_END}"
    )
    return {**parts, _PROPERTIES: properties}


def is_as_built(path: Path) -> bool:
    """Whether nobody touched a workbook since it was built, from whatever tables."""
    parts = _read_parts(path)
    found = _SEAL.search(parts.get(_PROPERTIES, ""))
    return found is not None and found[1] == _measure(parts)


def _measure(parts: Mapping[str, str]) -> str:
    """Checksum of all parts but the properties, without values that were computed."""
    checksum = hashlib.sha256()
    for name in sorted(parts.keys() - {_PROPERTIES}):
        checksum.update(f"{name}\n{_VALUE.sub('', parts[name])}\n".encode())
    return f"sha256:{checksum.hexdigest()}"


def _read_parts(path: Path) -> Parts:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                return {}
            return {name: archive.read(name).decode() for name in archive.namelist()}
    except (
        OSError, zipfile.BadZipFile, zlib.error, EOFError, UnicodeDecodeError,
        # an encrypted part, and a way of compressing that is not known here
        RuntimeError, NotImplementedError,
    ):  # fmt: skip
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

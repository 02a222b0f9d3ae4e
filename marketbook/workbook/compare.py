"""Whether a workbook on disk is what would be built: part by part, not by the bytes of its zip."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping
from pathlib import Path

from marketbook.errors import WorkbookError
from marketbook.workbook.archive import MOST_BYTES, open_archive
from marketbook.workbook.writer.parts import Parts

# Computed values stand after a formula, and in the caches of charts. Their last digits may
# differ between machines, as the power function of their C libraries does.
_VALUE = re.compile(r"(?<=</f><v>)[^<]*(?=</v>)|(?<=<c:v>)[^<]*(?=</c:v>)")
_CLOSE = 1e-9
_PROPERTIES = "docProps/core.xml"
_END = "</cp:coreProperties>"
_SEAL = re.compile(r"<dc:identifier>([^<]*)</dc:identifier>")


def find_changed_parts(path: Path, parts: Parts) -> tuple[str, ...]:
    """Names of the parts that differ between a file and what was built, sorted.

    A file that is missing, is no workbook or is far larger than what was built differs in every
    part.
    """
    old = _read_parts(path, _measure_room(parts))
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


def is_as_built(path: Path, parts: Parts | None = None) -> bool:
    """Whether nobody touched a workbook since it was built, from whatever tables.

    Args:
        path: The workbook.
        parts: What would be built now; the file may be twice as large, whatever that is.
    """
    found = _read_parts(path, _measure_room(parts or {}))
    seal = _SEAL.search(found.get(_PROPERTIES, ""))
    return seal is not None and seal[1] == _measure(found)


def _measure_room(parts: Parts) -> int:
    """Bytes that a workbook like this one may have: the usual limit, or twice what it has."""
    return max(MOST_BYTES, 2 * sum(len(text.encode()) for text in parts.values()))


def _measure(parts: Mapping[str, str]) -> str:
    """Checksum of all parts but the properties, without values that were computed."""
    checksum = hashlib.sha256()
    for name in sorted(parts.keys() - {_PROPERTIES}):
        checksum.update(f"{name}\n{_VALUE.sub('', parts[name])}\n".encode())
    return f"sha256:{checksum.hexdigest()}"


def _read_parts(path: Path, room: int) -> Parts:
    """The parts of a workbook that carries a seal; none of any other, which is not read at all."""
    try:
        with open_archive(path, room) as archive:
            if _SEAL.search(archive.read_part(_PROPERTIES)) is None:
                return {}
            return {name: archive.read_part(name) for name in archive.names}
    except WorkbookError:
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

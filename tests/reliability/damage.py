"""Files that were damaged at random: refused in a sentence, or read."""

from __future__ import annotations

import io
import json
import shutil
import time
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import cast

import marketbook as mb
from marketbook.errors import MarketbookError
from marketbook.package.unpack import read_content
from marketbook.reading.read import read_document
from tests.reading.test_documents import make_archive, make_docx, make_pdf
from tests.reliability.commands import PACKAGE, make_package

MOST_SECONDS = 20.0
Json = object
_NOISE = (b"<", b"&", b"\xff\xfe", b"</row>", b"<row>", b'r="A1"', b"]]>", b"\x00", b"999999999")
_VALUES: tuple[Json, ...] = (
    None, True, -1, 10**30, 1.5, "", "x", "../x", "\ud800", "a\nb", [], {}, [None], {"": ""},
    [[[[]]]], "x" * 5_000, {"name": "x"}, ["x", "x"],
)  # fmt: skip


def damage_workbook(content: bytes, random: Random) -> bytes:
    """A file in which something is wrong: its zip, one of its parts, or which parts it has."""
    return random.choice((_cut, _flip, _change_part, _change_parts))(content, random)


def damage_bytes(content: bytes, random: Random) -> bytes:
    """A file that was cut off, or in which bytes are others."""
    return random.choice((_cut, _flip))(content, random)


def _cut(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(len(content))]


def _flip(content: bytes, random: Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(random.randint(1, 20)):
        damaged[random.randrange(len(damaged))] = random.randrange(256)
    return bytes(damaged)


def _change_part(content: bytes, random: Random) -> bytes:
    parts = _unpack(content)
    name = random.choice(sorted(parts))
    at = random.randrange(len(parts[name]) + 1)
    until = min(len(parts[name]), at + random.randrange(200))
    parts[name] = parts[name][:at] + random.choice(_NOISE) + parts[name][until:]
    return _pack(parts)


def _change_parts(content: bytes, random: Random) -> bytes:
    """One part is gone, empty, or stands in the place of another."""
    parts = _unpack(content)
    one, other = random.sample(sorted(parts), 2)
    how = random.randrange(3)
    if how == 0:
        del parts[one]
    else:
        parts[one] = b"" if how == 1 else parts[other]
    return _pack(parts)


def _unpack(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _pack(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def damage_descriptor(content: bytes, random: Random) -> bytes:
    """A descriptor in which some values are others, of whatever type, or are gone."""
    descriptor = cast("Json", json.loads(content))
    for _ in range(random.randint(1, 3)):
        holder, key = random.choice(list(_list_places(descriptor)))
        if random.random() < 0.2:
            del holder[key]  # type: ignore[arg-type]
        else:
            # a copy: what was put in once may be damaged itself
            holder[key] = deepcopy(random.choice(_VALUES))  # type: ignore[index]
    return json.dumps(descriptor).encode()


def _list_places(value: Json) -> list[tuple[dict[object, Json], object]]:
    """Every place that holds a value: the list or object, and the key."""
    if not isinstance(value, dict | list):
        return []
    held = cast("dict[object, Json]", value)  # a list is used alike, by its numbers
    keys: list[object] = [*held] if isinstance(value, dict) else [*range(len(held))]
    inner = [place for key in keys for place in _list_places(held[key])]
    return [(held, key) for key in keys] + inner


@dataclass(frozen=True, slots=True)
class Damage:
    """A way to damage a file of the package, and what then has to cope with it.

    ``make`` gives the content of a file that the package does not hold.
    """

    name: str
    file: str
    change: Callable[[bytes, Random], bytes]
    uses: tuple[tuple[str, Callable[[Path], object]], ...]
    make: Callable[[], bytes] | None = None


def _pull(root: Path) -> object:
    return mb.pull(root / "workbooks" / "tables.xlsx", root)


def _export(root: Path) -> object:
    return mb.export("json", root.parent / "out.json", root, force=True)


def _read_docx(root: Path) -> object:
    return read_document(root / "report.docx")


def _read_pdf(root: Path) -> object:
    return read_document(root / "report.pdf")


def _make_zip() -> bytes:
    return make_archive({"tables/sizes.csv": "a,b\n1,2\n" * 99, "more.csv": "a\n1\n" * 99})


def _inflate(root: Path) -> object:
    return read_content([root / "table.zip"], "table.zip", "zip")


DAMAGES = (
    Damage(
        "a damaged workbook", "workbooks/tables.xlsx", damage_workbook,
        (("pull", _pull), ("build", mb.build)),
    ),
    Damage(
        "a random descriptor", "datapackage.json", damage_descriptor,
        (("check", mb.check), ("build", mb.build), ("export json", _export)),
    ),
    Damage(
        "a damaged Word file", "report.docx", damage_workbook, (("read", _read_docx),), make_docx
    ),
    Damage("a damaged PDF", "report.pdf", damage_bytes, (("read", _read_pdf),), make_pdf),
    Damage(
        "a damaged zip", "table.zip", damage_workbook, (("inflate", _inflate),), _make_zip
    ),
)  # fmt: skip


def try_damage(damage: Damage, folder: Path, seed: int) -> str:
    """Damages a file and uses the package; what went wrong, or nothing."""
    root = folder / PACKAGE
    shutil.copytree(make_package() / PACKAGE, root)
    random = Random(seed)
    file = root / damage.file
    file.write_bytes(damage.change(damage.make() if damage.make else file.read_bytes(), random))
    faults = [fault for name, use in damage.uses if (fault := _use(name, use, root))]
    shutil.rmtree(folder, ignore_errors=True)
    return f"{damage.name} ({seed}): {'; '.join(faults)}" if faults else ""


def _use(name: str, use: Callable[[Path], object], root: Path) -> str:
    begun = time.process_time()  # a busy machine is no fault
    try:
        use(root)
    except MarketbookError:
        pass
    except Exception as error:  # noqa: BLE001 (it is what is looked for)
        return f"{name} ends with {type(error).__name__}: {str(error)[:200]}"
    seconds = time.process_time() - begun
    return f"{name} took {seconds:.0f} s" if seconds > MOST_SECONDS else ""

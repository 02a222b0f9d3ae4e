"""LibreOffice as a second opinion: recomputes what a file holds, and draws it."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from marketbook.workbook.grid import Book
from marketbook.workbook.writer.bare import write_bare_parts
from marketbook.workbook.writer.parts import zip_parts

Place = tuple[str, int, int]
SOFFICE = shutil.which("soffice")
# OOXMLRecalcMode 0 is "always": without it LibreOffice believes the values the file brings.
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" \
xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" \
oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


def convert(files: list[Path], kind: str, folder: Path, *, seconds: int = 300) -> list[Path]:
    """The files as ``kind`` (xlsx, pdf, …) in ``folder``, every formula computed anew."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, "utf-8")
    ending = kind.partition(":")[0]
    target = folder / ending
    target.mkdir(exist_ok=True)
    command = [str(SOFFICE), f"-env:UserInstallation={profile.resolve().as_uri()}", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(target), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=seconds)
    return [target / f"{file.stem}.{ending}" for file in files]


# commas, quotes around texts alone, UTF-8, numbers with all their digits, every sheet
_EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1"


class Values:
    """What LibreOffice computed of a book; a sheet is read when a test asks for it."""

    def __init__(self, stem: Path) -> None:
        self._stem = stem
        self._sheets: dict[str, dict[tuple[int, int], float | str]] = {}

    def get(self, place: Place) -> float | str | None:
        """What a cell holds; nothing where it is empty."""
        sheet, *cell = place
        if sheet not in self._sheets:
            file = self._stem.with_name(f"{self._stem.name}-{sheet}.csv")
            self._sheets[sheet] = dict(_read_csv(file))
        return self._sheets[sheet].get((cell[0], cell[1]))


def compute(books: list[Book], folder: Path) -> list[Values]:
    """What LibreOffice computes of each book, from a file that holds no value of a formula.

    The looks are left out, and text comes back: both take longer than the formulas.
    """
    files = [folder / f"book{n}.xlsx" for n in range(len(books))]
    for book, file in zip(books, files, strict=True):
        file.write_bytes(zip_parts(write_bare_parts(book), level=1))
    convert(files, _EVERY_SHEET, folder)
    return [Values(folder / "csv" / file.stem) for file in files]


def _read_csv(file: Path) -> Iterator[tuple[tuple[int, int], float | str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        for row, cells in enumerate(csv.reader(lines), 1):
            for column, text in enumerate(cells, 1):
                if text:
                    yield (row, column), _read(text)


def _read(text: str) -> float | str:
    try:
        return float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        return text

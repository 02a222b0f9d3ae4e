"""Reads sheets of facts: xlsx, ods or CSV, a document for each sheet with the header of one."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from marketbook.errors import WorkbookError
from marketbook.pulls.read import limits
from marketbook.pulls.read.book import read_grid
from marketbook.pulls.read.edited import Place, Remark
from marketbook.pulls.read.grid import Budget, Cell, GridBook, GridSheet, open_sheet, read_address
from marketbook.reading.facts import Fact, Reading
from marketbook.reading.records.markets import name_market
from marketbook.reading.records.model import Document, Entry
from marketbook.reading.records.words import fold, is_name
from marketbook.reading.sheet.cells import Row, read_row
from marketbook.reading.sheet.columns import ABOUT, BY_TITLE, COLUMNS
from marketbook.reading.sheet.facts import read_fact, read_word
from marketbook.reading.sheet.lines import EXAMPLES
from marketbook.reading.sheet.years import read_date

_NO = ("no", "n", "false", "0", "nein", "non", "skip")
_YES = ("", "yes", "y", "true", "1", "x", "ja", "oui", "take")
_OURS = frozenset(column.key for column in COLUMNS if column.ours)
_HEADER = "a header with As printed and, as needed, Take, What, Years, Region, Segment, Where"
_NEAR = 0.8
_FORMS = (
    ("pages", re.compile("[0-9]{1,6}"), "a number of pages"),
    ("url", re.compile("https?://[^ ]+"), "an address that begins with https://"),
    ("sha256", re.compile("[0-9a-fA-F]{64}"), "a SHA-256, which has 64 digits from 0 to f"),
)
"""What is stated of a document in a form of its own."""

_TEMPLATE = "begin with an empty sheet: marketbook add --template FILE"


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """What stands in a file of facts.

    Attributes:
        documents: The documents, each with the facts that were taken.
        remarks: What is to be said of cells.
    """

    documents: tuple[Document, ...]
    remarks: tuple[Remark, ...]


def read_sheet(path: Path, folders: Sequence[Path] = ()) -> ReadSheet:
    """Reads a file of facts.

    The file is taken for untrusted: nothing in it runs, nothing it refers to is opened, and its
    sizes are limited (``marketbook.pulls.read.limits``).

    Args:
        path: An xlsx, ods or CSV file.
        folders: Where a document that the sheet names is looked for, to take its checksum.

    Raises:
        WorkbookError: It cannot be read, or has no header of a sheet of facts.
    """
    grid = read_csv(path) if _is_csv(path) else _read_workbook(path)
    found = [(sheet, header) for sheet in grid.sheets.values() if (header := _find_header(sheet))]
    if not found:
        raise WorkbookError(f"{path} is not a sheet of facts", _HEADER, _TEMPLATE)
    sheets = [_read_one(sheet, *header, folders, n) for n, (sheet, header) in enumerate(found)]
    documents = tuple(each for each, _ in sheets if each.entries or each.cells)
    return ReadSheet(documents, tuple(remark for _, told in sheets for remark in told))


def _read_workbook(path: Path) -> GridBook:
    try:
        return read_grid(path)
    except WorkbookError as error:
        raise WorkbookError(f"{path}: {error.found}", error.expected, error.remedy) from error


def _is_csv(path: Path) -> bool:
    """Whether a file is text: a workbook is a zip, whatever its name."""
    try:
        with path.open("rb") as file:
            head = file.read(4)
    except OSError as error:
        raise WorkbookError(f"{path} cannot be read ({error.strerror or error})") from error
    return not head.startswith((b"PK", b"\xd0\xcf\x11\xe0"))


def read_csv(path: Path) -> GridBook:
    """The cells of a CSV file, parted by comma, semicolon or tab.

    Raises:
        WorkbookError: It is too large, no text in UTF-8, or no CSV.
    """
    if path.stat().st_size > limits.MOST_CHARACTERS:
        found = f"{path} has {path.stat().st_size:,} bytes"
        raise WorkbookError(found, f"at most {limits.MOST_CHARACTERS:,}", "split it")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise WorkbookError(
            f"{path} is not text in UTF-8", "an .xlsx, .ods or .csv file",
            "save it as 'CSV UTF-8' or as a workbook",
        ) from error  # fmt: skip
    sheets: dict[str, GridSheet] = {}
    sheet, budget = open_sheet(sheets, path.stem[: limits.MOST_TITLE_CHARACTERS]), Budget()
    try:
        for row, cells in enumerate(csv.reader(io.StringIO(text), delimiter=_find_sign(text)), 1):
            for column, cell in enumerate(cells, 1):
                if cell.strip():
                    budget.put(sheet, row, column, Cell("text", cell))
    except csv.Error as error:
        raise WorkbookError(f"{path} is not CSV ({error})") from error
    return GridBook(sheets)


def _find_sign(text: str) -> str:
    """What parts the cells: the sign that the header has most of."""
    lines = islice((line for line in text.splitlines() if line.strip()), limits.HEADER_ROWS)
    header = next((line for line in lines if "printed" in line.casefold()), text[:1000])
    return max(",;\t", key=header.count)


def _find_header(sheet: GridSheet) -> tuple[int, dict[str, int]] | None:
    """Row of the header, and the column of each key."""
    for row, cells in islice(sheet.list_rows(), limits.HEADER_ROWS):
        places: dict[str, int] = {}
        for column, cell in sorted(cells.items()):
            key = BY_TITLE.get(fold(cell.text))
            if key is not None:
                places.setdefault(key, column)
        if "printed" in places and len(places) > 1:
            return row, places
    return None


_TELLING = ("printed", "years", "region", "segment")
"""Columns that tell whether a row is still an example."""


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read."""

    about: dict[str, str] = field(default_factory=dict[str, str])
    cells: dict[str, Place] = field(default_factory=dict[str, Place])
    entries: list[Entry] = field(default_factory=list[Entry])
    remarks: list[Remark] = field(default_factory=list[Remark])


def _read_one(
    sheet: GridSheet,
    top: int,
    columns: Mapping[str, int],
    folders: Sequence[Path],
    number: int,
) -> tuple[Document, list[Remark]]:
    reading = _Sheet(remarks=list(_judge_header(sheet, top, columns)))
    rows = list(_list_rows(sheet, top, columns))
    for row in rows:
        _take_row(reading, row)
    facts = tuple(entry.fact for entry in reading.entries)
    about = _describe(reading, facts, folders)
    remarks = sorted(reading.remarks, key=_rank)
    if not reading.entries and not any(remark.refuses for remark in remarks):
        remarks.append(_tell_nothing(sheet, rows))
    return Document(about, tuple(reading.entries), number, reading.cells), remarks


def _tell_nothing(sheet: GridSheet, rows: Sequence[Row]) -> Remark:
    """That nothing is taken: of an empty sheet as it was written, or of one with facts."""
    examples = [tuple(line.get(key, "") for key in _TELLING) for line in EXAMPLES]
    untouched = [tuple(row[key] for key in _TELLING) for row in rows] == examples
    found = "this sheet holds only the examples" if untouched else "every row of this sheet says no"
    todo = f"{'write over them, and ' if untouched else ''}say yes under Take"
    return Remark(Place(sheet.title), found, "", todo, refuses=False, is_of_nothing=True)


def _rank(remark: Remark) -> tuple[int, int]:
    """Row and column of the cell that is meant."""
    return read_address(remark.place.cell)


def _judge_header(sheet: GridSheet, top: int, columns: Mapping[str, int]) -> Iterator[Remark]:
    """What of a sheet is not read, and so would be lost."""
    titles = [column.title for column in COLUMNS]
    for at, cell in sorted(sheet.rows[top].items()):
        key = BY_TITLE.get(fold(cell.text))
        if key is not None and columns[key] != at:
            yield Remark(sheet.place(top, at), f"'{cell.text}' is here a second time",
                         "each column once")  # fmt: skip
        elif key is None and cell.text.strip():
            near = get_close_matches(cell.text.title(), titles, 1, _NEAR)
            yield Remark(sheet.place(top, at), f"no column is called '{cell.text[:60]}'; it is not "
                         "read", f"'{near[0]}'" if near else "", refuses=bool(near))  # fmt: skip
    for area in sheet.merged:
        if area.bottom > top:
            yield Remark(sheet.place(area.top, area.left), "merged cells", "a value in each cell",
                         "take them apart, and fill each cell")  # fmt: skip


def _list_rows(sheet: GridSheet, top: int, columns: Mapping[str, int]) -> Iterator[Row]:
    for row, cells in sheet.list_rows():
        held = {key: cells[at] for key, at in columns.items() if at in cells and key not in _OURS}
        if row > top and any(key != "take" for key in held):
            places = {key: sheet.place(row, at) for key, at in columns.items()}
            yield read_row(held, places)


def _take_row(reading: _Sheet, row: Row) -> None:
    """Takes the fact of a row, or what it says of the document; nothing of a row with a no."""
    take = fold(row["take"])
    if take in _NO:
        return
    remarks = list(row.remarks)
    if take not in _YES:
        remarks.append(Remark(row.place("take"), f"'{row['take']}'", "yes or no"))
    word, unknown = read_word(row)
    remarks += unknown
    if not remarks and word in ABOUT:
        _take_about(reading, row, word)
    elif not remarks:
        fact, told = read_fact(row, word)
        remarks += told
        if fact is not None:
            _take_fact(reading, row, fact)
    reading.remarks += remarks


def _take_fact(reading: _Sheet, row: Row, fact: Fact) -> None:
    reading.entries.append(Entry(fact, len(reading.entries), row.cells))


def _take_about(reading: _Sheet, row: Row, word: str) -> None:
    name, text = ABOUT[word], row["printed"] or row["years"]
    if name in reading.about:
        found = f"the {word} is here a second time, after {reading.cells[name]}"
        reading.remarks.append(Remark(row.place("what"), found, "one row for it"))
    elif not text:
        found, remedy = f"'{word}' is empty", "fill it in if the document names it"
        reading.remarks.append(Remark(row.place("printed"), found, "", remedy, refuses=False))
    else:
        reading.about[name], reading.cells[name] = text, row.place("printed")


def _describe(reading: _Sheet, facts: tuple[Fact, ...], folders: Iterable[Path]) -> Reading:
    about = reading.about
    day, month = _read_date(reading)
    pages = about.get("pages", "")
    for name, pattern, wanted in _FORMS:
        if name in about and not pattern.fullmatch(about[name]):
            place = reading.cells[name]
            reading.remarks.append(Remark(place, f"'{about[name][:80]}'", wanted))
    described = Reading(
        file=about.get("file", ""),
        sha256=about.get("sha256", "").lower(),
        title=about.get("title", ""),
        publisher=about.get("publisher", ""),
        edition=month,
        published_on=day,
        report_code=about.get("report_code", ""),
        pages=int(pages) if pages.isascii() and pages.isdigit() else None,
        url=about.get("url", ""),
        market=about.get("market", ""),
        facts=facts,
    )
    market = name_market(described.market or described.title)
    if market and not is_name(market):
        reading.remarks.append(Remark(
            reading.cells["market" if described.market else "title"],
            f"'{market[:40]}…' is no name of a market", "a short name in a row with market under "
            "What", "write it there"))  # fmt: skip
    if not (described.market or described.title) and facts:
        reading.remarks.append(Remark(
            reading.entries[0].cells["printed"], "which market this is about is not stated",
            "a row with market or title under What", "add it"))  # fmt: skip
    return described if described.sha256 else _measure(described, folders)


def _read_date(reading: _Sheet) -> tuple[str, str]:
    """Day and month of publication; both empty where none is stated."""
    text = reading.about.get("published_on", "")
    moment = read_date(text)
    if text and not moment:
        place = reading.cells["published_on"]
        reading.remarks.append(Remark(place, f"'{text}' is no date", "2026-01-31, or 2026-01"))
    return (moment if len(moment) > len("2026-01") else ""), moment[:7]


def _measure(reading: Reading, folders: Iterable[Path]) -> Reading:
    """The checksum of the document, where the file that the sheet names is there."""
    name = Path(reading.file).name
    for folder in folders if name else ():
        file = folder / name
        if file.is_file():
            checksum = hashlib.sha256(file.read_bytes()).hexdigest()
            return replace(reading, file=name, sha256=checksum)
    return reading

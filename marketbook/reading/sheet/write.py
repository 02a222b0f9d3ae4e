"""Writes a sheet of facts as a workbook: a draft of a document, or an empty one with examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path, PurePath

from marketbook.errors import PackageError
from marketbook.package import Package, read_package, write_file
from marketbook.package.paths import make_path
from marketbook.reading.facts import Reading
from marketbook.reading.records.held import read_ledger
from marketbook.reading.records.ledger import Ledger
from marketbook.reading.records.memory import audit_documents
from marketbook.reading.records.model import make_document
from marketbook.reading.records.words import make_slug
from marketbook.reading.sheet.columns import COLUMNS, Column, list_words
from marketbook.reading.sheet.lines import EXAMPLES, NOTE, Line, list_lines
from marketbook.schema.standard import read_standard_rows
from marketbook.workbook.address import Ref, name_cell
from marketbook.workbook.build import write_book
from marketbook.workbook.editing.plan import LEFT, TOP
from marketbook.workbook.editing.table_sheet import freeze_header, put_heading
from marketbook.workbook.grid import Block, Book, Offer, Sheet
from marketbook.workbook.theme import read_theme
from marketbook.workbook.writer.parts import zip_parts

DRAFTS = "drafts"
"""Folder of a package that sheets of facts are written to."""

FACTS, KNOWN = "Facts", "Known"
_CITED = re.compile("[a-z_]+:[a-z0-9][a-z0-9/-]*")
_SPARE = 200
_HEADER_ROOM = 3
_LONGEST_NAME = 120
_MADE = "2026-01-01T00:00:00Z"
"""A date of its own would make every writing another file."""

_HOW = (
    "One row for each fact. Look at the coloured rows, correct what is wrong, say no to what is "
    "none; then run: marketbook add FILE"
)
_HOW_BY_HAND = (
    "One row for each fact. The rows that say no are examples: write over them, or below; then "
    "run: marketbook add FILE"
)


def write_draft(reading: Reading, package: Path) -> Path:
    """Writes the facts of a document into the folder ``drafts`` of a package.

    A draft that is there already, and may have been edited, stays: the new one gets a number.

    Args:
        reading: The document.
        package: The package's folder, or its descriptor.

    Returns:
        The file.

    Raises:
        PackageError: The package, or one of its tables, cannot be read, or the file not written.
    """
    held = read_package(package)
    return put_draft(held, reading)


def put_draft(package: Package, reading: Reading) -> Path:
    """The same for a package that was read."""
    content = make_draft(reading, read_ledger(package)[0])
    folder = package.root / DRAFTS
    name = make_slug(PurePath(reading.file.replace("\\", "/")).stem) if reading.file != "-" else ""
    stem = (name or make_slug(reading.title or "standard-input"))[:_LONGEST_NAME]
    for number in count(1):
        numbered = stem if number == 1 else f"{stem}-{number}"
        path = make_path(folder, numbered, ".xlsx", "the draft")
        if not path.exists():
            write_file(path, content, inside=package.root)
            return path
        if path.read_bytes() == content:
            return path
    raise AssertionError


def make_draft(reading: Reading, ledger: Ledger) -> bytes:
    """The workbook of a document's facts, audited beside the tables of a ledger.

    The facts are entered into the ledger.
    """
    lines = list_lines(reading, ledger, {})
    regions, segments = _list_known(ledger)
    audited = audit_documents([make_document(reading)], ledger)
    said = {
        fact: kept
        for (_, fact), found in audited.said.items()
        if (kept := [each for each in found if not each.repeats])
    }
    told = list_lines(reading, ledger, said)
    # what is new was told before it was entered, what the audit says after
    known = {_name_line(line): line["read_as"] for line in lines if "read_as" in line}
    lines = _name_cells([{**line, **_take(known, line)} for line in told], ledger)
    return make_sheet(lines, f"Facts of {reading.title or reading.file}", _HOW, regions, segments)


def _name_line(line: Line) -> tuple[str, ...]:
    return tuple(text for key, text in line.items() if key not in ("audit", "read_as"))


def _name_cells(lines: Sequence[Line], ledger: Ledger) -> list[Line]:
    """The audit in the words of the sheet: a cell for a record that came from a row of it."""
    column = LEFT + [each.key for each in COLUMNS].index("printed")
    cells = {line["number"]: name_cell(TOP + row, column)
             for row, line in enumerate(lines, 1) if "number" in line}  # fmt: skip
    records = {f"{table}:{'/'.join(key)}": cells[str(fact)]
               for (table, key), origins in ledger.origins.items()
               for _, fact in origins if str(fact) in cells}  # fmt: skip

    def tell(cited: re.Match[str]) -> str:
        return records.get(cited[0], cited[0])

    audits = (_CITED.sub(tell, line.get("audit", "")) for line in lines)
    return [{**line, "audit": audit.replace("of_region_id", "Of")}
            for line, audit in zip(lines, audits, strict=True)]  # fmt: skip


def _take(known: Mapping[tuple[str, ...], str], line: Line) -> Line:
    return {"read_as": known[_name_line(line)]} if "read_as" in line else {}


def make_template() -> bytes:
    """An empty sheet with examples."""
    lines = [{"take": "no", **line} for line in EXAMPLES]
    regions = [row["name"] for row in read_standard_rows("regions")]
    columns = [column for column in COLUMNS if not column.ours]
    return make_sheet(lines, "Facts of a document", _HOW_BY_HAND, regions, (), columns)


def _list_known(ledger: Ledger) -> tuple[list[str], list[tuple[str, str]]]:
    """Names of regions, and of segments with their axes."""
    regions = [row["name"] for row in ledger.list_rows("regions")]
    regions = regions or [row["name"] for row in read_standard_rows("regions")]
    axes = {row["axis_id"]: row["name"] for row in ledger.list_rows("axes")}
    segments = [(axes.get(row["axis_id"], ""), row["name"]) for row in ledger.list_rows("segments")]
    return regions, segments


def make_sheet(
    lines: Sequence[Line],
    title: str,
    how: str,
    regions: Iterable[str],
    segments: Iterable[tuple[str, str]],
    columns: Sequence[Column] = COLUMNS,
) -> bytes:
    """A workbook with lines of facts, and the words that its drop-downs offer."""
    book = Book(title[:200], "Facts on their way into the tables.", read_theme().accent(""), _MADE)
    facts, known = book.add_sheet(FACTS, "input"), book.add_sheet(KNOWN, "record")
    words = {
        "what": list_words(),
        "region": sorted(set(regions)),
        "axis": sorted({axis for axis, _ in segments}),
        "segment": sorted({name for _, name in segments}),
    }
    offered = _put_known(known, words)
    _put_facts(facts, lines, columns)
    put_heading(facts, title, how)
    facts.offers.extend(_list_offers(facts, len(lines), offered, columns))
    return zip_parts(write_book(book))


def _put_facts(sheet: Sheet, lines: Sequence[Line], columns: Sequence[Column]) -> None:
    keys = [column.key for column in columns]
    block = sheet.lay_out(["header", *range(max(len(lines), 1))], keys, top=TOP, left=LEFT)
    drafted = any(column.ours for column in columns)
    for column in columns:
        sheet.put_text(block.at("header", column.key), column.title, "column-heading")
        number = block.columns[column.key]
        used = not drafted or any(line.get(column.key) for line in lines)
        sheet.widths[number] = column.width if used else len(column.title) + _HEADER_ROOM
        sheet.column_styles[number] = ("entry-below", "text")
        for key, line in enumerate(lines or [{}]):
            text = line.get(column.key, "")
            sheet.put_text(block.at(key, column.key), text, _choose_style(column, text), "text")
    sheet.mark_table(FACTS, block, [column.title for column in columns], headed=True)
    freeze_header(sheet, columns=3)
    # what is printed is made to fit a page, and the columns would get too narrow for the screen
    sheet.printed_columns = block.columns.get("said")


def _choose_style(column: Column, text: str) -> str:
    """Colours for what needs a look: doubts, what the audit says, and what is not taken."""
    if column.key == "audit" and text:
        return "known+wrap" if text.startswith(NOTE) else "bad+wrap"
    if (column.key == "look" and text) or (column.key == "take" and text == "no"):
        return "known+wrap"
    return "row-note" if column.ours else "entry-wrap" if " " in text else "entry"


def _put_known(sheet: Sheet, words: Mapping[str, Sequence[str]]) -> dict[str, Ref]:
    """The words of each drop-down in a column of their own; returns their cells."""
    put_heading(sheet, KNOWN, "Names that are known, which the drop-downs offer.")
    titles = {column.key: column.title for column in COLUMNS}
    rows = max(len(found) for found in words.values())
    block = sheet.lay_out(["header", *range(rows)], list(words), top=TOP, left=LEFT)
    places: dict[str, Ref] = {}
    for key, found in words.items():
        sheet.put_text(block.at("header", key), titles[key], "column-heading")
        sheet.widths[block.columns[key]] = 28.0
        for row, word in enumerate(found):
            sheet.put_text(block.at(row, key), word, "entry")
        if found:
            places[key] = block.down(key, 0, len(found) - 1)
    freeze_header(sheet)
    return places


def _list_offers(
    sheet: Sheet, rows: int, offered: Mapping[str, Ref], columns: Sequence[Column]
) -> list[Offer]:
    """A drop-down or a hint for each column, also for rows that are added below."""
    keys = [column.key for column in columns]
    block: Block = sheet.lay_out(range(rows + _SPARE), keys, top=TOP + 1, left=LEFT)
    offers: list[Offer] = []
    for column in columns:
        area = block.down(column.key, 0, rows + _SPARE - 1)
        source = offered.get("region" if column.key == "of" else column.key)
        if column.key == "take":
            offers.append(Offer(area, "list", ("yes", "no"), title="Take", hint=column.hint))
        elif source is not None:
            offers.append(Offer(area, "list", source, title=column.title, hint=column.hint,
                                strict=column.key == "what"))  # fmt: skip
        elif not column.ours:
            offers.append(Offer(area, "any", title=column.title, hint=column.hint))
    return offers


def write_template(path: Path) -> None:
    """Writes an empty sheet with examples.

    Raises:
        PackageError: It is no ``.xlsx``, is there already, or cannot be written.
    """
    if path.suffix.lower() != ".xlsx":
        raise PackageError(f"{path} is no name for a workbook", "a name that ends in .xlsx")
    if path.exists():
        raise PackageError(f"{path} already exists", "a new file", "choose another name")
    write_file(path, make_template(), inside=path.parent)

"""Random tables, written into the workbook by openpyxl, read back to exactly those."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook

from marketbook.pulls.read.cells import ERROR_WORDS, read_cell
from marketbook.pulls.read.grid import Cell as GridCell
from marketbook.pulls.read.numbers import write_decimal, write_plain
from marketbook.schema import Field
from marketbook.workbook.editing.entries import FIRST_DATE, LARGEST_WHOLE
from tests.pulls.small_book import TOP, building_once, edit, list_rows, read

Row = dict[str, str]
# What an editor keeps of a text: no control characters, no spaces around it that nobody sees.
_CODED = re.compile("_x[0-9A-Fa-f]{4}_")
TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"),
    max_size=60,
).filter(
    lambda text: (
        text.strip() == text and not _CODED.search(text) and text.upper() not in ERROR_WORDS
    )
)
NUMBERS = st.one_of(
    st.integers(-(10**14), 10**14).map(Decimal),
    st.decimals(-1_000_000, 1_000_000, allow_nan=False, places=6),
    st.integers(1, 999).map(lambda n: Decimal(n).scaleb(-12)),
).map(write_decimal)
PRINTED = st.one_of(
    st.integers(0, 10**9).map(lambda n: f"{n:,}"),
    st.decimals(0, 99_999, places=2, allow_nan=False).map(lambda n: f"{n:,}"),
)
COLUMNS: dict[str, st.SearchStrategy[str]] = {
    "stated": PRINTED,
    "value": NUMBERS,
    "rate_percent": NUMBERS,
    "year": st.integers(0, 9_999).map(lambda n: f"{n:04}"),
    "pages": st.integers(-LARGEST_WHOLE, LARGEST_WHOLE).map(str),
    "complete": st.sampled_from(["true", "false"]),
    "month": st.dates(date(1000, 1, 1)).map(lambda day: day.isoformat()[:7]),
    "decided_on": st.dates(date(1000, 1, 1)).map(date.isoformat),
    "tags": TEXTS,
    "note": TEXTS,
}
ROWS = st.fixed_dictionaries({name: st.just("") | text for name, text in COLUMNS.items()})
# Keys of the records that are there already are among them.
KEYS = st.lists(
    st.sampled_from(["a-1", "a-2", "a-3"]) | st.from_regex("[a-z]{1,8}-[0-9]{1,3}", fullmatch=True),
    unique=True,
    max_size=6,
)
TABLES = KEYS.flatmap(
    lambda keys: st.tuples(
        *(ROWS.map(lambda row, key=key: {"figure_id": key, **row}) for key in keys)
    )
)


@pytest.fixture(autouse=True, scope="module")
def _quick() -> Generator[None]:
    with building_once():
        yield


def put(cell: Cell, name: str, text: str) -> None:
    """What a person would type, as the workbook of tables has it."""
    cell.value = None
    if name in ("value", "rate_percent", "year", "pages") and text:
        cell.value = float(text) if "." in text else int(text)
    elif name == "decided_on" and text and date.fromisoformat(text) >= FIRST_DATE:
        cell.value, cell.number_format = date.fromisoformat(text), "yyyy-mm-dd"
    elif text:
        cell.value, cell.data_type = text, "s"
        cell.number_format = "@"


def write(rows: tuple[Row, ...]) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        sheet = book["figures"]
        headers = [cell.value for cell in sheet[TOP]]
        for at in range(TOP + 1, TOP + 12):
            row = rows[at - TOP - 1] if at - TOP - 1 < len(rows) else {}
            for column, name in enumerate(headers, 1):
                put(sheet.cell(at, column), name, row.get(name, ""))

    return change


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TABLES)
@example(())
def test_random_tables_come_back(tmp_path: Path, rows: tuple[Row, ...]) -> None:
    book = read(edit(write(rows)), tmp_path)
    assert book.remarks == ()
    header, *found = list_rows(book.tables["figures"])
    wanted = [tuple(row[name] for name in header) for row in map(spell, rows)]
    assert found == wanted


def spell(row: Row) -> Row:
    """A number that was there already keeps its spelling."""
    same = row["figure_id"] == "a-2" and row["value"] == "18.5"
    return {**row, "value": "18.50"} if same else row


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_keeps_fifteen_digits(value: float) -> None:
    text, cut = write_plain(repr(value))
    assert float(text) == value or f"{float(text):.15g}" == f"{value:.15g}"
    assert cut or float(text) == value
    reading = read_cell(Field(name="value", type="number"), GridCell("number", repr(value)), None)
    assert (reading.text, reading.refused) == (text, False)


@given(
    st.sampled_from(
        ["string", "number", "integer", "year", "boolean", "date", "yearmonth", "list"]
    ),
    st.sampled_from(["text", "number", "percent", "date", "time", "boolean", "error", "formula"]),
    st.text(max_size=20) | st.floats().map(repr) | st.sampled_from(["true", "2025-08-01", "#N/A"]),
    st.none() | st.text(max_size=10) | st.sampled_from(["18.50", "1,239.3", "true"]),
)
def test_no_cell_breaks_the_reading(kind: str, held: str, text: str, base: str | None) -> None:
    """Whatever a cell holds, its text comes back, or it is refused with what to do."""
    if held in ("number", "percent"):
        text = "0.25" if not _is_finite(text) else text
    field = Field(name="any", type=kind)
    reading = read_cell(field, GridCell(held, text, "0.25"), base)  # type: ignore[arg-type]
    assert bool(reading.found) >= reading.refused
    assert bool(reading.remedy) >= reading.refused
    assert "\n" not in reading.text
    if held == "formula" and text.casefold() not in ("=true()", "=false()"):
        assert reading.refused


def _is_finite(text: str) -> bool:
    try:
        return abs(float(text)) < float("inf")
    except ValueError:
        return False

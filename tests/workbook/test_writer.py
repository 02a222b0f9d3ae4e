"""What the writer puts into a file is read back: cells, values, and the same bytes everywhere.

The rows are spliced into what openpyxl saves: these tests fail where a new openpyxl keeps cells
in another way. ``test_writer_looks.py`` does the same for all that stands around the cells.
"""

from __future__ import annotations

import io
import math
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from marketbook.errors import WorkbookError
from marketbook.workbook.address import name_cell
from marketbook.workbook.evaluate import evaluate_book
from marketbook.workbook.grid import Result
from marketbook.workbook.theme import read_theme
from marketbook.workbook.writer.bare import write_bare_parts
from marketbook.workbook.writer.parts import write_parts, zip_parts
from tests.workbook.sample_book import CREATED
from tests.workbook.written import (
    every_cell,
    parse,
    parts,
    read_back,
    sample,
    sheet_part,
    small_book,
)

ROOT = Path(__file__).parents[2]


# --- cells ------------------------------------------------------------------------------------


def test_texts_are_texts_and_formulas_formulas() -> None:
    for sheet, row, column, cell in every_cell():
        found = read_back()[sheet.title].cell(row, column)
        if cell.kind == "formula":
            assert (found.data_type, found.value) == ("f", f"={cell.content}")
        elif cell.kind == "text":
            assert found.value == (cell.content or None)
            assert found.data_type == ("s" if cell.content else "n")


def test_numbers_read_back_to_the_last_digit() -> None:
    written = dict(re.findall(r'<c r="(B\d+)" s="\d+"><v>([^<]+)</v>', parts()[sheet_part("Odd")]))
    for (row, _), cell in sample()[0].sheets[2].cells.items():
        if cell.kind == "number":
            assert float(written[f"B{row}"]) == cell.content


def test_formulas_carry_their_values_and_types() -> None:
    book, results = sample()
    for (title, row, column), value in results.items():
        found = read_back(values=True)[title].cell(row, column).value
        if isinstance(value, float):
            assert math.isclose(found, value, rel_tol=1e-14)
        else:
            assert found is value or found == (value or None)
    kinds = re.findall(r'<c r="D\d"[^>]*?(?: t="(\w+)")?><f>', parts()[sheet_part("Odd")])
    assert kinds == ["b", "b", "str", "str", ""]
    assert book.sheets[2].title == "Odd"


def test_each_text_stands_once_in_the_shared_strings() -> None:
    texts = [str(c.content) for *_, c in every_cell() if c.kind == "text" and c.content]
    root = parse("xl/sharedStrings.xml")
    assert [item[0].text for item in root] == list(dict.fromkeys(texts))
    assert (root.get("count"), root.get("uniqueCount")) == (str(len(texts)), str(len(set(texts))))


def test_dimension_spans_the_used_cells() -> None:
    for sheet in sample()[0].sheets:
        rows, columns = sheet.size()
        assert (
            f'<dimension ref="A1:{name_cell(rows, columns)}"/>' in parts()[sheet_part(sheet.title)]
        )


def test_a_bare_book_holds_no_values_and_is_computed() -> None:
    book, sheet = small_book()
    block = sheet.lay_out(["a", "b", "c"], ["x"], top=1, left=1)
    sheet.put_number(block.at("a", "x"), 20.0)
    sheet.put_formula(block.at("b", "x"), f"={block.at('a', 'x')}*2+2")
    sheet.put_formula(block.at("c", "x"), f'="about "&{block.at("b", "x")}')
    bare = write_bare_parts(book)["xl/worksheets/sheet1.xml"]
    assert re.findall(r"</f><v>([^<]*)</v>", bare) == ["0", "0"]
    whole = write_parts(book, read_theme(), evaluate_book(book))["xl/worksheets/sheet1.xml"]
    assert re.findall(r"</f><v>([^<]*)</v>", whole) == ["42", "about 42"]


def test_writing_again_gives_the_same() -> None:
    book, results = sample()
    assert write_parts(book, read_theme(), results) == parts()


@pytest.mark.parametrize("value", [None, "#N/A", "#DIV/0!", math.inf])
def test_a_formula_without_a_value_is_refused(value: Result | None) -> None:
    book, results = sample()
    wrong = {key: one for key, one in results.items() if key[0] != "Odd"}
    if value is not None:
        wrong |= {key: value for key in results if key[0] == "Odd"}
    with pytest.raises(WorkbookError, match=r"the formula in Odd!D1 has no value"):
        write_parts(book, read_theme(), wrong)


def test_a_control_character_is_refused() -> None:
    book, sheet = small_book()
    sheet.put_text(sheet.lay_out(["r"], ["c"], top=1, left=1).at("r", "c"), "bell \x07")
    with pytest.raises(WorkbookError, match="control character"):
        write_parts(book, read_theme(), {})


def test_a_date_that_is_none_is_refused() -> None:
    book, _ = small_book()
    book.created = "yesterday"
    with pytest.raises(WorkbookError, match="the workbook's date is 'yesterday'"):
        write_parts(book, read_theme(), {})


def test_dates_are_kept_in_universal_time() -> None:
    book, _ = small_book()
    book.created = "2026-11-01T10:30:00+02:00"
    core = write_parts(book, read_theme(), {})["docProps/core.xml"]
    assert core.count(CREATED) == 2


# --- the same everywhere ----------------------------------------------------------------------


def test_parts_stand_in_order_and_are_dated_alike() -> None:
    first, second, *others = parts()
    assert (first, second) == ("[Content_Types].xml", "_rels/.rels")
    assert others == sorted(others)
    with zipfile.ZipFile(io.BytesIO(zip_parts(parts()))) as archive:
        assert archive.namelist() == list(parts())
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_part_is_listed_and_every_relation_leads_to_one() -> None:
    listed = re.findall(r'PartName="/([^"]+)"', parts()["[Content_Types].xml"])
    assert sorted(listed) == [name for name in parts() if not name.endswith((".rels", "s].xml"))]
    for name, text in parts().items():
        if name.endswith(".rels"):
            folder = Path(name).parent.parent
            for target in re.findall(r'Target="([^"]+)"', text):
                assert os.path.normpath(folder / target).replace(os.sep, "/") in parts()


_PRINT_DIGEST = """
import hashlib, sys
import openpyxl
from marketbook.workbook.theme import read_theme
from marketbook.workbook.writer.parts import write_parts
from tests.workbook.sample_book import make_book
book, results = make_book()
text = repr(write_parts(book, read_theme(), results))
print(openpyxl.LXML, hashlib.sha256(text.encode()).hexdigest())
"""


def test_nothing_depends_on_lxml_or_on_the_order_of_hashes() -> None:
    pytest.importorskip("lxml")
    told = []
    for lxml, seed in (("True", "1"), ("False", "2")):
        environment = {**os.environ, "OPENPYXL_LXML": lxml, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", _PRINT_DIGEST]
        done = subprocess.run(
            command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True
        )
        told.append(done.stdout.split())
    assert [lxml for lxml, _ in told] == ["True", "False"]
    assert told[0][1] == told[1][1]


# --- a second opinion -------------------------------------------------------------------------


def test_a_validator_finds_nothing(tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit")
    path = tmp_path / "sample.xlsx"
    path.write_bytes(zip_parts(parts()))
    found = audit.OpenXmlValidator().validate(path)
    assert [str(error) for error in found.errors] == []

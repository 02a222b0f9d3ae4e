"""The rules of good models, over every workbook: apart, alike, without hidden numbers."""

from __future__ import annotations

import re

import pytest

from marketbook.workbook.address import write_r1c1
from marketbook.workbook.frame import TOP
from marketbook.workbook.tell import name_source
from tests.workbook.built import NS, Built, Written

SERIES = ("Forecast", "Regions", "Segments", "Grid by year")
# Sheets whose every number is an input or a record; the two cells to choose stand elsewhere.
INPUT_SHEETS = {"Inputs", "Evidence", "Sources", "Players", "Context", "Data", "Ranges"}
CONTROLS = {"scenario", "grid_year"}
FUNCTIONS = {
    "ABS", "AND", "AVERAGE", "CHOOSE", "COLUMNS", "COUNTA", "COUNTIF", "COUNTIFS", "IF", "INDEX",
    "LARGE", "MATCH", "MAX", "MEDIAN", "MIN", "ROUND", "ROWS", "SUM", "SUMIFS", "SUMPRODUCT",
    "TEXT",
}  # fmt: skip
VOLATILE = {"INDIRECT", "OFFSET", "TODAY", "NOW", "RAND", "RANDBETWEEN", "CELL", "INFO"}
TEXT = re.compile(r'"(?:[^"]|"")*"')
NUMBER = re.compile(r"(?<![A-Za-z0-9_$.:])\d+(?:\.\d+)?(?![A-Za-z0-9_:(])")
# How a number is rounded inside a sentence: as its format code says.
DIGITS = re.compile(r',\d\),""')
FUNCTION = re.compile(r"([A-Z][A-Z0-9.]*)\(")


def formulas(built: Built) -> list[Written]:
    return [cell for cell in built.cells if cell.formula is not None]


def bare(cell: Written) -> str:
    """A formula without its texts."""
    return TEXT.sub('""', cell.formula or "")


def place(cell: Written) -> str:
    return f"{cell.sheet} row {cell.row} column {cell.column}: {cell.formula}"


def test_no_number_but_0_and_1_in_a_formula(built: Built) -> None:
    wrong = [
        place(c)
        for c in formulas(built)
        if set(NUMBER.findall(DIGITS.sub("", bare(c)))) - {"0", "1"}
    ]
    assert wrong == []


def test_only_functions_that_every_engine_computes_alike(built: Built) -> None:
    used = {name for cell in formulas(built) for name in FUNCTION.findall(bare(cell))}
    assert used <= FUNCTIONS
    assert not used & VOLATILE


def test_no_link_to_another_file(built: Built) -> None:
    assert [place(c) for c in formulas(built) if "[" in bare(c).split("!")[0]] == []
    assert not any("externalLink" in name or "vba" in name.casefold() for name in built.parts)


def test_one_formula_per_row(built: Built) -> None:
    """Along the years a row has one formula, compared as R1C1."""
    first = built.desk.block("Inputs", "years").columns[built.desk.market.years[0]]
    found: dict[tuple[str, int], set[str]] = {}
    for cell in formulas(built):
        if cell.sheet in (*SERIES, "Inputs") and cell.column >= first:
            text = write_r1c1(cell.formula or "", cell.row, cell.column)
            found.setdefault((cell.sheet, cell.row), set()).add(text)
    assert {key: texts for key, texts in found.items() if len(texts) > 1} == {}
    assert len(found) > 40


def test_rows_of_the_grid_have_one_formula(built: Built) -> None:
    if ("Grid", "grid") not in built.desk.blocks:
        pytest.skip("this market has no two cuts to cross")
    block = built.desk.block("Grid", "grid")
    columns = {n for key, n in block.columns.items() if isinstance(key, tuple)}
    found: dict[int, set[str]] = {}
    for cell in formulas(built):
        if cell.sheet == "Grid" and cell.column in columns:
            text = write_r1c1(cell.formula or "", cell.row, cell.column)
            # each pair has a line of its own on the sheet of all years
            text = re.sub(r"INDEX\('Grid by year'!R\d+C\d+:R\d+C\d+", "INDEX(line", text)
            found.setdefault(cell.row, set()).add(text)
    assert {row: texts for row, texts in found.items() if len(texts) > 1} == {}


def test_same_column_same_year_on_every_sheet(built: Built) -> None:
    years = built.desk.block("Inputs", "years")
    for sheet in SERIES:
        if (sheet, "lines") not in built.desk.blocks:
            continue
        block = built.desk.block(sheet, "lines")
        for year in built.desk.market.years:
            assert block.columns[year] == years.columns[year]
            assert built.value(block.at("header", year)) == year
            assert built.value(years.at("years", year)) == year


def test_inputs_calculations_and_outputs_apart(built: Built) -> None:
    """Numbers typed in stand on Inputs or on records; calculation and output sheets have none."""
    controls = {built.desk.book.names.get(name) for name in CONTROLS}
    places = {(ref.sheet, ref.top, ref.left) for ref in controls if ref is not None}
    typed = [
        place(cell)
        for cell in built.cells
        if cell.formula is None
        and cell.kind == "n"
        and cell.value is not None
        and cell.sheet not in INPUT_SHEETS
        and (cell.sheet, cell.row, cell.column) not in places
    ]
    assert typed == []
    allowed = [cell for cell in formulas(built) if cell.sheet in INPUT_SHEETS]
    # Data repeats what other sheets hold; Ranges sets what the solver found beside the model
    others = [c for c in allowed if c.row > TOP and c.sheet not in ("Inputs", "Data", "Ranges")]
    assert [place(c) for c in others] == []
    assert [place(c) for c in allowed if c.row > TOP and c.sheet == "Inputs"] == []


def test_every_input_is_named_with_its_source(built: Built) -> None:
    block = built.desk.block("Inputs", "inputs")
    records = built.desk.records
    sources = {name_source(records, row["source_id"]) for row in records.all("sources")}
    for key in list(block.rows)[1:]:
        texts = [built.value(block.at(key, c)) for c in ("section", "input", "unit", "source")]
        assert all(isinstance(text, str) and text.strip() not in ("", "–") for text in texts), key
        assert texts[-1] in sources | {"Our assumption", "Marketbook"}, key
        assert built.value(block.at(key, "place")) not in ("", None)


def test_no_errors_and_no_formula_without_a_value(built: Built) -> None:
    wrong = [place(c) for c in formulas(built) if c.value in (None, "") or c.kind in ("e",)] + [
        place(c) for c in built.cells if c.kind == "e"
    ]
    assert wrong == []


def test_no_text_is_a_formula_by_accident(built: Built) -> None:
    """Texts are texts, whatever they begin with; none begins so that a CSV reader would run it."""
    for cell in built.cells:
        if cell.formula is None and cell.kind != "n" and cell.value:
            assert cell.kind == "s", place(cell)
            assert cell.value[0] not in "=+-@\t\r", cell.value


def test_names_and_tables_resolve(built: Built) -> None:
    known = {n.get("name") for n in built.trees["xl/workbook.xml"].iterfind(".//m:definedName", NS)}
    sheets = set(built.sheet_parts)
    words = re.compile(r"(?<![A-Za-z0-9_!.$'])([a-z][a-z_]+)(?![A-Za-z0-9_(!])")
    for cell in formulas(built):
        text = bare(cell).replace("'Grid by year'!", "Grid!")
        assert set(words.findall(text)) <= known, place(cell)
        assert set(re.findall(r"'?([A-Za-z]+)'?!", text)) <= sheets, place(cell)
        assert "#REF!" not in text


def test_every_name_is_used(built: Built) -> None:
    texts = " ".join(bare(cell) for cell in formulas(built))
    rules = " ".join(built.parts[part] for part in built.sheet_parts.values())
    for name, ref in built.desk.book.names.items():
        assert name in texts or name in rules or ref.absolute in rules, name


def test_the_master_check_stands_on_every_sheet(built: Built) -> None:
    shown = {cell.sheet for cell in formulas(built) if "master_check" in bare(cell)}
    assert shown == set(built.sheet_parts)

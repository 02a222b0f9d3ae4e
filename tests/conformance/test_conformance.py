"""Every table of the package, in every tool that is here, cell by cell the same as ours."""

from __future__ import annotations

from pathlib import Path

import pytest

import marketbook as mb
from tests.conformance.compare import find_differences, read_expected
from tests.conformance.tool import ROOT, Tool
from tests.conformance.tools import list_tools
from tests.conftest import copy_package

TOOLS = list_tools()
EXPORTS = {
    "parquet": "figures",
    "sqlite": "figures.sqlite",
    "duckdb": "figures.duckdb",
    "postgresql": "figures.sql",
    "json": "figures.json",
    "zip": "figures.zip",
}
NAMES = [f"{tool.name} from {tool.source}" for tool in TOOLS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with its exports beside it, as the README's lines expect them."""
    folder = copy_package(tmp_path_factory.mktemp("package"), "workbooks")
    for form, name in EXPORTS.items():
        if form != "duckdb" or not next(t for t in TOOLS if t.name == "DuckDB").missing():
            mb.export(form, folder / name, folder)
    return folder


@pytest.fixture(scope="module")
def expected(folder: Path):
    return read_expected(folder)


@pytest.mark.parametrize("tool", TOOLS, ids=NAMES)
def test_sees_every_table_as_it_is(tool: Tool, folder: Path, expected) -> None:
    if reason := tool.missing():
        pytest.skip(reason.strip("; "))
    schemas, rows = expected
    names = tool.tables or tuple(schemas)
    loaded = tool.load(tool, folder, names)
    differences = {
        name: found
        for name in names
        if tool.runs
        and (found := list(find_differences(tool, loaded[name], schemas[name], rows[name])))
    }
    assert differences == {}


def test_a_tool_is_told_apart_and_loads_any_table() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert {tool.source for tool in TOOLS} == {"CSV", "workbooks/tables.xlsx", *EXPORTS}
    for tool in TOOLS:
        assert tool.write_lines("shares") != tool.lines or "workbooks" in tool.source
        assert "sizes" not in tool.write_lines("shares")
        assert tool.remark
        assert tool.types or not tool.runs


def test_the_package_has_what_is_easily_lost(expected) -> None:
    """Zeros at the end and at the beginning, empty cells, signs beyond ASCII, commas."""
    _, rows = expected
    cells = [cell for table in rows.values() for row in table for cell in row]
    texts = [cell for cell in cells if isinstance(cell, str)]
    assert any(text.endswith(".0") for text in texts)
    assert any(text.startswith("0") for text in texts)
    assert any(not text.isascii() for text in texts)
    assert any("," in text for text in texts)
    assert None in cells


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda one: one.rows.pop(), "rows, expected"),
        (lambda one: one.columns.reverse(), "columns"),
        (
            lambda one: one.rows.append(one.rows.pop(0)[:]) or one.rows.__setitem__(1, one.rows[0]),
            "is not unique",
        ),
        (lambda one: one.rows[0].__setitem__(7, "65.70"), "stated of"),
        (lambda one: one.rows[0].__setitem__(6, 65.70000000000002), "value of"),
        (lambda one: one.rows[0].__setitem__(6, 66.7), "the sum of value"),
        (lambda one: one.rows[0].__setitem__(4, ""), "segment_id of"),
        (lambda one: one.types.__setitem__(7, "Float64"), "which cannot hold a string"),
        (lambda one: one.types.__setitem__(7, "Object"), "unknown type"),
    ],
)
def test_a_difference_is_found(damage, says: str, expected) -> None:
    schemas, rows = expected
    tool = next(tool for tool in TOOLS if tool.name == "marketbook")
    loaded = tool.load(tool, ROOT, ("sizes",))["sizes"]
    assert list(find_differences(tool, loaded, schemas["sizes"], rows["sizes"])) == []
    damage(loaded)
    found = list(find_differences(tool, loaded, schemas["sizes"], rows["sizes"]))
    assert any(says in one for one in found), found

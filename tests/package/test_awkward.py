"""Awkward sizes: a finding or a refusal, in words of bounded length."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from marketbook.errors import SchemaError
from marketbook.package import read_package, read_structure, table_file
from tests.conftest import WritePackage
from tests.package.structure import list_findings

TWO = {"fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]}
LINES: dict[str, tuple[Callable[[int], str], str]] = {
    "open": (lambda n: f'x,"{"y" * n}', "the quote that opens cell 2 is not closed on its line"),
    "quote after": (lambda n: f'x,"{"y," * n}"q', "cell 2 goes on after its closing quote"),
    "quotes": (lambda n: f'x,"{"y" * n}"q', "cell 2 goes on after its closing quote"),
    "commas": (lambda n: "," * n, "the line has 300,001 cells, the header 2"),
}


@pytest.mark.parametrize("small", [True, False])
@pytest.mark.parametrize("name", LINES)
def test_a_long_line_is_one_finding(
    write_package: WritePackage, monkeypatch: pytest.MonkeyPatch, name: str, small: bool
) -> None:
    monkeypatch.setattr(table_file, "_SMALL", 1 << 30 if small else -1)
    make, message = LINES[name]
    folder = write_package({"t": TWO}, {"t": f"a,b\n{make(300_000)}\nz,w\n"})
    [finding] = list_findings(folder)
    assert message in finding
    assert len(finding) < 400


def test_a_schema_has_as_many_columns_as_a_sheet(write_package: WritePackage) -> None:
    fields = [{"name": f"c{n}", "type": "number"} for n in range(16_385)]
    with pytest.raises(SchemaError, match=r"table 't' has 16,385 fields; expected at most 16,384"):
        read_package(write_package({"t": {"fields": fields}}, {}))


@pytest.mark.parametrize("width", [70, 20_000])
def test_messages_do_not_repeat_every_column(write_package: WritePackage, width: int) -> None:
    names = [f"c{n}" for n in range(width)]
    content = f"{','.join(names)}\n{','.join('1' for _ in names)}\n"
    findings = list_findings(write_package({"t": TWO}, {"t": content}))
    assert len(findings) == width + 2
    assert max(map(len, findings)) < 300
    wide = {"fields": [{"name": name, "type": "string"} for name in names[:10_000]]}
    assert max(map(len, list_findings(write_package({"t": wide}, {"t": "a,b\nx,y\n"})))) < 500


def read(write: WritePackage, columns: int) -> float:
    names = [f"c{n}" for n in range(columns)]
    fields = [{"name": name, "type": "string"} for name in names]
    folder: Path = write({"t": {"fields": fields}}, {"t": f"{','.join(names)}\n"})
    start = time.process_time()
    assert read_structure(read_package(folder)).findings == ()
    return time.process_time() - start


def test_the_cost_of_columns_is_linear(write_package: WritePackage) -> None:
    read(write_package, 10)
    assert read(write_package, 8_000) < 24 * read(write_package, 1_000) + 0.2

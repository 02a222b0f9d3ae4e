"""Whatever bytes a file has: nothing raises, no line is lost, each row is what stands there."""

from __future__ import annotations

import csv
import json
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketbook.findings import Finding
from marketbook.package import misshapen, read_package, table_file
from marketbook.package.table_file import measure_files
from marketbook.package.table_text import TableText, read_table_text
from tests.conftest import PROFILES

PIECES = st.sampled_from(
    [b"a", b",", b",", b'"', b'""', b"\n", b"\n", b"\r\n", b"\r", b"\0", b" ", b"\xc3\xa9", b"\xff"]
)
SCHEMA = {"fields": [{"name": name, "type": "string", "missingValues": []} for name in "xy"]}


def write_package(directory: Path, content: bytes) -> Path:
    resource = {"name": "t", "type": "table", "path": "t.csv", "schema": SCHEMA}
    profile = f"{PROFILES}/datapackage.json"
    descriptor = {"$schema": profile, "name": "any", "houseStyle": True, "resources": [resource]}
    (directory / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    (directory / "t.csv").write_bytes(content)
    return directory


def list_lines(finding: Finding) -> set[int]:
    """The lines that a finding takes away: its own, or all of a record with line breaks."""
    spans = re.match(r"lines (\d+) to (\d+) are one record", finding.message)
    first, last = map(int, spans.groups()) if spans else (finding.line, finding.line)
    takes = finding.rule in ("structure.row", "structure.encoding")
    return set(range(first, last + 1)) if takes else set()


def read(body: bytes) -> tuple[TableText, list[bytes]]:
    """What is read of a file with a good header, and its lines, made plain."""
    with tempfile.TemporaryDirectory() as directory:
        package = read_package(write_package(Path(directory), b"x,y\n" + body))
        [resource] = package.resources.values()
        facts = measure_files(package, resource)
        text = read_table_text(package, facts, resource)
    lines = (b"x,y\n" + body).replace(b"\r\n", b"\n").split(b"\n")
    return text, lines if lines[-1] else lines[:-1]


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.lists(PIECES, max_size=40).map(b"".join))
def test_any_bytes(body: bytes) -> None:
    text, lines = read(body)
    assert text.frame is not None
    faults = set().union(*(list_lines(finding) for finding in text.findings))
    rows = {row[0]: list(row[1:]) for row in text.frame.fill_null("").rows()}
    assert sorted([*rows, *faults]) == list(range(2, len(lines) + 1))
    for number, cells in rows.items():
        assert [cells] == list(csv.reader([lines[number - 1].decode("utf-8")]))


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.lists(PIECES, max_size=40).map(b"".join))
def test_a_good_last_line_is_read_whatever_stands_above_it(body: bytes) -> None:
    text, lines = read(body + b"\n1,2\n")
    assert text.frame is not None
    assert text.frame.row(-1) == (len(lines), "1", "2")


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(st.lists(PIECES, max_size=40).map(b"".join), st.sampled_from([0, 300]))
def test_small_and_large_files_are_read_alike(body: bytes, wide: int) -> None:
    small, _ = read(body)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_file, "_SMALL", -1)
        patch.setattr(misshapen, "_WIDE", wide)
        large, _ = read(body)
    assert small.findings == large.findings
    assert small.complete == large.complete
    assert small.frame is not None and large.frame is not None
    assert small.frame.equals(large.frame)

"""Workbooks damaged at random: read, or refused, and never anything else."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Generator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketbook.errors import WorkbookError
from tests.pulls.small_book import building_once, pack, read, small_book

# Values that parsers trip over, in place of what an attribute or an element holds.
NASTY = st.sampled_from(
    ["", "0", "-1", "1e999", "nan", "99999999999999999999", "A0", "ZZZZZ9", "true", "²", "١",
     "../x", "s", "\u0130", "_x0000_", "_xD800_", "1 2", "+1", "0x1F", " ", "rId1", "&#10;"]
)  # fmt: skip
_VALUE = re.compile(r'(?<==")[^"<]*(?=")|(?<=>)[^<]+(?=<)')
_TAG = re.compile(r"<[^>]*>")


@pytest.fixture(autouse=True, scope="module")
def _quick() -> Generator[None]:
    with building_once():
        yield


@cache
def parts_of_small_book() -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(small_book())) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def read_or_refuse(content: bytes, folder: Path) -> None:
    try:
        book = read(content, folder)
    except WorkbookError as error:
        assert error.found
        return
    for remark in book.remarks:
        assert remark.found


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_odd_values_and_lost_tags(tmp_path: Path, data: st.DataObject) -> None:
    parts = dict(parts_of_small_book())
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(sorted(parts)))
        pattern = data.draw(st.sampled_from([_VALUE, _VALUE, _VALUE, _TAG]))
        places = list(pattern.finditer(parts[name]))
        if places:
            found = places[data.draw(st.integers(0, len(places) - 1))]
            new = data.draw(NASTY) if pattern is _VALUE else ""
            parts[name] = parts[name][: found.start()] + new + parts[name][found.end() :]
    read_or_refuse(pack(parts), tmp_path)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=4))
def test_odd_bytes(tmp_path: Path, changes: list[tuple[int, int]]) -> None:
    content = bytearray(small_book())
    for at, byte in changes:
        content[at % len(content)] = byte
    read_or_refuse(bytes(content), tmp_path)

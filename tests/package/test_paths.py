"""Files that are named after data: inside their folder, and possible on every platform."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketbook.errors import PackageError
from marketbook.package.paths import MOST_BYTES, find_twins, make_path

REFUSED = {
    "": "it is empty",
    "../../x": "it holds '/'",
    "/etc/x": "it holds '/'",
    "..": "it begins or ends with '.'",
    "..\\x": r"it holds '\\\\'",
    "C:x": "it holds ':'",
    "a:b": "it holds ':'",
    ".git": "it begins or ends with '.'",
    "~$tables": "it begins or ends with '~'",
    "x.": "it begins or ends with '.'",
    "x ": "it begins or ends with ' '",
    "a*": "it holds '*'",
    "a\nb": "it holds characters that are not shown",
    "a\0b": "it holds characters that are not shown",
    "gpj.\u202eexe": "it holds characters that are not shown",
    "\ud800": "it holds characters that are not shown",
    "CON": "on Windows that is a device",
    "nul.markets": "on Windows that is a device",
    "lpt1": "on Windows that is a device",
    "x" * 250: "it has more than 180 bytes",
    "ж" * 100: "it has more than 180 bytes",
}


@pytest.mark.parametrize("name", REFUSED, ids=range(len(REFUSED)))
def test_names_that_no_file_can_have(name: str) -> None:
    words = f"the market .* cannot be the name of a file: {REFUSED[name]}"
    with pytest.raises(PackageError, match=words):
        make_path(Path("workbooks"), name, ".xlsx", "the market")


@pytest.mark.parametrize("name", ["iomt", "größe 1", "con-sole", "com", "a.b", "x" * MOST_BYTES])
def test_names_that_files_have(name: str) -> None:
    assert make_path(Path("w"), name, ".xlsx", "the market").name == f"{name}.xlsx"


@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_whatever_is_made_stays_in_its_folder(name: str) -> None:
    folder = Path("/package/workbooks")
    try:
        path = make_path(folder, name, ".xlsx", "the market")
    except PackageError:
        return
    assert path.parent == folder
    assert path.resolve().parent == folder.resolve()
    longest = f".{path.stem}.edited-2026-11-29-99.xlsx.0123456789abcdef.tmp"
    assert len(longest.encode()) < 255


def test_twins() -> None:
    assert find_twins(["iomt", "IoMT"]) == ("iomt", "IoMT")
    assert find_twins(["gr\u00f6\u00dfe", "gro\u0308sse"]) == ("gr\u00f6\u00dfe", "gro\u0308sse")
    assert find_twins(["a", "b"]) is None

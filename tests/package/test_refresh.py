from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from marketbook.errors import PackageError
from marketbook.package import read_package, read_structure, refresh_descriptor
from tests.conftest import WritePackage

SCHEMA = {"title": "Größe", "fields": [{"name": "x", "type": "string"}]}


def refresh(folder: Path) -> bool:
    return refresh_descriptor(read_package(folder))


def test_writes_hash_and_size_and_keeps_everything_else(write_package: WritePackage) -> None:
    folder = write_package({"t": SCHEMA}, {"t": "x\na\n"}, keywords=["zuletzt"])
    path = folder / "datapackage.json"
    before = json.loads(path.read_text(encoding="utf-8"))
    digest = hashlib.sha256(b"x\na\n").hexdigest()
    assert refresh(folder)
    text = path.read_text(encoding="utf-8")
    after = json.loads(text)
    [resource] = after["resources"]
    assert resource.pop("bytes") == 4
    assert resource.pop("hash") == f"sha256:{digest}"
    assert after == before
    assert list(after) == list(before)
    assert text.startswith('{\n  "$schema"')
    assert text.endswith("}\n")
    assert "Größe" in text


def test_changes_nothing_where_all_is_true(write_package: WritePackage) -> None:
    folder = write_package({"t": SCHEMA}, {"t": "x\na\n"})
    assert refresh(folder)
    path = folder / "datapackage.json"
    # laid out by hand: a file that states the truth is left as it is
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8"))), encoding="utf-8")
    before = path.read_bytes()
    assert not refresh(folder)
    assert path.read_bytes() == before
    assert read_structure(read_package(folder)).findings == ()


def test_keys_keep_their_place(write_package: WritePackage) -> None:
    folder = write_package({"t": SCHEMA}, {"t": "x\n"}, resource={"bytes": 1, "hash": "0" * 32})
    assert refresh(folder)
    stated = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert list(stated["resources"][0])[-2:] == ["bytes", "hash"]


def test_a_missing_file_leaves_the_descriptor_as_it_is(write_package: WritePackage) -> None:
    folder = write_package({"t": SCHEMA}, {})
    before = (folder / "datapackage.json").read_bytes()
    with pytest.raises(PackageError, match=r"tables/t\.csv cannot be read"):
        refresh(folder)
    assert (folder / "datapackage.json").read_bytes() == before

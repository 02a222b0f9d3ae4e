"""Where a build writes: into the package's own folder, whatever ids and links say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import marketbook as mb
from marketbook.errors import MarketbookError, PackageError, WorkbookError
from marketbook.starter import start_package
from tests.conftest import link


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A new package whose ids may be anything."""
    root = tmp_path / "home" / "package"
    start_package(root)
    for schema in root.glob("schemas/*.json"):
        text = schema.read_text(encoding="utf-8")
        text = text.replace('"pattern": "[a-z0-9]+(-[a-z0-9]+)*"', '"minLength": 1')
        schema.write_text(text, encoding="utf-8")
    return root


def list_files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def rename_market(package: Path, name: str) -> None:
    for table in package.glob("tables/*.csv"):
        text = table.read_text(encoding="utf-8")
        table.write_text(text.replace("garden-robots", name), encoding="utf-8", newline="\n")


@pytest.mark.parametrize(
    "name", ["../../outside", "/outside/x", "CON", "a:b", "~$tables", "x" * 250, ".hidden"]
)
def test_an_id_that_is_no_file_name_is_refused(package: Path, name: str) -> None:
    rename_market(package, name)
    before = list_files(package.parent.parent)
    with pytest.raises(PackageError, match=r"the market .* cannot be the name of a file"):
        mb.build(package)
    assert list_files(package.parent.parent) == before


def test_ids_that_are_one_file_on_some_platforms(package: Path) -> None:
    rename_market(package, "Tables")
    with pytest.raises(WorkbookError, match="two workbooks would be called"):
        mb.build(package)


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    "place",
    ["workbooks", "workbooks/tables.xlsx", "workbooks/garden-robots.xlsx", "datapackage.json"],
)
def test_nothing_is_written_through_a_link(
    package: Path, place: str, force: bool, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    if place == "workbooks":
        outside.mkdir()
    elif place == "datapackage.json":
        shutil.move(package / place, outside)
        sizes = package / "tables" / "sizes.csv"
        sizes.write_text(sizes.read_text(encoding="utf-8").replace("about", "nearly"))
    else:
        (package / "workbooks").mkdir()
        outside.write_bytes(b"mine")
    link(package / place, outside)
    before = outside.read_bytes() if outside.is_file() else b""
    changed = outside.stat().st_mtime_ns
    if place == "datapackage.json":
        rename_market(package, "other-market")
    with pytest.raises(MarketbookError, match="is a link; expected a file or folder of the pack"):
        mb.build(package, force=force)
    assert (outside.read_bytes() if outside.is_file() else b"") == before
    assert outside.stat().st_mtime_ns == changed
    assert outside.is_file() or not list(outside.iterdir())


def test_a_file_in_the_place_of_the_folder(package: Path) -> None:
    (package / "workbooks").write_text("mine", encoding="utf-8")
    with pytest.raises(PackageError, match="could not be written"):
        mb.build(package)
    assert (package / "workbooks").read_text(encoding="utf-8") == "mine"

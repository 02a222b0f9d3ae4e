from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from marketbook.errors import PackageError
from marketbook.package import write_file
from tests.conftest import link


def test_writes_a_new_file(tmp_path: Path) -> None:
    write_file(tmp_path / "a.csv", b"x\n", inside=tmp_path)
    assert (tmp_path / "a.csv").read_bytes() == b"x\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are another matter there")
def test_keeps_the_mode_of_the_file_it_replaces(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_file(path, b"new", inside=tmp_path)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_follows_no_link(tmp_path: Path) -> None:
    package = tmp_path / "package"
    (tmp_path / "outside").mkdir()
    package.mkdir()
    link(package / "a.csv", tmp_path / "real.csv")
    link(package / "workbooks", tmp_path / "outside")
    link(package / "gone", tmp_path / "nowhere")
    for name in ("a.csv", "workbooks/a.xlsx", "gone/a.xlsx", "gone"):
        with pytest.raises(PackageError, match=r"is a link; expected a file or folder of the pack"):
            write_file(package / name, b"new", inside=package)
    assert not list((tmp_path / "outside").iterdir())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["outside", "package"]


def test_a_link_to_the_package_is_the_users_own_choice(tmp_path: Path) -> None:
    (tmp_path / "package").mkdir()
    link(tmp_path / "way", tmp_path / "package")
    write_file(tmp_path / "way" / "a.csv", b"new", inside=tmp_path / "way")
    assert (tmp_path / "package" / "a.csv").read_bytes() == b"new"


def test_makes_the_folder_of_a_file(tmp_path: Path) -> None:
    write_file(tmp_path / "workbooks" / "a.xlsx", b"x", inside=tmp_path)
    assert (tmp_path / "workbooks" / "a.xlsx").exists()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PackageError, match="could not be written"):
        write_file(tmp_path / "file" / "a.xlsx", b"x", inside=tmp_path)


def test_a_failure_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(PackageError) as error:
        write_file(path, b"new", inside=tmp_path)
    assert str(error.value) == (
        f"{path} could not be written (No space left on device); nothing was changed; check the "
        "folder's permissions and free space"
    )
    assert path.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_an_interruption_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(path, b"new", inside=tmp_path)
    assert path.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_says_that_there_is_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="could not be written"):
        write_file(tmp_path / "no" / "where" / "a.csv", b"x", inside=tmp_path)

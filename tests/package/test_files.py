from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from marketbook.errors import PackageError
from marketbook.package import write_file


def test_writes_a_new_file(tmp_path: Path) -> None:
    write_file(tmp_path / "a.csv", b"x\n")
    assert (tmp_path / "a.csv").read_bytes() == b"x\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are another matter there")
def test_keeps_the_mode_of_the_file_it_replaces(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_follows_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"old")
    try:
        (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    except OSError:
        pytest.skip("links are not allowed here")
    write_file(tmp_path / "link.csv", b"new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


def test_a_failure_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(PackageError) as error:
        write_file(path, b"new")
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
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_says_that_there_is_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="could not be written"):
        write_file(tmp_path / "nowhere" / "a.csv", b"x")

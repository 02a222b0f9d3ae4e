"""One writer per package; what a killed one left is nobody's burden."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

import marketbook as mb
from marketbook.errors import ExportError, PackageError
from marketbook.package import lock, lock_package, switch_files
from marketbook.package.files import OLD_SECONDS, name_scratch, write_file
from marketbook.package.lock import LOCK, hold_lock
from tests.pulls.setting import (
    ROOT,
    add_row,
    edit_book,
    list_left_over,
    read_files,
    set_cell,
    states_true_hashes,
)

HOLD = """
import sys, time
from pathlib import Path
from marketbook.package.lock import hold_lock
with hold_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""
COUNT = """
import sys
from pathlib import Path
from marketbook.package.lock import hold_lock
root, rounds = Path(sys.argv[1]), int(sys.argv[2])
for _ in range(rounds):
    with hold_lock(root):
        number = int((root / "number").read_text())
        (root / "number").write_text(str(number + 1))
"""


def start(script: str, *arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", script, *map(str, arguments)], cwd=ROOT)


@contextmanager
def holding(root: Path) -> Generator[subprocess.Popen[str]]:
    """Another process that holds the lock of a folder, and is killed in the end."""
    command = [sys.executable, "-c", HOLD, str(root)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        yield child
        child.kill()


def test_no_two_hold_it_at_once(tmp_path: Path) -> None:
    (tmp_path / "number").write_text("0")
    children = [start(COUNT, tmp_path, 60) for _ in range(3)]
    assert [child.wait(600) for child in children] == [0, 0, 0]
    assert (tmp_path / "number").read_text() == "180"
    assert not (tmp_path / LOCK).exists()


def test_a_thread_may_lock_again_and_another_may_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "MOST_SECONDS", 0.1)
    refused: list[str] = []

    def try_it() -> None:
        with pytest.raises(PackageError) as caught, hold_lock(tmp_path):
            pass
        refused.append(str(caught.value))

    with hold_lock(tmp_path), hold_lock(tmp_path / ".." / tmp_path.name):
        other = threading.Thread(target=try_it)
        other.start()
        other.join()
    assert refused == [
        f"another command of marketbook has been writing to {tmp_path} for 0 seconds; nothing was "
        "changed; wait until it is done, or end it, and run this again"
    ]
    with hold_lock(tmp_path):
        pass


def test_the_lock_of_the_dead_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "MOST_SECONDS", 0.1)
    with holding(tmp_path):
        assert (tmp_path / LOCK).exists()
    with hold_lock(tmp_path):
        pass
    assert list_left_over(tmp_path) == []


def test_a_command_waits_for_another(
    root: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both pulls are taken: the second merges with what the first has written."""
    one = edit_book(
        file, lambda book: set_cell(book, "things", "bee", "year", 2026), root / "1.xlsx"
    )
    two = edit_book(file, lambda book: add_row(book, "kinds", {"kind_id": "tiny", "name": "Tiny"}),
                    root / "2.xlsx")  # fmt: skip
    script = "import sys, marketbook as mb\nmb.pull(sys.argv[1], sys.argv[2], apply=True)"
    children = [start(script, book, root) for book in (one, two)]
    assert [child.wait(600) for child in children] == [0, 0]
    files = read_files(root)
    assert b'bee,small,2,"2,000.0",2026' in files["things.csv"]
    assert b"tiny,Tiny" in files["kinds.csv"]
    assert states_true_hashes(root)
    assert list_left_over(root) == []
    monkeypatch.setattr(lock, "MOST_SECONDS", 0.1)
    with holding(root):
        for write in (lambda: mb.pull(one, root, apply=True), lambda: mb.build(root)):
            with pytest.raises(PackageError, match="another command of marketbook"):
                write()
        # whoever only reads does not wait
        assert mb.check(root).exit_code == 0
        assert mb.pull(one, root).outcome == "unchanged"
        assert mb.build(root, check_only=True)


def age(path: Path) -> Path:
    old = time.time() - OLD_SECONDS - 60
    os.utime(path, (old, old))
    return path


def test_what_a_killed_process_left_is_swept_when_it_is_old(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    left = (name_scratch(tmp_path / "tables" / "a.csv"), tmp_path / f".b.{'0' * 16}.tmp")
    old = [age(make(path)) for path in left]
    young = make(name_scratch(tmp_path / "tables" / "a.csv"))
    others = [age(make(tmp_path / name)) for name in (".b.tmp", "notes.tmp", f"b.{'0' * 16}.tmp")]
    with lock_package(tmp_path):
        pass
    assert [path.exists() for path in old] == [False, False]
    assert all(path.exists() for path in (young, *others))


def test_writing_one_file_sweeps_what_was_left_of_it(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    mine, folder = age(make(name_scratch(target))), name_scratch(target)
    folder.mkdir()
    make(folder / "a.csv")
    age(folder)
    other = age(make(name_scratch(tmp_path / "b.csv")))
    write_file(target, b"new", inside=tmp_path)
    assert [path.exists() for path in (mine, folder, other)] == [False, False, True]
    assert target.read_bytes() == b"new"


def test_a_journal_is_finished_before_anything_is_swept(root: Path) -> None:
    from tests.pulls.test_switch import NEW, OLD, read, stop_half_way, write_old

    write_old(root)
    for step in stop_half_way(root):
        age(root / step["scratch"])
    with lock_package(root):
        assert read(root) == NEW
    assert OLD != NEW


def make(path: Path) -> Path:
    path.write_bytes(b"left over")
    return path


def test_a_folder_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / LOCK).mkdir()
    with pytest.raises(PackageError, match=r"could not be written .* nothing was changed"):
        switch_files(tmp_path, {"a.csv": b"new"}, {"a.csv": ""})


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_refused_before_it_is_opened(root: Path) -> None:
    """Nobody writes into it, so whoever opens it waits for ever."""
    for name in ("tables/things.csv", "datapackage.json"):
        file = root / name
        content = file.read_bytes()
        file.unlink()
        os.mkfifo(file)
        for use in (mb.check, mb.build, mb.read_package):
            with pytest.raises(PackageError, match="is a pipe or a device, which may never end"):
                use(root)
        file.unlink()
        file.write_bytes(content)
    os.mkfifo(root / "out")
    with pytest.raises(ExportError, match="out is a pipe or a device"):
        mb.export("json", root / "out", root)


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "package").mkdir()
    try:
        (tmp_path / "package" / LOCK).symlink_to(tmp_path / "outside")
    except OSError:
        pytest.skip("links cannot be made here")
    if not hasattr(os, "O_NOFOLLOW"):
        pytest.skip("links are followed here")
    with pytest.raises(PackageError, match="could not be written"), hold_lock(tmp_path / "package"):
        pass
    assert not (tmp_path / "outside").exists()

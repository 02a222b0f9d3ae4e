"""All files or none, also when the process is killed at any step."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import marketbook as mb
from marketbook.errors import PackageError
from marketbook.package import finish_switch, switch_files
from marketbook.package.switch import JOURNAL
from tests.pulls.setting import (
    ROOT,
    edit_book,
    list_left_over,
    read_files,
    set_cell,
    states_true_hashes,
)

OLD = {"a.csv": b"id\n1\n", "deep/b.csv": b"id\n2\n", "datapackage.json": b"{}\n"}
NEW = {"a.csv": b"id\n10\n", "deep/b.csv": b"id\n20\n", "datapackage.json": b'{"new": 1}\n'}

# Counts every call that touches the disk; each one that it is told to be the last is not done, or
# done in half where something is written.
KILLER = """
import json, os, sys
from pathlib import Path

last, calls = int(sys.argv[1]), 0

def guard(owner, name, half=None):
    real = getattr(owner, name)
    def call(*args, **kwargs):
        global calls
        if calls == last:
            if half is not None:
                half(real, *args, **kwargs)
            os._exit(77)
        calls += 1
        return real(*args, **kwargs)
    setattr(owner, name, call)

"""
SWITCH = (
    KILLER
    + """
from marketbook.package import switch
guard(switch, "write_through", lambda real, path, content: real(path, content[: len(content) // 2]))
guard(switch, "_sync_folder")
for name in ("replace", "unlink", "chmod"):
    guard(Path, name)
root = Path(sys.argv[2])
old, new = json.loads(sys.argv[3])
switch.switch_files(root, {path: text.encode() for path, text in new.items()}, old)
print(calls)
"""
)


def write_old(root: Path) -> Path:
    for path, content in OLD.items():
        file = root.joinpath(*path.split("/"))
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_bytes(content)
    return root


def read(root: Path) -> dict[str, bytes]:
    return {path: root.joinpath(*path.split("/")).read_bytes() for path in OLD}


def measure(contents: Mapping[str, bytes]) -> dict[str, str]:
    return {path: hashlib.sha256(content).hexdigest() for path, content in contents.items()}


def kill(root: Path, last: int) -> subprocess.CompletedProcess[str]:
    texts = {path: content.decode() for path, content in NEW.items()}
    return subprocess.run(
        [sys.executable, "-c", SWITCH, str(last), str(root), json.dumps([measure(OLD), texts])],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )


def test_killed_at_every_step(tmp_path: Path) -> None:
    """Before recovery every file is old or new; after it all are old, or all are new."""
    became: list[str] = []
    mixed = 0
    for last in range(100):
        root = write_old(tmp_path / str(last))
        done = kill(root, last)
        found = read(root)
        assert all(found[path] in (OLD[path], NEW[path]) for path in OLD), last
        mixed += found not in (OLD, NEW)
        decided = (root / JOURNAL).exists()
        assert finish_switch(root) == decided
        assert not finish_switch(root)
        after = read(root)
        assert after in (OLD, NEW), last
        became.append("new" if after == NEW else "old")
        if done.returncode == 0:
            assert list_left_over(root) == []
            break
        assert done.returncode == 77, done.stderr
        if decided:
            assert list_left_over(root) == [], "what the journal names is cleared away"
    assert became == sorted(became, reverse=True), "once decided, every later step ends in the new"
    assert became[0] == "old"
    assert became[-1] == "new"
    assert mixed > 0, "some kills fall between two files, or the test proves nothing"
    assert len(became) > 15


def test_killed_while_finishing(tmp_path: Path) -> None:
    """Recovery may itself be stopped anywhere, and be taken up again."""
    root = write_old(tmp_path)
    stopped = stop_half_way(root)
    (root / "a.csv").write_bytes(NEW["a.csv"])
    assert finish_switch(root)
    assert read(root) == NEW
    assert stopped
    assert list_left_over(root) == []


def stop_half_way(root: Path) -> list[dict[str, str]]:
    """Leaves a package as a process killed right after the journal leaves it; returns its steps."""
    steps = []
    for path, content in NEW.items():
        target = root.joinpath(*path.split("/"))
        scratch = target.with_name(f".{target.name}.{'0' * 16}.tmp")
        scratch.write_bytes(content)
        steps.append(
            {
                "path": path,
                "scratch": scratch.relative_to(root).as_posix(),
                "old": measure(OLD)[path],
                "new": measure(NEW)[path],
            }
        )
    write_journal(root, steps)
    return steps


def write_journal(root: Path, steps: object) -> None:
    (root / JOURNAL).write_text(json.dumps({"version": 1, "files": steps}), encoding="utf-8")


def test_what_was_changed_since_is_not_written_over(tmp_path: Path) -> None:
    root = write_old(tmp_path)
    stop_half_way(root)
    (root / "a.csv").write_bytes(b"id\nby hand\n")
    with pytest.raises(PackageError, match=r"a.csv was stopped half way, and the file was changed"):
        finish_switch(root)
    assert (root / "a.csv").read_bytes() == b"id\nby hand\n"


def test_a_lost_text_is_told(tmp_path: Path) -> None:
    root = write_old(tmp_path)
    (root / stop_half_way(root)[0]["scratch"]).unlink()
    with pytest.raises(PackageError, match="its new text is lost"):
        finish_switch(root)
    assert read(root) == OLD


def list_hostile(root: Path) -> Iterator[object]:
    (good, *_) = stop_half_way(root)
    yield []
    yield "text"
    yield [None]
    yield [{**good, "old": 3}]
    yield [{**good, "path": "../a.csv", "scratch": f"../.a.csv.{'0' * 16}.tmp"}]
    yield [{**good, "path": "/etc/passwd", "scratch": f"/etc/.passwd.{'0' * 16}.tmp"}]
    yield [{**good, "path": "C:/a.csv", "scratch": f"C:/.a.csv.{'0' * 16}.tmp"}]
    yield [{**good, "path": "deep\\b.csv", "scratch": f".deep\\b.csv.{'0' * 16}.tmp"}]
    yield [{**good, "scratch": "datapackage.json"}]
    yield [{**good, "scratch": f"deep/.a.csv.{'0' * 16}.tmp"}]
    yield [{**good, "scratch": ".a.csv.x.tmp"}]


def test_a_hostile_journal_touches_nothing(tmp_path: Path) -> None:
    root = write_old(tmp_path / "package")
    outside = tmp_path / "a.csv"
    outside.write_bytes(b"mine")
    for steps in list(list_hostile(root)):
        write_journal(root, steps)
        with pytest.raises(PackageError, match="is not a journal of this tool"):
            finish_switch(root)
        assert read(root) == OLD
        assert outside.read_bytes() == b"mine"


def test_a_link_that_leaves_the_package_is_not_followed(tmp_path: Path) -> None:
    root = write_old(tmp_path / "package")
    outside = tmp_path / "outside.csv"
    outside.write_bytes(OLD["a.csv"])
    (root / "a.csv").unlink()
    try:
        (root / "a.csv").symlink_to(outside)
    except OSError:
        pytest.skip("links cannot be made here")
    with pytest.raises(PackageError, match="leaves the package"):
        switch_files(root, NEW, measure(OLD))
    assert outside.read_bytes() == OLD["a.csv"]
    stop_half_way(root)
    with pytest.raises(PackageError, match="not a journal"):
        finish_switch(root)
    assert outside.read_bytes() == OLD["a.csv"]


def test_a_file_changed_meanwhile_stops_it(tmp_path: Path) -> None:
    root = write_old(tmp_path)
    (root / "deep" / "b.csv").write_bytes(b"id\n3\n")
    with pytest.raises(PackageError, match=r"deep/b.csv was changed while it was being pulled"):
        switch_files(root, NEW, measure(OLD))
    assert (root / "a.csv").read_bytes() == OLD["a.csv"]
    assert list_left_over(root) == []


def test_a_file_that_cannot_be_written_stops_it_before_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where Excel holds a CSV that it has open."""
    root = write_old(tmp_path)
    real = Path.open

    def held(self: Path, mode: str = "r", *rest: object, **more: object) -> object:
        if self.name == "b.csv" and "+" in mode:
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, mode, *rest, **more)  # type: ignore[arg-type,call-overload]

    monkeypatch.setattr(Path, "open", held)
    with pytest.raises(PackageError, match=r"b.csv could not be written .* nothing was changed"):
        switch_files(root, NEW, measure(OLD))
    monkeypatch.undo()
    assert read(root) == OLD
    assert list_left_over(root) == []


PULL = (
    KILLER
    + """
import marketbook as mb
from marketbook.package import switch
guard(switch, "_take_step")
mb.pull(sys.argv[2], sys.argv[3], apply=True)
"""
)


@pytest.mark.parametrize("last", [0, 1])
def test_a_pull_killed_half_way_is_finished_by_the_next_reader(
    root: Path, file: Path, last: int
) -> None:
    edit_book(file, lambda book: set_cell(book, "things", "bee", "year", 2026))
    before = read_files(root)
    done = subprocess.run(
        [sys.executable, "-c", PULL, str(last), str(file), str(root)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 77, done.stderr
    assert (root / JOURNAL).exists()
    if last:
        assert not states_true_hashes(root), "another reader can tell that something is half done"
    assert mb.check(root).exit_code == 0
    assert states_true_hashes(root)
    assert read_files(root)["things.csv"] != before["things.csv"]
    assert mb.pull(file, root).outcome == "unchanged"

"""Every hostile workbook ends in a clear error, in bounded memory and time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from marketbook.errors import WorkbookError
from marketbook.pulls.read.book import read_book
from tests.pulls.hostile import CASES
from tests.pulls.small_book import small_package

# Of which the libraries take about 175 before anything is read.
MOST_MEGABYTES = 400
MOST_SECONDS = 20

_CHILD = """
import json, resource, sys, time
from pathlib import Path
from marketbook.errors import WorkbookError
from marketbook.package import read_package
from marketbook.pulls.read.book import read_book

def peak():
    # what the parent used counts in ru_maxrss on Linux
    if sys.platform == "linux":
        status = Path("/proc/self/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 2**10
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (2**20 if sys.platform == "darwin" else 2**10)

package, told = read_package(Path(sys.argv[1])), {"": ["", 0.0, peak()]}
resource.setrlimit(resource.RLIMIT_CPU, (300, 300))
for file in sorted(Path(sys.argv[2]).iterdir()):
    start = time.process_time()
    try:
        read_book(file, package)
        found = ""
    except WorkbookError as error:
        found = str(error)
    told[file.stem] = [found, time.process_time() - start, peak()]
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    for name, (make, _) in CASES.items():
        (folder / f"{name}.xlsx").write_bytes(make())
    return folder


@pytest.fixture(scope="module")
def measured(folder: Path) -> dict[str, tuple[str, float, float]]:
    """What a child process found of each file: the error, seconds, megabytes at most so far."""
    if sys.platform == "win32":
        pytest.skip("Windows does not tell how much memory a process used at most")
    command = [sys.executable, "-c", _CHILD, str(small_package().root), str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return {name: tuple(told) for name, told in json.loads(done.stdout).items()}


def test_the_corpus_is_large() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("name", CASES)
def test_it_ends_in_a_clear_error(
    name: str, measured: dict[str, tuple[str, float, float]], folder: Path
) -> None:
    told, seconds, _ = measured[name]
    assert CASES[name][1] in told, told
    assert told.startswith(f"{folder / name}.xlsx: ")
    assert "; expected " in told
    assert len(told) < 600
    assert seconds < MOST_SECONDS


def test_memory_stays_bounded(measured: dict[str, tuple[str, float, float]]) -> None:
    peaks = {name: megabytes for name, (_, _, megabytes) in measured.items()}
    assert max(peaks.values()) < MOST_MEGABYTES, peaks


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="there is no such file"):
        read_book(tmp_path / "none.xlsx", small_package())


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="there is no such file"):
        read_book(tmp_path, small_package())

"""What the tests of several rooms share: small packages written from a few lines."""

from __future__ import annotations

import gc
import io
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

# the suite starts hundreds of processes: what the first compiles, the others read
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

ROOT = Path(__file__).parents[1]
PROFILES = "https://datapackage.org/profiles/2.0"
Descriptor = dict[str, object]
WritePackage = Callable[..., Path]
Command = Callable[..., "Done"]
Once = Callable[[str, Callable[[Path], object]], Path]


LONG = (
    "test_editors", "test_hooks", "test_same_verdicts", "test_exports", "test_odd_packages",
    "test_page_in_browser", "test_conformance", "test_build", "test_planted_faults", "test_grids",
    "test_pages", "test_portfolio_book", "test_market_book", "test_verdicts", "test_hostile",
    "test_other_packages", "test_reliability", "test_tables_book", "test_page", "test_endings",
    "test_right_figures", "test_documents", "test_wheel", "test_values", "test_examples",
    "test_nonsense", "test_anyones_package", "test_awkward", "test_paper", "test_smoke",
    "test_differential", "test_action",
)  # fmt: skip
"""Modules that take longest, the longest first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins with the long modules: one of them at the end would keep a single core busy."""
    place = {name: n for n, name in enumerate(LONG)}
    items.sort(key=lambda item: place.get(item.path.stem, len(LONG)))


def pytest_collection_finish() -> None:
    """Thousands of tests are there to stay: the collector of cycles need not walk them each time.

    Measured, it saves 7 to 21 % of the processor time that reading and building take.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(400_000, 50, 100)


@pytest.fixture(scope="session", autouse=True)
def one_core() -> Iterator[None]:
    """The other cores run other tests: an audit starts no processes but where a test says so."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("marketbook.rules.workers.count_cores", lambda: 1)
        yield


def copy_package(folder: Path, *more: str) -> Path:
    """A copy of the package that ships, without its workbooks; with some of its other folders."""
    for name in ("tables", "schemas", *more):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "datapackage.json", folder)
    return folder


def link(path: Path, target: Path) -> None:
    """A symbolic link, or no test where there can be none."""
    try:
        path.symlink_to(target)
    except OSError:
        pytest.skip("links are not allowed here")


@pytest.fixture
def write_package(tmp_path: Path) -> WritePackage:
    """Writes a package into the test's folder and returns the folder.

    Its first argument is a Table Schema per table name, its second the content per table name;
    `resource` goes into every resource, other keywords into the descriptor.
    """

    def write(
        schemas: Mapping[str, Descriptor],
        contents: Mapping[str, str | bytes],
        *,
        resource: Descriptor | None = None,
        **descriptor: object,
    ) -> Path:
        resources = [
            {
                "name": name,
                "type": "table",
                "path": f"tables/{name}.csv",
                "encoding": "utf-8",
                "schema": {"$schema": f"{PROFILES}/tableschema.json", **schema},
                **(resource or {}),
            }
            for name, schema in schemas.items()
        ]
        whole = {
            "$schema": f"{PROFILES}/datapackage.json",
            "name": "small",
            "resources": resources,
            "houseStyle": True,
            **descriptor,
        }
        (tmp_path / "tables").mkdir(exist_ok=True)
        for name, content in contents.items():
            data = content if isinstance(content, bytes) else content.encode("utf-8")
            (tmp_path / "tables" / f"{name}.csv").write_bytes(data)
        (tmp_path / "datapackage.json").write_text(json.dumps(whole), encoding="utf-8")
        return tmp_path

    return write


MOST_SECONDS = 900
"""How long one process waits for another: on a busy machine too, but not for ever."""


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """A folder filled once in a run, by the process that asks first; the others wait for it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def find(name: str, fill: Callable[[Path], object]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        try:
            folder.mkdir()
        except FileExistsError:
            end = time.monotonic() + MOST_SECONDS
            while not done.exists():
                assert time.monotonic() < end, f"{name} was never made"
                time.sleep(0.05)
            assert done.read_text() == "", done.read_text()
            return folder
        try:
            fill(folder)
        except BaseException as error:
            done.write_text(f"{name} could not be made: {error}")
            raise
        done.write_text("")
        return folder

    return find


@pytest.fixture(scope="session")
def saved(once: Once) -> Path:
    """Folders ``xlsx`` and ``ods`` of workbooks that LibreOffice saved again."""
    from tests.pulls.saved import save_again

    return once("saved", save_again)


class Done(NamedTuple):
    """What a command came to."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs a command in this process, which saves the start of another."""
    from marketbook.cli import run

    def execute(*arguments: str | Path, given: str = "") -> Done:
        source = io.TextIOWrapper(io.BytesIO(given.encode("utf-8")), "utf-8")
        monkeypatch.setattr("sys.stdin", source)
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        return Done(code, *capfd.readouterr())

    return execute


# the same examples on every run; set HYPOTHESIS_PROFILE=random to look for new ones
settings.register_profile("fixed", derandomize=True, deadline=None, max_examples=50)
settings.register_profile("random", derandomize=False, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))

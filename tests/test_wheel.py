"""What is shipped works: the wheel, built from the source archive, in an environment of its own.

The environment borrows the libraries of the one that runs the tests, so that nothing has to be
fetched; Marketbook itself comes from the wheel, and the checkout is out of reach.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from marketbook.cli import commands

ROOT = Path(__file__).parents[1]
MISSING = [name for name in ("build", "hatchling", "pip") if find_spec(name) is None]

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

# Every command runs, in this order, in an empty folder; then what it must print.
# A command that is not here fails test_every_command_is_tried.
TRIED = (
    (("new", "markets", "--table", "claims"), "written: 37 files"),
    (("new", "waived"), "written: 35 files"),
    (("check", "markets", "--documents", "markets/documents"), "no errors"),
    (("build", "markets"), "written   workbooks/garden-robots.xlsx"),
    (("build", "markets", "--check"), "current   workbooks/garden-robots.xlsx"),
    (("check", "markets", "--format", "sarif"), '"version": "2.1.0"'),
    (
        (
            "correct",
            "growth_rates:garden-robots-europe",
            "markets",
            "--as",
            "10.4",
            "--because",
            "Digits of another row.",
        ),
        "written   tables/corrections.csv",
    ),
    (
        (
            "waive",
            "growth_rates:garden-robots-europe",
            "growth_rates.agrees-with-sizes",
            "waived",
            "--because",
            "The page prints it so.",
        ),
        "written   tables/waivers.csv",
    ),
    (("build", "markets"), "written   workbooks/garden-robots.xlsx"),
    (("diff", "markets", "markets"), "nothing differs"),
    (("pull", "markets/workbooks/tables.xlsx", "markets"), "nothing to pull"),
    (("pull", "markets/workbooks/garden-robots.xlsx", "markets", "--apply"), "nothing to pull"),
    (("new", "reports", "--empty"), "written: 56 files"),
    (("check", "reports"), "no errors"),
    (("add", "--template", "facts.xlsx"), "written: facts.xlsx"),
    (("add", "facts.xlsx", "reports"), "nothing to add"),
    (("export", "sqlite", "markets.sqlite", "markets"), "written   markets.sqlite"),
    (("export", "page", "markets.html", "markets"), "written   markets.html"),
    (("export", "zip", "markets.zip", "markets"), "written   markets.zip"),
    (("read", "markets/README.md"), "1 document"),
    (("doctor", "markets"), "workbooks    all 2 are up to date"),
    (("completion", "bash"), "_MARKETBOOK_COMPLETE=bash_complete"),
    (("ranges", "garden-robots", "markets"), "that no source prints"),
    (("rules",), "growth_rates.agrees-with-sizes"),
    (("rules", "growth_rates.agrees-with-sizes"), "- It fits only if rounded up"),
)


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment with the wheel in it, and an empty folder to work in."""

    home: Path
    folder: Path

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment; nothing of the checkout can be imported."""
        scripts = self.home / ("Scripts" if os.name == "nt" else "bin")
        hidden = ("PYTHONPATH", "PYTHONHOME", "GITHUB_STEP_SUMMARY")
        kept = {name: value for name, value in os.environ.items() if name not in hidden}
        return subprocess.run(
            [str(scripts / program), *arguments],
            cwd=self.folder,
            capture_output=True,
            encoding="utf-8",
            env={**kept, "PYTHONUTF8": "1"},
            check=False,
        )


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The source archive and the wheel made from it, by suffix."""
    target = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return {path.suffix: path for path in target.iterdir()}


@pytest.fixture(scope="module")
def installed(archives: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Installed:
    home = tmp_path_factory.mktemp("wheel") / "env"
    venv.create(home, with_pip=False)
    made = Installed(home, tmp_path_factory.mktemp("elsewhere"))
    told = made.run("python", "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])")
    site = Path(told.stdout.strip())
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    subprocess.run(
        [*pip, "--no-deps", "--no-index", str(archives[".whl"])], check=True, capture_output=True
    )
    # path files of a folder that is named in a path file are not read: the libraries are there,
    # the editable installation of the checkout is not
    (site / "borrowed.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return made


def test_it_is_the_wheel_that_runs(installed: Installed) -> None:
    done = installed.run("python", "-c", "import marketbook; print(marketbook.__file__)")
    assert Path(done.stdout.strip()).is_relative_to(installed.home), done.stderr


def test_every_command_is_tried() -> None:
    assert set(commands.commands) == {arguments[0] for arguments, _ in TRIED}


# every command in one process, as the start of Python and of the libraries says nothing new
_RUN_ALL = """
import contextlib, io, json, sys
from marketbook.cli import run
for arguments in json.loads(sys.argv[1]):
    streams = [io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in "oe"]
    with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        code = run(arguments)
    for stream in streams:
        stream.flush()
    print(json.dumps([code, *(stream.buffer.getvalue().decode() for stream in streams)]))
"""


def test_the_program_starts(installed: Installed) -> None:
    done = installed.run("marketbook", "rules")
    assert (done.returncode, done.stderr) == (0, "")
    assert "growth_rates.agrees-with-sizes" in done.stdout


def test_every_command_works(installed: Installed) -> None:
    lines = json.dumps([arguments for arguments, _ in TRIED])
    done = installed.run("python", "-c", _RUN_ALL, lines)
    assert (done.returncode, done.stderr) == (0, "")
    for (arguments, printed), line in zip(TRIED, done.stdout.splitlines(), strict=True):
        code, out, err = json.loads(line)
        assert (code, err) == (0, ""), f"{arguments}: {err}"
        assert printed in out, arguments


def test_the_library_works(installed: Installed) -> None:
    code = (
        "import marketbook as mb; mb.new('library'); "
        "print(round(mb.forecast('library', 'garden-robots')[2032], 6), "
        "mb.check('library').exit_code, mb.diff('library', 'library').differs)"
    )
    done = installed.run("python", "-c", code)
    assert done.stdout == "27.6 0 False\n", done.stderr


def test_the_wheel_holds_what_it_must_and_nothing_else(archives: dict[str, Path]) -> None:
    with zipfile.ZipFile(archives[".whl"]) as wheel:
        names = set(wheel.namelist())
    assert "marketbook/py.typed" in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"marketbook"}
    shipped = {name.rpartition("/")[2] for name in names if "marketbook/schemas/" in name}
    assert shipped == {path.name for path in (ROOT / "schemas").iterdir()}
    template = ROOT / "marketbook" / "starter" / "template"
    files = {p.relative_to(ROOT).as_posix() for p in template.rglob("*") if p.is_file()}
    assert files <= names


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout")
def test_the_wheel_knows_the_commit_that_it_was_built_from(archives: dict[str, Path]) -> None:
    """Also where it is made from the source archive, which has no git."""
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    with zipfile.ZipFile(archives[".whl"]) as wheel:
        assert wheel.read("marketbook/starter/commit.txt").decode() == head.stdout


def test_the_source_archive_holds_the_package_and_its_tests(archives: dict[str, Path]) -> None:
    with tarfile.open(archives[".gz"]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "datapackage.json",
        "tables/sizes.csv",
        "schemas/sizes.json",
        "tests/test_wheel.py",
    } <= (names)


RUNNERS = {"uvx": ("--from",), "pipx": ("run", "--spec")}
UNREACHABLE = ("dns error", "error sending request", "failed to fetch", "no matching distribution")


@pytest.mark.skipif(
    not os.environ.get("MARKETBOOK_REGISTRY"),
    reason="set MARKETBOOK_REGISTRY=1 to let uvx and pipx install Marketbook and its libraries",
)
@pytest.mark.parametrize("runner", RUNNERS)
def test_it_runs_without_being_installed(
    runner: str, archives: dict[str, Path], tmp_path: Path
) -> None:
    program = shutil.which(
        runner, path=f"{ROOT / '.venv/runners/bin'}{os.pathsep}{os.environ['PATH']}"
    )
    if program is None:
        pytest.skip(f"{runner} is not installed")
    page = tmp_path / "page.html"
    page.write_bytes((ROOT / "docs" / "examples" / "garden-robots.html").read_bytes())
    start = [program, *RUNNERS[runner], str(archives[".whl"]), "marketbook"]
    done = subprocess.run(
        [*start, "read", page.name],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "PIPX_HOME": str(tmp_path / "pipx")},
        check=False,
    )
    if any(word in done.stderr.casefold() for word in UNREACHABLE):
        pytest.skip(f"{runner} reaches no registry")
    assert done.returncode == 1, done.stderr
    assert "1 document, 12 figures: 3 errors, 3 notes" in done.stdout

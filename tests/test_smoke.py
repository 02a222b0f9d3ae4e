"""Every command works on a small package: the few tests that tell in a minute.

``make smoke`` runs them, and CI runs them on the lowest and the newest versions of what is needed.
"""

from __future__ import annotations

import json
import shlex
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from marketbook.audit.formats import FORMATS
from marketbook.cli import commands, run
from marketbook.exports import FORMS

pytestmark = pytest.mark.smoke

PAGE = Path(__file__).parent / "reading" / "pages" / "known" / "orchard-robots.html"
"""An invented report's page, as a publisher prints it."""

LINES = """
new one
doctor one                                      # 1: no workbook is built yet
build one
build one --check
doctor one
check one
check one --all --verbose
check one --quiet
pull one/workbooks/tables.xlsx one
pull one/workbooks/garden-robots.xlsx one --format json
read page.html
read page.html --into one
add one/drafts/page.xlsx one --format json
add --template facts.xlsx
new two --table players
correct growth_rates:garden-robots-europe two --as 10.4 --because "Digits of another row."
correct growth_rates:garden-robots-europe one --as 9.9 --because typo   # 1: settles nothing
waive growth_rates:garden-robots-europe growth_rates.agrees-with-sizes one --because x
check two --all
diff one two
diff one two --format markdown --exit-code      # 1: the packages differ
ranges garden-robots one
ranges garden-robots one --year 2026 --format json
rules
rules sizes.unit-slip
completion bash
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("smoke")
    shutil.copy(PAGE, folder / "page.html")
    return folder


@pytest.fixture(autouse=True)
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)


def split(line: str) -> tuple[list[str], int]:
    typed, _, expected = line.partition("#")
    return shlex.split(typed), int(expected.partition(":")[0] or 0)


@pytest.mark.parametrize("line", LINES.strip().splitlines(), ids=lambda line: line.split("#")[0])
def test_command(line: str, capfd: pytest.CaptureFixture[str]) -> None:
    arguments, expected = split(line)
    code = run(arguments)
    out, err = capfd.readouterr()
    assert code == expected, out + err
    assert bool(out) is ("--quiet" not in arguments)


@pytest.mark.parametrize("form", FORMATS)
def test_check(form: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "one", "--format", form]) == 0
    out = capfd.readouterr().out
    assert out.endswith("\n")
    if form in ("json", "sarif"):
        assert json.loads(out)


@pytest.mark.parametrize("form", FORMS)
def test_export(form: str) -> None:
    if not all(map(find_spec, FORMS[form].needs)):
        pytest.skip(f"{', '.join(FORMS[form].needs)} not installed")
    assert run(["export", form, f"out-{form}", "one"]) == 0
    assert Path(f"out-{form}").exists()


def test_an_edit_comes_back(capfd: pytest.CaptureFixture[str]) -> None:
    import openpyxl

    book = openpyxl.load_workbook("one/workbooks/tables.xlsx")
    sheet = book["markets"]
    cell = next(cell for row in sheet for cell in row if cell.value == "Garden robots")
    cell.value = "Garden machines"
    book.save("edited.xlsx")
    assert run(["pull", "edited.xlsx", "one", "--apply"]) == 0, capfd.readouterr()
    assert "Garden machines" in Path("one/tables/markets.csv").read_text(encoding="utf-8")
    assert run(["build", "one"]) == 0
    assert run(["check", "one"]) == 0


def test_every_command_is_tried() -> None:
    tried = {split(line)[0][0] for line in LINES.strip().splitlines()} | {"export"}
    assert set(commands.commands) <= tried

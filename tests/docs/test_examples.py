"""The examples of the README and the pages run, in a copy of the package that ships.

Of a page, every block marked ``python`` runs, in order, in one namespace; of blocks marked ``sh``
the lines that begin with ``marketbook`` or ``cd``. What is only shown is marked otherwise.
"""

from __future__ import annotations

import re
import shlex
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

import marketbook as mb
from marketbook.cli import commands
from tests.conftest import copy_package

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^```(python|sh)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_IMPORT = re.compile(r"^(?:import|from) (\w+)", re.MULTILINE)


def list_blocks(page: Path) -> list[tuple[str, str]]:
    """Language and text of the examples of a page."""
    return _BLOCK.findall(page.read_text(encoding="utf-8"))


def name_page(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package that ships, as the current folder."""
    copy_package(tmp_path, "workbooks", "docs/examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", [p for p in PAGES if list_blocks(p)], ids=name_page)
def test_examples_run(page: Path, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names: dict[str, object] = {"__name__": "example"}
    for number, (language, text) in enumerate(list_blocks(page), 1):
        if language == "sh":
            run_lines(text, monkeypatch)
            continue
        missing = [name for name in _IMPORT.findall(text) if find_spec(name) is None]
        if missing:
            pytest.skip(f"block {number} needs {', '.join(missing)}")
        exec(compile(text, f"{name_page(page)}, block {number}", "exec"), names)  # noqa: S102


def run_lines(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the lines that are ours."""
    for line in text.splitlines():
        words = shlex.split(line, comments=True)
        if words[:1] == ["cd"]:
            monkeypatch.chdir(words[1])
        elif words[:1] == ["marketbook"]:
            done = CliRunner().invoke(commands, words[1:])
            # the page that ships to be read has faults in it, which is what it is for
            found = int("read" in words)
            assert done.exit_code == found, f"{line}\n{done.output}\n{done.exception!r}"


def test_there_are_examples() -> None:
    counts = {name_page(page): len(list_blocks(page)) for page in PAGES}
    assert counts["README.md"] >= 2
    assert counts["docs/guides/write-a-rule.md"] >= 2
    assert sum(counts.values()) >= 12


def test_the_example_of_a_rule_finds_what_it_says(package: Path) -> None:
    page = ROOT / "docs" / "guides" / "write-a-rule.md"
    sizes = package / "tables" / "sizes.csv"
    text = sizes.read_text(encoding="utf-8").replace("iomt,world,,2034", "iomt,world,,2019")
    sizes.write_text(text, encoding="utf-8", newline="\n")
    names: dict[str, object] = {"__name__": "example"}
    for _, block in list_blocks(page):
        exec(compile(block, name_page(page), "exec"), names)  # noqa: S102
    audit = names["audit"]
    assert [one.record for one in audit.findings] == ["sizes:iomt-2034-world"]
    assert "is a forecast for 2019" in audit.findings[0].message


def test_the_page_of_the_library_has_every_function() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    (members,) = re.findall(r"::: marketbook\.api\n.*?members: \[(.*?)\]", page, re.DOTALL)
    assert set(members.split(", ")) == set(mb.__all__)


def test_every_page_is_in_the_navigation() -> None:
    listed = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = [page.relative_to(ROOT / "docs").as_posix() for page in PAGES[1:]]
    assert [page for page in pages if f": {page}\n" not in listed] == []


def test_fenced_blocks_are_closed() -> None:
    wrong = [name_page(p) for p in PAGES if p.read_text(encoding="utf-8").count("```") % 2]
    assert wrong == []

"""The generated docs are current, and the README knows every command."""

from __future__ import annotations

import re
import shlex

import pytest

from docs.generate import ROOT, render_all
from marketbook.cli import commands, run


@pytest.fixture(scope="module")
def rendered() -> dict[str, str]:
    return render_all()


CATALOGUES = [f"docs/catalogue/{form}.json" for form in ("schema-org", "dcat", "croissant")]


@pytest.mark.parametrize(
    "path",
    [
        "docs/commands.md",
        "docs/forms.md",
        "docs/load-the-tables.md",
        "docs/guides/check-in-ci.md",
        "docs/known-issues.md",
        "docs/rules.md",
        "docs/tables.md",
        *CATALOGUES,
    ],
)
def test_generated_file_is_current(path: str, rendered: dict[str, str]) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == rendered[path], "run 'make docs'"


README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_readme_names_every_command() -> None:
    named = set(re.findall(r"^\| `marketbook (\w+)", README, re.MULTILINE))
    assert named == set(commands.commands)


def test_readme_is_short_and_leads_somewhere() -> None:
    assert README.count("\n") <= 150
    links = re.findall(r"\]\(([^)#]+)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


_CONSOLE = re.compile(r"^```console\n\$ marketbook ([^\n]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
CONSOLE = _CONSOLE.findall(README)


@pytest.mark.parametrize(("typed", "shown"), CONSOLE)
def test_readme_shows_what_is_printed(
    typed: str, shown: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each piece of it, in this order; an ellipsis stands for what is left out."""
    monkeypatch.chdir(ROOT)
    # the page that ships to be read has faults in it
    assert run(shlex.split(typed)) == int(typed.startswith("read "))
    printed = " ".join(capfd.readouterr().out.split())
    for piece in filter(None, (" ".join(one.split()) for one in shown.split("…"))):
        _, found, printed = printed.partition(piece)
        assert found == piece


def test_every_variable_that_is_read_is_on_the_page() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    code = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("marketbook/**/*.py"))
    named = set(re.findall(r'environ\.get\(\s*"(\w+)"|"(\w+)" (?:not )?in os\.environ', code))
    assert named
    assert [name for pair in named for name in pair if name and f"`{name}`" not in page] == []

"""The generated docs are current, and the README knows every command."""

from __future__ import annotations

import pytest

from docs.generate import ROOT, render_all
from marketbook.cli import commands


@pytest.fixture(scope="module")
def rendered() -> dict[str, str]:
    return render_all()


CATALOGUES = [f"docs/catalogue/{form}.json" for form in ("schema-org", "dcat", "croissant")]


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "docs/guides/check-in-ci.md",
        "docs/known-issues.md",
        "docs/rules.md",
        "docs/tables.md",
        *CATALOGUES,
    ],
)
def test_generated_file_is_current(path: str, rendered: dict[str, str]) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == rendered[path], "run 'make docs'"


def test_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in commands.commands if f"marketbook {name}" not in readme] == []

"""The formats of a comparison: words, shape, and what GitHub would make of them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from marketbook.changes import FieldChange, RecordChange
from marketbook.cli import commands
from marketbook.revisions import Comparison
from marketbook.revisions.formats import FORMATS
from marketbook.revisions.formats.render_json import render_json
from marketbook.revisions.formats.render_markdown import MOST_CHARACTERS, render_markdown
from marketbook.revisions.formats.render_text import render_text
from marketbook.revisions.formats.sections import show_size
from tests.revisions.conftest import Pair

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "diff.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def comparison(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """One of everything."""
    folder = tmp_path_factory.mktemp("formats") / "garden-markets"
    pair = Pair(first, Path(shutil.copytree(first, folder)))
    pair.replace("sizes", "2032,27.6,27.6", "2032,27.9,27.9")
    pair.append("units", "pipe,a | b <b>,count,,1")
    pair.replace("waivers", "Read it as 10.4.", "Read 10.4.")
    pair.edit("schemas/units.json", lambda content: content.update(title="All units"))
    pair.edit("datapackage.json", lambda content: content.update(title="T"))
    return replace(pair.compare(), uncompared={"shares": "tables/shares.csv is no table"})


def test_text(comparison: Comparison) -> None:
    old, new = comparison.old.label, comparison.new.label
    text = render_text(comparison).replace(old, "OLD").replace(new, "NEW")
    lines = [
        line if "findings" in line else line.split(": states")[0] for line in text.splitlines()
    ]
    assert lines == (Path(__file__).parent / "text.txt").read_text(encoding="utf-8").splitlines()


def test_nothing_differs(pair: Pair) -> None:
    same = pair.compare()
    assert render_text(same).splitlines()[1:] == ["nothing differs"]
    assert "Nothing differs." in render_markdown(same)


def test_json_has_its_shape(comparison: Comparison) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    content = json.loads(render_json(comparison))
    Draft202012Validator(SCHEMA).validate(content)
    assert content["differs"]
    assert {one["record"] for one in content["records"]} == {
        "sizes:garden-robots-2032-world",
        "units:pipe",
        "waivers:growth_rates.agrees-with-sizes/growth_rates:garden-robots-europe",
    }


def test_every_key_of_the_shape_is_described_in_the_schema(comparison: Comparison) -> None:
    content = json.loads(render_json(comparison))
    assert set(content) == set(SCHEMA["properties"]) == set(SCHEMA["required"])
    for name in ("records", "findings", "waivers", "forecasts", "schemas", "descriptor"):
        assert content[name], f"the sample has no {name}"


def test_markdown_keeps_its_tables_whole(comparison: Comparison) -> None:
    text = render_markdown(comparison)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    pipes = [line.replace("\\|", "").count("|") for line in rows]
    assert set(pipes) == {3, 4}
    tree = MarkdownIt().enable("table").parse(text)
    assert sum(token.type == "table_open" for token in tree) == 1 + text.count("<details>")
    assert "a \\| b \\<b\\>" in text
    assert text.count("<details>") == text.count("</details>")


def test_a_comment_that_would_be_too_long_says_what_is_left_out(comparison: Comparison) -> None:
    field = FieldChange("note", "", "x" * 70)
    many = tuple(
        RecordChange("sizes", (f"s{number}",), "added", (field,)) for number in range(2000)
    )
    text = render_markdown(replace(comparison, records={"sizes": many}))
    assert len(text) < MOST_CHARACTERS + 5000
    shown = text.count("note xxx")
    assert f"**{2000 - shown:,} lines not in this comment" in text
    assert text.count("<details>") == text.count("</details>")


@pytest.mark.parametrize(
    ("size", "text"),
    [(1239.3, "1,239.3"), (13.7, "13.700"), (0.5, "0.50000"), (123456.7, "123,457"), (0, "0.0000")],
)
def test_sizes_have_five_digits(size: float, text: str) -> None:
    assert show_size(size) == text


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, ["diff", *arguments])


def test_command(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    pair.replace("markets", "Garden robots,", "Robots of the garden,")
    monkeypatch.chdir(pair.new)
    for form in FORMATS:
        done = run(str(pair.old), "--format", form, "--exit-code")
        assert done.exit_code == 1
        assert "Robots of the garden" in done.stdout
    assert run(str(pair.old), ".").exit_code == 0
    assert run(".", "--exit-code").exit_code == 0


def test_what_cannot_be_compared_ends_with_two() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "marketbook", "diff", "nosuch"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr

"""The formats: their words are pinned, and each has the same findings."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from random import Random

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from marketbook.audit.formats import FORMATS
from marketbook.audit.formats.place import place_findings
from marketbook.audit.formats.render_github import render_github
from marketbook.audit.formats.render_json import render_json
from marketbook.audit.formats.render_summary import MOST_BYTES, render_summary
from marketbook.audit.formats.render_text import render_text
from marketbook.audit.report import Report
from marketbook.findings import Finding, sort_findings
from marketbook.rules.run import RuleRun
from tests.audit.sample import CLEAN, FINDINGS, GOLDEN, REPORT, assert_golden

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = json.loads((DOCS / "schemas" / "findings.json").read_text(encoding="utf-8"))

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
WORDS = st.text("abc-", min_size=1, max_size=8)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports of any findings, messages and reasons of any characters."""
    finding = st.builds(
        Finding,
        file=WORDS.map("tables/{}.csv".format),
        line=st.integers(0, 10**6),
        rule=WORDS.map("sizes.{}".format),
        severity=st.sampled_from(["error", "note"]),
        message=TEXTS.map("m{}".format),
        table=st.sampled_from(["", "sizes", "shares"]),
        field=TEXTS,
        record=TEXTS,
        market=TEXTS,
        year=st.none() | st.integers(1900, 2100),
        stated=TEXTS,
        worth=st.floats(allow_nan=False),
        waived=st.just("") | TEXTS,
        corrected=st.just("") | TEXTS,
    )
    run = st.builds(RuleRun, WORDS.map("sizes.{}".format), st.integers(0, 9), st.just("") | TEXTS)
    return Report(
        package=draw(TEXTS),
        version=draw(TEXTS),
        tables=(("sizes", draw(st.integers(0, 9))),),
        findings=tuple(sorted(draw(st.lists(finding, max_size=15)))),
        runs=tuple(draw(st.lists(run, max_size=4, unique_by=lambda one: one.rule))),
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("text.txt", render_text(REPORT)),
        ("text-all.txt", render_text(REPORT, all_findings=True)),
        ("text-clean.txt", render_text(CLEAN)),
        ("github.txt", render_github(REPORT)),
        ("github-all.txt", render_github(REPORT, all_findings=True)),
        ("github-clean.txt", render_github(CLEAN)),
        ("summary.md", render_summary(REPORT)),
        ("summary-clean.md", render_summary(CLEAN)),
        ("findings.json", render_json(REPORT)),
        ("findings-clean.json", render_json(CLEAN)),
    ],
)
def test_golden(name: str, text: str) -> None:
    assert_golden(name, text)


def test_every_golden_file_is_used() -> None:
    here = Path(__file__).parent
    sources = "".join(path.read_text(encoding="utf-8") for path in here.glob("test_formats*.py"))
    assert all(f'"{path.name}"' in sources for path in GOLDEN.iterdir())


def test_colour_changes_nothing_but_colour() -> None:
    coloured = render_text(REPORT, all_findings=True, colour=True)
    assert click.unstyle(coloured) == render_text(REPORT, all_findings=True)
    for finding in FINDINGS:
        if "\n" not in finding.message and "\x1b" not in finding.message:
            assert f": {finding.message}\n" in coloured
    assert "\x1b[" not in render_text(REPORT, all_findings=True)


def count_settled(report: Report) -> int:
    return sum(bool(finding.settled) for finding in report.findings)


@given(reports())
def test_text_has_one_line_for_each_finding(report: Report) -> None:
    lines = render_text(report, all_findings=True).splitlines()
    found = [line for line in lines if re.match(r"tables/[abc-]+\.csv(:\d+)?: ", line)]
    assert len(found) == len(report.findings)
    places = sorted(f"{one.file}:{one.line}" if one.line else one.file for one in report.findings)
    assert sorted(line.split(": ")[0] for line in found) == places
    assert sum(line.startswith("    reason: ") for line in lines) == count_settled(report)


@given(reports())
def test_text_without_all_leaves_out_the_settled_and_says_so(report: Report) -> None:
    text = render_text(report)
    found = [one for one in text.splitlines() if re.match(r"tables/[abc-]+\.csv(:\d+)?: ", one)]
    assert len(found) == len(report.findings) - count_settled(report)
    assert (" findings" in text.splitlines()[-1]) == bool(count_settled(report))
    assert not report.waived or f"{len(report.waived)} waived (" in text
    assert not report.corrected or f"{len(report.corrected)} corrected, " in text


@given(reports())
@settings(max_examples=50)
def test_json_is_of_the_documented_shape(report: Report) -> None:
    text = render_json(report)
    content = json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))
    Draft202012Validator(SCHEMA).validate(content)
    assert [one["message"] for one in content["findings"]] == [
        one.message for one in report.findings
    ]
    assert [(one["waived"] or "", one["corrected"] or "") for one in content["findings"]] == [
        (one.waived, one.corrected) for one in report.findings
    ]


def test_json_schema_is_a_schema_without_loose_ends() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    content = json.loads(render_json(REPORT))
    shapes = {"finding": content["findings"][0], "rule": content["rules"][0]}
    shapes |= {"counts": content["counts"], "table": content["tables"][0]}
    for name, shape in shapes.items():
        assert set(SCHEMA["$defs"][name]["properties"]) == set(shape)
        assert SCHEMA["$defs"][name]["required"] == list(shape)
    assert SCHEMA["required"] == list(content)


def test_json_example_of_the_docs_is_of_the_documented_shape() -> None:
    text = (DOCS / "findings-json.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    Draft202012Validator(SCHEMA).validate(json.loads(example))


def test_json_absent_values_are_null() -> None:
    finding = json.loads(render_json(REPORT))["findings"][-1]
    assert finding["rule"] == "structure.header"
    absent = {"record", "line", "market", "region", "segment", "year", "stated", "implied", "worth"}
    absent |= {"waived", "corrected", "repeats"}
    assert {name for name, value in finding.items() if value is None} == absent


@given(reports())
def test_github_messages_come_back_whole(report: Report) -> None:
    lines = render_github(report, all_findings=True).splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) == len(report.findings)
    for command, finding in zip(commands, sorted(report.findings), strict=True):
        match = re.fullmatch(r"::(error|notice) ([^:]*)::(.*)", command)
        assert match is not None
        assert (match[1] == "error") == finding.fails
        properties = dict(pair.split("=", 1) for pair in match[2].split(","))
        assert properties["file"] == finding.file
        assert ("line" in properties) == bool(finding.line)
        assert _unescape(properties["title"]).removeprefix(f"{finding.settled}: ") == finding.rule
        if finding.message.isprintable() and finding.reason.isprintable():
            reason = f"\n{finding.settled}: {finding.reason}" if finding.settled else ""
            assert _unescape(match[3]) == finding.message + reason


def _unescape(text: str) -> str:
    for code, character in (("%0A", "\n"), ("%0D", "\r"), ("%3A", ":"), ("%2C", ",")):
        text = text.replace(code, character)
    return text.replace("%25", "%")


def test_github_says_how_many_are_not_shown() -> None:
    many = [replace(FINDINGS[0], line=line) for line in range(2, 25)]
    many += [replace(FINDINGS[2], line=line) for line in range(2, 13)]
    text = render_github(replace(REPORT, findings=tuple(many)))
    assert text.count("::error ") == 23
    assert text.count("::notice ") == 11
    assert text.splitlines()[-1] == (
        "GitHub shows 10 annotations of a kind per step: 13 errors and 1 notice not shown beside "
        "the files; this log has all of them"
    )


def test_github_says_nothing_of_the_limit_below_it() -> None:
    many = tuple(replace(FINDINGS[0], line=line) for line in range(2, 12))
    assert "not shown" not in render_github(replace(REPORT, findings=many))


def test_summary_too_long_for_the_page_says_what_is_left_out() -> None:
    message = "x" * 1000
    many = [replace(FINDINGS[0], line=line, message=message) for line in range(2, 1202)]
    many += [replace(FINDINGS[1], line=2000)]
    text = render_summary(replace(REPORT, findings=tuple(many)))
    assert len(text.encode()) < 2**20
    shown = text.count(message)
    assert MOST_BYTES * 0.9 < shown * 1000 < MOST_BYTES
    assert f"**{1201 - shown:,} findings not on this page, which GitHub limits" in text
    assert text.count("<details>") == text.count("</details>") == 0


@given(reports())
def test_summary_has_one_row_for_each_finding(report: Report) -> None:
    text = render_summary(report)
    rows = [line for line in text.splitlines() if line.startswith("| `tables/")]
    assert len(rows) == len(report.findings)
    for row in rows:
        assert len(re.findall(r"(?<!\\)\|", re.sub(r"\\\\", "", row))) == 4


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("all_findings", [True, False])
def test_each_format_has_the_same_findings(name: str, all_findings: bool) -> None:
    plain = [one for one in FINDINGS if one.message.isprintable()]
    text = FORMATS[name](REPORT, all_findings=all_findings, colour=False)
    found = {one.line for one in plain if _readable(name, text).count(one.message[:40])}
    always = name == "json"
    assert found == {one.line for one in plain if all_findings or always or not one.settled}


def _readable(name: str, text: str) -> str:
    return _unescape(text) if name == "github" else text


@pytest.mark.parametrize("name", FORMATS)
def test_formats_end_with_one_line_break(name: str) -> None:
    for report in (REPORT, CLEAN):
        text = FORMATS[name](report)
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


def test_idle_rules_are_named_in_text() -> None:
    short, text = render_text(REPORT), render_text(REPORT, all_findings=True)
    assert "1 saw no rows, 2 skipped" in short
    assert " and idle rules)" in short
    assert "saw no rows: shares.country-in-region\n" in text
    skipped = "growth_rates.window-fits, sizes.part-within-whole"
    assert f"skipped, needs source_periods: {skipped}\n" in text


@given(reports(), st.randoms(use_true_random=False))
def test_findings_are_sorted_field_by_field_as_by_their_key(report: Report, rng: Random) -> None:
    shuffled = rng.sample(report.findings, len(report.findings))
    assert sort_findings(shuffled) == tuple(sorted(shuffled))
    for one in report.findings[:1]:
        assert one.soften() == replace(one, severity="note")
        assert one.move("else") == replace(one, file="else")


def test_place_findings_puts_the_folder_before_each_file() -> None:
    assert place_findings(REPORT, ".") is REPORT
    assert place_findings(REPORT, "") is REPORT
    placed = place_findings(REPORT, "data/markets/")
    assert {one.file.rsplit("/", 1)[0] for one in placed.findings} == {"data/markets/tables"}
    assert "data/markets/tables/sizes.csv:12: " in render_text(placed)

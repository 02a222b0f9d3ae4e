"""SARIF 2.1.0: for code scanning; a waiver is what the standard calls a suppression.

The shape is that of the OASIS standard "Static Analysis Results Interchange Format (SARIF)
Version 2.1.0".
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from marketbook.audit.fixes import Fix, find_only_reading
from marketbook.audit.formats.place import select_findings
from marketbook.audit.other_rules import DOCUMENT_RULES, WAIVER_RULES
from marketbook.audit.report import Report
from marketbook.findings import Finding
from marketbook.package.catalog import STRUCTURE_RULES
from marketbook.rule_pages import RulePage, find_page
from marketbook.text import write_json

if TYPE_CHECKING:
    from marketbook.rules.run import RuleRun

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "marketbook/v1"
"""Name of the fingerprint: rule, record and field, not the line, which moves."""


def render_sarif(
    report: Report,
    all_findings: bool = False,
    *,
    colour: bool = False,  # noqa: ARG001
    find: Callable[[str], RulePage | None] = find_page,
) -> str:
    """A report for code scanning.

    Args:
        report: The report.
        all_findings: Whether settled findings are there too, each with its suppression. Not every
            tool knows suppressions: sarif-tools 3.0.5 counts such a finding as open.
        colour: Without effect.
        find: The page of a rule, whose words make the help texts.
    """
    findings = select_findings(report, all_findings=all_findings)
    named = {run.rule for run in report.runs} | {finding.rule for finding in findings}
    place = {rule: index for index, rule in enumerate(sorted(named))}
    driver = {
        "name": "Marketbook",
        "version": version("marketbook"),
        "rules": [_describe(rule, find(rule)) for rule in place],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [_invocation(report, place)],
        "columnKind": "unicodeCodePoints",
        "results": list(_results(report, findings, place)),
        "properties": {"package": report.package, "packageVersion": report.version},
    }
    content = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return write_json(content) + "\n"


def _describe(rule: str, known: RulePage | None) -> dict[str, Any]:
    if known is None:
        says = _say_other(rule)
        return {"id": rule, "shortDescription": {"text": says}, "help": {"text": says}}
    return {
        "id": rule,
        "shortDescription": {"text": known.says},
        "fullDescription": {"text": known.why},
        "help": {
            "text": f"{known.says}\n\n{known.why}\n\nExample: {known.example}",
            "markdown": f"{known.says}\n\n{known.why}\n\n```\n{known.example}\n```",
        },
        "defaultConfiguration": {"level": known.severity},
    }


def _say_other(rule: str) -> str:
    """What a rule says that is not one of the audit's."""
    if rule in STRUCTURE_RULES:
        return STRUCTURE_RULES[rule].says
    return (WAIVER_RULES | DOCUMENT_RULES).get(rule, rule)


def _invocation(report: Report, place: Mapping[str, int]) -> dict[str, Any]:
    return {
        "executionSuccessful": True,
        "exitCode": report.exit_code,
        "toolExecutionNotifications": [
            _notify(run, place) for run in report.runs if run.skipped or not run.rows
        ],
    }


def _notify(run: RuleRun, place: Mapping[str, int]) -> dict[str, Any]:
    text = f"skipped: {run.skipped}" if run.skipped else "saw no rows"
    return {
        "level": "note",
        "message": {"text": f"{run.rule}: {text}"},
        "associatedRule": {"id": run.rule, "index": place[run.rule]},
    }


def _results(
    report: Report, findings: Iterable[Finding], place: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for finding in findings:
        fingerprint = _fingerprint(finding)
        seen[fingerprint] += 1
        result = {
            "ruleId": finding.rule,
            "ruleIndex": place[finding.rule],
            "level": finding.severity,
            "message": {"text": _escape(finding.message)},
            "locations": [_locate(finding)],
            "partialFingerprints": {FINGERPRINT: f"{fingerprint}:{seen[fingerprint]}"},
            "properties": _properties(finding),
        }
        if finding.conflict:
            result["relatedLocations"] = list(_relate(finding))
        only = find_only_reading(finding)
        if only and only in report.fixes:
            result["fixes"] = [_fix(report.fixes[only])]
        if finding.settled:
            result["suppressions"] = [
                {"kind": "external", "status": "accepted", "justification": finding.reason}
            ]
        yield result


def _relate(finding: Finding) -> Iterator[dict[str, Any]]:
    """The figures of a conflict, each with what would fit."""
    for number, one in enumerate(finding.conflict, 1):
        found = [suspect for suspect in finding.suspects if suspect.record == one.record]
        says = ", ".join(suspect.repair for suspect in found if suspect.repair)
        place = _locate(replace(finding, file=one.file, line=one.line, record=one.record))
        text = f"{one.record}{f' would fit if read as {says}' if says else ''}"
        yield {"id": number, "message": {"text": _escape(text)}, **place}


def _fix(fix: Fix) -> dict[str, Any]:
    """A line that is put before another one: an empty region is where it goes."""
    region = {"startLine": fix.line, "startColumn": 1, "endLine": fix.line, "endColumn": 1}
    put = {"deletedRegion": region, "insertedContent": {"text": fix.text}}
    change = {"artifactLocation": _artifact(fix.file), "replacements": [put]}
    return {"description": {"text": _escape(fix.says)}, "artifactChanges": [change]}


def _fingerprint(finding: Finding) -> str:
    """The same for the same fault, wherever its line has moved."""
    subject = finding.record or finding.message
    parts = (finding.rule, finding.table or finding.file, subject, finding.field)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _locate(finding: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": _artifact(finding.file),
            "region": {"startLine": max(finding.line, 1)},
        }
    }
    if finding.record:
        place["logicalLocations"] = [{"fullyQualifiedName": finding.record, "kind": "record"}]
    return place


def _artifact(file: str) -> dict[str, str]:
    return {"uri": quote(file, safe="/", errors="replace")}


def _escape(text: str) -> str:
    """The message with what this format would read as a link or a placeholder taken as it is."""
    linkless = re.sub(r"\[([^\[\]]*)\]\(", r"\\[\1\\](", text)
    return re.sub(r"\{([0-9]+)\}", r"{{\1}}", linkless)


def _properties(finding: Finding) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: getattr(finding, name)
        for name in ("field", "market", "region", "segment", "year", "stated", "implied", "worth")
    }
    finite = math.isfinite(finding.worth)
    return {name: value for name, value in values.items() if value and (name != "worth" or finite)}

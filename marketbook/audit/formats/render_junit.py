"""JUnit XML: one case per rule and table, for the test pages of CI systems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from marketbook.audit.formats.place import select_findings, show_place
from marketbook.audit.report import Report
from marketbook.findings import Finding
from marketbook.markets.grouping import group_by
from marketbook.text import count, show_hidden, show_line

if TYPE_CHECKING:
    from marketbook.rules.run import RuleRun


@dataclass(frozen=True, slots=True)
class _Case:
    """One rule on one table."""

    table: str
    rule: str
    run: RuleRun | None
    failures: tuple[Finding, ...]
    others: tuple[Finding, ...]

    @property
    def skipped(self) -> str:
        """Why nothing was judged; empty where something was."""
        if self.failures or self.others or self.run is None:
            return ""
        return self.run.skipped or ("" if self.run.rows else "saw no rows")


def render_junit(
    report: Report,
    all_findings: bool = False,
    *,
    colour: bool = False,  # noqa: ARG001
) -> str:
    """A report as JUnit XML.

    A suite is a table, a case one rule on it. A case that fails has one ``failure`` with all its
    findings, one a line, since many viewers show only the first of several. Notes, and settled
    findings where all are asked for, stand in ``system-out``. A rule that was skipped or saw no
    rows is a skipped case with its reason. The times are 0: the checks are not timed one by one.
    """
    every = _cases(report, select_findings(report, all_findings=all_findings))
    suites = group_by(every, lambda case: case.table)
    name = show_hidden(report.package) or "marketbook"
    root = ET.Element("testsuites", {"name": name, **_count_cases(every)})
    for table, cases in sorted(suites.items()):
        suite = ET.SubElement(root, "testsuite", _describe_suite(table, cases))
        for case in cases:
            _add_case(suite, case)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _cases(report: Report, findings: Sequence[Finding]) -> list[_Case]:
    runs = {run.rule: run for run in report.runs}
    keys = {(rule.partition(".")[0], rule) for rule in runs}
    found = group_by(findings, lambda finding: (finding.table or "package", finding.rule))
    return [_case(key, found, runs) for key in sorted(keys | found.keys())]


def _case(
    key: tuple[str, str],
    found: Mapping[tuple[str, str], Sequence[Finding]],
    runs: Mapping[str, RuleRun],
) -> _Case:
    table, rule = key
    failures = tuple(finding for finding in found.get(key, ()) if finding.fails)
    others = tuple(finding for finding in found.get(key, ()) if not finding.fails)
    return _Case(table, rule, runs.get(rule), failures, others)


def _count_cases(cases: Sequence[_Case]) -> dict[str, str]:
    failures = sum(bool(case.failures) for case in cases)
    return {"tests": str(len(cases)), "failures": str(failures), "errors": "0", "time": "0"}


def _describe_suite(table: str, cases: Sequence[_Case]) -> dict[str, str]:
    skipped = sum(bool(case.skipped) for case in cases)
    return {"name": show_hidden(table), **_count_cases(cases), "skipped": str(skipped)}


def _add_case(suite: ET.Element, case: _Case) -> None:
    names = {"classname": show_hidden(case.table), "name": show_hidden(case.rule), "time": "0"}
    element = ET.SubElement(suite, "testcase", names)
    if case.skipped:
        ET.SubElement(element, "skipped", {"message": show_hidden(case.skipped)})
    if case.failures:
        message = case.failures[0].message
        if len(case.failures) > 1:
            message = count(len(case.failures), "finding")
        attributes = {"type": show_hidden(case.rule), "message": show_hidden(message)}
        failure = ET.SubElement(element, "failure", attributes)
        failure.text = "\n".join(map(_line, case.failures))
    if case.others:
        ET.SubElement(element, "system-out").text = "\n".join(map(_line, case.others))


def _line(finding: Finding) -> str:
    mark = "" if finding.fails else f"{finding.settled or 'note'}: "
    text = show_line(f"{show_place(finding)}: {mark}{finding.message}")
    return f"{text}\n    {show_line(f'reason: {finding.reason}')}" if finding.settled else text

"""JSON: a documented, versioned shape (``docs/findings-json.md``)."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from marketbook.audit.formats.counts import count_report
from marketbook.audit.formats.place import select_findings
from marketbook.audit.report import Report
from marketbook.findings import Finding, Suspicion
from marketbook.text import write_json

if TYPE_CHECKING:
    pass

VERSION = 1
"""Version of the shape; it rises when a reader of the old shape would go wrong."""


def render_json(
    report: Report,
    all_findings: bool = True,  # noqa: ARG001  settled findings are always there
    *,
    colour: bool = False,  # noqa: ARG001
) -> str:
    """A report for programs: UTF-8 JSON with two spaces of indent; absent values are null."""
    content = {
        "version": VERSION,
        "package": report.package or None,
        "package_version": report.version or None,
        "exit_code": report.exit_code,
        "counts": asdict(count_report(report)),
        "findings": [tell_finding(one) for one in select_findings(report, all_findings=True)],
        "rules": [
            {"id": run.rule, "rows": run.rows, "skipped": run.skipped or None}
            for run in report.runs
        ],
        "tables": [{"name": name, "rows": rows} for name, rows in report.tables],
    }
    return write_json(content) + "\n"


def tell_finding(finding: Finding) -> dict[str, Any]:
    """A finding as the shape has it; absent values are null."""
    known = math.isfinite(finding.worth) and finding.worth
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "table": finding.table or None,
        "record": finding.record or None,
        "file": finding.file,
        "line": finding.line or None,
        "field": finding.field or None,
        "market": finding.market or None,
        "region": finding.region or None,
        "segment": finding.segment or None,
        "year": finding.year,
        "message": finding.message,
        "stated": finding.stated or None,
        "implied": finding.implied or None,
        "worth": finding.worth if known else None,
        "waived": finding.waived or None,
        "corrected": finding.corrected or None,
        "conflict": [asdict(one) for one in finding.conflict],
        "suspects": [_suspect(one) for one in finding.suspects],
        "repeats": finding.repeats or None,
    }


def _suspect(one: Suspicion) -> dict[str, Any]:
    return {**asdict(one), "repair": one.repair or None, "kind": one.kind or None}

"""JSON: a documented, versioned shape (``docs/findings-json.md``)."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from marketbook.audit.formats.counts import count_report
from marketbook.audit.formats.place import select_findings
from marketbook.audit.report import Report
from marketbook.findings import Finding
from marketbook.text import tell_fields, write_json

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
    told = tell_fields(
        finding,
        *("rule", "severity", "table", "record", "file", "line", "field"),
        *("market", "region", "segment", "year", "message", "stated", "implied", "worth"),
        *("waived", "corrected", "conflict", "suspects", "repeats"),
    )
    return told | {
        "worth": finding.worth or None if math.isfinite(finding.worth) else None,
        "conflict": [asdict(one) for one in finding.conflict],
        "suspects": [asdict(one) | tell_fields(one, "repair", "kind") for one in finding.suspects],
    }

"""What the formats share: which findings are shown, in what order, at what place."""

from __future__ import annotations

from dataclasses import replace

from marketbook.audit.report import Report
from marketbook.findings import Finding, sort_findings
from marketbook.text import show_hidden


def place_findings(report: Report, folder: str) -> Report:
    """The report with ``folder`` before every file, so that an editor finds it from elsewhere.

    Args:
        report: A report whose files are given inside the package.
        folder: The package as seen from where the text is read, with forward slashes; empty or
            ``.`` where that is the package itself.
    """
    if folder in ("", "."):
        return report
    prefix = folder.rstrip("/")
    files = {one.file: f"{prefix}/{one.file}" for one in report.findings}
    return replace(
        report,
        findings=tuple(_place(one, prefix).move(files[one.file]) for one in report.findings),
    )


def _place(finding: Finding, prefix: str) -> Finding:
    if not finding.conflict:
        return finding
    conflict = tuple(replace(one, file=f"{prefix}/{one.file}") for one in finding.conflict)
    return replace(finding, conflict=conflict)


def select_findings(report: Report, *, all_findings: bool) -> tuple[Finding, ...]:
    """The findings to show, sorted; settled and repeated ones only where all are asked for."""
    kept = (finding for finding in report.findings if all_findings or not finding.is_quiet)
    return sort_findings(kept)


def show_place(finding: Finding) -> str:
    """``file:line``, or the file alone where the finding is about the whole of it."""
    return show_hidden(f"{finding.file}:{finding.line}" if finding.line else finding.file)

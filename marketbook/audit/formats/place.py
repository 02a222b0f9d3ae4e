"""What the formats share: which findings are shown, in what order, at what place."""

from __future__ import annotations

from dataclasses import replace

from marketbook.audit.report import Report
from marketbook.findings import Finding
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
    placed = (replace(finding, file=f"{prefix}/{finding.file}") for finding in report.findings)
    return replace(report, findings=tuple(placed))


def select_findings(report: Report, *, all_findings: bool) -> tuple[Finding, ...]:
    """The findings to show, sorted; those that are settled only where all are asked for."""
    return tuple(
        sorted(finding for finding in report.findings if all_findings or not finding.settled)
    )


def show_place(finding: Finding) -> str:
    """``file:line``, or the file alone where the finding is about the whole of it."""
    return show_hidden(f"{finding.file}:{finding.line}" if finding.line else finding.file)

"""What the formats share: which findings are shown, in what order, at what place."""

from __future__ import annotations

import re
from dataclasses import replace

from marketbook.audit.report import Report
from marketbook.findings import Finding

# C0 and C1 controls, separators of lines, marks that turn the direction of writing, surrogates
# and noncharacters: none may break a line, move the cursor or end a document.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


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
    """The findings to show, sorted; those that a waiver accepts only where all are asked for."""
    return tuple(
        sorted(finding for finding in report.findings if all_findings or not finding.waived)
    )


def show_place(finding: Finding) -> str:
    """``file:line``, or the file alone where the finding is about the whole of it."""
    return show_hidden(f"{finding.file}:{finding.line}" if finding.line else finding.file)


def show_hidden(text: str) -> str:
    r"""The text in one line: characters that a terminal obeys are shown as ``\n``, ``\x1b``."""
    return _HIDDEN.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)

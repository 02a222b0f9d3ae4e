"""GitHub Actions: one workflow command per finding, shown beside the line in a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from marketbook.audit.formats.counts import count_report, describe_result, describe_scope
from marketbook.audit.formats.place import select_findings
from marketbook.audit.report import Report
from marketbook.findings import Finding
from marketbook.text import count, shorten, show_hidden, show_line

SHOWN_PER_STEP = 10
"""How many annotations of one kind GitHub shows for one step of a job."""


def render_github(
    report: Report,
    all_findings: bool = False,
    *,
    colour: bool = False,  # noqa: ARG001  GitHub colours by kind
) -> str:
    """A report as workflow commands.

    Errors are ``::error``, notes and (where all are asked for) settled findings ``::notice``. All
    of them stand in the log; a last line says how many GitHub does not show beside the files.
    """
    shown = select_findings(report, all_findings=all_findings)
    counts = count_report(report)
    summary = f"{describe_scope(report, counts)}: {describe_result(counts)}"
    lines = [*map(_command, shown), show_line(summary.lstrip(" :")), *_unshown(shown)]
    return "\n".join(lines) + "\n"


def _kind(finding: Finding) -> str:
    return "error" if finding.fails else "notice"


def _command(finding: Finding) -> str:
    title = f"{finding.settled}: {finding.rule}" if finding.settled else finding.rule
    message = shorten(finding.message)
    if finding.settled:
        message += f"\n{finding.settled}: {shorten(finding.reason)}"
    properties = [("file", finding.file), ("line", str(finding.line or "")), ("title", title)]
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties if value)
    return f"::{_kind(finding)} {listed}::{_data(message)}"


def _data(text: str) -> str:
    marked = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return show_hidden(marked)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _unshown(shown: Sequence[Finding]) -> Iterator[str]:
    kinds = Counter(_kind(finding) for finding in shown)
    beyond = [(kind, kinds[kind] - SHOWN_PER_STEP) for kind in ("error", "notice")]
    parts = [count(number, kind) for kind, number in beyond if number > 0]
    if parts:
        yield (
            f"GitHub shows {SHOWN_PER_STEP} annotations of a kind per step: "
            f"{' and '.join(parts)} not shown beside the files; this log has all of them"
        )

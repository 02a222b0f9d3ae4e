"""Markdown for the summary page of a GitHub Actions job."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from marketbook.audit.formats.counts import (
    count_report,
    describe_result,
    describe_scope,
    list_idle_rules,
)
from marketbook.audit.formats.markdown import code, escape
from marketbook.audit.formats.place import select_findings, show_place
from marketbook.audit.report import Report
from marketbook.findings import Finding
from marketbook.text import count, shorten

MOST_BYTES = 1_000_000
"""GitHub refuses the summary of a step above 1 MiB; the rest is kept for the frame."""


def render_summary(report: Report) -> str:
    """A report as Markdown: errors, notes, and the settled ones folded away.

    Where the findings would not fit on the page, it says how many are left out.
    """
    counts = count_report(report)
    shown = select_findings(report, all_findings=True)
    fits = set(_fit(shown))
    errors = [finding for finding in shown if finding.fails]
    notes = [finding for finding in shown if not finding.fails and not finding.settled]
    settled = [finding for finding in shown if finding.settled]
    lines = [f"## Marketbook: {escape(describe_result(counts))}", ""]
    lines += [escape(describe_scope(report, counts)), ""]
    lines += _section("Errors", [one for one in errors if one in fits])
    lines += _section("Notes", [one for one in notes if one in fits])
    lines += _folded([one for one in settled if one in fits])
    if len(fits) < len(set(shown)):
        left_out = count(len(set(shown)) - len(fits), "finding")
        lines += [f"**{left_out} not on this page, which GitHub limits; the log has all.**", ""]
    lines += [
        f"- {escape(reason)}: {', '.join(map(code, rules))}"
        for reason, rules in list_idle_rules(report)
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _fit(findings: Sequence[Finding]) -> Iterator[Finding]:
    """As many findings as the page takes: errors first, then notes, then settled ones."""
    size = 0
    for finding in sorted(findings, key=lambda one: (bool(one.settled), not one.fails)):
        size += len(_row(finding).encode()) + 1
        if size > MOST_BYTES:
            return
        yield finding


def _section(title: str, findings: Sequence[Finding]) -> list[str]:
    return [f"### {title}", "", *_table(findings), ""] if findings else []


def _folded(findings: Sequence[Finding]) -> list[str]:
    if not findings:
        return []
    kinds = Counter(finding.settled for finding in findings)
    words = ", ".join(f"{number:,} {how}" for how, number in sorted(kinds.items()))
    head = f"<details><summary>{words}</summary>"
    return [head, "", *_table(findings), "", "</details>", ""]


def _table(findings: Sequence[Finding]) -> list[str]:
    return ["| place | rule | finding |", "|---|---|---|", *map(_row, findings)]


def _row(finding: Finding) -> str:
    message = escape(shorten(finding.message))
    if finding.settled:
        message += f"<br>*Reason:* {escape(finding.reason)}"
    return f"| {code(show_place(finding))} | {code(finding.rule)} | {message} |"

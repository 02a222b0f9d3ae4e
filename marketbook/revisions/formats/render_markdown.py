"""Markdown for a comment on a pull request: the sum on top, the details folded."""

from __future__ import annotations

import html
from collections.abc import Iterator

from marketbook.audit.formats.markdown import code, escape
from marketbook.revisions.formats.sections import (
    Line,
    Section,
    describe_proposal,
    describe_side,
    describe_versions,
    list_reason_lines,
    list_sections,
)
from marketbook.revisions.model import Comparison
from marketbook.text import count, show_hidden

MOST_CHARACTERS = 60_000
"""GitHub refuses a comment above 65,536 characters; the rest is kept for the frame."""


def render_markdown(comparison: Comparison) -> str:
    """A comparison as a comment; where it would be too long it says how much is left out."""
    sections = list_sections(comparison)
    head = "\n".join(_head(comparison, sections))
    reasons = tuple(list_reason_lines(comparison.proposal))
    if reasons:
        proposal = describe_proposal(comparison.proposal)
        sections.append(Section("version", proposal, reasons))
    left = MOST_CHARACTERS - len(head)
    folded: list[str] = []
    for section in sections:
        text = _fold(section, left)
        left -= len(text)
        folded.append(text)
    return "\n".join([head, *folded]).rstrip("\n") + "\n"


def _head(comparison: Comparison, sections: list[Section]) -> Iterator[str]:
    old, new = describe_side(comparison.old), describe_side(comparison.new)
    yield f"## Marketbook: {escape(describe_versions(comparison))}"
    yield ""
    yield f"{code(old)} → {code(new)}"
    yield ""
    if not comparison.differs:
        yield "Nothing differs."
        return
    yield "| | |"
    yield "|---|---|"
    for section in sections:
        yield f"| {section.title} | {escape(section.summary)} |"
    yield f"| version | **{escape(describe_proposal(comparison.proposal))}** |"
    yield ""


def _fold(section: Section, left: int) -> str:
    # this line is HTML, where the signs of Markdown mean nothing and those of HTML do
    summary = html.escape(show_hidden(section.summary))
    title = f"<details><summary>{section.title}: {summary}</summary>"
    lines = [title, "", "| | | |", "|---|---|---|"]
    size = len(title) + 200  # what closes the section, the number left out included
    rows = [_row(line) for line in section.lines]
    for done, row in enumerate(rows):
        size += len(row) + 1
        if size > left:
            missing = count(len(rows) - done, "line")
            lines += ["", f"**{missing} not in this comment, which GitHub limits.**"]
            break
        lines.append(row)
    return "\n".join([*lines, "", "</details>", ""])


def _row(line: Line) -> str:
    return f"| {code(line.sign)} | {escape(line.subject)} | {escape(line.what)} |"

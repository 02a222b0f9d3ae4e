"""Text: one line per difference, in sections."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.revisions.formats.sections import (
    describe_proposal,
    describe_side,
    describe_versions,
    list_reason_lines,
    list_sections,
)
from marketbook.revisions.model import Comparison
from marketbook.text import join_lines


def render_text(comparison: Comparison) -> str:
    """A comparison for people; long texts are cut, ``json`` has them whole."""
    return join_lines(_lines(comparison))


def _lines(comparison: Comparison) -> Iterator[str]:
    old, new = describe_side(comparison.old), describe_side(comparison.new)
    yield f"{describe_versions(comparison)} ({old} → {new})"
    for section in list_sections(comparison):
        yield ""
        yield f"{section.title}: {section.summary}"
        for line in section.lines:
            yield f"  {line.sign} {line.subject}{': ' if line.what else ''}{line.what}"
    if not comparison.differs:
        yield "nothing differs"
        return
    yield ""
    yield f"version: {describe_proposal(comparison.proposal)}"
    for reason in list_reason_lines(comparison.proposal):
        yield f"  {reason.sign}: {reason.subject}"

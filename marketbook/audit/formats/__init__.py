"""A report as text: for people, for programs, for code review and for test viewers.

Every format has the same findings and leaves none out in silence. A settled finding is always in
``json``, where its waiver stands beside it; the others show it where asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from marketbook.late import call_late

if TYPE_CHECKING:
    from marketbook.audit.report import Report


class Renderer(Protocol):
    """Turns a report into text; ``colour`` matters to ``text`` alone."""

    def __call__(self, report: Report, *, all_findings: bool = False, colour: bool = False) -> str:
        """The report as text, with a final line break."""
        ...


FORMATS: Mapping[str, Renderer] = {
    name: call_late(f"{__name__}.render_{name}", f"render_{name}")
    for name in ("text", "json", "github", "junit", "sarif")
}
"""The formats by name."""

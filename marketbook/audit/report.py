"""What a check returns: every finding, what became of every rule, and the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marketbook.findings import Finding, Suspicion

if TYPE_CHECKING:
    from marketbook.audit.fixes import Fix
    from marketbook.rules.run import RuleRun


@dataclass(frozen=True, slots=True)
class Report:
    """The result of checking one package.

    Attributes:
        package: Name of the package.
        version: Its version; empty where it states none.
        tables: Rows by table, for the tables whose structure holds.
        findings: All findings, sorted: by file and rule, the largest contradiction first.
            Those that a waiver accepts are among them, with its reason in ``waived``, and those
            that a correction settles, with the reading in ``corrected``.
        runs: What became of every rule.
        fixes: The row of the table of corrections for each reading that alone makes all fit.
    """

    package: str
    version: str
    tables: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...]
    runs: tuple[RuleRun, ...]
    fixes: Mapping[Suspicion, Fix] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Findings that must be corrected or waived."""
        return tuple(finding for finding in self.findings if finding.fails)

    @property
    def waived(self) -> tuple[Finding, ...]:
        """Findings that a waiver accepts."""
        return tuple(finding for finding in self.findings if finding.settled == "waived")

    @property
    def corrected(self) -> tuple[Finding, ...]:
        """Findings that are gone with a correction."""
        return tuple(finding for finding in self.findings if finding.settled == "corrected")

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What a reader should know, and no other finding says; a note never fails."""
        return tuple(
            finding
            for finding in self.findings
            if finding.severity == "note" and not finding.is_quiet
        )

    @property
    def exit_code(self) -> int:
        """0 where nothing fails, 1 where something does."""
        return 1 if self.errors else 0

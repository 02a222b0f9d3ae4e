"""What the audit finds in a package, and what corrections settle."""

from __future__ import annotations

from marketbook.audit.check import prove
from marketbook.findings import Finding
from marketbook.workbook.records import Records


def list_findings(records: Records) -> tuple[Finding, ...]:
    """The findings of the figures as they are read, and those that are gone with a correction.

    A waiver accepts its finding on whatever day this is asked.

    Raises:
        RuleError: A rule failed itself.
    """
    files = {name: f"tables/{name}.csv" for name in records.frames}
    return tuple(sorted([*records.findings, *prove(records.frames, files).findings]))

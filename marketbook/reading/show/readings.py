"""Documents that were read, audited and rendered in one of the forms of ``check``."""

from __future__ import annotations

from collections.abc import Sequence

from marketbook.audit.formats import FORMATS
from marketbook.audit.report import Report
from marketbook.reading.facts import Reading
from marketbook.reading.records import audit_readings
from marketbook.reading.show.render_json import render_json
from marketbook.reading.show.render_text import render_text


def show_readings(
    readings: Sequence[Reading], form: str, *, everything: bool = False
) -> tuple[str, bool]:
    """The documents and what the audit says of them, and whether it finds errors.

    Args:
        readings: The documents.
        form: text, json, github, junit or sarif.
        everything: Whether notes and all numbers that were not placed are shown.
    """
    telling = [reading for reading in readings if reading.figures]
    findings = audit_readings(telling).findings if telling else ()
    failed = any(finding.fails for finding in findings)
    if form == "json":
        return render_json(readings, findings), failed
    if form == "text":
        return render_text(readings, findings, everything=everything), failed
    tables = tuple((reading.file, len(reading.figures)) for reading in readings)
    report = Report("documents", "", tables, findings, ())
    return FORMATS[form](report, all_findings=everything, colour=False), failed

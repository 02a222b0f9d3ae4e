"""How many of what: counted once, said alike in every format."""

from __future__ import annotations

from dataclasses import dataclass

from marketbook.audit.report import Report
from marketbook.text import count


@dataclass(frozen=True, slots=True)
class Counts:
    """The size of a check and of its result.

    Attributes:
        errors: Findings that must be fixed, corrected or waived.
        notes: Findings that never fail.
        waived: Findings that a waiver accepts.
        corrected: Findings that are gone with a correction.
        tables: Tables whose structure holds.
        rows: Rows of these tables.
        rules: Rules that ran.
        without_rows: Rules that ran but saw no rows.
        skipped: Rules that could not run.
    """

    errors: int
    notes: int
    waived: int
    corrected: int
    tables: int
    rows: int
    rules: int
    without_rows: int
    skipped: int


def count_report(report: Report) -> Counts:
    """Count a report."""
    ran = [run for run in report.runs if not run.skipped]
    return Counts(
        errors=len(report.errors),
        notes=len(report.notes),
        waived=len(report.waived),
        corrected=len(report.corrected),
        tables=len(report.tables),
        rows=sum(rows for _, rows in report.tables),
        rules=len(ran),
        without_rows=sum(not run.rows for run in ran),
        skipped=len(report.runs) - len(ran),
    )


def describe_result(counts: Counts) -> str:
    """``2 errors, 1 note, 5 waived``, and ``1 corrected`` where there are any."""
    parts = [count(counts.errors, "error"), count(counts.notes, "note")]
    parts += [f"{counts.corrected:,} corrected"] if counts.corrected else []
    return ", ".join([*parts, f"{counts.waived:,} waived" if counts.waived else "none waived"])


def describe_scope(report: Report, counts: Counts) -> str:
    """What was checked: ``name 1.0.0: 22 tables, 834 rows; 31 rules ran, 2 saw no rows``."""
    rules = [f"{count(counts.rules, 'rule')} ran"]
    rules += [f"{counts.without_rows:,} saw no rows"] if counts.without_rows else []
    rules += [f"{counts.skipped:,} skipped"] if counts.skipped else []
    name = f"{report.package} {report.version}".strip() or "package"
    return (
        f"{name}: {count(counts.tables, 'table')}, {count(counts.rows, 'row')}; {', '.join(rules)}"
    )


def list_idle_rules(report: Report) -> list[tuple[str, tuple[str, ...]]]:
    """Rules that judged nothing, by reason: first those without rows, then the skipped ones."""
    idle = sorted(report.runs, key=lambda run: run.rule)
    empty = tuple(run.rule for run in idle if not run.skipped and not run.rows)
    skipped = tuple(run.rule for run in idle if run.skipped)
    # every reason names tables; one line for all of them, as a small package lacks many
    needed = {part for run in idle for part in run.skipped.removeprefix("needs ").split(", ")}
    reasons = [
        ("saw no rows", empty),
        (f"skipped, needs {', '.join(sorted(needed - {''}))}", skipped),
    ]
    return [(reason, rules) for reason, rules in reasons if rules]

"""Structure, then rules, corrections and waivers: one package in, one report out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from marketbook.audit.documents import ReadText, audit_documents, read_plain
from marketbook.audit.fixes import find_fixes
from marketbook.audit.other_rules import DOCUMENT_RULES
from marketbook.audit.report import Report
from marketbook.audit.waivers import apply_waivers, read_waivers
from marketbook.findings import Finding, sort_findings
from marketbook.package import Package, Resource, Structure, read_structure
from marketbook.package.contract import complete_tables, refuse_misfits
from marketbook.package.gather import gather_findings
from marketbook.package.settle import settle_places
from marketbook.rules import RULES
from marketbook.rules.proof import prove
from marketbook.rules.run import Audit, run_rules
from marketbook.steps import step, without_pauses

_STYLE = ("text.trimmed", "text.unicode-nfc")
"""Rules on how text is written, which is as others like it in tables of their own."""


@without_pauses()
def check_package(
    package: Package,
    *,
    structure: Structure | None = None,
    documents: Path | None = None,
    read_text: ReadText = read_plain,
    today: dt.date | None = None,
) -> Report:
    """Check a package: its structure, then the rules on every table whose structure holds.

    Args:
        package: The package.
        structure: Its tables, if they were read already.
        documents: Folder of the sources' documents; where given, every printed figure is looked
            for in its document.
        read_text: Gives the text of a document; by default of text files alone.
        today: Day on which the review dates of the waivers are judged; none means today.

    Raises:
        PackageError: A table could not be read, or one of Marketbook's own lacks what it must have.
        RuleError: A rule failed itself.
    """
    held = read_structure(package) if structure is None else structure
    files = {name: resource.path for name, resource in package.resources.items()}
    keys = {name: resource.schema.primary_key for name, resource in package.resources.items()}
    refuse_misfits(held.tables)
    tables = complete_tables(held.tables)
    with step("run the rules"):
        audits = [run_rules(tables, RULES, files, keys)]
    if documents is not None:
        with step("look the figures up in their documents"):
            audits.append(audit_documents(tables, documents, files, read_text))
    with step("prove the corrections"):
        proved = prove(tables, files)
    heights = {name: table.height for name, table in held.tables.items()}
    return make_report(package, held, heights, audits, today or dt.date.today(), proved)


def make_report(
    package: Package,
    structure: Structure,
    heights: Mapping[str, int],
    audits: Sequence[Audit],
    today: dt.date,
    proved: Audit,
) -> Report:
    """The report on a package, once the waivers have accepted what they accept.

    Args:
        package: The package.
        structure: The findings of its structure; of its tables, the waivers.
        heights: Rows by table, for the tables whose structure holds.
        audits: What the rules found.
        today: Day on which the review dates of the waivers are judged.
        proved: What became of the corrections, which no waiver can accept.
    """
    waived = _waive(audits, structure, today, package.resources)
    judged = settle_places(_soften([*waived, *proved.findings], package), package)
    gathered = gather_findings(structure.findings, package)
    findings = sort_findings([*gathered, *judged])
    return Report(
        package=package.name,
        version=package.version,
        tables=tuple(heights.items()),
        findings=findings,
        runs=tuple(run for audit in (*audits, proved) for run in audit.runs),
        fixes=find_fixes(findings, package, structure.tables, today),
    )


def _soften(findings: Iterable[Finding], package: Package) -> list[Finding]:
    """The findings, those about style as notes where nobody asked for Marketbook's own."""
    free = {name for name, resource in package.resources.items() if not resource.house_style}
    return [
        each.soften() if each.rule in _STYLE and each.table in free else each for each in findings
    ]


def _waive(
    audits: Sequence[Audit],
    structure: Structure,
    today: dt.date,
    resources: Mapping[str, Resource],
) -> list[Finding]:
    findings = [finding for audit in audits for finding in audit.findings]
    if "waivers" not in structure.tables:
        return findings
    known = {rule.id for rule in RULES} | set(DOCUMENT_RULES)
    return apply_waivers(
        findings,
        read_waivers(structure.tables["waivers"]),
        file=resources["waivers"].path,
        today=today,
        known=known,
        ran={run.rule for audit in audits for run in audit.runs if not run.skipped},
    )

"""What the audit says where no formula can: one line for each finding about a market."""

from __future__ import annotations

from collections.abc import Container, Iterator

from marketbook.findings import Finding
from marketbook.rules import RULES
from marketbook.rules.proof import CORRECTION_RULES
from marketbook.workbook.issues import find_markets, first_sentence
from marketbook.workbook.records import Records
from marketbook.workbook.sheets.check import Check, word_of
from marketbook.workbook.tell import name_records, tell_record

_SAYS = {rule.id: rule.says for rule in RULES} | CORRECTION_RULES


def find_findings(records: Records, market: str) -> list[Finding]:
    """The findings about a market, and about the sources that write of it."""
    return [
        finding
        for finding in records.findings
        if finding.market == market
        or (not finding.market and market in find_markets(records, finding.record))
    ]


def list_audit(
    findings: list[Finding], covered: Container[tuple[str, str]], records: Records, prefix: str = ""
) -> Iterator[Check]:
    """A line for each finding that no live check covers, by rule and record."""
    for number, finding in enumerate(findings):
        if (finding.rule, finding.record) not in covered:
            name = _name(records, finding)
            says = _SAYS.get(finding.rule, finding.rule)
            yield Check(
                key=f"audit:{finding.rule}/{finding.record}/{prefix}{number}",
                family="Audit",
                subject=f"{prefix}{name[:1].upper()}{name[1:]}: {says}",
                value="",
                low="",
                high="",
                meaning=tell_finding(records, finding),
                rule=finding.rule,
                record=finding.record,
                word=word_of(finding),
            )


def tell_finding(records: Records, finding: Finding) -> str:
    """What is wrong, in words: of what was accepted, the reason."""
    text = first_sentence(finding.reason) if finding.settled else f"{finding.message}."
    named = name_records(records, text)
    return f"{named[:1].upper()}{named[1:]}"


def _name(records: Records, finding: Finding) -> str:
    codes = records.typed.codes
    segment = codes.segments.get(finding.segment)
    name = segment.name if segment else codes.places.get(finding.region).name
    year = f", {finding.year}" if finding.year else ""
    return f"{name}{year}" if name else tell_record(records, finding.record)

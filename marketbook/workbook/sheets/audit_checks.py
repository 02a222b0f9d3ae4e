"""What the audit says where no formula can: one line for each finding about a market."""

from __future__ import annotations

from collections.abc import Container, Iterator

from marketbook.findings import Finding
from marketbook.markets import Markets
from marketbook.rules import RULES
from marketbook.rules.proof import CORRECTION_RULES
from marketbook.workbook.issues import find_markets
from marketbook.workbook.records import Records
from marketbook.workbook.sheets.check import Check, word_of

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
    findings: list[Finding], covered: Container[tuple[str, str]], codes: Markets, prefix: str = ""
) -> Iterator[Check]:
    """A line for each finding that no live check covers, by rule and record."""
    for number, finding in enumerate(findings):
        if (finding.rule, finding.record) not in covered:
            says = _SAYS.get(finding.rule, finding.rule)
            yield Check(
                key=f"audit:{finding.rule}/{finding.record}/{prefix}{number}",
                family="Audit",
                subject=f"{prefix}{_name(finding, codes)}: {says}",
                value="",
                low="",
                high="",
                meaning=f"{finding.message[:1].upper()}{finding.message[1:]}.",
                rule=finding.rule,
                record=finding.record,
                word=word_of(finding),
            )


def _name(finding: Finding, markets: Markets) -> str:
    codes = markets.codes
    segment = codes.segments.get(finding.segment)
    name = segment.name if segment else codes.places.get(finding.region).name
    year = f", {finding.year}" if finding.year else ""
    return f"{name or finding.record.partition(':')[2]}{year}"

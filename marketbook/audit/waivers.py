"""Waivers accept one finding each; one that accepts nothing, or is overdue, is itself an error."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import polars as pl

from marketbook.findings import Finding


@dataclass(frozen=True, slots=True)
class Waiver:
    """One row of the waivers table.

    Attributes:
        rule: Id of the rule whose finding is accepted.
        record: ``table:id`` of the finding.
        reason: Why the figure is left as it is.
        review_by: Last day on which the waiver holds.
        line: Line in the table's file.
    """

    rule: str
    record: str
    reason: str
    review_by: dt.date
    line: int


def read_waivers(table: pl.DataFrame) -> tuple[Waiver, ...]:
    """The waivers of a typed ``waivers`` table."""
    columns = ["rule", "record", "reason", "review_by", "_line"]
    return tuple(Waiver(*row) for row in table.select(columns).iter_rows())


def apply_waivers(
    findings: Iterable[Finding],
    waivers: Sequence[Waiver],
    *,
    file: str,
    today: dt.date,
    known: Collection[str],
    ran: Collection[str],
) -> list[Finding]:
    """Mark what the waivers accept, and add what is wrong with the waivers.

    Args:
        findings: Findings of the rules.
        waivers: The waivers of the package.
        file: Path of the waivers' file inside the package.
        today: The day on which the check runs.
        known: Ids of all rules.
        ran: Ids of the rules that ran; the waivers of the others cannot be judged.
    """
    reasons = {(w.rule, w.record): w.reason for w in waivers if w.review_by >= today}
    judged = [_judge(finding, reasons) for finding in findings]
    found = {(finding.rule, finding.record) for finding in judged}
    for waiver in waivers:
        message = _fault(waiver, found, today, known, ran)
        if message:
            rule, text = message
            judged.append(_finding(waiver, file, rule, text))
    return judged


def _judge(finding: Finding, reasons: dict[tuple[str, str], str]) -> Finding:
    reason = reasons.get((finding.rule, finding.record))
    return finding.waive(reason) if reason else finding


def _fault(
    waiver: Waiver,
    found: Collection[tuple[str, str]],
    today: dt.date,
    known: Collection[str],
    ran: Collection[str],
) -> tuple[str, str] | None:
    if waiver.rule not in known:
        return "waivers.names-a-rule", _unknown(waiver.rule, known)
    if waiver.rule in ran and (waiver.rule, waiver.record) not in found:
        return "waivers.accepts-a-finding", (
            f"accepts a finding of {waiver.rule} on {waiver.record}, but that finding "
            "is gone; delete the waiver"
        )
    if waiver.review_by < today:
        return "waivers.is-not-overdue", (
            f"was due for review by {waiver.review_by}, and today is {today}; look at the finding "
            f"again, then renew it ('marketbook waive {waiver.record} {waiver.rule}'), or delete it"
        )
    return None


def refuse_rule(rule: str) -> str:
    """Why a finding of this rule cannot be waived; empty where it can."""
    if rule.startswith("structure."):
        return f"{rule} is about structure, which cannot be waived; correct the table"
    if rule.startswith("corrections."):
        return f"{rule} is about a correction, which cannot be waived; change the correction"
    if rule.startswith("waivers."):
        return f"{rule} is about a waiver; renew that waiver, or delete it"
    return ""


def is_waiver_offered(finding: Finding) -> bool:
    """Whether a finding is open, and says itself that it may be waived."""
    offers = "waive" in finding.message and not refuse_rule(finding.rule)
    return finding.fails and bool(finding.record) and offers


def _unknown(rule: str, known: Collection[str]) -> str:
    if why := refuse_rule(rule):
        return why
    nearest = get_close_matches(rule, known, 1)
    hint = f"; nearest: {nearest[0]}" if nearest else ""
    return f"rule '{rule}' is not a rule of the audit{hint}; correct the id, or delete the waiver"


def _finding(waiver: Waiver, file: str, rule: str, message: str) -> Finding:
    return Finding(
        file=file,
        line=waiver.line,
        rule=rule,
        severity="error",
        message=message,
        table="waivers",
        record=f"waivers:{waiver.rule}/{waiver.record}",
    )

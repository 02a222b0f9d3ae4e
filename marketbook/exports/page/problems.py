"""The findings of the audit as the page tells them: what is printed, and what the rest says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from marketbook.exports.page.links import FIGURES, Links, make_href
from marketbook.exports.page.words import Cell, Piece, write_number
from marketbook.findings import Finding
from marketbook.markets.corrections import find_row, name_units, read_corrections
from marketbook.markets.corrections import tell_reading as tell_as_read
from marketbook.markets.grouping import group_by
from marketbook.rules import RULES
from marketbook.rules.proof import CORRECTION_RULES
from marketbook.text import count
from marketbook.workbook.records import Record, Records
from marketbook.workbook.sheets.check import word_of

_AMOUNT = re.compile(r"([\d,]+(?:\.\d+)?) (\D.*)")
_MOST_REPAIRS = 2
_ORDER = ("CHECK", "KNOWN", "NOTE")


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding.

    Attributes:
        name: Its place on the page: ``finding/sizes.unit-slip/iomt-2025-japan``.
        market: Id of its market; empty where it is about none.
        subject: What it is about, in words.
        verdict: ``CHECK``, ``KNOWN`` or ``NOTE``.
        rule, says: Id of the rule, and the rule in a sentence.
        record: ``table:id``.
        figure: Address of the figure on the page; empty where it is about none.
        printed, implied: What is printed, and what follows from the rest.
        money: How far apart the two are, ``14,505 USD million more``; empty for what is no size.
        arithmetic: The whole message.
        read_as: What a correction reads the figure as.
        reason, evidence: Why it stands as it is, and the arithmetic; of its correction or waiver.
        decided_on: Day of that decision.
        against: The other figures that it cannot be true together with, where the audit names them.
        suspects: Which of all these may be wrong, and what it may have been.
    """

    name: str
    market: str
    subject: str
    verdict: str
    rule: str
    says: str
    record: str
    figure: str
    printed: str
    implied: str
    money: str
    arithmetic: Cell
    read_as: str = ""
    reason: str = ""
    evidence: str = ""
    decided_on: str = ""
    against: tuple[Cell, ...] = ()
    suspects: tuple[Cell, ...] = ()

    @property
    def href(self) -> str:
        """Its address."""
        return make_href(self.name)

    @property
    def would_read(self) -> str:
        """The size that would make it fit; empty for what is no size, or has a correction."""
        return self.implied if self.money and not self.read_as else ""

    @property
    def sentence(self) -> str:
        """The contradiction in one sentence."""
        if not self.printed or not self.implied:
            return ""
        apart = f", {self.money}" if self.money else ""
        return f"Printed: {self.printed}. The rest points to {self.implied}{apart}."


def list_problems(records: Records, links: Links) -> list[Problem]:
    """All findings: what is open first, then what is settled, then notes; figures before lists."""
    says = {rule.id: rule.says for rule in RULES} | CORRECTION_RULES
    waivers = {(row["rule"], row["record"]): row for row in records.all("waivers")}
    corrections = {row["record"]: row for row in records.all("corrections")}
    ranked = sorted(zip(records.findings, links.findings, strict=True), key=_rank)
    return [
        _tell(
            records,
            links,
            finding,
            name,
            says.get(finding.rule, ""),
            corrections.get(finding.record) or waivers.get((finding.rule, finding.record)) or {},
        )
        for finding, name in ranked
    ]


def _rank(one: tuple[Finding, str]) -> tuple[int, bool, float]:
    finding, _ = one
    return _ORDER.index(word_of(finding)), finding.table not in FIGURES, -finding.worth


def _tell(
    records: Records, links: Links, finding: Finding, name: str, says: str, decision: Record
) -> Problem:
    printed = _print(records, finding)
    return Problem(
        name=name,
        market=finding.market,
        subject=links.tell(finding.record) if finding.record else finding.file,
        verdict=word_of(finding),
        rule=finding.rule,
        says=says,
        record=finding.record,
        figure=links.figure(finding.record),
        printed=printed,
        implied=finding.implied,
        money=_measure(records, printed, finding.implied),
        arithmetic=_capitalise(links.read(finding.message)),
        read_as=tell_reading(records, decision),
        reason=str(decision.get("reason") or "") or finding.reason,
        evidence=str(decision.get("evidence") or ""),
        decided_on=str(decision.get("decided_on") or ""),
        against=tuple(_list_others(links, finding)),
        suspects=tuple(_list_suspects(links, finding)),
    )


def tell_reading(records: Records, correction: Record) -> str:
    """What a correction reads a figure as; empty for what is no correction."""
    if correction.get("value") is None:
        return ""
    found = read_corrections(records.frames)[correction["record"]]
    row = find_row(found, records.frames)
    return tell_as_read(row, found, name_units(records.frames)) if row else found.digits


def _print(records: Records, finding: Finding) -> str:
    """What is printed, with its unit."""
    if finding.table not in FIGURES or not finding.stated:
        return finding.stated
    row = records.find(finding.record)
    if row.get("stated") != finding.stated:
        return finding.stated
    unit = records.typed.codes.units.get(row.get("unit_id") or "")
    if finding.table == "sizes":
        return f"{finding.stated} {unit.name if unit else ''}".strip()
    return f"{finding.stated} %"


def _measure(records: Records, printed: str, implied: str) -> str:
    """The distance of two amounts in the unit of the second; empty where they are none."""
    factors = {unit.name: unit.factor for unit in records.typed.codes.units.values()}
    amounts = [_AMOUNT.fullmatch(text) for text in (printed, implied)]
    read = [(float(m[1].replace(",", "")), m[2]) for m in amounts if m and m[2] in factors]
    if len(read) < 2:
        return ""
    (before, unit_before), (after, unit) = read
    change = after - before * factors[unit_before] / factors[unit]
    distance = write_number(abs(change), _choose_digits(abs(change)))
    return f"{distance} {unit} {'more' if change > 0 else 'less'}"


def _choose_digits(value: float) -> int:
    return 0 if value >= 1000 else 1 if value >= 20 else 2


def _capitalise(cell: Cell) -> Cell:
    first, *rest = cell.pieces
    head = type(first)(f"{first.text[:1].upper()}{first.text[1:]}", first.href)
    return Cell((head, *rest))


def _list_others(links: Links, finding: Finding) -> Iterator[Cell]:
    """The figures of a set that cannot all be true, where the audit names one."""
    for place in finding.conflict:
        if place.record != finding.record:
            yield Cell((links.cite(place.record),))


def _list_suspects(links: Links, finding: Finding) -> Iterator[Cell]:
    """Which of them may be wrong, the likeliest first, and what it may have been."""
    repairs: dict[str, list[str]] = {}
    for one in finding.suspects:
        repairs.setdefault(one.record, []).extend(filter(None, (one.repair,)))
    for record, found in repairs.items():
        told = f" (may have been {' or '.join(found[:_MOST_REPAIRS])})" if found else ""
        yield Cell((links.cite(record), Piece(told)))


def group_by_market(problems: Iterable[Problem]) -> Mapping[str, list[Problem]]:
    """The findings of each market, in their order."""
    return group_by(problems, lambda problem: problem.market)


def count_verdicts(problems: Iterable[Problem]) -> str:
    """How many of each kind: ``1 open, 9 known, 8 notes``."""
    verdicts = [problem.verdict for problem in problems]
    told = (
        f"{verdicts.count('CHECK'):,} open" if "CHECK" in verdicts else "",
        f"{verdicts.count('KNOWN'):,} known" if "KNOWN" in verdicts else "",
        count(verdicts.count("NOTE"), "note") if "NOTE" in verdicts else "",
    )
    return ", ".join(filter(None, told)) or "none"

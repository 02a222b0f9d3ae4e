"""What the readable formats share: the differences as sections of plain lines."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marketbook.changes import FieldChange, RecordChange
from marketbook.revisions.model import (
    WAIVERS,
    Comparison,
    FindingChange,
    ForecastMove,
    Proposal,
    Side,
    YearMove,
)
from marketbook.revisions.propose_version import describe_schema
from marketbook.text import clip, count

_SIGNS = {"added": "+", "removed": "-", "came": "+", "went": "-"}
_LONGEST = 80
_FINDING_WORDS = {
    "came": "came",
    "went": "went",
    "changed": "worded differently",
    "waived": "now waived",
    "corrected": "now corrected",
    "reopened": "open again",
    "unchecked": "no longer checked",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One difference: ``+``, ``-`` or ``~``, what it is about, and what differs."""

    sign: str
    subject: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Differences of one kind, with their sum in a few words."""

    title: str
    summary: str
    lines: tuple[Line, ...]


def list_sections(comparison: Comparison) -> list[Section]:
    """The sections that have something to say."""
    sections = [
        Section("tables", _count_tables(comparison), tuple(_list_tables(comparison))),
        Section("descriptor", "", tuple(Line("~", name) for name in comparison.descriptor)),
        Section("schemas", "", tuple(_list_schemas(comparison))),
        Section("records", _count_records(comparison), tuple(_list_records(comparison))),
        Section("findings", _count_findings(comparison), tuple(_list_findings(comparison))),
        Section("waivers", "", tuple(_list_waivers(comparison))),
        Section("forecasts", _sum_forecasts(comparison), tuple(_list_forecasts(comparison))),
    ]
    return [
        one if one.summary else Section(one.title, count(len(one.lines), "change"), one.lines)
        for one in sections
        if one.lines
    ]


def describe_side(side: Side) -> str:
    """``v1.0, d413593`` or the folder."""
    return f"{side.label}, {side.commit[:7]}" if side.commit else side.label


def describe_versions(comparison: Comparison) -> str:
    """``name 1.0.0 → 1.1.0``."""
    old, new = comparison.old, comparison.new
    if not (old.version or new.version) and old.package == new.package:
        return old.package or "package"
    first = f"{old.package} {old.version}".strip() or "package"
    then = f"{new.package if new.package != old.package else ''} {new.version}".strip()
    return f"{first} → {then or 'no version'}"


def describe_proposal(proposal: Proposal) -> str:
    """What the version should be, and whether the stated one fits."""
    if proposal.level == "none":
        return "nothing asks for another version"
    if not proposal.proposed:
        old = f"{proposal.old!r} is not of the form x.y.z" if proposal.old else "none was stated"
        return f"{proposal.level}; the number cannot be determined: {old}"
    wanted = f"{proposal.level}: {proposal.proposed} or later"
    stated = proposal.stated or "no version"
    if proposal.fits is None:
        return f"{wanted}; {stated} is stated, which is not of the form x.y.z"
    return f"{wanted}; {stated} is stated, {'which fits' if proposal.fits else 'too low'}"


def describe_move(move: ForecastMove) -> str:
    """Size at the end of the forecast, before and after, and the year that moved most."""
    ends = [_show_horizon(end) for end in (move.old_horizon, move.new_horizon)]
    if move.change == "added":
        return f"new: {ends[1]} {move.unit}"
    if move.change == "removed":
        return f"gone; it was {ends[0]} {move.unit}"
    if move.change == "unit":
        return f"in another unit, now {move.unit}: {ends[0]} → {ends[1]}"
    text = f"{ends[0]} → {ends[1]} {move.unit}"
    if move.change == "region":
        return f"of another region: {text}"
    if move.old_horizon and move.new_horizon and move.old_horizon[0] == move.new_horizon[0]:
        text = f"{ends[0]} → {show_size(move.new_horizon[1])} {move.unit}"
        last = YearMove(move.new_horizon[0], move.old_horizon[1], move.new_horizon[1])
        text += f" ({_show_part(last.relative)})"
    largest = move.largest
    if largest is None:
        return f"{text}; no year in common"
    return f"{text}; largest move {_show_part(largest.relative)} in {largest.year}"


def show_size(value: float) -> str:
    """A size with five digits, whole thousands in groups."""
    whole = math.floor(math.log10(abs(value))) if value else 0
    return f"{value:,.{max(0, 4 - whole)}f}"


def _show_part(part: float) -> str:
    return f"{part * 100:+,.2f} %"


def _show_horizon(end: tuple[int, float] | None) -> str:
    return f"{end[0]} {show_size(end[1])}" if end else "none"


def _list_tables(comparison: Comparison) -> Iterator[Line]:
    for name in comparison.tables_added:
        yield Line("+", name)
    for name in comparison.tables_removed:
        yield Line("-", name)
    for name, reason in comparison.uncompared.items():
        yield Line("!", name, f"not compared: {reason}")


def _count_tables(comparison: Comparison) -> str:
    counts = {
        "added": len(comparison.tables_added),
        "removed": len(comparison.tables_removed),
        "not compared": len(comparison.uncompared),
    }
    return _join(counts)


def _list_schemas(comparison: Comparison) -> Iterator[Line]:
    for change in comparison.schemas:
        yield Line(_SIGNS.get(change.what, "~"), describe_schema(change))


def _list_records(comparison: Comparison) -> Iterator[Line]:
    for change in _flatten(comparison):
        yield Line(
            _SIGNS.get(change.kind, "~"),
            change.record,
            "; ".join(_describe_field(field, change.kind) for field in change.fields),
        )


def _flatten(comparison: Comparison) -> list[RecordChange]:
    """All records but the waivers, which have a section of their own."""
    tables = comparison.records.items()
    return [change for name, found in tables if name != WAIVERS for change in found]


def _describe_field(field: FieldChange, kind: str) -> str:
    if kind != "changed":
        return f"{field.field} {clip(field.new or field.old, _LONGEST)}"
    old, new = clip(field.old, _LONGEST) or "empty", clip(field.new, _LONGEST) or "empty"
    return f"{field.field} {old} → {new}"


def _count_records(comparison: Comparison) -> str:
    changes = _flatten(comparison)
    kinds = Counter(change.kind for change in changes)
    words = _join({kind: kinds[kind] for kind in ("added", "changed", "removed")})
    return f"{words} in {count(len({change.table for change in changes}), 'table')}"


def _list_findings(comparison: Comparison) -> Iterator[Line]:
    for change in comparison.findings:
        yield Line(_SIGNS.get(change.change, "~"), change.finding.rule, _describe_finding(change))


def _describe_finding(change: FindingChange) -> str:
    finding = change.finding
    kind = finding.settled or finding.severity
    place = finding.record or finding.file
    return f"{kind} on {place}, {_FINDING_WORDS[change.change]}: {finding.message}"


def _count_findings(comparison: Comparison) -> str:
    kinds = Counter(_FINDING_WORDS[change.change] for change in comparison.findings)
    return _join({word: kinds[word] for word in _FINDING_WORDS.values()})


def _list_waivers(comparison: Comparison) -> Iterator[Line]:
    for waiver in comparison.waivers:
        what = f"{', '.join(waiver.fields)} changed; " if waiver.fields else ""
        sign = _SIGNS.get(waiver.change, "~")
        yield Line(sign, f"{waiver.rule} on {waiver.record}", f"{what}{waiver.reason}")


def _list_forecasts(comparison: Comparison) -> Iterator[Line]:
    if comparison.unforecast:
        yield Line("!", "not compared", comparison.unforecast)
    for move in comparison.forecasts:
        sign = _SIGNS.get(move.change, "~")
        yield Line(sign, f"{move.market}, {move.scenario}", describe_move(move))


def _sum_forecasts(comparison: Comparison) -> str:
    if comparison.unforecast:
        return "not compared"
    kinds = Counter(move.change for move in comparison.forecasts)
    words = {
        "added": "new", "removed": "gone", "unit": "in another unit",
        "region": "of another region", "moved": "moved",
    }  # fmt: skip
    text = _join({word: kinds[kind] for kind, word in words.items()})
    tops = [move.largest for move in comparison.forecasts if move.largest]
    top = max((abs(one.relative) for one in tops), default=0.0)
    return f"{text}, by up to {top * 100:,.2f} %" if top else text


def _join(counts: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {word}" for word, number in counts.items() if number)


def list_reason_lines(proposal: Proposal) -> Iterable[Line]:
    """Why the version should rise, the weightiest first."""
    return (Line(reason.level, reason.what) for reason in proposal.reasons)

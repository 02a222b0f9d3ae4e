"""Findings of structure as a reader wants them: what has one cause is one finding."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from marketbook.findings import Finding, sort_findings
from marketbook.package.model import Package
from marketbook.package.report import Report, join_names
from marketbook.package.settle import settle_places
from marketbook.text import count

_REFERENCE = "structure.foreign-key"
_HASH = "structure.hash"
_REPEATED = (_REFERENCE, "structure.enum")
"""Rules of which one wrong value is one finding, in however many cells it stands."""

_SHAPES = ("structure.pattern", "structure.length")
"""Rules about the shape of a cell, which say nothing more of an id that is not known."""


def gather_findings(findings: Iterable[Finding], package: Package) -> list[Finding]:
    """The findings, sorted, those that one correction settles as one, each where it can be opened.

    An unknown id is named where it stands first, with the number of further records that have it.
    Files that were changed since the descriptor was written are named together.

    Args:
        findings: Of the structure of a package, each with its own place.
        package: The package.
    """
    told: list[Finding] = []
    groups: dict[object, list[Finding]] = defaultdict(list)
    for finding in _drop_shapes(sort_findings(findings)):
        cause = _name_cause(finding)
        (groups[cause] if cause else told).append(finding)
    told += (_tell_together(group, package.file) for group in groups.values())
    return list(sort_findings(settle_places(told, package)))


def _drop_shapes(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings without those about the shape of a cell whose id is not known."""
    lost = {(f.file, f.line, f.field) for f in findings if f.rule == _REFERENCE and f.field}
    for finding in findings:
        if finding.rule not in _SHAPES or (finding.file, finding.line, finding.field) not in lost:
            yield finding


def _name_cause(finding: Finding) -> object:
    """What findings with one cause have in common; nothing where it is alone."""
    if finding.rule == _HASH and finding.stated:
        return _HASH
    if finding.rule in _REPEATED:
        return finding.rule, finding.message
    return None


def _tell_together(group: Sequence[Finding], descriptor: str) -> Finding:
    first, *others = group
    if not others:
        return first
    if first.rule == _HASH:
        return _tell_changed(group, descriptor)
    if not first.line:
        return _tell_tables(first, others)
    counts = Counter(finding.table for finding in others)
    more = count(len(others), "more record")
    if len(counts) == 1:
        where = f"{more} of {others[0].table}"
    else:
        where = f"{more}: {', '.join(f'{n:,} of {table}' for table, n in counts.items())}"
    return replace(first, message=f"{first.message} (the same in {where})")


def _tell_tables(first: Finding, others: Sequence[Finding]) -> Finding:
    """A remark on whole tables."""
    tables = [table for table in dict.fromkeys(f.table for f in others) if table != first.table]
    also = f" (also those of {join_names(tables)})" if tables else ""
    return replace(first, message=f"{first.message}{also}")


def _tell_changed(group: Sequence[Finding], descriptor: str) -> Finding:
    names = join_names([finding.table or finding.file for finding in group])
    message = (
        f"{names} were changed since the descriptor was written; if the changes are meant, run "
        "'marketbook build'"
    )
    return Report(descriptor, "").find(_HASH, 0, message)

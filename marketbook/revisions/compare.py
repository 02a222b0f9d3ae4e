"""Compares two packages that were read: tables, records, findings, waivers, forecasts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TypedDict

from marketbook.audit import check_package
from marketbook.changes import RecordChange
from marketbook.package import Package, Structure, read_structure
from marketbook.revisions.compare_findings import compare_findings
from marketbook.revisions.compare_forecasts import compare_forecasts
from marketbook.revisions.compare_records import Records, compare_records
from marketbook.revisions.compare_schemas import compare_schemas
from marketbook.revisions.model import (
    WAIVERS,
    Comparison,
    Proposal,
    SchemaChange,
    Side,
    WaiverChange,
)
from marketbook.revisions.propose_version import list_reasons, propose_version
from marketbook.steps import step, track

_APART = ("resources", "version", "name")
_MEASURED = ("hash", "bytes", "schema", "name")


def compare_packages(
    old: Package,
    new: Package,
    *,
    labels: tuple[str, str] = ("old", "new"),
    commits: tuple[str, str] = ("", ""),
    today: dt.date | None = None,
) -> Comparison:
    """Compare two packages.

    ``labels`` are what they are called, ``commits`` what they were taken from; empty for folders.

    Raises:
        PackageError: A table could not be read.
        RuleError: A rule failed itself.
    """
    day = today or dt.date.today()
    before, after = (old, read_structure(old)), (new, read_structure(new))
    versions = track("check both versions", (before, after), 2)
    audits = [check_package(p, structure=s, today=day) for p, s in versions]
    skipped = {run.rule for run in audits[1].runs if run.skipped}
    with step("compare the records"):
        records = compare_records(before, after)
    with step("compare the forecasts"):
        moves, unforecast = compare_forecasts(before, after)
    sides = [_side(*one) for one in zip((old, new), labels, commits, strict=True)]
    outline = _compare_outline(old, new)
    return Comparison(
        old=sides[0],
        new=sides[1],
        **outline,
        records=records.changes,
        uncompared=records.uncompared,
        findings=compare_findings(audits[0].findings, audits[1].findings, skipped),
        waivers=tuple(_list_waivers(records.changes.get(WAIVERS, ()), before[1], after[1])),
        forecasts=moves,
        unforecast=unforecast,
        proposal=_propose(sides, outline, records),
    )


def _propose(sides: Sequence[Side], outline: _Outline, records: Records) -> Proposal:
    reasons = list_reasons(
        renamed=sides[0].package != sides[1].package,
        **outline,
        records=records.changes,
        uncompared=tuple(records.uncompared),
        referenced=records.referenced,
    )
    return propose_version(sides[0], sides[1], reasons)


def _side(package: Package, label: str, commit: str) -> Side:
    return Side(label, commit, package.name, package.version)


class _Outline(TypedDict):
    """What the descriptor and the schemas say, before any record is read."""

    tables_added: tuple[str, ...]
    tables_removed: tuple[str, ...]
    descriptor: tuple[str, ...]
    schemas: tuple[SchemaChange, ...]


def _compare_outline(old: Package, new: Package) -> _Outline:
    return {
        "tables_added": tuple(name for name in new.resources if name not in old.resources),
        "tables_removed": tuple(name for name in old.resources if name not in new.resources),
        "descriptor": tuple(_list_descriptor(old, new)),
        "schemas": tuple(_list_schemas(old, new)),
    }


def _list_schemas(old: Package, new: Package) -> Iterator[SchemaChange]:
    for name, resource in new.resources.items():
        if name in old.resources:
            yield from compare_schemas(old.resources[name].schema, resource.schema)


def _list_descriptor(old: Package, new: Package) -> Iterator[str]:
    """Properties that differ: of the package, then of the tables that both sides have."""
    yield from _list_differing(old.descriptor, new.descriptor, _APART, "")
    before = {resource["name"]: resource for resource in old.stated}
    for resource in new.stated:
        name = resource["name"]
        if name in before:
            yield from _list_differing(before[name], resource, _MEASURED, f"resources.{name}.")


def _list_differing(
    old: Mapping[str, object], new: Mapping[str, object], apart: Sequence[str], prefix: str
) -> Iterator[str]:
    for key in dict.fromkeys([*new, *old]):
        if key not in apart and (key in old, old.get(key)) != (key in new, new.get(key)):
            yield f"{prefix}{key}"


def _list_waivers(
    changes: Sequence[RecordChange], old: Structure, new: Structure
) -> Iterator[WaiverChange]:
    reasons = {**_read_reasons(old), **_read_reasons(new)}
    for change in changes:
        cells = {one.field: one.new or one.old for one in change.fields}
        rule, record = (*change.key, "")[:2]
        reason = cells.get("reason") or reasons.get((rule, record), "")
        fields = tuple(one.field for one in change.fields) if change.kind == "changed" else ()
        yield WaiverChange(change.kind, rule, record, reason, fields)


def _read_reasons(structure: Structure) -> dict[tuple[str, str], str]:
    table = structure.tables.get(WAIVERS)
    if table is None or not {"rule", "record", "reason"} <= set(table.columns):
        return {}
    return {
        (rule, record): reason for rule, record, reason in table["rule", "record", "reason"].rows()
    }

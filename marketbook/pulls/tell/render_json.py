"""What became of a pull, for programs: a documented, versioned shape (``docs/pull-json.md``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marketbook.audit.formats.render_json import tell_finding
from marketbook.changes import RecordChange
from marketbook.pulls.merge.result import Conflict, PullResult
from marketbook.pulls.read.edited import Place, Remark
from marketbook.text import tell_fields, write_json

VERSION = 1
"""Version of the shape; it rises when a reader of the old shape would go wrong."""


def render_json(result: PullResult) -> str:
    """The whole result: UTF-8 JSON with two spaces of indent; absent values are null."""
    content = {
        "version": VERSION,
        "workbook": result.workbook,
        "kind": result.kind,
        "market": result.market or None,
        "package": result.package or None,
        "package_version": result.version or None,
        "built_from": result.built_from or None,
        "outcome": result.outcome,
        "exit_code": result.exit_code,
        "counts": _count(result),
        "changes": [_tell_change(result, r) for table in result.changes for r in table.records],
        "renames": [
            {"table": each.table, "old": "/".join(each.old), "new": "/".join(each.new)}
            for each in result.renames
        ],
        "conflicts": [_tell_conflict(each) for each in result.conflicts],
        "remarks": [_tell_remark(each) for each in result.remarks],
        "findings": [
            {"state": each.state, **_tell_place(each.place), **tell_finding(each.finding)}
            for each in result.findings
        ],
        "fixed": [tell_finding(each) for each in result.fixed],
        "written": list(result.written),
    }
    return write_json(content) + "\n"


def _count(result: PullResult) -> dict[str, int]:
    kinds = [record.kind for table in result.changes for record in table.records]
    refused = sum(remark.refuses for remark in result.remarks)
    return {
        "added": kinds.count("added"),
        "changed": kinds.count("changed"),
        "removed": kinds.count("removed"),
        "conflicts": len(result.conflicts),
        "refused": refused,
        "remarks": len(result.remarks) - refused,
        "new": result.count("new"),
        "fixed": len(result.fixed),
        "still": result.count("still"),
    }


def _tell_change(result: PullResult, change: RecordChange) -> dict[str, Any]:
    places: Mapping[str, Place] = result.places.get((change.table, change.key), {})
    if change.kind == "removed":
        places = {}
    return {
        "table": change.table,
        "record": change.record,
        "kind": change.kind,
        "fields": [
            tell_fields(each, "field", "old", "new") | _tell_place(places.get(each.field))
            for each in change.fields
        ],
    }


def _tell_conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "table": conflict.table,
        "record": conflict.record,
        "kind": conflict.kind,
        "fields": [
            tell_fields(each, "field", "base", "workbook", "tables") | _tell_place(each.place)
            for each in conflict.fields
        ],
    }


def _tell_remark(remark: Remark) -> dict[str, Any]:
    return {
        **_tell_place(remark.place),
        "refuses": remark.refuses,
        "found": remark.found,
        "expected": remark.expected or None,
        "remedy": remark.remedy or None,
    }


def _tell_place(place: Place | None) -> dict[str, Any]:
    return {
        "sheet": place.sheet if place else None,
        "cell": place.cell or None if place else None,
    }

"""JSON: a documented, versioned shape (``docs/diff-json.md``)."""

from __future__ import annotations

import math
from typing import Any

from marketbook.changes import RecordChange
from marketbook.findings import Finding
from marketbook.revisions.model import Comparison, FindingChange, ForecastMove, Side, WaiverChange
from marketbook.text import tell_fields, write_json

VERSION = 1
"""Version of the shape; it rises when a reader of the old shape would go wrong."""


def render_json(comparison: Comparison) -> str:
    """A comparison for programs: UTF-8 JSON with two spaces of indent; absent values are null."""
    content = {
        "version": VERSION,
        "differs": comparison.differs,
        "old": _side(comparison.old),
        "new": _side(comparison.new),
        "proposal": _proposal(comparison),
        "tables": _tables(comparison),
        "descriptor": list(comparison.descriptor),
        "schemas": [
            tell_fields(change, "table", "field", "what", "old", "new", "level")
            for change in comparison.schemas
        ],
        "records": [_record(one) for found in comparison.records.values() for one in found],
        "findings": [_finding(change) for change in comparison.findings],
        "waivers": [_waiver(change) for change in comparison.waivers],
        "unforecast": comparison.unforecast or None,
        "forecasts": [_move(move) for move in comparison.forecasts],
    }
    return write_json(content) + "\n"


def _tables(comparison: Comparison) -> dict[str, Any]:
    blind = comparison.uncompared.items()
    return {
        "added": list(comparison.tables_added),
        "removed": list(comparison.tables_removed),
        "uncompared": [{"name": name, "reason": reason} for name, reason in blind],
    }


def _record(record: RecordChange) -> dict[str, Any]:
    return {
        "table": record.table,
        "record": record.record,
        "change": record.kind,
        "fields": [tell_fields(one, "field", "old", "new") for one in record.fields],
    }


def _waiver(waiver: WaiverChange) -> dict[str, Any]:
    return {
        "change": waiver.change,
        "rule": waiver.rule,
        "record": waiver.record,
        "reason": waiver.reason or None,
        "fields": list(waiver.fields),
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "label": side.label,
        "commit": side.commit or None,
        "package": side.package or None,
        "package_version": side.version or None,
    }


def _proposal(comparison: Comparison) -> dict[str, Any]:
    proposal = comparison.proposal
    return {
        "level": proposal.level,
        "proposed": proposal.proposed or None,
        "stated": proposal.stated or None,
        "fits": proposal.fits,
        "reasons": [{"level": one.level, "what": one.what} for one in proposal.reasons],
    }


def _finding(change: FindingChange) -> dict[str, Any]:
    return {
        "change": change.change,
        **_words(change.finding),
        "before": _words(change.before) if change.before else None,
    }


def _words(finding: Finding) -> dict[str, Any]:
    names = ("rule", "severity", "record", "file", "line", "message", "waived", "corrected")
    return tell_fields(finding, *names)


def _move(move: ForecastMove) -> dict[str, Any]:
    largest = move.largest
    return {
        "market": move.market,
        "scenario": move.scenario,
        "change": move.change,
        "unit": move.unit,
        "old_horizon": _horizon(move.old_horizon),
        "new_horizon": _horizon(move.new_horizon),
        "largest": {"year": largest.year, "relative": _part(largest.relative)} if largest else None,
        "years": [
            {"year": one.year, "old": one.old, "new": one.new, "relative": _part(one.relative)}
            for one in move.years
        ],
    }


def _part(relative: float) -> float | None:
    return relative if math.isfinite(relative) else None


def _horizon(end: tuple[int, float] | None) -> dict[str, Any] | None:
    return {"year": end[0], "size": end[1]} if end else None

"""What was read, as JSON: the written shape that other programs load."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from marketbook.findings import Finding
from marketbook.reading.facts import Fact, Name, Reading

VERSION = 1
"""Of the shape; it rises when a key is removed, renamed or changes its meaning."""


def render_json(readings: Sequence[Reading], findings: Sequence[Finding]) -> str:
    """The documents with their figures, periods, lists, players and numbers that were not placed.

    Args:
        readings: The documents.
        findings: What the audit says of them together.
    """
    shape = {
        "version": VERSION,
        "documents": [_document(reading) for reading in readings],
        "findings": [asdict(finding) for finding in findings],
    }
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


def _document(reading: Reading) -> dict[str, Any]:
    facts = reading.facts
    return {
        "file": reading.file,
        "sha256": reading.sha256,
        "title": reading.title,
        "market": reading.market,
        "publisher": reading.publisher,
        "published_on": reading.published_on or reading.edition,
        "report_code": reading.report_code,
        "pages": reading.pages,
        "url": reading.url,
        "figures": [_figure(fact) for fact in reading.figures],
        "periods": [_period(fact) for fact in facts if fact.kind == "period"],
        "lists": [_list(fact) for fact in facts if fact.kind in ("segmentation", "region_list")],
        "players": _players(facts),
        "developments": [_development(fact) for fact in facts if fact.kind == "development"],
        "unplaced": [
            {
                "printed": each.printed,
                "reason": each.reason,
                "place": str(each.place),
                "said": each.said,
            }
            for each in reading.unplaced
        ],
    }


def _figure(fact: Fact) -> dict[str, Any]:
    """A figure or a rank; of a rank, ``stated`` is which one."""
    return {
        "kind": fact.kind,
        "market": fact.market,
        "region": fact.region,
        "axis": fact.axis,
        "segment": fact.segment,
        "of_region": fact.of_region,
        "year": fact.year,
        "start_year": fact.start_year,
        "end_year": fact.end_year,
        "value": fact.value,
        "unit": fact.unit,
        "stated": fact.claim or fact.stated,
        "qualifier": fact.qualifier,
        "sure": fact.sure,
        "place": fact.locator,
        "said": fact.said,
    }


def _period(fact: Fact) -> dict[str, Any]:
    return {
        "kind": fact.period,
        "start_year": fact.start_year,
        "end_year": fact.end_year,
        "sure": fact.sure,
        "place": fact.locator,
    }


def _list(fact: Fact) -> dict[str, Any]:
    names: Mapping[str, Any] = {
        "names": [_name(name) for name in fact.names],
        "place": fact.locator,
    }
    kind = (
        {"kind": "segments", "axis": fact.axis}
        if fact.kind == "segmentation"
        else {"kind": "regions"}
    )
    return {**kind, **names}


def _name(name: Name) -> str | dict[str, Any]:
    if not name.parts:
        return name.text
    return {"name": name.text, "parts": [_name(part) for part in name.parts]}


def _players(facts: Sequence[Fact]) -> list[dict[str, Any]]:
    return [
        {"names": [name.text for name in fact.names], "place": fact.locator}
        for fact in facts
        if fact.kind == "player_list"
    ]


def _development(fact: Fact) -> dict[str, Any]:
    return {"month": fact.month, "said": fact.said, "place": fact.locator}

"""What is wrong in print and was looked at: corrections and waivers with their arithmetic."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.exports.page.links import FIGURES, Links
from marketbook.exports.page.problems import tell_reading
from marketbook.exports.page.words import Cell, Table, say, tabulate
from marketbook.workbook.records import Record, Records


def tabulate_errata(records: Records, links: Links) -> Table:
    """Every correction and every waiver: corrections first, and figures before lists."""
    waivers = sorted(records.all("waivers"), key=lambda row: row["record"] not in links.figures)
    rows = [_correction(records, links, row) for row in records.all("corrections")]
    rows += [_waiver(records, links, row) for row in waivers]
    heads = ("What", "As printed", "Read as", "Why", "Arithmetic", "Rule", "Decided on")
    return tabulate("Errata of the sources, as we read them", heads, rows)


def _correction(records: Records, links: Links, row: Record) -> list[Cell]:
    return [
        *_subject(records, links, row["record"]),
        say(tell_reading(records, row)),
        say(row["reason"]),
        say(row["evidence"]),
        say(None),
        say(row["decided_on"]),
    ]


def _waiver(records: Records, links: Links, row: Record) -> list[Cell]:
    return [
        *_subject(records, links, row["record"]),
        say("as printed"),
        say(row["reason"]),
        say(row["evidence"]),
        say(row["rule"]),
        say(row["decided_on"]),
    ]


def _subject(records: Records, links: Links, record: str) -> Iterator[Cell]:
    yield say(links.tell(record), links.figure(record))
    yield say(tell_print(records, record))


def tell_print(records: Records, record: str) -> str:
    """A figure as printed, with its unit; empty for what is no figure."""
    table, _, key = record.partition(":")
    row = records.by_key(table, f"{table.removesuffix('s')}_id").get(key, {}) if (
        table in FIGURES
    ) else {}  # fmt: skip
    if not row:
        return ""
    unit = records.typed.codes.units.get(row.get("unit_id") or "")
    name = unit.name if unit and table == "sizes" else "%"
    return f"{row['stated']} {name}"

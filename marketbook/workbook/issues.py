"""Known issues: waivers and corrections, each led to the market its record is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from marketbook.workbook.records import Record, Records
from marketbook.workbook.tell import tell_reading


@dataclass(frozen=True, slots=True)
class Issue:
    """A contradiction in print that was looked at: accepted as it is, or read otherwise."""

    rule: str
    record: str
    reason: str
    evidence: str
    markets: tuple[str, ...]


def list_issues(records: Records, market_id: str | None = None) -> tuple[Issue, ...]:
    """Known issues of one market, or of all: corrections, then waivers, in their order."""
    found = [
        *(_tell_correction(records, row) for row in records.all("corrections")),
        *(_read_issue(records, row) for row in records.all("waivers")),
    ]
    return tuple(issue for issue in found if market_id is None or market_id in issue.markets)


def _tell_correction(records: Records, row: Record) -> Issue:
    record, reading = row["record"], tell_reading(records, row["record"])
    markets = tuple(sorted(find_markets(records, record)))
    return Issue("", record, reading or row["reason"], row["evidence"], markets)


def _read_issue(records: Records, row: Record) -> Issue:
    markets = tuple(sorted(find_markets(records, row["record"])))
    return Issue(row["rule"], row["record"], row["reason"], row["evidence"], markets)


def find_markets(records: Records, record: str) -> frozenset[str]:
    """Markets of the rows that a record's id names; of a source, all it writes about."""
    return frozenset(_find_markets(records, record))


def _find_markets(records: Records, record: str) -> Iterator[str]:
    table, _, key = record.partition(":")
    named = key.replace("|", "/").replace(",", "/").split("/")
    for row in records.all(table):
        values = [str(value) for value in row.values() if value is not None]
        if all(part in values for part in named):
            market = row.get("market_id")
            if isinstance(market, str):
                yield market
            elif isinstance(row.get("source_id"), str):
                yield from _markets_of(records, row["source_id"])


def _markets_of(records: Records, source_id: str) -> Iterator[str]:
    for table in ("sizes", "growth_rates", "shares"):
        for row in records.all(table):
            if row["source_id"] == source_id:
                yield row["market_id"]

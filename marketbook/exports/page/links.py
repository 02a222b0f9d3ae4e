"""Addresses inside the page: of markets, figures and findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from marketbook.exports.page.words import Cell, Piece
from marketbook.findings import Finding
from marketbook.workbook.records import Records
from marketbook.workbook.tell import name_source, tell_record

FIGURES = ("sizes", "growth_rates", "shares")
"""Tables whose records are figures, in the order in which they may take a short address."""
_LIST = 2
"""Place of a list's name in the key of a listing: source, market, list, position."""
_CITED = re.compile(r"\b([a-z_]+:[^\s,;()]+)")


def make_href(name: str) -> str:
    """The address of a place in the page: ``#market/iomt``."""
    return f"#{quote(name, safe='/:.-_~')}"


@dataclass(frozen=True, slots=True)
class Links:
    """What may be linked to.

    Attributes:
        records: The tables, for the names of records.
        figures: The name of each figure's place, by its record.
        findings: The name of each finding's place, in the order of the findings.
    """

    records: Records
    figures: Mapping[str, str]
    findings: tuple[str, ...]

    def figure(self, record: str) -> str:
        """Address of a figure; empty where the record is none."""
        return make_href(self.figures[record]) if record in self.figures else ""

    def cite(self, record: str) -> Piece:
        """A record by its name, with its address if it is a figure."""
        return Piece(self.name(record), self.figure(record))

    def read(self, text: str) -> Cell:
        """A text of the audit: each record that it cites, by its name and with its address."""
        return Cell(tuple(self._split(text)))

    def _split(self, text: str) -> Iterator[Piece]:
        done = 0
        for match in _CITED.finditer(text):
            if match[1] in self.figures:
                yield Piece(text[done : match.start()])
                yield self.cite(match[1])
                done = match.end()
        yield Piece(text[done:])

    def name(self, record: str) -> str:
        """A record in words, its source apart: ``Japan, 2025``, or ``list of regions``."""
        table, _, key = record.partition(":")
        if record not in self.figures:
            return self._name_other(record, table, key.split("/"))
        row = self.records.find(record)
        codes = self.records.typed.codes
        segment = codes.segments.get(row["segment_id"] or "")
        about = [segment.name] if segment else []
        if not segment or row["region_id"] != codes.places.world:
            about.append(codes.places.get(row["region_id"]).name)
        years = [row.get(name) for name in ("year", "start_year", "end_year")]
        return ", ".join([*about, " to ".join(str(year) for year in years if year)]).strip(", ")

    def tell(self, record: str) -> str:
        """A record in words, after the name of its market: ``Farm robots: Japan, 2025``."""
        name = self.name(record)
        market = self.records.by_key("markets", "market_id").get(self._find_market(record))
        return f"{market['name']}: {name}" if market else f"{name[:1].upper()}{name[1:]}"

    def _find_market(self, record: str) -> str:
        table, _, key = record.partition(":")
        if record in self.figures:
            return str(self.records.find(record)["market_id"])
        parts = key.split("/")
        return parts[_LIST - 1] if table.endswith("_listings") and len(parts) > _LIST else ""

    def _name_other(self, record: str, table: str, key: list[str]) -> str:
        """A list by its name, a period by its years; others as the workbooks call them."""
        if table.endswith("_listings") and len(key) > _LIST:
            return f"{tell_record(self.records, f'{table}:')}, {key[_LIST].replace('-', ' ')}"
        if table == "source_periods" and len(key) > _LIST + 1:
            source, kind, *years = key
            years = " to ".join(dict.fromkeys(years))
            return f"{kind.replace('-', ' ')} {years}, {name_source(self.records, source)}"
        return tell_record(self.records, record)


def link_up(records: Records, findings: Iterable[Finding]) -> Links:
    """Every place that figures and findings have on the page.

    A figure goes by its id alone, unless a figure of an earlier table has the same id.
    """
    figures: dict[str, str] = {}
    taken: set[str] = set()
    for table in FIGURES:
        ids = [row[f"{table.removesuffix('s')}_id"] for row in records.all(table)]
        for id_ in ids:
            record = f"{table}:{id_}"
            figures[record] = f"figure/{record if id_ in taken else id_}"
        taken |= set(ids)
    return Links(records, figures, tuple(_name_findings(findings)))


def _name_findings(findings: Iterable[Finding]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for finding in findings:
        name = f"finding/{finding.rule}/{finding.record.partition(':')[2] or finding.line}"
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}/{seen[name]}"

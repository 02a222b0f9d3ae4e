"""An audit of documents that were read, without a package: the tables stay in memory."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import groupby
from pathlib import Path

import polars as pl

from marketbook.audit import check_package
from marketbook.findings import Finding
from marketbook.package import Package, Resource, Structure
from marketbook.package.judge import judge_rows
from marketbook.reading.facts import Reading
from marketbook.reading.records.enter import enter_document
from marketbook.reading.records.ledger import Ledger, Origin
from marketbook.reading.records.markets import name_market
from marketbook.reading.records.model import Document, make_document
from marketbook.reading.records.words import fold
from marketbook.schema import TableSchema, read_schema
from marketbook.schema.standard import list_standard_tables, read_standard_text

_MOST = 200
"""Documents that are audited in one go."""


@dataclass(frozen=True, slots=True)
class AuditedReadings:
    """What the audit says of documents that were read.

    Attributes:
        findings: Everything it found; the file of a finding is the document, its line the number
            of the fact in it from 1, or 0 for the document as a whole.
        said: The same by fact: number of the document and of the fact in it, both from 0.
    """

    findings: tuple[Finding, ...]
    said: Mapping[Origin, tuple[Finding, ...]]


def audit_readings(readings: Sequence[Reading]) -> AuditedReadings:
    """Audits documents as if their facts stood in the tables of a package.

    Args:
        readings: The documents; those about one market are compared with each other.
    """
    documents = [make_document(reading, number) for number, reading in enumerate(readings)]
    audits = [audit_documents(batch, make_empty_ledger()) for batch in _part(documents)]
    findings = (finding for audit in audits for finding in audit.findings)
    said = {at: found for audit in audits for at, found in audit.said.items()}
    return AuditedReadings(tuple(sorted(findings)), said)


def _part(documents: Sequence[Document]) -> Iterator[list[Document]]:
    """Batches that the memory holds; the documents about one market stay together."""
    batch: list[Document] = []
    for _, group in groupby(sorted(documents, key=_name_market), _name_market):
        same = list(group)
        if batch and len(batch) + len(same) > _MOST:
            yield batch
            batch = []
        batch += same
    if batch:
        yield batch


def _name_market(document: Document) -> str:
    return fold(name_market(document.reading.market or document.reading.title))


def audit_documents(documents: Sequence[Document], ledger: Ledger) -> AuditedReadings:
    """Enters documents into a ledger, and audits all that it holds then."""
    for document in documents:
        enter_document(ledger, document)
    package, structure = make_package(ledger)
    report = check_package(package, structure=structure)
    keys = {f"{name}:{'/'.join(key)}": (name, key)
            for name, rows in ledger.records.items() for key in rows}  # fmt: skip
    files = {document.number: document.reading.file for document in documents}
    where = partial(_tell_where, ledger, {one.number: one for one in documents})
    placed: list[Finding] = []
    said: dict[Origin, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        origins = list(ledger.origins.get(keys.get(finding.record, ("", ())), {}))
        told = replace(finding, message=_LINE.sub(where, finding.message))
        placed.append(_place(told, origins, files))
        for origin in origins:
            said[origin].append(placed[-1])
    return AuditedReadings(tuple(sorted(placed)), {at: tuple(found) for at, found in said.items()})


_LINE = re.compile(r"\(line (?P<line>\d+) of (?P<table>[a-z_]+)\)")


def _tell_where(ledger: Ledger, documents: Mapping[int, Document], line: re.Match[str]) -> str:
    """Where in its document a figure stands, for its line in a table that no file holds."""
    keys = list(ledger.records.get(line["table"], {}))
    at = int(line["line"]) - 2
    origins = list(ledger.origins.get((line["table"], keys[at]), {})) if at < len(keys) else []
    if not origins:
        return line.group()
    number, fact = origins[0]
    entries = {entry.number: entry for entry in documents[number].entries}
    where = entries[fact].fact.locator if number in documents and fact in entries else ""
    return f"({where})" if where else line.group()


def _place(finding: Finding, origins: Sequence[Origin], files: Mapping[int, str]) -> Finding:
    """The finding in the document that the record was first read from."""
    if not origins:
        return finding
    document, fact = origins[0]
    return replace(finding, file=files[document], line=fact + 1)


def make_empty_ledger() -> Ledger:
    """All of Marketbook's tables, without a record."""
    schemas = _read_schemas()
    return Ledger(schemas, {name: {} for name in schemas})


@cache
def _read_schemas() -> Mapping[str, TableSchema]:
    import json

    return {
        name: read_schema(json.loads(read_standard_text(name)), name)
        for name in list_standard_tables()
    }


def make_package(ledger: Ledger) -> tuple[Package, Structure]:
    """The tables of a ledger as a package that was read, though no file holds them."""
    resources = {
        name: Resource(name=name, path=f"tables/{name}.csv", schema=schema)
        for name, schema in ledger.schemas.items()
    }
    package = Package(Path(), "datapackage.json", {"name": "read"}, resources)
    tables: dict[str, pl.DataFrame] = {}
    findings: list[Finding] = []
    for name, resource in resources.items():
        judged = judge_rows(_lay_out(ledger, name), resource)
        tables[name] = judged.cells
        findings += judged.findings
    return package, Structure(tables, tuple(sorted(findings)))


def _lay_out(ledger: Ledger, table: str) -> pl.DataFrame:
    """A table as it would be read of its file: lines, and columns of text."""
    names, rows = ledger.schemas[table].names, list(ledger.list_rows(table))
    columns: dict[str, pl.Series] = {
        "_line": pl.Series("_line", range(2, len(rows) + 2), dtype=pl.Int64)
    }
    for name in names:
        texts = [row.get(name) or None for row in rows]
        columns[name] = pl.Series(name, texts, dtype=pl.String)
    return pl.DataFrame(columns)

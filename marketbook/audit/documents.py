"""Confirms that each printed figure and name stands in the document it was read from.

A document is known by its checksum, not by its name: a file of the right name with other bytes
is another edition. Only figures of documents that are there can be looked for; how many could
not is said in the finding about the document.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from marketbook.audit.other_rules import DOCUMENT_RULES, FIGURES, IS_THERE, LISTINGS, NAMES
from marketbook.audit.printed import (
    Printed,
    find_nearest_figure,
    find_nearest_name,
    list_prints,
    normalise,
    stands_as_figure,
    stands_as_name,
)
from marketbook.errors import MarketbookError, PackageError
from marketbook.findings import Finding, sort_findings
from marketbook.rules.run import Audit, RuleRun

Row = Mapping[str, Any]
ReadText = Callable[[Path], str]
"""Gives the whole text of a file, or says in a ``MarketbookError`` why it cannot."""


def read_plain(path: Path) -> str:
    """The text of a text file.

    Raises:
        MarketbookError: It is not text in UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise MarketbookError(f"{path.name} is not text in UTF-8") from error


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one document.

    Attributes:
        name: Its file name, as it is in the directory.
        text: Its whole text, in NFC.
    """

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for in a document.

    Attributes:
        table: Table of the record.
        record: Its key; several columns are joined with slashes.
        field: Column that holds what is looked for.
        stated: The figure or name as the table has it.
        row: The whole row.
    """

    table: str
    record: str
    field: str
    stated: str
    row: Row

    @property
    def rule(self) -> str:
        """Id of the rule that it falls under."""
        return f"{self.table}.stands-in-document"


def check_documents(
    tables: Mapping[str, pl.DataFrame],
    directory: Path,
    files: Mapping[str, str],
    read_text: ReadText = read_plain,
) -> list[Finding]:
    """Look for every printed figure and name in the documents of ``directory``.

    Args:
        tables: Typed tables, each with its ``_line`` column.
        directory: Folder that holds the documents; folders in it are not read.
        files: Path of each table's file inside the package.
        read_text: Gives the text of a document.

    Raises:
        PackageError: The directory, or a file in it, cannot be read.
    """
    return list(audit_documents(tables, directory, files, read_text).findings)


def audit_documents(
    tables: Mapping[str, pl.DataFrame],
    directory: Path,
    files: Mapping[str, str],
    read_text: ReadText = read_plain,
) -> Audit:
    """As ``check_documents``, with what became of every rule.

    Raises:
        PackageError: The directory, or a file in it, cannot be read.
    """
    hashes = hash_files(directory)
    if "sources" not in tables:
        skipped = (RuleRun(rule, 0, "needs sources") for rule in DOCUMENT_RULES)
        return Audit((), tuple(sorted(skipped, key=_rule_of)))
    sources = tables["sources"].to_dicts()
    read = {
        source["source_id"]: _read_document(directory, _name_of(source, hashes), read_text)
        for source in sources
    }
    documents = {key: one for key, one in read.items() if isinstance(one, Document)}
    sought = list(_sought(tables))
    unsought = Counter(one.row["source_id"] for one in sought if "source_id" in one.row)
    findings = [
        _is_missing(source, hashes, unsought[source["source_id"]], files, fault)
        for source in sources
        if not isinstance(fault := read[source["source_id"]], Document)
    ]
    runs = [RuleRun(IS_THERE, len(sources))]
    for table in (*FIGURES, *LISTINGS, NAMES):
        judged = _judge([one for one in sought if one.table == table], documents, list(read))
        missing = "" if table in tables else f"needs {table}"
        runs.append(RuleRun(f"{table}.stands-in-document", judged.rows, missing))
        findings += [_is_absent(one, where, files) for one, where in judged.absent]
    return Audit(sort_findings(findings), tuple(sorted(runs, key=_rule_of)))


def _rule_of(run: RuleRun) -> str:
    return run.rule


def hash_files(directory: Path) -> dict[str, str]:
    """The SHA-256 of every file of a directory, by file name; folders in it are not read.

    Raises:
        PackageError: The directory, or a file in it, cannot be read.
    """
    try:
        paths = sorted(path for path in directory.iterdir() if path.is_file())
        return {path.name: _hash(path) for path in paths}
    except OSError as error:
        raise PackageError(
            f"the documents cannot be read: {error}",
            expected="a directory with the documents as text files",
        ) from error


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _name_of(source: Row, hashes: Mapping[str, str]) -> str:
    """File name of the source's document: that of its own name first, else any of its bytes."""
    same = [name for name, sha256 in hashes.items() if sha256 == source["document_sha256"]]
    return source["document"] if source["document"] in same else min(same, default="")


def _read_document(directory: Path, name: str, read_text: ReadText) -> Document | str:
    """The document, or why it cannot be read; empty where there is none."""
    if not name:
        return ""
    try:
        return Document(name, normalise(read_text(directory / name)))
    except MarketbookError as error:
        return str(error)


def _sought(tables: Mapping[str, pl.DataFrame]) -> Iterator[Sought]:
    for table, key in FIGURES.items():
        yield from _of_table(tables, table, "stated", lambda row, key=key: row[key])
    for table in LISTINGS:
        yield from _of_table(tables, table, "stated_as", _listing_key)
    for one in _of_table(tables, NAMES, "name", lambda row: row["name"]):
        if one.row["kind"] == "printed":
            yield one


def _of_table(
    tables: Mapping[str, pl.DataFrame], table: str, field: str, key: Callable[[Row], str]
) -> Iterator[Sought]:
    if table in tables:
        for row in tables[table].filter(pl.col(field).is_not_null()).iter_rows(named=True):
            yield Sought(table, key(row), field, row[field], row)


def _listing_key(row: Row) -> str:
    return "/".join(str(row[name]) for name in ("source_id", "market_id", "list", "position"))


@dataclass(frozen=True, slots=True)
class _Judged:
    """How many things were looked for, and those that no document prints."""

    rows: int
    absent: Sequence[tuple[Sought, Sequence[Document]]]


def _judge(
    sought: Sequence[Sought], documents: Mapping[str, Document], sources: Sequence[str]
) -> _Judged:
    rows, absent = 0, []
    for one in sought:
        wanted = [one.row["source_id"]] if "source_id" in one.row else sorted(sources)
        read = [found for source in wanted if (found := documents.get(source))]
        stands = any(_stands(one, document) for document in read)
        # a name that none of the documents at hand prints may stand in one that is missing
        if stands or 0 < len(read) == len(wanted):
            rows += 1
            absent += [] if stands else [(one, read)]
    return _Judged(rows, absent)


def _stands(one: Sought, document: Document) -> bool:
    if one.field != "stated":
        return stands_as_name(one.stated, document.text)
    prints = list_prints(one.stated, one.row.get("note") or "")
    return any(stands_as_figure(each, document.text) for each in prints)


def _is_absent(one: Sought, read: Sequence[Document], files: Mapping[str, str]) -> Finding:
    find = find_nearest_figure if one.field == "stated" else find_nearest_name
    found = [(near, document) for document in read if (near := find(one.stated, document.text))]
    kind = "figure" if one.field == "stated" else "name"
    message = (
        f"'{one.stated}' is not in {_listed(read)}; {_nearest(found)}; "
        f"enter the {kind} exactly as the document prints it"
    )
    implied = found[0][0].text if found else ""
    return _finding(one, files, message, implied)


def _listed(read: Sequence[Document]) -> str:
    names = sorted(document.name for document in read)
    return names[0] if len(names) == 1 else f"any of {', '.join(names)}"


def _nearest(found: Sequence[tuple[Printed, Document]]) -> str:
    if not found:
        return "nothing like it is printed there"
    places = [
        f"'{near.text}' in line {near.line} of {document.name} ({near.how})"
        for near, document in found
    ]
    return f"nearest: {', '.join(places)}"


def _is_missing(
    source: Row, hashes: Mapping[str, str], unsought: int, files: Mapping[str, str], unread: str
) -> Finding:
    name, sha256 = source["document"] or "", source["document_sha256"] or ""
    found = hashes.get(name, "")
    if not sha256:
        return _is_unknown(source, name, found, unsought, files)
    if unread:
        fault = f"{_name_of(source, hashes)} is the document by its SHA-256, but {unread}"
        remedy = "save its text as a separate file, and enter the checksum of that file"
    elif found:
        fault = f"{name} is there, but its SHA-256 is {found[:12]}…, not {sha256[:12]}…"
        remedy = (
            "it is another edition or was changed: put back the document that was read, "
            "or enter this one as a new source"
        )
    else:
        fault = f"no file has the SHA-256 {sha256[:12]}…, and none is named {name}"
        remedy = "put the document that was read into the directory"
    message = f"{fault}; {remedy}; until then {unsought} of its figures and names are not looked up"
    row = Sought("sources", source["source_id"], "document_sha256", sha256, source)
    return _finding(row, files, message, found)


def _is_unknown(
    source: Row, name: str, found: str, unsought: int, files: Mapping[str, str]
) -> Finding:
    """A note about a source of which nobody entered what document was read."""
    if found:
        fault = f"{name} is there, but no SHA-256 is entered"
        remedy = f"enter {found}, if it is the document that was read"
    else:
        fault = "no document is entered"
        remedy = "enter the name and the SHA-256 of the document that was read, if there is one"
    message = f"{fault}; {remedy}; until then {unsought} of its figures and names are not looked up"
    row = Sought("sources", source["source_id"], "document_sha256", "", source)
    return replace(_finding(row, files, message, found), severity="note")


def _finding(one: Sought, files: Mapping[str, str], message: str, implied: str) -> Finding:
    return Finding(
        file=files[one.table],
        line=one.row["_line"],
        rule=IS_THERE if one.table == "sources" else one.rule,
        severity="error",
        message=message,
        table=one.table,
        field=one.field,
        record=f"{one.table}:{one.record}",
        market=one.row.get("market_id") or "",
        region=one.row.get("region_id") or "",
        segment=one.row.get("segment_id") or "",
        year=one.row.get("year"),
        stated=one.stated,
        implied=implied,
    )

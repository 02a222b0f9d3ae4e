"""The structure of a package: every table against its schema, every reference against its table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import polars as pl

from marketbook.errors import PackageError
from marketbook.findings import Finding, sort_findings
from marketbook.package.catalog import STRUCTURE_RULES
from marketbook.package.facts import FileFacts
from marketbook.package.judge import judge_rows, list_findings
from marketbook.package.model import Package, Resource
from marketbook.package.report import Report, join_names
from marketbook.package.table_file import compare_facts, find_absent, measure_files
from marketbook.package.table_text import read_table_text
from marketbook.package.words import Say, say_absent, say_lost
from marketbook.schema import ForeignKey
from marketbook.schema.ask import all_hold, find_failing_rows
from marketbook.schema.conditions import Condition, make_absence, make_reference
from marketbook.steps import track


@dataclass(frozen=True, slots=True)
class Structure:
    """What was read of a package, and what is wrong with it.

    Attributes:
        tables: Typed tables by name, those alone whose own structure holds: `_line`, then the
            columns of the schema; an empty cell is null, the rows are in the file's order.
        findings: Everything that is wrong with any table's structure, sorted.
    """

    tables: Mapping[str, pl.DataFrame]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Reading:
    """Tables as far as they were read: typed cells, and which columns are known in full."""

    cells: dict[str, pl.DataFrame] = field(default_factory=dict)
    known: dict[str, frozenset[str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_structure(package: Package) -> Structure:
    """Read every table of `package` and judge its structure.

    Args:
        package: A package whose descriptor was read.

    Raises:
        PackageError: Where a file cannot be read.
        SchemaError: Where a schema asks for something that is not covered.
        RuleError: Where a check is broken.
    """
    reading = _Reading()
    reading.findings += [*package.findings, *check_attachments(package)]
    measured = _measure_tables(package)
    for resource, facts in track("check the tables", measured, len(package.resources)):
        if isinstance(facts, Finding):
            reading.findings.append(facts)
        else:
            _read_table(package, facts, resource, reading)
    known = {name: reading.cells[name].select(columns) for name, columns in reading.known.items()}
    for resource in package.resources.values():
        cells = reading.cells.get(resource.name, pl.DataFrame())
        keys = resource.schema.foreign_keys
        reading.findings += check_references(package, resource, keys, cells, known)
    blocked = find_blocked(reading.findings)
    tables = {
        name: reading.cells[name]
        for name in package.resources
        if name in reading.cells and name not in blocked
    }
    return Structure(tables, sort_findings(reading.findings))


def find_blocked(findings: Iterable[Finding]) -> set[str]:
    """The tables that no rule can read, for what is wrong with their structure."""
    return {f.table for f in findings if f.fails and STRUCTURE_RULES[f.rule].blocks}


def _measure_tables(package: Package) -> Iterator[tuple[Resource, FileFacts | Finding]]:
    """Every table with the facts of its file, small ones first; a finding where there is no file.

    A checksum leaves the other core free: large files are measured while small ones are judged.
    """
    resources = sorted(package.resources.values(), key=lambda resource: resource.bytes or 0)
    errors: list[str] = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        measured = {
            resource.name: pool.submit(_measure, package, resource)
            for resource in reversed(resources)
        }
        for resource in resources:
            try:
                yield resource, measured[resource.name].result()
            except PackageError as error:
                errors.append(str(error))
    if errors:
        raise PackageError("", problems=errors)


def _measure(package: Package, resource: Resource) -> FileFacts | Finding:
    return find_absent(package, resource) or measure_files(package, resource)


def check_attachments(package: Package) -> Iterator[Finding]:
    """Hashes and sizes of the files that are no tables."""
    for each in package.attachments:
        if absent := find_absent(package, each):
            yield replace(absent, table="")
            continue
        report = Report(each.path, "")
        try:
            yield from compare_facts(measure_files(package, each), each, report)
        except PackageError as error:
            yield report.find("structure.file", 0, str(error))


def _read_table(package: Package, facts: FileFacts, resource: Resource, reading: _Reading) -> None:
    text = read_table_text(package, facts, resource)
    reading.findings += text.findings
    if text.frame is None:
        return
    judged = judge_rows(text.frame, resource)
    reading.findings += judged.findings
    reading.cells[resource.name] = judged.cells
    if text.complete:
        reading.known[resource.name] = judged.known


def check_references(
    package: Package,
    resource: Resource,
    keys: Iterable[ForeignKey],
    cells: pl.DataFrame,
    known: Mapping[str, pl.DataFrame],
) -> Iterator[Finding]:
    """Every foreign key of a table that leads nowhere, or that could not be looked up.

    Args:
        package: The package.
        resource: The table.
        keys: The foreign keys to look up.
        cells: Typed rows of the table.
        known: By table, the typed columns of which every cell is known.
    """
    checks: dict[str, tuple[Condition, Say]] = {}
    unread = {each.name for each in package.attachments}
    for key in keys:
        if not set(key.fields) <= set(cells.columns):
            continue  # the header's own finding says what is missing
        if key.resource in unread:
            yield _note_unread(resource, key)
            continue
        if key.resource not in package.resources:
            condition = make_absence(key)
            checks[condition.name] = condition, say_absent(key)
            if all_hold(cells, [condition]):
                yield _note_absent(resource, key)
            continue
        if not set(key.reference_fields) <= {*known.get(key.resource, pl.DataFrame()).columns}:
            yield _note_unchecked(package, resource, key)
            continue
        targets = known[key.resource].select(key.reference_fields)
        condition = make_reference(key, targets)
        file = package.resources[key.resource].path
        checks[condition.name] = condition, say_lost(key, known[key.resource], file)
    conditions = [condition for condition, _ in checks.values()]
    for name, failing in find_failing_rows(cells, conditions).items():
        condition, say = checks[name]
        yield from list_findings(condition, failing, say, resource)


def _note_absent(resource: Resource, key: ForeignKey) -> Finding:
    message = (
        f"{join_names(key.fields)} should lead to {key.resource}, a table that the package does "
        "not have; as every cell is empty nothing is missing, but other tools may refuse the "
        "package: take the foreign key out of the schema, or add the table"
    )
    return _note(resource, key, message)


def _note_unread(resource: Resource, key: ForeignKey) -> Finding:
    compared = f"{join_names(key.fields)} could not be compared with {key.resource}"
    message = f"{compared}, whose rows are not read"
    return _note(resource, key, message)


def _note_unchecked(package: Package, resource: Resource, key: ForeignKey) -> Finding:
    file = package.resources[key.resource].path
    message = (
        f"references to {key.resource} could not be looked up, because {file} could not be read in "
        "full; correct that file first"
    )
    return _note(resource, key, message)


def _note(resource: Resource, key: ForeignKey, message: str) -> Finding:
    field_ = key.fields[0] if len(key.fields) == 1 else ""
    report = Report(resource.path, resource.name)
    return report.find("structure.foreign-key", 0, message, field_, severity="note")

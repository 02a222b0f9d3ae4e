"""Reads a table as text: every line that is a row, and a finding for every other one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from marketbook.errors import PackageError
from marketbook.findings import Finding
from marketbook.package.facts import FileFacts
from marketbook.package.header import check_header, match_labels
from marketbook.package.misshapen import Misshapen, find_misshapen
from marketbook.package.model import Package, Resource
from marketbook.package.records import read_records
from marketbook.package.report import Report, list_names
from marketbook.package.rows import describe_row, is_row, split_raw, split_row, unquote_cell
from marketbook.package.table_file import TableFile, compare_facts, open_table


@dataclass(frozen=True, slots=True)
class TableText:
    """The rows of a table as text.

    Attributes:
        frame: `_line`, then one column of text per column of the schema that the labels name, in
            the order of the file. A cell is null where it is empty and unquoted. None where the
            table could not be read at all.
        findings: What is wrong with the file, its labels and its lines.
        complete: Whether every line with something in it is a row of the frame.
    """

    frame: pl.DataFrame | None
    findings: list[Finding]
    complete: bool


def read_table_text(package: Package, facts: FileFacts, resource: Resource) -> TableText:
    """Read a table as text.

    Args:
        package: Its package.
        facts: What was measured of its files.
        resource: The table.

    Raises:
        PackageError: Where a file cannot be read.
    """
    report = Report(resource.path, resource.name, resource.house_style)
    findings = compare_facts(facts, resource, report)
    if not resource.is_plain:
        return _read_other(package, resource, findings, report)
    file = open_table(package.locate(resource), facts, resource.encoding, report)
    findings += file.findings
    fault = _find_no_header(file, resource, report)
    if not fault:
        return _read_plain(file, resource, findings, report)
    if resource.house_style or file.lines == 0 or file.unreadable:
        return TableText(None, [*findings, *fault], complete=False)
    return _read_other(package, resource, findings, report)  # a label may hold a line break


def _read_plain(
    file: TableFile, resource: Resource, findings: list[Finding], report: Report
) -> TableText:
    labels = split_row(file.read_first_line())
    findings += check_header(labels, resource, report)
    misshapen = find_misshapen(file, labels)
    findings += [_find_misshapen(each, report) for each in misshapen]
    joined = {} if resource.house_style else {m.lines[0]: m.record for m in misshapen if m.record}
    lost = [each for each in misshapen if each.lines[0] not in joined]
    dropped = file.unreadable.union(*(each.lines for each in misshapen))
    rows = read_rows(file, dropped, joined, len(labels), resource.path)
    return TableText(
        _name_columns(rows, match_labels(labels, resource)),
        findings,
        complete=not file.unreadable and all(each.blank for each in lost),
    )


def _find_misshapen(each: Misshapen, report: Report) -> Finding:
    severity = "note" if each.record and not report.house_style else "error"
    return report.find("structure.row", each.lines[0], each.reason, severity=severity)


def _read_other(
    package: Package, resource: Resource, findings: list[Finding], report: Report
) -> TableText:
    records = read_records(package.locate_all(resource), resource, report)
    findings += records.findings
    if not records.labels:
        expected = f"expected the columns {list_names(resource.schema.names)}"
        fault = report.find("structure.empty", 0, f"the table has no labels; {expected}")
        return TableText(None, findings if records.findings else [*findings, fault], complete=False)
    if resource.dialect.header:
        findings += check_header(records.labels, resource, report)
    rows = make_rows(records.rows, len(records.labels))
    frame = _name_columns(rows, match_labels(records.labels, resource))
    return TableText(_fill_nothing(frame, resource), findings, records.complete)


def _fill_nothing(frame: pl.DataFrame | None, resource: Resource) -> pl.DataFrame | None:
    """No value at all, as JSON has it, is missing whatever the texts are that stand for it."""
    if frame is None:
        return None
    return frame.with_columns(
        pl.col(field.name).fill_null(field.missing_text)
        for field in resource.schema.fields
        if field.missing_text and field.name in frame.columns
    )


def _find_no_header(file: TableFile, resource: Resource, report: Report) -> list[Finding]:
    expected = f"expected a header line: {list_names(resource.schema.names, ',')}"
    if file.lines == 0:
        return [report.find("structure.empty", 0, f"the file has no lines; {expected}")]
    line = file.read_first_line()
    if 1 in file.unreadable:
        return [report.find("structure.header", 1, f"the header cannot be read; {expected}")]
    if not is_row(line):
        reason = describe_row(line, resource.schema.names)
        return [report.find("structure.header", 1, f"{reason}; {expected}")]
    return []


def _name_columns(rows: pl.DataFrame, columns: list[str | None]) -> pl.DataFrame | None:
    """The columns that have a name, under it; None where there are none."""
    named = [place for place, name in enumerate(columns, start=1) if name]
    if not named:
        return None
    frame = rows[:, [0, *named]]
    frame.columns = ["_line", *filter(None, columns)]
    return frame


def read_rows(
    file: TableFile, dropped: set[int], joined: Mapping[int, str], width: int, name: str
) -> pl.DataFrame:
    """The lines of a file below its header.

    Args:
        file: The file.
        dropped: Numbers of the lines that are no rows by themselves.
        joined: Rows that stand on several lines, by the number of the first.
        width: Number of cells in the header, and so in every row.
        name: How messages call the file.

    Returns:
        `_line`, then one column of text per place in the row, named `0` and up.
    """
    if not (dropped or file.is_small):
        return _read_csv(file.source, range(2, file.lines + 1), width, name)
    lines = file.read_lines()
    rows = {n: lines[n - 1] for n in range(2, file.lines + 1) if n not in dropped}
    rows = dict(sorted({**rows, **joined}.items())) if joined else rows
    if file.is_small:
        return make_rows([(n, _split_line(line)) for n, line in rows.items()], width)
    text = "".join(f"{line}\n" for line in (lines[0], *rows.values()))
    return _read_csv(text.encode("utf-8"), [*rows], width, name)


def make_rows(rows: Sequence[tuple[int, Sequence[str | None]]], width: int) -> pl.DataFrame:
    """Numbered rows as a frame: `_line`, then one column of text per place in the row."""
    columns = zip(*(cells for _, cells in rows), strict=True) if rows else [()] * width
    numbers = pl.Series("_line", [number for number, _ in rows], dtype=pl.Int64)
    texts = [pl.Series(str(n), cells, dtype=pl.String) for n, cells in enumerate(columns)]
    return pl.DataFrame([numbers, *texts])


def _split_line(line: str) -> list[str | None]:
    """The cells of a row; none where a cell is empty and unquoted."""
    if '"' not in line:
        return [cell or None for cell in line.split(",")]
    return [
        unquote_cell(cell) if cell.startswith('"') else cell or None for cell in split_raw(line)
    ]


def _read_csv(source: Path | bytes, numbers: Sequence[int], width: int, name: str) -> pl.DataFrame:
    schema = pl.Schema({str(place): pl.String() for place in range(width)})
    rows = pl.DataFrame(schema=schema)  # Polars takes a header alone for an error
    if numbers:
        rows = pl.read_csv(source, schema=schema, has_header=False, skip_lines=1, glob=False)
    if rows.height != len(numbers):
        raise PackageError(
            f"{name}: {rows.height} rows were read from {len(numbers)} lines",
            remedy="this is a fault of marketbook, not of the file; please report it",
        )
    return rows.insert_column(0, pl.Series("_line", numbers, dtype=pl.Int64))

"""Reads a table's file as text: every line that is a row, and a finding for every other one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from marketbook.findings import Finding
from marketbook.package.facts import FileFacts
from marketbook.package.header import check_header, match_labels
from marketbook.package.misshapen import find_misshapen
from marketbook.package.model import Resource
from marketbook.package.read_rows import read_rows
from marketbook.package.report import Report, list_names
from marketbook.package.rows import describe_row, is_row, split_row
from marketbook.package.table_file import TableFile, open_table


@dataclass(frozen=True, slots=True)
class TableText:
    """The rows of a file as text.

    Attributes:
        frame: `_line`, then one column of text per column of the schema that the header names,
            in the order of the file. A cell is null where it is empty and unquoted. None where
            the file could not be read at all.
        findings: What is wrong with the file, its header and its lines.
        complete: Whether every line with something in it is a row of the frame.
    """

    frame: pl.DataFrame | None
    findings: list[Finding]
    complete: bool


def read_table_text(path: Path, facts: FileFacts, resource: Resource) -> TableText:
    """Read the file of `resource` as text.

    Args:
        path: Where the file is.
        facts: What was measured of it.
        resource: The table.
    """
    report = Report(resource.path, resource.name)
    file = open_table(path, facts, resource, report)
    if fault := _find_no_header(file, resource, report):
        return TableText(None, [*file.findings, *fault], complete=False)
    labels = split_row(file.read_first_line())
    findings = [*file.findings, *check_header(labels, resource.schema.names, report)]
    misshapen = find_misshapen(file, labels)
    findings += [report.find("structure.row", each.lines[0], each.reason) for each in misshapen]
    dropped = file.unreadable.union(*(each.lines for each in misshapen))
    rows = read_rows(file, dropped, len(labels), resource.path)
    return TableText(
        _name_columns(rows, match_labels(labels, resource.schema.names)),
        findings,
        complete=not file.unreadable and all(each.blank for each in misshapen),
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

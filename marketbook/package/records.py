"""Rows of files that are not plain CSV: other dialects, other encodings, JSON, rows in place."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from marketbook.errors import PackageError
from marketbook.findings import Finding
from marketbook.package.dialect import Dialect
from marketbook.package.model import Resource
from marketbook.package.report import Report
from marketbook.package.rows import describe_width
from marketbook.package.unpack import read_content

Record = tuple[int, Sequence[str | None]]
"""Number of the line on which it begins, and its cells."""


@dataclass(slots=True)
class Records:
    """The rows of a file as text.

    Attributes:
        labels: Of the columns.
        rows: Each as many cells as there are labels.
        findings: What is wrong.
        complete: Whether every row could be read.
    """

    labels: list[str] = field(default_factory=list)
    rows: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    complete: bool = True


def read_records(paths: Sequence[Path], resource: Resource, report: Report) -> Records:
    """The rows of a resource that is not plain CSV.

    Args:
        paths: Where its files are.
        resource: The table.
        report: Makes the findings.

    Raises:
        PackageError: Where a file cannot be read, or its JSON is not made of rows.
    """
    if resource.data is not None:
        return _take_values(resource.data, resource, report)
    inner, compression = resource.inner_path, resource.compression
    contents = read_content(paths, resource.path, compression, inner)
    try:
        texts = [content.decode(resource.encoding) for content in contents]
    except UnicodeDecodeError as error:
        return _refuse_encoding(error, resource, report)
    texts = [text.removeprefix("\ufeff") for text in texts]
    if resource.form == "json":
        return _take_values(_read_json(texts, resource), resource, report)
    return _take_rows(_join(texts, resource.dialect), resource, report)


def _refuse_encoding(error: UnicodeDecodeError, resource: Resource, report: Report) -> Records:
    before = error.object[: error.start].decode(resource.encoding, "replace")
    message = (
        f"byte 0x{error.object[error.start]:02x} is not {resource.encoding}; state the encoding "
        "that the file has, or save it again in that one"
    )
    line = before.count("\n") + 1
    finding = report.find("structure.encoding", line, message)
    return Records(findings=[finding], complete=False)


def _join(texts: Sequence[str], dialect: Dialect) -> Iterator[Record]:
    """The rows of all files, numbered on; only the first one's labels count."""
    for number, text in enumerate(texts):
        for line, row in enumerate_rows(text, dialect):
            if number == 0 or not dialect.header or line > max(dialect.header_rows):
                yield line, row


def enumerate_rows(text: str, dialect: Dialect) -> Iterator[Record]:
    """Every row of a text with the line on which it begins, comments and blank rows included."""
    csv.field_size_limit(sys.maxsize)
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=dialect.delimiter,
        quotechar=dialect.quote_char or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote_char else csv.QUOTE_NONE,
        doublequote=dialect.double_quote,
        escapechar=dialect.escape_char or None,
        skipinitialspace=dialect.skip_initial_space,
    )
    before = 0
    for row in reader:
        yield before + 1, row
        before = reader.line_num


def _take_rows(rows: Iterable[Record], resource: Resource, report: Report) -> Records:
    dialect, taken = resource.dialect, Records()
    heads: list[Sequence[str | None]] = []
    if not dialect.header:
        taken.labels = [*resource.schema.names]
    last = max(dialect.header_rows) if dialect.header else 0
    for number, (line, row) in enumerate(rows, start=1):
        if number in dialect.comment_rows or _is_comment(row, dialect):
            continue
        if number > last:
            _take_row(line, row, taken, dialect, report)
        elif number in dialect.header_rows:
            heads.append(row)
            taken.labels = _join_labels(heads, dialect.header_join)
    return taken


def _take_row(
    line: int, row: Sequence[str | None], taken: Records, dialect: Dialect, report: Report
) -> None:
    if not any(row) and dialect.skip_blank_rows:
        return
    if len(row) == len(taken.labels):
        taken.rows.append((line, row))
        return
    message = describe_width(len(row), taken.labels) if row else "the line is blank; remove it"
    taken.findings.append(report.find("structure.row", line, message))
    taken.complete = taken.complete and not row


def _is_comment(row: Sequence[str | None], dialect: Dialect) -> bool:
    return bool(dialect.comment_char and row and (row[0] or "").startswith(dialect.comment_char))


def _join_labels(heads: Sequence[Sequence[str | None]], between: str) -> list[str]:
    """Labels of several rows, each part of one once."""
    width = max(map(len, heads))
    columns = ([row[place] for row in heads if place < len(row)] for place in range(width))
    return [between.join(dict.fromkeys(part for part in parts if part)) for parts in columns]


def _read_json(texts: Sequence[str], resource: Resource) -> object:
    try:
        content = cast("object", json.loads("".join(texts)))
    except (ValueError, RecursionError) as error:
        raise PackageError(f"{resource.path} is not JSON ({error})", "rows as JSON") from error
    for name in filter(None, resource.dialect.rows_at.split(".")):
        known = cast("Mapping[str, object]", content) if isinstance(content, dict) else {}
        content = known.get(name)
    return content


def _take_values(content: object, resource: Resource, report: Report) -> Records:
    """Rows as JSON has them: objects, or arrays of which the first is the labels."""
    if isinstance(content, str):
        return _take_rows(enumerate_rows(content, resource.dialect), resource, report)
    rows = cast("list[object]", content) if isinstance(content, list) else None
    if rows is None or not all(isinstance(row, dict | list) for row in rows):
        raise PackageError(
            f"the rows of '{resource.name}' are not an array of objects or of arrays",
            "each record as a JSON object, or as an array below one of labels",
        )
    if any(isinstance(row, list) for row in rows):
        lists = [row if isinstance(row, list) else [] for row in rows]
        numbered = (
            (n, [_write(v) for v in cast("list[object]", r)]) for n, r in enumerate(lists, 1)
        )
        return _take_rows(numbered, resource, report)
    return _take_objects(cast("list[dict[str, object]]", rows), resource)


def _take_objects(rows: Sequence[Mapping[str, object]], resource: Resource) -> Records:
    """Objects have their columns in any order, and leave out what is empty."""
    stated = list(dict.fromkeys(name for row in rows for name in row))
    names = resource.dialect.item_keys or resource.schema.names
    labels = [*names, *(name for name in stated if name not in set(names))]
    cells: list[Record] = [
        (line, [_write(row.get(name)) for name in labels]) for line, row in enumerate(rows, start=2)
    ]
    return Records(labels, cells)


def _write(value: object) -> str | None:
    """A value of JSON as a cell."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)

"""Rows of files that are not plain CSV: other dialects, other encodings, JSON, rows in place."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast

from marketbook.errors import PackageError
from marketbook.findings import Finding
from marketbook.package.dialect import Dialect
from marketbook.package.model import Resource
from marketbook.package.report import Report, list_names, show
from marketbook.package.rows import describe_width
from marketbook.package.unpack import MOST_BYTES, read_content

_SURROGATE = re.compile("[\ud800-\udfff]")
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
    records = _read(paths, resource, report)
    _refuse_surrogates(records, report)
    return records


def _read(paths: Sequence[Path], resource: Resource, report: Report) -> Records:
    if resource.data is not None:
        return take_values(resource.data, resource, report)
    inner, compression = resource.inner_path, resource.compression
    contents = read_content(paths, resource.path, compression, inner)
    try:
        texts = [content.decode(resource.encoding) for content in contents]
    except UnicodeDecodeError as error:
        return _refuse_encoding(error, resource, report)
    except UnicodeError as error:
        raise PackageError(f"{resource.path} cannot be read ({error})", "text") from error
    texts = [text.removeprefix("\ufeff") for text in texts]
    if resource.form == "json":
        return take_values(read_json_rows(texts, resource), resource, report)
    return _take_rows(_number_on(texts, resource.dialect), resource, report)


def _refuse_surrogates(records: Records, report: Report) -> None:
    """Takes out what is half a character, which JSON can state and no file of text can hold."""
    records.labels = [label.encode(errors="backslashreplace").decode() for label in records.labels]
    lost = [(line, cell) for line, row in records.rows for cell in row if _has_half(cell)]
    for line, cell in lost:
        message = f"{show(cell or '')} has half a character (a lone surrogate); write it again"
        records.findings.append(report.find("structure.encoding", line, message))
    if lost:
        lines = {line for line, _ in lost}
        records.rows = [record for record in records.rows if record[0] not in lines]
        records.complete = False


def _has_half(cell: str | None) -> bool:
    return cell is not None and not cell.isascii() and _SURROGATE.search(cell) is not None


def _refuse_encoding(error: UnicodeDecodeError, resource: Resource, report: Report) -> Records:
    before = error.object[: error.start].decode(resource.encoding, "replace")
    message = (
        f"byte 0x{error.object[error.start]:02x} is not {resource.encoding}; state the encoding "
        "that the file has, or save it again in that one"
    )
    line = before.count("\n") + 1
    finding = report.find("structure.encoding", line, message)
    return Records(findings=[finding], complete=False)


def _number_on(texts: Sequence[str], dialect: Dialect) -> Iterator[Iterator[Record]]:
    """The rows of each file, their lines numbered on from file to file."""
    before = 0
    for text in texts:
        yield ((before + line, row) for line, row in enumerate_rows(text, dialect))
        before += count_lines(text)


def count_lines(text: str) -> int:
    """Number of lines, whatever ends them."""
    return sum(1 for _ in io.StringIO(text, newline=""))


def enumerate_rows(text: str, dialect: Dialect) -> Iterator[Record]:
    """Every row of a text with the line on which it begins, comments and blank rows included."""
    csv.field_size_limit(MOST_BYTES)
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


Kind = Literal["label", "record", "comment", "odd"]


def sort_rows(
    files: Iterable[Iterable[Record]], dialect: Dialect
) -> Iterator[tuple[int, Kind, Record]]:
    """Every row with the number of its file and what it is; what means nothing is a comment.

    The labels of the first file count. Those of a further one are comments where they are the same,
    and odd where they are not: its columns may be others, or it may have no labels at all.
    """
    heads: list[Sequence[str | None]] = []
    for file, rows in enumerate(files):
        expected = iter([*heads])
        last = max(dialect.header_rows) if dialect.header else 0
        for number, record in enumerate(rows, start=1):
            kind = _judge_row(record[1], number, last, dialect)
            if dialect.header_rows == (1,) and number == last and kind == "comment":
                last += 1  # what stands above the labels is no row of labels
            if kind == "label" and file == 0:
                heads.append(record[1])
            elif kind == "label":
                kind = "comment" if _is_alike(record[1], next(expected, ()), dialect) else "odd"
            yield file, kind, record


def _is_alike(labels: Sequence[str | None], first: Sequence[str | None], dialect: Dialect) -> bool:
    pairs = [[label or "" for label in row] for row in (labels, first)]
    one, other = pairs if dialect.header_case else ([t.lower() for t in row] for row in pairs)
    return one == other


def _judge_row(row: Sequence[str | None], number: int, last: int, dialect: Dialect) -> Kind:
    if number in dialect.comment_rows or _is_comment(row, dialect):
        return "comment"
    blank = dialect.skip_blank_rows and not any(row)
    if number <= last and not (blank and dialect.header_rows == (1,)):
        return "label" if number == last or number in dialect.header_rows else "comment"
    return "comment" if blank else "record"


def _take_rows(files: Iterable[Iterable[Record]], resource: Resource, report: Report) -> Records:
    dialect, taken = resource.dialect, Records()
    heads: list[Sequence[str | None]] = []
    if not dialect.header:
        taken.labels = [*resource.schema.names]
    odd: set[int] = set()
    for file, kind, (line, row) in sort_rows(files, dialect):
        if kind == "odd":
            odd.add(file)
            taken.findings.append(report.find("structure.header", line, describe_odd(row, heads)))
            taken.complete = False
        elif kind == "record" and file not in odd:
            _take_row(line, row, taken, report)
        elif kind == "label":
            heads.append(row)
            taken.labels = join_labels(heads, dialect.header_join)
    return taken


def describe_odd(row: Sequence[str | None], heads: Sequence[Sequence[str | None]]) -> str:
    """What is wrong with a further file that does not begin with the labels of the first."""
    found, expected = (list_names([cell or "" for cell in each], ",") for each in (row, heads[0]))
    return (
        f"the file begins with {show(found)}; expected the labels of the first file, {expected}; "
        "begin each file of the list with them, or put the files together"
    )


def _take_row(line: int, row: Sequence[str | None], taken: Records, report: Report) -> None:
    if len(row) == len(taken.labels):
        taken.rows.append((line, row))
        return
    message = describe_width(len(row), taken.labels) if row else "the line is blank; remove it"
    taken.findings.append(report.find("structure.row", line, message))
    taken.complete = taken.complete and not row


def _is_comment(row: Sequence[str | None], dialect: Dialect) -> bool:
    return bool(dialect.comment_char and row and (row[0] or "").startswith(dialect.comment_char))


def join_labels(heads: Sequence[Sequence[str | None]], between: str) -> list[str]:
    """Labels of several rows, each part of one once."""
    width = max(map(len, heads))
    columns = ([row[place] for row in heads if place < len(row)] for place in range(width))
    return [between.join(dict.fromkeys(part for part in parts if part)) for parts in columns]


def read_json_rows(texts: Sequence[str], resource: Resource) -> object:
    """The rows in a JSON text, wherever in it the dialect says that they are.

    Raises:
        PackageError: It is not JSON.
    """
    content = _read_json("".join(texts), resource)
    for name in _list_steps(resource):
        known = cast("Mapping[str, object]", content) if isinstance(content, dict) else {}
        content = known.get(name)
    return content


def replace_json_rows(text: str, resource: Resource, rows: object) -> object:
    """What a JSON text holds, with other rows; with its own where `rows` is None."""
    content, steps = _read_json(text, resource), _list_steps(resource)
    if rows is None:
        return content
    if not steps:
        return rows
    holder = cast("dict[str, object]", content)
    for name in steps[:-1]:
        holder = cast("dict[str, object]", holder[name])
    holder[steps[-1]] = rows
    return content


def _list_steps(resource: Resource) -> list[str]:
    return [*filter(None, resource.dialect.rows_at.split("."))]


def _read_json(text: str, resource: Resource) -> object:
    try:
        return cast("object", json.loads(text))
    except (ValueError, RecursionError) as error:
        raise PackageError(f"{resource.path} is not JSON ({error})", "rows as JSON") from error


def take_values(content: object, resource: Resource, report: Report) -> Records:
    """Rows as JSON has them: objects, or arrays of which the first is the labels.

    Raises:
        PackageError: They are neither.
    """
    if isinstance(content, str):
        return _take_rows([enumerate_rows(content, resource.dialect)], resource, report)
    rows = cast("list[object]", content) if isinstance(content, list) else None
    if rows is None or not all(isinstance(row, dict | list) for row in rows):
        raise PackageError(
            f"the rows of '{resource.name}' are not an array of objects or of arrays",
            "each record as a JSON object, or as an array below one of labels",
        )
    if any(isinstance(row, list) for row in rows):
        lists = [row if isinstance(row, list) else [] for row in rows]
        numbered = (
            (n, [write_value(v) for v in cast("list[object]", r)]) for n, r in enumerate(lists, 1)
        )
        return _take_rows([numbered], resource, report)
    return _take_objects(cast("list[dict[str, object]]", rows), resource)


def _take_objects(rows: Sequence[Mapping[str, object]], resource: Resource) -> Records:
    """Objects have their columns in any order, and leave out what is empty."""
    stated = list(dict.fromkeys(name for row in rows for name in row))
    names = resource.dialect.item_keys or resource.schema.names
    labels = [*names, *(name for name in stated if name not in set(names))]
    cells: list[Record] = [
        (line, [write_value(row.get(name)) for name in labels])
        for line, row in enumerate(rows, start=2)
    ]
    return Records(labels, cells)


def write_value(value: object) -> str | None:
    """A value of JSON as a cell."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)

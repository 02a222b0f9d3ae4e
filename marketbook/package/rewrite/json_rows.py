"""Rows of JSON, objects or arrays: their cells as text, and back as the values they are.

A file is written again in the style that it has.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import cast

from marketbook.package.header import match_labels
from marketbook.package.model import Resource
from marketbook.package.records import Records, take_values
from marketbook.package.report import Report
from marketbook.package.rewrite.csv_table import fault
from marketbook.package.rewrite.model import Columns, Entry, Row

_NATIVE = ("integer", "number", "year", "boolean", "array", "object", "geojson", "geopoint")

_INDENTS = (2, 4, None, "\t", 1, 3, 0)
_SEPARATORS = (None, (",", ":"), (", ", ": "))
_MARGINS = ("", "  ", " ", "    ", "\t")


@dataclass(frozen=True, slots=True)
class JsonRows:
    """The rows of a table in JSON.

    Attributes:
        columns: Its columns.
        records: Its records as they were read.
        rows: Its rows, labels and comments included, as they are.
        first: Number of the row that the first record is; of objects it is 2, as below labels.
    """

    columns: Columns
    records: Records
    rows: Sequence[object]

    def list_rows(self) -> list[Row]:
        """The cells of each record by column."""
        return self.columns.pick_all(cells for _, cells in self.records.rows)

    def list_places(self) -> list[tuple[int, int]]:
        """The file of each record, and its number as line."""
        return [(0, line) for line, _ in self.records.rows]

    def write(self, entries: Sequence[Entry]) -> tuple[list[object], list[tuple[int, int]]]:
        """The rows with these records in them, and where each of them is."""
        numbers = [line - self._first for line, _ in self.records.rows]
        records = set(numbers)
        written: list[object] = []
        places: list[tuple[int, int]] = []

        def keep(start: int, stop: int) -> None:
            # labels and comments keep their place
            written.extend(self.rows[n] for n in range(start, stop) if n not in records)

        passed = min(numbers, default=len(self.rows))
        keep(0, passed)
        for entry in entries:
            if entry.at is not None:
                keep(passed, numbers[entry.at])
                passed = numbers[entry.at] + 1
            places.append((0, len(written) + self._first))
            written.append(self._make(entry, numbers))
        keep(passed, len(self.rows))
        return written, places

    @property
    def _first(self) -> int:
        return 2 if self._are_objects else 1

    @property
    def _are_objects(self) -> bool:
        return not any(isinstance(row, list) for row in self.rows)

    def _make(self, entry: Entry, numbers: Sequence[int]) -> object:
        if entry.at is not None and not entry.cells:
            return self.rows[numbers[entry.at]]
        old = None if entry.at is None else self.records.rows[entry.at][1]
        texts = self.columns.spread(entry.cells, old)
        if self._are_objects:
            return self._make_object(entry, texts, numbers)
        return self._make_array(entry, texts, numbers)

    def _make_object(
        self, entry: Entry, texts: Sequence[str], numbers: Sequence[int]
    ) -> dict[str, object]:
        labels = self.records.labels
        values = {
            label: self._read_value(place, text)
            for place, (label, name, text) in enumerate(
                zip(labels, self.columns.places, texts, strict=True)
            )
            if name is not None and (entry.at is None or name in entry.cells)
        }
        if entry.at is None:
            like = cast("Mapping[str, object]", self.rows[numbers[0]]) if numbers else values
            return {k: v for k, v in values.items() if v is not None or k in like}
        old = cast("dict[str, object]", self.rows[numbers[entry.at]])
        return {**old, **{k: v for k, v in values.items() if v is not None or k in old}}

    def _make_array(
        self, entry: Entry, texts: Sequence[str], numbers: Sequence[int]
    ) -> list[object]:
        old = cast("list[object]", self.rows[numbers[entry.at]]) if entry.at is not None else None
        return [
            old[place]
            if old is not None and name not in entry.cells
            else self._read_value(place, text)
            for place, (name, text) in enumerate(zip(self.columns.places, texts, strict=True))
        ]

    def _read_value(self, place: int, text: str) -> object:
        """The value that a text is in its column: as the others there, else as its type."""
        name = self.columns.places[place]
        field = next((f for f in self.columns.resource.schema.fields if f.name == name), None)
        if field is None or text in ("", field.missing_text):
            return None
        others = [value for _, cells in self._values() if (value := cells[place]) is not None]
        spelled = all(isinstance(value, str) for value in others) if others else False
        if spelled or field.type not in _NATIVE:
            return text
        try:
            return cast("object", json.loads(text))
        except (ValueError, RecursionError):
            return text

    def _values(self) -> Sequence[tuple[int, Sequence[object]]]:
        labels = self.records.labels
        found: list[tuple[int, Sequence[object]]] = []
        for line, _ in self.records.rows:
            row = self.rows[line - self._first]
            if isinstance(row, dict):
                known = cast("dict[str, object]", row)
                found.append((line, [known.get(label) for label in labels]))
            else:
                found.append((line, cast("list[object]", row)))
        return found


def cut_rows(content: object, resource: Resource) -> JsonRows:
    """The rows of a table in JSON, as they were read.

    Raises:
        PackageError: They are no rows, or one of them is no record.
    """
    report = Report(resource.path, resource.name)
    records = take_values(content, resource, report)
    for finding in records.findings:
        raise fault(resource, finding.line, 0, finding.message)
    columns = Columns(resource, match_labels(records.labels, resource))
    return JsonRows(columns, records, cast("list[object]", content))


@dataclass(frozen=True, slots=True)
class JsonStyle:
    """A way of writing JSON.

    Attributes:
        indent: As `json.dumps` takes it.
        separators: As `json.dumps` takes them.
        ascii: Whether other letters are escaped.
        margin: Before each row, where rows stand one on a line; None where they do not.
        end: After the last bracket.
        line_end: Of each line.
    """

    indent: int | str | None
    separators: tuple[str, str] | None
    ascii: bool
    margin: str | None
    end: str
    line_end: str

    def write(self, content: object) -> str:
        """The content as text."""
        if self.margin is None or not isinstance(content, list):
            text = self._dump(content)
        else:
            rows = [f"{self.margin}{self._dump(row)}" for row in cast("list[object]", content)]
            text = "[\n" + ",\n".join(rows) + "\n]"
        return text.replace("\n", self.line_end) + self.end

    def _dump(self, content: object) -> str:
        return json.dumps(
            content, indent=self.indent, separators=self.separators, ensure_ascii=self.ascii
        )


def find_style(text: str, content: object) -> JsonStyle | None:
    """The style in which `content` is `text` to the letter; None where none is."""
    return next((style for style in _list_styles(text) if style.write(content) == text), None)


def _list_styles(text: str) -> Iterator[JsonStyle]:
    end = text[len(text.rstrip()) :]
    line_end = "\r\n" if "\r\n" in text else "\n"
    ascii_ = text.isascii()
    for escaped, separators in product((ascii_, not ascii_), _SEPARATORS):
        for indent in _INDENTS:
            yield JsonStyle(indent, separators, escaped, None, end, line_end)
        for margin in _MARGINS:
            yield JsonStyle(None, separators, escaped, margin, end, line_end)

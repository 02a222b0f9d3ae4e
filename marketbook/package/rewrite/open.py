"""Opens any table to be written again, in whatever form it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marketbook.errors import PackageError
from marketbook.package.model import Package, Resource
from marketbook.package.records import read_json_rows, replace_json_rows
from marketbook.package.rewrite.coding import Coding, compress, decode_file
from marketbook.package.rewrite.csv_table import Lines, cut_lines
from marketbook.package.rewrite.json_rows import JsonRows, JsonStyle, cut_rows, find_style
from marketbook.package.rewrite.model import Entry, Rewritten, Row, WrittenTable
from marketbook.package.unpack import inflate, read_file


def open_rewritable(
    package: Package, resource: Resource, rewritten: Rewritten | None = None
) -> WrittenTable:
    """A table record by record.

    Args:
        package: Its package.
        resource: The table.
        rewritten: What it would be; without it, it is read as it is.

    Raises:
        PackageError: It cannot be read, one of its lines is no record, or it could not be written
            again as it is.
    """
    if resource.data is not None:
        return _open_data(resource, resource.data if rewritten is None else rewritten.data)
    contents = [
        read_file(path, name) if rewritten is None else rewritten.files[name]
        for name, path in zip(resource.paths, package.locate_all(resource), strict=True)
    ]
    return _open_files(resource, contents)


@dataclass(frozen=True, slots=True)
class _Table:
    """What all forms have."""

    resource: Resource
    inner: Lines | JsonRows

    @property
    def columns(self) -> Row:
        return self.inner.columns.names

    @property
    def rows(self) -> list[Row]:
        return self.inner.list_rows()

    @property
    def places(self) -> list[tuple[str, int]]:
        return self._name(self.inner.list_places())

    def _name(self, places: Sequence[tuple[int, int]]) -> list[tuple[str, int]]:
        paths = self.resource.paths or ("",)
        return [(paths[file], line) for file, line in places]


@dataclass(frozen=True, slots=True)
class _Data(_Table):
    """Rows in the descriptor."""

    def write(self, entries: Sequence[Entry]) -> Rewritten:
        written, places = self.inner.write(entries)
        data = written[0] if isinstance(self.inner, Lines) else written
        return Rewritten(data=data, places=self._name(places))


@dataclass(frozen=True, slots=True)
class _CsvFiles(_Table):
    """Rows in one file of CSV or several."""

    contents: Sequence[bytes]
    codings: Sequence[Coding]

    def write(self, entries: Sequence[Entry]) -> Rewritten:
        texts, places = self.inner.write(entries)
        files = {
            coding.path: compress(coding.encode(str(text)), self.resource, old)
            for coding, text, old in zip(self.codings, texts, self.contents, strict=True)
        }
        return Rewritten(files, places=self._name(places))


@dataclass(frozen=True, slots=True)
class _JsonFile(_Table):
    """Rows in a file of JSON."""

    old: bytes
    text: str
    coding: Coding

    def write(self, entries: Sequence[Entry]) -> Rewritten:
        rows, places = self.inner.write(entries)
        content = replace_json_rows(self.text, self.resource, rows)
        text = self._find_style().write(content)
        packed = compress(self.coding.encode(text), self.resource, self.old)
        return Rewritten({self.coding.path: packed}, places=self._name(places))

    def _find_style(self) -> JsonStyle:
        content = replace_json_rows(self.text, self.resource, None)
        style = find_style(self.text, content)
        if style is None:
            raise PackageError(
                f"{self.resource.path} is laid out in a way that would not be kept",
                "JSON as programs write it, numbers without zeros at their ends",
                "write the file anew with a JSON tool first",
            )
        return style


def _open_data(resource: Resource, data: object) -> WrittenTable:
    if isinstance(data, str):
        return _Data(resource, cut_lines([data], resource))
    return _Data(resource, cut_rows(data, resource))


def _open_files(resource: Resource, contents: Sequence[bytes]) -> WrittenTable:
    decoded = [
        decode_file(
            inflate(content, path, resource.compression, resource.inner_path), path, resource
        )
        for path, content in zip(resource.paths, contents, strict=True)
    ]
    texts, codings = [text for text, _ in decoded], [coding for _, coding in decoded]
    if resource.form == "csv":
        return _CsvFiles(resource, cut_lines(texts, resource), contents, codings)
    if len(texts) > 1:
        raise PackageError(
            f"the JSON of '{resource.name}' is in several files, which are read and not written",
            "one file",
        )
    content = read_json_rows(texts, resource)
    return _JsonFile(resource, cut_rows(content, resource), contents[0], texts[0], codings[0])

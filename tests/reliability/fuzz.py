"""Looks for input that no reader expected, led by what code it reaches; outside CI.

    pip install atheris
    python -m tests.reliability.fuzz SECONDS FOLDER [READER…]

Each input goes to one reader: cells, tables in any dialect, xlsx, ods, descriptors, or documents as
pages, text, PDF and Word files; to those that are named, where some are. Each that ends in anything
but a result or an error of ours, or takes more than ten seconds of processor time, is put into the
folder with its traceback. What is found is mended, and kept as a case in the tests.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import mkdtemp

import atheris

with atheris.instrument_imports(include=["marketbook"]):
    import marketbook as mb
    from marketbook.errors import MarketbookError
    from marketbook.package import read_package, read_structure
    from marketbook.package.rewrite import Entry, open_rewritable
    from marketbook.pulls.read.book import read_grid
    from marketbook.pulls.read.cells import read_cell
    from marketbook.pulls.read.grid import Cell, GridBook, GridSheet
    from marketbook.reading.documents.open import open_document
    from marketbook.reading.read import read_document
    from marketbook.schema.read_field import read_field

from tests.pulls.open_document import write_fods, write_ods
from tests.reliability.commands import PACKAGE, make_package
from tests.reliability.damage import _pack, _unpack, damage_descriptor

SLOW = 10.0
FIELDS = (
    {"type": "string"}, {"type": "any"}, {"type": "integer", "groupChar": ","},
    {"type": "integer", "bareNumber": False}, {"type": "number"},
    {"type": "number", "decimalChar": ",", "groupChar": "."},
    {"type": "number", "bareNumber": False, "groupChar": " "}, {"type": "boolean"},
    {"type": "date"}, {"type": "date", "format": "%d.%m.%y"}, {"type": "datetime"},
    {"type": "datetime", "format": "%Y-%m-%dT%H:%M:%S%z"}, {"type": "time"},
    {"type": "time", "format": "%I:%M %p"}, {"type": "year"}, {"type": "yearmonth"},
    {"type": "duration"}, {"type": "object"}, {"type": "array"}, {"type": "geopoint"},
    {"type": "geopoint", "format": "array"}, {"type": "geopoint", "format": "object"},
    {"type": "geojson"}, {"type": "geojson", "format": "topojson"},
    {"type": "list", "itemType": "number", "delimiter": ";"}, {"type": "string", "format": "email"},
    {"type": "string", "format": "uri"}, {"type": "string", "format": "binary"},
    {"type": "string", "constraints": {"pattern": "(?=a)[a-z]+"}},
)  # fmt: skip
KINDS = ("text", "number", "percent", "date", "time", "boolean", "formula", "error", "unknown")
DIALECTS = (
    {}, {"delimiter": ";"}, {"delimiter": "\t", "quoteChar": ""}, {"escapeChar": "\\"},
    {"doubleQuote": False, "escapeChar": "\\"}, {"commentChar": "#"}, {"header": False},
    {"headerRows": [1, 2]}, {"skipInitialSpace": True}, {"skipBlankRows": True},
    {"nullSequence": "N"}, {"quoteChar": "'"}, {"commentRows": [2, 3]},
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "shift_jis", "utf-7", "iso2022_jp", "hz")
PAGE = """<html><head><title>Widget Market</title></head><body><h1>Widget Market</h1>
<p>The market was USD 4.8 billion in 2024, to reach $10.2 bn by 2030 at a CAGR of 13.4%.</p>
<table><tr><th>Region</th><th>2024</th></tr><tr><td>Europe</td><td>1,239.3</td></tr></table>
<ul><li>By type: A, B</li></ul></body></html>"""

HOME = Path(mkdtemp(prefix="fuzz-"))
SMALL = make_package() / PACKAGE
BOOK = (SMALL / "workbooks" / "tables.xlsx").read_bytes()
DESCRIPTOR = (SMALL / "datapackage.json").read_bytes()


def _grid() -> GridBook:
    sheet = GridSheet("t")
    sheet.rows.update({1: {1: Cell("text", "a"), 2: Cell("number", "1.5")}})
    return GridBook({"t": sheet})


def splice(content: bytes, data: atheris.FuzzedDataProvider) -> bytes:
    """The content with some of its bytes replaced."""
    at = data.ConsumeIntInRange(0, len(content))
    until = min(len(content), at + data.ConsumeIntInRange(0, 60))
    return content[:at] + data.ConsumeBytes(200) + content[until:]


def write_package(resource: dict[str, object], content: bytes, name: str = "t.csv") -> Path:
    (HOME / name).write_bytes(content)
    stated = {"name": "t", "path": name, **resource}
    text = json.dumps({"name": "fuzz", "resources": [stated]})
    (HOME / "datapackage.json").write_text(text, encoding="utf-8")
    return HOME


def cells(data: atheris.FuzzedDataProvider) -> None:
    stated = {"name": "a", **FIELDS[data.ConsumeIntInRange(0, len(FIELDS) - 1)]}
    text = data.ConsumeUnicodeNoSurrogates(60)
    rows = [[text], [data.ConsumeUnicode(20)]]
    schema = {"fields": [stated], "missingValues": [["", "-"][: data.ConsumeIntInRange(0, 2)]][0]}
    write_package({"schema": schema, "data": [["a"], *rows]}, b"")
    descriptor = json.loads((HOME / "datapackage.json").read_text(encoding="utf-8"))
    del descriptor["resources"][0]["path"]
    (HOME / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    read_structure(read_package(HOME))
    field = read_field(stated, "t", ("",))
    kind = KINDS[data.ConsumeIntInRange(0, len(KINDS) - 1)]
    if kind in ("number", "percent"):
        text = repr(data.ConsumeRegularFloat())
    read_cell(field, Cell(kind, text), data.ConsumeUnicodeNoSurrogates(20))  # type: ignore[arg-type]


def tables(data: atheris.FuzzedDataProvider) -> None:
    """Whatever can be read can be written again: untouched to the byte, and with other cells."""
    dialect = DIALECTS[data.ConsumeIntInRange(0, len(DIALECTS) - 1)]
    encoding = ENCODINGS[data.ConsumeIntInRange(0, len(ENCODINGS) - 1)]
    fields = [{"name": name, "type": "string"} for name in "ab"]
    head = "a,b\n".replace(",", str(dialect.get("delimiter", ",")))
    new = data.ConsumeUnicodeNoSurrogates(10)
    try:
        body = data.ConsumeUnicodeNoSurrogates(100).encode(encoding)
        content = head.encode(encoding) + body
    except UnicodeError:
        return
    resource = {"schema": {"fields": fields}, "dialect": dialect, "encoding": encoding}
    package = read_package(write_package(resource, content))
    read_structure(package)
    table = open_rewritable(package, package.resources["t"])
    same = [Entry(n, {}) for n in range(len(table.rows))]
    assert table.write(same).files["t.csv"] == content
    changed = [Entry(n, {"b": new}) for n in range(len(table.rows))]
    again = open_rewritable(package, package.resources["t"], table.write(changed))
    assert len(again.rows) == len(changed) or "\0" in new


def xlsx(data: atheris.FuzzedDataProvider) -> None:
    parts = _unpack(BOOK)
    name = sorted(parts)[data.ConsumeIntInRange(0, len(parts) - 1)]
    parts[name] = splice(parts[name], data)
    (HOME / "b.xlsx").write_bytes(_pack(parts))
    mb.pull(HOME / "b.xlsx", SMALL)


def ods(data: atheris.FuzzedDataProvider) -> None:
    if data.ConsumeBool():
        parts = _unpack(write_ods(_grid()))
        parts["content.xml"] = splice(parts["content.xml"], data)
        (HOME / "b.ods").write_bytes(_pack(parts))
        read_grid(HOME / "b.ods")
        return
    (HOME / "b.fods").write_bytes(splice(write_fods(_grid()), data))
    read_grid(HOME / "b.fods")


def descriptors(data: atheris.FuzzedDataProvider) -> None:
    if data.ConsumeBool():
        content = damage_descriptor(DESCRIPTOR, Random(data.ConsumeInt(8)))
    else:
        content = splice(DESCRIPTOR, data)
    (HOME / "d").mkdir(exist_ok=True)
    (HOME / "d" / "tables").mkdir(exist_ok=True)
    for table in (SMALL / "tables").iterdir():
        (HOME / "d" / "tables" / table.name).write_bytes(table.read_bytes())
    (HOME / "d" / "datapackage.json").write_bytes(content)
    mb.check(HOME / "d")


def write_pdf() -> bytes:
    """A page of lines, uncompressed, so that a changed byte is a changed word."""
    from reportlab.pdfgen.canvas import Canvas

    packed = io.BytesIO()
    canvas = Canvas(packed, pageCompression=0, invariant=True)
    for number, line in enumerate(
        (*PLAIN.splitlines(), "Region       2024", "Europe      1,239.3")
    ):
        canvas.drawString(72, 760 - 20 * number, line)
    canvas.save()
    return packed.getvalue()


def write_docx() -> bytes:
    """A heading, a paragraph and a table."""
    import docx

    document, packed = docx.Document(), io.BytesIO()
    document.add_heading("Widget Market")
    document.add_paragraph(PLAIN)
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Region", "2024", "Europe", "1,239.3"), strict=True):
        cell.text = text
    document.save(packed)
    return packed.getvalue()


PLAIN = "# Widget Market\n\nUSD 4.8 billion in 2024, to reach $10.2 bn by 2030, CAGR 13.4%.\n"
DOCUMENTS = {
    "p.html": PAGE.encode(), "p.txt": PLAIN.encode(), "p.md": PLAIN.encode(),
    "p.pdf": write_pdf(), "p.docx": write_docx(),
}  # fmt: skip


def documents(data: atheris.FuzzedDataProvider) -> None:
    name = sorted(DOCUMENTS)[data.ConsumeIntInRange(0, len(DOCUMENTS) - 1)]
    content = DOCUMENTS[name]
    if name == "p.docx" and data.ConsumeBool():
        parts = _unpack(content)
        part = sorted(parts)[data.ConsumeIntInRange(0, len(parts) - 1)]
        content = _pack({**parts, part: splice(parts[part], data)})
    else:
        content = splice(content, data)
    path = HOME / name
    path.write_bytes(content)
    open_document(path)
    read_document(path)


READERS = {each.__name__: each for each in (cells, tables, xlsx, ods, descriptors, documents)}


class Finds:
    """What was tried and what was found, each kind of fault once."""

    def __init__(self, folder: Path, seconds: float, readers: Sequence[str]) -> None:
        self.folder, self.end = folder, time.monotonic() + seconds
        self.tried = dict.fromkeys(readers or READERS, 0)
        self.seen: set[str] = set()

    def try_one(self, content: bytes) -> None:
        """One input, whatever it does."""
        if time.monotonic() > self.end:
            self.tell()
            raise KeyboardInterrupt
        data = atheris.FuzzedDataProvider(content)
        name = [*self.tried][data.ConsumeIntInRange(0, len(self.tried) - 1)]
        self.tried[name] += 1
        began = time.process_time()  # a busy machine is no fault
        try:
            with contextlib.redirect_stderr(io.StringIO()):
                READERS[name](data)
        except MarketbookError:
            pass
        except Exception as error:  # noqa: BLE001 (whatever it is, it is a find)
            self.keep(content, name, traceback.format_exc(), _place(error))
        if (seconds := time.process_time() - began) > SLOW:
            took = f"{seconds:.0f} seconds"
            self.keep(content, name, took, f"slow {name}")

    def keep(self, content: bytes, reader: str, told: str, place: str) -> None:
        """Puts an input beside its traceback, unless one of its kind is there."""
        if place in self.seen:
            return
        self.seen.add(place)
        stem = self.folder / f"{reader}-{len(self.seen)}"
        stem.with_suffix(".bin").write_bytes(content)
        stem.with_suffix(".txt").write_text(told, encoding="utf-8", errors="replace")
        (self.folder / f"{stem.name}-files").mkdir()
        for file in filter(Path.is_file, HOME.rglob("*")):
            (self.folder / f"{stem.name}-files" / file.name).write_bytes(file.read_bytes())

    def tell(self) -> None:
        """What was done so far, in the folder."""
        lines = [f"{name}: {number:,}" for name, number in self.tried.items()]
        (self.folder / "tried.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _place(error: BaseException) -> str:
    """Where an error arose, in our code."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "marketbook" in f.filename]
    last = frames[-1] if frames else None
    return f"{type(error).__name__} {last.filename}:{last.lineno}" if last else repr(error)


def _list_seeds() -> Iterator[bytes]:
    for reader in range(len(READERS)):
        for number in range(40):
            yield Random(number * 7 + reader).randbytes(120) + bytes([reader])


def main() -> None:
    seconds, folder = float(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    seeds = folder / "seeds"
    seeds.mkdir(exist_ok=True)
    for number, seed in enumerate(_list_seeds()):
        (seeds / str(number)).write_bytes(seed)
    finds = Finds(folder, seconds, sys.argv[3:])

    def try_input(content: bytes) -> None:
        finds.try_one(content)
        if sum(finds.tried.values()) % 200 == 0:
            finds.tell()

    options = [sys.argv[0], f"-max_total_time={int(seconds)}", "-max_len=400", "-timeout=120"]
    atheris.Setup([*options, str(seeds)], try_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

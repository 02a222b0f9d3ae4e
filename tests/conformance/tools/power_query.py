from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import marketbook as mb
from tests.conformance.tool import Tables, Tool

LINES = """\
let
  Source = Csv.Document(File.Contents("C:\\figures\\tables\\sizes.csv"),
    [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),
  Headers = Table.PromoteHeaders(Source, [PromoteAllScalars = true]),
  sizes = Table.TransformColumnTypes(Headers,
    {{"year", Int64.Type}, {"value", type number}, {"stated", type text}}, "en-US")
in sizes"""
NAMES = {"year": "Int64.Type", "integer": "Int64.Type", "number": "type number"}
NAMES |= {"string": "type text", "date": "type date", "boolean": "type logical"}


def load(tool: Tool, folder: Path, tables: Sequence[str]) -> Tables:
    """Power Query runs only inside Excel: the names that the text uses are checked instead."""
    schema = mb.read_package(folder).resources["sizes"].schema
    path = re.findall(r"figures\\\\?(tables\\\\?\w+\.csv)", tool.lines)[0]
    assert folder.joinpath(*re.split(r"\\+", path)).is_file()
    typed = re.findall(r'\{"(\w+)", ([\w. ]+)\}', tool.lines)
    assert [(name, NAMES[schema.field(name).type]) for name, _ in typed] == typed
    return {}


TOOLS = [
    Tool(
        name="Power Query",
        source="CSV",
        language="powerquery",
        lines=LINES,
        types={},
        load=load,
        tables=("sizes",),
        remark="runs in Excel and Power BI only: here its names are checked, nothing more",
        runs=False,
    )
]

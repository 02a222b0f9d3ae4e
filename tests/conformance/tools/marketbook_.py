from __future__ import annotations

from typing import Any

from tests.conformance.programs import plain, run_python
from tests.conformance.tool import Loaded, Tool, types


def read(frame: Any) -> Loaded:
    rows = [[plain(cell) for cell in row] for row in frame.iter_rows()]
    return Loaded(frame.columns, [str(kind) for kind in frame.dtypes], rows)


TYPES = types(
    String="string yearmonth",
    Int64="integer year",
    Float64="number",
    Boolean="boolean",
    Date="date",
)
TOOLS = [
    Tool(
        name="marketbook",
        source="CSV",
        language="python",
        lines='import marketbook as mb\nsizes = mb.read_tables(".")["sizes"]',
        types=TYPES,
        load=run_python(read),
        tables=("sizes",),  # what the others are compared with is read the same way
        remark="checked against the schemas first; Polars frames",
    )
]

from __future__ import annotations

from typing import Any

from tests.conformance.programs import plain, run_python
from tests.conformance.tool import Loaded, Tool


def read(rows: list[Any]) -> Loaded:
    fields = rows[0].fields
    cells = [[write(row[field.name]) for field in fields] for row in rows]
    return Loaded([f.name for f in fields], [f.type for f in fields], cells)


def write(cell: Any) -> object:
    # frictionless reads a month as a pair of numbers
    is_month = hasattr(cell, "year") and not hasattr(cell, "day")
    return f"{cell.year:04}-{cell.month:02}" if is_month else plain(cell)


TYPES = {
    name: frozenset({name})
    for name in ("string", "integer", "number", "boolean", "date", "year", "yearmonth")
}
TOOLS = [
    Tool(
        name="frictionless",
        source=source,
        language="python",
        lines="from frictionless import Package\n"
        f'sizes = Package("{path}").get_resource("sizes").read_rows()',
        types=TYPES,
        load=run_python(read),
        remark="checked against the schemas as it reads; keys on validate",
    )
    for source, path in (("CSV", "datapackage.json"), ("zip", "figures.zip"))
]

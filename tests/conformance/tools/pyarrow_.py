from __future__ import annotations

from typing import Any

from tests.conformance.programs import plain, run_python
from tests.conformance.tool import Loaded, Tool, types


def read(table: Any) -> Loaded:
    rows = [[plain(row[name]) for name in table.column_names] for row in table.to_pylist()]
    return Loaded(table.column_names, [str(kind) for kind in table.schema.types], rows)


TYPES = {
    "date32[day]": frozenset({"date"}),
    **types(string="string yearmonth", int64="integer year", double="number", bool="boolean"),
}
TOOLS = [
    Tool(
        name="pyarrow",
        source="parquet",
        language="python",
        lines='import pyarrow.parquet as pq\nsizes = pq.read_table("figures/sizes.parquet")',
        types=TYPES,
        load=run_python(read),
        remark="typed; titles, descriptions and units in the fields' metadata",
    )
]

from __future__ import annotations

from tests.conformance.programs import run_python
from tests.conformance.tool import Tool, types
from tests.conformance.tools.marketbook_ import read

CSV = """\
import json, pathlib, polars as pl
fields = json.loads(pathlib.Path("schemas/sizes.json").read_bytes())["fields"]
text = {field["name"]: pl.String for field in fields if field["type"] == "string"}
sizes = pl.read_csv("tables/sizes.csv", schema_overrides=text)"""
TYPES = types(
    String="string yearmonth date",
    Int64="integer year number",
    Float64="number",
    Boolean="boolean",
    Date="date",
)
TOOLS = [
    Tool(
        name="Polars",
        source="CSV",
        language="python",
        lines=CSV,
        types=TYPES,
        load=run_python(read),
        remark="text columns named by the schema",
    ),
    Tool(
        name="Polars",
        source="parquet",
        language="python",
        lines='import polars as pl\nsizes = pl.read_parquet("figures/sizes.parquet")',
        types=TYPES,
        load=run_python(read),
        remark="typed",
    ),
]

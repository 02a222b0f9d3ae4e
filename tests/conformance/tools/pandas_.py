from __future__ import annotations

from typing import Any

from tests.conformance.programs import need_module, plain, run_python
from tests.conformance.tool import Loaded, Tool, types


def read(frame: Any) -> Loaded:
    import pandas as pd

    rows = [
        [None if pd.isna(cell) else plain(cell) for cell in row]
        for row in frame.itertuples(index=False, name=None)
    ]
    return Loaded(list(frame.columns), [str(kind) for kind in frame.dtypes], rows)


# pandas has no integers with gaps by default: a column of years with an empty cell is float64
TYPES = types(
    str="string yearmonth date",
    object="string yearmonth date boolean",
    int64="integer year number",
    float64="number integer year",
    bool="boolean",
)
CSV = """\
import json, pathlib, pandas as pd
fields = json.loads(pathlib.Path("schemas/sizes.json").read_bytes())["fields"]
text = {field["name"]: str for field in fields if field["type"] == "string"}
sizes = pd.read_csv("tables/sizes.csv", dtype=text, keep_default_na=False, na_values=[""])"""
TOOLS = [
    Tool(
        name="pandas",
        source="CSV",
        language="python",
        lines=CSV,
        types=TYPES,
        load=run_python(read),
        missing=need_module("pandas"),
        remark="text columns named by the schema, so that `18.50` and `002` stay as they are",
    ),
    Tool(
        name="pandas",
        source="parquet",
        language="python",
        lines='import pandas as pd\nsizes = pd.read_parquet("figures/sizes.parquet")',
        types=TYPES,
        load=run_python(read),
        missing=need_module("pandas"),
        remark="typed",
    ),
]

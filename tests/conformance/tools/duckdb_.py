from __future__ import annotations

from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path

from tests.conformance.programs import need_module, plain
from tests.conformance.tool import TEXT, Loaded, Tables, Tool, types


def load(tool: Tool, folder: Path, tables: Sequence[str]) -> Tables:
    import duckdb

    loaded: Tables = {}
    for table in tables:
        with chdir(folder), duckdb.connect() as database:
            answer = database.execute(tool.write_lines(table))
            rows = [[plain(cell) for cell in row] for row in answer.fetchall()]
            described = answer.description or []
            columns, kinds = [d[0] for d in described], [str(d[1]) for d in described]
            loaded[table] = Loaded(columns, kinds, rows)
    return loaded


TYPES = types(
    VARCHAR="string yearmonth",
    BIGINT="integer year number",
    DOUBLE="number",
    BOOLEAN="boolean",
    DATE="date",
)
TOOLS = [
    Tool(
        name="DuckDB",
        source="duckdb",
        language="sql",
        lines="ATTACH 'figures.duckdb' AS figures (READ_ONLY);\nSELECT * FROM figures.sizes;",
        types=TYPES,
        load=load,
        missing=need_module("duckdb"),
        remark="typed, with keys, checks, comments and views",
    ),
    Tool(
        name="DuckDB",
        source="parquet",
        language="sql",
        lines="SELECT * FROM 'figures/sizes.parquet';",
        types=TYPES,
        load=load,
        missing=need_module("duckdb"),
        remark="typed",
    ),
    Tool(
        name="DuckDB",
        source="CSV",
        language="sql",
        lines="SELECT * FROM read_csv('tables/sizes.csv', all_varchar = true);",
        types={"VARCHAR": TEXT["text"]},
        load=load,
        missing=need_module("duckdb"),
        remark="every cell is text",
    ),
]

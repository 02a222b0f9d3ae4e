#!/usr/bin/env bash
# pandera: on an Ibis table a column's unique=True is taken and never checked.
# Guessed: codes 1, 1 and 2 are refused, as on pandas and Polars, and as on Ibis where the table
# asks for unique codes, not the column. Seen: valid, eager and lazy, with a schema or a model;
# nullable=False is checked. With the Narwhals backend, which must be asked for, it is an error. The
# page on Ibis has a model with unique=True in it, and the matrix of features has nothing on
# uniqueness. 2026-11-30, pandera 0.35.0, ibis-framework 12.0.0, polars 2.1.0, pandas 3.1.1.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'pandera[ibis,narwhals,polars]==0.35.0' \
  'ibis-framework[sqlite]==12.0.0' 'polars==2.1.0' 'pandas==3.1.1'
cd "$home"
"$home/env/bin/python" -W ignore - <<'PY'
import sqlite3

import ibis
import pandas
import pandera.ibis
import pandera.pandas
import pandera.polars
import polars
from pandera.errors import SchemaError, SchemaErrors

ROWS = [(1, 2024), (1, 2025), (2, None)]
with sqlite3.connect("sizes.db") as file:
    file.execute("CREATE TABLE sizes (code INTEGER, year INTEGER)")
    file.executemany("INSERT INTO sizes VALUES (?, ?)", ROWS)
table = ibis.sqlite.connect("sizes.db").table("sizes")
codes, years = zip(*ROWS, strict=True)
columns = {"code": codes, "year": years}


class Sizes(pandera.ibis.DataFrameModel):
    code: int = pandera.ibis.Field(unique=True)


def valid(schema, data, lazy=False):
    try:
        schema.validate(data, lazy=lazy)
    except (SchemaError, SchemaErrors):
        return False
    return True


def column(library, **wanted):
    return library.DataFrameSchema({"code": library.Column(int, **wanted)})


by_table = pandera.ibis.DataFrameSchema({"code": pandera.ibis.Column(int)}, unique=["code"])
by_year = pandera.ibis.DataFrameSchema({"year": pandera.ibis.Column(int, nullable=False)})
by_column = column(pandera.ibis, unique=True)
seen = {
    "pandas": valid(column(pandera.pandas, unique=True), pandas.DataFrame(columns)),
    "polars": valid(column(pandera.polars, unique=True), polars.DataFrame(columns)),
    "ibis, table": valid(by_table, table),
    "ibis, no year": valid(by_year, table),
    "ibis": valid(by_column, table),
    "ibis, lazy": valid(by_column, table, lazy=True),
    "ibis, model": valid(Sizes, table),
}
pandera.ibis.config.set_config(use_narwhals_backend=True)
seen["ibis, narwhals"] = valid(by_column, table)
print("seen valid:", seen)
wrong = {name for name, is_valid in seen.items() if is_valid}
assert wrong == {"ibis", "ibis, lazy", "ibis, model"}, "changed"
PY

#!/usr/bin/env bash
# DuckDB: whether a half is rounded up or to even depends on the type it happens to have.
# Guessed: CAST(2.5 AS INTEGER) is one number. Seen: 3 for a literal (a DECIMAL) and for text, 2 for
# the same number in a DOUBLE column; round() gives 3 for both. 2026-11-29, duckdb 2.0.1.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'duckdb==2.0.1'
"$home/env/bin/python" - <<'PY'
import duckdb

duckdb.sql("CREATE TABLE sizes (value DOUBLE)")
duckdb.sql("INSERT INTO sizes VALUES (2.5)")
[seen] = duckdb.sql(
    "SELECT CAST(2.5 AS INTEGER), CAST('2.5' AS INTEGER), CAST(value AS INTEGER), round(value) "
    "FROM sizes"
).fetchall()
print("seen: literal {}, text {}, column {}, round {}".format(*seen))
assert seen == (3, 3, 2, 3.0), "changed"
PY

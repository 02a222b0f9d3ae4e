#!/usr/bin/env bash
# DuckDB: a table that refers to itself, filled parents first, can be neither exported nor copied.
# Guessed: EXPORT DATABASE and COPY FROM DATABASE write what the database holds. Seen: the first
# refuses such a table; the second stops at a foreign key that is satisfied.
# 2026-11-29, duckdb 2.0.1.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'duckdb==2.0.1'
cd "$home"
"$home/env/bin/python" - <<'PY'
import duckdb

database = duckdb.connect("places.duckdb")
database.execute("CREATE TABLE places (id VARCHAR PRIMARY KEY, parent VARCHAR REFERENCES places(id))")
database.execute("INSERT INTO places VALUES ('world', NULL)")
database.execute("INSERT INTO places VALUES ('europe', 'world')")
database.execute("ATTACH 'copy.duckdb' AS copy")
for statement in ("EXPORT DATABASE 'out'", "COPY FROM DATABASE places TO copy"):
    try:
        database.execute(statement)
    except duckdb.Error as error:
        print(f"seen: {statement}: {error}")
    else:
        raise SystemExit(f"changed: {statement} works")
PY

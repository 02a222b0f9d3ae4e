#!/usr/bin/env bash
# pandera: str_matches("a|b") asks another question of Polars than of pandas.
# Guessed: as in pandas, a cell must begin with a or with b, so "xb" is refused. Seen: on Polars the
# anchor binds the first alternative only (^a|b), and "xb" passes. 2026-11-29, pandera 0.35.0.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet \
  'pandera[polars]==0.35.0' 'polars==2.1.0' 'pandas==3.1.1'
"$home/env/bin/python" -W ignore - <<'PY'
import pandas
import pandera.pandas
import pandera.polars
import polars


def judge(library, frame):
    column = library.Column(str, library.Check.str_matches("a|b"))
    try:
        library.DataFrameSchema({"code": column}).validate(frame)
    except library.errors.SchemaError:
        return "refused"
    return "passes"


data = {"code": ["xb"]}
seen = judge(pandera.pandas, pandas.DataFrame(data)), judge(pandera.polars, polars.DataFrame(data))
print(f"seen: pandas {seen[0]}, Polars {seen[1]}")
assert seen == ("refused", "passes"), "changed"
PY

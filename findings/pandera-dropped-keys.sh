#!/usr/bin/env bash
# pandera: on Polars, dropping invalid rows keeps those that break a key of two columns.
# Guessed: of two sizes for one code and year drop_invalid_rows leaves none, as on pandas, or
# raises; the documentation says that the frame then holds only valid data. Seen: both rows are
# returned as valid, while rows that fail another check of the same schema are dropped, and so are
# those that break unique=True of a column. Without drop_invalid_rows the duplicates are an error.
# Columns that a strict schema does not know pass in the same way; pandas raises there. The issues
# on dropping (1830, 2034) are on pandas and on lazy frames.
# 2026-11-30, pandera 0.35.0, polars 2.1.0, pandas 3.1.1.
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
from pandera.errors import SchemaErrors

COLUMNS = {"code": ["A", "A", "B", "C"], "year": [2024] * 4, "size": [10.0, 12.0, -5.0, 7.0]}


def sizes(library, frame, columns=("size",), drop=True, **wanted):
    checks = {"size": library.Column(float, library.Check.gt(0))}
    known = {name: checks.get(name, library.Column(unique=True)) for name in columns}
    schema = library.DataFrameSchema(known, drop_invalid_rows=drop, **wanted)
    try:
        return list(schema.validate(frame, lazy=True)["size"])
    except SchemaErrors:
        return "error"


LIBRARIES = {
    "pandas": (pandera.pandas, pandas.DataFrame(COLUMNS)),
    "polars": (pandera.polars, polars.DataFrame(COLUMNS)),
}
KEY = {"unique": ["code", "year"]}
for name, (library, frame) in LIBRARIES.items():
    seen = {
        "key": sizes(library, frame, **KEY),
        "key, not dropped": sizes(library, frame, drop=False, **KEY),
        "column": sizes(library, frame, columns=("code", "size")),
        "strict": sizes(library, frame, strict=True),
    }
    print(f"seen: {name}: {seen}")
    assert seen["key, not dropped"] == "error", "changed"
    assert seen["column"] == [7.0], "changed: column"
    kept = [7.0] if name == "pandas" else [10.0, 12.0, 7.0]
    assert seen["key"] == kept, "changed: key"
    assert seen["strict"] == ("error" if name == "pandas" else [10.0, 12.0, 7.0]), "changed: strict"
PY

#!/usr/bin/env bash
# csvw: a share of 4.8 in a column of percentages is 480 percent, and valid.
# Guessed: in a column with the format "0.0%" a cell without the sign is an error, as the standard
# asks for a cell that is not in its format, or 0.048. Seen: 4.8, since the sign is only looked for
# in the cell, and never missed; "4.8‰" passes as well. With a decimal comma in "#,##0.0" the
# English 4.8 is 48, though a digit behind the comma is asked for. And the code 007 is an error in
# "000". The README has a list of deviations from the standard, and none of these is in it; the
# issues have none of them either. 2026-11-30, csvw 4.1.1.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'csvw==4.1.1'
cd "$home"
"$home/env/bin/python" -W ignore - <<'PY'
import json
from pathlib import Path

from csvw import CSVW

COMMA = {"pattern": "#,##0.0", "decimalChar": ",", "groupChar": "."}


def read(cell, format, base="decimal"):
    column = {"name": "value", "datatype": {"base": base, "format": format}}
    metadata = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": "shares.csv",
        "tableSchema": {"columns": [column]},
    }
    Path("shares.csv").write_text(f'value\n"{cell}"\n', encoding="utf-8")
    Path("shares.csv-metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    try:
        table = CSVW("shares.csv-metadata.json", validate=True)
        assert table.is_valid
        return float(next(iter(table.tables[0].iterdicts()))["value"])
    except ValueError:
        return "error"
    except AssertionError:
        return "invalid"


RIGHT = {
    "4.8% as 0.0%": (read("4.8%", "0.0%"), 0.048),
    "12% as 0.0%": (read("12%", "0.0%"), "error"),
    "4,8 with a comma": (read("4,8", COMMA), 4.8),
    "123 as 000": (read("123", "000", "integer"), 123),
}
WRONG = {
    "4.8 as 0.0%": (read("4.8", "0.0%"), 4.8),
    "4.8‰ as 0.0%": (read("4.8‰", "0.0%"), 0.0048),
    "4.8 with a comma": (read("4.8", COMMA), 48),
    "007 as 000": (read("007", "000", "integer"), "error"),
}
for name, (seen, expected) in (RIGHT | WRONG).items():
    print(f"seen: {name}: {seen}")
    assert seen == expected, f"changed: {name}"
PY

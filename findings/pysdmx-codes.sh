#!/usr/bin/env bash
# pysdmx: codes of an SDMX-CSV file lose their leading zeros, and "1E2" becomes "100.0".
# Guessed: a dimension's values are codes, so 004 (Afghanistan in the UN's M49) and the product 1E2
# are texts, and a value keeps the digits published. Seen: "4", "100.0" and "4.8", as texts again,
# with SDMX-CSV 1.0 and 2.0, since each column is guessed to be numbers before it is made text;
# where one code of a column has a letter, all keep their zeros, so files of one flow do not match.
# "NA" (Namibia) is read as it is. The README does not speak of types.
# 2026-11-30, pysdmx 1.21.0, pandas 3.1.1.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'pysdmx[data]==1.21.0' 'pandas==3.1.1'
cd "$home"
"$home/env/bin/python" - <<'PY'
from pysdmx.io import read_sdmx

ROWS = [("004", "1E2", "4.80"), ("008", "2E1", "6.10")]
NEW = [("004", "A1", "4.80"), ("EU", "A2", "6.10")]


def read(head, start, rows):
    lines = [f"{head},AREA,PRODUCT,TIME_PERIOD,OBS_VALUE"]
    lines += [f"{start},{area},{product},2025,{value}" for area, product, value in rows]
    with open("sizes.csv", "w") as file:
        file.write("\n".join(lines) + "\n")
    frame = read_sdmx("sizes.csv").data[0].data
    return [tuple(row) for row in frame[["AREA", "PRODUCT", "OBS_VALUE"]].values.tolist()]


FIRST = ("DATAFLOW", "XX:SIZES(1.0)")
SECOND = ("STRUCTURE,STRUCTURE_ID,ACTION", "dataflow,XX:SIZES(1.0),I")
seen = {"1.0": read(*FIRST, ROWS), "2.0": read(*SECOND, ROWS), "with letters": read(*FIRST, NEW)}
print("seen:", seen)
changed = [("4", "100.0", "4.8"), ("8", "20.0", "6.1")]
kept = [("004", "A1", "4.8"), ("EU", "A2", "6.1")]
assert seen == {"1.0": changed, "2.0": changed, "with letters": kept}, "changed"
PY

#!/usr/bin/env bash
# mlcroissant: "no" is true, a year is a moment in 1970, and 7.9 firms are 7.
# Guessed: what does not fit the declared type of a field is an error. Seen: in an sc:Boolean column
# with a "no" any text is true, "no" and "false" too; in an sc:Date column 2024 is 2,024 nanoseconds
# after 1970 began; in an sc:Integer column 7.9 is cut. All of it without an error. The README does
# not say how a text becomes one of the types.
# 2026-11-30, mlcroissant 1.1.1, pandas 3.1.1.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'mlcroissant==1.1.1' 'pandas==3.1.1'
cd "$home"
"$home/env/bin/python" - <<'PY'
import hashlib
import json
import logging

import mlcroissant as mlc

TABLE = "audited,published,firms\nyes,2024,7\nno,2025,7.9\nfalse,2026,8.2\n"
TYPES = {
    "audited": mlc.DataType.BOOL,
    "published": mlc.DataType.DATE,
    "firms": mlc.DataType.INTEGER,
}


def field(name, data_type):
    source = mlc.Source(file_object="file", extract=mlc.Extract(column=name))
    return mlc.Field(id=f"all/{name}", name=f"all/{name}", data_types=data_type, source=source)


logging.disable(logging.WARNING)  # of properties that are recommended, such as a licence
with open("reports.csv", "w") as file:
    file.write(TABLE)
table = mlc.FileObject(
    id="file",
    name="file",
    content_url="reports.csv",
    encoding_formats=["text/csv"],
    sha256=hashlib.sha256(TABLE.encode()).hexdigest(),
)
fields = [field(*each) for each in TYPES.items()]
metadata = mlc.Metadata(
    name="reports",
    url="https://example.org/reports",
    distribution=[table],
    record_sets=[mlc.RecordSet(id="all", name="all", fields=fields)],
)
with open("croissant.json", "w") as file:
    json.dump(metadata.to_json(), file, default=str)
dataset = mlc.Dataset("croissant.json")
seen = [tuple(record.values()) for record in dataset.records("all")]
print("seen:", *[(audited, str(day), firms) for audited, day, firms in seen])
assert [row[0] for row in seen] == [True, True, True], "booleans changed"
assert [row[1].year for row in seen] == [1970, 1970, 1970], "dates changed"
assert [row[2] for row in seen] == [7, 7, 8], "integers changed"
PY

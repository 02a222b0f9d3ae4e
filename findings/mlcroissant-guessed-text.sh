#!/usr/bin/env bash
# mlcroissant: a column that the metadata declares as text is guessed to be numbers first.
# Guessed: a field with the type sc:Text gives the characters of the file, since the declaration
# settles what they are. Seen: the code "007" is "7.0" and the size "4.80" is "4.8", and "NA", the
# code of Namibia, is no value. No warning comes, and the metadata are valid.
# mlcroissant's README does not say that types are guessed.
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

TABLE = "place,code,size\nNamibia,NA,4.80\nBond,007,6.10\n"


def text_field(name):
    source = mlc.Source(file_object="file", extract=mlc.Extract(column=name))
    name = f"sizes/{name}"
    return mlc.Field(id=name, name=name, data_types=mlc.DataType.TEXT, source=source)


logging.disable(logging.WARNING)  # of properties that are recommended, such as a licence
with open("sizes.csv", "w") as file:
    file.write(TABLE)
table = mlc.FileObject(
    id="file",
    name="file",
    content_url="sizes.csv",
    encoding_formats=["text/csv"],
    sha256=hashlib.sha256(TABLE.encode()).hexdigest(),
)
fields = [text_field(name) for name in ("place", "code", "size")]
metadata = mlc.Metadata(
    name="sizes",
    url="https://example.org/sizes",
    distribution=[table],
    record_sets=[mlc.RecordSet(id="sizes", name="sizes", fields=fields)],
)
with open("croissant.json", "w") as file:
    json.dump(metadata.to_json(), file, default=str)
dataset = mlc.Dataset("croissant.json")
assert not dataset.metadata.ctx.issues.errors
seen = [tuple(record.values()) for record in dataset.records("sizes")]
print("seen:", *seen)
assert seen == [(b"Namibia", None, b"4.8"), (b"Bond", b"7.0", b"6.1")], "changed"
PY

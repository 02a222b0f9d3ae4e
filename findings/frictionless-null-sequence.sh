#!/usr/bin/env bash
# frictionless: nullSequence, which it lists among the properties of CSV, is not applied on reading.
# Guessed: a cell with the null sequence is no value. Seen: it is a text, and in a column of numbers
# an error, whether the dialect states it at its top or under csv; a required column takes it.
# 2026-11-30, frictionless 5.21.0.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'frictionless==5.21.0'
cd "$home"
"$home/env/bin/python" - <<'PY'
import json
from pathlib import Path

import frictionless

required = {"constraints": {"required": True}}
fields = [{"name": "id", "type": "string", **required}, {"name": "n", "type": "integer"}]
Path("t.csv").write_text("id,n\na,NIL\nNIL,1\n")
seen = []
for dialect in ({"nullSequence": "NIL"}, {"csv": {"nullSequence": "NIL"}}):
    resource = {"name": "t", "path": "t.csv", "dialect": dialect, "schema": {"fields": fields}}
    Path("datapackage.json").write_text(json.dumps({"name": "p", "resources": [resource]}))
    report = frictionless.validate("datapackage.json")
    seen.append(report.flatten(["rowNumber", "fieldName", "type"]))
print("seen:", *seen, sep="\n  ")
assert seen == [[[2, "n", "type-error"]]] * 2, "changed"
PY

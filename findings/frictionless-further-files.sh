#!/usr/bin/env bash
# frictionless: of a table in several files, the first line of each further file is dropped unread.
# Guessed: a further file without labels goes on with records, or one whose labels are not those of
# the first is an error. Seen: valid, the first record of the one is gone, and the columns of the
# other are exchanged. 2026-11-30, frictionless 5.21.0.
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

fields = [{"name": "id", "type": "string"}, {"name": "kind", "type": "string"}]
resource = {"name": "t", "path": ["one.csv", "two.csv"], "schema": {"fields": fields}}
Path("datapackage.json").write_text(json.dumps({"name": "p", "resources": [resource]}))
Path("one.csv").write_text("id,kind\na,x\n")
seen = []
for further in ("b,y\nc,z\n", "kind,id\ny,b\n"):
    Path("two.csv").write_text(further)
    valid = frictionless.validate("datapackage.json").valid
    rows = frictionless.Package("datapackage.json").resources[0].read_rows()
    seen.append((valid, [(row["id"], row["kind"]) for row in rows]))
print("seen:", *seen, sep="\n  ")
assert seen == [(True, [("a", "x"), ("c", "z")]), (True, [("a", "x"), ("y", "b")])], "changed"
PY

#!/usr/bin/env bash
# frictionless: a minus sign typed as such is taken off as decoration, and a loss becomes a gain.
# Guessed: with bareNumber false, which is there for texts such as "95%" and "EUR 95", the cell
# "−4.8%" (U+2212, the sign that typesetters use) is -4.8 or an error. Seen: 4.8, valid; the same
# with a dash or with the brackets of accountants. tableschema for JavaScript drops the plain hyphen
# too. The standard says that non-numeric characters before and after are to be stripped, and nothing
# of signs. 2026-11-30, frictionless 5.21.0, tableschema 1.12.6 (npm); needs Node and npm.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
cd "$home"
npm install --silent --no-audit --no-fund --prefix "$home" 'tableschema@1.12.6' >npm.log 2>&1
cat >read.js <<'JS'
const { Field } = require('tableschema');

const field = new Field({ name: 'growth', type: 'number', bareNumber: false });
const cells = JSON.parse(process.argv[2]);
console.log(JSON.stringify(cells.map((cell) => field.castValue(cell))));
JS
python3 -m venv env
env/bin/python -m pip install --quiet 'frictionless==5.21.0'
env/bin/python - <<'PY'
import json
import subprocess

from frictionless import Field

CELLS = ["-4.8%", "\u22124.8%", "\u20134.8%", "(4.8)"]
field = Field.from_descriptor({"name": "growth", "type": "number", "bareNumber": False})
seen, notes = zip(*(field.read_cell(cell) for cell in CELLS))
seen = [float(value) for value in seen]
command = ["node", "read.js", json.dumps(CELLS)]
other = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
print("seen:", dict(zip(CELLS, seen)), "JavaScript:", other)
assert not any(notes), "frictionless reports an error now"
assert seen == [-4.8, 4.8, 4.8, 4.8], "changed"
assert other == [4.8, 4.8, 4.8, 4.8], "tableschema changed"
PY

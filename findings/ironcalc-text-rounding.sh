#!/usr/bin/env bash
# IronCalc: TEXT rounds halves to even, ROUND and FIXED away from zero, as Excel does in all three.
# Guessed: TEXT(2.5,"0") is 3, like ROUND(2.5,0). Seen: 2, so a sentence made with TEXT differs from
# the number beside it. 2026-11-29, ironcalc 0.9.1.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'ironcalc==0.9.1'
"$home/env/bin/python" - <<'PY'
import ironcalc

model = ironcalc.create("book", "en", "UTC", "en")
formulas = ['=TEXT(2.5,"0")', "=ROUND(2.5,0)", "=FIXED(2.5,0)"]
for row, formula in enumerate(formulas, 1):
    model.set_user_input(0, row, 1, formula)
model.evaluate()
seen = [model.get_formatted_cell_value(0, row, 1) for row in (1, 2, 3)]
print("seen:", dict(zip(formulas, seen, strict=True)))
assert seen == ["2", "3", "3"], "changed"
PY

#!/usr/bin/env bash
# IronCalc: some functions take an array written in the formula as nothing, without an error.
# Guessed: NPV(0.1,{30,40,60}) is the 105.41 that the same numbers in cells give, and SUMIFS over
# {"Asia","Europe"} adds up both. Seen: 0 for each, while SUM reads such an array.
# 2026-11-30, ironcalc 0.9.1.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'ironcalc==0.9.1'
"$home/env/bin/python" - <<'PY'
import ironcalc

model = ironcalc.create("book", "en", "UTC", "en")
SIZES = [("Europe", 10), ("Asia", 20), ("Europe", 30), ("Asia", 45)]
for row, (region, size) in enumerate(SIZES, 1):
    model.set_user_input(0, row, 1, region)
    model.set_user_input(0, row, 2, str(size))
FORMULAS = [
    "=NPV(0.1,{30,40,60})",
    '=SUM(SUMIFS(B1:B4,A1:A4,{"Asia","Europe"}))',
    "=SUM({30,40,60})",
]
for row, formula in enumerate(FORMULAS, 1):
    model.set_user_input(0, row, 3, formula)
model.evaluate()
seen = [model.get_cell_value(0, row, 3) for row in range(1, len(FORMULAS) + 1)]
for formula, value in zip(FORMULAS, seen):
    print(f"seen: {formula} is {value}")
assert seen == [0, 0, 130], "changed"
PY

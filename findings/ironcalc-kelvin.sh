#!/usr/bin/env bash
# IronCalc: CONVERT from Kelvin or Fahrenheit to Celsius is 0.35 degrees too low.
# Guessed: 68 F are 20 C, and 20 C are 68 F. Seen: 19.65 C: 273.5 is taken off on
# the way from Kelvin, and 273.15 added on the way back.
# 2026-11-30, ironcalc 0.9.1.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'ironcalc==0.9.1'
"$home/env/bin/python" - <<'PY'
import ironcalc

model = ironcalc.create("book", "en", "UTC", "en")
FORMULAS = ['=CONVERT(68,"F","C")', '=CONVERT(293.15,"K","C")', '=CONVERT(20,"C","K")']
for row, formula in enumerate(FORMULAS, 1):
    model.set_user_input(0, row, 3, formula)
model.evaluate()
seen = [model.get_cell_value(0, row, 3) for row in range(1, len(FORMULAS) + 1)]
for formula, value in zip(FORMULAS, seen):
    print(f"seen: {formula} is {value}")
assert [round(value, 6) for value in seen] == [19.65, 19.65, 293.15], "changed"
PY

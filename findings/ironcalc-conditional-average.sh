#!/usr/bin/env bash
# IronCalc: an average over IF takes the rows that IF left out as zeros.
# Guessed: IF without an "else" leaves FALSE, which AVERAGE, MEDIAN and COUNT skip in an array, as
# in Excel and LibreOffice: 20, 20 and 2 below. Seen: 10, 5 and 0, while MIN over the same IF is
# right.
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
FORMULAS = [f'={name}(IF(A1:A4="Europe",B1:B4))' for name in ("AVERAGE", "MEDIAN", "COUNT", "MIN")]
for row, formula in enumerate(FORMULAS, 1):
    model.set_user_input(0, row, 3, formula)
model.evaluate()
seen = [model.get_cell_value(0, row, 3) for row in range(1, len(FORMULAS) + 1)]
for formula, value in zip(FORMULAS, seen):
    print(f"seen: {formula} is {value}")
assert seen == [10, 5, 0, 10], "changed"
PY

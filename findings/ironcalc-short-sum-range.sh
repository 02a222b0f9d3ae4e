#!/usr/bin/env bash
# IronCalc: SUMIF over a sum range that is shorter than the range of names adds up a part.
# Guessed: as in Excel and LibreOffice only the top left cell of the sum range counts, and its size
# is taken from the other range: 40. Seen: 10 for two of four cells, and #VALUE! for the one cell,
# which is how it is often written.
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
FORMULAS = [f'=SUMIF(A1:A4,"Europe",{sums})' for sums in ("B1:B2", "B1", "B1:B4")]
for row, formula in enumerate(FORMULAS, 1):
    model.set_user_input(0, row, 3, formula)
model.evaluate()
seen = [model.get_cell_value(0, row, 3) for row in range(1, len(FORMULAS) + 1)]
for formula, value in zip(FORMULAS, seen):
    print(f"seen: {formula} is {value}")
assert seen == [10, "#VALUE!", 40], "changed"
PY

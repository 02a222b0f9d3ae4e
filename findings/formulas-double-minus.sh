#!/usr/bin/env bash
# formulas: "--" before a condition in SUMPRODUCT makes the sum zero.
# Guessed: --(B1:B4>15) turns TRUE and FALSE into 1 and 0, the usual way to sum under a condition:
# 95 and 3 below. Seen: 0, without an error; the same condition as a factor gives 95.
# 2026-11-30, formulas 1.3.4, openpyxl 3.1.5.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'formulas==1.3.4' 'openpyxl==3.1.5'
cd "$home"
"$home/env/bin/python" - <<'PY'
import formulas
import openpyxl

book = openpyxl.Workbook()
sheet = book.active
sheet.title = "Data"
SIZES = [("Europe", 10), ("Asia", 20), ("Europe", 30), ("Asia", 45)]
for row, (region, size) in enumerate(SIZES, 1):
    sheet[f"A{row}"], sheet[f"B{row}"] = region, size
FORMULAS = [
    "=SUMPRODUCT(--(B1:B4>15),B1:B4)",
    "=SUMPRODUCT(--(B1:B4>15))",
    "=SUMPRODUCT((B1:B4>15)*B1:B4)",
]
for row, formula in enumerate(FORMULAS, 1):
    sheet[f"D{row}"] = formula
book.save("book.xlsx")
done = formulas.ExcelModel().loads("book.xlsx").finish().calculate()
seen = [done[f"'[book.xlsx]DATA'!D{row}"].value[0, 0] for row in range(1, len(FORMULAS) + 1)]
for formula, value in zip(FORMULAS, seen):
    print(f"seen: {formula} is {value}")
assert seen == [0, 0, 95], "changed"
PY

#!/usr/bin/env bash
# formulas: INDEX with row 0 is the first cell of the column, not the column.
# Guessed: SUM(INDEX(A1:B4,0,2)) adds up the second column, 105, and INDEX(B1:B4,0) all of it.
# Seen: 10, the first cell, without an error.
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
FORMULAS = ["=SUM(INDEX(A1:B4,0,2))", "=SUM(INDEX(B1:B4,0,1))", "=SUM(B1:B4)"]
for row, formula in enumerate(FORMULAS, 1):
    sheet[f"D{row}"] = formula
book.save("book.xlsx")
done = formulas.ExcelModel().loads("book.xlsx").finish().calculate()
seen = [done[f"'[book.xlsx]DATA'!D{row}"].value[0, 0] for row in range(1, len(FORMULAS) + 1)]
for formula, value in zip(FORMULAS, seen):
    print(f"seen: {formula} is {value}")
assert seen == [10, 10, 105], "changed"
PY

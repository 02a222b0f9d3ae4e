#!/usr/bin/env bash
# Formualizer: SUMIFS and COUNTIF with a list of criteria find nothing, and say so with a zero.
# Guessed: {"Asia","Europe"} gives two sums, and SUM or SUMPRODUCT around them the total, 105, in
# Excel with or without entering it as an array. Seen: 0, without an error.
# 2026-11-30, formualizer 0.13.0, openpyxl 3.1.5.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'formualizer==0.13.0' 'openpyxl==3.1.5'
cd "$home"
"$home/env/bin/python" - <<'PY'
import formualizer
import openpyxl

from openpyxl.worksheet.formula import ArrayFormula

FORMULAS = [
    '=SUM(SUMIFS(B1:B4,A1:A4,{"Asia","Europe"}))',
    '=SUMPRODUCT(SUMIF(A1:A4,{"Asia","Europe"},B1:B4))',
    '=SUM(COUNTIF(A1:A4,{"Asia","Europe"}))',
]
book = openpyxl.Workbook()
sheet = book.active
SIZES = [("Europe", 10), ("Asia", 20), ("Europe", 30), ("Asia", 45)]
for row, (region, size) in enumerate(SIZES, 1):
    sheet[f"A{row}"], sheet[f"B{row}"] = region, size
for row, formula in enumerate(FORMULAS, 1):
    sheet[f"C{row}"] = ArrayFormula(f"C{row}", formula)
book.save("book.xlsx")
formualizer.recalculate_file("book.xlsx", output="done.xlsx")
done = openpyxl.load_workbook("done.xlsx", data_only=True).active
seen = [done[f"C{row}"].value for row in range(1, len(FORMULAS) + 1)]
for formula, value in zip(FORMULAS, seen):
    print(f"seen: {formula} is {value}")
assert seen == [0, 0, 0], "changed"
PY

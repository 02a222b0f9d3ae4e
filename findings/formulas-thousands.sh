#!/usr/bin/env bash
# formulas: VALUE of a number with a thousands separator is a date far ahead.
# Guessed: VALUE("1,234.5") is 1234.5, or an error. Seen: 85469, the serial number of a day in 2134;
# without the decimals, "1,234" is the number of another day.
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
FORMULAS = ['=VALUE("1,234.5")', '=VALUE("1234.5")', '=YEAR(VALUE("1,234.5"))']
for row, formula in enumerate(FORMULAS, 1):
    sheet[f"D{row}"] = formula
book.save("book.xlsx")
done = formulas.ExcelModel().loads("book.xlsx").finish().calculate()
seen = [done[f"'[book.xlsx]DATA'!D{row}"].value[0, 0] for row in range(1, len(FORMULAS) + 1)]
for formula, value in zip(FORMULAS, seen):
    print(f"seen: {formula} is {value}")
assert seen == [85469, 1234.5, 2134], "changed"
PY

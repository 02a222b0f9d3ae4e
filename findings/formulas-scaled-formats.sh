#!/usr/bin/env bash
# formulas: TEXT with a format in thousands or millions shows the number unscaled.
# Guessed: a comma behind the last digit divides by a thousand: "1.2" and "1,235k" below. Seen:
# "1234567.0," and "1,234,567k", a label that is wrong by a thousand.
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
FORMULAS = ['=TEXT(1234567,"0.0,,")', '=TEXT(1234567,"#,##0,""k""")']
for row, formula in enumerate(FORMULAS, 1):
    sheet[f"D{row}"] = formula
book.save("book.xlsx")
done = formulas.ExcelModel().loads("book.xlsx").finish().calculate()
seen = [done[f"'[book.xlsx]DATA'!D{row}"].value[0, 0] for row in range(1, len(FORMULAS) + 1)]
for formula, value in zip(FORMULAS, seen):
    print(f"seen: {formula} is {value}")
assert seen == ["1234567.0,", "1,234,567k"], "changed"
PY

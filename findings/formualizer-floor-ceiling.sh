#!/usr/bin/env bash
# Formualizer: FLOOR and CEILING change places where both arguments are negative.
# Guessed: CEILING(-7,-5) is -10, away from zero, and FLOOR(-7,-5) is -5, as Excel's reference,
# LibreOffice and IronCalc have it. Seen: -5 and -10. With a positive step both are right.
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

FORMULAS = ["=CEILING(-7,-5)", "=FLOOR(-7,-5)", "=CEILING(-7,5)", "=FLOOR(-7,5)"]
book = openpyxl.Workbook()
for row, formula in enumerate(FORMULAS, 1):
    book.active[f"C{row}"] = formula
book.save("book.xlsx")
formualizer.recalculate_file("book.xlsx", output="done.xlsx")
done = openpyxl.load_workbook("done.xlsx", data_only=True).active
seen = [done[f"C{row}"].value for row in range(1, len(FORMULAS) + 1)]
for formula, value in zip(FORMULAS, seen):
    print(f"seen: {formula} is {value}")
assert seen == [-5, -10, -5, -10], "changed"
PY

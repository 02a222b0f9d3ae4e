#!/usr/bin/env bash
# Formualizer: a text cell that holds digits is a number once the file is loaded.
# Guessed: a shared string "1" stays text, so ISTEXT is TRUE and SUM leaves it out, as in Excel and
# LibreOffice; figures kept as printed are such cells. Seen: ISTEXT is FALSE, and SUM counts it.
# 2026-11-29, formualizer 0.13.0, openpyxl 3.1.5.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'formualizer==0.13.0' 'openpyxl==3.1.5'
cd "$home"
"$home/env/bin/python" - <<'PY'
import formualizer
import openpyxl

book = openpyxl.Workbook()
sheet = book.active
sheet["A1"], sheet["A2"] = 1, "1"
sheet["B1"], sheet["B2"] = "=ISTEXT(A2)", "=SUM(A1:A2)"
book.save("book.xlsx")
formualizer.recalculate_file("book.xlsx", output="done.xlsx")
done = openpyxl.load_workbook("done.xlsx", data_only=True).active
seen = done["B1"].value, done["B2"].value
print(f"seen: ISTEXT {seen[0]}, SUM {seen[1]}")
assert seen == (False, 2), "changed"
PY

#!/usr/bin/env bash
# IronCalc: COUNTIF with a criterion and with its opposite counts one cell twice.
# Guessed: COUNTIF(A1:A4,"1") and COUNTIF(A1:A4,"<>1") share out the four cells. Seen: the text "1"
# is in both, so they add up to 5; in Excel and LibreOffice they add up to 4.
# 2026-11-29, ironcalc 0.9.1.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'ironcalc==0.9.1'
"$home/env/bin/python" - <<'PY'
import ironcalc

model = ironcalc.create("book", "en", "UTC", "en")
for row, cell in ((1, "1"), (2, "'1"), (3, "x")):  # a number, a text, a text; A4 is empty
    model.set_user_input(0, row, 1, cell)
model.set_user_input(0, 1, 2, '=COUNTIF(A1:A4,"1")')
model.set_user_input(0, 2, 2, '=COUNTIF(A1:A4,"<>1")')
model.evaluate()
seen = [model.get_formatted_cell_value(0, row, 2) for row in (1, 2)]
print(f"seen: {seen[0]} cells are 1, {seen[1]} are not, of 4")
assert seen == ["2", "3"], "changed"
PY

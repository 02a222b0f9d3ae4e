#!/usr/bin/env bash
# IronCalc: a cell alone is no range in COUNTIF, COUNTIFS, SUMIF, SUMIFS and AVERAGEIFS.
# Guessed: COUNTIF(A1,"OK") counts one cell, as COUNTIF(A1:A1,"OK") does. Seen: the first gives
# #VALUE!, the second 1; LibreOffice 7.4 gives 1 for both.
# 2026-11-30, ironcalc 0.9.1.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'ironcalc==0.9.1'
"$home/env/bin/python" - <<'PY'
import ironcalc

model = ironcalc.create("book", "en", "UTC", "en")
model.set_user_input(0, 1, 1, "OK")
model.set_user_input(0, 2, 1, "5")
alone = (
    '=COUNTIF(A1,"OK")', '=COUNTIFS(A1,"OK")', '=SUMIF(A1,"OK",A2)', '=SUMIFS(A2,A1,"OK")',
    '=AVERAGEIFS(A2,A1,"OK")',
)
as_range = ('=COUNTIF(A1:A1,"OK")', '=SUMIFS(A2:A2,A1:A1,"OK")')
for row, formula in enumerate((*alone, *as_range), 1):
    model.set_user_input(0, row, 3, formula)
model.evaluate()
seen = [model.get_formatted_cell_value(0, row + 1, 3) for row in range(len(alone + as_range))]
print(f"seen: {', '.join(seen[:5])} for a cell alone, {', '.join(seen[5:])} for a range of one")
assert seen == ["#VALUE!"] * 5 + ["1", "5"], "changed"
PY

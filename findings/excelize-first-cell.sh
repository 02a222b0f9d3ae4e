#!/usr/bin/env bash
# excelize: NPV of a range discounts its first cell only, and AVEDEV counts one value too few.
# Guessed: NPV(0.1,B1:B4) is the 78.89 that NPV(0.1,B1,B2,B3,B4) gives, and AVEDEV of the same cells
# is 11.25. Seen: 9.09 and 16.25, without an error; with the cells named one by one both are right.
# Covariance with a gap in one column is divided by the four rows, not by the three pairs.
# The documentation of calc_cell_value says that array formulas, iteration and explicit intersection
# are not supported yet; none of these is one. 2026-11-30, excelize 0.1.0 (Excelize 2.11.0).
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'excelize==0.1.0'
"$home/env/bin/python" - <<'PY'
import excelize

COLUMNS = {"B": [10, 20, 30, 45], "C": [10, None, 30, 45], "D": [1, 2, 3, 4]}
RIGHT = {
    "NPV(0.1,B1,B2,B3,B4)": 78.894884,
    "AVEDEV(B1,B2,B3,B4)": 11.25,
    "COVARIANCE.P(B1:B4,D1:D4)": 14.375,
}
WRONG = {
    "NPV(0.1,B1:B4)": 9.090909,
    "AVEDEV(B1:B4)": 16.25,
    "COVARIANCE.P(C1:C4,D1:D4)": 16.875,  # of three pairs: 17.777778
}

book = excelize.new_file()
for column, values in COLUMNS.items():
    for row, value in enumerate(values, 1):
        book.set_cell_value("Sheet1", f"{column}{row}", value)


def computed(formula):
    book.set_cell_formula("Sheet1", "H1", f"={formula}")
    options = excelize.Options(raw_cell_value=True)
    return round(float(book.calc_cell_value("Sheet1", "H1", options)), 6)


seen = {formula: computed(formula) for formula in RIGHT | WRONG}
print("seen:", seen)
assert seen == RIGHT | WRONG, "changed"
PY

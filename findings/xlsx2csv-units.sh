#!/usr/bin/env bash
# xlsx2csv: a number whose format names a unit is written without the number.
# Guessed: a letter behind a backslash or in quotes is plain text, so 43.5 comes out as 43.5, or as
# shown. Seen: m, d, h, y and s are taken for parts of a date, and the zeros of the format stand
# for the number: 43.5 million is 0.002 (day 43 is in February), 7.25 hours are 0.006. Polars reads
# the 0.002 as a number with engine="xlsx2csv"; where the letter is quoted, the cell is a text.
# The README of xlsx2csv says nothing of it; a proposal there (186) is about quotes in dates.
# 2026-11-30, xlsx2csv 0.8.6, xlsxwriter 3.3.1, polars 2.1.0.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'xlsx2csv==0.8.6' 'xlsxwriter==3.3.1' 'polars==2.1.0'
cd "$home"
"$home/env/bin/python" - <<'PY'
import csv
import io

import polars as pl
import xlsxwriter
from xlsx2csv import Xlsx2csv

FORMATS = [r"0.0\m", r"0.0\h", '0.0"m"', '0.0" days"', "0.0"]
SIZES = [43.5, 7.25, 43.5, 43.5, 43.5]
with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write(0, 0, "size")
    for row, (size, shown) in enumerate(zip(SIZES, FORMATS), 1):
        sheet.write_number(row, 0, size, book.add_format({"num_format": shown}))
with xlsxwriter.Workbook("one.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write(0, 0, "size")
    sheet.write_number(1, 0, 43.5, book.add_format({"num_format": r"0.0\m"}))

written = io.StringIO()
Xlsx2csv("book.xlsx").convert(written)
seen = [row[0] for row in csv.reader(io.StringIO(written.getvalue()))][1:]
frame = pl.read_excel("one.xlsx", engine="xlsx2csv")
print("seen:", dict(zip(FORMATS, seen)), "Polars:", frame["size"].to_list())
assert seen == ["0.002", "0.006", '0.0"02"', '0.0" 11ays"', "43.5"], "changed"
assert frame["size"].to_list() == [0.002], "Polars changed"
PY

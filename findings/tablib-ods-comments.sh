#!/usr/bin/env bash
# tablib: of a cell in an .ods file it reads the comment, or what is shown, not the value.
# Guessed: a cell that holds 4.84, is shown as 4.8 and has the comment "2024" is 4.84, as pandas
# reads it. Seen: 2024.0; without the comment 4.8; and 1234, shown in German as 1.234, is 1.234.
# No error for any of them; one comes only where the text is no number, as in "1,234.5".
# The release that brought reading (3.6, 2024) calls it a bit experimental; the page on formats does
# not say how a value is found.
# 2026-11-30, tablib 3.10.0, odfpy 1.4.1, pandas 3.1.1.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'tablib==3.10.0' 'odfpy==1.4.1' 'pandas==3.1.1'
cd "$home"
"$home/env/bin/python" - <<'PY'
import pandas as pd
import tablib
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

CELLS = [(4.84, "4.8", "2024"), (4.84, "4.8", None), (1234, "1.234", None)]


def add_row(table, cell):
    row = TableRow()
    row.addElement(cell)
    table.addElement(row)


book = OpenDocumentSpreadsheet()
table = Table(name="Sizes")
head = TableCell(valuetype="string")
head.addElement(P(text="size"))
add_row(table, head)
for value, shown, comment in CELLS:
    cell = TableCell(valuetype="float", value=value)
    if comment:
        note = Annotation()
        note.addElement(P(text=comment))
        cell.addElement(note)
    cell.addElement(P(text=shown))
    add_row(table, cell)
book.spreadsheet.addElement(table)
book.save("sizes.ods")

with open("sizes.ods", "rb") as file:
    seen = tablib.Dataset().load(file, format="ods")["size"]
other = pd.read_excel("sizes.ods", engine="odf")["size"].to_list()
print("seen:", *seen, "pandas:", *other)
assert other == [4.84, 4.84, 1234], "pandas changed"
assert seen == [2024.0, 4.8, 1.234], "changed"
PY

#!/usr/bin/env bash
# mammoth: a table row that begins after the first column is moved to the left, years with it.
# Guessed: a row with w:gridBefore, which has no cell over the names of the regions, begins with an
# empty cell or one that spans, as w:gridSpan becomes colspan; python-docx tells how many columns
# are left out. Seen: 2023 stands over the regions and each figure under the year after its own, and
# so in the Markdown that MarkItDown makes with mammoth; a table read by its header gives 2024 to
# what is of 2023, without a message. The README leaves out only how a table is formatted.
# 2026-11-30, mammoth 1.13.0, markitdown 0.1.9, python-docx 1.2.0.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet \
  'mammoth==1.13.0' 'markitdown[docx]==0.1.9' 'python-docx==1.2.0'
cd "$home"
"$home/env/bin/python" - <<'PY'
import re

import docx
import mammoth
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from markitdown import MarkItDown

ROWS = [["", "2023", "2024", "2025"], ["Asia", "4.1", "4.5", "4.9"]]
document = docx.Document()
table = document.add_table(rows=2, cols=4)
for row, texts in zip(table.rows, ROWS):
    for cell, text in zip(row.cells, texts):
        cell.text = text
head = table.rows[0]._tr
head.remove(head.tc_lst[0])
before = OxmlElement("w:gridBefore")
before.set(qn("w:val"), "1")
head.get_or_add_trPr().append(before)
document.save("report.docx")

known = [row.grid_cols_before for row in docx.Document("report.docx").tables[0].rows]
with open("report.docx", "rb") as file:
    read = mammoth.convert_to_html(file)
rows = read.value.split("</tr>")[:2]
seen = [re.findall(r"<td><p>(.*?)</p></td>", row) for row in rows]
markdown = MarkItDown().convert("report.docx").markdown.splitlines()
print("seen:", *seen, read.messages, "| MarkItDown:", *markdown, "| left out:", known)
assert known == [1, 0], "python-docx changed"
assert seen == [["2023", "2024", "2025"], ["Asia", "4.1", "4.5", "4.9"]], "changed"
assert "colspan" not in read.value and not read.messages, "changed"
assert markdown[2:] == ["| 2023 | 2024 | 2025 |", "| Asia | 4.1 | 4.5 | 4.9 |"], "changed too"
PY

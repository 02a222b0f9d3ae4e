#!/usr/bin/env bash
# Camelot: asking it to mark superscripts joins the lines of a cell, and 10 above 12 is 1012.
# Guessed: flag_size=True changes 4.8¹ to "4.8<s>1</s>" and leaves other cells as they are. Seen: the
# line break of a cell with two figures is gone, and both are one number; so are the words on either
# side of a break. Without the option the cell is "10", a line break, "12". The documentation says of
# it only that it marks text by the size of its font.
# 2026-11-30, camelot-py 2.0.0, reportlab 5.1.0.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'camelot-py==2.0.0' 'reportlab==5.1.0'
cd "$home"
"$home/env/bin/python" - <<'PY'
import camelot
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

style = getSampleStyleSheet()["Normal"]
marked = Paragraph("4.8<super>1</super>", style)
stacked = Paragraph("10<br/>12", style)
named = Paragraph("North<br/>America", style)
rows = [["Region", "Size"], ["Europe", marked], ["Asia", stacked], [named, "6.0"]]
grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
SimpleDocTemplate("sizes.pdf").build([Table(rows, colWidths=120, style=grid)])


def cells(**options):
    (table,) = camelot.read_pdf("sizes.pdf", flavor="lattice", **options)
    return table.df.values.tolist()[1:]


plain, flagged = cells(), cells(flag_size=True)
print("seen:", plain, flagged)
assert plain == [["Europe", "4.81"], ["Asia", "10\n12"], ["North\nAmerica", "6.0"]], "plain changed"
expected = [["Europe", "4.8<s>1</s>"], ["Asia", "1012"], ["NorthAmerica", "6.0"]]
assert flagged == expected, "changed"
PY

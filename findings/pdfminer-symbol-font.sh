#!/usr/bin/env bash
# pdfminer.six: in the Symbol font "≤" is a pound sign, and "5.2 ± 0.5" is a range.
# Guessed: Symbol is one of the standard fonts of every reader, and its codes have a table of their
# own in the standard, so ± ≤ ≥ ≈ ∞ are read as what is shown; pypdf and pdfium do so. Seen: "–", "£",
# "‡", "»" and "¥", the signs that these codes have in a text font, without a warning, so "USD ≤ 5" is
# "USD £ 5". pdfplumber and markitdown read through pdfminer and say the same. In the tracker the
# nearest is Greek letters that come out as Latin ones (188), closed for want of a file.
# 2026-11-30, pdfminer.six 20260107, pdfplumber 0.11.10, pypdf 7.1.1, pypdfium2 5.15.2,
# reportlab 5.1.0.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'pdfminer.six==20260107' 'pdfplumber==0.11.10' \
  'pypdf==7.1.1' 'pypdfium2==5.15.2' 'reportlab==5.1.0'
cd "$home"
"$home/env/bin/python" - <<'PY'
import pdfplumber
import pypdf
import pypdfium2
from pdfminer.high_level import extract_text
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

SHOWN = ["5.2 ± 0.5", "USD ≤ 5", "USD ≥ 5", "USD ≈ 5", "5 to ∞"]
WRONG = ["5.2 – 0.5", "USD £ 5", "USD ‡ 5", "USD » 5", "5 to ¥"]
style = getSampleStyleSheet()["Normal"]
story = []
for line in SHOWN:
    for sign in "±≤≥≈∞":
        line = line.replace(sign, f'<font name="Symbol">{sign}</font>')
    story.append(Paragraph(line, style))
SimpleDocTemplate("signs.pdf").build(story)

with pypdfium2.PdfDocument("signs.pdf") as document:
    pdfium = document[0].get_textpage().get_text_bounded().splitlines()
with pdfplumber.open("signs.pdf") as document:
    plumber = document.pages[0].extract_text().splitlines()
others = [pypdf.PdfReader("signs.pdf").pages[0].extract_text().splitlines(), pdfium]
seen = extract_text("signs.pdf").split("\n")[: len(SHOWN)]
print("seen:", *seen, sep=" | ")
assert others == [SHOWN, SHOWN], "pypdf or pdfium changed"
assert seen == WRONG, "changed"
assert plumber == WRONG, "pdfplumber changed"
PY

#!/usr/bin/env bash
# pypdf: in layout mode, what follows a raised footnote mark stands on a line before its beginning.
# Guessed: after a mark that was raised with Ts, the sentence that goes on with the rise back at 0
# stands on its line, as in pypdf's plain mode and where the mark was raised by its position. Seen:
# the mark and the rest, with the size of the next year, come first, and then the beginning: two
# lines that each look whole. No message. The page on text extraction says of the mode that it keeps
# closely to the page as rendered; the tracker has nothing on raised text in it.
# 2026-11-30, pypdf 7.1.1, reportlab 5.1.0 (to write the file).
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'pypdf==7.1.1' 'reportlab==5.1.0'
cd "$home"
"$home/env/bin/python" - <<'PY'
from pypdf import PdfReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

PARTS = [
    ("Sales were 4.1 billion", 0, 11),
    ("1", 5, 7),
    (" in 2024 and 5.2 billion in 2025.", 0, 11),
]
SENTENCE = "".join(text for text, _, _ in PARTS)
page = Canvas("report.pdf")
words = page.beginText(72, 700)
for text, rise, size in PARTS:
    words.setFont("Helvetica", size)
    words.setRise(rise)
    words.textOut(text)
page.drawText(words)
page.showPage()
left = 72
for text, rise, size in PARTS:
    page.setFont("Helvetica", size)
    page.drawString(left, 700 + rise, text)
    left += stringWidth(text, "Helvetica", size)
page.save()

raised, placed = PdfReader("report.pdf").pages
seen = [line.strip() for line in raised.extract_text(extraction_mode="layout").splitlines()]
seen = [line for line in seen if line]
other = placed.extract_text(extraction_mode="layout").strip()
plain = raised.extract_text().strip()
print("seen:", *seen, "| placed:", other, "| plain:", plain, sep="\n")
assert plain == SENTENCE, "plain mode changed"
assert other == SENTENCE, "a mark raised by its position changed"
assert seen == ["1 in 2024 and 5.2 billion in 2025.", "Sales were 4.1 billion"], "changed"
PY

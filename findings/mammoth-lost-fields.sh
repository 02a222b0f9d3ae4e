#!/usr/bin/env bash
# mammoth: the value of a simple field and text with a direction are left out of the sentence.
# Guessed: "USD 4.1 billion" whose number Word keeps in a field (a document property, a formula) reads
# as it is shown, however the field is stored. Seen: a field of the long kind (w:fldChar) keeps its
# value; the same field of the short kind (w:fldSimple) loses it, and so do w:bdo and w:dir, with
# only a warning in a list that MarkItDown, which builds on it, does not show. python-docx leaves
# out the value of the short kind too, and of a content control, which mammoth keeps.
# 2026-12-01, mammoth 1.13.0, markitdown 0.1.9, python-docx 1.2.0.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet \
  'mammoth==1.13.0' 'markitdown[docx]==0.1.9' 'python-docx==1.2.0'
cd "$home"
"$home/env/bin/python" - <<'PY'
import docx
import mammoth
from docx.oxml.parser import parse_xml
from markitdown import MarkItDown

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
VALUE = "<w:r><w:t>4.1</w:t></w:r>"
CHAR = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
ASKED = "<w:r><w:instrText> DOCPROPERTY Size </w:instrText></w:r>"
KINDS = {
    "long": CHAR.format("begin") + ASKED + CHAR.format("separate") + VALUE + CHAR.format("end"),
    "short": f'<w:fldSimple w:instr=" DOCPROPERTY Size ">{VALUE}</w:fldSimple>',
    "bdo": f'<w:bdo w:val="ltr">{VALUE}</w:bdo>',
    "dir": f'<w:dir w:val="ltr">{VALUE}</w:dir>',
    "control": f"<w:sdt><w:sdtContent>{VALUE}</w:sdtContent></w:sdt>",
}
seen = {}
for kind, inner in KINDS.items():
    document = docx.Document()
    paragraph = document.add_paragraph("USD ")
    for node in parse_xml(f"<w:p {SPACE}>{inner}</w:p>"):
        paragraph._p.append(node)
    paragraph.add_run(" billion")
    document.save("report.docx")
    with open("report.docx", "rb") as file:
        read = mammoth.extract_raw_text(file)
    texts = (read.value, MarkItDown().convert("report.docx").markdown, paragraph.text)
    seen[kind] = tuple("4.1" in text for text in texts)
    print(kind, *texts, read.messages)
print("seen (mammoth, MarkItDown, python-docx):", seen)
assert seen == {
    "long": (True, True, True),
    "short": (False, False, False),
    "bdo": (False, False, False),
    "dir": (False, False, False),
    "control": (True, True, False),
}, "changed"
PY

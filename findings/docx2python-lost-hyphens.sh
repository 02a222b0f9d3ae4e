#!/usr/bin/env bash
# docx2python: a hyphen that must not break is dropped, and "4-5" becomes "45".
# Guessed: what Word's Ctrl+Shift+Hyphen writes, as in ranges and before a negative number, is read
# as a hyphen or as U+2011. Seen: nothing is there, so 4-5 percent is 45 percent and -5.2 is 5.2,
# with docx2python and with docx2txt (where a proposal of 2021, 34, is open); python-docx and
# mammoth keep it.
# 2026-11-30, docx2python 3.7.1, docx2txt 0.9, python-docx 1.2.0, mammoth 1.13.0.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet \
  'docx2python==3.7.1' 'docx2txt==0.9' 'python-docx==1.2.0' 'mammoth==1.13.0'
cd "$home"
"$home/env/bin/python" - <<'PY'
import docx
import docx2txt
import mammoth
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx2python import docx2python

document = docx.Document()
for before, after in (("grows by 4", "5% a year"), ("changed by ", "5.2%")):
    paragraph = document.add_paragraph(before)
    paragraph.add_run()._r.append(OxmlElement("w:noBreakHyphen"))
    paragraph.add_run(after)
assert len(list(document.element.iter(qn("w:noBreakHyphen")))) == 2
document.save("report.docx")


def lines(text):
    return [line for line in text.splitlines() if line]


with docx2python("report.docx") as read:
    seen = lines(read.text)
with open("report.docx", "rb") as file:
    raw = lines(mammoth.extract_raw_text(file).value)
kept = [paragraph.text for paragraph in docx.Document("report.docx").paragraphs]
print("seen:", *seen, "| python-docx:", *kept)
assert kept == ["grows by 4-5% a year", "changed by -5.2%"], "python-docx changed"
assert raw == ["grows by 4\u20115% a year", "changed by \u20115.2%"], "mammoth changed"
assert seen == ["grows by 45% a year", "changed by 5.2%"], "changed"
assert lines(docx2txt.process("report.docx")) == seen, "docx2txt changed"
PY

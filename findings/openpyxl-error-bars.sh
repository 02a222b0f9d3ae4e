#!/usr/bin/env bash
# openpyxl: error bars with values of their own both ways are written in an order that the standard
# forbids. Guessed: whatever its chart classes take comes out as ECMA-376 has it (CT_ErrBars: plus,
# then minus). Seen: minus comes first, and a validator of Open XML reports the chart; without
# minus it reports nothing. 2026-11-30, openpyxl 3.1.5, openxml-audit 0.8.0.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'openpyxl==3.1.5' 'openxml-audit==0.8.0'
cd "$home"
"$home/env/bin/python" - <<'PY'
import re
from zipfile import ZipFile

import openxml_audit
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.data_source import NumDataSource, NumRef
from openpyxl.chart.error_bar import ErrorBars


def write(path, ways):
    book = Workbook()
    for row in (("n", "v", "by"), ("a", 4, 1), ("b", 6, 2)):
        book.active.append(row)
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    spread = {way: NumDataSource(numRef=NumRef(f="Sheet!$C$2:$C$3")) for way in ways}
    kind = "both" if len(ways) > 1 else ways[0]
    chart.series[0].errBars = ErrorBars(errBarType=kind, errValType="cust", **spread)
    book.active.add_chart(chart, "E1")
    book.save(path)
    text = ZipFile(path).read("xl/charts/chart1.xml").decode()
    order = re.findall(r"<(?:c:)?(plus|minus)>", text)
    errors = [str(one) for one in openxml_audit.OpenXmlValidator().validate(path).errors]
    return order, re.findall(r"errBars\[1\]: (Unexpected element '\w+')", " ".join(errors))

seen = [write("both.xlsx", ("plus", "minus")), write("one.xlsx", ("plus",))]
print("seen:", *seen, sep="\n  ")
assert seen == [(["minus", "plus"], ["Unexpected element 'plus'"]), (["plus"], [])], "changed"
PY

#!/usr/bin/env bash
# ExcelJS: a formula filled down a column comes back with its texts and its sheet counted up too.
# Guessed: of "CO2", 'Q1'!A1 and A1 only the last is a reference that moves with the row, as in
# Excel. Seen: the second row says "CO3" and 'Q2'!A2, another fuel and another sheet, where openpyxl
# reads "CO2" and 'Q1'!A2 from the same file. The README describes fillFormula and does not mention
# it. Ask for the formula of the first cell only. 2026-11-30, exceljs 4.4.0, openpyxl 3.1.5; needs
# Node and npm.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
cd "$home"
npm install --silent --no-audit --no-fund --prefix "$home" 'exceljs@4.4.0' >npm.log 2>&1
cat >write.js <<'JS'
const { Workbook } = require('exceljs');

async function main() {
  const book = new Workbook();
  const sheet = book.addWorksheet('Data');
  for (const name of ['Q1', 'Q2']) book.addWorksheet(name).getCell('A1').value = 5;
  sheet.getColumn(1).values = [10, 20];
  sheet.fillFormula('B1:B2', 'IF(A1>15,"CO2","H2")');
  sheet.fillFormula('C1:C2', "A1/'Q1'!A1");
  await book.xlsx.writeFile('book.xlsx');
  const again = new Workbook();
  await again.xlsx.readFile('book.xlsx');
  const read = again.getWorksheet('Data');
  console.log(JSON.stringify(['B2', 'C2'].map((cell) => read.getCell(cell).formula)));
}

main();
JS
node write.js >exceljs.json
python3 -m venv env
env/bin/python -m pip install --quiet 'openpyxl==3.1.5'
env/bin/python - <<'PY'
import json

import openpyxl

with open("exceljs.json") as file:
    exceljs = json.load(file)
sheet = openpyxl.load_workbook("book.xlsx")["Data"]
other = [sheet[cell].value.removeprefix("=") for cell in ("B2", "C2")]
print("seen: ExcelJS:", *exceljs, "openpyxl:", *other)
assert other == ['IF(A2>15,"CO2","H2")', "A2/'Q1'!A2"], "openpyxl changed"
assert exceljs == ['IF(A2>15,"CO3","H3")', "A2/'Q2'!A2"], "changed"
PY

#!/usr/bin/env bash
# ExcelJS: a date of 2024 is read as a day in July 1905, and a number of millions as a date.
# Guessed: what openpyxl writes with iso_dates, cells of type d as in ECMA-376, are dates, and 43.5
# shown as "43.5m" is 43.5; SheetJS reads both so. Seen: 1905-07-16 for every date in 2024, since
# only its leading digits are read and taken for a day's number; and 1900-02-11, since a letter
# behind a backslash, or the width of one in "0.0_m", is taken for a part of a date. The README
# speaks of neither. 2026-11-30, exceljs 4.4.0, xlsx 0.18.5, openpyxl 3.1.5; needs Node and npm.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
cd "$home"
python3 -m venv env
env/bin/python -m pip install --quiet 'openpyxl==3.1.5'
env/bin/python - <<'PY'
import datetime

import openpyxl

book = openpyxl.Workbook()
book.iso_dates = True
sheet = book.active
sheet["A1"], sheet["A5"] = datetime.date(2024, 3, 5), datetime.date(2024, 11, 30)
for cell, shown in {"A2": r"0.0\m", "A3": "0.0_m", "A4": '0.0"m"'}.items():
    sheet[cell] = 43.5
    sheet[cell].number_format = shown
book.save("book.xlsx")
PY
npm install --silent --no-audit --no-fund --prefix "$home" 'exceljs@4.4.0' 'xlsx@0.18.5' \
  >npm.log 2>&1
cat >read.js <<'JS'
const assert = require('node:assert');
const { Workbook } = require('exceljs');
const { readFile } = require('xlsx');

const cells = ['A1', 'A2', 'A3', 'A4', 'A5'];
const dates = ['2024-03-05', 43.5, 43.5, 43.5, '2024-11-30'];
const wrong = ['1905-07-16', '1900-02-11', '1900-02-11', 43.5, '1905-07-16'];
const plain = (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value);

async function main() {
  const book = new Workbook();
  await book.xlsx.readFile('book.xlsx');
  const seen = cells.map((cell) => plain(book.worksheets[0].getCell(cell).value));
  const sheet = readFile('book.xlsx', { cellDates: true }).Sheets.Sheet;
  const other = cells.map((cell) => plain(sheet[cell].v));
  console.log('seen:', JSON.stringify(seen), 'SheetJS:', JSON.stringify(other));
  assert.deepEqual(other, dates, 'SheetJS changed');
  assert.deepEqual(seen, wrong, 'changed');
}

main();
JS
node read.js

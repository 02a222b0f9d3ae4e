#!/usr/bin/env bash
# ExcelTS: SUMPRODUCT over a function of a range counts its first row only.
# Guessed: SUMPRODUCT(ABS(C1:C4)) adds up four values, 0.65, as Excel and LibreOffice do without
# entering it as an array, and SUMPRODUCT(--(LEFT(A1:A4,1)="A"),B1:B4) the sizes of Asia and Africa,
# 45.3. Seen: 0.05 and 0, without an error; the same with ROUND, LEN, INT and ISNUMBER, and a sum
# over SUMIF with a list of names is that of the first name. Operators alone are right:
# (A1:A4<>"World")*B1:B4. The README says of arrays that implicit intersection is applied where
# Excel applies it, which is not inside SUMPRODUCT, and would not give the first row either.
# 2026-11-30, @cj-tech-master/excelts 10.2.0; needs Node and npm.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
cd "$home"
npm install --silent --no-audit --no-fund --prefix "$home" '@cj-tech-master/excelts@10.2.0' \
  >npm.log 2>&1
cat >compute.js <<'JS'
const assert = require('node:assert');
const { Workbook } = require('@cj-tech-master/excelts');
const { installFormulaEngine } = require('@cj-tech-master/excelts/formula');

const COLUMNS = {
  A: ['World', 'Asia', 'Europe', 'Africa'],
  B: [100.4, 40.3, 35.7, 5],
  C: [-0.05, 0.1, -0.2, 0.3],
};
const RIGHT = {
  'SUMPRODUCT((A1:A4<>"World")*B1:B4)': 81,
  'SUMPRODUCT((C1:C4<0)*-C1:C4+(C1:C4>0)*C1:C4)': 0.65,
  'SUMIF(A1:A4,"Asia",B1:B4)+SUMIF(A1:A4,"Europe",B1:B4)': 76,
};
const WRONG = {
  'SUMPRODUCT(ABS(C1:C4))': 0.05,
  'SUMPRODUCT(ROUND(B1:B4,0))': 100,
  'SUMPRODUCT(--(LEFT(A1:A4,1)="A"),B1:B4)': 0,
  'SUMPRODUCT(SUMIF(A1:A4,{"Asia","Europe"},B1:B4))': 40.3,
};

installFormulaEngine();
const book = new Workbook();
const sheet = book.addWorksheet('Sizes');
for (const [column, values] of Object.entries(COLUMNS)) {
  values.forEach((value, row) => (sheet.getCell(`${column}${row + 1}`).value = value));
}
const formulas = Object.keys({ ...RIGHT, ...WRONG });
formulas.forEach((formula, row) => (sheet.getCell(`H${row + 1}`).value = { formula }));
book.calculateFormulas();
const rounded = (number) => Math.round(number * 1e6) / 1e6;
const seen = {};
formulas.forEach((formula, row) => (seen[formula] = rounded(sheet.getCell(`H${row + 1}`).result)));
console.log('seen:', JSON.stringify(seen, null, 1));
assert.deepEqual(seen, { ...RIGHT, ...WRONG }, 'changed');
JS
node compute.js

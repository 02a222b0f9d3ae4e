#!/usr/bin/env bash
# ExcelTS: TEXT shows a decline of five percent as "5.0%".
# Guessed: of a format for gains and one for losses, "+0.0%;-0.0%", TEXT takes the second for -0.05
# and writes the minus that stands in it: "-5.0%", as Excel and LibreOffice do; likewise "(5.0%)".
# Seen: "5.0%", since what stands before the digits of a percentage is dropped; "0.0;-0.0" keeps its
# minus. Text in quotes is taken for parts of a format: 1234567 as "0.0,,""m""" is 0.0,,"2", and
# "minus " is "0inu0 ". No error comes; the README calls the engine compatible with Excel's and
# names no exceptions for TEXT.
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

const RIGHT = {
  'TEXT(-0.05,"0.0%")': '-5.0%',
  'TEXT(-5,"0.0;-0.0")': '-5.0',
  'TEXT(5,"0"" bn""")': '5 bn',
};
const WRONG = {
  'TEXT(-0.05,"+0.0%;-0.0%")': '5.0%',
  'TEXT(-0.05,"0.0%;(0.0%)")': '5.0%',
  'TEXT(1234567,"0.0,,""m""")': '0.0,,"2"',
  'TEXT(-5,"0;""minus ""0")': '"0inu0 "0',
};

installFormulaEngine();
const book = new Workbook();
const sheet = book.addWorksheet('Growth');
const formulas = Object.keys({ ...RIGHT, ...WRONG });
formulas.forEach((formula, row) => (sheet.getCell(row + 1, 1).value = { formula }));
book.calculateFormulas();
const seen = {};
formulas.forEach((formula, row) => (seen[formula] = sheet.getCell(row + 1, 1).result));
console.log('seen:', JSON.stringify(seen));
assert.deepEqual(seen, { ...RIGHT, ...WRONG }, 'changed');
JS
node compute.js

#!/usr/bin/env bash
# xlsx-calc: a column correlates with itself by a sixth, and Asia's size is 0.
# Guessed: CORREL of a column and itself is 1, and SUMIF(A1:A4,"Asia",B1:B4) is 40. Seen: 0.17,
# since the means are taken off above the line of the fraction and not below it, so that sizes
# over years have 0.0001 for 0.96; SUMIF reads a range's first row only, so of a column the first
# name alone is found; and MATCH for the nearest year gives the row before a year that is there. No
# error comes, as it does where a function is missing. The README has no list of functions; CORREL
# came with issue 47, which does not speak of means.
# 2026-11-30, xlsx-calc 0.9.2; needs Node and npm.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
cd "$home"
npm install --silent --no-audit --no-fund --prefix "$home" 'xlsx-calc@0.9.2' >npm.log 2>&1
cat >compute.js <<'JS'
const assert = require('node:assert');
const calculate = require('xlsx-calc');

const COLUMNS = {
  A: ['World', 'Asia', 'Europe', 'Africa'],
  B: [100, 40, 35, 5],
  C: [2021, 2022, 2023, 2024],
  D: [10, 12.5, 14, 20],
  E: [1, 2, 3, 4],
};
const RIGHT = {
  'SUMPRODUCT((A1:A4="Asia")*B1:B4)': 40,
  'COVARIANCE.P(D1:D4,E1:E4)': 3.9375,
  'SUMIF(A1:A4,"World",B1:B4)': 100,
  'MATCH(2023,C1:C4,0)': 3,
  'MATCH(2023.5,C1:C4,1)': 3,
};
const WRONG = {
  'SUMIF(A1:A4,"Asia",B1:B4)': 0,
  'CORREL(E1:E4,E1:E4)': 0.1667,
  'CORREL(D1:D4,C1:C4)': 0.0001,
  'MATCH(2023,C1:C4,1)': 2,
};

const sheet = { '!ref': 'A1:H9' };
for (const [column, values] of Object.entries(COLUMNS)) {
  values.forEach((v, row) => {
    sheet[`${column}${row + 1}`] = { v, t: typeof v === 'number' ? 'n' : 's' };
  });
}
const formulas = Object.keys({ ...RIGHT, ...WRONG });
formulas.forEach((f, row) => (sheet[`H${row + 1}`] = { f, t: 'n', v: -1 }));
calculate({ SheetNames: ['Sizes'], Sheets: { Sizes: sheet } });
const seen = {};
formulas.forEach((f, row) => (seen[f] = Math.round(sheet[`H${row + 1}`].v * 1e4) / 1e4));
console.log('seen:', JSON.stringify(seen, null, 1));
assert.deepEqual(seen, { ...RIGHT, ...WRONG }, 'changed');
JS
node compute.js

#!/usr/bin/env bash
# ExcelTS: TREND and GROWTH draw the same line whether it must start at the origin or not.
# Guessed: their fourth argument is heeded, as LINEST and LOGEST of the same engine heed their
# third: of a line through the origin with a slope of 2.276 the sixth value is 13.66, and 29.3 is it
# of a growth by the factor 1.756. Seen: 12.99 and 16.38, those of the free fits, with FALSE and
# without. No error comes. The README calls the engine compatible with Excel's and names no argument
# that is left out; the tracker has no report.
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

const SIZES = [3.1, 4.9, 7.2, 8.8, 11.1];
const FORMULAS = {
  slope: 'INDEX(LINEST(B1:B5,A1:A5,FALSE),1)',
  factor: 'INDEX(LOGEST(B1:B5,A1:A5,FALSE),1)',
  trend: 'INDEX(TREND(B1:B5,A1:A5,6,FALSE),1)',
  freeTrend: 'INDEX(TREND(B1:B5,A1:A5,6,TRUE),1)',
  growth: 'INDEX(GROWTH(B1:B5,A1:A5,6,FALSE),1)',
  freeGrowth: 'INDEX(GROWTH(B1:B5,A1:A5,6,TRUE),1)',
};

installFormulaEngine();
const book = new Workbook();
const sheet = book.addWorksheet('Fit');
SIZES.forEach((size, index) => {
  sheet.getCell(index + 1, 1).value = index + 1;
  sheet.getCell(index + 1, 2).value = size;
});
const names = Object.keys(FORMULAS);
names.forEach((name, row) => (sheet.getCell(row + 1, 4).value = { formula: FORMULAS[name] }));
book.calculateFormulas();
const seen = {};
names.forEach((name, row) => (seen[name] = Number(sheet.getCell(row + 1, 4).result.toFixed(3))));

const sum = (term) => SIZES.reduce((total, size, index) => total + term(size, index + 1), 0);
const squares = sum((_, x) => x * x);
const slope = sum((size, x) => x * size) / squares;
const factor = Math.exp(sum((size, x) => x * Math.log(size)) / squares);
const due = { trend: Number((6 * slope).toFixed(3)), growth: Number((factor ** 6).toFixed(3)) };
console.log('seen:', seen, 'through the origin:', due);
assert.deepEqual(due, { trend: 13.658, growth: 29.315 }, 'the sums changed');
assert.deepEqual([seen.slope, seen.factor], [2.276, 1.756], 'LINEST or LOGEST changed');
assert.deepEqual([seen.freeTrend, seen.freeGrowth], [12.99, 16.383], 'the free fits changed');
assert.deepEqual([seen.trend, seen.growth], [12.99, 16.383], 'changed');
JS
node compute.js

#!/usr/bin/env bash
# Univer: one SORT in a book changes what other formulas see, and a decline becomes growth.
# Guessed: SORT(B1:B4) gives a sorted copy; sums by name and a correlation over B1:B4 are what they
# are without it. Seen: where SORT is computed first, they read the sizes in sorted order beside
# the names as they stand: Asia's 40 is 35, and a correlation of -0.94 is 0.94. No error comes, the
# cells show their own values, and UNIQUE and MEDIAN do no such thing. The documentation and the
# issues speak of nothing like it.
# 2026-11-30, @univerjs/presets 0.25.1 (1.0.0 could not be installed); needs Node and npm.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
cd "$home"
npm install --silent --no-audit --no-fund --prefix "$home" \
  '@univerjs/presets@0.25.1' '@univerjs/preset-sheets-node-core@0.25.1' >npm.log 2>&1
cat >compute.js <<'JS'
const assert = require('node:assert');
const { createUniver, LocaleType } = require('@univerjs/presets');
const { UniverSheetsNodeCorePreset } = require('@univerjs/preset-sheets-node-core');

const NAMES = ['World', 'Asia', 'Europe', 'Africa'];
const SIZES = [100, 40, 35, 5];
const ASKED = [
  'SUMIFS(B1:B4,A1:A4,"Asia")',
  'SUMPRODUCT((A1:A4="Asia")*B1:B4)',
  'CORREL(B1:B4,C1:C4)',
];

async function computed(first) {
  const cellData = {};
  NAMES.forEach((name, row) => {
    cellData[row] = { 0: { v: name, t: 1 }, 1: { v: SIZES[row], t: 2 }, 2: { v: row + 1, t: 2 } };
  });
  [first, ...ASKED].forEach((formula, row) => (cellData[row][4] = { f: `=${formula}` }));
  const { univerAPI } = createUniver({
    locale: LocaleType.EN_US,
    locales: { [LocaleType.EN_US]: {} },
    presets: [UniverSheetsNodeCorePreset()],
  });
  const sheets = { s: { id: 's', name: 'Sizes', cellData } };
  const sheet = univerAPI.createWorkbook({ sheetOrder: ['s'], sheets }).getActiveSheet();
  const formulas = univerAPI.getFormula();
  formulas.executeCalculation();
  await formulas.onCalculationEnd();
  assert.deepEqual([0, 1, 2, 3].map((row) => sheet.getRange(row, 1).getValue()), SIZES);
  return [1, 2, 3].map((row) => Math.round(sheet.getRange(row, 4).getValue() * 100) / 100);
}

async function main() {
  const seen = {};
  for (const first of ['SUM(UNIQUE(B1:B4))', 'MEDIAN(B1:B4)', 'SUM(SORT(B1:B4))']) {
    seen[first] = await computed(first);
  }
  console.log('seen:', JSON.stringify(seen));
  assert.deepEqual(seen['SUM(UNIQUE(B1:B4))'], [40, 40, -0.94], 'changed without SORT');
  assert.deepEqual(seen['MEDIAN(B1:B4)'], [40, 40, -0.94], 'changed without SORT');
  assert.deepEqual(seen['SUM(SORT(B1:B4))'], [35, 35, 0.94], 'changed');
  process.exit(0);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
JS
node compute.js

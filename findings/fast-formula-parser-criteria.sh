#!/usr/bin/env bash
# fast-formula-parser: "Asia*" adds East Asia, and leaves ASIA out.
# Guessed: a criterion with a wildcard has to fit the whole name, as "Asia" does, and capitals do
# not matter. Seen: the pattern is found anywhere in the name, so "Asia*", "*Asia" and "?sia" all
# sum up Asia, East Asia and Asia Pacific, and "????" every name of four letters or more; in other
# capitals nothing is found. COUNTIF and AVERAGEIF do the same. No error comes; what the README
# lists as not supported is about references, and the issue on criteria (59) is about lists of them.
# 2026-11-30, fast-formula-parser 1.0.19; needs Node and npm.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
cd "$home"
npm install --silent --no-audit --no-fund --prefix "$home" 'fast-formula-parser@1.0.19' \
  >npm.log 2>&1
cat >compute.js <<'JS'
const assert = require('node:assert');
const FormulaParser = require('fast-formula-parser');

const SIZES = [
  ['Asia', 1],
  ['East Asia', 10],
  ['Asia Pacific', 100],
  ['ASIA', 1000],
  ['Europe', 10000],
];
const RIGHT = { Asia: 1, '<>Asia': 11110, 'Eu*': 10000 };
const WRONG = { 'Asia*': 111, '*Asia': 111, '?sia': 111, '????': 11111, '<>*Asia': 11000, asia: 0 };

const parser = new FormulaParser({
  onCell: ({ row, col }) => SIZES[row - 1][col - 1],
  onRange: ({ from, to }) =>
    SIZES.slice(from.row - 1, to.row).map((line) => line.slice(from.col - 1, to.col)),
});
const seen = {};
for (const name of Object.keys({ ...RIGHT, ...WRONG })) {
  const formula = `SUMIF(A1:A${SIZES.length},"${name}",B1:B${SIZES.length})`;
  seen[name] = parser.parse(formula, { row: 1, col: 9, sheet: 'Sizes' });
}
console.log('seen:', JSON.stringify(seen));
assert.deepEqual(seen, { ...RIGHT, ...WRONG }, 'changed');
JS
node compute.js

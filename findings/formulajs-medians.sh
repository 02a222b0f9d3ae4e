#!/usr/bin/env bash
# Formula.js: a text among the numbers moves the median, and a gap in a regression is a zero.
# Guessed: of 10, 20, 30 and "n/a" the median is 20, as with Excel, since a range's texts are left
# out; a row without a figure is left out of SLOPE, which gives 2.29 below. Seen: 15, as the text
# takes a place in the order, while AVERAGE and QUARTILE.INC of the same list give 20; and 2.7, the
# slope with a zero in the gap. NPV and SMALL take a gap for a zero too. No error comes, and
# the documentation says nothing of gaps. A fix to QUARTILE for texts (190) left the others.
# 2026-11-30, @formulajs/formulajs 4.6.1; needs Node and npm.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
cd "$home"
npm install --silent --no-audit --no-fund --prefix "$home" '@formulajs/formulajs@4.6.1' >npm.log
cat >compute.js <<'JS'
const assert = require('node:assert');
const formulas = require('@formulajs/formulajs');

const sizes = [10, 20, 30, 'n/a'];
const years = [1, 2, 3, 4];
const growth = [2, null, 6, 9];
const seen = {
  average: formulas.AVERAGE(sizes),
  quartile: formulas.QUARTILEINC(sizes, 2),
  median: formulas.MEDIAN(sizes),
  slope: formulas.SLOPE(growth, years),
  withZero: formulas.SLOPE([2, 0, 6, 9], years),
  withoutGap: formulas.SLOPE([2, 6, 9], [1, 3, 4]),
  smallest: formulas.SMALL(growth, 1),
};
console.log('seen:', JSON.stringify(seen));
assert(Math.abs(seen.withoutGap - 16 / 7) < 1e-9, 'SLOPE changed');
delete seen.withoutGap;
const expected = { average: 20, quartile: 20, median: 15, slope: 2.7, withZero: 2.7, smallest: 0 };
assert.deepEqual(seen, expected, 'changed');
JS
node compute.js

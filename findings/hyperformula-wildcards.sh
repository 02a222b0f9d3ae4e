#!/usr/bin/env bash
# HyperFormula: "FY????" takes FY24, and a name with a bar in it is not found by its own name.
# Guessed: in a criterion ? stands for one character and | for itself, so that "FY????" sums years
# of four digits, and "Hardware|Services" finds that line. Seen: ? may stand for nothing, and the
# bar means "or": the line is left out, and those of Hardware and of Services are added up. Dots,
# plus signs and brackets stand for themselves. No error comes. The page on compatibility with
# Excel says that Excel's criteria take wildcards and no regular expressions, and that the settings
# used here, the defaults, do the same. 2026-11-30, hyperformula 3.5.0; needs Node and npm.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
cd "$home"
npm install --silent --no-audit --no-fund --prefix "$home" 'hyperformula@3.5.0' >npm.log 2>&1
cat >compute.js <<'JS'
const assert = require('node:assert');
const { HyperFormula } = require('hyperformula');

const SIZES = [
  ['FY24', 1],
  ['FY2024', 10],
  ['Q', 100],
  ['Q1', 1000],
  ['Q10', 10000],
  ['Hardware', 2],
  ['Services', 20],
  ['Hardware|Services', 200],
  ['R+D (net)', 2000],
];
const RIGHT = {
  'FY*': 11,
  'F?24': 1,
  Hardware: 2,
  'R+D (net)': 2000,
  'Hardware?Services': 200,
};
const WRONG = { 'FY????': 11, 'Q?': 1100, 'Q??': 11100, 'Hardware|Services': 22 };

const options = {
  licenseKey: 'gpl-v3',
  useWildcards: true,
  useRegularExpressions: false,
  matchWholeCell: true,
};
const engine = HyperFormula.buildFromArray(SIZES, options);
const rows = SIZES.length;
const seen = {};
for (const name of Object.keys({ ...RIGHT, ...WRONG })) {
  seen[name] = engine.calculateFormula(`=SUMIF(A1:A${rows},"${name}",B1:B${rows})`, 0);
}
console.log('seen:', JSON.stringify(seen));
assert.deepEqual(seen, { ...RIGHT, ...WRONG }, 'changed');
JS
node compute.js

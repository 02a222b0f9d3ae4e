#!/usr/bin/env bash
# HyperFormula: a month after 29 January 2024 is 28 February, and 30 December is in week 53.
# Guessed: EDATE keeps the day where the month has it, and gives the last day of the month where it
# has not: 29 February 2024, as EOMONTH gives; ISOWEEKNUM of 30 December 2024 is 1, by ISO 8601.
# Seen: the 28th, whether from January or from March, and 53; the week that 2021 begins with is
# right. Neither is in the list of differences from Excel, which has INT, ISEVEN and others.
# 2026-11-30, hyperformula 3.5.0; needs Node and npm.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
cd "$home"
npm install --silent --no-audit --no-fund --prefix "$home" 'hyperformula@3.5.0' >npm.log 2>&1
cat >compute.js <<'JS'
const assert = require('node:assert');
const { HyperFormula } = require('hyperformula');

const expected = {
  'DAY(EOMONTH(DATE(2024,1,31),1))': 29,
  'DAY(EDATE(DATE(2024,1,31),1))': 28,
  'DAY(EDATE(DATE(2024,3,31),-1))': 28,
  'DAY(EDATE(DATE(2024,1,29),1))': 28,
  'ISOWEEKNUM(DATE(2021,1,3))': 53,
  'ISOWEEKNUM(DATE(2021,1,4))': 1,
  'ISOWEEKNUM(DATE(2024,12,29))': 52,
  'ISOWEEKNUM(DATE(2024,12,30))': 53,
};
const engine = HyperFormula.buildFromSheets({ Data: [] }, { licenseKey: 'gpl-v3' });
const formulas = Object.keys(expected);
const values = formulas.map((formula) => engine.calculateFormula(`=${formula}`, 0));
const seen = Object.fromEntries(formulas.map((formula, each) => [formula, values[each]]));
console.log('seen:', JSON.stringify(seen));
assert.deepEqual(seen, expected, 'changed');
JS
node compute.js

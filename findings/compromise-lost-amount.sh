#!/usr/bin/env bash
# compromise: of "A$5 million" it reads a million.
# Guessed: 5000000, as of "$5 million", or no number at all. Seen: where the word before "million"
# is no number to it, as A$5, US$5, C$2.5, USD4.1 and the range 1.2-1.4, "million" by itself is
# returned as 1000000, and toNumber() writes "A$5 1000000" into the text. "US $5 million" and "1.2
# million" are right. Of "two and a half billion" the half is lost: 2000000000. No sign tells the
# million that was read from one that was made up. The README shows "$" with no letters before it;
# the tracker has an older report on "millions" without an amount, not on this.
# 2026-11-30, compromise 14.17.0; needs Node and npm.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
cd "$home"
npm install --silent --no-audit --no-fund --prefix "$home" 'compromise@14.17.0' >npm.log 2>&1
cat >read.js <<'JS'
const assert = require('node:assert');
const nlp = require('compromise');

const RIGHT = {
  '$5 million': [5e6],
  'US $5 million': [5e6],
  '1.2 million': [1.2e6],
  '2.5 billion': [2.5e9],
};
const WRONG = {
  'A$5 million': [1e6],
  'US$5 million': [1e6],
  'C$2.5 billion': [1e9],
  'USD4.1 billion': [1e9],
  '1.2-1.4 million': [1e6],
  'two and a half billion': [2e9],
};
const read = (amount) => nlp(`Sales of ${amount} were reached`).numbers().get();
const seen = {};
for (const amount of Object.keys({ ...RIGHT, ...WRONG })) seen[amount] = read(amount);
const text = nlp('Sales of A$5 million').numbers().toNumber().all().text();
console.log('seen:', JSON.stringify(seen), '| as text:', text);
assert.deepEqual(seen, { ...RIGHT, ...WRONG }, 'changed');
assert.equal(text, 'Sales of A$5 1000000', 'the text changed');
JS
node read.js

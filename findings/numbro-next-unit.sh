#!/usr/bin/env bash
# numbro: 500 million is "1b", and half a thousand is "1k".
# Guessed: average: true shortens a number with the largest unit that it reaches: 500000000 is
# "500m", as 450000000 is "450m" and as Numeral.js has it, whose formats numbro took over. Seen: from
# half of a unit on, the next one is taken and the number rounded to it, so 500 to 999 million are all
# "1b", twice as much as the least of them; with formatCurrency the same number is "$500m". It comes
# from a fix for 999999 (546), whose option lowPrecision switches it off; the page on formats shows
# neither that option nor a number between half a unit and one.
# 2026-11-30, numbro 2.5.0, numeral 2.0.6; needs Node and npm.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
cd "$home"
npm install --silent --no-audit --no-fund --prefix "$home" 'numbro@2.5.0' 'numeral@2.0.6' \
  >npm.log 2>&1
cat >format.js <<'JS'
const assert = require('node:assert');
const numbro = require('numbro');
const numeral = require('numeral');

const sizes = [450e6, 500e6, 730e6, 1.4e9, 500, 640e3];
const seen = sizes.map((size) => numbro(size).format({ average: true }));
const other = sizes.map((size) => numeral(size).format('0a'));
const money = sizes.map((size) => numbro(size).formatCurrency({ average: true }));
console.log('seen:', seen.join(' '), '| Numeral.js:', other.join(' '), '| money:', money.join(' '));
assert.deepEqual(other, ['450m', '500m', '730m', '1b', '500', '640k'], 'Numeral.js changed');
assert.deepEqual(money, ['$450m', '$500m', '$730m', '$1b', '$500', '$640k'], 'money changed');
assert.deepEqual(seen, ['450m', '1b', '1b', '1b', '1k', '1m'], 'changed');
const option = { average: true, lowPrecision: false };
assert.equal(numbro(500e6).format(option), '500m', 'lowPrecision changed');
JS
node format.js

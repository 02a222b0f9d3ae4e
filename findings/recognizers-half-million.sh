#!/usr/bin/env bash
# Recognizers-Text for JavaScript: half a million is 0.000002, and one and a half million 1.0000005.
# Guessed: 500000 and 1500000, as the .NET package has had them since 2020 (2279 in the tracker), or
# no number at all. Seen: behind a fraction the large unit divides where it should multiply, so half
# a billion is less than half a million, and what stands before the fraction is left as it is; two
# and a half million in Spanish and Portuguese is one million. No mark of doubt is given.
# Currencies go the same way: half a billion dollars is 2E-09. In digits, 1.5 million is right.
# Of the .NET package "one and a half thousand" is open as 501 (3207); of JavaScript nothing is.
# 2026-11-30, @microsoft/recognizers-text-suite 1.3.1; needs Node and npm.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
cd "$home"
npm install --silent --no-audit --no-fund --prefix "$home" \
  '@microsoft/recognizers-text-suite@1.3.1' >npm.log 2>&1
cat >read.js <<'JS'
const assert = require('node:assert');
const { recognizeCurrency, recognizeNumber } = require('@microsoft/recognizers-text-suite');

const english = {
  '1.5 million': '1500000',
  'half a dozen': '6',
  'half a million': '2E-06',
  'a half million': '5E-07',
  'three quarters of a million': '1.2E-05',
  'one and a half million': '1.0000005',
};

const number = (text, culture) => recognizeNumber(text, culture)[0].resolution.value;
const seen = Object.keys(english).map((text) => number(text, 'en-us'));
const [{ resolution: money }] = recognizeCurrency('half a billion dollars', 'en-us');
console.log('seen:', seen.join(', '), 'money:', money.value);
assert.deepEqual(seen, Object.values(english), 'changed');
assert.equal(money.value, '2E-09', 'money changed');
assert.equal(number('dos millones y medio', 'es-es'), '1000000', 'Spanish changed');
assert.equal(number('dois milhões e meio', 'pt-br'), '1000000', 'Portuguese changed');
JS
node read.js

#!/usr/bin/env bash
# Recognizers-Text for JavaScript: "USD 4.1 billion" is 41 million dollars.
# Guessed: a currency's code in front of the amount means what it means behind it, "4.1 billion USD",
# which is read as 4100000000. Seen: with the code in front the amount is a hundredth, as if it were
# cents, for USD, EUR, GBP, INR, CNY and JPY, which has no cents, too; the unit is given as dollars,
# and nothing marks a doubt. "US$ 4.1 billion" and "HKD 5" are right. The tracker has amounts with
# the code in front that are not found (1850) or, written without a space, lose digits in Python
# (3211); of a hundredth it has nothing.
# 2026-11-30, @microsoft/recognizers-text-suite 1.3.1; needs Node and npm.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
cd "$home"
npm install --silent --no-audit --no-fund --prefix "$home" \
  '@microsoft/recognizers-text-suite@1.3.1' >npm.log 2>&1
cat >read.js <<'JS'
const assert = require('node:assert');
const { recognizeCurrency } = require('@microsoft/recognizers-text-suite');

const right = {
  '4.1 billion USD': '4100000000 United States dollar',
  'US$ 4.1 billion': '4100000000 United States dollar',
  'HKD 5': '5 Hong Kong dollar',
};
const wrong = {
  'USD 4.1 billion': '41000000 United States dollar',
  'EUR 5 million': '50000 Euro',
  'INR 5 million': '50000 Indian rupee',
  'JPY 500': '5 Japanese yen',
  'Sales were USD 120 in 2024.': '1.2 United States dollar',
};

function read(texts) {
  return Object.keys(texts).map((text) => {
    const [{ resolution }] = recognizeCurrency(text, 'en-us');
    return `${resolution.value} ${resolution.unit}`;
  });
}

const seen = read(wrong);
console.log('seen:', seen.join(', '));
assert.deepEqual(read(right), Object.values(right), 'the others changed');
assert.deepEqual(seen, Object.values(wrong), 'changed');
JS
node read.js

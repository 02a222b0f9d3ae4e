#!/usr/bin/env bash
# quantulum3: "$5-10 million" reaches to 101 million, and half a billion is a billion and a half.
# Guessed: a range is its middle and the way to its ends, 7.5 and 2.5 million, as "$5 million to $10
# million" is, or from 5 to 10 million as "5 to 10 million" is read, with the large unit at its end
# only. Seen: with a hyphen a part of "million" is lost and the end is 101000000; "1.2-1.4 billion
# dollars" ends at 1.41, without its billion and its dollars. Of "half a billion" the half is added.
# No error or warning says so. The README shows a range with a dash, each end right; the tracker has
# years taken for ranges (45), that of the project it was made from a unit at the end only (1).
# 2026-11-30, quantulum3 0.10.0.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'quantulum3==0.10.0'
"$home/env/bin/python" -W ignore - <<'PY'
from quantulum3 import parser

TEXTS = {
    "$5 million to $10 million": (5_000_000, 10_000_000, "dollar"),
    "5 to 10 million dollars": (5, 10_000_000, "dollar"),
    "$5-10 million": (5, 101_000_000, "dollar"),
    "1.2-1.4 billion dollars": (1.2, 1.41, "dimensionless"),
    "one and a half billion dollars": (1_500_000_000, 1_500_000_000, "dollar"),
    "half a billion dollars": (1_500_000_000, 1_500_000_000, "dollar"),
}


def read(text):
    (quantity,) = parser.parse(text)
    spread = quantity.uncertainty or 0
    ends = quantity.value - spread, quantity.value + spread
    return *(round(end, 6) for end in ends), quantity.unit.name


seen = {text: read(text) for text in TEXTS}
print("seen:", seen)
assert seen == TEXTS, "changed"
PY

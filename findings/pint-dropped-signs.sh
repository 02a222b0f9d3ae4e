#!/usr/bin/env bash
# Pint: "−5 m" is 5 m and "1.2–1.4 m" is 1.68 m, on Python 3.11; on 3.12 both are errors.
# Guessed: a sign that Pint does not know, the minus of typesetters (U+2212) or the dash of a range,
# is an error on any Python, as an unknown word is. Seen: with Python's tokenizer before 3.12 such a
# sign is left out, so a loss is a gain and the ends of a range are multiplied; "≤ 5 m" and "€5"
# are 5. With the same Pint on 3.12 or 3.13 they raise UndefinedUnitError. On either, 1 234 m with
# the narrow space that the SI brochure puts between thousands is 1 times 234. The page on strings
# speaks of the precedence of units, not of signs that are left out; the tracker has none of these.
# 2026-11-30, pint 0.25.3 (the last for Python 3.11); 0.26.2 on 3.13 as 0.25.3 there.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'pint==0.25.3'
"$home/env/bin/python" - <<'PY'
import sys

import pint

WRONG = {"−5 m": 5, "1.2–1.4 m": 1.68, "≤ 5 m": 5, "5 km − 2 km": 10, "€5": 5}
registry = pint.UnitRegistry()


def read(text):
    try:
        return round(registry.Quantity(text).magnitude, 9)
    except pint.UndefinedUnitError:
        return "unknown unit"


seen = {text: read(text) for text in [*WRONG, "-5 m", "5 km - 2 km", "1\u202f234 m"]}
print("seen:", seen, "on Python", sys.version.split()[0])
assert seen.pop("-5 m") == -5 and seen.pop("5 km - 2 km") == 3, "the hyphen changed"
assert seen.pop("1\u202f234 m") == 234, "the space changed"
old = sys.version_info < (3, 12)
assert seen == (WRONG if old else dict.fromkeys(WRONG, "unknown unit")), "changed"
PY

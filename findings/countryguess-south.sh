#!/usr/bin/env bash
# countryguess: South America and South Asia are South Africa.
# Guessed: the name of a region gives nothing, as it does for North America, West Africa and Latin
# America. Seen: ZAF for the two that share a word with a country, IND for Indiana, and one country
# for a text that leaves it out ("Asia Pacific excluding Japan" is Japan), with no mark of doubt.
# The README says that names are compared with difflib where no pattern fits; how near a name must
# be, and that regions come near enough, it does not say.
# 2026-11-30, countryguess 0.4.9.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'countryguess==0.4.9'
"$home/env/bin/python" - <<'PY'
from countryguess import guess_country

NAMES = {
    "North America": None,
    "Latin America": None,
    "West Africa": None,
    "South America": "ZAF",
    "South Asia": "ZAF",
    "Indiana": "IND",
    "Asia Pacific excluding Japan": "JPN",
}
seen = {name: guess_country(name, attribute="iso3") for name in NAMES}
print("seen:", seen)
assert seen == NAMES, "changed"
PY

#!/usr/bin/env bash
# pycountry: the search for "Republic of Korea" finds North Korea, and nothing else.
# Guessed: South Korea, which ISO 3166 lists as "Korea, Republic of", is found first, or both are.
# Seen: a text is looked up as a part of each name and official name, and it is a part of "Democratic
# People's Republic of Korea" alone, so search_fuzzy gives one country with no sign that it is a
# guess. "Republic of Niger" finds Nigeria alone, although Niger's official name is "Republic of the
# Niger". The README says that names come before subdivisions and many matches before few, not that
# a text is sought inside longer names; in the tracker other names are said not to be found (91).
# 2026-11-30, pycountry 26.2.16.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'pycountry==26.2.16'
"$home/env/bin/python" - <<'PY'
import pycountry

EXPECTED = {
    "Korea, Republic of": ["KOR"],
    "Republic of Korea": ["PRK"],
    "Republic of Niger": ["NGA"],
}
seen = {name: [c.alpha_3 for c in pycountry.countries.search_fuzzy(name)] for name in EXPECTED}
official = pycountry.countries.get(alpha_3="NER").official_name
print("seen:", seen, "Niger:", official)
assert seen == EXPECTED, "changed"
assert official == "Republic of the Niger", "Niger's name changed"
PY

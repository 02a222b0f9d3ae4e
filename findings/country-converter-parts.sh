#!/usr/bin/env bash
# country_converter: "UK & Ireland" is Ireland, and "China (excl. Hong Kong)" is Hong Kong.
# Guessed: a text that is not a country is not found, or gives a list and a warning, as "India and
# China" does. Seen: one code and no warning; Southern Africa is South Africa, and Europe without
# Germany is Germany. West Africa and South America are not found. The README shows that a name is
# found inside a text ("Norway is a Kingdom too"), and promises a warning only where none is.
# 2026-11-30, country-converter 1.3.2, pandas 2.3.3 (with 3.1.1 its first call raises an error).
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'country-converter==1.3.2' 'pandas==2.3.3'
"$home/env/bin/python" - <<'PY'
import logging

import country_converter

EXPECTED = {
    "India and China": ["CHN", "IND"],
    "West Africa": "none",
    "South America": "none",
    "UK & Ireland": "IRL",
    "China (excl. Hong Kong)": "HKG",
    "Southern Africa": "ZAF",
    "Rest of Europe (excl. Germany)": "DEU",
}
warnings = set()
handler = logging.Handler()
handler.emit = lambda record: warnings.add(record.getMessage())
logging.getLogger().addHandler(handler)
converter = country_converter.CountryConverter()
seen = {name: converter.convert(name, to="ISO3", not_found="none") for name in EXPECTED}
print("seen:", seen, "warnings:", *sorted(warnings))
assert seen == EXPECTED, "changed"
assert not any("Ireland" in each or "Hong Kong" in each for each in warnings), "it warns now"
PY

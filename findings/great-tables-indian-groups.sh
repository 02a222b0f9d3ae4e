#!/usr/bin/env bash
# great_tables: the locale changes the marks of a number, never where they stand.
# Guessed: fmt_integer(locale="en-IN") writes 12,34,567, as CLDR says and Babel does.
# Seen: 1,234,567. 2026-11-29, great-tables 1.1.0, babel 2.19.0.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'great-tables==1.1.0' 'polars==2.1.0' 'babel==2.19.0'
"$home/env/bin/python" - <<'PY'
from babel.numbers import format_decimal
from great_tables import vals

seen = {name: vals.fmt_integer([1234567], locale=name)[0] for name in ("de", "en-IN", "hi")}
print("seen:", seen, "Babel:", format_decimal(1234567, locale="en_IN"))
assert seen == {"de": "1.234.567", "en-IN": "1,234,567", "hi": "1,234,567"}, "changed"
PY

#!/usr/bin/env bash
# petl: "(5)", a loss of five in an account, is read as plus five, a complex number.
# Guessed: convertnumbers leaves "(5)" a text, as it does "5%" and "1,234", or gives -5. Seen: the
# complex number 5, in a column of reals, so that a sum over it is too large by ten and a comparison
# stops; "5j" is a number too. The documentation of numparser says that complex numbers are tried
# last, and not that Python reads brackets around them. numparser(strict=True) does the same.
# 2026-11-30, petl 1.7.30.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'petl==1.7.30'
"$home/env/bin/python" - <<'PY'
import petl

table = petl.convertnumbers([["result"], ["20"], ["(5)"], ["5%"], ["1,234"]])
seen = list(petl.values(table, "result"))
total = sum(seen[:2])
print("seen:", *seen, "total:", total)
assert seen == [20, 5, "5%", "1,234"] and isinstance(seen[1], complex), "changed"
assert total == 25, "changed"
assert petl.numparser(strict=True)("(5)") == 5, "strict changed"
PY

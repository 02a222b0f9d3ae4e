#!/usr/bin/env bash
# ipfn: totals that cannot be met are reported as success.
# Guessed: of verbose=1, "0 for failure and 1 for success", rows that add up to 30 beside columns
# that add up to 165 get 0. Seen: 1, with rows more than five times as large as asked for, since an
# error that no longer changes counts as convergence; a message of it is printed, the size of the
# error is not returned. A cell that must stay zero gives 1 too, with a row of 3 in place of 10.
# 2026-11-30, ipfn 1.4.4, numpy 2.4.6, pandas 3.1.1.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'ipfn==1.4.4' 'numpy==2.4.6' 'pandas==3.1.1'
"$home/env/bin/python" - <<'PY'
import numpy as np
from ipfn import ipfn

CASES = {
    "uneven": ([[1.0, 1.0], [1.0, 1.0]], [10.0, 20.0], [15.0, 150.0]),
    "zero": ([[0.0, 1.0], [1.0, 1.0]], [10.0, 5.0], [12.0, 3.0]),
}
seen = {}
for name, (start, rows, columns) in CASES.items():
    totals = [np.array(rows), np.array(columns)]
    table, status = ipfn.ipfn(np.array(start), totals, [[0], [1]], verbose=1).iteration()
    seen[name] = status, table.sum(axis=1).round(3).tolist()
print("seen:", seen)
assert seen == {"uneven": (1, [55.0, 110.0]), "zero": (1, [3.0, 12.0])}, "changed"
PY

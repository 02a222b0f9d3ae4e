#!/usr/bin/env bash
# HiGHS: a row that addRow could not add leaves a model that is solved without it.
# Guessed: like addConstr, addRow raises where it fails. Seen: it returns kError, the row is not
# there, and run() calls a model optimal whose one constraint cannot be met.
# 2026-11-29, highspy 1.16.0.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'highspy==1.16.0'
"$home/env/bin/python" - <<'PY'
import highspy
import numpy as np

model = highspy.Highs()
model.setOptionValue("output_flag", False)
model.addVariable(0, 1)  # 1e15 x = 2e15 has no solution where x is at most 1
status = model.addRow(2e15, 2e15, 1, np.array([0], dtype=np.int32), np.array([1e15]))
model.run()
seen = status.name, model.getNumRow(), model.getModelStatus().name
print("seen:", *seen)
assert seen == ("kError", 0, "kOptimal"), "changed"

other = highspy.Highs()
other.setOptionValue("output_flag", False)
x = other.addVariable(0, 1)
try:
    other.addConstr(1e15 * x == 2e15)
except Exception as error:
    print("seen: addConstr:", error)
else:
    raise SystemExit("changed: addConstr takes it")
PY

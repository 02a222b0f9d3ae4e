#!/usr/bin/env bash
# HiGHS: steepest edge pricing of the primal simplex prints although output is off.
# Guessed: with output_flag false nothing is written. Seen: with primal steepest edge weights each
# run writes lines of debugging ("HEkk::debugPrimalSteepestEdgeWeights ...") to standard output,
# where they mix with what the program prints itself, such as JSON.
# 2026-11-30, highspy 1.16.0.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'highspy==1.16.0'
cat >"$home/solve.py" <<'PY'
import sys

import highspy
import numpy as np

model = highspy.Highs()
model.setOptionValue("output_flag", False)
model.setOptionValue("presolve", "off")
model.setOptionValue("simplex_strategy", 4)  # primal
model.setOptionValue("simplex_primal_edge_weight_strategy", int(sys.argv[1]))
for _ in range(3):
    model.addVariable(0, 10)
every = np.arange(3, dtype=np.int32)
model.addRow(-highspy.kHighsInf, 4, 3, every, np.array([1.0, 2.0, 3.0]))
model.addRow(-highspy.kHighsInf, 5, 3, every, np.array([3.0, 1.0, 2.0]))
for column in range(3):
    model.changeColCost(column, -1.0)
model.run()
assert model.getModelStatus().name == "kOptimal"
PY
count() { "$home/env/bin/python" "$home/solve.py" "$1" | grep -c debugPrimalSteepestEdgeWeights || true; }
devex="$(count 1)" steepest="$(count 2)"
echo "seen: $devex lines with Devex weights, $steepest with steepest edge"
[ "$devex" = 0 ] && [ "$steepest" -gt 0 ]

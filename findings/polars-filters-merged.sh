#!/usr/bin/env bash
# Polars: a second filter is asked of all rows, not of those that the first one leaves.
# Guessed: frame.lazy().filter(cheap).filter(dear) tries a slow pattern on the few rows that a quick
# look leaves, as the same filters on an eager frame do.
# Seen: the optimiser makes one predicate of both, so that the pattern meets every row: over ten
# times the work, with the engine in memory and with the streaming one. Without predicate pushdown
# the filters stay apart. Where the first filter is there to save work, collect between the two, or
# collect with QueryOptFlags(predicate_pushdown=False).
# 2026-11-30, polars 2.1.0.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'polars==2.1.0'
"$home/env/bin/python" - <<'PY'
import time
from statistics import median

import polars as pl

CHEAP = pl.col("number") % 200 == 0
DEAR = pl.col("text").str.replace_all("[aeiou]", "").str.contains("^[b-z]*$")
numbers = pl.int_range(300_000, eager=True)
frame = pl.DataFrame({"number": numbers, "text": ["a line of small letters" * 3] * 300_000})


def eager():
    return frame.filter(CHEAP).filter(DEAR)


def lazy(**options):
    return frame.lazy().filter(CHEAP).filter(DEAR).collect(**options)


def streaming():
    return lazy(engine="streaming")


def apart():
    return lazy(optimizations=pl.QueryOptFlags(predicate_pushdown=False))


def seconds(work):
    assert work().is_empty()
    taken = []
    for _ in range(5):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return median(taken)


taken = {work.__name__: seconds(work) for work in (eager, lazy, streaming, apart)}
times = {name: each / taken["eager"] for name, each in taken.items()}
print("seen: times the work of eager filters:", {name: f"{each:.1f}" for name, each in times.items()})
assert times["lazy"] > 10 and times["streaming"] > 10 and times["apart"] < 5, "changed"
PY

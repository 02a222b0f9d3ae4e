#!/usr/bin/env bash
# Polars: collecting a concat of n small lazy frames takes time that grows with n squared.
# Guessed: lazily joined frames cost no more than eager ones; four times as many take four times
# as long. Seen: four times as many take over ten times as long, with and without optimisations
# and with the streaming engine; the same frames made eagerly and then joined take four to five
# times as long, and at 8,000 frames about a thirtieth of the time. Collect each frame, or read many
# files with one scan, before joining thousands.
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

DOUBLE = pl.col("a") * 2


def eager(frames):
    return pl.concat([frame.with_columns(b=DOUBLE) for frame in frames])


def lazy(frames, **options):
    return pl.concat([frame.lazy().with_columns(b=DOUBLE) for frame in frames]).collect(**options)


def plain(frames):
    return lazy(frames, optimizations=pl.QueryOptFlags.none())


def streaming(frames):
    return lazy(frames, engine="streaming")


def seconds(join, number):
    frames = [pl.DataFrame({"a": [each]}) for each in range(number)]
    taken = []
    for _ in range(3):
        started = time.process_time()
        assert join(frames)["b"].sum() == number * (number - 1)
        taken.append(time.process_time() - started)
    return median(taken)


eager(pl.DataFrame({"a": [each]}) for each in range(10))
growth, last = {}, {}
for join in (eager, lazy, plain, streaming):
    last[join.__name__] = seconds(join, 8_000)
    growth[join.__name__] = last[join.__name__] / seconds(join, 2_000)
print("seen: 2,000 to 8,000 frames:", {name: f"{each:.1f} times" for name, each in growth.items()})
print(f"seen: 8,000 lazy frames: {last['lazy'] / last['eager']:.0f} times as long as eager ones")
assert growth["eager"] < 7 and min(growth[name] for name in ("lazy", "plain", "streaming")) > 8, "changed"
PY

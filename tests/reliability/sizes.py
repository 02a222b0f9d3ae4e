"""Packages of awkward sizes: what a check of each takes, in seconds and in memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_CHILD = """
import resource, runpy, sys
from pathlib import Path
sys.argv = ["marketbook", "check", sys.argv[1]]
try:
    runpy.run_module("marketbook", run_name="__main__")
finally:
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if sys.platform == "linux":  # there the memory of the parent counts in that
        used = int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
    print("peak", used // (2**20 if sys.platform == "darwin" else 2**10), file=sys.stderr)
"""
MOST_SECONDS = 900
"""Before a run counts as hanging, on the busiest machine."""


@dataclass(frozen=True, slots=True)
class Size:
    """An awkward package: columns with their types, and the lines of its table."""

    name: str
    columns: tuple[tuple[str, str], ...]
    lines: Callable[[], list[str]]


_TWO = (("id", "string"), ("value", "number"))
SIZES = (
    Size("no record", _TWO, list),
    Size("100,000 records", _TWO, lambda: [f"r{n:06},{n}" for n in range(100_000)]),
    Size("1,000,000 records", _TWO, lambda: [f"r{n:07},{n}" for n in range(1_000_000)]),
    Size(
        "1,000 columns", tuple((f"c{n}", "string") for n in range(1_000)),
        lambda: [",".join(["x"] * 1_000)] * 10,
    ),
    Size(
        "8,000 columns", tuple((f"c{n}", "string") for n in range(8_000)),
        lambda: [",".join(["x"] * 8_000)],
    ),
    Size("a number of 5,000 digits", _TWO, lambda: [f"a,{'9' * 5_000}"]),
    Size("a number of 1e308", _TWO, lambda: ["a,1e308", "b,1e-308", "c,-1e308"]),
    Size("a text of 10 MB", _TWO, lambda: [f"{'x' * 10_000_000},1"]),
    Size("a name of 300 characters", (("i" * 300, "string"),), lambda: ["x"]),
    Size("10,000 faults", _TWO, lambda: [f"r{n:06},x" for n in range(10_000)]),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """What a check took."""

    code: int
    seconds: float
    megabytes: int
    fault: str


def measure(size: Size, folder: Path) -> Measured:
    """Writes the package and checks it in a process of its own."""
    folder.mkdir(parents=True)
    fields = [{"name": name, "type": type_} for name, type_ in size.columns]
    resource = {"name": "t", "type": "table", "path": "t.csv", "schema": {"fields": fields}}
    whole = {"name": "awkward", "resources": [resource]}
    (folder / "datapackage.json").write_text(json.dumps(whole), encoding="utf-8")
    header = ",".join(name for name, _ in size.columns)
    text = "".join(f"{line}\n" for line in (header, *size.lines()))
    (folder / "t.csv").write_bytes(text.encode())
    begun = time.perf_counter()
    try:
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, str(folder)], capture_output=True, text=True,
            timeout=MOST_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Measured(-1, MOST_SECONDS, 0, f"{size.name}: it did not end")
    seconds = time.perf_counter() - begun
    peak = done.stderr.rpartition("peak ")[2].strip()
    broken = "Traceback" in done.stderr or "please report it" in done.stderr
    wrong = broken or done.returncode not in (0, 1, 2)
    fault = f"{size.name}: {done.stderr.strip()[-300:]}" if wrong else ""
    return Measured(done.returncode, seconds, int(peak) if peak.isdigit() else 0, fault)

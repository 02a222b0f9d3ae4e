"""Cold `marketbook check` against `frictionless validate`, in time, and Polars, in memory.

Run by hand: `python benchmarks/check_speed.py`. Every command runs as a process of its own, the
two that are compared in turns. What counts is the least processor time of each, on all cores, so
that a machine which does other work too does not matter. The aims: at most 0.6 times the work of
frictionless on this package, half of it on 10,000 sizes and a fifth on 100,000. With `--faults`
each market has a wrong size, so that none is settled by one look at its columns.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCRIPTS = Path(sysconfig.get_path("scripts"))
STRUCTURE = """
import sys
from marketbook.package import read_package, read_structure
sys.exit(len(read_structure(read_package(sys.argv[1])).findings) > 0)
"""
POLARS = "import sys, polars; polars.read_csv(sys.argv[1], infer_schema=False)"


@dataclass(frozen=True)
class Run:
    """One process: seconds from start to end, seconds of work on all cores, peak megabytes."""

    seconds: float
    work: float
    megabytes: float


def measure(command: list[str], last_code: int = 1) -> Run:
    """Run `command` to its end, which comes with `last_code` or less."""
    start = time.perf_counter()
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode > last_code:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    # Linux counts in kilobytes, macOS in bytes
    unit = 1024 if sys.platform == "darwin" else 1
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit / 1024)


def compare(commands: dict[str, list[str]], rounds: int) -> dict[str, Run]:
    """The run of each command with the least work, all of them in turns."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(measure(command))
    return {name: min(taken, key=lambda run: run.work) for name, taken in runs.items()}


def report(title: str, package: Path, rounds: int) -> None:
    """Measure one package and print its lines."""
    largest = max((package.parent / "tables").glob("*.csv"), key=lambda path: path.stat().st_size)
    check = shutil.which("marketbook", path=str(SCRIPTS))
    commands = {
        "frictionless validate": [str(SCRIPTS / "frictionless"), "validate", str(package)],
        "marketbook, structure": [sys.executable, "-c", STRUCTURE, str(package)],
        "Polars reads text": [sys.executable, "-c", POLARS, str(largest)],
        "Python with Polars": [sys.executable, "-c", "import polars"],
    }
    if check and (ROOT / "marketbook" / "cli.py").exists():
        commands["marketbook check"] = [check, "check", str(package.parent)]
    best = compare(commands, rounds)
    base, text = best["frictionless validate"], best["Polars reads text"]
    print(f"\n{title} ({largest.name}: {largest.stat().st_size / 1e6:.1f} MB)")
    for name, run in best.items():
        faster, memory = base.work / run.work, run.megabytes / text.megabytes
        print(
            f"  {name:22} {run.seconds:7.2f} s {run.work:7.2f} s of work {run.megabytes:6.0f} MB"
            f"   {faster:6.2f} x less work than frictionless, {memory:5.2f} x the memory of Polars"
        )
    if "marketbook check" in best:
        _report_rules(best)


def _report_rules(best: dict[str, Run]) -> None:
    """Print what the rules add to reading."""
    read, start = best["marketbook, structure"], best["Python with Polars"]
    rules = best["marketbook check"].work - read.work
    print(
        f"  the rules add {rules:.2f} s of work: {rules / start.work:.2f} x the start of Python "
        f"with Polars, {rules / read.work:.2f} x reading"
    )


def main() -> None:
    """Print the comparison for this package and for generated ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--faults", action="store_true", help="a wrong size in each market")
    options = parser.parse_args()
    # as installed, modules are compiled once and not at every start
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    report("this package", ROOT / "datapackage.json", options.rounds)
    for rows in options.rows:
        with tempfile.TemporaryDirectory() as directory:
            # in a process of its own, because a child's memory begins at that of its parent
            generate = [sys.executable, str(ROOT / "benchmarks" / "generate.py")]
            generate += [directory, str(rows), *(["--faults"] if options.faults else [])]
            subprocess.run(generate, check=True, stdout=subprocess.DEVNULL)
            package = Path(directory, "datapackage.json")
            rounds = options.rounds if rows <= 100_000 else max(1, options.rounds // 2)
            report(f"{rows:,} sizes", package, rounds)


if __name__ == "__main__":
    main()

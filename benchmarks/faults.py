"""How many planted faults the audit finds, by kind.

Run by hand: `python -m benchmarks.faults [PACKAGES]`. Every package is right until one fault is
planted in it. A fault that the audit does not find is put to a linear programme of its own, which
looks for a world in which nothing printed is wrong: where there is one, the fault stays within
what the printed figures allow, and nobody could find it from them. The others are missed; beside
their number stands the least number of figures that only together cannot be true.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.rules.faults import PLANTS
from tests.rules.planting import Count, count_faults

HEAD = ("kind of fault", "planted", "found", "allowed", "missed", "found of what could be", "least")


def line(kind: str, count: Count) -> Sequence[str]:
    """One row of the table."""
    missed = len(count.missed)
    possible = count.found + missed
    share = f"{count.found / possible:.1%}" if possible else "-"
    least = min((len(conflict) for _, _, conflict in count.missed), default=None)
    numbers = (count.planted, count.found, count.allowed, missed)
    return (kind, *map(str, numbers), share, "-" if least is None else str(least))


def total(counts: Sequence[Count]) -> Count:
    """All kinds together."""
    return Count(
        sum(one.planted for one in counts),
        sum(one.found for one in counts),
        sum(one.allowed for one in counts),
        [missed for one in counts for missed in one.missed],
    )


def main() -> None:
    """Plant, audit, print the table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("packages", type=int, nargs="?", default=100, help="packages of each kind")
    parser.add_argument("--first", type=int, default=0, help="seed of the first package")
    options = parser.parse_args()
    start = time.perf_counter()
    seeds = range(options.first, options.first + options.packages)
    counts: list[Count] = []
    show(HEAD)
    for kind in PLANTS:
        counts.append(count_faults(kind, seeds))
        show(line(kind, counts[-1]))
    show(line("all kinds", total(counts)))
    print(f"{time.perf_counter() - start:,.0f} seconds")


def show(cells: Sequence[str]) -> None:
    """Print one row at once, as a benchmark of minutes should be seen to move."""
    first, *others = cells
    widths = (8, 7, 9, 8, 24, 7)
    print(f"{first:20}" + "".join(f"{cell:>{w}}" for cell, w in zip(others, widths, strict=True)))
    sys.stdout.flush()


if __name__ == "__main__":
    main()

"""Tries every kind of fault and writes ``docs/reliability.md``: ``make reliability``.

With a number N as its argument it makes one trial in N, for a machine that is busy.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reliability.child import FAULTS
from tests.reliability.commands import COMMANDS, Command, make_setting
from tests.reliability.damage import DAMAGES, try_damage
from tests.reliability.pairs import PAIRS, try_pair
from tests.reliability.sizes import SIZES, Measured, measure
from tests.reliability.strikes import Trial, list_trials, read_state, try_strike

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
DAMAGED = 1_000
ROUNDS = 3
Try = Callable[[Path], str]
_HEAD = """# Reliability

What was tried on {day} with Python {python} on {system}, in {minutes:.0f} minutes.{share}
A script makes each fault happen, looks at what the command leaves behind, and runs it again. This
page is what it found; `make reliability` writes it anew, and the tests try some of each kind on
every run.

A trial is survived where the command ends with an exit code that it documents and no traceback,
every file is the old one or the new one and none half of either, what belongs together is all old
or all new once the package is read again, the next run does what this one should have done, and
nothing is left behind for ever.
"""


_SHARE = " The machine was busy: one trial in {} was made."


@dataclass(slots=True)
class Row:
    """A line of the table: a kind of fault, how often it was tried, and what went wrong."""

    kind: str
    detail: str
    tried: int = 0
    faults: list[str] = field(default_factory=list[str])


def try_all(kind: str, detail: str, tries: Iterable[Try], folder: Path, workers: int) -> Row:
    """Tries on all cores, each in a folder of its own."""
    row = Row(kind, detail)
    places = (folder / f"{abs(hash((kind, detail)))}-{n}" for n in range(1_000_000))
    with ThreadPoolExecutor(workers) as pool:
        for fault in pool.map(lambda pair: pair[0](pair[1]), zip(tries, places, strict=False)):
            row.tried += 1
            row.faults += [fault] if fault else []
    told = [f"{kind}, {detail}: {row.tried - len(row.faults):,} of {row.tried:,}", *row.faults[:5]]
    sys.stderr.write("\n  ".join(told) + "\n")
    return row


def plan_strikes(command: Command, folder: Path) -> dict[str, list[Try]]:
    """Every trial of a command, by fault."""
    shutil.copytree(make_setting(command), folder)
    before = read_state(folder)
    trials = list_trials(folder, command)
    after = read_state(folder)
    return {
        fault: [
            partial(_strike, trial, before=before, after=after)
            for trial in trials
            if trial.fault == fault
        ]
        for fault in FAULTS
    }


def _strike(trial: Trial, folder: Path, before: dict[str, str], after: dict[str, str]) -> str:
    return try_strike(trial, folder, before, after)


def run_all(folder: Path, step: int = 1) -> tuple[list[Row], list[Measured]]:
    """Every kind of fault, of each one trial in ``step``."""
    workers = os.cpu_count() or 1
    planned = {each.name: plan_strikes(each, folder / f"plan {each.name}") for each in COMMANDS}
    rows = [
        try_all(fault, name, tries[fault][number % step :: step], folder, workers)
        for fault in FAULTS
        for number, (name, tries) in enumerate(planned.items())
        if tries[fault][number % step :: step]
    ]
    pairs = [partial(_pair, one, other, seed) for one, other in PAIRS for seed in range(ROUNDS)]
    rows.append(
        try_all("two commands at once", f"{len(PAIRS)} pairs", pairs[::step], folder, workers)
    )
    for damage in DAMAGES:
        tries = [partial(_damage, damage, seed) for seed in range(0, DAMAGED, step)]
        uses = ", ".join(name for name, _ in damage.uses)
        rows.append(try_all(damage.name, uses, tries, folder, 1))
    return rows, [measure(size, folder / f"size {n}") for n, size in enumerate(SIZES)]


def _pair(one: Command, other: Command, seed: int, folder: Path) -> str:
    return try_pair(one, other, folder, seed)


def _damage(damage: object, seed: int, folder: Path) -> str:
    return try_damage(damage, folder, seed)  # type: ignore[arg-type]


def render(rows: Sequence[Row], sizes: Sequence[Measured], minutes: float, step: int = 1) -> str:
    """The page."""
    head = _HEAD.format(
        day=dt.date.today().isoformat(), python=platform.python_version(),
        system=platform.system(), minutes=minutes, share=_SHARE.format(step) if step > 1 else "",
    )  # fmt: skip
    faults = [*(fault for row in rows for fault in row.faults), *(one.fault for one in sizes)]
    lost = [fault for fault in faults if fault]
    tables = (_list_strikes(rows), _list_others(rows), _list_sizes(sizes), _list_faults(lost))
    return "\n\n".join([head.rstrip(), *("\n".join(lines) for lines in tables)])


def _list_strikes(rows: Sequence[Row]) -> Iterator[str]:
    """A line for each command, a column for each fault: survived of tried."""
    yield f"| one call to the file system, of each command | {' | '.join(FAULTS)} |"
    yield f"|---|{'--:|' * len(FAULTS)}"
    struck = {(row.detail, row.kind): row for row in rows}
    for command in COMMANDS:
        found = (struck.get((command.name, fault)) for fault in FAULTS)
        yield f"| {command.name} | {' | '.join(map(_count, found))} |"


def _list_others(rows: Sequence[Row]) -> Iterator[str]:
    yield "| other faults | survived |"
    yield "|---|--:|"
    for row in rows:
        if row.kind not in FAULTS:
            yield f"| {row.kind}: {row.detail} | {_count(row)} |"
    tried, lost = sum(row.tried for row in rows), sum(len(row.faults) for row in rows)
    yield f"| **all, with those above** | **{tried - lost:,} of {tried:,}** |"


def _count(row: Row | None) -> str:
    return f"{row.tried - len(row.faults):,} of {row.tried:,}" if row is not None else "–"


def _list_sizes(sizes: Sequence[Measured]) -> Iterator[str]:
    yield "| awkward size | `check` ends with | seconds | MB at most |"
    yield "|---|--:|--:|--:|"
    for size, one in zip(SIZES, sizes, strict=False):
        yield f"| {size.name} | {one.code} | {one.seconds:.1f} | {one.megabytes:,} |"


def _list_faults(faults: Sequence[str]) -> Iterator[str]:
    yield "## Not survived"
    yield ""
    yield from [f"- {' '.join(fault.split())}" for fault in faults[:50]] or ["Nothing."]
    if len(faults) > 50:
        yield f"- and {len(faults) - 50:,} more"
    yield ""


def main() -> None:
    """Run everything and write the page."""
    begun, step = time.monotonic(), int(sys.argv[1]) if sys.argv[1:] else 1
    with TemporaryDirectory(prefix="marketbook-") as folder:
        rows, sizes = run_all(Path(folder).resolve(), step)
    PAGE.write_text(render(rows, sizes, (time.monotonic() - begun) / 60, step), encoding="utf-8")


if __name__ == "__main__":
    main()

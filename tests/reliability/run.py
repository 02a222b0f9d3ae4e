"""Tries every kind of fault and writes ``docs/reliability.md``: ``make reliability``.

    python -m tests.reliability.run [--step N] [--record FILE] [--kind KIND…]

``--step N`` makes one trial in N, for a machine that is busy. What is done is kept in FILE, a line
for each row of the tables: a run that was stopped goes on where it was, and runs of different kinds
may go on at once. Only a run of all kinds writes the page.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
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
page is what it found; `make reliability` writes it again, and the tests try some of each kind on
every run.

A trial is survived where the command ends with an exit code that it documents and no traceback,
every file is the old one or the new one and none half of either, what belongs together is all old
or all new once the package is read again, the next run does what this one should have done, and
nothing is left behind for ever.
"""


_SHARE = """
The machine was busy: where fewer were {} than killed, one trial in {} was made."""


@dataclass(slots=True)
class Row:
    """A line of the table: a kind of fault, how often it was tried, and what went wrong."""

    kind: str
    detail: str
    tried: int = 0
    faults: list[str] = field(default_factory=list[str])
    seconds: float = 0.0
    step: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """The trials of a row: what is tried, by how many at once, and which share of all it is."""

    kind: str
    detail: str
    tries: Sequence[Try]
    workers: int = 1
    step: int = 1


def try_all(plan: Plan, folder: Path) -> Row:
    """Tries everything of a row, each in a folder of its own."""
    row, begun = Row(plan.kind, plan.detail, step=plan.step), time.monotonic()
    places = (folder / f"{abs(hash((plan.kind, plan.detail)))}-{n}" for n in range(1_000_000))
    with ThreadPoolExecutor(plan.workers) as pool:
        pairs = zip(plan.tries, places, strict=False)
        for fault in pool.map(lambda pair: pair[0](pair[1]), pairs):
            row.tried += 1
            row.faults += [fault] if fault else []
    row.seconds = time.monotonic() - begun
    survived = f"{row.tried - len(row.faults):,} of {row.tried:,}"
    told = [f"{plan.kind}, {plan.detail}: {survived}", *row.faults[:5]]
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


def list_plans(folder: Path, step: int = 1) -> Iterator[Plan]:
    """Every row, of each one trial in ``step``."""
    workers = os.cpu_count() or 1
    planned = {each.name: plan_strikes(each, folder / f"plan {each.name}") for each in COMMANDS}
    for fault in FAULTS:
        for number, (name, tries) in enumerate(planned.items()):
            if some := tries[fault][number % step :: step]:
                yield Plan(fault, name, some, workers, step)
    pairs = [partial(_pair, one, other, seed) for one, other in PAIRS for seed in range(ROUNDS)]
    yield Plan("two commands at once", f"{len(PAIRS)} pairs", pairs[::step], workers, step)
    for damage in DAMAGES:
        tries = [partial(_damage, damage, seed) for seed in range(0, DAMAGED, step)]
        yield Plan(damage.name, ", ".join(name for name, _ in damage.uses), tries, 1, step)


def run_all(folder: Path, step: int, record: Path | None, kinds: Sequence[str]) -> list[Row]:
    """The rows of some kinds, or of all; those on record are not tried again."""
    lines = record.read_text(encoding="utf-8").splitlines() if record and record.exists() else []
    done = {(row.kind, row.detail): row for row in (Row(**json.loads(line)) for line in lines)}
    rows: list[Row] = []
    for plan in list_plans(folder, step):
        if kinds and plan.kind not in kinds:
            continue
        row = done.get((plan.kind, plan.detail)) or try_all(plan, folder)
        rows.append(row)
        if record and (row.kind, row.detail) not in done:
            with record.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(row)) + "\n")
    return rows


def _pair(one: Command, other: Command, seed: int, folder: Path) -> str:
    return try_pair(one, other, folder, seed)


def _damage(damage: object, seed: int, folder: Path) -> str:
    return try_damage(damage, folder, seed)  # type: ignore[arg-type]


def render(rows: Sequence[Row], sizes: Sequence[Measured], minutes: float) -> str:
    """The page."""
    head = _HEAD.format(
        day=dt.date.today().isoformat(), python=platform.python_version(),
        system=platform.system(), minutes=minutes, share=_tell_share(rows),
    )  # fmt: skip
    faults = [*(fault for row in rows for fault in row.faults), *(one.fault for one in sizes)]
    lost = [fault for fault in faults if fault]
    tables = (_list_strikes(rows), _list_others(rows), _list_sizes(sizes), _list_faults(lost))
    return "\n\n".join([head.rstrip(), *("\n".join(lines) for lines in tables)])


def _tell_share(rows: Sequence[Row]) -> str:
    """Of which kinds not every trial was made."""
    some = {
        step: [*dict.fromkeys(r.kind for r in rows if r.step == step)]
        for step in sorted({row.step for row in rows} - {1})
    }
    return "".join(_SHARE.format(", ".join(kinds), step) for step, kinds in some.items())


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
    """Run everything, or some of it, and write the page of everything."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--kind", action="append", default=[])
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="marketbook-") as name:
        folder, begun = Path(name).resolve(), time.monotonic()
        rows = run_all(folder, asked.step, asked.record, asked.kind)
        if asked.kind:
            return
        sizes = [measure(size, folder / f"size {n}") for n, size in enumerate(SIZES)]
        seconds = max(time.monotonic() - begun, sum(row.seconds for row in rows))
    PAGE.write_text(render(rows, sizes, seconds / 60), encoding="utf-8")


if __name__ == "__main__":
    main()

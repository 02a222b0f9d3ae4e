"""Two commands at once on one package, in every pair: both do their work, as if one came first."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations_with_replacement
from pathlib import Path
from random import Random

from tests.reliability.commands import COMMANDS, OUT, PACKAGE, READERS, Command, make_setting
from tests.reliability.strikes import Done, read_state, run

_NAMES = ("pull --apply", "build", "build --force", "export json", "export parquet")
PULL = COMMANDS[0]
TOGETHER = (*(each for each in COMMANDS if each.name in _NAMES), *READERS)
PAIRS = tuple(combinations_with_replacement(TOGETHER, 2))
_LATEST = 0.4


def try_pair(one: Command, other: Command, folder: Path, seed: int) -> str:
    """Starts two commands, the second a moment after the first; what went wrong, or nothing."""
    shutil.copytree(make_setting(PULL), folder)
    wait = Random(seed).uniform(0, _LATEST)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(run, folder, one)
        time.sleep(wait)
        second = pool.submit(run, folder, other, told="other")
        ended = [(one, first.result()), (other, second.result())]
    faults = [*_judge(ended), *_judge_package(folder, one, other)]
    shutil.rmtree(folder, ignore_errors=True)
    told = f"{one.name} and {other.name} {wait:.2f} s later: {'; '.join(faults)}"
    return told if faults else ""


def _judge(ended: list[tuple[Command, Done]]) -> Iterator[str]:
    for command, done in ended:
        if done.code not in (0, 1) or "Traceback" in done.told:
            yield f"{command.name} ends with {done.code}: {done.told.strip()[-300:]}"


def _judge_package(folder: Path, one: Command, other: Command) -> Iterator[str]:
    """The package is whole, and holds what was pulled; what was exported is whole."""
    checked = run(folder, Command("check", ("check", PACKAGE), one.prepare))
    if checked.code != 0:
        yield f"the package does not check: {checked.told.strip()[-300:]}"
    names = (one.name, other.name)
    tables = (folder / PACKAGE / "tables" / "kinds.csv").read_text(encoding="utf-8")
    if "pull --apply" in names and "tiny,Tiny" not in tables:
        yield "what was pulled is not there"
    for name in names:
        form = name.removeprefix("export ")
        if form != name and not (folder / f"{OUT}.{form}").exists():
            yield f"what was exported as {form} is not there"
    hidden = [path for path in read_state(folder) if path.rpartition("/")[2].startswith(".")]
    if hidden:
        yield f"{', '.join(hidden)} is left"

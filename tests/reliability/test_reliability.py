"""A few trials of each kind of fault; ``make reliability`` makes all of them."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

from tests.reliability.child import FAULTS
from tests.reliability.commands import COMMANDS, Command
from tests.reliability.damage import DAMAGES, Damage, try_damage
from tests.reliability.pairs import PAIRS, try_pair
from tests.reliability.run import plan_strikes, render, try_all
from tests.reliability.sizes import SIZES, Size, measure

FORKS = pytest.mark.skipif(sys.platform == "win32", reason="processes cannot be forked there")
FEW = [each for each in COMMANDS if each.name in ("pull --apply", "build", "new", "export parquet")]
SEED = 20261129
LARGE = ("1,000,000 records", "8,000 columns")


@FORKS
@pytest.mark.parametrize("command", FEW, ids=lambda each: each.name)
def test_a_fault_at_a_call(command: Command, tmp_path: Path) -> None:
    planned = plan_strikes(command, tmp_path.resolve() / "plan")
    assert set(planned) == set(FAULTS)
    for number, (fault, tries) in enumerate(planned.items()):
        few = Random(SEED + number).sample(tries, min(2, len(tries)))
        row = try_all(fault, command.name, few, tmp_path.resolve(), 1)
        assert row.faults == []


@FORKS
def test_two_commands_at_once(tmp_path: Path) -> None:
    for number, (one, other) in enumerate(Random(SEED).sample(PAIRS, 4)):
        assert try_pair(one, other, tmp_path.resolve() / str(number), SEED + number) == ""


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda each: each.name)
def test_damaged_files(damage: Damage, tmp_path: Path) -> None:
    faults = [try_damage(damage, tmp_path / str(seed), seed) for seed in range(30)]
    assert [fault for fault in faults if fault] == []


@pytest.mark.skipif(sys.platform == "win32", reason="memory is not told there")
@pytest.mark.parametrize(
    "size", [size for size in SIZES if size.name not in LARGE], ids=lambda each: each.name
)
def test_awkward_sizes(size: Size, tmp_path: Path) -> None:
    measured = measure(size, tmp_path / "package")
    assert measured.fault == ""
    assert measured.code in (0, 1)
    assert measured.megabytes < 1_000


def test_a_trial_can_fail(tmp_path: Path) -> None:
    """The table counts what it sees: a fault is told, and not counted as survived."""

    def break_it(folder: Path) -> str:
        return f"{folder.name} is torn"

    row = try_all("killed", "nothing", [break_it, lambda _: ""], tmp_path, 1)
    assert (row.tried, len(row.faults)) == (2, 1)
    page = render([row], [], 1.0)
    assert "| **all, with those above** | **1 of 2** |" in page
    assert "is torn" in page

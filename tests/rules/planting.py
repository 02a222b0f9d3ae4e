"""Plants faults, audits them, and asks the linear programme about those that were not found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

import polars as pl

from marketbook.rules import RULES
from marketbook.rules.run import run_rules
from tests.rules.consistency import can_be_true, find_conflict
from tests.rules.faults import plant_fault
from tests.rules.markets import Tables, as_frames, build_package, merge

BATCH = 50
OWN = re.compile(r"\bp(\d+)-")


@dataclass
class Count:
    """What became of the faults of one kind.

    Attributes:
        planted: How many there were.
        found: How many the audit found.
        allowed: How many stay within what the printed figures allow.
        missed: The others: the seed of the package, what was done to it, and the figures that
            only together cannot be true.
    """

    planted: int
    found: int
    allowed: int
    missed: list[tuple[int, str, list[str]]]


def count_faults(kind: str, seeds: Iterable[int]) -> Count:
    """Plant one fault of a kind in each of many right packages.

    Packages are audited many at a time; a finding belongs to the package whose ids it names.
    """
    count = Count(0, 0, 0, [])
    planted: dict[int, tuple[Tables, str]] = {}
    for seed in seeds:
        tables, what = plant_fault(
            Random(f"{kind}-{seed}"), build_package(Random(seed), f"p{seed}"), kind
        )
        if what:
            planted[seed] = tables, what
    count.planted = len(planted)
    found = _found(planted)
    count.found = len(found)
    for seed in sorted(set(planted) - found):
        tables, what = planted[seed]
        if can_be_true(tables):
            count.allowed += 1
        else:
            count.missed.append((seed, what, find_conflict(tables)))
    return count


def _found(planted: Mapping[int, tuple[Tables, str]]) -> set[int]:
    """Seeds of the packages in which the audit finds something that fails the check."""
    # a changed tree of regions is everybody's, so that such a package is audited alone
    alone = [seed for seed, (tables, _) in planted.items() if "regions" in tables]
    rest = [seed for seed in planted if seed not in alone]
    batches = [[seed] for seed in alone]
    batches += [rest[start : start + BATCH] for start in range(0, len(rest), BATCH)]
    found: set[int] = set()
    for batch in batches:
        frames = as_frames(merge([planted[seed][0] for seed in batch]))
        texts = _errors(frames)
        found |= {int(seed) for text in texts for seed in OWN.findall(text)[:1]}
        found |= set(batch) if texts and len(batch) == 1 else set()
    return found


def _errors(frames: Mapping[str, pl.DataFrame]) -> list[str]:
    result = run_rules(frames, RULES, {name: f"tables/{name}.csv" for name in frames})
    return [f"{one.record} {one.message}" for one in result.findings if one.fails]

"""Figures that are right fit together; figures that do not are named, and no more of them."""

from __future__ import annotations

import gc
import math
from pathlib import Path
from random import Random
from weakref import ref

import pytest

import marketbook as mb
from marketbook.markets import read_markets
from marketbook.markets.family import Family
from marketbook.rules import RULES
from marketbook.rules.run import run_rules
from marketbook.starter import start_package
from marketbook.together.conflicts import Conflict, Question
from marketbook.together.lay_out import cut_blocks, lay_out
from marketbook.together.solver import is_roomy
from marketbook.together.suspects import Suspect, find_suspects
from marketbook.together.verdicts import Contradictory, judge_family
from marketbook.together.witness import find_witness
from tests.rules.faults import plant_fault
from tests.rules.markets import Tables, as_frames, build_package
from tests.rules.pages import read_cases, read_key


def list_conflicts(family: Family) -> list[Contradictory]:
    verdict = judge_family(family)
    return [*verdict.certain, *verdict.assumed]


PASSING = [case for case in read_cases() if case.passes]


def families(tables: Tables) -> tuple[Family, ...]:
    return read_markets(as_frames(tables)).families


def test_a_verdict_keeps_no_family_alive() -> None:
    one = ref(families(build_package(Random(4), "p4"))[0])
    gc.collect()
    assert one() is None
    [family, *_] = families(plant_fault(Random(4), build_package(Random(4), "p4"), "wrong unit")[0])
    assert list_conflicts(family)
    one = ref(family)
    del family
    gc.collect()
    assert one() is None


@pytest.mark.parametrize("seed", range(40))
def test_right_figures_fit(seed: int) -> None:
    for family in families(build_package(Random(seed), f"p{seed}")):
        assert list_conflicts(family) == []


def test_cases_that_pass_a_rule_fit_or_another_rule_says_so() -> None:
    told = []
    for case in PASSING:
        tables = case.tables
        if any(list_conflicts(one) for one in read_markets(tables).families):
            files = {name: f"tables/{name}.csv" for name in tables}
            keys = {name: read_key(name) for name in tables}
            found = run_rules(tables, RULES, files, keys).findings
            told += [
                f"{case}: {finding}"
                for finding in found
                if finding.rule == "figures.fit-together" and finding.severity == "error"
            ]
    assert told == []


def test_a_point_one_place_off_is_likelier_than_farther(tmp_path: Path) -> None:
    start_package(tmp_path / "one")
    file = tmp_path / "one" / "tables" / "sizes.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("usa,,2025,3.9,3.9,", "usa,,2025,39,39,"), encoding="utf-8")
    [found] = [one for one in mb.check(tmp_path / "one").errors if one.suspects]
    [first, *others] = [one for one in found.suspects if one.record == found.record]
    assert (first.repair, first.kind) == ("3.9 USD billion", "point")
    assert "0.39 USD billion" in [one.repair for one in others]


def test_a_conflict_does_not_hide_what_would_settle_another_one(tmp_path: Path) -> None:
    """The package that 'marketbook new' writes has one, which a waiver accepts."""
    start_package(tmp_path / "one")
    file = tmp_path / "one" / "tables" / "sizes.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("2025,12.4,12.4,", "2025,22.4,22.4,"), encoding="utf-8")
    [found] = [one for one in mb.check(tmp_path / "one").errors if one.suspects]
    first = found.suspects[0]
    assert (first.record, first.repair) == ("sizes:garden-robots-2025-world", "12.4 USD billion")
    assert first.fits_all


def test_who_may_be_wrong_leaves_one_figure_of_each_other_conflict_wrong() -> None:
    """The others of its figures are right, and a reading that they do not allow fits nowhere."""
    checked = 0
    for seed in range(20):
        tables, rng = build_package(Random(seed), f"p{seed}"), Random(f"three-{seed}")
        for _ in range(3):
            tables, _ = plant_fault(rng, tables, rng.choice(KINDS))
        for family in families(tables):
            for block in cut_blocks(lay_out(family)):
                for conflict in Question(block).find_conflicts():
                    free = [one for one in find_suspects(conflict, family) if one.fits_all]
                    checked += len(free) * len(conflict.rivals)
                    assert all(may_be_wrong(one, conflict) for one in free), seed
    assert checked > 20


def may_be_wrong(suspect: Suspect, conflict: Conflict) -> bool:
    """Whether it alone, with one figure of each other conflict, may be; exchanged ones apart."""
    question = conflict.question
    places = [n for n in conflict.members if question.block.statements[n].figure == suspect.figure]
    rest = conflict.on - question.widen(places)
    return any(one.kind == "exchange" for one in suspect.readings) or all(
        any(question.is_possible(rest | rival - question.widen({one})) for one in rival)
        for rival in conflict.rivals
    )


def test_what_is_left_of_nearly_nothing_is_a_number() -> None:
    """The solver's largest size was below nothing by its tolerance, and no root of that is real."""
    package = build_package(Random(3304), "p3304")
    tables, _ = plant_fault(Random("dropped thousands-3304"), package, "dropped thousands")
    left = [
        one.leaves
        for each in families(tables)
        for found in list_conflicts(each)
        for one in found.suspects
    ]
    assert any(leaves and leaves.low == -100 for leaves in left)
    assert not any(
        math.isnan(end) for leaves in left if leaves for end in (leaves.low, leaves.high)
    )


KINDS = ("wrong digit", "wrong unit", "swapped sizes", "moved share", "second size")


@pytest.mark.parametrize("kind", KINDS)
def test_no_figure_of_a_conflict_can_be_left_out(kind: str) -> None:
    checked = 0
    for seed in range(12):
        package = build_package(Random(seed), f"p{seed}")
        tables, _ = plant_fault(Random(f"{kind}-{seed}"), package, kind)
        for question in ask(tables):
            for conflict in question.find_conflicts():
                checked += 1
                assert not question.is_possible(conflict.members)
                for one in conflict.members:
                    assert question.is_possible(conflict.members - {one})
    assert checked > 2


def ask(tables: Tables) -> list[Question]:
    """The blocks of a package that no world is found for without the solver."""
    blocks = [block for one in families(tables) for block in cut_blocks(lay_out(one))]
    return [Question(block) for block in blocks if find_witness(block) is None]


@pytest.mark.parametrize("kind", KINDS)
def test_the_solver_agrees_with_every_witness(kind: str) -> None:
    """Also where bounds are no rows of it."""
    for seed in range(6):
        package = build_package(Random(seed), f"p{seed}")
        tables, _ = plant_fault(Random(f"{kind}-{seed}"), package, kind)
        for family in families(tables):
            for block in cut_blocks(lay_out(family)):
                is_possible = Question(block).is_possible(block.every)
                assert is_roomy(block) == is_possible
                assert is_possible or find_witness(block) is None


@pytest.mark.parametrize("kind", ["wrong digit", "dropped digit", "wrong unit"])
def test_what_is_left_for_a_figure_holds_its_true_value(kind: str) -> None:
    """Of the figure that is wrong; the one that was printed before."""
    checked = 0
    for seed in range(25):
        right = build_package(Random(seed), f"p{seed}")
        wrong, _ = plant_fault(Random(f"{kind}-{seed}"), right, kind)
        before = list_numbers(right)
        for family in families(wrong):
            for conflict in list_conflicts(family):
                for one in conflict.suspects:
                    was = before[one.figure.cite]
                    if was != list_numbers(wrong)[one.figure.cite] and one.leaves:
                        checked += 1
                        factor = getattr(one.figure, "unit", None)
                        value, low, high = was[0], one.leaves.low, one.leaves.high
                        if factor is not None:
                            value *= UNITS[was[1]] / factor.factor
                        room = abs(value) * 0.05 + 1.0
                        assert low - room <= value <= high + room
    assert checked > 3


UNITS = {"usd-million": 1e6, "usd-billion": 1e9, "": 1.0}


def list_numbers(tables: Tables) -> dict[str, tuple[float, str]]:
    names = (
        ("sizes", "size_id", "value"),
        ("shares", "share_id", "share_percent"),
        ("growth_rates", "growth_rate_id", "rate_percent"),
    )
    return {
        f"{table}:{row[key]}": (row[number], row.get("unit_id") or "")
        for table, key, number in names
        for row in tables[table]
    }

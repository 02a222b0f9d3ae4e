"""The solver is quiet, judges sizes from 1 to 10^15 alike, and never fails in silence."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import highspy
import pytest

import marketbook as mb
from marketbook.errors import SolverError
from marketbook.together import model
from marketbook.together.lay_out import Block
from marketbook.together.programme import ONE, Bound, Cell, Row
from marketbook.together.solver import Room, Solver, is_roomy

TWO: list[Row] = [((1, ONE), (1.0, -2.0), 0), ((1, ONE), (-1.0, 3.0), 1)]
"""A column of at most 2, and of at least 3."""


def make_block(rows: list[Row], bounds: list[Bound] | None = None, market: str = "garden") -> Block:
    count = 1 + max(column for columns, _, _ in rows for column in columns)
    cell = Cell("s", market, "world", "", "USD", 2025)
    cells = [None, *[cell] * (count - 1)]
    return Block(range(count), cells, [1.0] * count, [], bounds or [], rows, [])


def test_rows_that_contradict_are_impossible_and_one_alone_is_not() -> None:
    one = Solver(make_block(TWO))
    assert not one.ask({0, 1})
    assert one.read_proof() == {0, 1}
    assert one.ask({0})
    assert not one.ask({0, 1})
    assert one.ask({0})
    assert [one.find_end(1, cost)[0] for cost in (1.0, -1.0)] == [0.0, 2.0]
    assert one.ask({1})
    assert [one.find_end(1, cost)[0] for cost in (1.0, -1.0)] == [3.0, float("inf")]


def test_what_bounds_a_column_is_named() -> None:
    bounds = [(1, 2.0, 3.0, 0), (1, 1.0, 2.5, 1)]
    rows: list[Row] = [((2, 1), (-1.0, 0.5), 2), ((2, 1), (1.0, -1.0), 3)]
    block = make_block(rows, bounds)
    assert is_roomy(block)
    [(column, ends, bound_by)] = Room(block).list_ends([2])
    assert (column, round(ends.low, 6), round(ends.high, 6)) == (2, 1.0, 2.5)
    assert bound_by == {0, 1, 2, 3}
    assert not is_roomy(make_block(rows, [*bounds, (2, 2.6, 2.7, 4)]))
    assert [ends.low for _, ends, _ in Room(block.only({0})).list_ends([1, 2])] == [
        pytest.approx(2.0)
    ]


@pytest.mark.parametrize(("low", "high"), [(3.0, 2.0), (1e20, 1e21), (5.0, float("inf"))])
def test_what_is_not_surely_possible_is_not_called_so(low: float, high: float) -> None:
    """HiGHS takes a bound of 1e20 for none; the column above another is at most 4."""
    rows: list[Row] = [((1, 2), (1.0, -1.0), 1)]
    assert not is_roomy(make_block(rows, [(1, low, high, 0), (2, 1.0, 4.0, 2)]))


@pytest.mark.parametrize(
    "row",
    [
        ((1, ONE), (1.0, -float("inf")), 2),
        ((1, ONE), (1.0, float("nan")), 2),
        ((1, 1), (1.0, -2.0), 2),
    ],
)
def test_a_row_that_is_refused_is_an_error(row: Row) -> None:
    with pytest.raises(SolverError, match="of garden fit together could not be decided"):
        Solver(make_block([*TWO, row]))


@pytest.mark.parametrize("factor", [1e16, 1e-300])
def test_a_factor_that_is_nothing_beside_others_makes_no_contradiction(factor: float) -> None:
    """HiGHS refuses the first, and takes the second for nothing."""
    rows = [((1, ONE), (-1.0, 1.0), 0), ((1, 2), (1.0, -factor), 1), ((2, ONE), (-1.0, 1.0), 2)]
    one = Solver(make_block(rows))
    assert one.ask({0, 1, 2})


@pytest.mark.parametrize("status", ["kTimeLimit", "kUnknown", "kIterationLimit", "kSolveError"])
def test_a_solver_that_gives_up_says_for_which_market(
    status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Solver(make_block(TWO, market="garden robots"))
    ended = getattr(highspy.HighsModelStatus, status)
    monkeypatch.setattr(highspy.Highs, "getModelStatus", lambda _: ended)
    with pytest.raises(SolverError, match=r"garden robots .* gave up"):
        one.ask({0})


def test_a_check_that_could_not_be_decided_is_stopped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mb.new(tmp_path / "one")
    monkeypatch.setattr("marketbook.together.verdicts.find_witness", lambda *_: None)
    monkeypatch.setattr(model, "_DECIDED", ())
    with pytest.raises(SolverError, match="garden-robots fit together could not be decided"):
        mb.check(tmp_path / "one")


def test_the_licence_of_the_solver_is_not_printed() -> None:
    code = "from marketbook.together.model import make_highs;make_highs()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")


@pytest.mark.parametrize("scale", [1.0, 1e3, 1e6, 1e9, 1e13])
@pytest.mark.parametrize("wrong", [False, True])
def test_verdicts_do_not_depend_on_the_magnitude(scale: float, wrong: bool) -> None:
    """From one base unit, a segment of a country, to 6.5 × 10^15, the world, in one family."""
    from marketbook.markets import read_markets
    from tests.rules.pages import Case
    from tests.together.test_verdicts import list_conflicts

    france = 80.0 if wrong else 63.7
    rows = [
        {"size_id": "w", "region_id": "world", "year": "2030", **number(650.0 * scale)},
        {"size_id": "f", "region_id": "france", "year": "2030", **number(france * scale)},
        {
            "size_id": "s",
            "region_id": "france",
            "segment_id": "hardware",
            "year": "2030",
            **number(1.0),
        },
    ]
    shares = [
        {
            "share_id": "e",
            "region_id": "europe",
            "of_region_id": "world",
            "year": "2030",
            "stated": "28",
        },
        {
            "share_id": "x",
            "region_id": "france",
            "of_region_id": "europe",
            "year": "2030",
            "stated": "35",
        },
    ]
    tables = Case("x", "x", True, {"sizes": rows, "shares": shares}, ()).tables
    [family] = read_markets(tables).families
    found = list_conflicts(family)
    assert [len(one.figures) for one in found] == ([4] if wrong else [])


def number(value: float) -> dict[str, str]:
    return {"value": f"{value:.9f}", "stated": f"{value:.9f}", "unit_id": "usd"}


def test_the_same_figures_give_the_same_words_in_another_process() -> None:
    code = (
        "import json,sys;from random import Random;from tests.rules.faults import plant_fault;"
        "from tests.rules.markets import *;from marketbook.rules import RULES;"
        "from marketbook.rules.run import run_rules;"
        "f=as_frames(plant_fault(Random(4),build_package(Random(4),'p4'),'wrong unit')[0]);"
        "r=[x for x in RULES if x.id.startswith('figures.')];"
        "print(json.dumps([str(x)+str(x.suspects) for x in "
        "run_rules(f,r,{n:n for n in f}).findings]))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
    assert json.loads(said.pop())


def test_a_package_without_contradictions_never_loads_the_solver() -> None:
    code = (
        "import sys;import marketbook as mb;report = mb.check('.');"
        "print(report.exit_code, [n for n in ('highspy', 'numpy') if n in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root)
    assert done.stdout == "0 []\n", done.stderr

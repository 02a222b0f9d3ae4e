"""A package judged piece by piece, on several cores, gives what it gives all at once."""

from __future__ import annotations

from functools import partial
from random import Random

import polars as pl
import pytest

from marketbook.markets.cutting import FIGURES, count_figures, count_pieces, cut_families
from marketbook.rules import RULES, run, workers
from marketbook.rules.run import run_rules
from tests.rules.faults import plant_fault
from tests.rules.markets import as_frames, build_package, merge

KINDS = ("wrong digit", "wrong unit", "other year", "swapped shares", "second size")


@pytest.fixture(scope="module")
def tables() -> dict[str, pl.DataFrame]:
    packages = [
        plant_fault(Random(seed), build_package(Random(seed), f"p{seed}"), kind)[0]
        for seed, kind in enumerate(KINDS * 2)
    ]
    return as_frames(merge(packages))


def audit(tables: dict[str, pl.DataFrame]) -> tuple[object, object]:
    files = {name: f"tables/{name}.csv" for name in tables}
    found = run_rules(tables, RULES, files)
    return found.findings, found.runs


def test_pieces_hold_every_figure_once(tables) -> None:
    pieces = list(cut_families(tables, most=100))
    assert len(pieces) > 3
    for name in FIGURES:
        lines = [line for piece in pieces for line in piece[name]["_line"]]
        assert sorted(lines) == sorted(tables[name]["_line"])


def test_families_are_never_cut(tables) -> None:
    parents = dict(tables["markets"].select("market_id", "parent_id").iter_rows())
    for piece in cut_families(tables, most=1):
        markets = set(piece["sizes"]["market_id"])
        assert not {parents[market] for market in markets} - markets - {None}


def test_a_small_package_is_one_piece(tables) -> None:
    [piece] = cut_families(tables, most=count_figures(tables))
    assert piece == tables


@pytest.mark.parametrize("cores", [1, 2])
def test_pieces_give_the_same_findings(tables, monkeypatch, cores: int) -> None:
    whole = audit(tables)
    assert whole[0]
    monkeypatch.setattr(run, "MANY", 0)
    monkeypatch.setattr(run, "cut_families", partial(cut_families, most=300))
    monkeypatch.setattr(run, "count_pieces", partial(count_pieces, most=300))
    monkeypatch.setattr(workers, "count_cores", lambda: cores)
    assert audit(tables) == whole

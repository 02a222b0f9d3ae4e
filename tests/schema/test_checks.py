"""Named conditions: which rows fail them, by Polars alone and by pandera."""

from __future__ import annotations

import subprocess
import sys

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketbook.errors import RuleError
from marketbook.schema.ask import all_hold, find_failing_rows, run_checks
from marketbook.schema.check import Check, TableCheck, Tables
from marketbook.schema.judge import judge_frame, make_schema

FRAME = pl.DataFrame({"a": [1, 2, None], "b": ["x", "y", "z"]})
BROKEN = [pl.col("c") > 1, pl.col("b") > 1, pl.col("b").str.contains("(")]


def check(name: str, holds: pl.Expr) -> Check:
    return Check(name, holds)


def ask_pandera(frame: pl.DataFrame, checks: list[Check]) -> dict[str, pl.DataFrame]:
    return judge_frame(frame, make_schema("t", checks))


def test_returns_whole_rows_by_name_of_the_check() -> None:
    checks = [check("a is above 1", pl.col("a") > 1), check("b is not empty", pl.col("b") != "")]
    failing = find_failing_rows(FRAME, checks)
    assert {name: rows.rows() for name, rows in failing.items()} == {"a is above 1": [(1, "x")]}


def test_null_counts_as_in_order() -> None:
    assert find_failing_rows(FRAME, [check("a", pl.col("a") > 0)]) == {}
    assert judge_frame(FRAME, make_schema("t", [check("a", pl.col("a") > 0)])) == {}


@pytest.mark.parametrize("frame", [FRAME, FRAME.head(0)])
def test_nothing_to_ask_and_nothing_to_see(frame: pl.DataFrame) -> None:
    assert find_failing_rows(frame, []) == {}
    assert find_failing_rows(frame.head(0), [check("a", pl.col("a") > 1)]) == {}


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("ask", [find_failing_rows, ask_pandera])
def test_a_broken_check_is_an_error_and_named(ask, broken: pl.Expr) -> None:
    checks = [check("fine", pl.col("a") > 0), check("broken", broken)]
    with pytest.raises(RuleError, match=r"^check broken is broken: ") as error:
        ask(FRAME, checks)
    assert str(error.value).endswith(
        "; this is a fault of the check, not of the data; please report it"
    )


VALUES = st.lists(st.sampled_from([None, -1, 0, 1, 2]), max_size=6)
CONDITIONS = st.lists(
    st.sampled_from(
        [
            pl.col("a") > 0,
            pl.col("a") <= pl.col("b"),
            pl.col("a").is_not_null(),
            pl.col("b").is_in([0, 1]),
            pl.struct("a", "b").is_first_distinct(),
            pl.col("a").is_in(pl.col("b").implode()),
            pl.lit(value=None, dtype=pl.Boolean),
            pl.lit(value=True),
        ]
    ),
    min_size=1,
    max_size=4,
)


@given(VALUES, VALUES, CONDITIONS)
def test_polars_alone_and_pandera_agree(
    a: list[int | None], b: list[int | None], conditions: list[pl.Expr]
) -> None:
    size = min(len(a), len(b))
    frame = pl.DataFrame(
        {"a": a[:size], "b": b[:size]}, schema={"a": pl.Int64, "b": pl.Int64}
    ).with_row_index()
    checks = [check(str(n), holds) for n, holds in enumerate(conditions)]
    failing = judge_frame(frame, make_schema("t", checks))
    assert all_hold(frame, checks) == (failing == {})
    for each in checks:
        alone = frame.filter(~each.holds.fill_null(value=True))
        assert failing.get(each.name, frame.head(0)).equals(alone)


def test_pandera_is_heeded_though_it_is_switched_off() -> None:
    from pandera.config import config_context

    with config_context(validation_enabled=False):
        assert list(find_failing_rows(FRAME, [check("a", pl.col("a") > 1)])) == ["a"]


SCRIPT = """
import sys
import polars as pl
from marketbook.schema.ask import find_failing_rows
from marketbook.schema.check import Check
frame = pl.DataFrame({"a": [1, 2]})
find_failing_rows(frame, [Check("a", pl.col("a") > 0)])
print(sorted({"pandera", "numpy", "pandas", "narwhals", "pyarrow"} & set(sys.modules)))
find_failing_rows(frame, [Check("a", pl.col("a") > 1)])
print("pandera" in sys.modules)
"""


def test_pandera_is_imported_only_where_something_fails() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\nTrue\n", "")


def joined(tables: Tables) -> pl.LazyFrame:
    return tables["parts"].join(tables["wholes"], left_on="whole", right_on="id", how="left")


def tables() -> Tables:
    parts = {"_line": [2, 3, 4], "id": ["p", "q", "r"], "whole": ["w", "w", "x"], "n": [1, 9, 9]}
    wholes = {"_line": [2], "id": ["w"], "n": [5]}
    return {"parts": pl.LazyFrame(parts), "wholes": pl.LazyFrame(wholes)}


def test_checks_over_tables_lay_out_their_rows() -> None:
    fits = TableCheck("parts.fit", pl.col("n") <= pl.col("n_right"), rows=joined)
    whole = TableCheck("parts.positive", pl.col("n") > 0, rows=lambda t: t["parts"])
    outcomes = run_checks([fits, whole], tables())
    assert {name: outcome.rows for name, outcome in outcomes.items()} == {
        "parts.fit": 3,
        "parts.positive": 3,
    }
    assert outcomes["parts.positive"].failing.is_empty()
    [row] = outcomes["parts.fit"].failing.to_dicts()
    assert row == {"_line": 3, "id": "q", "whole": "w", "n": 9, "_line_right": 2, "n_right": 5}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_check_over_tables_is_named(broken: pl.Expr) -> None:
    def rows(tables: Tables) -> pl.LazyFrame:
        return FRAME.lazy()

    with pytest.raises(RuleError, match=r"^check broken is broken: "):
        run_checks([TableCheck("broken", broken, rows=rows)], tables())
    with pytest.raises(RuleError, match=r"^check lost is broken: KeyError"):
        run_checks([TableCheck("lost", pl.lit(value=True), rows=lambda t: t["none"])], tables())

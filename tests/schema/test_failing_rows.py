from __future__ import annotations

import narwhals.stable.v1 as nw
import polars as pl
import pytest

from marketbook.errors import RuleError
from marketbook.schema.failing_rows import find_failing_rows

FRAME = pl.DataFrame({"a": [1, 2, None], "b": ["x", "y", "z"]})


def test_returns_whole_rows_by_name_of_the_check() -> None:
    checks = {"a is above 1": nw.col("a") > 1, "b is not empty": nw.col("b") != ""}
    failing = find_failing_rows(FRAME, checks)
    assert {name: rows.rows() for name, rows in failing.items()} == {"a is above 1": [(1, "x")]}


def test_null_counts_as_in_order() -> None:
    assert find_failing_rows(FRAME, {"a": nw.col("a") > 0}) == {}
    assert find_failing_rows(FRAME, {"a": nw.col("a") > 0, "b": nw.col("b") != ""}) == {}


def test_many_rows_are_judged_in_parts() -> None:
    frame = pl.select(a=pl.int_range(60_000), b=pl.int_range(60_000))
    holding = {str(n): nw.col("a") >= nw.col("b") - n for n in range(7)}
    assert find_failing_rows(frame, holding) == {}
    for place in range(8):
        names = [*holding]
        names.insert(place, "fails")
        checks = {name: holding.get(name, nw.col("a") != 59_999) for name in names}
        failing = find_failing_rows(frame, checks)
        assert {name: rows.rows() for name, rows in failing.items()} == {"fails": [(59_999,) * 2]}


@pytest.mark.parametrize("frame", [FRAME, FRAME.head(0)])
def test_nothing_to_ask_and_nothing_to_see(frame: pl.DataFrame) -> None:
    assert find_failing_rows(frame, {}) == {}
    assert find_failing_rows(frame.head(0), {"a": nw.col("a") > 1}) == {}


@pytest.mark.parametrize(
    "broken", [nw.col("c") > 1, nw.col("b") > 1, nw.col("b").str.contains("(")]
)
def test_a_broken_check_is_an_error_and_named(broken: nw.Expr) -> None:
    checks = {"fine": nw.col("a") > 0, "broken": broken}
    with pytest.raises(RuleError, match=r"^check broken is broken: ") as error:
        find_failing_rows(FRAME, checks)
    assert str(error.value).endswith(
        "; this is a fault of the check, not of the data; please report it"
    )


def test_leaves_the_settings_of_pandera_alone() -> None:
    from pandera.config import get_config_global

    before = get_config_global().use_narwhals_backend
    find_failing_rows(FRAME, {"a": nw.col("a") > 1})
    assert get_config_global().use_narwhals_backend == before

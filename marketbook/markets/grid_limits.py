"""What must be so for the figures of a grid to hold together, asked of whole columns.

Each limit is at least as strict as the rules, floating-point noise allowed for.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from marketbook.markets.beside import SLIP
from marketbook.markets.grid_layout import WHOLES, take

_LEAST_GAP = 1.5
"""Base units between two sizes of a series that round to different whole numbers in any case."""

_STRICT = 1 - 1e-6
"""Takes the noise of floating point out of a limit that must not be passed."""


def find_wrong_subjects(subjects: pl.DataFrame) -> Iterable[int]:
    """Markets with a subject of which the place, the whole or a year is not printed."""
    is_world = (pl.col("kind") == "world") & (pl.col("above") == "")
    is_place = pl.col("kind").is_in(["region", "country"]) & pl.col("region_whole").is_not_null()
    is_part = (pl.col("segment_id") == "") | pl.col("segment_whole").is_not_null()
    is_even = pl.col("years") == pl.col("years").first().over("market")
    is_near = pl.all_horizontal(pl.col("region_depth", "segment_depth").is_not_null())
    fine = pl.all_horizontal(is_world | is_place, is_part, is_even, is_near, pl.col("years") > 1)
    return _list_markets(subjects, fine)


def find_wrong_cells(subjects: pl.DataFrame, cells: pl.DataFrame) -> Iterable[int]:
    """Markets with a size of another year, one that jumps, or one that is above its whole."""
    rows = cells.join(subjects.select("subject", *WHOLES), on="subject").sort("cell")
    money, year, place = (pl.col(name) for name in ("money", "year", "place"))
    begin, second = take("money", pl.col("row")), take("money", pl.col("row") + 1)
    wholes = [take("money", pl.col(whole) + place) for whole in WHOLES]
    ahead = (money - money.shift(1)) * (second - begin).sign() > _LEAST_GAP
    fine = pl.all_horizontal(
        pl.col("low") > 0,
        pl.col("high").is_finite(),
        year == take("year", pl.col("first") + place),
        pl.col("status") == take("status", pl.col("first") + place),
        (place == 0) | (ahead & (year > year.shift(1))),
        (money / begin).is_between(1 / SLIP / _STRICT, SLIP * _STRICT),
        *((whole >= money).fill_null(value=True) for whole in wholes),
    )
    return _list_markets(rows, fine)


def find_wrong_rates(rates: pl.DataFrame) -> Iterable[int]:
    """Markets with a rate that its sizes do not give, or one of another window."""
    label, step = ("start_year", "end_year"), pl.col("step") * _STRICT
    fine = pl.all_horizontal(
        pl.col("qualifier").is_null(),
        pl.col("source_id") == pl.col("source_id_sizes"),
        pl.col("unit_id").is_null() | (pl.col("unit_id") == pl.col("unit_id_sizes")),
        pl.col("subject").is_unique(),
        *(pl.col(name) == pl.col(name).first().over("market") for name in label),
        pl.col("count") > 0,
        pl.col("slow") > -99,
        pl.col("slow") <= pl.col("most"),
        pl.col("least") <= pl.col("fast"),
        (pl.col("digits") - pl.col("rate_percent")).abs() < step,
        pl.col("most") - pl.col("least") <= step * 10,
    )
    return _list_markets(rates, fine)


def find_wrong_paths(rates: pl.DataFrame, cells: pl.DataFrame) -> Iterable[int]:
    """Markets with a size inside the window of a rate that is off a path of even growth."""
    inside = _find_inside(rates, cells)
    after = pl.col("year") - pl.col("start_year")
    left = after - pl.col("count")
    paths = [
        (_grow("begin_low", "least", after), _grow("begin_high", "most", after)),
        (_grow("begin_low", "slow", after), _grow("begin_high", "fast", after)),
        (_grow("final_low", "fast", left), _grow("final_high", "slow", left)),
    ]
    meets = [(low <= pl.col("high")) & (pl.col("low") <= high) for low, high in paths]
    return _list_markets(inside, pl.all_horizontal(meets))


def _find_inside(rates: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    between = pl.col("year").is_between("start_year", "end_year", closed="none")
    ends = pl.col("^(begin|final)_(low|high)$")
    window = ("subject", "start_year", "end_year", "count", "slow", "fast", "least", "most")
    return cells.join(rates.select(*window, ends), on="subject").filter(between)


def _grow(value: str, rate: str, years: pl.Expr) -> pl.Expr:
    return pl.col(value) * (pl.col(rate) / 100 + 1) ** years


def _list_markets(rows: pl.DataFrame, fine: pl.Expr) -> Iterable[int]:
    """The markets of the rows that are not surely fine."""
    return rows.filter(~fine.fill_null(value=False))["market"].unique()

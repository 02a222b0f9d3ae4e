"""Markets printed as one grid that holds together, found by arithmetic on whole columns.

A databook prints one market in one unit: each region and segment in the same years, with a growth
rate over one window. Where such a grid holds together, each of its figures is in order, so that
no rule needs to look at them one by one. All other markets are left to the rules.

What is asked here is stricter than any rule: a market that is no grid costs time, never a finding.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import polars as pl

from marketbook.markets.beside import SLIP
from marketbook.markets.cutting import FIGURES, LISTINGS
from marketbook.markets.grid_layout import (
    SUBJECT,
    WHOLES,
    Tables,
    find_plain,
    lay_out,
    read_grid_rates,
    take,
)
from marketbook.markets.grid_worlds import find_wrong_worlds

PRINTED = ("sizes", "growth_rates")
"""The figures of a grid."""

_NEEDED = {*PRINTED, "units", "regions", "markets", "axes", "segments"}

# Each limit is at least as strict as the rules, floating-point noise allowed for.
_LEAST_GAP = 1.5
"""Base units between two sizes of a series that round to different whole numbers in any case."""

_STRICT = 1 - 1e-6
"""Takes the noise of floating point out of a limit that must not be passed."""


@dataclass(frozen=True, eq=False)
class Grids:
    """Markets whose sizes and rates hold together.

    Attributes:
        markets: Their ids.
        subjects: Their regions and segments, with the whole of each.
        rates: Their rates.
        chosen: Of the subjects of each market the whole one, and one that has a rate.
    """

    markets: frozenset[str]
    subjects: pl.DataFrame
    rates: pl.DataFrame
    chosen: pl.DataFrame

    def keep(self, markets: frozenset[str]) -> Grids | None:
        """Those of some markets only; none where none of them is left."""
        if markets.isdisjoint(self.markets) or markets >= self.markets:
            return None if markets.isdisjoint(self.markets) else self
        frames = (
            frame.filter(pl.col("market_id").is_in(sorted(markets)))
            for frame in (self.subjects, self.rates, self.chosen)
        )
        return Grids(self.markets & markets, *frames)

    def sample(self, tables: Tables) -> Tables:
        """The tables with the figures of the chosen subjects alone.

        What the years and periods of a figure say, or the status of a size, is the same for all
        subjects of one grid.
        """
        kept = {name: tables[name].clear() for name in (*FIGURES, *LISTINGS) if name in tables} | {
            name: self._pick(tables[name], "semi", self.chosen) for name in PRINTED
        }
        return {**tables, **kept}

    def thin_out(self, table: pl.DataFrame) -> pl.DataFrame:
        """A table of figures without those of all subjects that are not chosen."""
        dropped = self.subjects.join(self.chosen, on="subject", how="anti")
        return self._pick(table, "anti", dropped)

    def leave_out(self, table: pl.DataFrame) -> pl.DataFrame:
        """A table of figures without those of these markets."""
        return table.filter(~pl.col("market_id").is_in(sorted(self.markets)))

    @staticmethod
    def _pick(
        table: pl.DataFrame, how: Literal["semi", "anti"], subjects: pl.DataFrame
    ) -> pl.DataFrame:
        keys = ("market_id", "region_id", pl.col("segment_id").fill_null(""))
        return table.join(subjects, left_on=keys, right_on=SUBJECT, how=how, maintain_order="left")

    def count(self) -> dict[str, int]:
        """What there is to compare, but for the chosen subjects.

        Returns:
            How many ``sizes``, ``rates``, sizes ``inside`` the windows of rates, sizes of
            ``regions`` and of ``segments`` beside those of their wholes, ``sums`` of parts, and
            ``sets`` of rates of all parts beside that of their whole.
        """
        own = self.subjects.join(self.chosen, on="subject", how="anti")
        rates = self.rates.join(self.chosen, on="subject", how="anti")
        rated = self.rates["subject"].implode()
        cuts = pl.concat(
            self.subjects.drop_nulls(whole)
            .group_by(pl.col(whole).alias("whole"), *axis)
            .agg(pl.col("years").first(), n=pl.len(), rates=pl.col("subject").is_in(rated).sum())
            .drop(axis)
            for whole, axis in (("region_whole", ()), ("segment_whole", ("axis_id",)))
        ).filter(pl.col("n") > 1)
        is_rated = pl.col("whole").is_in(rated) & (pl.col("rates") > 1)
        nested = (pl.col(depth) * pl.col("years") for depth in ("region_depth", "segment_depth"))
        regions, segments = self.subjects.select(one.sum() for one in nested).row(0)
        counts = {
            "sizes": own["years"].sum(),
            "rates": rates.height,
            "inside": (rates["end"] - rates["start"] - 1).sum(),
            "regions": regions,
            "segments": segments,
            "sums": cuts["years"].sum(),
            "sets": cuts.filter(is_rated)["whole"].n_unique(),
        }
        return {name: int(count) for name, count in counts.items()}


def find_grids(tables: Tables) -> Grids | None:
    """The markets of a package that are such grids; none where none is."""
    if not tables.keys() >= _NEEDED or (plain := find_plain(tables)).is_empty():
        return None
    subjects, cells = lay_out(tables, plain)
    rates = read_grid_rates(tables, plain, subjects, cells)
    wrong = {
        *find_wrong_subjects(subjects),
        *find_wrong_cells(subjects, cells),
        *find_wrong_rates(rates),
        *find_wrong_paths(rates, cells),
    }
    markets = {*plain["market"]} - wrong
    if markets:
        markets -= {*find_wrong_worlds(subjects, cells, rates, markets)}
    grids = Grids(frozenset(plain["market_id"]), subjects, rates, _choose(subjects, rates))
    return grids.keep(frozenset(plain["market_id"].gather(sorted(markets))))


def _choose(subjects: pl.DataFrame, rates: pl.DataFrame) -> pl.DataFrame:
    """The whole of each market in the world, and one subject that has a rate."""
    rated = subjects.filter(pl.col("subject").is_in(rates["subject"].drop_nulls().implode()))
    whole = subjects.filter((pl.col("kind") == "world") & (pl.col("segment_id") == ""))
    chosen = pl.concat([whole, rated.unique("market_id", keep="first", maintain_order=True)])
    return chosen.unique("subject", maintain_order=True).select("subject", *SUBJECT)


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

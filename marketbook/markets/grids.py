"""Markets printed as one grid that holds together, found by arithmetic on whole columns.

A databook prints one market in one unit: each region and segment in the same years, with a growth
rate over one window. Where such a grid holds together, each of its figures is in order, so that
no rule needs to look at them one by one. All other markets are left to the rules.

What is asked here is stricter than any rule: a market that is no grid costs time, never a finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl

from marketbook.markets.cutting import FIGURES, LISTINGS
from marketbook.markets.grid_layout import SUBJECT, Tables, find_plain, lay_out, read_grid_rates
from marketbook.markets.grid_limits import (
    find_wrong_cells,
    find_wrong_paths,
    find_wrong_rates,
    find_wrong_subjects,
)
from marketbook.markets.grid_worlds import find_wrong_worlds

PRINTED = ("sizes", "growth_rates")
"""The figures of a grid."""

_NEEDED = {*PRINTED, "units", "regions", "markets", "axes", "segments"}


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

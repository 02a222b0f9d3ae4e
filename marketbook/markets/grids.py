"""Markets printed as one grid that holds together, found by arithmetic on whole columns.

A databook prints one market in one unit: each region and segment in the same years, with a growth
rate over one window. Where such a grid holds together, each of its figures is in order, so that
no rule needs to look at them one by one. All other markets are left to the rules.

What is asked here is stricter than any rule: a market that is no grid costs time, never a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

from marketbook.markets.beside import SLIP
from marketbook.markets.cutting import FIGURES, LISTINGS

Tables = Mapping[str, pl.DataFrame]

_SUBJECT = ("market_id", "region_id", "segment_id")
_LEAST_GAP = 1.5
"""Base units between two sizes of a series that round to different whole numbers in any case."""

_WHOLES = ("region_row", "segment_row")
"""Rows of the first sizes of the subjects that a subject directly lies in."""

_STRICT = 1 - 1e-6
"""Takes the noise of floating point out of a limit that must not be passed."""


@dataclass(frozen=True, eq=False)
class Grids:
    """Markets whose sizes and rates hold together.

    Attributes:
        markets: Their ids.
        subjects: Their regions and segments, with the whole of each.
        rates: Their rates.
        chosen: One subject of each market: one with a rate, and the widest of these.
    """

    markets: frozenset[str]
    subjects: pl.DataFrame
    rates: pl.DataFrame
    chosen: pl.DataFrame

    def keep(self, markets: frozenset[str]) -> Grids:
        """Those of some markets only."""
        frames = (
            frame.filter(pl.col("market_id").is_in(sorted(markets)))
            for frame in (self.subjects, self.rates, self.chosen)
        )
        return Grids(self.markets & markets, *frames)

    def sample(self, tables: Tables) -> dict[str, pl.DataFrame]:
        """The tables with the figures of the chosen subjects alone.

        What the years and periods of a figure say, or the status of a size, is the same for all
        subjects of one grid.
        """
        kept = {
            name: tables[name].clear() for name in (*FIGURES, *LISTINGS) if name in tables
        } | {name: self._pick(tables[name], "semi", self.chosen) for name in FIGURES[:2]}
        return {**tables, **kept}

    def thin_out(self, tables: Tables) -> dict[str, pl.DataFrame]:
        """The tables without the figures of all subjects that are not chosen."""
        dropped = self.subjects.join(self.chosen, on="subject", how="anti")
        return {**tables} | {
            name: self._pick(tables[name], "anti", dropped) for name in FIGURES[:2]
        }

    @staticmethod
    def _pick(
        table: pl.DataFrame, how: Literal["semi", "anti"], subjects: pl.DataFrame
    ) -> pl.DataFrame:
        keys = ("market_id", "region_id", pl.col("segment_id").fill_null(""))
        return table.join(
            subjects, left_on=keys, right_on=_SUBJECT, how=how, maintain_order="left"
        )

    def count(self) -> dict[str, int]:
        """What there is to compare, but for the chosen subjects.

        Returns:
            How many ``sizes``, ``rates``, sizes ``inside`` the windows of rates, sizes of
            ``regions`` and of ``segments`` beside those of their wholes, ``sums`` of parts, and
            ``sets`` of rates of all parts beside that of their whole.
        """
        own = self.subjects.join(self.chosen, on="subject", how="anti")
        rates = self.rates.join(self.chosen, on="subject", how="anti")
        years = pl.col("years").sum()
        by_whole = {"regions": ["region_whole"], "segments": ["segment_whole", "axis_id"]}
        rated = pl.col("subject").is_in(self.rates["subject"].implode())
        parts = self.subjects.with_columns(rated=rated)
        cuts = [parts.drop_nulls(by[0]).group_by(by) for by in by_whole.values()]
        sums = [cut.agg(pl.col("years").first(), n=pl.len()) for cut in cuts]
        is_set = (rated & pl.col("complete") & (pl.col("around") == "")).all()
        return {
            "sizes": own.select(years).item(),
            "rates": rates.height,
            "inside": rates.select((pl.col("end") - pl.col("start") - 1).sum()).item(),
            "sums": sum(one.filter(pl.col("n") > 1).select(years).item() for one in sums),
            "sets": cuts[1].agg(is_set=is_set).select(pl.col("is_set").sum()).item(),
        } | {
            name: self.subjects.drop_nulls(by[0]).select(years).item()
            for name, by in by_whole.items()
        }


def find_grids(tables: Tables) -> Grids | None:
    """The markets of a package that are such grids; none where none is.

    Args:
        tables: Complete typed tables whose structure holds.
    """
    plain = _find_plain(tables)
    if plain.is_empty():
        return None
    subjects, cells = _lay_out(tables, plain)
    rates = _read_rates(tables, plain, subjects, cells)
    wrong = {
        *_find_wrong_subjects(subjects),
        *_find_wrong_cells(subjects, cells),
        *_find_wrong_sums(subjects, cells),
        *_find_wrong_rates(rates),
        *_find_wrong_paths(rates, cells),
    }
    markets = frozenset(plain["market_id"]) - wrong
    grids = Grids(markets, subjects, rates, _choose(subjects, rates))
    return grids.keep(markets) if markets else None


def _find_plain(tables: Tables) -> pl.DataFrame:
    """Markets on their own of which one source prints money in one unit, and nothing but numbers.

    Returns:
        Each market with its source, unit and the factor of that.
    """
    first = [pl.col(name).first() for name in ("source_id", "unit_id")]
    is_one = [pl.col(name).min() == pl.col(name).max() for name in ("source_id", "unit_id")]
    others = [
        tables[name]["market_id"] for name in (*FIGURES[2:], *LISTINGS) if name in tables
    ]
    tree = tables["markets"]
    others += [tree["parent_id"], tree.filter(pl.col("parent_id").is_not_null())["market_id"]]
    taken = pl.concat(others).drop_nulls().unique().implode()
    units = tables["units"].filter(pl.col("currency").is_not_null())
    return (
        tables["sizes"]
        .group_by("market_id")
        .agg(*first, is_plain=pl.all_horizontal(*is_one, pl.col("qualifier").is_null().all()))
        .filter(pl.col("is_plain") & ~pl.col("market_id").is_in(taken))
        .join(units.select("unit_id", "factor"), on="unit_id")
        .drop("is_plain")
        .sort("market_id")
    )


def _lay_out(tables: Tables, plain: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Subjects with their wholes, and the sizes of each by year as rows of their own.

    Returns:
        Subjects, numbered, with the ``row`` of their first size and the numbers of the subjects
        they lie in; and sizes with their interval in base units.
    """
    sizes = tables["sizes"].with_columns(pl.col("segment_id").fill_null(""))
    step = 10.0 ** -_decimals("stated")
    grid = (
        sizes.join(plain, on="market_id")
        .select(
            *_SUBJECT,
            "year",
            "status",
            money=pl.col("value") * pl.col("factor"),
            half=step / 2 * pl.col("factor"),
        )
        .sort("year")
        .group_by(*_SUBJECT)
        .agg("year", "status", "money", "half")
        .sort(_SUBJECT)
        .with_row_index("subject")
        .with_columns(years=pl.col("year").list.len())
        .with_columns(row=pl.col("years").cum_sum() - pl.col("years"))
    )
    cells = (
        grid.select("subject", "market_id", "row", "year", "status", "money", "half")
        .with_columns(first=pl.col("row").first().over("market_id"))
        .explode("year", "status", "money", "half")
        .with_row_index("cell")
        .with_columns(
            place=pl.col("cell") - pl.col("row"),
            low=pl.col("money") - pl.col("half"),
            high=pl.col("money") + pl.col("half"),
        )
        .drop("half")
    )
    return _find_wholes(grid.drop("year", "status", "money", "half"), tables), cells


def _decimals(column: str) -> pl.Expr:
    """How many decimals printed digits have."""
    text = pl.col(column)
    point = text.str.find(".", literal=True)
    return (text.str.len_bytes() - point - 1).fill_null(0).cast(pl.Float64)


def _find_wholes(subjects: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """The same with the subjects that each directly lies in, as a region and as a segment."""
    regions = tables["regions"].select("region_id", "kind", above=pl.col("parent_id").fill_null(""))
    axes = tables["axes"].select("axis_id", "complete")
    segments = (
        tables["segments"]
        .select("segment_id", "axis_id", around=pl.col("parent_id").fill_null(""))
        .join(axes, on="axis_id", how="left")
    )
    wholes = subjects.select(*_SUBJECT, whole="subject", whole_row="row")
    by_region, by_segment = (
        wholes.rename({"whole": f"{name}_whole", "whole_row": f"{name}_row"})
        for name in ("region", "segment")
    )
    return (
        subjects.join(regions, on="region_id", how="left")
        .join(segments, on="segment_id", how="left")
        .join(
            by_region,
            left_on=("market_id", "above", "segment_id"),
            right_on=_SUBJECT,
            how="left",
        )
        .join(
            by_segment,
            left_on=("market_id", "region_id", "around"),
            right_on=_SUBJECT,
            how="left",
        )
        .sort("subject")
    )


def _find_wrong_subjects(subjects: pl.DataFrame) -> Iterable[str]:
    """Markets with a subject of which the place, the whole or a year is not printed."""
    is_world = (pl.col("kind") == "world") & (pl.col("above") == "")
    is_place = pl.col("kind").is_in(["region", "country"]) & pl.col("region_whole").is_not_null()
    is_part = (pl.col("segment_id") == "") | pl.col("segment_whole").is_not_null()
    is_even = pl.col("years") == pl.col("years").first().over("market_id")
    fine = pl.all_horizontal(is_world | is_place, is_part, is_even, pl.col("years") > 1)
    return _name_markets(subjects, fine)


def _find_wrong_cells(subjects: pl.DataFrame, cells: pl.DataFrame) -> Iterable[str]:
    """Markets with a size of another year, one that jumps, or one that is above its whole."""
    rows = cells.join(subjects.select("subject", *_WHOLES), on="subject").sort("cell")
    money, year, place = (pl.col(name) for name in ("money", "year", "place"))
    begin, second = _at("money", pl.col("row")), _at("money", pl.col("row") + 1)
    wholes = [_at("money", pl.col(whole) + place) for whole in _WHOLES]
    ahead = (money - money.shift(1)) * (second - begin).sign() > _LEAST_GAP
    fine = pl.all_horizontal(
        pl.col("low") > 0,
        pl.col("high").is_finite(),
        year == _at("year", pl.col("first") + place),
        pl.col("status") == _at("status", pl.col("first") + place),
        (place == 0) | (ahead & (year > year.shift(1))),
        (money / begin).is_between(1 / SLIP / _STRICT, SLIP * _STRICT),
        *((whole >= money).fill_null(value=True) for whole in wholes),
    )
    return _name_markets(rows, fine)


def _find_wrong_sums(subjects: pl.DataFrame, cells: pl.DataFrame) -> Iterable[str]:
    """Markets with parts of a whole that are more than it, or all of it and less."""
    rows = cells.join(
        subjects.select("subject", *_WHOLES, "axis_id", "complete", "around"), on="subject"
    )
    sums = [
        rows.filter(pl.col(whole).is_not_null())
        .group_by(pl.col(whole) + pl.col("place"), *axis)
        .agg(
            pl.col("market_id").first(),
            least=pl.col("low").sum(),
            most=pl.col("high").sum(),
            is_full=(pl.col("complete") & (pl.col("around") == "")).any() if axis else False,
        )
        .rename({whole: "cell"})
        .drop(axis)
        for whole, axis in zip(_WHOLES, ((), ("axis_id",)), strict=True)
    ]
    added = pl.concat(sums).join(cells.select("cell", "low", "high"), on="cell")
    under = pl.col("is_full").fill_null(value=False) & (pl.col("most") < pl.col("low"))
    return _name_markets(added, (pl.col("least") <= pl.col("high")) & ~under)


def _read_rates(
    tables: Tables, plain: pl.DataFrame, subjects: pl.DataFrame, cells: pl.DataFrame
) -> pl.DataFrame:
    """The rates of the markets beside the two sizes at the ends of their windows.

    Both are null where the window begins or ends in a year of which no size is printed.
    """
    years = cells.filter(pl.col("row") == pl.col("first")).select("market_id", "year", "place")
    known = tables["growth_rates"].with_columns(pl.col("segment_id").fill_null(""))
    begins, ends = (years.rename({"year": f"{at}_year", "place": at}) for at in ("start", "end"))
    half = 10.0 ** -_decimals("stated") / 2
    return (
        known.join(plain, on="market_id", suffix="_sizes")
        .join(subjects.select(*_SUBJECT, "subject", "row"), on=_SUBJECT, how="left")
        .join(begins, on=("market_id", "start_year"), how="left")
        .join(ends, on=("market_id", "end_year"), how="left")
        .with_columns(
            step=half * 2, slow=pl.col("rate_percent") - half, fast=pl.col("rate_percent") + half
        )
        .with_columns(
            start=pl.col("row") + pl.col("start"),
            end=pl.col("row") + pl.col("end"),
            count=pl.col("end_year") - pl.col("start_year"),
        )
        .join(_name_ends(cells, "begin"), left_on="start", right_on="cell", how="left")
        .join(_name_ends(cells, "final"), left_on="end", right_on="cell", how="left")
        .with_columns(
            least=_implied(pl.col("begin_high"), pl.col("final_low")),
            most=_implied(pl.col("begin_low"), pl.col("final_high")),
            digits=_implied(pl.col("begin_money"), pl.col("final_money")),
        )
    )


def _name_ends(cells: pl.DataFrame, end: str) -> pl.DataFrame:
    """Sizes as those of one end of a window."""
    return cells.select("cell", pl.col("money", "low", "high").name.prefix(f"{end}_"))


def _implied(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """As :func:`~marketbook.figures.implied_growth`, over the years of a window."""
    return ((end / start) ** (1 / pl.col("count")) - 1) * 100


def _find_wrong_rates(rates: pl.DataFrame) -> Iterable[str]:
    """Markets with a rate that its sizes do not give to its last digit, or one of another window."""
    label, step = ("start_year", "end_year"), pl.col("step") * _STRICT
    fine = pl.all_horizontal(
        pl.col("qualifier").is_null(),
        pl.col("source_id") == pl.col("source_id_sizes"),
        pl.col("unit_id").is_null() | (pl.col("unit_id") == pl.col("unit_id_sizes")),
        pl.struct(_SUBJECT).is_unique(),
        *(pl.col(name) == pl.col(name).first().over("market_id") for name in label),
        pl.col("count") > 0,
        pl.col("slow") > -99,
        pl.col("slow") <= pl.col("most"),
        pl.col("least") <= pl.col("fast"),
        (pl.col("digits") - pl.col("rate_percent")).abs() < step,
        pl.col("most") - pl.col("least") <= step * 10,
    )
    return _name_markets(rates, fine)


def _find_wrong_paths(rates: pl.DataFrame, cells: pl.DataFrame) -> Iterable[str]:
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
    return _name_markets(inside, pl.all_horizontal(meets))


def _find_inside(rates: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    between = pl.col("year").is_between("start_year", "end_year", closed="none")
    ends = pl.col("^(begin|final)_(low|high)$")
    window = ("subject", "start_year", "end_year", "count", "slow", "fast", "least", "most")
    return cells.join(rates.select(*window, ends), on="subject").filter(between)


def _grow(value: str, rate: str, years: pl.Expr) -> pl.Expr:
    return pl.col(value) * (pl.col(rate) / 100 + 1) ** years


def _at(column: str, cell: pl.Expr) -> pl.Expr:
    """A column in another row; null where there is none."""
    return pl.col(column).gather(cell, null_on_oob=True)


def _name_markets(rows: pl.DataFrame, fine: pl.Expr) -> Iterable[str]:
    """The markets of the rows that are not surely fine."""
    return rows.filter(~fine.fill_null(value=False))["market_id"].unique()


def _choose(subjects: pl.DataFrame, rates: pl.DataFrame) -> pl.DataFrame:
    """One subject of each market."""
    rated = pl.col("subject").is_in(rates["subject"].drop_nulls().implode())
    wide = (pl.col("kind") == "world", pl.col("segment_id") == "")
    return (
        subjects.sort(rated, *wide, descending=True, maintain_order=True)
        .unique("market_id", keep="first", maintain_order=True)
        .select("subject", *_SUBJECT)
    )

"""Sizes beside the wholes they are part of: a country in its region, a segment in its market.

A figure is a printed size, or the size that follows from a dated share and the printed total of
its year (``share`` then holds the printed share; it is empty otherwise). Its ``id`` is the line of
the size, or the negative line of the share; a ``series`` is the least id of its sizes: numbers,
as these are quick to join.
"""

from __future__ import annotations

from collections.abc import Iterable

import narwhals.stable.v1 as nw
import polars as pl

from marketbook.old_rules.old_figures import reach
from marketbook.old_rules.ancestry import Ancestry, read_tree
from marketbook.old_rules.frames import OF_SOURCE, flag, of_money, only, size_figures
from marketbook.old_rules.parts import printed_shares
from marketbook.old_rules.places import moved_countries, read_places
from marketbook.old_rules.rule import Frame, Tables, as_frame, is_empty, shared

SERIES = [*OF_SOURCE, "currency"]
"""What names the sizes of one subject in one source, over the years."""

REGIONS, MARKETS = 0, -1
"""A whole cut into regions, and into smaller markets; axes of segments count from 1."""

PLACE = ["source_id", "market_id", "year"]


@shared
def series(tables: Tables) -> Frame:
    """One row per subject, source and currency: what its printed sizes have in common.

    Columns: those of SERIES, series (a number that stands for them), printed (how many sizes),
    years (how many different years), values (how many different amounts), first, last (year),
    least, most (money).
    """
    return (
        size_figures(tables)
        .group_by(*SERIES)
        .agg(
            nw.col("_line").min().alias("series"),
            nw.len().alias("printed"),
            nw.col("year").n_unique().alias("years"),
            nw.col("money").n_unique().alias("values"),
            nw.col("year").min().alias("first"),
            nw.col("year").max().alias("last"),
            nw.col("money").min().alias("least"),
            nw.col("money").max().alias("most"),
        )
    )


@shared
def repeated_sizes(tables: Tables) -> Frame:
    """Two sizes of one subject, year, currency and source: the later line, ``_other`` the earlier.

    ``meets`` is 1 where they have a value in common.
    """
    several = series(tables).filter(nw.col("printed") > nw.col("years")).select(*SERIES)
    sizes = size_figures(tables).join(several, on=SERIES, how="semi")
    on = [*SERIES, "year"]
    values = ["record", "_line", "stated", "unit", "money", "low", "high", "factor"]
    others = only(sizes, values, "_other", on)
    pairs = sizes.join(others, on=on, how="inner").filter(nw.col("_line") > nw.col("_line_other"))
    meets = reach(nw.col("low"), nw.col("high_other")) & reach(nw.col("low_other"), nw.col("high"))
    return pairs.with_columns(meets=flag(meets))


@shared
def rival_ids(tables: Tables) -> Frame:
    """Column ``id``: sizes of which another contradicts the very subject and year."""
    rivals = repeated_sizes(tables).filter(nw.col("meets") == 0)
    both = [rivals.select(nw.col(name).alias("id")) for name in ("_line", "_line_other")]
    return nw.concat(both, how="vertical").unique()


_COLUMNS = ["series", "year", "money", "low", "high"]
_WORDS = ["table", "record", "_line", *SERIES, "stated", "unit_id", "unit", "factor"]


@shared
def figures(tables: Tables) -> Frame:
    """Printed sizes, and sizes that follow from shares, each with its series.

    ``of_id`` is the printed size that a figure comes from: itself, or the total of its share.
    """
    printed = size_figures(tables).join(
        series(tables).select(*SERIES, "series"), on=SERIES, how="inner"
    )
    printed = printed.with_columns(id=nw.col("_line"), of_id=nw.col("_line"), share=nw.lit(""))
    printed = printed.select("id", "of_id", "share", *_COLUMNS, *_WORDS)
    if not _has_shares(tables):
        return printed
    return nw.concat([printed, derived_figures(tables)], how="vertical")


def _has_shares(tables: Tables) -> bool:
    return "shares" in tables


@shared
def all_series(tables: Tables) -> Frame:
    """Every series of :func:`figures`: those of SERIES and series."""
    printed = series(tables).select(*SERIES, "series")
    if not _has_shares(tables):
        return printed
    derived = derived_figures(tables).select(*SERIES, "series").filter(nw.col("series") < 0)
    return nw.concat([printed, derived.unique()], how="vertical")


@shared
def derived_figures(tables: Tables) -> Frame:
    """Share × total where both are of one year and the size itself is not printed, one a share."""
    sizes = size_figures(tables).join(
        tables["shares"].select(*PLACE).unique(), on=PLACE, how="semi"
    )
    own = [*PLACE, "region_id", "segment_id"]
    one_cut = (nw.col("segment_id") != "") == (nw.col("region_id") == nw.col("whole_id"))
    shares = printed_shares(tables).filter(
        nw.col("time") > 0, nw.col("whole_id") != "", one_cut, nw.col("low") > 0
    )
    shares = shares.join(sizes.select(*own), on=own, how="anti")
    named = {"stated": "share", **{name: "share_" + name for name in ("share", "low", "high")}}
    shares = shares.select(*own, "whole_id", "table", "record", "_line", *named).rename(named)
    totals = _totals(sizes, tables)
    found = shares.join(totals, on=[*PLACE, "whole_id"], how="inner")
    # a total that is printed in two currencies makes one size of a share, in that of the first
    found = found.filter(nw.col("of_id") == nw.col("of_id").min().over("_line")).with_columns(
        (-nw.col("_line")).alias("id"),
        *[
            (nw.col(name) * nw.col("share_" + share) / 100).alias(name)
            for name, share in (("money", "share"), ("low", "low"), ("high", "high"))
        ],
    )
    known = series(tables).select(*SERIES, "series")
    found = found.join(known, on=SERIES, how="left").with_columns(
        series=nw.coalesce(nw.col("series"), nw.col("id").min().over(*SERIES))
    )
    return found.select("id", "of_id", "share", *_COLUMNS, *_WORDS)


def _totals(sizes: Frame, tables: Tables) -> Frame:
    """Sizes that shares are of: whole markets, as far as no other size contradicts them."""
    rivals = rival_ids(tables)
    totals = of_money(sizes).filter(nw.col("segment_id") == "")
    named = {"region_id": "whole_id", "_line": "of_id"}
    values = ["currency", "stated", "unit_id", "unit", "factor", "money", "low", "high"]
    totals = totals.join(rivals, left_on="_line", right_on="id", how="anti")
    return totals.select(*PLACE, *named, *values).rename(named)


def _steps(ancestry: Ancestry, record: str) -> list[tuple[str, str, int]]:
    """A record with each whole, and how many of its other wholes lie inside that one.

    A whole with no such step is a nearest one.
    """
    wholes = ancestry.wholes(record)
    return [
        (record, whole, sum(whole in ancestry.wholes(one) for one in wholes))
        for whole in sorted(wholes)
    ]


def _lay_out(rows: Iterable[tuple[str | int, ...]], columns: list[str]) -> Frame:
    kinds = {name: pl.Int64 if name in ("steps", "cut") else pl.String for name in columns}
    return as_frame(pl.DataFrame(list(rows), schema=kinds, orient="row"))


@shared
def region_wholes(tables: Tables) -> Frame:
    """Every region with every region that contains it: region_id, whole_region, steps."""
    places = read_places(tables)
    rows = [row for region in places.kinds for row in _steps(places.lies_in, region)]
    return _lay_out(rows, ["region_id", "whole_region", "steps"])


@shared
def segment_wholes(tables: Tables) -> Frame:
    """Every segment with the segments that contain it, and the whole market as an empty text.

    Columns: segment_id, whole_segment, steps, cut (a number that stands for the axis).
    """
    rows: list[tuple[str | int, ...]] = []
    tree = read_tree(tables["segments"], "segment_id")
    axes = dict(tables["segments"].select("segment_id", "axis_id").collect().rows())
    numbers = {axis: number for number, axis in enumerate(sorted(set(axes.values())), 1)}
    for segment, axis in axes.items():
        market = (segment, "", len(tree.wholes(segment)))
        rows += [(*row, numbers[axis]) for row in [*_steps(tree, segment), market]]
    return _lay_out(rows, ["segment_id", "whole_segment", "steps", "cut"])


@shared
def market_wholes(tables: Tables) -> Frame:
    """Every market with the markets that contain it: market_id, whole_market, steps."""
    tree = read_tree(tables["markets"], "market_id")
    markets = tables["markets"].select("market_id").collect().rows()
    rows = [row for (market,) in markets for row in _steps(tree, market)]
    return _lay_out(rows, ["market_id", "whole_market", "steps"])


@shared
def series_pairs(tables: Tables) -> Frame:
    """Every series beside the series of its wholes.

    Columns: cut, steps, is_top, is_near, series, series_whole, target. ``cut`` says in which way
    the whole is cut: REGIONS, MARKETS, or the number of an axis of segments; ``is_near`` is 1
    where no other whole of the same cut has a series further inside; ``is_top`` is 1 for the
    members of an axis in their market. Regions and segments have their whole in their own source,
    markets in any; ``target`` is the same number for all series of one whole.
    """
    every = all_series(tables)
    whole_markets = every.filter(nw.col("segment_id") == "")
    pairs = [
        _beside(_placed(every, tables), region_wholes(tables), "region", every),
        _beside(every, segment_wholes(tables), "segment", every),
        _beside(whole_markets, market_wholes(tables), "market", whole_markets),
    ]
    near = nw.col("steps") == nw.col("steps").min().over("series", "cut")
    return nw.concat(pairs, how="vertical").with_columns(is_near=flag(near))


def _placed(every: Frame, tables: Tables) -> Frame:
    """Series without those of countries that their own source counts elsewhere."""
    if "regions" not in tables:
        return every
    moved = moved_countries(tables).with_columns(nw.col("part_id").alias("region_id"))
    return every.join(moved.drop("part_id"), on=["source_id", "market_id", "region_id"], how="anti")


def _beside(parts: Frame, wholes: Frame, kind: str, among: Frame) -> Frame:
    """Series of parts and wholes whose ``<kind>_id`` is a part of the other, all else alike."""
    key = f"{kind}_id"
    same = [name for name in SERIES if name != key and (name != "source_id" or kind != "market")]
    others = among.select(*same, key, "series")
    others = others.rename({key: f"whole_{kind}", "series": "series_whole"})
    cut = {"region": nw.lit(REGIONS), "market": nw.lit(MARKETS), "segment": nw.col("cut")}[kind]
    top = nw.lit(0).cast(nw.Int64)
    if kind == "segment":
        top = flag((nw.col("whole_segment") == "") & (nw.col("steps") == 0))
    target = nw.col("series_whole").min().over("series", f"whole_{kind}")
    pairs = parts.join(wholes, on=key, how="inner")
    pairs = pairs.join(others, on=[*same, f"whole_{kind}"], how="inner")
    pairs = pairs.with_columns(cut=cut.cast(nw.Int64), is_top=top, target=target)
    return pairs.select("cut", "steps", "is_top", "series", "series_whole", "target")


@shared
def part_pairs(tables: Tables) -> Frame:
    """Every figure beside every whole that it is part of, in the same year.

    Columns: those of :func:`series_pairs`, id, year, low, high, and id_whole, low_whole,
    high_whole, which are null where the whole has figures for other years only.
    """
    slim = figures(tables).select("id", "series", "year", "low", "high")
    wholes = slim.with_columns(spot=spot("series"))
    wholes = only(wholes, ["id", "low", "high"], "_whole", ["spot"])
    parts = slim.join(series_pairs(tables), on="series", how="inner")
    parts = parts.with_columns(spot=spot("series_whole"))
    return parts.join(wholes, on="spot", how="left").drop("spot")


@shared
def families(tables: Tables) -> Frame:
    """Regions and segments of one whole and year, each under the nearest whole that is printed.

    Columns: id_whole, cut, low_whole, high_whole, and of each part id, low, high, is_top,
    is_near (0 where a nearer whole is printed, but not for this year).
    """
    every = part_pairs(tables).filter(nw.col("cut") != MARKETS)
    found = every.filter(~nw.col("id_whole").is_null())
    columns = ["id_whole", "cut", "low_whole", "high_whole", "id", "low", "high", "is_top"]
    columns.append("is_near")
    near = found.filter(nw.col("is_near") == 1).select(*columns)
    missed = every.filter(nw.col("is_near") == 1, nw.col("id_whole").is_null())
    if is_empty(missed):
        return near
    on = ["id", "cut"]
    further = found.join(missed.select(*on), on=on, how="semi").filter(nw.col("is_near") == 0)
    nearest = nw.col("steps") == nw.col("steps").min().over(*on)
    return nw.concat([near, further.filter(nearest).select(*columns)], how="vertical")


FAMILY = ["id_whole", "cut"]
"""What names a family: the whole, and the way it is cut."""


@shared
def family_sums(tables: Tables) -> Frame:
    """What the parts of each family add up to.

    Columns: those of FAMILY, low_whole, high_whole, parts (how many), members (how many of them
    divide an axis of their market), derived (how many follow from shares), sum_low, sum_high,
    least_high, most_low.
    """
    return (
        families(tables)
        .with_columns(derived=flag(nw.col("id") < 0))
        .group_by(*FAMILY)
        .agg(
            nw.len().alias("parts"),
            nw.col("is_top").sum().alias("members"),
            nw.col("derived").sum(),
            nw.col("low_whole").min(),
            nw.col("high_whole").max(),
            nw.col("low").sum().alias("sum_low"),
            nw.col("high").sum().alias("sum_high"),
            nw.col("high").min().alias("least_high"),
            nw.col("low").max().alias("most_low"),
        )
    )


def spot(series: str, year: str = "year") -> nw.Expr:
    """Series and year in one number, as one is joined faster than two."""
    return nw.col(series) * 10_000 + nw.col(year)

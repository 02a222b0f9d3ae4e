"""The parts of a whole, added up."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.figures import reach
from marketbook.rules.details import cite, in_unit, tell, with_figure
from marketbook.rules.frames import flag
from marketbook.rules.parts import segment_places
from marketbook.rules.places import complete_lists, read_places, region_overlaps
from marketbook.rules.rule import Frame, Row, Saying, Tables, View, is_empty, rule, shared
from marketbook.rules.slips import doubtful_ids
from marketbook.rules.wholes import (
    FAMILY,
    REGIONS,
    families,
    family_sums,
    figures,
    segment_wholes,
)
from marketbook.rules.words import amount, difference

READS = ("sizes", "units", "regions", "segments", "axes", "markets")
USES = ("shares", "region_parts", "region_listings", "growth_rates", "source_periods")


@shared
def full_axes(tables: Tables) -> Frame:
    """Complete axes: cut (the number of the axis), is_of (how many segments make it up)."""
    complete = tables["axes"].filter(nw.col("complete")).select("axis_id")
    top = tables["segments"].filter(nw.col("parent_id").is_null())
    top = top.join(complete, on="axis_id", how="semi").select("segment_id")
    numbered = segment_wholes(tables).select("segment_id", "cut").unique()
    counted = numbered.join(top, on="segment_id", how="inner")
    return counted.group_by("cut").agg(nw.len().cast(nw.Int64).alias("is_of"))


@shared
def full_families(tables: Tables) -> Frame:
    """Families that leave out no part of their whole: id_whole, cut.

    Every segment of a complete axis, every region of a list that leaves out none of the world, or
    printed shares of one year that add up to it.
    """
    axes = family_sums(tables).join(full_axes(tables), on="cut", how="inner")
    axes = axes.filter(nw.col("members") == nw.col("is_of"), nw.col("parts") == nw.col("is_of"))
    lists = complete_lists(tables).select(
        *["source_id", "market_id", "list", "is_of"], nw.col("part_id").alias("region_id")
    )
    on = ["source_id", "market_id", "region_id"]
    named = figures(tables).filter(nw.col("segment_id") == "").select("id", *on)
    regions = families(tables).filter(nw.col("cut") == REGIONS).join(named, on="id", how="inner")
    regions = regions.join(lists, on=on, how="inner")
    found = regions.group_by(*FAMILY, "list", "is_of").agg(nw.len().alias("found"))
    found = found.filter(nw.col("found") == nw.col("is_of"))
    frames = [axes, found, families_of_shares(tables)]
    return nw.concat([frame.select(*FAMILY) for frame in frames], how="vertical").unique()


@shared
def families_of_shares(tables: Tables) -> Frame:
    """Families of nothing but shares whose printed digits add up to 100; is_of is how many.

    The digits, as a small part that nobody names may hide in what they are rounded by.
    """
    shares = family_sums(tables).filter(nw.col("parts") > 1, nw.col("derived") == nw.col("parts"))
    money = figures(tables).select("id", "money")
    whole = money.rename({"id": "id_whole", "money": "money_whole"})
    added = (
        families(tables)
        .join(shares.select(*FAMILY), on=FAMILY, how="semi")
        .join(money, on="id", how="inner")
        .group_by(*FAMILY)
        .agg(nw.col("money").sum(), nw.len().cast(nw.Int64).alias("is_of"))
        .join(whole, on="id_whole", how="inner")
    )
    full = reach(nw.col("money"), nw.col("money_whole")) & reach(
        nw.col("money_whole"), nw.col("money")
    )
    return added.filter(full).select(*FAMILY, "is_of")


@shared
def printed_sums(tables: Tables) -> Frame:
    """Families of two parts and more; those of nothing but shares are for the rules on shares.

    Columns: those of :func:`~marketbook.rules.wholes.family_sums`, is_of, and is_bad: 1 where the
    parts, taken with every rounding, are too much, -1 where they are too little.
    """
    sums = family_sums(tables).filter(nw.col("parts") > 1, nw.col("derived") < nw.col("parts"))
    sums = sums.join(full_axes(tables), on="cut", how="left")
    over = ~reach(nw.col("sum_low"), nw.col("high_whole"))
    # one part that is larger than the whole alone is told of that part
    alone = ~reach(nw.col("most_low"), nw.col("high_whole"))
    full = (nw.col("members") == nw.col("is_of")).fill_null(value=False)
    under = full & ~reach(nw.col("low_whole"), nw.col("sum_high"))
    return sums.with_columns(is_bad=flag(over & ~alone) - flag(under))


def wrong_sums(tables: Tables) -> Frame:
    """Families that still add up to too much, or too little, without what may overlap.

    The columns of the whole are plain, those of the largest part end in ``_part``.
    """
    bad = printed_sums(tables).filter(nw.col("is_bad") != 0).select(*FAMILY, "is_bad", "is_of")
    parts = families(tables).join(bad, on=FAMILY, how="inner")
    parts = _apart(_without_doubt(parts, tables), tables)
    sums = parts.group_by(*FAMILY, "is_bad", "is_of", "low_whole", "high_whole").agg(
        nw.len().cast(nw.Int64).alias("parts"),
        nw.col("id").max().alias("last"),
        nw.col("low").sum().alias("sum_low"),
        nw.col("high").sum().alias("sum_high"),
        nw.col("money_part").sum().alias("sum"),
        nw.col("money_part").max().alias("largest"),
    )
    over = (nw.col("is_bad") == 1) & ~reach(nw.col("sum_low"), nw.col("high_whole"))
    under = (nw.col("is_bad") == -1) & (nw.col("parts") == nw.col("is_of"))
    sums = sums.filter(over | under, nw.col("last") > 0)
    largest = parts.select(*FAMILY, nw.col("money_part").alias("largest"), "id")
    first = largest.group_by(*FAMILY, "largest").agg(nw.col("id").min())
    sums = sums.join(first, on=[*FAMILY, "largest"], how="inner")
    return with_figure(with_figure(sums, tables, "id", "_part"), tables, "id_whole")


def _without_doubt(parts: Frame, tables: Tables) -> Frame:
    """Families in which no figure is known to be wrong already, with what is known of the parts."""
    doubtful = doubtful_ids(tables)
    families_in_doubt = parts.join(doubtful, on="id", how="semi").select(*FAMILY).unique()
    parts = parts.join(families_in_doubt, on=FAMILY, how="anti")
    wholes = doubtful.select(nw.col("id").alias("id_whole"))
    return with_figure(parts.join(wholes, on="id_whole", how="anti"), tables, "id", "_part")


def _apart(parts: Frame, tables: Tables) -> Frame:
    """Of two parts that overlap the smaller one is left out, and what the rest may hold.

    A region inside a group that is printed beside it; of two groups that share a member one; a
    remainder, or segments called others, unless it stands in the same place as every other part.
    """
    others = parts.select(
        *FAMILY,
        nw.col("region_id_part").alias("other_id"),
        nw.col("money_part").alias("other_money"),
    )
    overlaps = region_overlaps(tables).select(
        nw.col("part_id").alias("region_id_part"), "other_id", "is_inside"
    )
    regions = parts.filter(nw.col("cut") == REGIONS)
    inside = regions.join(overlaps, on="region_id_part", how="inner").join(
        others, on=[*FAMILY, "other_id"], how="inner"
    )
    smaller = (nw.col("money_part") < nw.col("other_money")) | (
        (nw.col("money_part") == nw.col("other_money"))
        & (nw.col("region_id_part") < nw.col("other_id"))
    )
    inside = inside.filter((nw.col("is_inside") == 1) | smaller)
    parts = parts.join(inside.select(*FAMILY, "id"), on=[*FAMILY, "id"], how="anti")
    return _without_rests(parts, tables)


def _without_rests(parts: Frame, tables: Tables) -> Frame:
    kinds = read_places(tables).kinds
    rests = [region for region, kind in kinds.items() if kind == "remainder"]
    named = segment_places(tables).select(
        nw.col("segment_id").alias("segment_id_part"), nw.col("is_rest").alias("is_other")
    )
    places = tables["sizes"].select(nw.col("_line").alias("id"), "locator")
    parts = parts.join(named, on="segment_id_part", how="left").join(places, on="id", how="left")
    rest = nw.when(nw.col("cut") == REGIONS).then(nw.col("region_id_part").is_in(rests))
    parts = parts.with_columns(is_rest=rest.otherwise("is_other").fill_null(value=False))
    spread = nw.col("locator").n_unique().over(*FAMILY) > 1
    return parts.filter(~(nw.col("is_rest") & spread))


@rule(
    "sizes.parts-sum-to-whole",
    reads=READS,
    uses=USES,
    why="Parts that add up to more than their whole, or that make up less of it than all, cannot "
    "be used beside it: whoever adds them up gets another market.",
    example="states 120.0 USD billion in 2025, but its 3 segments add up to 131.4 USD billion "
    "(131.2 to 131.6 with every rounding): 11.4 USD billion (9.5 %) more",
)
def parts_sum_to_whole(tables: Tables) -> View:
    """Sizes of separate parts do not add up to more than the whole, nor to less where all are."""
    sums = printed_sums(tables)
    fine = sums.filter(nw.col("is_bad") == 0).select(nw.col("id_whole").alias("id"))
    if is_empty(sums.filter(nw.col("is_bad") != 0)):
        return View(fine, ~nw.col("id").is_null(), _say_sum)
    frame = nw.concat([fine, wrong_sums(tables)], how="diagonal")
    return View(frame, nw.col("is_bad").is_null(), _say_sum)


def _say_sum(row: Row) -> Saying:
    factor, unit = row["factor"], row["unit"]
    low, high = (amount(row[end] / factor) for end in ("sum_low", "sum_high"))
    kind = "regions" if row["cut"] == REGIONS else "segments"
    all_ = "" if row["is_bad"] > 0 else ", which make up the whole,"
    gap = difference(row["sum"] / factor, row["money"] / factor, unit)
    message = (
        f"states {tell(row)} in {row['year']}, but its {row['parts']} {kind}{all_} add up to "
        f"{in_unit(row['sum'], row)} ({low} to {high} with every rounding): {gap}; the largest is "
        f"{cite(row, '_part')}, {tell(row, '_part')}; check the digits, the unit and the year of "
        "each, or waive it with the reason"
    )
    implied = f"{low} to {high} {unit}"
    return Saying(message, row["stated"], implied, abs(row["sum"] / row["money"] - 1), "value")

"""The parts of a whole, added up."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import grow, reach
from marketbook.old_rules.details import cite, in_unit, tell, with_figure
from marketbook.old_rules.frames import flag
from marketbook.old_rules.moves import moved_wholes
from marketbook.old_rules.parts import PLACE, segment_places
from marketbook.old_rules.parts import sums as share_sums
from marketbook.old_rules.places import complete_lists, read_places, region_overlaps
from marketbook.old_rules.rule import Frame, Row, Saying, Tables, View, is_empty, rule, shared
from marketbook.old_rules.shares import sized_shares
from marketbook.old_rules.slips import doubtful_ids
from marketbook.old_rules.wholes import (
    FAMILY,
    MARKETS,
    REGIONS,
    families,
    family_sums,
    figures,
    segment_wholes,
)
from marketbook.old_rules.words import amount, difference

READS = ("sizes", "units")
USES = (
    "regions",
    "segments",
    "axes",
    "markets",
    "shares",
    "region_parts",
    "region_listings",
    "growth_rates",
    "source_periods",
)


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

    Columns: those of :func:`~marketbook.old_rules.wholes.family_sums`, is_of, and is_bad: 1 where the
    parts, taken with every rounding, are too much, -1 where they are too little.
    """
    sums = family_sums(tables).filter(nw.col("parts") > 1, nw.col("derived") < nw.col("parts"))
    sums = _sound(sums, tables).join(full_axes(tables), on="cut", how="left")
    over = ~reach(nw.col("sum_low"), nw.col("high_whole"))
    # one part that is larger than the whole alone is told of that part
    alone = ~reach(nw.col("most_low"), nw.col("high_whole"))
    full = (nw.col("members") == nw.col("is_of")).fill_null(value=False)
    under = full & ~reach(nw.col("low_whole"), nw.col("sum_high"))
    return sums.with_columns(is_bad=flag(over & ~alone) - flag(under))


def _sound(sums: Frame, tables: Tables) -> Frame:
    """Without sums of sizes and shares of which the shares already are a finding.

    Such are shares that a size contradicts, and shares that add up to more than the whole: what
    follows from them would be told twice.
    """
    bad = sized_shares(tables).filter(nw.col("is_bad") == 1)
    full = share_sums(tables).filter(~reach(nw.col("sum_low"), nw.lit(100.0)))
    if is_empty(bad) and is_empty(full):
        return sums
    sizes = bad.select(nw.col("size_line").alias("id")).unique()
    told = families(tables).join(sizes, on="id", how="semi").select(*FAMILY).unique()
    mixed = sums.filter(nw.col("derived") > 0).join(told, on=FAMILY, how="anti")
    on = ["id_whole", "is_region"]
    mixed = mixed.with_columns(is_region=flag(nw.col("cut") == REGIONS))
    mixed = mixed.join(_overfull(full, tables), on=on, how="anti").drop("is_region")
    return nw.concat([sums.filter(nw.col("derived") == 0), mixed], how="vertical")


def _overfull(full: Frame, tables: Tables) -> Frame:
    """Sizes of wholes whose shares of one cut are too much: id_whole, is_region."""
    on = [*PLACE, "region_id"]
    full = full.filter((nw.col("holder_id") == "") | (nw.col("holder_id") == nw.col("whole_id")))
    full = full.drop("year", "region_id").rename({"time": "year", "whole_id": "region_id"})
    full = full.select(*on, flag(nw.col("cut") == "").alias("is_region")).unique()
    wholes = figures(tables).filter(nw.col("segment_id") == "")
    wholes = wholes.select(nw.col("id").alias("id_whole"), *on)
    return wholes.join(full, on=on, how="inner").select("id_whole", "is_region").unique()


@shared
def near_moves(tables: Tables) -> Frame:
    """Regions and segments moved to the year of the nearest whole that their series lies in."""
    near = (nw.col("is_near") == 1) & (nw.col("cut") != MARKETS)
    return moved_wholes(tables).filter(near)


@shared
def moved_families(tables: Tables) -> Frame:
    """Families with parts that are printed for other years only, moved to the year of the whole.

    Columns: those of :func:`~marketbook.old_rules.wholes.families`, is_bad and is_of as of
    :func:`printed_sums`, and is_moved; only families that add up to too much, or too little.
    """
    moves = near_moves(tables)
    known = families(tables).join(moves.select(*FAMILY), on=FAMILY, how="semi")
    # what lies in a part that is printed for another year may be in that part, moved
    known = known.filter(nw.col("is_near") == 1)
    columns = known.collect_schema().names()
    low_whole = figures(tables).select(
        nw.col("id").alias("id_whole"), nw.col("low").alias("low_whole")
    )
    moves = moves.with_columns(is_between=flag(~_end_to_end()), moved_low=_least())
    others = moves.drop("low", "high").rename({"moved_low": "low", "moved_most": "high"})
    others = others.join(low_whole, on="id_whole", how="inner").select(
        *columns, is_moved=flag(_ALL), is_between=nw.col("is_between")
    )
    known = known.with_columns(is_moved=flag(~_ALL), is_between=flag(~_ALL))
    every = nw.concat([known, others], how="vertical")
    every = every.join(_full(every, tables), on=FAMILY, how="left")
    low, high = (nw.col(name).sum().over(*FAMILY) for name in ("low", "high"))
    parts, most = nw.len().over(*FAMILY), nw.col("low").max().over(*FAMILY)
    over = ~reach(low, nw.col("high_whole")) & reach(most, nw.col("high_whole"))
    under = (parts == nw.col("is_of")) & (nw.col("is_between").max().over(*FAMILY) == 0)
    under = under & ~reach(nw.col("low_whole"), high)
    every = every.with_columns(is_bad=flag(over) - flag(under))
    return every.filter(nw.col("is_bad") != 0, parts > 1)


def _end_to_end() -> nw.Expr:
    """Whether a part is moved from one end of its growth to the other.

    Only there is it known what it grows to: between them it may grow ever faster or slower.
    """
    ends = nw.col("from_year"), nw.col("to_year")
    there, here = (
        (nw.col(year) == ends[0]) | (nw.col(year) == ends[1]) for year in ("year_whole", "year")
    )
    return there & here


def _least() -> nw.Expr:
    """The low end of a moved part, with growth from none to double the rate between the ends."""
    count = (nw.col("year_whole") - nw.col("year")).cast(nw.Float64)
    slow = nw.min_horizontal(nw.col("growth_low") * 2, nw.lit(0.0))
    fast = nw.max_horizontal(nw.col("growth_high") * 2, nw.lit(0.0))
    loose = grow(nw.col("low"), nw.when(count > 0).then(slow).otherwise(fast), count)
    return nw.when(_end_to_end()).then("moved_low").otherwise(loose)


_ALL = nw.col("id") == nw.col("id")


def _full(every: Frame, tables: Tables) -> Frame:
    """Families of which no member is missing, with ``is_of``, how many make them up."""
    tops = every.group_by(*FAMILY).agg(nw.col("is_top").sum().alias("found"))
    axes = tops.join(full_axes(tables), on="cut", how="inner")
    lists = complete_lists(tables).select(
        *["source_id", "market_id", "list"],
        nw.col("part_id").alias("region_id"),
        nw.col("is_of").cast(nw.Int64),
    )
    on = ["source_id", "market_id", "region_id"]
    named = figures(tables).filter(nw.col("segment_id") == "").select("id", *on)
    regions = every.filter(nw.col("cut") == REGIONS).join(named, on="id", how="inner")
    regions = regions.join(lists, on=on, how="inner")
    listed = regions.group_by(*FAMILY, "list", "is_of").agg(nw.len().alias("found"))
    columns = [*FAMILY, "is_of"]
    full = [frame.filter(nw.col("found") == nw.col("is_of")) for frame in (axes, listed)]
    return nw.concat([frame.select(*columns) for frame in full], how="vertical").unique(FAMILY)


def wrong_sums(parts: Frame, tables: Tables) -> Frame:
    """Families that still add up to too much, or too little, without what may overlap.

    The columns of the whole are plain, those of the largest part end in ``_part``.

    Args:
        parts: Those of :func:`~marketbook.old_rules.wholes.families`, is_bad, is_of and is_moved.
        tables: The tables.
    """
    parts = _apart(_without_doubt(parts, tables), tables)
    sums = parts.group_by(*FAMILY, "is_bad", "is_of", "low_whole", "high_whole").agg(
        nw.len().cast(nw.Int64).alias("parts"),
        nw.col("id").max().alias("last"),
        nw.col("is_moved").sum().alias("moved"),
        nw.col("low").sum().alias("sum_low"),
        nw.col("high").sum().alias("sum_high"),
        ((nw.col("low") + nw.col("high")) / 2).sum().alias("sum"),
        nw.col("low").max().alias("largest"),
    )
    over = (nw.col("is_bad") == 1) & ~reach(nw.col("sum_low"), nw.col("high_whole"))
    under = (nw.col("is_bad") == -1) & (nw.col("parts") == nw.col("is_of"))
    sums = sums.filter(over | under, nw.col("last") > 0)
    largest = parts.select(*FAMILY, nw.col("low").alias("largest"), "id")
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
    bad = sums.filter(nw.col("is_bad") != 0).select(*FAMILY, "is_bad", "is_of")
    if is_empty(bad) and (is_empty(near_moves(tables)) or is_empty(moved_families(tables))):
        return View(fine, ~nw.col("id").is_null(), _say_sum)
    printed = families(tables).join(bad, on=FAMILY, how="inner").with_columns(is_moved=flag(~_ALL))
    moved = (
        moved_families(tables)
        .join(bad, on=FAMILY, how="anti")
        .select(*printed.collect_schema().names())
    )
    parts = nw.concat([printed, moved], how="vertical")
    frame = nw.concat([fine, _told_once(wrong_sums(parts, tables), tables)], how="diagonal")
    return View(frame, nw.col("is_bad").is_null(), _say_sum)


def _told_once(sums: Frame, tables: Tables) -> Frame:
    """Sums without those of moved parts where the whole has one of parts that are as printed."""
    series = figures(tables).select(nw.col("id").alias("id_whole"), "series")
    sums = sums.join(series, on="id_whole", how="inner")
    printed = sums.filter(nw.col("moved") == 0)
    moved = sums.filter(nw.col("moved") > 0)
    moved = moved.join(printed.select("series", "cut").unique(), on=["series", "cut"], how="anti")
    return nw.concat([printed, moved], how="vertical")


def _say_sum(row: Row) -> Saying:
    factor, unit = row["factor"], row["unit"]
    low, high = (amount(row[end] / factor) for end in ("sum_low", "sum_high"))
    kind = "regions" if row["cut"] == REGIONS else "segments"
    all_ = "" if row["is_bad"] > 0 else ", which make up the whole"
    gap = difference(row["sum"] / factor, row["money"] / factor, unit)
    moved = f", {row['moved']} of them moved to it by their growth" if row["moved"] else ""
    parts = f"{row['parts']} {kind}{all_}{moved}{',' if all_ or moved else ''}"
    message = (
        f"states {tell(row)} in {row['year']}, but its {parts} add up "
        f"to {in_unit(row['sum'], row)} ({low} to {high} with every rounding): {gap}; the largest "
        f"is {cite(row, '_part')}, {tell(row, '_part')}; check the digits, the unit and the year "
        "of each, or waive it with the reason"
    )
    implied = f"{low} to {high} {unit}"
    return Saying(message, row["stated"], implied, abs(row["sum"] / row["money"] - 1), "value")

"""Shares laid out as parts of wholes, and what the parts of a whole add up to.

A whole is cut in two ways: into regions (``cut`` is empty; ``within`` is the segment where the
regions divide one segment) or into the segments of an axis (``cut`` is the axis). ``time`` is the
year, 0 where none is printed.
"""

from __future__ import annotations

from collections.abc import Mapping

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import reach
from marketbook.old_rules.ancestry import read_tree
from marketbook.old_rules.frames import OF_SOURCE, may_be_money, share_figures, size_figures
from marketbook.old_rules.places import (
    NamesById,
    lay_out,
    moved_countries,
    read_places,
    region_containers,
    region_overlaps,
)
from marketbook.old_rules.rule import Frame, Tables, is_empty, shared

WHOLE = ["source_id", "market_id", "whole_id", "cut", "within"]
"""What names one whole, cut in one way, in one source."""

HOLDER = [*WHOLE, "holder_id"]
"""A whole or a part of it that holds parts of its own."""

PLACE = ["source_id", "market_id", "year"]

# segments under such a name hold whatever the others do not
CATCH_ALL = r"(?i)^(all )?(others?|rest of|remaining|remainder)\b"


@shared
def read_names(tables: Tables) -> Mapping[str, str]:
    """Names of regions, axes and segments by id; for the sentences of findings."""
    places = read_places(tables)
    names = NamesById({**places.names, places.world: "the world"})
    for table, key in (("axes", "axis_id"), ("segments", "segment_id")):
        names.update(tables[table].select(key, "name").collect().rows())
    return names


@shared
def segment_places(tables: Tables) -> Frame:
    """Every segment: segment_id, cut (its axis), is_complete, is_top, catches_all, is_rest.

    Two members of a complete axis have nothing in common, even where one is called others; on
    another axis such a member (``is_rest``) may hold one that its list does not name.
    """
    axes = tables["axes"].select("axis_id", nw.col("complete").alias("is_complete"))
    segments = tables["segments"].join(axes, on="axis_id", how="inner")
    catches_all = nw.col("name").str.contains(CATCH_ALL)
    return segments.select(
        "segment_id",
        nw.col("axis_id").alias("cut"),
        "is_complete",
        nw.col("parent_id").is_null().alias("is_top"),
        catches_all.alias("catches_all"),
        (catches_all & ~nw.col("is_complete")).alias("is_rest"),
    )


@shared
def segment_containers(tables: Tables) -> Frame:
    """Which segment lies in which: part_id, holder_id."""
    nested = tables["segments"].filter(~nw.col("parent_id").is_null())
    pairs = [pair for pair in read_tree(nested, "segment_id").pairs() if pair[0] != pair[1]]
    return lay_out(("part_id", "holder_id"), pairs)


@shared
def printed_shares(tables: Tables) -> Frame:
    """Shares of money, or of what is left open, as :func:`all_shares` lays them out."""
    return all_shares(tables).filter(may_be_money("share_of"))


@shared
def all_shares(tables: Tables) -> Frame:
    """Printed shares with ``whole_id``: an empty text where the source leaves the whole open.

    A region that lies directly in the world can only be a share of the world.
    """
    places = read_places(tables)
    top = [region for region, parent in places.parents.items() if parent == places.world]
    of_world = (nw.col("region_id") == places.world) | (
        nw.col("region_id").is_in(top) & (nw.col("segment_id") == "")
    )
    whole = nw.when(of_world).then(nw.lit(places.world)).otherwise(nw.lit(""))
    return share_figures(tables).with_columns(
        whole_id=nw.coalesce(nw.col("of_region_id"), whole),
        time=nw.col("year").fill_null(0),
    )


def sizes_beside_shares(tables: Tables) -> Frame:
    """Sizes of the years in which their source also prints shares of the market.

    One row per subject, year and currency, as wide as all sizes that the source gives for it.
    """
    sizes = size_figures(tables).join(tables["shares"].select(*PLACE), on=PLACE, how="semi")
    return sizes.group_by(*OF_SOURCE, "year", "currency").agg(
        nw.col("low").min(),
        nw.col("high").max(),
        nw.col("money").max(),
        nw.col("factor").max(),
        *[nw.col(name).min() for name in ("unit", "stated", "record", "_line")],
    )


@shared
def parts(tables: Tables) -> Frame:
    """One row per part of a whole and time, as wide as all its shares together.

    Where one of them is printed as over so much, the others say how far over.

    Columns: those of WHOLE, time, part_id, table, record, _line, region_id, segment_id, year,
    share, low, high, stated, is_rest.
    """
    subject = [*OF_SOURCE, "whole_id", "time"]
    bounded = nw.when(nw.col("is_open") == 0).then("high")
    widest = (
        printed_shares(tables)
        .group_by(*subject)
        .agg(
            nw.col("low").min(),
            nw.col("high").max(),
            bounded.max().alias("bound"),
            nw.col("low").max().alias("most_low"),
            nw.col("share").max(),
            *[nw.col(name).min() for name in ("table", "record", "_line", "year", "stated")],
        )
    )
    # a share that contradicts the bound says nothing of how far over it is
    settles = reach(nw.col("most_low"), nw.col("bound")).fill_null(value=False)
    widest = widest.with_columns(high=nw.when(settles).then("bound").otherwise("high"))
    places = read_places(tables)
    rest = [region for region, kind in places.kinds.items() if kind == "remainder"]
    axes = segment_places(tables).select("segment_id", nw.col("cut").alias("axis"), "is_rest")
    shares = widest.join(axes, on="segment_id", how="left")
    # a region in itself is cut by the axis of the segment, a larger whole by its regions
    by_segment = nw.col("region_id") == nw.col("whole_id")
    region_is_rest = nw.col("region_id").is_in(rest)
    shares = shares.filter(~by_segment | ~nw.col("axis").is_null()).with_columns(
        cut=nw.when(by_segment).then("axis").otherwise(nw.lit("")),
        within=nw.when(by_segment).then(nw.lit("")).otherwise("segment_id"),
        part_id=nw.when(by_segment).then("segment_id").otherwise("region_id"),
        is_rest=nw.when(by_segment).then("is_rest").otherwise(region_is_rest),
    )
    on = ["source_id", "market_id", "part_id"]
    return shares.select(*_PART).join(moved_countries(tables), on=on, how="anti")


_ABOUT = ["table", "record", "_line", "region_id", "segment_id", "year"]
_PART = [*WHOLE, "time", "part_id", *_ABOUT, "share", "low", "high", "stated", "is_rest"]


@shared
def held_parts(tables: Tables) -> Frame:
    """Parts with every ``holder_id`` they lie in: the whole itself, and regions inside it.

    For segments the holder is an empty text, the whole axis, or a segment that contains them.
    """
    regions = region_containers(tables).rename({"container_id": "holder_id"})
    held = parts(tables).join(regions, on=["part_id", "whole_id"], how="inner")
    segments = parts(tables).filter(nw.col("cut") != "")
    nested = segments.join(segment_containers(tables), on="part_id", how="inner")
    columns = [*_PART, "holder_id"]
    segments = segments.with_columns(holder_id=nw.lit(""))
    frames = [frame.select(*columns) for frame in (held, nested, segments)]
    return nw.concat(frames, how="vertical")


@shared
def separate_parts(tables: Tables) -> Frame:
    """Parts of each holder and time that have nothing in common, so that they can be added up.

    A part inside another is left out, of two that overlap the smaller one, and one that a
    remainder may hold. Every choice is in favour of the publisher.
    """
    held = held_parts(tables)
    key = [*HOLDER, "time"]
    others = held.select(*key, "part_id", "share")
    others = others.rename({"part_id": "other_id", "share": "other_share"})
    overlapping = held.select(*key, "part_id", "share").join(
        part_overlaps(tables), on="part_id", how="inner"
    )
    overlapping = overlapping.join(others, on=[*key, "other_id"], how="inner")
    share, other = nw.col("share"), nw.col("other_share")
    mutual = (other > share) | ((other == share) & (nw.col("other_id") < nw.col("part_id")))
    inside = overlapping.filter((nw.col("is_inside") == 1) | mutual)
    separate = held.join(inside, on=[*key, "part_id"], how="anti")
    rests = held.filter(nw.col("is_rest"))
    if is_empty(rests):
        return separate
    return separate.join(_hidden_parts(held, rests, tables), on=[*key, "part_id"], how="anti")


def _hidden_parts(held: Frame, rests: Frame, tables: Tables) -> Frame:
    """Parts that a remainder of the same whole may hold, as the source never sets them apart.

    Two are set apart as members of one full list, and as shares in one place of the document.
    """
    key = [*HOLDER, "time"]
    rests = rests.select(*key, "part_id", "high")
    rests = rests.rename({"part_id": "other_id", "high": "other_high"})
    pairs = held.filter(~nw.col("is_rest")).join(rests, on=key, how="inner")
    pairs = pairs.filter(nw.col("low") <= nw.col("other_high"))
    pairs = pairs.select(*key, "part_id", "other_id")
    on = ["source_id", "market_id"]
    for name, member, place in (
        ("region_listings", "region_id", "list"),
        ("segment_listings", "segment_id", "list"),
        ("shares", "region_id", "locator"),
        ("shares", "segment_id", "locator"),
    ):
        if name in tables:
            full = tables[name].filter(~nw.col(place).str.starts_with("prose"))
            full = full.select(*on, place, nw.col(member).alias("part_id"))
            apart = pairs.select(*on, "part_id", "other_id").unique()
            apart = apart.join(full, on=[*on, "part_id"], how="inner")
            others = full.rename({"part_id": "other_id"})
            apart = apart.join(others, on=[*on, place, "other_id"], how="inner")
            pairs = pairs.join(apart, on=[*on, "part_id", "other_id"], how="anti")
    return pairs


def part_overlaps(tables: Tables) -> Frame:
    """Overlaps of regions, and segments inside others: part_id, other_id, is_inside."""
    segments = segment_containers(tables).rename({"holder_id": "other_id"})
    segments = segments.with_columns(is_inside=nw.lit(1).cast(nw.Int64))
    return nw.concat([region_overlaps(tables), segments], how="vertical")


@shared
def sums(tables: Tables) -> Frame:
    """What the separate parts of each holder and time add up to.

    Columns: those of HOLDER, time, sum_low, sum_high, sum, parts (how many), and of the
    largest part: table, record, _line, region_id, segment_id, year,
    share, low, high, stated, part_id.
    """
    key = [*HOLDER, "time"]
    separate = separate_parts(tables)
    added = separate.group_by(*key).agg(
        nw.col("low").sum().alias("sum_low"),
        nw.col("high").sum().alias("sum_high"),
        nw.col("share").sum().alias("sum"),
        nw.len().alias("parts"),
    )
    return added.join(_largest(separate, key), on=key, how="inner")


def _largest(frame: Frame, key: list[str]) -> Frame:
    """The row with the largest share of each group, the first of them by ``part_id``."""
    largest = frame.filter(nw.col("share") == nw.col("share").max().over(*key))
    first = largest.filter(nw.col("part_id") == nw.col("part_id").min().over(*key))
    return first.drop("is_rest")

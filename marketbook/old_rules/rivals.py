"""Whom a claim of rank is held against."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.frames import may_be_money, measure
from marketbook.old_rules.parts import segment_containers, segment_places
from marketbook.old_rules.places import (
    Places,
    complete_lists,
    lay_out,
    read_places,
    region_overlaps,
)
from marketbook.old_rules.rule import Frame, Tables, shared

RIVAL = ["rival_region", "rival_segment"]


@shared
def claim_subjects(tables: Tables) -> Frame:
    """Claims with what they rank: a region among the parts of another, or a segment on its axis.

    Only ranks by money, or by what is left open: shares and sizes are compared in money.

    Columns: table, record, _line, kind, source_id, market_id, region_id, segment_id (empty for a
    region), scope_id (the region whose parts are ranked, or where the segment is), cut (the axis,
    or empty), year, time.
    """
    world = read_places(tables).world
    cuts = segment_places(tables).select("segment_id", "cut")
    claims = tables["claims"].with_columns(
        nw.col("region_id").fill_null(world), scope_id=nw.col("of_region_id").fill_null(world)
    )
    units = tables["units"].select("unit_id", measure().alias("claim_of"))
    claims = claims.join(units, on="unit_id", how="left").join(cuts, on="segment_id", how="left")
    claims = claims.with_columns(nw.col("claim_of").fill_null("")).filter(may_be_money("claim_of"))
    segment = ~nw.col("segment_id").is_null()
    claims = claims.with_columns(
        nw.col("segment_id").fill_null(""),
        nw.col("cut").fill_null(""),
        table=nw.lit("claims"),
        record=nw.col("claim_id"),
        scope_id=nw.when(segment).then("region_id").otherwise("scope_id"),
        time=nw.col("year").fill_null(0),
    )
    return claims.select(
        *["table", "record", "_line", "kind", "source_id", "market_id", "region_id", "scope_id"],
        *["segment_id", "cut", "year", "time"],
    )


@shared
def rivals(tables: Tables) -> Frame:
    """Each claim with every subject that would break it by standing above its own.

    Columns: record, rival_region, rival_segment, is_peer. A rival that is no peer is smaller than
    one, so that it says something of size but nothing of growth: Japan against North America.
    """
    return nw.concat([_region_rivals(tables), _segment_rivals(tables)], how="vertical")


def _segment_rivals(tables: Tables) -> Frame:
    """Members of the same axis that neither contain the leader, nor lie in it, nor are a rest."""
    places = segment_places(tables).filter(~nw.col("catches_all"))
    others = places.select("cut", nw.col("segment_id").alias("rival_segment"))
    claims = claim_subjects(tables).filter(nw.col("segment_id") != "")
    pairs = claims.join(others, on="cut", how="inner")
    pairs = pairs.filter(nw.col("segment_id") != nw.col("rival_segment"))
    inner = segment_containers(tables)
    one = inner.select(
        nw.col("part_id").alias("segment_id"), nw.col("holder_id").alias("rival_segment")
    )
    two = inner.select(
        nw.col("holder_id").alias("segment_id"), nw.col("part_id").alias("rival_segment")
    )
    nested = nw.concat([one, two], how="vertical")
    return pairs.join(nested, on=["segment_id", "rival_segment"], how="anti").select(
        "record",
        nw.col("region_id").alias("rival_region"),
        "rival_segment",
        nw.lit(1).cast(nw.Int64).alias("is_peer"),
    )


def _region_rivals(tables: Tables) -> Frame:
    claims = claim_subjects(tables).filter(nw.col("segment_id") == "")
    pairs = claims.select("region_id", "scope_id").unique().collect().rows()
    places = read_places(tables)
    rows = [row for region, scope in pairs for row in _rivals_of(places, region, scope)]
    known = lay_out(("region_id", "scope_id", "rival_region", "is_peer", "is_group"), rows)
    overlaps = region_overlaps(tables).select(
        nw.col("part_id").alias("region_id"), nw.col("other_id").alias("rival_region")
    )
    known = known.join(overlaps, on=["region_id", "rival_region"], how="anti")
    found = claims.join(known, on=["region_id", "scope_id"], how="inner")
    on = ["source_id", "market_id", "list"]
    listed = complete_lists(tables)
    beside = listed.select(*on, nw.col("part_id").alias("region_id")).join(
        listed.select(*on, nw.col("part_id").alias("rival_region")), on=on, how="inner"
    )
    key = ["source_id", "market_id", "region_id", "rival_region"]
    beside = beside.select(*key).unique().with_columns(is_listed=nw.lit(1))
    found = found.join(beside, on=key, how="left")
    # a group of several regions is a rival only where the source ranks it among its regions
    found = found.filter((nw.col("is_group") == 0) | (nw.col("is_listed") == 1))
    return found.select(
        "record",
        "rival_region",
        nw.lit("").alias("rival_segment"),
        nw.max_horizontal("is_peer", nw.col("is_listed").cast(nw.Int64)).alias("is_peer"),
    )


def _rivals_of(places: Places, region: str, scope: str) -> list[tuple[str, str, str, int, int]]:
    """Regions inside the scope that may be rivals: peers, and for a region all smaller ones."""
    kinds, parents = places.kinds, places.parents
    rows: list[tuple[str, str, str, int, int]] = []
    for other, kind in kinds.items():
        if kind == "remainder" or other == region or scope not in places.lies_in.wholes(other):
            continue
        wide = places.is_wide(region)
        if not wide and places.country_of(region) != places.country_of(other):
            continue
        if wide or kind == kinds[region]:
            group = kind == "group" and places.is_wide(other)
            alike = kind == kinds[region] and (not wide or parents[other] == parents[region])
            rows.append((region, scope, other, int(alike and not group), int(wide and group)))
    return rows

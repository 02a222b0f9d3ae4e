"""Statements of rank against the figures beside them."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import reach
from marketbook.old_rules.parts import (
    parts,
    read_names,
    segment_containers,
    segment_places,
    separate_parts,
)
from marketbook.old_rules.places import region_overlaps
from marketbook.old_rules.rivals import RIVAL, claim_subjects, rivals
from marketbook.old_rules.rule import Frame, Row, Saying, Tables, View, is_empty, rule, shared
from marketbook.old_rules.shares import USES, Names, number, sized_shares
from marketbook.old_rules.wholes import figures
from marketbook.old_rules.words import amount, percent, the_others

_SHOWN = ["own_time", "other_time", "own_shown", "other_shown"]

# stands for nothing in a ratio
_LEAST = 1e-9

READS_CLAIMS = ("claims", "regions")
USES_CLAIMS = ("shares", "sizes", "units", *USES)


@shared
def ranked_figures(tables: Tables) -> Frame:
    """Shares and sizes that can be ranked, each with its ``scale``: only figures of one compare.

    Sizes are those that are printed and those that follow from a share and its total.

    Columns: source_id, market_id, region_id, segment_id, scale, time, low, high, shown, unit,
    derived (1 where the size follows from a share).
    """
    key = ["source_id", "market_id"]
    near = claim_subjects(tables).select(*key).unique()
    # two shares of wholes that are left open may be of different ones
    shares = parts(tables).filter(nw.col("whole_id") != "").join(near, on=key, how="semi")
    # one that its own size contradicts has its finding, and says nothing of rank
    wrong = sized_shares(tables).filter(nw.col("is_bad") == 1).select("record").unique()
    shares = shares.join(wrong, on="record", how="anti")
    sizes = figures(tables).join(near, on=key, how="semi")
    columns = [*key, "region_id", "segment_id", "scale", "time", "low", "high", "shown", "unit"]
    columns.append("derived")
    shares = shares.with_columns(
        scale=nw.concat_str(nw.lit("share of "), nw.col("whole_id")),
        shown=nw.col("share"),
        unit=nw.lit("%"),
        derived=nw.lit(0),
    )
    money = sizes.with_columns(
        scale=nw.col("currency"),
        time=nw.col("year"),
        shown=nw.col("money") / nw.col("factor"),
        derived=nw.when(nw.col("id") > 0).then(0).otherwise(1),
    )
    return nw.concat([shares.select(*columns), money.select(*columns)], how="vertical")


_RANKED = ("time", "low", "high", "shown", "unit", "derived")


def _at(frame: Frame, prefix: str, key: list[str]) -> Frame:
    """Figures as those of one side of a comparison."""
    subject = dict(zip(["region_id", "segment_id"], key, strict=True))
    values = {name: f"{prefix}_{name}" for name in _RANKED}
    return frame.rename({**subject, **values})


def _worst(pairs: Frame) -> Frame:
    """One row per claim: the rival furthest above it, where no comparison is in its favour."""
    pairs = pairs.with_columns(
        kept=nw.when(nw.col("beats") <= 0).then(1).otherwise(0).max().over("record", *RIVAL)
    )
    pairs = pairs.with_columns(excess=nw.when(nw.col("kept") == 0).then("beats").otherwise(0.0))
    return find_first(
        pairs, ["record"], [-nw.col("excess"), nw.concat_str(*RIVAL), nw.col("order")]
    )


def find_first(frame: Frame, key: list[str], orders: list[nw.Expr]) -> Frame:
    """The first row of each group by one order after the other."""
    for order in orders:
        frame = frame.with_columns(place=order)
        frame = frame.filter(nw.col("place") == nw.col("place").min().over(*key))
    # what is left of a group says the same
    return frame.unique(key)


@rule(
    "claims.largest-has-largest-share",
    reads=READS_CLAIMS,
    uses=USES_CLAIMS,
    why="A leader that another one beats in the same text is a wrong name, a wrong figure or "
    "another year.",
    example="calls North America the largest, but Europe has 38 % and North America only 35 %",
)
def largest_has_largest_share(tables: Tables) -> View:
    """Nobody has a larger share or size than the one that is said to be the largest."""
    claims = claim_subjects(tables).filter(nw.col("kind") == "largest")
    if is_empty(claim_subjects(tables)):
        return View(claims, nw.lit(value=True), lambda row: _say_larger(row, {}))
    figures = ranked_figures(tables)
    own = _at(figures, "own", ["region_id", "segment_id"])
    other = _at(figures, "other", RIVAL)
    pairs = claims.join(own, on=["source_id", "market_id", "region_id", "segment_id"], how="inner")
    pairs = pairs.join(rivals(tables), on="record", how="inner")
    pairs = pairs.join(other, on=["source_id", "market_id", "scale", *RIVAL], how="inner")
    pairs = pairs.filter(
        # two shares of one total compare as shares: the rounding of the total says nothing
        (nw.col("own_derived") == 0) | (nw.col("other_derived") == 0),
        same_time("own_time", "other_time"),
        same_time("time", "own_time"),
        same_time("time", "other_time"),
    )
    pairs = _of_its_time(pairs, tables)
    beats = nw.when(reach(nw.col("other_low"), nw.col("own_high"))).then(0.0)
    pairs = pairs.with_columns(
        beats=beats.otherwise(nw.col("other_low") / nw.max_horizontal("own_high", nw.lit(_LEAST))),
        order=nw.concat_str("scale", *[nw.col(name).cast(nw.String) for name in _SHOWN]),
    )
    names = nw.col("excess") <= 0
    return View(_worst(pairs), names, lambda row: _say_larger(row, read_names(tables)))


def _of_its_time(pairs: Frame, tables: Tables) -> Frame:
    """Comparisons that a claim without a year is about: who leads now may be overtaken later."""
    known = tables["source_periods"].filter(nw.col("kind").is_in(["base", "estimate", "history"]))
    present = known.group_by("source_id").agg(nw.col("end_year").max().alias("present"))
    pairs = pairs.join(present, on="source_id", how="left")
    latest = nw.max_horizontal("own_time", "other_time")
    later = (nw.col("time") == 0) & (latest > nw.col("present")).fill_null(value=False)
    return pairs.filter(~later).drop("present")


def same_time(one: str, other: str) -> nw.Expr:
    """Whether two years are one, or one of them is not printed (0)."""
    return (nw.col(one) == nw.col(other)) | (nw.col(one) == 0) | (nw.col(other) == 0)


def name_subject(
    row: Row, names: Names, region: str = "region_id", segment: str = "segment_id"
) -> str:
    """Name of the segment in a row, or of the region where it has none."""
    return names[row[segment] or row[region]]


def _say_larger(row: Row, names: Names) -> Saying:
    own, other = name_subject(row, names), name_subject(row, names, *RIVAL)
    time = max(row["own_time"], row["other_time"])
    year = f" in {time}" if time else ""
    shown = [f"{amount(row[f'{side}_shown'])} {row[f'{side}_unit']}" for side in ("other", "own")]
    message = (
        f"calls {own} the largest, but {other} has {shown[0]}{year} and {own} only {shown[1]}; "
        "check the name and both figures, or waive it with the reason"
    )
    return Saying(message, shown[1], shown[0], row["excess"] - 1)


@rule(
    "claims.largest-has-room",
    reads=READS_CLAIMS,
    uses=USES_CLAIMS,
    why="A leader without a figure can have at most what the others leave; where that is less "
    "than one of them has, it does not lead.",
    example="calls Services the largest, but the 2 others with a share leave it at most 26.0 % in "
    "2024, less than the 39.5 % that one of them has at least",
)
def largest_has_room(tables: Tables) -> View:
    """What the others leave for the one that is said to be the largest lets it be the largest."""
    claims = claim_subjects(tables).filter(nw.col("kind") == "largest")
    subject = ["source_id", "market_id", "region_id", "segment_id"]
    known = parts(tables).select(*subject).unique()
    claims = claims.join(known, on=subject, how="anti")
    others = separate_parts(tables).filter(
        (nw.col("holder_id") == nw.col("whole_id")) | (nw.col("holder_id") == "")
    )
    others = others.filter(nw.col("within") == "").select(*_OTHER).rename(_OTHER)
    pairs = claims.join(others, on=["source_id", "market_id", "cut", "scope_id"], how="inner")
    pairs = pairs.filter(same_time("time", "part_time"))
    rank = rivals(tables).select("record", *RIVAL, is_rival=nw.lit(1))
    pairs = pairs.join(rank, on=["record", *RIVAL], how="left")
    pairs = pairs.join(_inside_each_other(tables), on=["record", "part_id"], how="anti")
    rival_low = nw.when(nw.col("is_rival") == 1).then("part_low")
    left = pairs.group_by("record", "part_time").agg(
        nw.col("part_low").sum().alias("taken"),
        nw.len().alias("others"),
        rival_low.max().alias("rival_low"),
    )
    left = left.with_columns(room=100.0 - nw.col("taken"))
    # with a claim without a year, one year in which it can hold is enough
    left = left.with_columns(lack=nw.col("rival_low") - nw.col("room"))
    left = find_first(left, ["record"], [nw.col("lack"), nw.col("part_time")])
    frame = claims.join(left, on="record", how="inner")
    holds = reach(nw.col("rival_low"), nw.col("room"))
    return View(frame, holds, lambda row: _say_no_room(row, read_names(tables)))


_OTHER = {
    "source_id": "source_id",
    "market_id": "market_id",
    "cut": "cut",
    "whole_id": "scope_id",
    "time": "part_time",
    "part_id": "part_id",
    "region_id": RIVAL[0],
    "segment_id": RIVAL[1],
    "low": "part_low",
}


def _inside_each_other(tables: Tables) -> Frame:
    """Claims with the parts that lie in their subject, or contain it: record, part_id."""
    claims = claim_subjects(tables)
    overlaps = region_overlaps(tables).rename({"other_id": "region_id"})
    regions = claims.filter(nw.col("segment_id") == "").join(overlaps, on="region_id", how="inner")
    inner = segment_containers(tables)
    within = inner.rename({"holder_id": "segment_id"})
    around = inner.select("holder_id", "part_id")
    around = around.rename({"holder_id": "part_id", "part_id": "segment_id"})
    within = within.select("part_id", "segment_id")
    segments = nw.concat([within, around], how="vertical").join(
        claims.select("record", "segment_id"), on="segment_id", how="inner"
    )
    return nw.concat(
        [frame.select("record", "part_id") for frame in (regions, segments)], how="vertical"
    ).unique()


def _say_no_room(row: Row, names: Names) -> Saying:
    year = f" in {row['part_time']}" if row["part_time"] else ""
    own, alone = name_subject(row, names), row["others"] == 1
    message = (
        f"calls {own} the largest, but {the_others(row['others'])} with a share "
        f"{'leaves' if alone else 'leave'} it at most {percent(max(row['room'], 0.0), 1)} %{year}, "
        f"less than the {percent(row['rival_low'], 1)} % that {'it' if alone else 'one of them'} "
        "has at least; check the name and the "
        "figures, or waive it with the reason"
    )
    implied = f"at most {percent(row['room'], 1)} %"
    return Saying(message, "", implied, row["lack"] / 100)


@rule(
    "claims.largest-is-above-average",
    reads=READS_CLAIMS,
    uses=USES_CLAIMS,
    why="Where a leader has less than the others have on average, one of them is larger, whichever "
    "it is.",
    example="calls Devices the largest with 20 %, but the 2 segments without a share have 44.0 % "
    "between them, 22.0 % each on average: one of them is larger",
)
def largest_is_above_average(tables: Tables) -> View:
    """The largest segment has at least the average of what is left for those without a share."""
    own = parts(tables).filter(nw.col("cut") != "")
    named = {"whole_id": "scope_id", "share": "own", "high": "own_high"}
    own = own.select("source_id", "market_id", "segment_id", "time", *named).rename(named)
    claims = claim_subjects(tables).filter(nw.col("kind") == "largest")
    claims = claims.rename({"time": "claim_time"})
    frame = claims.join(
        own, on=["source_id", "market_id", "segment_id", "scope_id"], how="inner"
    ).join(_gaps_in_axes(tables), on=_AXIS, how="inner")
    frame = frame.filter(same_time("claim_time", "time"))
    frame = frame.with_columns(average=nw.col("left") / nw.col("missing"))
    frame = find_first(frame, ["record"], [nw.col("average") - nw.col("own_high"), nw.col("time")])
    holds = reach(nw.col("average"), nw.col("own_high"))
    return View(frame, holds, lambda row: _say_average(row, read_names(tables)))


_AXIS = ["source_id", "market_id", "scope_id", "cut", "time"]


def _gaps_in_axes(tables: Tables) -> Frame:
    """Complete axes with segments that have no share: ``missing`` of them, and what is ``left``."""
    places = segment_places(tables)
    catches = nw.when(nw.col("catches_all")).then(1).otherwise(0)
    of = places.filter(nw.col("is_top"), nw.col("is_complete"))
    of = of.group_by("cut").agg(nw.len().alias("all"), catches.sum().alias("all_rests"))
    known = separate_parts(tables).filter(nw.col("holder_id") == "")
    known = known.join(
        places.select("segment_id", "is_top", "catches_all"), on="segment_id", how="inner"
    ).with_columns(scope_id=nw.col("whole_id"))
    known = known.group_by(*_AXIS).agg(
        nw.len().alias("known"),
        nw.col("high").sum().alias("taken"),
        catches.sum().alias("rests"),
        nw.when(nw.col("is_top")).then(0).otherwise(1).sum().alias("nested"),
    )
    # a rest without a share may hold anything, and a member of a member hides what its own has
    known = known.join(of, on="cut", how="inner").filter(
        nw.col("rests") == nw.col("all_rests"), nw.col("nested") == 0
    )
    return known.with_columns(
        missing=nw.col("all").cast(nw.Int64) - nw.col("known"), left=100.0 - nw.col("taken")
    ).filter(nw.col("missing") > 0)


def _say_average(row: Row, names: Names) -> Saying:
    own = name_subject(row, names)
    message = (
        f"calls {own} the largest with {number(row['own'])} %, but the {row['missing']} segments "
        f"without a share have at least {percent(row['left'], 1)} % between them, "
        f"{percent(row['average'], 1)} % each on average: one of them is larger; check the name "
        "and the figures, or waive it with the reason"
    )
    implied = f"{percent(row['average'], 1)} % on average"
    return Saying(
        message, number(row["own"]), implied, row["average"] / max(row["own_high"], _LEAST) - 1
    )


@rule(
    "claims.one-per-kind",
    reads=READS_CLAIMS,
    uses=USES_CLAIMS,
    why="Two leaders of one ranking cannot both lead.",
    example="calls Europe the largest, but claims:m-largest-north-america gives that rank to North "
    "America",
)
def one_per_kind(tables: Tables) -> View:
    """A source gives one rank to one subject: two of the same kind do not both lead."""
    claims = claim_subjects(tables)
    on = ["source_id", "market_id", "kind", "scope_id", "cut", "time"]
    named = {
        name: f"other_{name.removesuffix('_id')}" for name in ("record", "region_id", "segment_id")
    }
    others = claims.select(*on, *named).rename(named)
    pairs = claims.join(others, on=on, how="inner").filter(
        nw.col("record") > nw.col("other_record")
    )
    peers = rivals(tables).filter(nw.col("is_peer") == 1)
    peers = peers.rename({"rival_region": "other_region", "rival_segment": "other_segment"})
    pairs = pairs.join(peers, on=["record", "other_region", "other_segment"], how="left")
    return View(
        pairs, nw.col("is_peer").is_null(), lambda row: _say_two_leaders(row, read_names(tables))
    )


def _say_two_leaders(row: Row, names: Names) -> Saying:
    own = name_subject(row, names)
    other = name_subject(row, names, "other_region", "other_segment")
    message = (
        f"calls {own} the {row['kind'].replace('-', ' ')}, but claims:{row['other_record']} gives "
        f"that rank to {other}; check both names and enter the year of each, or waive it with the "
        "places"
    )
    return Saying(message, own, other)

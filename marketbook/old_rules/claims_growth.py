"""Statements of who grows fastest, against the growth rates beside them."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import Interval, implied_growth, reach
from marketbook.old_rules.claims import (
    READS_CLAIMS,
    USES_CLAIMS,
    find_first,
    name_subject,
    same_time,
)
from marketbook.old_rules.frames import rate_figures
from marketbook.old_rules.known_growth import WINDOW, known_growth
from marketbook.old_rules.parts import parts, read_names, segment_places
from marketbook.old_rules.places import complete_lists, read_places
from marketbook.old_rules.rivals import RIVAL, claim_subjects, rivals
from marketbook.old_rules.rule import Frame, Row, Saying, Tables, View, is_empty, rule
from marketbook.old_rules.share_growth import rated_shares
from marketbook.old_rules.shares import Names, number
from marketbook.old_rules.windows import forecasts
from marketbook.old_rules.words import percent, span

_RATE = [*WINDOW, "rate", "rate_low", "rate_high", "near_low", "near_high", "is_early", "stated"]
_ABOUT = ["source_id", "market_id", "region_id", "segment_id"]


def _rates(tables: Tables, side: str, key: list[str]) -> Frame:
    """Known growth as that of one side of a comparison."""
    subject = dict(zip(["region_id", "segment_id"], key, strict=True))
    rates = known_growth(tables).select("source_id", "market_id", *subject, *_RATE)
    return rates.rename({**subject, **{name: f"{side}_{name}" for name in _RATE}})


@rule(
    "claims.fastest-can-be-fastest",
    reads=READS_CLAIMS,
    uses=(*USES_CLAIMS, "growth_rates", "source_periods"),
    why="Who grows fastest has the highest rate, and not a lower one than the whole it is part "
    "of; otherwise the name or a rate is wrong.",
    example="calls Asia-Pacific the fastest growing with 15.1 %, but Europe grows by 17.9 %",
)
def fastest_can_be_fastest(tables: Tables) -> View:
    """Nobody of its kind, nor the whole, grows faster than what is said to grow fastest.

    What has no rate grows by what its sizes at both ends of the forecast imply.
    """
    claims = claim_subjects(tables).filter(nw.col("kind") == "fastest-growing")
    if is_empty(claims):
        return View(claims, nw.lit(value=True), lambda row: _say_faster(row, {}))
    own = _rates(tables, "own", ["region_id", "segment_id"])
    claims = claims.join(own, on=_ABOUT, how="inner")
    peers = rivals(tables).filter(nw.col("is_peer") == 1).select("record", *RIVAL)
    # the parts of a whole cannot all grow more slowly than the whole
    segment = nw.col("segment_id") != ""
    region = nw.when(segment).then("region_id").otherwise("scope_id")
    wholes = claims.select("record", region.alias(RIVAL[0]), nw.lit("").alias(RIVAL[1]))
    against = nw.concat([peers, wholes.unique()], how="vertical")
    other = _rates(tables, "other", RIVAL)
    pairs = claims.join(against, on="record", how="inner").join(
        other, on=["source_id", "market_id", *RIVAL], how="inner"
    )
    pairs = pairs.filter(
        same_time("own_window_start", "other_window_start"),
        same_time("own_window_end", "other_window_end"),
    )
    both_early = (nw.col("own_is_early") == 1) & (nw.col("other_is_early") == 1)
    pairs = pairs.with_columns(
        least=nw.when(both_early).then("other_near_low").otherwise("other_rate_low"),
        most=nw.when(both_early).then("own_near_high").otherwise("own_rate_high"),
    )
    # of several rates of one subject, the one that fits best
    pairs = pairs.with_columns(lead=nw.col("least") - nw.col("most"))
    order = [nw.col("lead"), nw.concat_str("own_stated", "other_stated")]
    pairs = find_first(pairs, ["record", *RIVAL], order)
    frame = find_first(pairs, ["record"], [-nw.col("lead"), nw.concat_str(*RIVAL)])
    holds = reach(nw.col("least"), nw.col("most"))
    return View(frame, holds, lambda row: _say_faster(row, read_names(tables)))


def _say_faster(row: Row, names: Names) -> Saying:
    own, other = name_subject(row, names), name_subject(row, names, *RIVAL)
    gap = row["other_rate"] - row["own_rate"]
    ends = "near" if row["own_is_early"] and row["other_is_early"] else "rate"
    growth = {side: _tell_rate(row, side, ends) for side in ("own", "other")}
    is_whole = not row[RIVAL[1]] and (row["segment_id"] or row[RIVAL[0]] == row["scope_id"])
    which = f"the whole, {other}," if is_whole else other
    message = (
        f"calls {own} the fastest growing with {growth['own']}, but {which} grows by "
        f"{growth['other']}, {percent(gap)} points more; check the name, both rates and "
        "their periods, or waive it with the reason"
    )
    return Saying(message, growth["own"], growth["other"], gap / 100)


def _tell_rate(row: Row, side: str, ends: str) -> str:
    if row[f"{side}_stated"]:
        return f"{row[f'{side}_stated']} %"
    growth = Interval(row[f"{side}_{ends}_low"], row[f"{side}_{ends}_high"])
    return f"{span(growth)} by its sizes"


@rule(
    "claims.fastest-gains-share",
    reads=(*READS_CLAIMS, "shares"),
    uses=(*USES_CLAIMS, "source_periods"),
    why="What grows faster than all others beside it gains share of their whole; who loses it "
    "grows more slowly than the whole does.",
    example="calls Wireless the fastest growing, but its share of the world falls from 45.6 % in "
    "2024 to 39.9 % in 2030: 5.7 points, 2.2 % a year less growth than the whole has",
)
def fastest_gains_share(tables: Tables) -> View:
    """What is said to grow fastest does not lose share of its whole over the forecast."""
    claims = claim_subjects(tables).filter(nw.col("kind") == "fastest-growing")
    shares = parts(tables).filter(nw.col("time") > 0).rename({"whole_id": "scope_id"})
    shares = shares.select(*_ABOUT, "scope_id", *_SHARE)
    claims = claims.drop("time").join(shares, on=[*_ABOUT, "scope_id"], how="inner")
    claims = claims.join(forecasts(tables), on="source_id", how="left")
    time, start = nw.col("time"), nw.col("forecast_start")
    early = time < nw.min_horizontal(nw.col("base_year"), start - 1)
    late = time > nw.col("forecast_end")
    claims = claims.filter(~(early | late).fill_null(value=False))
    first = claims.filter(time == time.min().over("record"))
    last = claims.filter(time == time.max().over("record"), time > time.min().over("record"))
    last = last.select("record", *_SHARE).rename({name: f"{name}_last" for name in _SHARE})
    frame = first.join(last, on="record", how="inner")
    holds = reach(nw.col("low"), nw.col("high_last"))
    return View(frame, holds, lambda row: _say_loss(row, read_names(tables)))


_SHARE = ["time", "share", "low", "high"]


def _say_loss(row: Row, names: Names) -> Saying:
    count = row["time_last"] - row["time"]
    gap = percent(row["share"] - row["share_last"], 1)
    slower = -implied_growth(row["share"], row["share_last"], count)
    message = (
        f"calls {name_subject(row, names)} the fastest growing, but its share of "
        f"{names[row['scope_id']]} falls from {number(row['share'])} % in {row['time']} to "
        f"{number(row['share_last'])} % in {row['time_last']}: {gap} points, "
        f"{percent(slower, 1)} % a year less growth than the whole has; check the name and both "
        "shares, or waive it with the reason"
    )
    shares = [f"{number(row[name])} %" for name in ("share", "share_last")]
    return Saying(message, shares[0], shares[1], slower / 100)


@rule(
    "claims.fastest-has-room",
    reads=READS_CLAIMS,
    uses=(*USES_CLAIMS, "growth_rates", "source_periods"),
    why="Where every other part and the whole have a share and a rate, what remains says how fast "
    "the last part can grow, whether its rate is printed or not.",
    example="calls Services the fastest growing, but even from the least share that the others can "
    "leave it it would grow by 9.1 % a year, and one of them grows by 14.2 %",
)
def fastest_has_room(tables: Tables) -> View:
    """The growth that the others leave lets the one said to grow fastest do so."""
    claims = claim_subjects(tables).filter(nw.col("kind") == "fastest-growing")
    if is_empty(rated_shares(tables)):
        return View(rated_shares(tables), nw.lit(value=True), lambda row: _say_room(row, {}))
    rated = rate_figures(tables).select(*_ABOUT).unique()
    claims = claims.join(rated, on=_ABOUT, how="anti").drop("time")
    known = _known_others(claims, tables)
    if is_empty(known):
        return View(known, nw.lit(value=True), lambda row: _say_room(row, {}))
    left = _growth_left(known)
    own = parts(tables).select(*_ABOUT, "time", "whole_id", "low")
    own = own.rename({"whole_id": "scope_id", "low": "own_low"})
    frame = claims.join(left, on="record", how="inner")
    frame = frame.join(own, on=[*_ABOUT, "scope_id", "time"], how="left")
    frame = frame.with_columns(own_low=_least_share()).filter(nw.col("own_low") > 0)
    room = nw.max_horizontal(nw.lit(100.0) - _least_taken(), nw.lit(0.0))
    ratio = room / nw.col("own_low")
    can = ratio ** (nw.lit(1.0) / nw.col("years")) * (nw.col("whole_rate_high") + 100) - 100
    frame = frame.with_columns(can=can)
    order = [nw.col("rival_rate") - nw.col("can"), nw.col("time"), nw.col("years")]
    frame = find_first(frame, ["record"], order)
    holds = reach(nw.col("rival_rate"), nw.col("can"))
    return View(frame, holds, lambda row: _say_room(row, read_names(tables)))


def _least_share() -> nw.Expr:
    """The share from which the last part grows fastest: the least that it can have.

    All shares of a whole are 100, so that it has least where the others have most. That is also
    best for it in the end: what they have beyond that grows more slowly than the fastest.
    """
    left = nw.lit(100.0) - nw.col("start_high")
    return nw.max_horizontal(nw.col("own_low").fill_null(0.0), left)


def _least_taken() -> nw.Expr:
    """What the others have in the end, in percent of the whole, where the last has least."""
    others = nw.lit(100.0) - nw.col("own_low")
    more = nw.max_horizontal(others - nw.col("start_low"), nw.lit(0.0))
    bound = nw.col("taken_low") + more * nw.col("least_pace")
    return nw.when(reach(nw.col("start_high"), others)).then("taken_high").otherwise(bound)


def _say_room(row: Row, names: Names) -> Saying:
    own = name_subject(row, names)
    room = f"it would grow by {percent(row['can'])} % a year from {row['time']}"
    if row["can"] <= -100:
        room = f"nothing is left for it {row['years']:g} years after {row['time']}"
    message = (
        f"calls {own} the fastest growing, but even from the least share that the others, whose "
        f"shares and rates are printed, can leave it {room}, and one of them grows by "
        f"{percent(row['rival_rate'])} % at least; check the name, the shares and the rates, or "
        "waive it with the reason"
    )
    worth = (row["rival_rate"] - row["can"]) / 100
    return Saying(message, "", f"{percent(row['can'])} %", worth)


def _members(claims: Frame, tables: Tables) -> Frame:
    """Each claim with every other member of its complete axis, or of a list of the whole world.

    Columns: those of ``claims``, rival_region, rival_segment, members (how many with the leader).
    """
    top = segment_places(tables).filter(nw.col("is_top"), nw.col("is_complete"))
    top = top.select("cut", "segment_id").rename({"segment_id": RIVAL[1]})
    top = top.with_columns(members=nw.len().over("cut").cast(nw.Int64))
    segments = claims.filter(nw.col("segment_id") != "").join(top, on="cut", how="inner")
    segments = segments.filter(nw.col("segment_id") != nw.col(RIVAL[1]))
    segments = segments.with_columns(rival_region=nw.col("region_id"))
    listed = complete_lists(tables).select("source_id", "market_id", "part_id", "is_of")
    listed = listed.rename({"part_id": RIVAL[0], "is_of": "members"})
    world = nw.col("scope_id") == read_places(tables).world
    regions = claims.filter(nw.col("segment_id") == "", world)
    own = listed.rename({RIVAL[0]: "region_id"}).drop("members").unique()
    regions = regions.join(own, on=["source_id", "market_id", "region_id"], how="semi")
    regions = regions.join(listed.unique(), on=["source_id", "market_id"], how="inner")
    regions = regions.filter(nw.col("region_id") != nw.col(RIVAL[0]))
    columns = [*segments.collect_schema().names()]
    regions = regions.with_columns(rival_segment=nw.lit("")).select(*columns)
    return nw.concat([segments, regions], how="vertical")


def _known_others(claims: Frame, tables: Tables) -> Frame:
    """The other members with a share and a rate of one window, and the rate of the whole."""
    values = ["time", "low", "high", "part_rate_low", "whole_rate_high", *_WINDOW]
    named = {"whole_id": "scope_id", "region_id": RIVAL[0], "segment_id": RIVAL[1]}
    rated = rated_shares(tables).select("source_id", "market_id", *named, *values).rename(named)
    on = ["source_id", "market_id", "scope_id", *RIVAL]
    known = _members(claims, tables).join(rated, on=on, how="inner")
    start, time = nw.col("window_start"), nw.col("time")
    # a rate says nothing of the years inside its window: only the shares at its begin count
    begins = (time == start) | ((time == start - 1) & (time == nw.col("base_year")))
    return known.filter(begins.fill_null(False), nw.col("window_end") > start)


def _growth_left(known: Frame) -> Frame:
    """What the others leave of the whole at the end of the window, where all of them are known.

    Columns: record, time, years, members, found, start_low and start_high (percent of the whole
    that they have at first), taken_low and taken_high (what these become at least), least_pace (of
    any of them, against the whole), rival_rate (the highest of the others), whole_rate_high.
    """
    time, start, end = nw.col("time"), nw.col("window_start"), nw.col("window_end")
    # from a base year the rate may be meant for the years of its label, or for one more
    spans = [
        known.with_columns(years=(end - time).cast(nw.Float64)),
        known.filter(time < start).with_columns(years=(end - start).cast(nw.Float64)),
    ]
    known = nw.concat(spans, how="vertical")
    pace = (nw.col("part_rate_low") + 100) / (nw.col("whole_rate_high") + 100)
    known = known.with_columns(pace=pace ** nw.col("years"))
    left = known.group_by("record", "time", "years", "members", "whole_rate_high").agg(
        nw.len().alias("found"),
        nw.col("low").sum().alias("start_low"),
        nw.col("high").sum().alias("start_high"),
        (nw.col("low") * nw.col("pace")).sum().alias("taken_low"),
        (nw.col("high") * nw.col("pace")).sum().alias("taken_high"),
        nw.col("pace").min().alias("least_pace"),
        nw.col("part_rate_low").max().alias("rival_rate"),
    )
    return left.filter(nw.col("found") == nw.col("members") - 1)


_WINDOW = ["window_start", "window_end", "base_year"]

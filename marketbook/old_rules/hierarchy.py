"""A part is not larger than its whole: regions, segments and markets, in one year or moved to it.

What cannot be is told once: at the part, or at the whole where several parts are too large for
it. A part that fits under any of the moves its source allows is in order.
"""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import Interval, reach
from marketbook.old_rules.beside import ORDER, SLIP
from marketbook.old_rules.details import (
    PLACE,
    cite,
    field_of,
    in_unit,
    stated_of,
    tell,
    with_figure,
)
from marketbook.old_rules.frames import flag
from marketbook.old_rules.moves import moved_pairs, moved_wholes
from marketbook.old_rules.rule import Frame, Row, Saying, Tables, View, is_empty, rule, shared
from marketbook.old_rules.slips import doubtful_ids, slips
from marketbook.old_rules.wholes import MARKETS, REGIONS, part_pairs
from marketbook.old_rules.words import difference, excess, span

READS = ("sizes", "units")
USES = (
    "sources",
    "regions",
    "segments",
    "axes",
    "markets",
    "growth_rates",
    "source_periods",
    "shares",
    "region_parts",
    "region_listings",
)

_PAIR = ["cut", "id", "series", "target", "year", "low", "id_whole", "high_whole", "is_ok"]
_MOVE = ["year_whole", "moved_low", "moved_high"]
_GROWN = [f"growth_{end}{suffix}" for suffix in ("", "_whole") for end in ("low", "high")]


@shared
def same_year_pairs(tables: Tables) -> Frame:
    """Figures beside the wholes of their own year; ``is_ok`` is 1 where the part is not larger.

    Where both follow from shares, the rules on shares say what there is to say.
    """
    pairs = part_pairs(tables).filter(~nw.col("id_whole").is_null())
    printed = (nw.col("id") > 0) | (nw.col("id_whole") > 0)
    pairs = pairs.filter(printed | (nw.col("cut") == MARKETS))
    fits = reach(nw.col("low"), nw.col("high_whole"))
    return pairs.with_columns(is_ok=flag(fits)).select(*_PAIR, "is_near")


@shared
def misfits(tables: Tables) -> Frame:
    """Parts that are larger than their whole under every move, one row per finding.

    The columns of the part end in ``_part``, those of the whole in ``_whole``; ``is_whole`` is 1
    where the whole is at fault; ``more`` is how many other parts, or years, say the same.
    """
    same, moved = same_year_pairs(tables), moved_pairs(tables)
    # a market may have its whole in several sources, and one that it fits is enough
    others = (nw.col("is_ok") == 0) | (nw.col("cut") == MARKETS)
    both = [_in_columns(frame) for frame in (same.filter(others), moved)]
    rows = nw.concat(both, how="vertical").filter(nw.col("is_ok").max().over("id", "target") == 0)
    rows, back = _nearest(rows), _in_columns(backward_misfits(tables))
    pair = ["series", "target"]
    # two series that were told forwards are not told backwards again
    back = back.join(rows.select(*pair), on=pair, how="anti")
    rows = nw.concat([rows, back], how="vertical")
    by_part, by_whole = (
        nw.col("moved_low") / nw.col("high_whole"),
        nw.col("low") / nw.col("moved_high"),
    )
    moved_excess = nw.min_horizontal(by_part, by_whole)
    rows = rows.with_columns(excess=nw.coalesce(moved_excess, nw.col("low") / nw.col("high_whole")))
    rows = with_figure(rows.drop("year"), tables, "id", "_part")
    rows = with_figure(rows.drop("year_whole"), tables, "id_whole", "_whole")
    # of two sizes of a whole one must be right, and the part is larger than both
    for key, doubtful in (("of_id_part", doubtful_ids(tables)), ("of_id_whole", slips(tables))):
        rows = rows.join(doubtful.select(nw.col("id").alias(key)), on=key, how="anti")
    return _told_once(rows)


def _in_columns(frame: Frame) -> Frame:
    """The columns that findings need; those of a move are null where nothing was moved."""
    there = frame.collect_schema().names()
    exprs = [nw.col(name) for name in _PAIR]
    for name in (*_MOVE, *_GROWN):
        kind = nw.Int64 if name == "year_whole" else nw.Float64
        exprs.append(nw.col(name) if name in there else nw.lit(None).cast(kind).alias(name))
    return frame.select(*exprs)


@shared
def backward_misfits(tables: Tables) -> Frame:
    """Wholes that are smaller than a later part was in their year, by the part's own growth.

    What a part grows to after the year of the whole is told of its growth rate.
    """
    wholes = moved_wholes(tables)
    return wholes.filter(nw.col("is_ok") == 0, nw.col("is_later") == 1)


def _nearest(rows: Frame) -> Frame:
    """Of several years of a whole the nearest, then the first."""
    gap = (nw.col("year") - nw.coalesce("year_whole", "year")).abs()
    rows = rows.filter(gap == gap.min().over("id", "target"))
    return rows.filter(nw.col("id_whole") == nw.col("id_whole").min().over("id", "target"))


def _told_once(rows: Frame) -> Frame:
    """One row per part and its years, or per whole that several parts are too large for.

    Of several years the one in which both are printed, else the one that is moved the least.
    """
    rows = rows.with_columns(
        parts=nw.len().over("id_whole").cast(nw.Int64),
        wholes=nw.len().over("id").cast(nw.Int64),
    )
    whole = (nw.col("parts") > 1) & (nw.col("parts") > nw.col("wholes"))
    rows = rows.with_columns(
        is_whole=flag(whole),
        key=nw.when(whole).then("id_whole").otherwise("series"),
    )
    on = ["is_whole", "key"]
    # a part that is too large for several wholes is told for the smallest
    tight = (nw.col("is_whole") == 1) | (
        nw.col("high_whole") == nw.col("high_whole").min().over("id")
    )
    rows = rows.filter(tight).with_columns(more=nw.len().over(*on).cast(nw.Int64) - 1)
    gap = (nw.col("year_part") - nw.col("year_whole")).abs()
    rows = rows.filter(gap == gap.min().over(*on))
    rows = rows.filter(nw.col("excess") == nw.col("excess").max().over(*on))
    return rows.filter(nw.col("id") == nw.col("id").min().over(*on))


def _view(tables: Tables, kind: nw.Expr) -> View:
    rows = [frame.filter(kind) for frame in (same_year_pairs(tables), moved_pairs(tables))]
    fine = [frame.filter(nw.col("is_ok") == 1).select("id") for frame in rows]
    wrong = [frame.filter(nw.col("is_ok") == 0) for frame in rows]
    if all(is_empty(frame) for frame in (*wrong, backward_misfits(tables))):
        return View(nw.concat(fine, how="vertical"), ~nw.col("id").is_null(), _say)
    whole = nw.col("is_whole") == 1
    at_fault = [
        nw.when(whole).then(name + "_whole").otherwise(name + "_part").alias(name) for name in PLACE
    ]
    publishers = tables["sources"].select(
        nw.col("source_id").alias("source_id_whole"), nw.col("publisher").alias("publisher_whole")
    )
    bad = misfits(tables).filter(kind).with_columns(*at_fault)
    bad = bad.join(publishers, on="source_id_whole", how="left")
    return View(nw.concat([*fine, bad], how="diagonal"), nw.col("excess").is_null(), _say)


@rule(
    "sizes.region-within-parent",
    reads=READS,
    uses=USES,
    why="A country that is larger than its region shows a wrong digit, unit, year or region; a "
    "model that divides the region by its countries runs negative.",
    example="states 98.4 USD billion in 2025, 5.2 USD billion (5.58 %) more than "
    "sizes:iomt-2025-north-america, which contains it: 93.2 USD billion in 2025",
)
def region_within_parent(tables: Tables) -> View:
    """A country or region is not larger than a region or group that contains it."""
    return _view(tables, nw.col("cut") == REGIONS)


@rule(
    "sizes.segment-within-market",
    reads=READS,
    uses=USES,
    why="A segment that is larger than its market, or than the segment it belongs to, shows a "
    "wrong digit, unit or year, or a segment that was put under the wrong one.",
    example="states 61.2 USD billion in 2025, 4.51 USD billion (7.96 %) more than "
    "sizes:telemedicine-2025-world, which contains it: 56.69 USD billion in 2025",
)
def segment_within_market(tables: Tables) -> View:
    """A segment is not larger than its market, nor than the segment that it is part of."""
    return _view(tables, nw.col("cut") > REGIONS)


@rule(
    "sizes.market-within-parent",
    reads=READS,
    uses=USES,
    why="A market that is larger than the one it is part of cannot be planned with beside it: the "
    "two publishers mean different things, or one of the figures is wrong.",
    example="states 412 USD billion in 2025, more than sizes:smart-healthcare-2024-world, which "
    "contains it: 288.5 USD billion in 2024, at most 338.6 in 2025 by its growth of 17.3 %",
)
def market_within_parent(tables: Tables) -> View:
    """A market is not larger than the market that it is part of, whichever source states it."""
    return _view(tables, nw.col("cut") == MARKETS)


def _say(row: Row) -> Saying:
    suffix = "_whole" if row["is_whole"] else "_part"
    own = f"states {_sized(row, suffix)} in {row['year']}"
    told = _tell_whole(row) if row["is_whole"] else _tell_part(row)
    message = (
        f"{own}, {told}; {_slip(row)}check the digits, the unit, the year and what it is part of, "
        "or waive it with the reason"
    )
    implied = f"at most {in_unit(_most(row), row, '_part')}"
    if row["is_whole"]:
        implied = f"at least {in_unit(_least(row), row, '_whole')}"
    return Saying(
        message, stated_of(row, suffix), implied, row["excess"] - 1, field_of(row, suffix)
    )


def _sized(row: Row, suffix: str) -> str:
    """A figure as printed, with the amount that it comes to where it is a share."""
    money = in_unit(row["money" + suffix], row, suffix)
    return f"{tell(row, suffix)} ({money})" if row["share" + suffix] else tell(row, suffix)


def _least(row: Row) -> float:
    """The least that the part can be in the year of the whole, or in its own."""
    return row["low"] if row["moved_low"] is None else row["moved_low"]


def _most(row: Row) -> float:
    return row["high_whole"] if row["moved_high"] is None else row["moved_high"]


def _tell_part(row: Row) -> str:
    # a market may have its whole in another publisher's report
    of = row["publisher_whole"] if row["cut"] == MARKETS else None
    whole = (
        f"{cite(row, '_whole')}{f' of {of}' if of else ''}, which contains it: "
        f"{_sized(row, '_whole')} in {row['year_whole']}"
    )
    if row["year_part"] == row["year_whole"]:
        return f"{_more(row)} than {whole}{_years(row)}"
    return f"more than {whole}{_tell_moves(row)}: {_gap(row)} too much at least"


def _gap(row: Row) -> str:
    """How far the part is above its whole, every rounding and both moves in its favour."""
    if row["moved_high"] is not None:
        return excess(row["low"], row["moved_high"], row["factor_part"], row["unit_part"])
    return excess(row["moved_low"], row["high_whole"], row["factor_whole"], row["unit_whole"])


def _more(row: Row) -> str:
    factor, unit = row["factor_part"], row["unit_part"]
    return difference(row["money_part"] / factor, row["money_whole"] / factor, unit)


def _years(row: Row) -> str:
    return f", as in {row['more']} more of its years" if row["more"] else ""


def _tell_moves(row: Row) -> str:
    """Either figure in the year of the other."""
    told = ""
    if row["moved_high"] is not None:
        growth = span(Interval(row["growth_low_whole"], row["growth_high_whole"]))
        told += (
            f", at most {in_unit(row['moved_high'], row, '_part')} in {row['year_part']} by its "
            f"growth of {growth}"
        )
    if row["moved_low"] is not None:
        growth = span(Interval(row["growth_low"], row["growth_high"]))
        told += (
            f"{'; and' if told else ', and'} by the growth of the part, {growth}, that is at least "
            f"{in_unit(row['moved_low'], row, '_whole')} in {row['year_whole']}"
        )
    return told


def _tell_whole(row: Row) -> str:
    part = f"{cite(row, '_part')}, {_sized(row, '_part')} in {row['year_part']}"
    told = f"less than {row['more'] + 1} of its parts, the largest of them {part}"
    if row["year_part"] == row["year_whole"]:
        return f"{told}: {_more(row)}"
    return f"{told}{_tell_moves(row)}: {_gap(row)} too much at least"


def _slip(row: Row) -> str:
    """Whether a thousandth, a millionth or a tenth of the part would fit."""
    ratio = row["excess"]
    if ratio < ORDER:
        return ""
    times, word = (10.0, "tenth") if ratio < SLIP else (1e3, "thousandth")
    if ratio > 1e3:
        times, word = 1e6, "millionth"
    hint = "its decimal point" if ratio < SLIP else "its unit"
    if row["is_whole"]:
        larger = {"tenth": "ten", "thousandth": "a thousand", "millionth": "a million"}[word]
        fit = in_unit(row["money_whole"] * times, row, "_whole")
        return f"{larger} times as much, {fit}, would hold them: a likely slip of {hint}; "
    fit = in_unit(row["money_part"] / times, row, "_whole")
    return f"a {word} of it, {fit}, would fit: a likely slip of {hint}; "

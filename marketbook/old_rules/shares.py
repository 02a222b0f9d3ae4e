"""Shares against each other, and against the sizes beside them."""

from __future__ import annotations

from collections.abc import Mapping

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import Interval, cut_interval, reach
from marketbook.old_rules.frames import OF_SOURCE, of_money, only
from marketbook.old_rules.parts import (
    PLACE,
    WHOLE,
    all_shares,
    parts,
    printed_shares,
    read_names,
    segment_places,
    sizes_beside_shares,
    sums,
)
from marketbook.old_rules.places import complete_lists, rest_lists
from marketbook.old_rules.rule import Frame, Row, Saying, Tables, View, is_empty, rule, shared
from marketbook.old_rules.words import amount, difference, in_all, percent, span, with_qualifier

Names = Mapping[str, str]

READS = ("shares", "regions")
USES = ("axes", "segments", "region_parts", "region_listings", "segment_listings", "units")


@rule(
    "shares.sum-to-whole",
    reads=READS,
    uses=USES,
    why="Shares that add up to more or less than their whole are wrong in one of them, or divide "
    "something else than they say.",
    example="is the largest of 4 shares of World by region in 2024 that add up to 106.0 % "
    "(104.00 % at least, with every rounding): 6.0 points too much",
)
def sum_to_whole(tables: Tables) -> View:
    """The shares of one whole never add up to more than 100, nor to less where none is missing."""
    whole = (nw.col("holder_id") == nw.col("whole_id")) | (nw.col("whole_id") == "")
    axis = (nw.col("cut") != "") & (nw.col("holder_id") == "")
    added = sums(tables).filter(whole | axis)
    key = [*WHOLE, "time"]
    sets = [_full_axes(tables), _full_regions(tables), _full_rests(tables)]
    full = nw.concat(sets, how="vertical")
    full = full.group_by(*key).agg(nw.col("full_high").max())
    added = added.join(full, on=key, how="left")
    enough = reach(nw.lit(100.0), nw.col("full_high")).fill_null(True)
    holds = reach(nw.col("sum_low"), nw.lit(100.0)) & enough
    return View(added, holds, lambda row: _say_sum(row, read_names(tables)))


def _full_axes(tables: Tables) -> Frame:
    """Wholes and times in which every segment of a complete axis has a share."""
    top = segment_places(tables).filter(nw.col("is_top"), nw.col("is_complete"))
    of = top.group_by("cut").agg(nw.len().alias("is_of"))
    known = parts(tables).join(top.select("segment_id"), on="segment_id", how="semi")
    return _counted(known.filter(nw.col("cut") != ""), of, ["cut"], [])


def _full_regions(tables: Tables) -> Frame:
    """Times in which every region of a list that leaves out none has a share of the world."""
    on = ["source_id", "market_id", "part_id"]
    named = complete_lists(tables).select(*on, "list")
    of = complete_lists(tables).select("source_id", "market_id", "list", "is_of").unique()
    known = parts(tables).filter(nw.col("cut") == "", nw.col("within") == "")
    known = known.join(named, on=on, how="inner")
    return _counted(known, of, ["source_id", "market_id", "list"], ["list"])


def _full_rests(tables: Tables) -> Frame:
    """Regions and times in which every part of a list has a share, and its remainder too."""
    on = ["source_id", "market_id", "whole_id", "part_id"]
    named = rest_lists(tables)
    of = named.select("source_id", "market_id", "list", "whole_id", "is_of").unique()
    known = parts(tables).filter(nw.col("cut") == "", nw.col("within") == "")
    known = known.join(named.select(*on, "list"), on=on, how="inner")
    return _counted(known, of, ["source_id", "market_id", "list", "whole_id"], ["list"])


def _counted(known: Frame, of: Frame, on: list[str], more: list[str]) -> Frame:
    """Wholes and times with all members of a set, and the most that these can add up to."""
    key = [*WHOLE, "time"]
    counted = known.group_by(*key, *more).agg(
        nw.len().alias("found"), nw.col("high").sum().alias("full_high")
    )
    full = counted.join(of, on=on, how="inner").filter(nw.col("found") == nw.col("is_of"))
    return full.select(*key, "full_high")


def _say_sum(row: Row, names: Names) -> Saying:
    total, too_much = Interval(row["sum_low"], row["sum_high"]), row["sum_low"] > 100
    gap = abs(row["sum"] - 100)
    what = names.get(row["cut"], "region")
    whole = names.get(row["whole_id"]) or f"{names[row['holder_id']]}, or of a whole left open,"
    if row["within"]:
        whole = f"{names[row['within']]} in {whole}"
    message = (
        f"is the largest of {row['parts']} shares of {whole} by {what} {in_year(row)} that add up "
        f"to {percent(row['sum'], 1)} % ({in_all(total, too_much=too_much)}): "
        f"{percent(gap, 1)} points too {'much' if too_much else 'little'}"
        f"{'' if too_much else ', and no part is missing'}; check the digits, the year and the "
        "whole of each, or waive it with the reason"
    )
    implied = in_all(total, too_much=too_much).partition(",")[0]
    return Saying(message, row["stated"], implied, gap / 100, "share_percent")


def in_year(row: Row) -> str:
    """``in 2024`` or ``without a year``."""
    return f"in {row['time']}" if row["time"] else "without a year"


@rule(
    "shares.one-per-subject",
    reads=READS,
    why="Two shares of the same thing cannot both be the publisher's figure.",
    example="states 35 %, but shares:m-2024-usa-b states 38 % of the same whole: 3.00 points apart",
)
def one_per_subject(tables: Tables) -> View:
    """A source states one share per subject, whole, year and unit."""
    # two shares of open wholes may be of two of them
    shares = all_shares(tables).filter(nw.col("whole_id") != "")
    on = [*OF_SOURCE, "whole_id", "time", "share_of"]
    values = ["record", "stated", "qualifier", "share", "low", "high"]
    others = only(shares, values, "_other", on)
    pairs = shares.join(others, on=on, how="inner").filter(
        nw.col("record") > nw.col("record_other")
    )
    meets = reach(nw.col("low"), nw.col("high_other")) & reach(nw.col("low_other"), nw.col("high"))
    return View(pairs, meets, _say_second)


def _say_second(row: Row) -> Saying:
    gap = abs(row["share"] - row["share_other"])
    message = (
        f"states {with_qualifier(row)} %, but shares:{row['record_other']} states "
        f"{with_qualifier(row, '_other')} % of the same whole {in_year(row)}: "
        f"{percent(gap)} points apart; say in unit_id if they are shares of two units; if the "
        "source prints both of one, keep them, and waive it with the places"
    )
    worth = gap / row["share_other"] if row["share_other"] else 1.0
    return Saying(message, row["stated"], f"{row['stated_other']} %", worth, "share_percent")


def number(share: float) -> str:
    """A printed share as short as it can be told."""
    return f"{share:.6g}"


def rough(value: float) -> str:
    """A percentage that follows from others, in three digits."""
    return f"{value:.3g}" if abs(value) < 100 else f"{value:,.0f}"


def points(value: float) -> str:
    """``1 point`` or ``2.5 points``."""
    return f"{rough(value)} point{'' if rough(value) == '1' else 's'}"


@rule(
    "shares.agrees-with-size",
    reads=(*READS, "sizes", "units"),
    uses=USES,
    why="A share and a total give a size; where that is printed too, readers who take the one "
    "and readers who take the other plan with different figures.",
    example="states 34.0 %, but 78.4 of 274.1 USD billion in 2025 is 28.58 to 28.63 %; 34.0 % "
    "would be 92.9 to 93.4 USD billion",
)
def agrees_with_size(tables: Tables) -> View:
    """A size printed beside its share is that share of its total, every rounding allowed for."""
    sized = sized_shares(tables)
    if is_empty(sized):
        return View(sized, nw.lit(value=True), _say_size)
    return View(_on_one_figure(sized), nw.col("is_bad") == 0, _say_size)


@shared
def sized_shares(tables: Tables) -> Frame:
    """Dated shares beside the sizes of their part (``size_``) and of their whole (``total_``).

    ``is_bad`` is 1 where the three contradict each other.
    """
    low, high = nw.col("total_low") / 100, nw.col("total_high") / 100
    fits = reach(nw.col("low") * low, nw.col("size_high")) & reach(
        nw.col("size_low"), nw.col("high") * high
    )
    return _with_totals(tables).with_columns(is_bad=nw.when(fits).then(0).otherwise(1))


_TOTAL = [*PLACE, "currency"]


def _with_totals(tables: Tables) -> Frame:
    sizes = of_money(sizes_beside_shares(tables))
    values = ["low", "high", "money", "factor", "unit", "stated", "record", "_line"]
    size = sizes.rename({name: f"size_{name.strip('_')}" for name in values})
    total = sizes.filter(nw.col("segment_id") == "").rename(
        {name: f"total_{name.strip('_')}" for name in values}
    )
    total = total.with_columns(nw.col("region_id").alias("whole_id"))
    # a region's share of a segment may be of that segment or of all, and stays unjudged
    segment = nw.col("segment_id") != ""
    one_cut = segment == (nw.col("region_id") == nw.col("whole_id"))
    shares = printed_shares(tables).filter(nw.col("time") > 0, nw.col("whole_id") != "", one_cut)
    frame = shares.join(size, on=[*OF_SOURCE, "year"], how="inner")
    return frame.join(total.drop("region_id", "segment_id"), on=[*_TOTAL, "whole_id"], how="inner")


def _on_one_figure(frame: Frame) -> Frame:
    """Put a finding on the total where several shares and sizes all say another one."""
    bad, low = nw.col("is_bad"), nw.col("size_low") / nw.col("high") * 100
    high = nw.col("size_high") / nw.col("low") * 100
    key = [*_TOTAL, "whole_id"]
    frame = frame.with_columns(
        checked=nw.len().over(*key),
        faults=bad.sum().over(*key),
        said_low=low.max().over(*key),
        said_high=high.min().over(*key),
        first=nw.col("record").min().over(*key),
    )
    alike = reach(nw.col("said_low"), nw.col("said_high"))
    blame = (nw.col("checked") > 1) & (nw.col("faults") == nw.col("checked")) & alike
    frame = frame.with_columns(is_total=blame).filter(
        ~nw.col("is_total") | (nw.col("record") == nw.col("first"))
    )
    total = nw.col("is_total")
    return frame.with_columns(
        table=nw.when(total).then(nw.lit("sizes")).otherwise("table"),
        record=nw.when(total).then("total_record").otherwise("record"),
        _line=nw.when(total).then("total_line").otherwise("_line"),
        region_id=nw.when(total).then("whole_id").otherwise("region_id"),
        segment_id=nw.when(total).then(nw.lit("")).otherwise("segment_id"),
    )


def _say_size(row: Row) -> Saying:
    if row["is_total"]:
        return _say_total(row)
    size, total = row["size_money"] / row["size_factor"], row["total_money"] / row["total_factor"]
    unit, factor = row["size_unit"], row["size_factor"]
    share = Interval(
        row["size_low"] / row["total_high"] * 100, row["size_high"] / row["total_low"] * 100
    )
    follows = Interval(row["low"] * row["total_low"], row["high"] * row["total_high"])
    low, high = follows.low / 100 / factor, follows.high / 100 / factor
    of = f"{row['total_stated']} {row['total_unit']}"
    message = (
        f"states {row['stated']} %, but {row['size_stated']} {unit} of {of} in {row['year']} is "
        f"{span(share)}; {row['stated']} % would be {amount(low)} to {amount(high)} {unit}, and "
        f"sizes:{row['size_record']} prints {difference(size, (low + high) / 2, unit)}; "
        f"{_slip(row)}check the digits, the unit and the whole, or waive it with the reason"
    )
    middle = total * row["total_factor"] * row["share"] / 100
    worth = abs(row["size_money"] / middle - 1) if middle else 1.0
    return Saying(message, row["stated"], span(share), worth, "share_percent")


def _slip(row: Row) -> str:
    """Whether the size would fit if it was cut, or a thousand or a million times larger."""
    need = Interval(row["low"] * row["total_low"] / 100, row["high"] * row["total_high"] / 100)
    size = cut_interval(row["size_money"] / row["size_factor"], row["size_stated"])
    if size.times(row["size_factor"]).meets(need):
        return "it fits only if the size was cut instead of rounded; "
    share = cut_interval(row["share"], row["stated"]).times(row["total_money"] / 100)
    if share.meets(Interval(row["size_low"], row["size_high"])):
        return "it fits only if the share was cut instead of rounded; "
    for times, word in ((1e3, "thousand"), (1e6, "million")):
        for factor, side in ((times, "larger"), (1 / times, "smaller")):
            if Interval(row["size_low"], row["size_high"]).times(factor).meets(need):
                return f"it fits a {word} times {side}, a likely slip of the unit; "
    return ""


def _say_total(row: Row) -> Saying:
    factor, unit = row["total_factor"], row["total_unit"]
    low, high = row["said_low"] / factor, row["said_high"] / factor
    total = row["total_money"] / factor
    message = (
        f"is {row['total_stated']} {unit}, but {row['checked']} sizes of {row['year']} with their "
        f"shares all say {amount(low)} to {amount(high)} {unit}: printed is "
        f"{difference(total, (low + high) / 2, unit)}; check the digits, the unit and the year, "
        "or waive it with the reason"
    )
    worth = abs(total / ((low + high) / 2) - 1)
    return Saying(message, row["total_stated"], f"{amount(low)} to {amount(high)}", worth, "value")

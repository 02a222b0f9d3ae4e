"""Sizes of several publishers, of several editions, and slips of the unit."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import reach
from marketbook.old_rules.beside import ORDER, SLIP, subject_figures, subject_pairs
from marketbook.old_rules.details import PLACE, checked_figures, cite, in_unit, tell, with_figure
from marketbook.old_rules.frames import flag
from marketbook.old_rules.rule import Frame, Row, Saying, Tables, View, is_empty, rule
from marketbook.old_rules.shifts import shifted_series
from marketbook.old_rules.slips import doubtful_ids, slips
from marketbook.old_rules.wholes import figures
from marketbook.old_rules.words import amount, difference, percent

READS = ("sizes", "units")
USES = (
    "growth_rates",
    "source_periods",
    "shares",
    "regions",
    "region_parts",
    "region_listings",
    "segments",
    "axes",
    "markets",
)


@rule(
    "sizes.unit-slip",
    reads=READS,
    uses=USES,
    why="Million printed for billion is the commonest slip of all; it survives every copy, as each "
    "cell looks right on its own.",
    example="states 13.7 USD million in 2025, 4,796 times less than the smallest of 2 others that "
    "make up the same whole; 13.7 USD billion would be 5.0 % of the whole: a likely slip of the "
    "unit",
)
def unit_slip(tables: Tables) -> View:
    """A size makes sense in its unit beside its siblings, its other years and other publishers."""
    return _view_slips(tables, sure=1)


@rule(
    "sizes.unit-is-likely",
    reads=READS,
    uses=USES,
    why="A size in another unit than all its siblings that would fit in theirs may be a slip, or a "
    "small country: the figures alone cannot tell.",
    example="states 62 USD million in 2025, 484 times less than the smallest of 2 others that make "
    "up the same whole; 62 USD billion would be 22.6 % of the whole: a likely slip of the unit",
    severity="note",
)
def unit_is_likely(tables: Tables) -> View:
    """A size in another unit than its siblings is not one that would fit in theirs as well."""
    return _view_slips(tables, sure=0)


def _view_slips(tables: Tables, sure: int) -> View:
    found, checked = slips(tables).filter(nw.col("is_sure") == sure), checked_figures(tables)
    if is_empty(found):
        return View(checked, ~nw.col("id").is_null(), _say_slip)
    wrong = with_figure(found, tables)
    wrong = with_figure(wrong, tables, "id_beside", "_beside")
    wholes = figures(tables).select(
        nw.col("id").alias("id_whole"),
        *[nw.col(name).alias(name + "_whole") for name in _WHOLE],
    )
    wrong = wrong.join(wholes, on="id_whole", how="left")
    right = nw.when(nw.col("is_up") == 1).then(nw.col("times")).otherwise(1 / nw.col("times"))
    wrong = wrong.with_columns(right_money=nw.col("money") * right)
    fine = checked.join(found.select("id"), on="id", how="anti")
    frame = nw.concat([fine, _with_right_unit(wrong, tables)], how="diagonal")
    return View(frame, nw.col("kind").is_null(), _say_slip)


_PAIR = ["series", "series_other"]
_WHOLE = ["table", "record", "share", "stated", "unit", "factor", "money"]


def _with_right_unit(wrong: Frame, tables: Tables) -> Frame:
    """Join the name of the unit in which the printed digits make sense, where there is one."""
    known = figures(tables).select("id", "unit_id")
    units = tables["units"].select("unit_id", "currency", "factor", "name")
    printed = known.join(units.select("unit_id", "currency"), on="unit_id", how="inner")
    wrong = wrong.join(printed, on="id", how="inner")
    right = units.filter(nw.col("name") != "").select(
        "currency",
        nw.col("factor").round(0).alias("right_factor"),
        nw.col("name").alias("right_unit"),
    )
    factor = (nw.col("factor") * nw.col("right_money") / nw.col("money")).round(0)
    wrong = wrong.with_columns(right_factor=factor)
    return wrong.join(right, on=["currency", "right_factor"], how="left")


def _say_slip(row: Row) -> Saying:
    times, side = row["ratio"], "less" if row["is_up"] else "more"
    beside = f"{cite(row, '_beside')}, {tell(row, '_beside')} in {row['year_beside']}"
    others = row["others"]
    against = {
        "siblings": f"{_smallest(others)} the same whole ({beside})",
        "neighbours": f"{_smallest(others)} the same whole, which is printed for other years only "
        f"({beside})",
        "years": f"the nearest of {_count(others, 'other size')} of its own series, growth taken "
        f"out ({beside})",
        "publishers": f"what {_count(others, 'source')} beside it {_states(others)} ({beside})",
    }[row["kind"]]
    told = f"states {tell(row)} in {row['year']}, {amount(times)} times {side} than {against}"
    if row["kind"] == "siblings":
        told += f" and {percent(row['money'] / row['money_whole'] * 100, 3)} % of {_whole(row)}"
    right = _right(row)
    message = (
        f"{told}; {right} would {_fit(row)}: a likely slip of the unit; check the unit in the "
        "document, or waive it with the reason"
    )
    return Saying(message, row["stated"], right, times, "unit_id")


def _smallest(others: int) -> str:
    if others == 1:
        return "the other one that is part of"
    return f"the smallest of {others} others that make up"


def _states(others: int) -> str:
    return "states" if others == 1 else "state"


def _count(others: int, noun: str = "size") -> str:
    return f"1 {noun}" if others == 1 else f"{others} {noun}s"


def _whole(row: Row) -> str:
    return f"{tell(row, '_whole')} ({cite(row, '_whole')})"


def _right(row: Row) -> str:
    if row["right_unit"]:
        return f"{row['stated']} {row['right_unit']}"
    return in_unit(row["right_money"], row)


def _fit(row: Row) -> str:
    if row["kind"] == "siblings":
        share = percent(row["right_money"] / row["money_whole"] * 100, 1)
        return f"be {share} % of the whole and fit into it beside the others"
    return "be in line with it"


def _nearest(pairs: Frame) -> Frame:
    """Of two series the year in which they are least apart, then the first."""
    pairs = pairs.filter(nw.col("apart") == nw.col("apart").min().over(*_PAIR))
    return pairs.filter(nw.col("id") == nw.col("id").min().over(*_PAIR)).filter(
        nw.col("id_other") == nw.col("id_other").min().over(*_PAIR)
    )


def _with_publishers(pairs: Frame, tables: Tables) -> Frame:
    """Join publisher and edition of the two sources; ``is_same`` where the publisher is one."""
    columns = ["publisher", "edition", "title"]
    for suffix in ("", "_other"):
        about = tables["sources"].select(
            nw.col("source_id").alias("source_id" + suffix),
            *[nw.col(name).alias(name + suffix) for name in columns],
        )
        pairs = pairs.join(about, on="source_id" + suffix, how="inner")
    same = (nw.col("publisher") == nw.col("publisher_other")).fill_null(value=False)
    return pairs.with_columns(is_same=same)


def _beside(tables: Tables) -> Frame:
    known = doubtful_ids(tables)
    pairs = subject_figures(tables).join(known, on="id", how="anti")
    pairs = pairs.join(known.rename({"id": "id_other"}), on="id_other", how="anti")
    pairs = with_figure(pairs.drop("year"), tables)
    return with_figure(pairs.drop("year_other"), tables, "id_other", "_other")


def _nothing() -> nw.Expr:
    return ~nw.col("series").is_null()


@rule(
    "sizes.publishers-agree",
    reads=(*READS, "sources"),
    uses=USES,
    why="Publishers draw the same market differently; a plan that takes one figure should know "
    "that another publisher's is a multiple of it.",
    example="states 4.1 USD billion in 2024, where sizes:b-2024-world of another publisher, B, "
    "states 14.2 USD billion: 3.4 times as much at least",
    severity="note",
)
def publishers_agree(tables: Tables) -> View:
    """Sizes of the same subject from different publishers are nearer to each other than to ten."""
    if is_empty(subject_pairs(tables)):
        return View(subject_pairs(tables), _nothing(), _say_publishers)
    pairs = _with_publishers(_nearest(_beside(tables)), tables).filter(~nw.col("is_same"))
    holds = (nw.col("apart") <= ORDER) | (nw.col("apart") > SLIP)
    return View(pairs, holds, _say_publishers)


def _say_publishers(row: Row) -> Saying:
    other = row["publisher_other"] or row["title_other"]
    more = row["low_other"] > row["high"]
    where = f"{cite(row, '_other')} of {other}"
    moved = ""
    if row["year"] != row["year_other"]:
        low, high = (amount(row[end] / row["factor"]) for end in ("low_other", "high_other"))
        moved = f" in {row['year_other']}, {low} to {high} moved by its growth"
    apart = amount(row["apart"])
    times = f"{apart} times as much at least" if more else f"at most 1/{apart} of it"
    message = (
        f"states {tell(row)} in {row['year']}, where {where} states {tell(row, '_other')}{moved}: "
        f"{times}; the two draw "
        "the market differently, so that one of them has to be chosen and said"
    )
    return Saying(message, row["stated"], tell(row, "_other"), row["apart"] - 1, "value")


@rule(
    "sizes.editions-agree",
    reads=(*READS, "sources"),
    uses=USES,
    why="A publisher that restates a year makes growth between its editions out of nothing; "
    "figures of two editions cannot be mixed.",
    example="restates 2025: 61.2 USD billion, where edition 2024-03 (sizes:a-2025-world) prints "
    "56.7: 4.5 USD billion (7.94 %) more; 3 of 5 years differ",
    severity="note",
)
def editions_agree(tables: Tables) -> View:
    """Two editions of a publisher print the same size for the same subject and year."""
    if is_empty(subject_pairs(tables)):
        return View(subject_pairs(tables), _nothing(), _say_edition)
    shifted = shifted_series(tables).select("series", "series_other")
    pairs = _beside(tables).filter(nw.col("year") == nw.col("year_other"))
    pairs = pairs.join(shifted, on=_PAIR, how="anti")
    pairs = _with_publishers(pairs, tables).filter(
        nw.col("is_same"), nw.col("edition") != nw.col("edition_other")
    )
    differs = ~reach(nw.col("apart"), nw.lit(1.0))
    pairs = pairs.with_columns(differs=flag(differs))
    pairs = pairs.with_columns(
        shared_years=nw.len().over(*_PAIR), restated=nw.col("differs").sum().over(*_PAIR)
    )
    pairs = pairs.filter(nw.col("apart") == nw.col("apart").max().over(*_PAIR))
    pairs = pairs.filter(nw.col("id") == nw.col("id").min().over(*_PAIR))
    newer = nw.col("edition") > nw.col("edition_other")
    at_fault = [nw.when(newer).then(name).otherwise(name + "_other").alias(name) for name in PLACE]
    pairs = pairs.with_columns(is_newer=newer, record_this=nw.col("record"))
    return View(pairs.with_columns(*at_fault), nw.col("differs") == 0, _say_edition)


def _say_edition(row: Row) -> Saying:
    this, other = ("", "_other") if row["is_newer"] else ("_other", "")
    old = row["record_other"] if row["is_newer"] else row["record_this"]
    factor, unit = row["factor" + this], row["unit" + this]
    gap = difference(row["money" + this] / factor, row["money" + other] / factor, unit)
    years = f"{row['restated']} of {row['shared_years']} shared years differ"
    message = (
        f"restates {row['year']}: {tell(row, this)}, where edition {row['edition' + other]} "
        f"(sizes:{old}) prints {tell(row, other)}: {gap}; {years}; "
        "growth between the two editions is no growth of the market"
    )
    worth = abs(row["money" + this] / row["money" + other] - 1)
    return Saying(message, row["stated" + this], tell(row, other), worth, "value")

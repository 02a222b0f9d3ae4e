"""Sizes against the other sizes of their own subject."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import Interval, cut_interval
from marketbook.old_rules.details import checked_figures, cite, tell, with_figure
from marketbook.old_rules.frames import SUBJECT
from marketbook.old_rules.rule import Frame, Row, Saying, Tables, View, is_empty, rule
from marketbook.old_rules.shifts import shifted_series
from marketbook.old_rules.slips import slips
from marketbook.old_rules.spans import fitting_sizes
from marketbook.old_rules.wholes import repeated_sizes, series
from marketbook.old_rules.words import amount, difference, years

READS = ("sizes", "units", "sources")
USES = (
    "shares",
    "regions",
    "region_parts",
    "region_listings",
    "growth_rates",
    "source_periods",
    "segments",
    "axes",
    "markets",
)


@rule(
    "sizes.one-per-subject",
    reads=READS,
    uses=USES,
    why="Two sizes of one market in one year cannot both be the publisher's; a reader who meets "
    "only one of them has an even chance.",
    example="states 57.2 USD billion in 2025, but sizes:m-2025-world states 56.69 USD billion: "
    "0.51 USD billion (0.9 %) more",
)
def one_per_subject(tables: Tables) -> View:
    """A source states one size per subject, year and currency."""
    pairs = repeated_sizes(tables)
    if is_empty(pairs):
        return View(pairs, nw.col("meets") == 1, _say_second)
    # two tables with shifted years are one fault, which has its own rule; so has a slip
    shifted = shifted_series(tables).filter(nw.col("series") == nw.col("series_other"))
    own = series(tables).join(shifted.select("series"), on="series", how="semi")
    pairs = pairs.join(own.select("source_id", *SUBJECT, "currency"), on=_SERIES, how="anti")
    wrong = slips(tables).filter(nw.col("is_sure") == 1)
    for line in ("_line", "_line_other"):
        pairs = pairs.join(wrong.select(nw.col("id").alias(line)), on=line, how="anti")
    # a size that repeats an earlier one says nothing new, and of several others one is enough
    pairs = pairs.with_columns(known=nw.col("meets").max().over("_line"))
    first = nw.col("_line_other") == nw.col("_line_other").min().over("_line")
    return View(_with_rates(pairs.filter(first), tables), nw.col("known") == 1, _say_second)


def _with_rates(pairs: Frame, tables: Tables) -> Frame:
    """Add the stated rate that either size fits: ``fits`` and ``fits_other``."""
    for suffix in ("", "_other"):
        known = fitting_sizes(tables).select(
            nw.col("id").alias("_line" + suffix), nw.col("fits").alias("fits" + suffix)
        )
        pairs = pairs.join(known, on="_line" + suffix, how="left")
    return pairs


_SERIES = ["source_id", *SUBJECT, "currency"]


def _say_second(row: Row) -> Saying:
    factor, unit = row["factor"], row["unit"]
    gap = difference(row["money"] / factor, row["money_other"] / factor, unit)
    other = f"{row['stated_other']} {row['unit_other']}"
    message = (
        f"states {row['stated']} {unit} in {row['year']}, but sizes:{row['record_other']} states "
        f"{other}: {gap}; {_tell_cut(row)}{_tell_fit(row)}keep both only if the source prints "
        "both, and waive it with the places"
    )
    worth = abs(row["money"] / row["money_other"] - 1)
    return Saying(message, row["stated"], other, worth, "value")


def _tell_cut(row: Row) -> str:
    """Whether one of the two is the other with fewer digits, cut instead of rounded."""
    for one, other in (("", "_other"), ("_other", "")):
        factor = row["factor" + one]
        cut = cut_interval(row["money" + one] / factor, row["stated" + one])
        if cut.times(factor).meets(Interval(row["low" + other], row["high" + other])):
            return f"{row['stated' + one]} is {row['stated' + other]} cut instead of rounded; "
    return ""


def _tell_fit(row: Row) -> str:
    """Which of the two the stated growth is counted with."""
    fits, other = row["fits"], row["fits_other"]
    if bool(fits) == bool(other):
        return ""
    name = (
        f"{row['stated']} {row['unit']}" if fits else f"{row['stated_other']} {row['unit_other']}"
    )
    return f"the stated growth of {fits or other} % fits {name} only; "


@rule(
    "sizes.same-values-other-years",
    reads=READS,
    uses=USES,
    why="A report that is sold again a year later with the same values under new years tells "
    "nothing new, and one of the two sets of years is wrong.",
    example="prints 48.7 and 222.37 USD billion for 2025 and 2035, and sizes:a-2024-world prints "
    "them for 2024 and 2034: the same 2 values 1 year apart",
)
def same_values_other_years(tables: Tables) -> View:
    """Two or more values of a subject do not stand under a second set of years."""
    found = shifted_series(tables)
    if is_empty(found):
        return View(checked_figures(tables), ~nw.col("id").is_null(), _say_shift)
    wrong = with_figure(found, tables, "id_other", "")
    for key, suffix in (("id", "_first"), ("last_id", "_last"), ("last_id_other", "_end")):
        wrong = with_figure(wrong, tables, key, suffix)
    frame = nw.concat([checked_figures(tables), wrong], how="diagonal")
    return View(frame, nw.col("shift").is_null(), _say_shift)


def _say_shift(row: Row) -> Saying:
    here, there = (row["year"], row["year_end"]), (row["year_first"], row["year_last"])
    own = row["source_id"] == row["source_id_first"]
    where = "also prints" if own else f"of {row['source_id_first']} prints"
    values = f"{row['stated']} and {tell(row, '_end')}"
    message = (
        f"prints {values} for {here[0]} and {here[1]}, and {cite(row, '_first')} {where} them for "
        f"{there[0]} and {there[1]}: the same {row['values']} values {years(abs(row['shift']))} "
        f"apart; {_grown(row)}check which years the document prints, or waive it with the reason"
    )
    return Saying(message, row["stated"], "", _step(row), "year")


def _step(row: Row) -> float:
    """What the shift is worth: the growth between the values, over so many years."""
    span = row["year_last"] - row["year_first"]
    ratio = row["money_last"] / row["money_first"]
    return float(abs(ratio ** (abs(row["shift"]) / span) - 1))


def _grown(row: Row) -> str:
    return f"at their own growth the shift is worth {amount(_step(row) * 100)} %; "


@rule(
    "sizes.status-fits-year",
    reads=("sizes", "source_periods"),
    why="Whether a size was measured or is expected decides what may be planned with it; a "
    "forecast of a year gone by, or a measured future, is a slip in the year or the status.",
    example="is called actual for 2026, but its source's base year is 2024",
)
def status_fits_year(tables: Tables) -> View:
    """Actual sizes are not later than what the source has measured, forecasts not earlier."""
    periods = tables["source_periods"]
    base = periods.filter(nw.col("kind") == "base")
    known = periods.filter(nw.col("kind").is_in(["base", "estimate", "history"]))
    measured = known.group_by("source_id").agg(nw.col("end_year").max().alias("measured_to"))
    bases = base.group_by("source_id").agg(nw.col("end_year").min().alias("base_year"))
    sizes = tables["sizes"].select(
        nw.lit("sizes").alias("table"),
        nw.col("size_id").alias("record"),
        "_line",
        "source_id",
        *SUBJECT,
        "year",
        "status",
    )
    sizes = sizes.join(measured, on="source_id", how="left").join(bases, on="source_id", how="left")
    early = (nw.col("status") == "forecast") & (nw.col("year") <= nw.col("base_year"))
    late = (nw.col("status") == "actual") & (nw.col("year") > nw.col("measured_to"))
    wrong = early.fill_null(value=False) | late.fill_null(value=False)
    return View(sizes, ~wrong, _say_status)


def _say_status(row: Row) -> Saying:
    if row["status"] == "actual":
        limit, rule_ = row["measured_to"], "has measured nothing after"
    else:
        limit, rule_ = row["base_year"], "forecasts from its base year on, which is"
    gap = abs(row["year"] - limit)
    message = (
        f"is called {row['status']} for {row['year']}, but its source {rule_} {limit}; check the "
        "year and the status, or the base year in source_periods"
    )
    return Saying(message, row["status"], str(limit), gap / 10, "status")

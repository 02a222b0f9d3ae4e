"""Growth rates against the sizes they span."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import (
    Interval,
    grow,
    implied_growth,
    reach,
)
from marketbook.old_rules.frames import OF_SOURCE, flag, is_money, only, rate_figures
from marketbook.old_rules.growth_words import count_years, ends_of, explain, first_years, tell_sizes
from marketbook.old_rules.rule import Frame, Row, Saying, Tables, View, rule, shared
from marketbook.old_rules.slips import sound_figures
from marketbook.old_rules.sources import stated_periods
from marketbook.old_rules.spans import agrees, implied_spans, is_counted, sound_spans, with_size
from marketbook.old_rules.words import amount, difference, ends, percent, span


def _agrees_from_base() -> nw.Expr:
    """Whether a rate fits from the base year on, with no period or one that begins right after it.

    An estimate may stand between the two. Which year such a label names as the first, that of the
    size or that of the first growth, is a matter of style; but the size of the label's first year
    must have grown from the base by anything from nothing to double the rate.
    """
    fits = _base_growth("finish_year", "_end", nw.col("rate_low"), nw.col("rate_high"))
    none = nw.lit(0.0)
    slow = nw.min_horizontal(nw.col("rate_low") * 2, none)
    fast = nw.max_horizontal(nw.col("rate_high") * 2, none)
    follows = _base_growth("begin_year", "_begin", slow, fast)
    near = (nw.col("start_year") - nw.col("base_year")).is_between(1, 2)
    labelled = (near & follows).fill_null(value=False)
    return (nw.col("start_year").is_null() | labelled) & fits.fill_null(value=False)


def _base_growth(year: str, suffix: str, slow: nw.Expr, fast: nw.Expr) -> nw.Expr:
    """Whether the growth from the base year to another lies between two rates."""
    count = (nw.col(year) - nw.col("base_year")).cast(nw.Float64)
    low = implied_growth(nw.col("high_base"), nw.col("low" + suffix), count)
    high = implied_growth(nw.col("low_base"), nw.col("high" + suffix), count)
    return reach(low, fast) & reach(slow, high)


def _of_sizes() -> nw.Expr:
    """Whether both sizes of a span are printed; one that follows from a share is wide anyway."""
    printed = [~nw.col(name).str.contains("%") for name in ("stated_begin", "stated_end")]
    return printed[0] & printed[1]


@rule(
    "growth_rates.agrees-with-sizes",
    reads=("growth_rates", "sizes", "units"),
    uses=("source_periods",),
    why="The rate is the figure that is quoted most; one that its own sizes do not give moves the "
    "last year of a forecast by as much as the rate is off, compounded.",
    example="states 31.0 %, but 10.0 → 40.0 USD billion over 6 years (2026 to 2032) is 25.86 to "
    "26.12 %; no other span fits",
)
def agrees_with_sizes(tables: Tables) -> View:
    """A stated growth rate agrees with the sizes it spans, every rounding allowed for."""
    spans = judged_spans(tables)
    fine, bad = (spans.filter(nw.col("is_ok") == value) for value in (1, 0))
    echoes = _echoes(bad)
    bad = bad.join(echoes.select("record"), on="record", how="anti")
    fine = nw.concat([fine, echoes.with_columns(is_ok=nw.lit(1).cast(nw.Int64))], how="vertical")
    for suffix, shift in (("_before", -1), ("_next", 1)):
        year = "step_year" + suffix
        bad = bad.with_columns((nw.col("begin_year") + shift).alias(year))
        bad = with_size(bad, sound_figures(tables), year, suffix, "left")
    return View(nw.concat([fine, bad], how="diagonal"), nw.col("is_ok") == 1, _say_rate)


def _echoes(bad: Frame) -> Frame:
    """Rates against sizes that follow from shares of a total which its own rate contradicts.

    One wrong total is told once.
    """
    totals = bad.filter(nw.col("id_begin") > 0, nw.col("id_end") > 0).select("of_id_end").unique()
    return bad.filter(nw.col("id_end") < 0).join(totals, on="of_id_end", how="semi")


@shared
def judged_spans(tables: Tables) -> Frame:
    """:func:`implied_spans` with the size of the base year, ``_base``.

    ``is_ok`` is 1 where the rate fits, ``is_label`` where it does over its own years.
    """
    spans = with_size(implied_spans(tables), sound_figures(tables), "base_year", "_base", "left")
    # a size that is printed twice, once with more digits, agrees where either does
    own, from_base = flag(agrees()), flag(_agrees_from_base())
    return _nearest(
        spans.with_columns(
            is_ok=nw.max_horizontal(own, from_base).max().over("record"),
            is_label=own.max().over("record"),
        )
    )


def _nearest(spans: Frame) -> Frame:
    """Of several sizes of one year those that come nearest to the stated rate."""
    for distance in (
        (nw.col("implied") - nw.col("rate")).abs(),
        nw.col("of_id_begin"),
        nw.col("of_id_end"),
    ):
        spans = spans.with_columns(distance=distance)
        spans = spans.filter(
            nw.col("distance") == nw.col("distance").min().over("record", "currency")
        )
    return spans.drop("distance")


def _say_rate(row: Row) -> Saying:
    begin, end = ends_of(row)
    implied = Interval(row["implied_low"], row["implied_high"])
    n = row["years"]
    horizon = grow(row["money_begin"], row["rate"], n) / row["factor_end"]
    printed = row["money_end"] / row["factor_end"]
    gap = difference(horizon, printed, row["unit_end"])
    message = (
        f"states {row['stated']} %, but {tell_sizes(row)} over {count_years(row)} is "
        f"{span(implied)}; {explain(row, begin, end)}; at the stated rate {row['finish_year']} "
        f"would be {amount(horizon)} {row['unit_end']}, {gap} than printed; check the digits, or "
        "waive it with the reason"
    )
    worth = abs(horizon - printed) / printed
    return Saying(message, row["stated"], span(implied), worth, "rate_percent")


@rule(
    "growth_rates.counted-from-its-label",
    reads=("growth_rates", "sizes", "units"),
    uses=("source_periods",),
    why="Who applies the rate to the first size of its printed period gets another last size than "
    "the source prints.",
    example="states 9.0 % for 2025 to 2034, but that is the growth from 100.0 USD billion in the "
    "base year 2024; from 106.0 USD billion in 2025 it is 9.33 to 9.34 %",
    severity="note",
)
def counted_from_its_label(tables: Tables) -> View:
    """A growth rate is that from the first year of its printed period."""
    labelled = judged_spans(tables).filter(~nw.col("start_year").is_null())
    other = (nw.col("is_ok") == 1) & (nw.col("is_label") == 0)
    return View(labelled, ~other, _say_label)


def _say_label(row: Row) -> Saying:
    implied = Interval(row["implied_low"], row["implied_high"])
    horizon = grow(row["money_begin"], row["rate"], row["years"]) / row["factor_end"]
    gap = difference(horizon, row["money_end"] / row["factor_end"], row["unit_end"])
    message = (
        f"states {row['stated']} % for {row['start_year']} to {row['end_year']}, but that is the "
        f"growth from {row['stated_base']} {row['unit_base']} in the base year {row['base_year']}; "
        f"from {row['stated_begin']} {row['unit_begin']} in {row['begin_year']} it is "
        f"{span(implied)}, and at the stated rate {row['finish_year']} would be "
        f"{amount(horizon)} {row['unit_end']}, {gap} than printed"
    )
    worth = abs(row["rate"] - row["implied"]) / 100
    return Saying(message, row["stated"], span(implied), worth, "start_year")


@rule(
    "growth_rates.base-is-printed",
    reads=("growth_rates", "sizes", "units"),
    uses=("source_periods", "shares"),
    why="A rate that is counted from a size that nobody can read cannot be applied to the one that "
    "is printed: the year between the two grew by another rate.",
    example="states 14.66 % for 2025 to 2032, but no size of 2025 is printed: by 36.24 USD billion "
    "in 2032 it would be 13.9 to 13.92 USD billion, 11.79 to 12.02 % more than 12.43 in 2024",
    severity="note",
)
def base_is_printed(tables: Tables) -> View:
    """The size that a growth rate is counted from is printed."""
    later = (nw.col("begin_year") >= nw.col("window_start")).fill_null(value=True)
    return View(implied_spans(tables), is_counted() | ~agrees() | later, _say_base)


def _say_base(row: Row) -> Saying:
    start, factor = row["window_start"], row["factor_end"]
    base, first = first_years(row)
    size = f"{ends(base.low / factor, base.high / factor)} {row['unit_end']}"
    grown = "a year " if row["outside"] > 1 else ""
    message = (
        f"states {row['stated']} % for {start} to {row['window_end']}, but no size of {start} is "
        f"printed: by {row['stated_end']} {row['unit_end']} in {row['finish_year']} it would be "
        f"{size}, after growth of {span(first)} {grown}from {row['stated_begin']} in "
        f"{row['begin_year']}; enter the size if the document has one"
    )
    worth = abs(row["rate"] - row["implied"]) / 100
    return Saying(message, row["stated"], size, worth, "rate_percent")


@rule(
    "growth_rates.agrees-only-by-rounding",
    reads=("growth_rates", "sizes", "units"),
    uses=("source_periods",),
    why="A pass that only the rounding of the sizes explains says less than one to the digit.",
    example="agrees only because the sizes are rounded: the printed digits 2.52 → 9.81 USD billion "
    "over 8 years (2024 to 2032) give 18.52 %, stated is 18.50 %; the sizes allow 18.48 to 18.55 %",
    severity="note",
)
def agrees_only_by_rounding(tables: Tables) -> View:
    """A stated growth rate is within a digit of the one that the sizes' own digits give."""
    spans = _narrowest(tables)
    # within one last digit the stated rate is a neighbour of the one that the digits give
    gap = (nw.col("implied") - nw.col("rate")).abs()
    near = (gap < nw.col("step")) & ~reach(nw.col("step"), gap)
    return View(spans, near | ~_is_narrow(), _say_rounding)


def _narrowest(tables: Tables) -> Frame:
    """Spans that give their rate; of a size printed twice those with more digits."""
    spans = sound_spans(tables).filter(is_counted(), _of_sizes())
    spans = spans.with_columns(width=nw.col("implied_high") - nw.col("implied_low"))
    return spans.filter(nw.col("width") == nw.col("width").min().over("record"))


def _is_narrow() -> nw.Expr:
    """Whether the sizes pin the rate down to within ten of its last digits.

    Ten last digits are one of the digit before it: from there on two printed digits are open.
    """
    return reach(nw.col("implied_high") - nw.col("implied_low"), nw.col("step") * 10)


def _say_rounding(row: Row) -> Saying:
    implied = Interval(row["implied_low"], row["implied_high"])
    digits = _digits(row["stated"])
    message = (
        f"agrees only because the sizes are rounded: the printed digits "
        f"{tell_sizes(row)} over {count_years(row)} give "
        f"{percent(row['implied'], digits)} %, stated is {row['stated']} %; "
        f"the sizes allow {span(implied, digits)}"
    )
    worth = abs(row["implied"] - row["rate"]) / 100
    return Saying(message, row["stated"], span(implied, digits), worth, "rate_percent")


def _digits(stated: str) -> int:
    return max(2, len(stated.partition(".")[2]))


@rule(
    "growth_rates.interval-is-wide",
    reads=("growth_rates", "sizes", "units"),
    uses=("source_periods",),
    why="Sizes printed with few digits allow many rates: that they agree is then no proof.",
    example="agrees, but that says little: 1.2 → 2.4 USD billion over 5 years (2025 to 2030) "
    "allows 13.46 to 16.33 %, 29 times the last digit of the stated 14.9 %",
    severity="note",
)
def interval_is_wide(tables: Tables) -> View:
    """The sizes a stated growth rate agrees with pin it down to within ten of its last digits."""
    return View(_narrowest(tables), _is_narrow(), _say_wide)


def _say_wide(row: Row) -> Saying:
    implied = Interval(row["implied_low"], row["implied_high"])
    message = (
        f"agrees, but that says little: {tell_sizes(row)} "
        f"over {count_years(row)} allows {span(implied)}, "
        f"{implied.width / row['step']:,.0f} times the last digit of the stated {row['stated']} %"
    )
    return Saying(message, row["stated"], span(implied), implied.width / 100, "rate_percent")


@rule(
    "growth_rates.one-per-subject",
    reads=("growth_rates",),
    uses=("units",),
    why="Two rates for one subject and period cannot both be the publisher's figure.",
    example="states 12.4 % for 2025 to 2030, but growth_rates:x-world-2025-2030-b states 14.2 %",
)
def one_per_subject(tables: Tables) -> View:
    """A source states one growth rate per subject, period and unit."""
    rates = rate_figures(tables).with_columns(
        label_start=nw.col("start_year").fill_null(0), label_end=nw.col("end_year").fill_null(0)
    )
    on = [*OF_SOURCE, "label_start", "label_end"]
    values = ["record", "stated", "rate", "rate_low", "rate_high", "rate_of"]
    others = only(rates, values, "_other", on)
    pairs = rates.join(others, on=on, how="inner").filter(nw.col("record") > nw.col("record_other"))
    pairs = pairs.filter(_of_one_unit())
    meets = reach(nw.col("rate_low"), nw.col("rate_high_other")) & reach(
        nw.col("rate_low_other"), nw.col("rate_high")
    )
    return View(pairs, meets, _say_second)


def _of_one_unit() -> nw.Expr:
    """Whether two rates are the growth of one thing; what is left open is the growth of money."""
    one, other = nw.col("rate_of"), nw.col("rate_of_other")
    one_open = (one == "") & is_money("rate_of_other")
    return (one == other) | one_open | ((other == "") & is_money("rate_of"))


def _say_second(row: Row) -> Saying:
    period = (
        f"for {row['start_year']} to {row['end_year']}" if row["start_year"] else "without a period"
    )
    gap = abs(row["rate"] - row["rate_other"])
    message = (
        f"states {row['stated']} % {period}, but growth_rates:{row['record_other']} states "
        f"{row['stated_other']} %: {percent(gap)} points apart; say in unit_id if they are the "
        "growth of two units; if the source prints both of one, keep them, and waive it with the "
        "places"
    )
    return Saying(message, row["stated"], f"{row['stated_other']} %", gap / 100, "rate_percent")


@rule(
    "growth_rates.window-fits-periods",
    reads=("growth_rates", "source_periods"),
    why="A rate over a period that the source does not forecast cannot be applied to its sizes.",
    example="is printed for 2025 to 2034, but the source forecasts 2025 to 2033",
)
def window_fits_periods(tables: Tables) -> View:
    """The printed period of a rate lies inside a period of its source, base year included."""
    labelled = rate_figures(tables).filter(
        ~nw.col("start_year").is_null(), ~nw.col("end_year").is_null()
    )
    periods = stated_periods(tables).filter(
        nw.col("kind").is_in(["forecast", "history", "coverage"])
    )
    # the base year, and the estimate after it, belong to what comes before and after them
    kind, start, end = nw.col("kind"), nw.col("start_year"), nw.col("end_year")
    base = nw.col("base_first")
    early = nw.when(start - base <= 2).then(nw.min_horizontal(base, start - 1))
    late = nw.when(nw.col("base_last") == end + 1).then(end + 1)
    periods = periods.select(
        "source_id",
        nw.when(kind == "forecast")
        .then(nw.coalesce(early, start - 1))
        .otherwise(start)
        .alias("from_year"),
        nw.when(kind == "history").then(nw.coalesce(late, end)).otherwise(end).alias("to_year"),
    )
    fits = (nw.col("start_year") >= nw.col("from_year")) & (nw.col("end_year") <= nw.col("to_year"))
    pairs = labelled.join(periods, on="source_id", how="inner").with_columns(fits=flag(fits))
    best = pairs.group_by("record").agg(
        nw.col("fits").max(), nw.col("from_year").min(), nw.col("to_year").max()
    )
    view = labelled.join(best, on="record", how="inner")
    ordered = nw.col("start_year") < nw.col("end_year")
    return View(view, (nw.col("fits") == 1) & ordered, _say_window)


def _say_window(row: Row) -> Saying:
    label = f"{row['start_year']} to {row['end_year']}"
    periods = f"{row['from_year']} to {row['to_year']}"
    if row["start_year"] >= row["end_year"]:
        message = (
            f"is printed for {label}, which does not run forwards; check the two years, or waive "
            "it with the reason"
        )
        return Saying(message, label, "", 1.0, "start_year")
    outside = max(row["end_year"] - row["to_year"], row["from_year"] - row["start_year"], 0)
    message = (
        f"is printed for {label}, but the periods of its source, base year included, cover "
        f"{periods} and none holds it; check the years, or enter the period in source_periods"
    )
    return Saying(message, label, periods, outside / 10, "start_year")

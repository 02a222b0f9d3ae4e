"""Sizes between the two ends of a growth rate.

A growth rate states its two ends. Between them a market may grow evenly, ever faster (as a sum of
parts does, each at its own constant rate) or ever slower (as one that fades or saturates does).
What cannot be explained so is a size that makes growth leap up and fall, or fall and leap up.
"""

from __future__ import annotations

from itertools import pairwise

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import Interval, grow, implied_growth, reach
from marketbook.old_rules.frames import SUBJECT, flag, only, rate_figures
from marketbook.old_rules.rule import Frame, Row, Saying, Tables, View, is_empty, rule, shared
from marketbook.old_rules.slips import sound_figures
from marketbook.old_rules.spans import agrees, is_counted, sound_spans
from marketbook.old_rules.words import difference, ends, percent, span

READS = ("growth_rates", "sizes", "units")
USES = ("source_periods", "shares")

_PATHS = ("between", "from_begin", "from_end")

_RATE = ["rate_line", "series"]
"""What names the window of a rate, in one currency."""


@rule(
    "growth_rates.sizes-on-path",
    reads=READS,
    uses=USES,
    why="A size that makes growth leap up and fall again, by more than anything else that is known "
    "of the market, shows a wrong digit, a wrong year, or a row that belongs elsewhere.",
    example="37.42 USD billion in 2028 is 4.693 USD billion (11.1 %) less than the path of 20.1 % "
    "a year from 24.31 in 2025 gives, 42.05 to 42.17: growth would be 15.46 % a year to 2028 and "
    "22.48 % after it",
)
def sizes_on_path(tables: Tables) -> View:
    """Inside the window of a rate no size makes growth leap by more than its market can.

    Growth may fade, evenly from double the rate to none at most, by which the growth before and
    after any size differs by the rate itself. It rises as the faster parts gain weight, and no
    further than the rates that the source states for them are apart; by a third of the rate in any
    case, as growth does that doubles evenly. Where hardly any other rate is stated, it may rise as
    far as it may fade.
    """
    bent = bent_sizes(tables)
    bad = bent.filter(nw.col("is_leap") == 1)
    return _view(tables, bad)


@rule(
    "growth_rates.growth-is-even",
    reads=READS,
    uses=USES,
    why="A rate states two ends; who reads it as the growth of every year between them gets other "
    "sizes than the source prints.",
    example="104.2 USD billion in 2031 is 2.1 USD billion (2.06 %) more than the path of 16.4 % a "
    "year from 56.69 in 2025 gives, 102.0 to 102.2: growth would be 16.81 % a year to 2031 and "
    "15.59 % after it, which can be",
    severity="note",
)
def growth_is_even(tables: Tables) -> View:
    """Growth before and after a size inside the window of a rate is that rate."""
    bent = bent_sizes(tables)
    return _view(tables, bent.filter(nw.col("is_leap") == 0))


def _view(tables: Tables, bad: Frame) -> View:
    inside = inside_windows(tables)
    if is_empty(inside) or is_empty(bad):
        return View(inside, nw.lit(value=True), _say)
    about = ["id", "table", "record", "_line", *SUBJECT, "stated", "unit", "factor"]
    bad = bad.join(sound_figures(tables).select(*about), on="id", how="inner")
    rates = sound_spans(tables).select(
        nw.col("_line").alias("rate_line"), "series", nw.col("stated").alias("stated_rate"),
        "stated_begin", "stated_end",
    )  # fmt: skip
    bad = bad.join(rates, on=_RATE, how="inner")
    fine = inside.join(bad.select("id"), on="id", how="anti")
    return View(nw.concat([fine, bad], how="diagonal"), nw.col("is_leap").is_null(), _say)


@shared
def inside_windows(tables: Tables) -> Frame:
    """Sizes between the two sizes that a rate spans; numbers only, as they may be many.

    Columns: id, series, year, low, high, money, rate_line, ends (whether the rate is that of its
    ends), forecast_start, begin_year, finish_year, years, the two ends and the growth.
    """
    ends = [name + end for name in ("low", "high") for end in ("_begin", "_end")]
    growth = ["rate_low", "rate_high", "implied_low", "implied_high"]
    path = sound_spans(tables).select(
        "series",
        nw.col("_line").alias("rate_line"),
        flag(agrees()).alias("ends"),
        *["record", "forecast_start", "begin_year", "finish_year", "years", *ends, *growth],
    )
    path = path.rename({"record": "rate_record"})
    between = sound_figures(tables).select("id", "series", "year", "low", "high", "money")
    inside = between.join(path, on="series", how="inner")
    year = nw.col("year")
    return inside.filter(year > nw.col("begin_year"), year < nw.col("finish_year"))


@shared
def bent_sizes(tables: Tables) -> Frame:
    """Sizes off the path of a rate that make growth neither rise nor fade steadily.

    Of each rate the one that bends growth most. Columns: those of :func:`inside_windows`, of each
    path its ends, the growth in percent a year ``before`` and ``after`` the size (low and high),
    ``bend`` (how far the two are apart at least), ``least`` and ``most`` (the ends of all other
    growth that is known of the market) and ``is_leap``: 1 where nothing of that explains the bend.
    """
    off = off_path(tables)
    if is_empty(off):
        return off.with_columns(is_leap=nw.lit(0))
    bent = off.join(_explained(tables), on=["series", "year"], how="anti")
    bent = bent.join(_steps(off, tables), on=["series", "year"], how="inner")
    bent = _in_window(bent).filter(~_steady())
    rising = nw.col("after_low") - nw.col("before_high")
    fading = nw.col("before_low") - nw.col("after_high")
    bent = bent.with_columns(bend=nw.max_horizontal(rising, fading))
    bent = _with_others(bent, tables).with_columns(is_leap=flag(_leaps()))
    # one wrong size bends growth at its neighbours too: the sharpest bend is its own
    for choice in (["rate_line", "series"], ["id"]):
        for name, sign in (("bend", 1), ("years", -1), ("rate_line", -1), ("year", -1)):
            value = nw.col(name) * sign
            bent = bent.filter(value == value.max().over(*choice))
    return bent


@shared
def off_path(tables: Tables) -> Frame:
    """Sizes inside windows that are not on the paths of constant growth.

    Where ends and rate agree, a size must be on every path; where they do not, one of them is
    wrong and has its finding, and one path is enough.
    """
    inside = inside_windows(tables)
    for name in _PATHS:
        inside = _with_path(inside, name)
    on = [_on_path(name) for name in _PATHS]
    one, every = on[0] | on[1] | on[2], on[0] & on[1] & on[2]
    return inside.filter(~(one & (every | (nw.col("ends") == 0))))


def _with_path(frame: Frame, path: str) -> Frame:
    """Add what the year would be: from the begin, back from the end, or between both."""
    after = (nw.col("year") - nw.col("begin_year")).cast(nw.Float64)
    left = after - nw.col("years")
    low, high = {
        "from_begin": (("low_begin", "rate_low", after), ("high_begin", "rate_high", after)),
        "from_end": (("low_end", "rate_high", left), ("high_end", "rate_low", left)),
        "between": (("low_begin", "implied_low", after), ("high_begin", "implied_high", after)),
    }[path]
    return frame.with_columns(
        grow(nw.col(low[0]), nw.col(low[1]), low[2]).alias(path + "_low"),
        grow(nw.col(high[0]), nw.col(high[1]), high[2]).alias(path + "_high"),
    )


def _on_path(path: str) -> nw.Expr:
    return reach(nw.col(path + "_low"), nw.col("high")) & reach(
        nw.col("low"), nw.col(path + "_high")
    )


def _explained(tables: Tables) -> Frame:
    """Series and years at which a rate begins or ends that its two sizes give."""
    spans = sound_spans(tables).filter(is_counted())
    inner = [spans.select("series", nw.col(name).alias("year")) for name in _ENDS]
    sides = nw.concat(inner, how="vertical").group_by("series", "year").agg(nw.len())
    return sides.select("series", "year")


_ENDS = ("begin_year", "finish_year")
_STEPS = ("earlier", "before", "after", "later")
"""Growth from each of five sizes to the next, the one that is judged in the middle."""


def _steps(off: Frame, tables: Tables) -> Frame:
    """Growth around each year of a series: those of _STEPS, and where they begin and end.

    ``earlier_year`` and ``before_year`` are the starts of the first two, ``after_year`` and
    ``later_year`` the ends of the last two.
    """
    sizes = sound_figures(tables).select("id", "series", "year", "low", "high")
    sizes = sizes.join(off.select("series").unique(), on="series", how="semi")
    sizes = sizes.filter(nw.col("id") == nw.col("id").min().over("series", "year"))

    def beside(name: str, places: int) -> nw.Expr:
        return nw.col(name).shift(places).over("series", order_by="year")

    count = (nw.col("year") - beside("year", 1)).cast(nw.Float64)
    sizes = sizes.with_columns(
        step_low=implied_growth(beside("high", 1), nw.col("low"), count),
        step_high=implied_growth(beside("low", 1), nw.col("high"), count),
    )
    steps = [
        beside(f"step_{end}", 1 - place).alias(f"{name}_{end}")
        for place, name in enumerate(_STEPS)
        for end in ("low", "high")
    ]
    places = {"earlier": 2, "before": 1, "after": -1, "later": -2}
    years = [beside("year", place).alias(f"{name}_year") for name, place in places.items()]
    return sizes.with_columns(*steps, *years).drop("id", "low", "high", "step_low", "step_high")


def _in_window(bent: Frame) -> Frame:
    """Without the growth that lies outside the window of the rate."""
    inside = {
        "earlier": nw.col("earlier_year") >= nw.col("begin_year"),
        "later": nw.col("later_year") <= nw.col("finish_year"),
    }
    names = [f"{name}_{end}" for name in inside for end in ("low", "high")]
    cut = [nw.when(inside[name.partition("_")[0]]).then(name).alias(name) for name in names]
    return bent.with_columns(*cut)


def _steady() -> nw.Expr:
    """Whether growth only rises, or only fades, from size to size; two steps alone tell nothing."""
    steps = list(pairwise(_STEPS))
    rises = [reach(nw.col(f"{one}_low"), nw.col(f"{two}_high")) for one, two in steps]
    fades = [reach(nw.col(f"{two}_low"), nw.col(f"{one}_high")) for one, two in steps]
    rising, fading = (
        nw.all_horizontal(*[step.fill_null(value=True) for step in sides], ignore_nulls=False)
        for sides in (rises, fades)
    )
    alone = nw.col("earlier_low").is_null() & nw.col("later_low").is_null()
    return ~alone & (rising | fading)


def _with_others(bent: Frame, tables: Tables) -> Frame:
    """Add ``least`` and ``most`` of what else is known of the market, and ``others``, how many."""
    rates = rate_figures(tables)
    place = ["source_id", "market_id"]
    about = rates.select(nw.col("record").alias("rate_record"), *SUBJECT, "source_id")
    own = ["region_id", "segment_id"]
    others = only(rates, own, "_other", [*place, "rate"])
    beside = about.join(bent.select("rate_record").unique(), on="rate_record", how="semi")
    beside = beside.join(others, on=place, how="inner")
    same = (nw.col("region_id") == nw.col("region_id_other")) & (
        nw.col("segment_id") == nw.col("segment_id_other")
    )
    ranged = (
        beside.filter(~same)
        .group_by("rate_record")
        .agg(
            nw.col("rate").min().alias("least"),
            nw.col("rate").max().alias("most"),
            nw.len().cast(nw.Int64).alias("others"),
        )
    )
    bent = bent.join(ranged, on="rate_record", how="left")
    around = [f"{name}_{end}" for name in ("earlier", "later") for end in ("low", "high")]
    return bent.with_columns(
        least=nw.min_horizontal("least", "implied_low", *around),
        most=nw.max_horizontal("most", "implied_high", *around),
        others=nw.col("others").fill_null(0),
    )


def _leaps() -> nw.Expr:
    """Whether the growth before and after differs by more than the market explains.

    A size of the year that the forecast starts from, or of one before it, is no forecast: what
    grew to it may have grown by anything. Between two near years the bend must also lift the size
    by more than four months grow: one year may be that much better than the next.
    """
    rate = nw.max_horizontal(nw.col("implied_low").abs(), nw.col("implied_high").abs())
    known = nw.max_horizontal(nw.col("most") - nw.col("least"), rate / 3)
    rises = (nw.col("others") > 1) & (nw.col("after_low") > nw.col("before_high"))
    known = nw.when(rises).then(known).otherwise(rate)
    forecast = (nw.col("year") > nw.col("forecast_start")).fill_null(value=True)
    before, after = nw.col("year") - nw.col("before_year"), nw.col("after_year") - nw.col("year")
    lift = nw.col("bend") * before * after / (before + after)
    return forecast & ~reach(nw.col("bend"), known) & ~reach(lift, rate / 3)


def _say(row: Row) -> Saying:
    factor, unit = row["factor"], row["unit"]
    both = row["from_begin_high"] < row["low"] or row["high"] < row["from_begin_low"]
    told = "from_begin" if both else "between"
    low, high = row[f"{told}_low"] / factor, row[f"{told}_high"] / factor
    middle, value = (low + high) / 2, row["money"] / factor
    path = f"{row['stated_begin']} in {row['begin_year']}"
    path = (
        f"{row['stated_rate']} % a year from {path}"
        if both
        else f"even growth from {path} to {row['stated_end']} in {row['finish_year']}"
    )
    gap = difference(value, middle, unit)
    message = (
        f"{row['stated']} {unit} in {row['year']} is {gap} than {path} gives, {ends(low, high)}: "
        f"{_tell_growth(row)}; {_settle(row)}"
    )
    return Saying(message, row["stated"], ends(low, high), abs(value / middle - 1), "value")


def _tell_growth(row: Row) -> str:
    before, after = (
        span(Interval(row[f"{name}_low"], row[f"{name}_high"])) for name in ("before", "after")
    )
    return f"growth would be {before} a year up to it and {after} after it"


def _settle(row: Row) -> str:
    if not row["is_leap"]:
        return "the rate states its two ends, and between them that can be"
    known = f"{percent(row['bend'])} points apart, more than the rate itself"
    if row["others"] > 1 and row["after_low"] > row["before_high"]:
        least, most = (percent(row[name]) for name in ("least", "most"))
        known = (
            f"{percent(row['bend'])} points apart, more than if it doubled over the years and "
            f"than all else that the source states of the market, {least} to {most} %"
        )
    return f"{known}; check the digits and the year, or waive it with the reason"

"""What a stated growth rate would be right for, in words: other years, other sizes."""

from __future__ import annotations

from marketbook.old_rules.old_figures import Interval, grow, implied_interval, last_digit
from marketbook.old_rules.rule import Row
from marketbook.old_rules.words import span, years


def ends_of(row: Row) -> tuple[Interval, Interval]:
    """What the first and the last size of a span stand for."""
    return (
        Interval(row["low_begin"], row["high_begin"]),
        Interval(row["low_end"], row["high_end"]),
    )


def count_years(row: Row) -> str:
    """``8 years (2024 to 2032)``."""
    return f"{years(row['years'])} ({row['begin_year']} to {row['finish_year']})"


def tell_sizes(row: Row) -> str:
    """``2.52 → 9.81 USD billion``, or both with their units."""
    unit = "" if row["unit_begin"] == row["unit_end"] else f" {row['unit_begin']}"
    return f"{row['stated_begin']}{unit} → {row['stated_end']} {row['unit_end']}"


def explain(row: Row, begin: Interval, end: Interval) -> str:
    """The first other reading that gives the stated rate, in words."""
    stated = Interval(row["rate_low"], row["rate_high"])
    implied = Interval(row["implied_low"], row["implied_high"])
    step = last_digit(row["stated"])
    if slip := _find_slip(row, begin, end, stated) or _find_misprint(row, begin, end, stated):
        return slip
    if implied.meets(Interval(row["rate"], row["rate"] + step)):
        return "it fits only if the rate was cut instead of rounded"
    if implied.meets(Interval(row["rate"] - step, row["rate"])):
        return "it fits only if the rate was rounded up"
    for n, why in _other_spans(row):
        if n > 0 and implied_interval(begin, end, n).meets(stated):
            return f"it fits over {years(n)}, {why}"
    return _explain_otherwise(row, begin, end, stated)


_SLIPS = {10.0: "decimal point", 1e3: "unit", 1e6: "unit"}


def _find_slip(row: Row, begin: Interval, end: Interval, stated: Interval) -> str:
    """Whether one of the two sizes with its point moved, or in another unit, gives the rate."""
    for times, what in _SLIPS.items():
        for factor, sides in ((times, ("larger", "smaller")), (1 / times, ("smaller", "larger"))):
            if _fits_sizes(row, begin, end.times(factor), stated):
                return (
                    f"it fits if {row['stated_end']} were {times:,.0f} times {sides[0]}, or "
                    f"{row['stated_begin']} {sides[1]}: a likely slip of the {what}"
                )
    return ""


def _find_misprint(row: Row, begin: Interval, end: Interval, stated: Interval) -> str:
    """Whether the stated rate is another number of the same growth."""
    whole = Interval(end.low / begin.high - 1, end.high / begin.low - 1).times(100)
    if row["years"] > 1 and whole.meets(stated):
        return "it is the growth over all the years together, not that of a year"
    if _fits_sizes(row, begin, end, Interval(-stated.high, -stated.low)):
        return "it fits with the other sign"
    if abs(row["rate"]) < 1 and _fits_sizes(row, begin, end, stated.times(100)):
        return "it fits if it is a fraction, 100 times as much in percent"
    return ""


def _fits_sizes(row: Row, begin: Interval, end: Interval, stated: Interval) -> bool:
    """Whether two sizes give the rate, where years outside its window may grow up to double it."""
    if not row["outside"]:
        return implied_interval(begin, end, row["years"]).meets(stated)
    count = row["outside"] - row["years"]
    base = Interval(grow(end.low, stated.high, count), grow(end.high, stated.low, count))
    first = implied_interval(begin, base, row["outside"])
    return first.meets(Interval(min(stated.low * 2, 0.0), max(stated.high * 2, 0.0)))


def _other_spans(row: Row) -> list[tuple[float, str]]:
    n = row["years"]
    label = []
    if row["start_year"] is not None and row["end_year"] is not None:
        length = row["end_year"] - row["start_year"]
        printed = f"printed label {row['start_year']} to {row['end_year']}"
        label = [(length, f"the span of the {printed}")]
        label += [(length + 1, f"the years of the {printed} counted inclusively")]
    one_off = [(n - 1, "one year fewer than the sizes span")]
    return [*label, *one_off, (n + 1, "the years counted inclusively")]


def _explain_otherwise(row: Row, begin: Interval, end: Interval, stated: Interval) -> str:
    n = row["years"]
    if row["low_base"] is not None and row["base_year"] < row["begin_year"]:
        base = Interval(row["low_base"], row["high_base"])
        whole = row["finish_year"] - row["base_year"]
        if implied_interval(base, end, whole).meets(stated):
            return f"it fits from the base year {row['base_year']} over {years(whole)}"
        if implied_interval(base, end, n).meets(stated):
            return (
                f"it fits from {row['stated_base']} {row['unit_base']} in the base year "
                f"{row['base_year']}, but over {years(n)}, {years(whole - n)} too few"
            )
    steps = {"_next": (begin, 1), "_before": (None, -1)}
    for suffix, (start, shift) in steps.items():
        if row["low" + suffix] is None:
            continue
        other = Interval(row["low" + suffix], row["high" + suffix])
        growth = implied_interval(begin, other, 1) if start else implied_interval(other, begin, 1)
        if growth.meets(stated):
            first = row["begin_year"] + min(shift, 0)
            return f"it is the growth of the one year {first} to {first + 1}, not a CAGR"
    for count in (n, n - row["outside"]):
        total = Interval(end.low / begin.high - 1, end.high / begin.low - 1).times(100 / count)
        if total.meets(stated):
            return "it is the total growth divided by the years, not a CAGR"
    if row["outside"]:
        grown = "a year " if row["outside"] > 1 else ""
        return (
            f"counted from {row['window_start']} it fits only after growth of "
            f"{span(first_years(row)[1])} {grown}from {row['begin_year']}"
        )
    return "no other span fits"


def first_years(row: Row) -> tuple[Interval, Interval]:
    """Where a rate counts from its window's start: the size there, and the growth up to it."""
    begin, end = ends_of(row)
    base = _grow_back(row, end)
    return base, implied_interval(begin, base, row["outside"])


def _grow_back(row: Row, end: Interval) -> Interval:
    """The size at the start of the window, from the one at its end."""
    count = row["outside"] - row["years"]
    return Interval(grow(end.low, row["rate_high"], count), grow(end.high, row["rate_low"], count))

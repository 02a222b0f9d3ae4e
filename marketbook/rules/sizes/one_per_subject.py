"""Two sizes of one subject, year and currency in one source."""

from __future__ import annotations

from collections.abc import Mapping

from marketbook.figures import cut_interval, divide
from marketbook.markets import Family
from marketbook.markets.printed import Size
from marketbook.markets.series import group_by_year
from marketbook.rules.repeats import compare_repeats
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import gap_of


@rule("sizes.one-per-subject", "sizes", "units", "sources")
def one_per_subject(family: Family) -> Verdicts:
    """A source states one size per subject, year and currency."""
    # two tables with shifted years are one fault, which has its own rule; so has a slip
    shifted = {shift.series for shift in family.shifts if shift.series is shift.other}
    fitting = _find_fitting(family)
    for series in family.series:
        if series not in shifted:
            kept = (size for size in series.printed if size not in family.slips.sure)
            for sizes in group_by_year(kept).values():
                for size, first in compare_repeats(sizes):
                    yield _contradict(size, first, fitting) if first else None


def _find_fitting(family: Family) -> Mapping[Size, str]:
    """Sizes that a stated rate fits as one of its ends, with the rate as printed."""
    fitting: dict[Size, str] = {}
    for span in family.list_spans():
        for size in (span.begin.origin, span.end.origin) if span.fits else ():
            fitting[size] = min(span.rate.stated, fitting.get(size, span.rate.stated))
    return fitting


def _contradict(size: Size, other: Size, fitting: Mapping[Size, str]) -> Contradiction:
    gap = gap_of(size.money, other.money, size.unit)
    message = (
        f"states {size.told} in {size.year}, but {other.cite} states {other.told}: {gap}; "
        f"{_tell_cut(size, other)}{_tell_fit(size, other, fitting)}keep both only if the source "
        "prints both, and waive it and say where each is printed"
    )
    worth = abs(divide(size.money, other.money) - 1)
    return contradict(size, message, other.told, worth)


def _tell_cut(size: Size, other: Size) -> str:
    """Whether one of the two is the other with fewer digits, cut instead of rounded."""
    for one, two in ((size, other), (other, size)):
        if cut_interval(one.value, one.stated).times(one.unit.factor).meets(two.interval):
            return f"{one.stated} is {two.stated} cut instead of rounded; "
    return ""


def _tell_fit(size: Size, other: Size, fitting: Mapping[Size, str]) -> str:
    """Which of the two the stated growth is counted with."""
    one, two = fitting.get(size), fitting.get(other)
    if bool(one) == bool(two):
        return ""
    return f"the stated growth of {one or two} % fits {(size if one else other).told} only; "

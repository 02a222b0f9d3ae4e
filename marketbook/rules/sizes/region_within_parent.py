"""Parts that are larger than a whole that contains them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import repeat

from marketbook.markets import Family
from marketbook.markets.misfits import Misfit
from marketbook.markets.moves import Fit
from marketbook.markets.nesting import MARKETS, REGIONS
from marketbook.markets.series import Series
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import excess, gap_of, in_unit, sized, span
from marketbook.text import count


@rule("sizes.region-within-parent", "sizes", "units")
def region_within_parent(family: Family) -> Verdicts:
    """A country or region is not larger than a region or group that contains it."""
    return _judge_cuts(family, lambda cut: cut == REGIONS)


@rule("sizes.segment-within-market", "sizes", "units")
def segment_within_market(family: Family) -> Verdicts:
    """A segment is not larger than its market, nor than the segment that it is part of."""
    return _judge_cuts(family, lambda cut: cut not in (REGIONS, MARKETS))


@rule("sizes.market-within-parent", "sizes", "units")
def market_within_parent(family: Family) -> Verdicts:
    """A market is not larger than the market that it is part of, whichever source states it."""
    return _judge_cuts(family, lambda cut: cut == MARKETS)


_ADVICE = (
    "a growth rate says nothing of the years inside its period, so both can be right if growth is "
    "uneven; check the years, or do not draw an even line through both"
)


@rule("sizes.part-fits-by-even-growth", "sizes", "units", severity="note")
def part_fits_by_even_growth(family: Family) -> Verdicts:
    """With even growth, a part fits into its whole inside the period of a growth rate."""
    misfits = family.misfits
    yield from repeat(None, sum(misfits.checked.values()))
    for misfit in misfits.uneven:
        yield _contradict(misfit, family, _ADVICE)


def _judge_cuts(family: Family, is_kind: Callable[[str], bool]) -> Verdicts:
    """The verdicts on the parts of wholes that are cut in some way."""
    misfits = family.misfits
    checked = sum(count for cut, count in misfits.checked.items() if is_kind(cut))
    yield from repeat(None, checked)
    for misfit in misfits.found:
        if is_kind(misfit.fit.nesting.cut):
            yield _contradict(
                misfit,
                family,
                "check the digits, the unit, the year and what it is part of, or waive it with the "
                "reason",
            )


def _contradict(misfit: Misfit, family: Family, advice: str) -> Contradiction:
    """A part that is larger than its whole."""
    fit = misfit.fit
    own = fit.whole if misfit.is_whole else fit.part
    against = _tell_whole(misfit, family) if misfit.is_whole else _tell_part(misfit, family)
    message = f"states {sized(own)} in {own.year}, {against}; {advice}"
    worth = fit.excess - 1
    return contradict(own, message, _imply(misfit), worth)


def _imply(misfit: Misfit) -> str:
    """The least that the whole, or the most that the part, can be."""
    fit = misfit.fit
    if misfit.is_whole:
        return f"at least {in_unit(fit.least, fit.whole.unit)}"
    return f"at most {in_unit(fit.most, fit.part.unit)}"


def _tell_part(misfit: Misfit, family: Family) -> str:
    fit = misfit.fit
    # a market may have its whole in another publisher's report
    publisher = family.publisher_of(fit.nesting.whole) if fit.nesting.of_market else ""
    by = f" of {publisher}" if publisher else ""
    whole = f"{fit.whole.cite}{by}, which contains it: {sized(fit.whole)} in {fit.whole.year}"
    if not fit.gap:
        years = f", and also in {count(misfit.more, 'other year')}" if misfit.more else ""
        return f"{gap_of(fit.part.money, fit.whole.money, fit.part.unit)} than {whole}{years}"
    return f"more than {whole}{_tell_moves(fit, family)}: at least {_tell_gap(fit)} too much"


def _tell_whole(misfit: Misfit, family: Family) -> str:
    fit = misfit.fit
    part = f"{fit.part.cite}, {sized(fit.part)} in {fit.part.year}"
    parts = f"less than {misfit.more + 1} of its parts, the largest of them {part}"
    if not fit.gap:
        return f"{parts}: {gap_of(fit.part.money, fit.whole.money, fit.part.unit)}"
    return f"{parts}{_tell_moves(fit, family)}: at least {_tell_gap(fit)} too much"


def _tell_gap(fit: Fit) -> str:
    """How far the part is above its whole, every rounding and both moves in its favour."""
    if fit.moved_high is not None:
        return excess(fit.part.low, fit.moved_high, fit.part.unit)
    return excess(fit.least, fit.whole.high, fit.whole.unit)


def _tell_moves(fit: Fit, family: Family) -> str:
    """Either size in the year of the other."""
    told = ""
    if fit.moved_high is not None:
        most, year = in_unit(fit.moved_high, fit.part.unit), fit.part.year
        told += f", at most {most} in {year} {_tell_growth(fit, fit.nesting.whole, family)}"
    if fit.moved_low is not None:
        least, year = in_unit(fit.moved_low, fit.whole.unit), fit.whole.year
        growth = _tell_growth(fit, fit.nesting.part, family)
        told += f", while the part comes to at least {least} in {year} {growth}"
    return told


def _tell_growth(fit: Fit, series: Series, family: Family) -> str:
    growth = family.growth_of(series)
    if growth is None:
        return ""
    rates = span(growth.interval)
    if growth.is_fixed(fit.part.at, fit.whole.at):
        return f"by its growth of {rates}"
    if fit.is_even:
        return f"by even growth of {rates}"
    return f"with growth of anything from zero to twice its {rates}"

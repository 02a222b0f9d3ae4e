"""A share against the sizes of its part and of its whole."""

from __future__ import annotations

from collections.abc import Sequence

from marketbook.figures import Interval, cut_interval, divide, reach
from marketbook.markets import Publication
from marketbook.markets.grouping import group_by
from marketbook.markets.printed import Size
from marketbook.markets.share_figures import SizedShare
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import amount, difference, ends


@rule("shares.agrees-with-size", "shares", "regions", "sizes", "units")
def agrees_with_size(publication: Publication) -> Verdicts:
    """A share agrees with the sizes of its part and of its whole, allowing for rounding."""
    groups = group_by(publication.sized_shares, lambda one: one.total)
    for total, found in groups.items():
        said = _agree_on_total(found)
        if said:
            yield _blame_total(total, found, said)
        else:
            yield from (None if one.fits else _contradict(one, publication) for one in found)


def _agree_on_total(found: Sequence[SizedShare]) -> Interval | None:
    """What several shares and sizes say of their total, where they agree and it does not."""
    if len(found) == 1 or any(one.fits for one in found):
        return None
    said = [one.implied_total for one in found]
    low, high = max(one.low for one in said), min(one.high for one in said)
    return Interval(low, high) if reach(low, high) else None


def _blame_total(total: Size, found: Sequence[SizedShare], said: Interval) -> Contradiction:
    """One finding at the total, where several shares and sizes all say another one."""
    unit = total.unit
    low, high = said.low / unit.factor, said.high / unit.factor
    printed, middle = total.money / unit.factor, (low + high) / 2
    message = (
        f"is {total.told}, but {len(found)} sizes of {total.year} divided by their shares all give "
        f"{amount(low)} to {amount(high)} {unit.name}: the printed total is "
        f"{difference(printed, middle, unit.name)}; check the digits, the unit and the year, or "
        "waive it with the reason"
    )
    implied = f"{amount(low)} to {amount(high)}"
    return contradict(total, message, implied, abs(divide(printed, middle) - 1))


def _contradict(one: SizedShare, publication: Publication) -> Contradiction:
    share, size, total = one.share, one.size, one.total
    unit, implied = size.unit, f"{ends(one.implied_share.low, one.implied_share.high)} %"
    low, high = one.implied_size.low / unit.factor, one.implied_size.high / unit.factor
    gap = difference(size.money / unit.factor, (low + high) / 2, unit.name)
    message = (
        f"states {share.stated} %, but {size.told} of {total.told} in {share.year} is {implied}; "
        f"{share.stated} % would be {amount(low)} to {amount(high)} {unit.name}, and {size.cite} "
        f"prints {gap}; {_explain(one, publication)}check the digits, the unit and the whole, or "
        "waive it with the reason"
    )
    middle = total.money * share.value / 100
    worth = abs(size.money / middle - 1) if middle else 1.0
    return contradict(share, message, implied, worth)


def _explain(one: SizedShare, publication: Publication) -> str:
    """Whether a cut size or share, or the total of another year, would fit."""
    share, size, need = one.share, one.size, one.implied_size
    factor = size.unit.factor
    if cut_interval(size.money / factor, size.stated).times(factor).meets(need):
        return "it fits only if the size was cut instead of rounded; "
    if cut_interval(share.value, share.stated).times(one.total.money / 100).meets(size.interval):
        return "it fits only if the share was cut instead of rounded; "
    totals = publication.series_by_subject[share.whole, "", size.measure].printed
    for total in totals:
        if total.year != share.year and SizedShare(share, size, total).fits:
            return f"it is that share of the total of {total.year}; "
    return ""

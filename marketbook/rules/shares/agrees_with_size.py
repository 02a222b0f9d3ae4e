"""A share against the sizes of its part and of its whole."""

from __future__ import annotations

from collections.abc import Sequence

from marketbook.figures import Interval, cut_interval, divide, reach
from marketbook.markets import Publication
from marketbook.markets.grouping import group_by
from marketbook.markets.printed import Size
from marketbook.markets.share_figures import SizedShare
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import amount, ends, gap_of


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
    implied = f"{amount(said.low / unit.factor)} to {amount(said.high / unit.factor)}"
    message = (
        f"is {total.told}, but {len(found)} sizes of {total.year} divided by their shares all give "
        f"{implied} {unit.name}: the printed total is {gap_of(total.money, said.middle, unit)}; "
        "check the digits, the unit and the year, or waive it with the reason"
    )
    return contradict(total, message, implied, abs(divide(total.money, said.middle) - 1))


def _contradict(one: SizedShare, publication: Publication) -> Contradiction:
    share, size, total = one.share, one.size, one.total
    unit, implied = size.unit, f"{ends(one.implied_share.low, one.implied_share.high)} %"
    low, high = (amount(end / unit.factor) for end in (one.implied_size.low, one.implied_size.high))
    gap = gap_of(size.money, one.implied_size.middle, unit)
    message = (
        f"states {share.stated} %, but {size.told} of {total.told} in {share.year} is {implied}; "
        f"{share.stated} % would be {low} to {high} {unit.name}, and {size.cite} "
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

"""Parts of a region or a segment with a larger share than its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from marketbook.markets import Publication
from marketbook.markets.printed import Share
from marketbook.markets.share_parts import Filled
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import in_year, number, percent, points


@rule("shares.country-within-region", "shares", "regions")
def country_within_region(publication: Publication) -> Verdicts:
    """The countries of a region, alone or together, have no larger share than the region."""
    held = (one for one in publication.filled if one.sum.whole.is_regions)
    return _judge(held, publication)


@rule("shares.segments-within-segment", "shares", "regions")
def segments_within_segment(publication: Publication) -> Verdicts:
    """The members of a segment, alone or together, have no larger share than the segment."""
    held = (one for one in publication.filled if not one.sum.whole.is_regions)
    return _judge(held, publication)


def _judge(filled: Iterable[Filled], publication: Publication) -> Verdicts:
    """Sums of parts beside the share of what contains them.

    Of several wholes that one part is too large for, only the smallest is named.
    """
    bad: dict[tuple[Share, int], list[Filled]] = defaultdict(list)
    for one in filled:
        if one.fits:
            yield None
        else:
            bad[one.sum.largest.at, one.sum.time].append(one)
    for found in bad.values():
        tightest = min(one.high for one in found)
        yield from (_contradict(one, publication) for one in found if one.high == tightest)


def _contradict(one: Filled, publication: Publication) -> Contradiction:
    names, parts, at = publication.codes.name, one.sum, one.sum.largest.at
    alone = parts.largest.low > one.high
    of, holder = names(parts.whole.region), names(parts.holder)
    least, held = (parts.largest.low, parts.largest.value) if alone else (one.least, parts.value)
    if alone:
        subject = f"is {number(held)} % of {of} {in_year(parts.time)}"
    else:
        subject = (
            f"is the largest of {len(parts.parts)} parts of {holder} {in_year(parts.time)}, which "
            f"add up to {percent(held, 1)} % of {of}"
        )
    message = (
        f"{subject} (at least {percent(least)} %, allowing for rounding), but {holder}, which "
        f"contains {'it' if alone else 'them'}, is only {number(one.value)} %: the maximum is "
        f"{number(one.high)} %, {points(least - one.high)} less; check the digits, the year and "
        "the whole of each, or waive it with the reason"
    )
    worth = held / one.value - 1 if one.value else 1.0
    implied = f"at most {number(one.high)} %"
    return contradict(at, message, implied, worth)

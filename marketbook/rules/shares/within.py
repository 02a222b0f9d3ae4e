"""Parts of a region or a segment that hold more than it does itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from marketbook.figures import Interval
from marketbook.markets import Publication
from marketbook.markets.printed import Share
from marketbook.markets.share_parts import Filled
from marketbook.rules.rule import Contradiction
from marketbook.rules.words import in_all, in_year, number, percent


def judge_filled(
    filled: Iterable[Filled], publication: Publication
) -> Iterator[Contradiction | None]:
    """Holders and their parts; of several that one part is too large for, the tightest."""
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
    names, parts, largest = publication.codes.name, one.sum, one.sum.largest
    of, holder = names(parts.whole.region), names(parts.holder)
    alone, gap = largest.low > one.high, one.least - one.high
    if alone:
        subject = f"is {number(largest.value)} % of {of} {in_year(parts.time)}"
    else:
        total = in_all(Interval(parts.low, parts.high), too_much=True)
        subject = (
            f"is the largest of {len(parts.parts)} parts of {holder} that hold "
            f"{percent(parts.value, 1)} % of {of} together {in_year(parts.time)} ({total})"
        )
    message = (
        f"{subject}, but {holder}, which contains {'it' if alone else 'them'}, only "
        f"{number(one.value)} %: at most {number(one.high)} fit, {percent(gap, 2)} points less "
        f"than {'its' if alone else 'their'} lowest; check the digits, the year and the whole of "
        "each, or waive it with the reason"
    )
    held = largest.value if alone else parts.value
    worth = held / one.value - 1 if one.value else 1.0
    implied = f"at most {number(one.high)} %"
    return Contradiction(largest.at, message, largest.at.stated, implied, worth, "share_percent")

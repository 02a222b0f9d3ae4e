"""Shares of two years against the growth of their part and of their whole."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.markets import Family, Publication
from marketbook.markets.grouping import group_by
from marketbook.markets.share_figures import RatedPart
from marketbook.markets.share_parts import Part
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import difference, number, span, tell_growth


@rule("shares.agrees-with-growth", "shares", "regions", "growth_rates")
def agrees_with_growth(family: Family) -> Verdicts:
    """A share of a later year follows from an earlier one and the growth of part and whole."""
    # shares that end a span which its stated rate contradicts, both ends being shares
    wrong = (one.span for found in family.judged.values() for one in found if not one.is_ok)
    contradicted = {span.end.share for span in wrong if span.begin.share}
    for publication in family.publications:
        for part, moved in _pair_moved(publication):
            if part.interval.meets(moved.moved):
                yield None
            elif contradicted.isdisjoint(part.shares):
                yield _contradict(part, moved)


def _pair_moved(publication: Publication) -> Iterator[tuple[Part, RatedPart]]:
    """Shares beside those of an earlier year, moved to theirs."""
    moved = group_by(
        (one for one in publication.rated_parts if one.year_counts),
        lambda one: (one.part.whole, one.part.id, one.end),
    )
    for part in publication.parts:
        yield from ((part, one) for one in moved.get((part.whole, part.id, part.time), ()))


def _contradict(part: Part, rated: RatedPart) -> Contradiction:
    moved = rated.moved
    gap = difference(part.value, moved.middle, "points")
    earlier = f"{number(rated.part.value)} % in {rated.part.time}"
    message = (
        f"is {number(part.value)} % in {part.time}, but {earlier} becomes {span(moved)} "
        f"{tell_growth(rated)}: {gap}; check both shares, both rates and the years, or waive it "
        "with the reason"
    )
    worth = abs(part.value / moved.middle - 1) if moved.middle else 1.0
    return contradict(part.at, message, span(moved), worth)

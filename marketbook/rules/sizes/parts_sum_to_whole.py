"""The parts of a whole, added up."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.figures import divide, reach
from marketbook.markets import Family, Publication
from marketbook.markets.cut_sums import CutSum, keep_apart
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import amount, gap_of, in_unit


@rule("sizes.parts-sum-to-whole", "sizes", "units")
def parts_sum_to_whole(family: Family) -> Verdicts:
    """Parts never exceed the whole; a full set equals it."""
    for publication in family.publications:
        yield from (None for added in publication.cut_sums if not added.is_wrong)
        for added in _find_wrong(publication, family):
            yield _contradict(added)


def _find_wrong(publication: Publication, family: Family) -> Iterator[CutSum]:
    """Sums of printed parts, and those of moved ones where the whole has none of the former."""
    wrong = [added for added in publication.cut_sums if added.is_wrong]
    printed = [kept for added in wrong if (kept := _settle(added, family))]
    yield from printed
    known = {(added.whole, added.cut) for added in wrong}
    named = {_name(added) for added in printed}
    for added in family.moved_sums.get(publication, ()):
        is_new = (added.whole, added.cut) not in known and _name(added) not in named
        if is_new and added.is_wrong and (kept := _settle(added, family)):
            yield kept


def _name(added: CutSum) -> tuple[tuple[str, str], str, str]:
    """The whole, over all years, and how it is cut."""
    return added.whole.subject, added.whole.measure, added.cut


def _settle(added: CutSum, family: Family) -> CutSum | None:
    """A sum without what may be counted twice; none where that, or a doubtful size, settles it."""
    if not family.slips.doubtful.isdisjoint(added.sizes):
        return None
    kept = keep_apart(added, family.codes)
    if not any(part.size.is_printed for part in kept.parts):
        return None
    is_over = added.is_over and not reach(kept.low, kept.whole.high)
    return kept if is_over or (added.is_under and kept.is_under) else None


def _contradict(added: CutSum) -> Contradiction:
    whole, unit = added.whole, added.whole.unit
    low, high = (amount(end / unit.factor) for end in (added.low, added.high))
    middle = (added.low + added.high) / 2
    message = (
        f"states {whole.told} in {whole.year}, but its {_tell_parts(added)} add up to "
        f"{in_unit(middle, unit)} ({low} to {high} with every rounding): "
        f"{gap_of(middle, whole.money, unit)}; the largest is "
        f"{added.largest.cite}, {added.largest.told}; check the digits, the unit and the year of "
        "each, or waive it with the reason"
    )
    implied, worth = f"{low} to {high} {unit.name}", abs(divide(middle, whole.money) - 1)
    return contradict(whole, message, implied, worth)


def _tell_parts(added: CutSum) -> str:
    kind = "regions" if added.is_regions else "segments"
    all_ = "" if added.low > added.whole.high else ", which make up the whole"
    moved = f", {added.moved} of them moved to it by their growth" if added.moved else ""
    return f"{len(added.parts)} {kind}{all_}{moved}{',' if all_ or moved else ''}"

"""What shares leave for the parts that have none, though the same source lists them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from marketbook.figures import reach
from marketbook.markets import Publication
from marketbook.markets.grouping import group_by
from marketbook.markets.share_parts import Holder, ShareSum
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import in_year, listed, points, rough


@rule("shares.leaves-room", "shares", "regions")
def leaves_room(publication: Publication) -> Verdicts:
    """Shares leave something for listed parts without a share, allowing for rounding."""
    for one, missing in _find_gaps(publication):
        # above the whole is for the rules on sums
        is_full = reach(100.0, one.low) and reach(one.low, 100.0)
        yield _contradict(one, missing, publication) if is_full else None


@rule("shares.leaves-more-than-rounding", "shares", "regions", severity="note")
def leaves_more_than_rounding(publication: Publication) -> Verdicts:
    """Shares leave more than a rounding error for listed parts without a share."""
    for one, missing in _find_gaps(publication):
        is_spent = reach(100.0, one.value) and one.low < 100
        yield _contradict(one, missing, publication) if is_spent else None


def _find_gaps(publication: Publication) -> Iterator[tuple[ShareSum, list[str]]]:
    """Wholes with the parts that a full list of the source names, and that no share covers."""
    members: dict[str, set[str]] = defaultdict(set)
    for row in publication.listings:
        if not row.is_prose:
            members[row.table].add(row.member)
    holders = group_by(
        (one for one in publication.share_sums if one.is_whole and not one.whole.within),
        lambda one: (one.whole, one.holder),
    )
    for holder, sums in holders.items():
        named = _find_named(holder, members, publication)
        missing = sorted(named - publication.covered[holder])
        if missing:
            yield from ((one, missing) for one in sums)


def _find_named(
    holder: Holder, members: Mapping[str, set[str]], publication: Publication
) -> set[str]:
    """What the full lists of a source divide a whole into."""
    whole, region = holder
    places, segments = publication.places, publication.codes.segments
    if not whole.is_regions:
        known = (segments.get(one) for one in members.get("segment_listings", ()))
        return {one.id for one in known if one and one.is_top and one.axis.id == whole.cut}
    if region == places.world:
        return {part for one in publication.full_lists for part in one.parts}
    return {one for one in members.get("region_listings", ()) if places.contains(region, one)}


def _contradict(one: ShareSum, missing: list[str], publication: Publication) -> Contradiction:
    """That the shares of a whole leave little or nothing for the parts that have none."""
    whole, at = publication.codes.name(one.holder or one.whole.cut), one.largest.at
    room = max(100 - one.low, 0.0)
    left = "nothing" if reach(100.0, one.low) else f"at most {points(room)}"
    message = (
        f"is the largest of {len(one.parts)} shares of {whole} {in_year(one.time)}, which add up "
        f"to {rough(one.value)} % and leave {left} for "
        f"{name_some(missing, publication)}, also listed by the source; enter the missing shares, "
        "check the digits, or waive it with the reason"
    )
    return contradict(at, message, left, 1 - room / 100)


def name_some(records: list[str], publication: Publication) -> str:
    """The first and the last of several records by id, and how many more there are."""
    ordered = sorted(records)
    some = [publication.codes.name(one) for one in dict.fromkeys((ordered[0], ordered[-1]))]
    return listed([*some, f"{len(ordered) - 2} more"] if len(ordered) > 2 else some)

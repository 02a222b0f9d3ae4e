"""Shares whose whole the source leaves open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from marketbook.markets import Publication
from marketbook.markets.printed import Share
from marketbook.markets.share_parts import Part
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import number, percent, rough


@rule("shares.whole-is-stated", "shares", "regions", severity="note")
def whole_is_stated(publication: Publication) -> Verdicts:
    """A share says which region it is a share of."""
    known: dict[str, list[Part]] = defaultdict(list)
    for part in publication.parts:
        if part.whole.is_regions and part.whole.region and not part.whole.within and part.value:
            known[part.id].append(part)
    for share in publication.shares:
        if share.is_money:
            yield None if share.whole else _say(share, known, publication)


def _say(
    share: Share, known: Mapping[str, Sequence[Part]], publication: Publication
) -> Contradiction:
    names, implied, worth = publication.codes.name, "", 0.0
    around = [] if share.segment else _find_around(share, known, publication)
    region, parent = names(share.region), publication.places.parent(share.region)
    if share.segment:
        reading = (
            f"it may be the segment's share of {region} or the share of {region} in the segment"
        )
    elif around:
        reading, implied, worth = _read_both_ways(share, around, publication)
    else:
        reading = f"it may be a share of the world or of {names(parent) if parent else 'a region'}"
    message = (
        f"does not say what it is a share of: {reading}; enter of_region_id once the source "
        "settles it"
    )
    return contradict(share, message, implied, worth)


def _find_around(
    share: Share, known: Mapping[str, Sequence[Part]], publication: Publication
) -> list[Part]:
    """Shares of the regions that contain it, the smallest of them only."""
    places = publication.places
    around = [
        part
        for region in places.wholes(share.region)
        for part in known.get(region, ())
        if places.contains(part.whole.region, region)
    ]
    least = min((part.value for part in around), default=0.0)
    return [part for part in around if part.value == least]


def _read_both_ways(
    share: Share, around: Sequence[Part], publication: Publication
) -> tuple[str, str, float]:
    """The share read as one of the region around it and as one of what that is a share of."""
    names, own = publication.codes.name, around[0].value
    region = names(min(part.id for part in around))
    outer = names(min(part.whole.region for part in around))
    implied = f"{percent(share.value * own / 100, 1)} % of {outer}"
    if share.low > min(part.high for part in around):
        reading = (
            f"as one of {outer} it would be more than {region}'s {number(own)} %; as one of "
            f"{region} it would be {implied}"
        )
    else:
        reading = (
            f"as one of {outer} it would take {percent(share.value / own * 100, 1)} % of "
            f"{region}'s {number(own)} points and leave {rough(own - share.value)}; as one of "
            f"{region} it would be {implied}"
        )
    return reading, implied, 1 - own / 100

"""Whom a claim of rank is about: every subject that would break it by being above its own."""

from __future__ import annotations

from typing import Literal

from marketbook.markets.codes import Codes
from marketbook.markets.printed import Claim
from marketbook.markets.publication import Publication

Rival = Literal["peer", "smaller"]
"""A smaller rival says something of size but nothing of growth: Japan beside North America."""


def find_rival(claim: Claim, subject: tuple[str, str], publication: Publication) -> Rival | None:
    """What a region and segment is to the subject of a claim; none where it is no rival."""
    region, segment = subject
    if not claim.segment:
        return None if segment else _find_region(claim, region, publication)
    is_peer = region == claim.region and _is_peer(claim.segment, segment, publication.codes)
    return "peer" if is_peer else None


def _is_peer(own: str, other: str, codes: Codes) -> bool:
    """Whether two segments are on one axis, neither in the other, and the other one is no rest."""
    one, two = codes.segments.get(own), codes.segments.get(other)
    if one is None or two is None or own == other or one.axis.id != two.axis.id:
        return False
    return not two.catches_all and not codes.overlap(own, other)


def _find_region(claim: Claim, other: str, publication: Publication) -> Rival | None:
    """A region of the scope that neither overlaps with the claimed one nor is far larger.

    A group of several regions is a rival only where the source lists it among its regions.
    """
    places, own = publication.places, claim.region
    is_inside = places.contains(claim.scope, other) and places.kind(other) != "remainder"
    if own == other or not is_inside or other in places.overlapping(own):
        return None
    is_wide, alike = places.is_wide(own), places.kind(own) == places.kind(other)
    if not is_wide and not (alike and places.country_of(own) == places.country_of(other)):
        return None
    if other in publication.listed_beside.get(own, ()):
        return "peer"
    if places.kind(other) == "group" and places.is_wide(other):
        return None if is_wide else "smaller"
    is_peer = alike and (not is_wide or places.parent(own) == places.parent(other))
    return "peer" if is_peer else "smaller"

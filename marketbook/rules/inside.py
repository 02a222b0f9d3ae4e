"""Regions that are said to be part of others."""

from __future__ import annotations

from marketbook.markets.places import Places
from marketbook.markets.printed import Claim, Share
from marketbook.rules.rule import Contradiction


def judge_place(
    figure: Share | Claim, whole: str, places: Places, *, is_all: bool
) -> Contradiction | None:
    """Whether the region of a figure lies in the region that it is a part of.

    Args:
        figure: The figure.
        whole: The region that it is a part of.
        places: All regions.
        is_all: Whether the figure may be about the whole itself.
    """
    region = figure.region
    if region == whole:
        message = f"is about {region} as part of itself; correct region_id or of_region_id"
        return None if is_all else _contradict(figure, whole, message)
    if places.contains(whole, region) or places.may_be_either(region):
        return None
    message = (
        f"is about {region} as part of {whole}, but by regions it does not lie there; correct "
        f"of_region_id, or the parent of {region}"
    )
    return _contradict(figure, whole, message)


def _contradict(figure: Share | Claim, whole: str, message: str) -> Contradiction:
    return Contradiction(figure, message, whole, worth=1.0, field="of_region_id")

"""The region of a figure, and the whole of a share, by the roles of the places around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marketbook.reading.subjects.statement import PlaceRole, Statement
from marketbook.reading.words.places import WORLD, kind_of, parent_of


def region_of_figure(
    statement: Statement,
    places: Sequence[PlaceRole],
    start: int,
    end: int,
    right: int,
    near_from: int,
) -> tuple[str, str]:
    """The region of a figure and the whole of a share, by the roles of the places around it."""
    text = statement.text
    left = [role for role in places if role.place.end <= start]
    after = [role for role in places if end <= role.place.start < right]
    subjects = [role for role in left if role.role == "subject"]
    inside = [role for role in left if role.role == "in"]
    whole = next(
        (
            role.place.region
            for role in after
            if role.role in ("whole", "in", "subject") and _is_whole(text, end, role)
        ),
        "",
    )
    whole = whole or next(
        (
            role.place.region
            for role in left
            if role.role == "whole"
            and re.search(
                r"\b(?:of|share)\b", text[max(0, role.place.start - 20) : role.place.start]
            )
        ),
        "",
    )
    nearest = [
        role
        for role in left
        if role.place.start >= near_from > 0
        and role.role in ("subject", "in")
        and role.place.region != WORLD
    ]
    if nearest:
        return nearest[-1].place.region, whole
    if subjects:
        region = subjects[-1].place.region
        outer = next(
            (
                role.place.region
                for role in left
                if role.place.region != region
                and role.role in ("subject", "in")
                and _holds(role.place.region, region)
            ),
            "",
        )
        if region == WORLD and inside:
            return inside[-1].place.region, whole
        return region, whole or outer
    if inside:
        region = inside[-1].place.region
        return region, whole
    behind = [
        role for role in after if role.role in ("in", "subject") and role.place.region != whole
    ]
    near = next(
        (
            role
            for role in behind
            if re.match(
                (
                    r"^(?:\s*(?:share|of [\w\s]{2,40}?(?:market|revenue|sales)|of sales|"
                    r"market|in \d{4}|by \d{4}|came|comes|,?\s*most (?:of the "
                    r")?(?:revenues?|sales) (?:is|are|was|were|will be) "
                    r"generated))*,?\s*(?:from|in|for|by|across)\s+(?:the\s+)?$"
                ),
                text[end : role.place.start],
            )
        ),
        None,
    )
    return (near.place.region if near else ""), whole


def _is_whole(text: str, end: int, role: PlaceRole) -> bool:
    """``52% of the Asia Pacific market``, ``of the total North American share``, ``in the region``."""
    between = text[end : role.place.start]
    return bool(
        re.match(
            (
                r"^\s*(?:(?:revenue |market |volume )?share\s+)?(?:of|in|"
                r"within)\s+(?:the\s+|total\s+|overall\s+|entire\s+|"
                r"whole\s+)*(?:[\w’'-]+\s+){0,4}?$"
            ),
            between,
        )
    ) and bool(
        re.match(
            (
                r"(?:['’]s)?\s*(?:[\w’'&/()-]+\s+){0,6}?(?:market|industry|share|revenue|"
                r"sales|region|sector|total|demand|value)\b"
            ),
            text[role.place.end : role.place.end + 90],
        )
    )


def _holds(outer: str, inner: str) -> bool:
    return (
        outer != WORLD
        and kind_of(outer) != "country"
        and (parent_of(inner) == outer or kind_of(inner) == "country")
    )

"""The region whose market is the whole of a share."""

from __future__ import annotations

import re

from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention
from marketbook.reading.subjects import Statement, Subject
from marketbook.reading.subjects.regions import REGIONAL
from marketbook.reading.words.places import WORLD, kind_of


def _speaks_of_world(statement: Statement) -> bool:
    return any(role.place.region == WORLD for role in statement.places)


def find_whole(
    statement: Statement, number: Mention, right: int, subject: Subject, guide: Guide
) -> tuple[str, str]:
    """The region whose market is the whole of a share, and what was inferred."""
    if subject.of_region == REGIONAL:
        outer = statement.context.region
        return (
            (outer, "")
            if outer not in (WORLD, subject.region)
            else ("", "what it is a share of is not stated")
        )
    if subject.of_region and subject.of_region != subject.region:
        return subject.of_region, ""
    if subject.segment:
        return subject.region or guide.home, ""
    if guide.home not in (WORLD, subject.region) and _speaks_of_world(statement):
        return WORLD, ""
    if guide.home != WORLD and guide.home != subject.region:
        return guide.home, ""
    if kind_of(subject.region) != "country":
        return WORLD, ""
    after = statement.text[number.end : right]
    said = re.match(
        r"^\s*(?:(?:revenue |market )?share )?(?:of|in) (?:the )?(?:global|worldwide|"
        r"total|overall|entire|[\w’'& -]{2,60} market)\b",
        after,
        re.IGNORECASE,
    )
    if said and (
        guide.words & set(re.findall(r"\w+", said.group().lower()))
        or re.search(r"global|worldwide", said.group(), re.IGNORECASE)
    ):
        return WORLD, ""
    return "", "what it is a share of is not stated"

"""The year of a growth that is of one year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marketbook.reading.mentions import Mention
from marketbook.reading.times_of import BREAKS, crosses
from marketbook.reading.words.lexicons import any_language


def single_year(
    text: str, mentions: Sequence[Mention], number: Mention, left: int, right: int
) -> int | None:
    """The year of a growth that is of one year; the one after "up 4% from 2023"."""
    years = [other for other in mentions if other.kind == "year" and left <= other.start < right]
    if any(other.kind == "period" and left <= other.start < right for other in mentions):
        return None
    near = [
        year
        for year in years
        if not crosses(
            mentions, min(year.end, number.end), max(year.start, number.start), ("percent",)
        )
    ]
    if not near:
        alone = {year.year for year in years}
        return alone.pop() if len(alone) == 1 else None
    base = next((year for year in near if _FROM_BASE.match(text[number.end : year.start])), None)
    if base is None or base.year is None:
        before = [year for year in near if year.end <= number.start]
        behind = [year for year in near if year.start >= number.end]
        own = behind and (not before or not BREAKS.search(text[number.end : behind[0].start]))
        return (behind[0] if own else before[-1]).year
    later = {year.year for year in years} - {base.year}
    return base.year + 1 if not later or later == {base.year + 1} else None


_FROM_BASE = re.compile(
    r"^[\s-]*(?:year[- ]on[- ]year\s+|(?:[\w-]+\s+){1,2}?)?(?:from|on|over|than|compared (?:to|"
    rf"with)|versus|vs\.?|against|more than|{any_language('than')})\s+(?:in\s+|the\s+)?$"
)

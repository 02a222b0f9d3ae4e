"""Whether a size is actual, an estimate or a forecast."""

from __future__ import annotations

import re

from marketbook.reading.facts import Status
from marketbook.reading.guide import Guide

_PAST = re.compile(
    r"(?i)\b(?:was|were|valued|stood|reached|had|recorded|registered|generated|totall?ed|"
    r"surpassed|amounted|accounted|erreichte|betrug|alcanzó|fue|a été|era|foi|составил)\b"
)


_FUTURE = re.compile(
    r"(?i)\b(?:expected|project\w*|forecast\w*|anticipat\w*|predict\w*|will|to (?:reach|hit|"
    r"exceed|surpass|cross|grow|worth)|poised|set to|likely|would|could|soll|wird|bis|"
    r"se espera|devrait|raggiung\w+|outlook)\b"
)


def status_of(before: str, year: int | None, guide: Guide) -> Status:
    """Actual, estimate or forecast, by the words before it, else by its year and the base year.

    Args:
        before: What stands before the figure in its clause.
        year: The year of the size.
        guide: The document's base and estimate years.
    """
    estimates = {fact.start_year for fact in guide.lists if fact.period == "estimate"}
    if year is not None and year in estimates:
        return "estimate"
    future, past = _last(_FUTURE, before), _last(_PAST, before)
    if guide.base_year and year and year <= guide.base_year:
        return "actual"
    if future > past and future >= 0:
        return "forecast"
    if re.search(r"\bestimated\b", before, re.IGNORECASE) and past < 0:
        return "estimate"
    last = guide.base_year or max(
        (f.end_year or 0 for f in guide.lists if f.period == "history"), default=0
    )
    later = bool(last and year and year > last)
    if past >= 0:
        return "estimate" if later else "actual"
    return "forecast" if later else "actual"


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)

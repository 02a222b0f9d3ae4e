"""Why the numbers of a table, a column or a row are no figures of the market."""

from __future__ import annotations

import re

from marketbook.reading.guide import Guide
from marketbook.reading.words.bare import content_words

COMPANIES = re.compile(
    r"compan|vendor|player|brand|manufacturer|supplier|firm|publisher|operator", re.IGNORECASE
)
_REASONS = (
    (r"\bimpact on\b", "terms, adoption or an effect"),
    (r"^\W*(?:rank(?:ing)?|position|#|no\.?)\W*$", "a rank"),
    (
        r"\b(?:Q[1-4]|H[12]|[1-4]Q|quarter|half[- ]year|first half|month(?:ly)?)\b|"
        r"^\W*(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\w*[\s.-]+(?:19|20)?\d\d\b",
        "of a quarter or a month, not of a year",
    ),
    (
        r"\bprices?\b|\bASP\b|per (?:unit|tonne|ton|kg|kilo\w*|kWh|litre|head|capita)\b|"
        r"\bcosts?\b|\bmargins?\b",
        "trade, spending or a price, not a market size",
    ),
    (r"\b(?:exports?|imports?|trade)\b", "trade, not the market itself"),
    (r"\bcapacit(?:y|ies)\b|\butili[sz]ation\b", "a capacity, not a market size"),
    (
        r"\busers?\b|\bhouseholds?\b|\bpopulation\b|\bpeople\b|\bpatients?\b|\bemploy\w*|\bjobs\b|"
        r"\bworkforce\b|\bcompan(?:y|ies)\b|\bplants\b|\boutlets\b|\bnumber of (?!\w+ sold\b)",
        "people or things, not a market size",
    ),
    (
        r"\bpenetration\b|\badoption\b|\bprevalence\b",
        "adoption, prevalence or a rate of something else",
    ),
    (
        r"\b(?:gdp|inflation|profits?|EBITDA?|income|investments?|capex|stocks?|reserves)\b|"
        r"\bindex\b|=\s?100\b",
        "of something other than the market",
    ),
)
_OTHERS = tuple((re.compile(pattern, re.IGNORECASE), reason) for pattern, reason in _REASONS)
_MADE = re.compile(r"(?i)\b(?:production|output|produced)\b")


def why_other(text: str, guide: Guide) -> str:
    """Why the numbers that words stand over or beside are none of the market's; empty if they are.

    Args:
        text: A head, a label or a caption.
        guide: What is known of the document.
    """
    ours = bool(guide.words) and guide.words <= set(content_words(text))
    if _MADE.search(text) and not ours:
        return "production, not the market itself"
    return next((reason for pattern, reason in _OTHERS if pattern.search(text)), "")

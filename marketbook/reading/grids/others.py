"""Why the numbers of a table, a column or a row are no figures of the market."""

from __future__ import annotations

import re
from collections.abc import Sequence

COMPANIES = re.compile(
    r"compan|vendor|player|brand|manufacturer|supplier|firm|publisher|operator", re.IGNORECASE
)
_PRICE = "trade, spending or a price, not a market size"
_REASONS = (
    (r"\bimpact on\b", "terms, adoption or an effect"),
    (r"^\W*(?:rank(?:ing)?|position|#|no\.?)\W*$", "a rank"),
    (
        r"\b(?:Q[1-4]|H[12]|[1-4]Q|quarter|half[- ]year|first half|month)\b|"
        r"^\W*(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\w*[\s.-]+(?:19|20)?\d\d\b",
        "of a quarter or a month, not of a year",
    ),
    (
        r"\bprices?\b|\bASP\b|\bcosts\b|\bcost (?:per|of)\b|\bmargins?\b|"
        r"\baverage (?!annual|yearly|growth|CAGR)|"
        r"per (?:unit|tonne|ton|kg|kilo\w*|kWh|litre|head|capita|dose)\b",
        _PRICE,
    ),
    (r"\b(?:exports?|imports?)\b", "trade, not the market itself"),
    (r"\b(?:hectares?|ha|acres?|acreage|planted|yields?)\b", "of something other than the market"),
    (r"\bnumber of (?!\w+ sold\b)", "people or things, not a market size"),
)
_NAMES = (
    (
        r"\busers?\b|\bhouseholds?\b|\bpopulation\b|\bpeople\b|\bpatients?\b|\bemploy\w*|\bjobs\b|"
        r"\bworkforce\b|\bcompan(?:y|ies)\b|\bplants\b|\boutlets\b|\btrade\b|"
        r"\b(?:visitors?|passengers?|guests|tourists|travell?ers|students|beds|inhabitants)\b",
        "people or things, not a market size",
    ),
    (
        r"\bpenetration\b|\badoption\b|\bprevalence\b",
        "adoption, prevalence or a rate of something else",
    ),
    (r"\bcapacit(?:y|ies)\b|\butili[sz]ation\b", "a capacity, not a market size"),
    (
        r"\b(?:gdp|inflation|profits?|EBITDA?|income|investments?|capex|stocks?|reserves)\b|"
        r"\bindex\b|=\s?100\b",
        "of something other than the market",
    ),
)
"""Words that may as well name a part of the market, or a way of cutting it."""


def _compile(reasons: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), reason) for pattern, reason in reasons)


_MEASURES, _ALL = _compile(_REASONS), _compile((*_REASONS, *_NAMES))
_MADE = re.compile(r"(?i)\b(?:production|output|produced)\b")
_SOLD = re.compile(
    r"(?i)\b(?:consumption|demand|sales|sold|shipments|deliveries|revenues?|imports?|market size)\b"
)


def why_made(text: str, texts: Sequence[str]) -> str:
    """Why what a head says to be made is no figure of the market: others say what is sold.

    Args:
        text: A head or a label.
        texts: All heads, or all labels.
    """
    made = _MADE.search(text) and any(map(_SOLD.search, texts))
    return "production, not the market itself" if made else ""


def why_other(text: str, *, names: bool = False) -> str:
    """Why the numbers that words stand over or beside are none of the market's; empty if they are.

    Args:
        text: A head, a label or a caption.
        names: Whether it may be the name of a part of the market.
    """
    reasons = _MEASURES if names else _ALL
    return next((reason for pattern, reason in reasons if pattern.search(text)), "")

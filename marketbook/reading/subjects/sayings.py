"""Who says it: words before what a sentence states, of which no figure is."""

from __future__ import annotations

import re
from functools import lru_cache

_VERBS = (
    "say|said|says|estimates?|reports?|expects?|predicts?|forecasts?|projects?|finds?|found|shows?|"
    "suggests?|notes?|indicates?|reckons?|believes?|reveals?|states?|anticipates?"
)
_THAT = re.compile(rf"\W*[^;:%$€£]{{2,160}}?\b(?:{_VERBS})\s+that\s+")
_PLAIN = re.compile(
    r"\W*(?:\w+,\s)?(?![^,]*\b(?:market|industry|sector|segment|region|sales|demand)s?\b[^,]*\s(?:found|finds|sees)\s)"
    r"[^,;:%$€£]{2,90}?\s(?:found|finds|sees|says|said|estimates|expects|forecasts|predicts|projects|"
    r"reckons|believes|anticipates)\s+(?!(?:that|of|for|to|in|by|is|an?|growth|period)\b)"
)
_ACCORDING = re.compile(r"\W*[Aa]ccording to [^,%$€£]{2,120},\s+")


@lru_cache(maxsize=512)
def skip_saying(text: str, start: int, end: int) -> int:
    """Where what is reported begins, behind ``The latest report of Acme found``.

    Args:
        text: A sentence.
        start: Where a clause of it begins.
        end: Where that ends.
    """
    for pattern, word in ((_ACCORDING, "ccording to"), (_THAT, " that "), (_PLAIN, "s ")):
        if word in text and (match := pattern.match(text, start, end)) is not None:
            start = match.end()
    return start

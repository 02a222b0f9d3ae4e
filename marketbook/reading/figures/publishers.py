"""Whose figure it is, where one page gives those of several publishers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from marketbook.reading.facts import Fact
from marketbook.reading.words.places import name_place

_NAME = r"(?P<by>[A-Z][\w&.’'-]+(?:\s(?:&\s)?[A-Z][\w&.’'-]+){0,4})"
_SAYS = re.compile(
    rf"(?:^|[,;]\s|\b(?:and|but|while|firm|house|consultancy)\s|,\s){_NAME},?\s+"
    r"(?:(?:now|also|meanwhile)\s)?(?:puts?|estimates?|estimated|forecasts?|expects?|projects?|predicts?|"
    r"values?|valued|reckons?|sees|pegs|says that)\b"
)
_BY = re.compile(rf"\b(?:according to|report (?:by|from)|figures (?:of|from))\s+(?:the\s+)?{_NAME}")
_NOBODY = re.compile(
    r"^(?:The|This|That|It|Its|In|We|They|Another|Some|Most|Analysts?|Experts?|Industry|Market|"
    r"Report|Global|According)\b"
)


def name_estimator(text: str) -> str:
    """Who a sentence says has estimated its figures; empty where it names nobody."""
    for pattern in (_SAYS, _BY):
        match = pattern.search(text)
        if match and not _NOBODY.match(match["by"]) and not name_place(match["by"]):
            return match["by"].strip(" .")
    return ""


def keep_estimators(facts: Sequence[Fact]) -> list[Fact]:
    """Facts with their publisher where the page gives the sizes of several, else without."""
    names = {fact.by for fact in facts if fact.by and fact.kind == "size"}
    if len(names) > 1:
        return list(facts)
    return [replace(fact, by="") if fact.by else fact for fact in facts]

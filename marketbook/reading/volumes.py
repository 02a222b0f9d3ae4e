"""Whether a number of things, or of what is weighed or measured, is what the market sells."""

from __future__ import annotations

import re

from marketbook.reading.case import Case
from marketbook.reading.speaks import HOLDERS
from marketbook.reading.subjects.holders import measured_by
from marketbook.reading.subjects.word_classes import NO_SALES
from marketbook.reading.words.bare import content_words
from marketbook.reading.words.scales import FACTORS

_MADE = ("production", "output")
_OTHERS = NO_SALES.difference(_MADE, ("number", "numbers", "stock")) | {"waste"}
_MEASURE = re.compile(
    rf"(?i)\b(?:(?P<made>{'|'.join(_MADE)})|(?P<other>{'|'.join(sorted(_OTHERS))}|"
    r"per capita|per head)|(?P<sold>demand|consumption|"
    r"sales|shipments?|deliveries|installations?|registrations?|installed base|markets?|industry|"
    r"segment|category|volumes?|requirements|needs|uptake|usage))\b"
)
"""What a clause measures: what is made, what is sold, or something else."""
_DONE = (
    r"(?:consum(?:es?|ed)|needs?|needed|requires?|required|uses?|used|dr[aiu]nks?|eats?|ate|eaten|"
    r"buys?|bought|sells?|sold|ships?|shipped|delivers?|delivered|installs?|installed|deploys?|"
    r"deployed|purchases?|purchased|registered|laid|produces?|produced|manufactures?|manufactured|"
    r"makes?|made|mines?|mined|grows?|grown|harvests?|harvested|process(?:es|ed))"
)
_DOES = re.compile(rf"(?i)\b{_DONE}\s(?:(?!to\b)[a-z]+\s){{0,3}}$")
_IS_DONE = re.compile(rf"(?i)\b(?:were|was|are|is|been|be|to)\s(?:\w+ly\s)?{_DONE}\b")


def refuse_volume(case: Case) -> str:
    """Why a number of things is none of those that the market sells; empty where it is."""
    if case.number.unit in FACTORS:
        return "a number of things that are not named"
    if case.guide.language.code != "en":
        return "no words near it say what it is"
    noun = measured_by(case.statement, case.number.start, case.guide)
    near = case.whole if case.statement.bracket_of(case.number.start) else case.behind[:50]
    measure = _MEASURE.fullmatch(noun) or _MEASURE.search(case.said) or _MEASURE.search(near)
    kind = measure.lastgroup if measure else ""
    if measure and kind == "other":
        return f"{measure.group().lower()}, not the market itself"
    ours = case.guide.words & set(content_words(case.whole)) or case.subject.axis
    if kind == "sold" or (ours and kind == "made"):
        return ""
    does = _DOES.search(case.said)
    if does and not _has_holder(case):
        return "whose purchases or sales they are is not said"
    done = does or _IS_DONE.search(case.behind[:120])
    return "" if ours and done else "no words near it say what it is"


def _has_holder(case: Case) -> bool:
    """Whether a place, or all those who buy or sell, stand before the number."""
    left, right = case.clause[0], case.number.start
    placed = any(left <= role.place.start < right for role in case.statement.places)
    return placed or bool(HOLDERS.search(case.said[-90:]))

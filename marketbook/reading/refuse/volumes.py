"""Whether a number of things, or of what is weighed or measured, is what the market sells."""

from __future__ import annotations

import re

from marketbook.reading.forms import UNSAID
from marketbook.reading.refuse.case import Case
from marketbook.reading.subjects.holders import measured_by
from marketbook.reading.subjects.word_classes import (
    DETERMINERS,
    GENERIC,
    MADE,
    MEASURES,
    NO_SALES,
    PARTS,
    VERBS,
)
from marketbook.reading.words.bare import content_words
from marketbook.reading.words.scales import FACTORS

_OTHERS = NO_SALES.difference(MADE, ("number", "numbers", "stock")) | {"waste"}
_MEASURE = re.compile(
    rf"(?i)\b(?:(?P<made>{'|'.join(MADE)})|(?P<other>{'|'.join(sorted(_OTHERS))}|per capita|"
    r"per head)|(?P<sold>demand|consumption|sales|shipments?|deliveries|installations?|"
    r"registrations?|installed base|markets?|industry|sector|segment|categor(?:y|ies)|"
    r"volumes?|requirements|needs|uptake|usage)|(?P<deed>sold|shipped|delivered|consumed|installed|deployed))\b"
)
"""What a clause measures: what is made, what is sold, or something else."""
_MAKES = (
    r"(?P<makes>produces?|produced|manufactures?|manufactured|makes?|made|mines?|mined|grows?|"
    r"grown|harvests?|harvested|process(?:es|ed))"
)
_TAKES = (
    r"consum(?:es?|ed)|needs?|needed|requires?|required|uses?|used|dr[aiu]nks?|eats?|ate|eaten|"
    r"buys?|bought|sells?|sold|ships?|shipped|delivers?|delivered|installs?|installed|deploys?|"
    r"deployed|purchases?|purchased|registered|laid|takes?|took"
)
_DOES = re.compile(
    rf"(?i)\b(?:{_MAKES}|{_TAKES}|account(?:s|ed|ing) for|represent(?:s|ed|ing)?|with)"
    r"\s(?:(?!to\b)[a-z]+\s){0,3}$"
)
_IS_DONE = re.compile(rf"(?i)\b(?:were|was|are|is|been|be|to)\s(?:\w+ly\s)?(?:{_MAKES}|{_TAKES})\b")
_OF = re.compile(r"\s*of\s+(?:the\s+)?(?P<goods>[\w’'-]+(?:\s[\w’'-]+){0,3})")
_IT = re.compile(r"(?i)\W*(?:it|this|that)\b")


def refuse_volume(case: Case) -> str:
    """Why a number of things is none of those that the market sells; empty where it is."""
    if case.guide.language.code != "en":
        return UNSAID
    noun = measured_by(case.statement, case.number.start, case.guide)
    measured = _MEASURE.fullmatch(noun)
    named = measured or case.of_place
    if case.number.unit in FACTORS and (not named or noun in PARTS - {"market"}):
        return "a number of things that are not named"
    row = _is_of_row(case)
    near = case.whole if row else case.behind[:50]
    said = [*_MEASURE.finditer(case.said)] or [*_MEASURE.finditer(near)]
    nouns = [each for each in said if each.lastgroup != "deed"] or said
    measure = measured or (nouns[-1] if nouns else None)
    kind = measure.lastgroup if measure else ""
    if measure and kind == "other" and not _is_power(case, measure.group().lower()):
        return f"{measure.group().lower()}, not the market itself"
    goods = _OF.match(case.behind)
    kind = "sold" if kind == "other" else kind
    sold = kind == "sold" and noun not in PARTS
    if goods and not (measured and sold) and not _are_ours(case, goods["goods"]):
        return "of something other than the market"
    if (made := _MADE_OF.search(case.said)) and case.guide.beyond(made["goods"]) - _PLAIN:
        return "of something other than the market"
    if kind == "made" and is_of_market(case):
        return ""
    if case.subject.weak and not (measured or row or (noun.startswith("number") and measure)):
        return "the sentence does not speak of the market"
    return "" if kind in ("sold", "deed") or _IT.match(case.said) else _refuse_deed(case)


_MADE_OF = re.compile(rf"\b(?P<goods>[a-z][\w-]+)\s(?:{'|'.join(MADE)})\b")
"""``truck production``: what is made, where that is named."""
_PLAIN = GENERIC | MEASURES | DETERMINERS | VERBS


def _refuse_deed(case: Case) -> str:
    """Why nobody makes, buys or uses what the number counts."""
    does, passive = _DOES.search(case.said), _IS_DONE.search(case.behind[:120])
    done = does or passive
    if done is None:
        known = case.placed or case.of_time
        return "" if known else UNSAID
    ours = is_of_market(case) if done["makes"] else does or _are_ours(case, case.whole)
    return "" if ours else "of something other than the market"


def _are_ours(case: Case, said: str) -> bool:
    """Whether words name the market, a part of it, or how much of it there is."""
    ours = case.guide.words | set(content_words(case.subject.segment))
    return bool(_MEASURE.search(said) or ours & set(content_words(said)))


def _is_power(case: Case, measured: str) -> bool:
    """``Wind capacity of 5 GW``: what was built, unless it makes things."""
    made = _FACTORY.search(case.whole)
    return measured == "capacity" and case.number.unit.endswith(("W", "Wdc", "Wac")) and not made


_FACTORY = re.compile(r"(?i)\b(?:production|manufactur\w+|factor(?:y|ies)|assembly|lines?)\b")


def is_of_market(case: Case) -> bool:
    """Whether every word of the market's name is there: ``goat milk`` is no camel milk."""
    goods = _OF.match(case.behind)
    near = set(content_words(f"{case.said} {goods.group() if goods else ''}"))
    return bool(case.guide.words) and case.guide.words <= near


def _is_of_row(case: Case) -> bool:
    """``chairs (2 million units) and tables (1 million units)``: one of several in brackets."""
    counts = [each for each in case.statement.mentions if each.kind == "count"]
    row = [each.start for each in counts if case.statement.bracket_of(each.start)]
    return len(row) > 1 and case.number.start in row

"""Whether a clause speaks of the market at all."""

from __future__ import annotations

import re

from marketbook.reading.guide import Guide
from marketbook.reading.subjects import Statement
from marketbook.reading.subjects.kin import is_own
from marketbook.reading.subjects.word_classes import (
    DETERMINERS,
    GENERIC,
    MADE,
    MEASURES,
    NO_SALES,
    RISES,
    VERBS,
)
from marketbook.reading.words.bare import bare, content_words
from marketbook.reading.words.lexicons import any_language
from marketbook.reading.words.market import head_of
from marketbook.reading.words.small import AnyCase

MARKET_WORD = AnyCase(
    r"\b(?:markets?|industry|sector|segment|categor(?:y|ies)|TAM|SAM|sales|revenues?|demand|"
    r"turnover|shipments|installations|consumption|written premiums?|"
    r"(?:absolute|incremental) (?:dollar|\$|growth) opportunity|"
    r"(?:ad|advertising|advert) (?:spend\w*|expenditure))\b"
)
_ABROAD = AnyCase(rf"{any_language('market', 'sales')}")


def has_market_word(text: str, guide: Guide) -> bool:
    """Whether a text has a word for a market, in English or the language of its document."""
    abroad = guide.language.code != "en"
    return bool(MARKET_WORD.search(text) or (abroad and _ABROAD.search(text)))


def speaks_of_market(statement: Statement, clause: tuple[int, int], guide: Guide) -> bool:
    """Whether a clause names the market, or a word that only a market has."""
    text = statement.text[clause[0] : clause[1]]
    words = set(content_words(text))
    if _YEARLY_GROWTH.match(text) or _FORECASTER.match(text):
        return True
    return has_market_word(text, guide) or (
        bool(guide.words) and len(words & guide.words) * 2 > len(guide.words)
    )


_YEARLY_GROWTH = re.compile(
    r"(?i)^\W*(?:the year[- ]o(?:ver|n)[- ]year growth\b|growth (?:will|should|is|was|has|could)\b|"
    r"(?:(?:annual|past|forecast|projected|expected) )?growth(?: rate)?[\s\d()–,-]*:)"
)
_FORECASTER = re.compile(
    r"(?i)^\W*(?:(?:for|in) (?:(?:19|20)\d\d|(?:this|next) year),?\s+)?(?:the|our|its)\s+[\w’' "
    r"-]{2,40}?\s(?:forecasts?|expects?|predicts?|projects?)\b"
)


def is_of_goods(behind: str, guide: Guide) -> bool:
    """Whether what stands behind a number is what the market sells: ``of all tea sold``."""
    said = _goods(behind)
    words = frozenset(said.lower().split())
    made = frozenset(MADE) if _MADE.search(guide.opening) else frozenset[str]()
    if not words or ((VERBS | NO_SALES) - made - _COUNTED) & words:
        return False
    others = [word for word in said.lower().split()[:-1] if bare(word) not in guide.words]
    if any(word != bare(word) for word in others):  # ``of clinics use software``
        return False
    ours = content_words(said)[-1:] == (head_of(guide.market),) or is_own(said, guide)
    return ours or (words <= _WHOLES | made and not words <= _OPENS)


_MADE = AnyCase(rf"\b(?:{'|'.join(MADE)}|produc\w+|ma[dk]es?|manufactur\w+)\b")
_OPENS = DETERMINERS | GENERIC
_COUNTED = frozenset(("units", "premiums", "deployments", "orders", "purchases", "registrations"))
_WHOLES = (_OPENS | MEASURES | _COUNTED) - RISES - {"shipments"}
"""Words that stand for all that the market sells: ``62 % of all units``."""


def is_of_wider_goods(behind: str, guide: Guide) -> bool:
    """``$90 bn on pets`` on a page of pet food: whether it lacks the noun of the market's name."""
    said = set(content_words(_goods(behind)))
    return bool(said) and said < guide.words and head_of(guide.market) not in said


def _goods(behind: str) -> str:
    named = _OF_GOODS.match(behind)
    return named["name"] if named else ""


_OF_GOODS = re.compile(
    r"\s*(?:worth )?(?:(?:a year|annually|each year) )?(?:of|"
    r"on) (?:(?:all|the|its) )?(?:(?:19|20)\d\d )?(?P<name>[\w’'-]+(?:\s[\w’'-]+){0,4}?)"
    r"(?=\s*(?:$|[.,;:()]|(?:in|by|for|at|and|while|are|is|was|were|to|took|came|comes?|sold|bought|"
    r"consumed|made|will|have|has|laid|that|which|with|or|but|worldwide|globally|this|last|each|every|a)\b))"
)

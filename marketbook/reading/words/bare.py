"""Names in bare form, so that two spellings of one name are the same."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[’'][a-z]+)?")
_EMPTY_WORDS = """
the a an of in for and by to on with or at market markets industry sector segment segments global
worldwide world size share report overall total based its der die das des für markt de del la
el los las le les du mercado marché mercato do da mondial mundial
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


@lru_cache(maxsize=20_000)
def bare_words(text: str) -> tuple[str, ...]:
    """The words of a name in lower case, "&" as "and", plurals as singulars."""
    return tuple(_singular(word.lower()) for word in _WORD.findall(text.replace("&", " and ")))


@lru_cache(maxsize=20_000)
def content_words(text: str) -> tuple[str, ...]:
    """The same without words that say nothing of what it is about."""
    return tuple(word for word in bare_words(text) if word not in _EMPTY and not word.isdigit())


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """A name in bare form."""
    return " ".join(bare_words(text))


@lru_cache(maxsize=20_000)
def akin(first: str, second: str) -> bool:
    """Whether two words are forms of one: ``automated`` and ``automation``."""
    short, longer = sorted(map(_american, (first, second)), key=len)
    shared = next((at for at, letter in enumerate(short) if letter != longer[at]), len(short))
    return short == longer or (shared >= _STEM and len(longer) - shared <= _ENDING)


@lru_cache(maxsize=20_000)
def _american(word: str) -> str:
    return re.sub(r"(?<=[a-z]{3})our(?=$|[a-z])", "or", re.sub(r"(?<=[bt])re$", "er", word))


_STEM, _ENDING = 5, 3
"""Letters that two forms of a word must share, and those that one may have behind them."""


@lru_cache(maxsize=20_000)
def _singular(word: str) -> str:
    word = re.sub(r"[’'].*$", "", word)
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return (
        word[:-1]
        if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
        else word
    )

"""The language of a text, as far as its figures need it, and the marks of its numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol

from marketbook.reading.words.lexicons import UNSPACED, lexicons

_COMMON = {
    "en": "the of and in to is was by market with for from at",
    "de": "der die das und den von zu mit auf für ist im bis wird markt",
    "fr": "le la les des et du en une un pour marché dans est au sur",
    "es": "el la los las de del y en un una que con por mercado se",
    "pt": "o os as do da dos das em um uma para com mercado de não",
    "it": "il la di del della e in un una per con mercato che al",
    "nl": "de het een van en in op met voor is markt naar",
    "pl": "w i na z do rynek rynku jest oraz o przez",
    "sv": "och i att en ett som för på av med marknaden",
    "tr": "ve bir bu için ile pazar pazarı olarak yılında",
    "ru": "и в на с по рынок рынка к до от году",
    "hi": "का की के में और से है बाजार",
    "id": "dan yang di dari pada pasar untuk dengan",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_WORD = re.compile(r"[^\W\d_]+")


def common_words(code: str) -> frozenset[str]:
    """The most common words of a language."""
    return _WORDS.get(code, frozenset())


@dataclass(frozen=True, slots=True)
class Language:
    """A language and the marks of its numbers.

    Attributes:
        code: As in ISO 639-1.
        decimal: Between whole and part: ``.`` or ``,``.
        group: Between thousands.
    """

    code: str
    decimal: str
    group: str


@cache
def language_of(code: str) -> Language:
    """A language by its code; English where the code is unknown."""
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return Language("en", ".", ",")
    return Language(code, get_decimal_symbol(locale), get_group_symbol(locale))


def detect_language(text: str, said: str = "") -> Language:
    """The language that a text is written in, by its most common words and its script.

    Args:
        text: The text, or a good part of it.
        said: What the document says of itself; it decides only where the words do not.
    """
    sample = text[:20_000].lower()
    east = _by_script(sample)
    if east:
        return language_of(east)
    counts = Counter(_WORD.findall(sample))
    scores = {code: sum(counts[word] for word in words) for code, words in _WORDS.items()}
    if max(scores.values()) < _FEW:
        for code, words in _nouns().items():
            scores[code] += sum(times for word, times in counts.items() if words.search(word))
    best = max(scores, key=lambda code: (scores[code], code == said, code == "en"))
    return language_of(best if scores[best] else said or "en")


_FEW = 12
"""Common words below which the nouns of a market count too: a table has no others."""


@cache
def _nouns() -> Mapping[str, re.Pattern[str]]:
    """What each language calls a market, its sales, a share and a unit."""
    topics = ("market", "sales", "share", "sold", "measure", "change")
    found = {
        code: f"{each.pattern(*topics)}|{'|'.join(map(re.escape, each.units)) or '(?!)'}"
        for code, each in lexicons().items()
        if code not in UNSPACED
    }
    return {code: re.compile(said) for code, said in {"en": _ENGLISH, **found}.items()}


_ENGLISH = (
    r"^(?:markets?|industry|sales|revenues?|demand|consumption|shares?|sold|shipments|values?|"
    r"volumes?|growth|units?|total|year)$"
)


def _by_script(text: str) -> str:
    """Chinese or Japanese, which are not written in words."""
    han = len(re.findall(r"[\u4e00-\u9fff]", text))
    kana = len(re.findall(r"[\u3040-\u30ff]", text))
    hangul = len(re.findall(r"[\uac00-\ud7af]", text))
    if max(han + kana, hangul) * 4 < len(text):
        return ""
    if hangul > han + kana:
        return "ko"
    return "ja" if kana * 8 > han else "zh"

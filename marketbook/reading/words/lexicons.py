"""The words that other languages have for markets, growth and shares: one file for each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

UNSPACED = ("zh", "ja", "ko")
"""Languages whose words, or endings of words, are not set apart by spaces."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language.

    Attributes:
        code: The language, as in ISO 639-1.
        title: The title of the documents that its examples stand in.
        words: Pieces of patterns by topic: ``market`` and ``sales`` (nouns of both), ``size``
            (before an amount), ``by`` (before an increment), ``rate``
            and ``yearly`` (a rate a year), ``rise`` and ``fall``, ``prior`` (on the year before),
            ``share`` and ``share_behind`` (before and after a percentage), ``held`` (verbs of
            holding a share), ``whole`` (what a share is of, behind it), ``forecast`` (the
            forecast period), ``others`` (what is no market: exports, prices),
            ``be`` (other verbs behind a subject), ``than`` and ``until`` (before a
            year), ``label`` (of a year in a table),
            ``change`` (growth, as the head of a column or the label of a line),
            ``it`` (pronouns of the subject before), ``which`` (relative ones), ``is``, ``with``,
            ``ending`` (how verbs end), ``measure`` (growth, value), ``more`` and ``less`` (behind
            a percentage), ``sayer`` (who states figures), ``company``, ``stop`` (in no name of a
            segment), ``compound`` and ``of_all`` (what a name is joined to in one word, and what
            is none there), ``lead`` and ``tail`` (before and behind a name where no space is).
        places: Places by what only this language calls them: "at home".
        units: Units of volume by what it calls them.
        examples: For each form of :mod:`marketbook.reading.forms.languages` a sentence, and the
            fact that it gives.
    """

    code: str
    title: str
    words: Mapping[str, tuple[str, ...]]
    places: Mapping[str, str]
    units: Mapping[str, str]
    examples: Mapping[str, tuple[str, ...]]

    def pattern(self, *topics: str) -> str:
        """The words of topics as one group of a pattern; empty where it has none."""
        words = [word for topic in topics for word in self.words.get(topic, ())]
        return group_words(words, spaced=self.code not in UNSPACED)


def group_words(words: Iterable[str], *, spaced: bool) -> str:
    """Words as one group of a pattern; those of glued languages may end a longer word."""
    words = [_bound(word) for word in dict.fromkeys(words)]
    if not words or not spaced:
        return f"(?:{'|'.join(words)})" if words else ""
    ends = [word.removeprefix(_LETTERS) for word in words if word.startswith(_LETTERS)]
    whole = "|".join(word for word in words if not word.startswith(_LETTERS))
    parts = [rf"\b(?:{whole})"] if whole else []
    return rf"(?:{'|'.join([*parts, *ends])})(?!\w)"


_LETTERS = r"\w{0,40}"


def _bound(word: str) -> str:
    """A piece of a pattern in which no run of letters is longer than forty."""
    return word.replace(r"\w*", _LETTERS).replace(r"\w+", r"\w{1,40}")


@cache
def lexicons() -> dict[str, Lexicon]:
    """Every language that has a file, by its code."""
    folder = files("marketbook.reading.words").joinpath("lexicons")
    paths = sorted(folder.iterdir(), key=lambda path: path.name)
    return {
        path.name.removesuffix(".toml"): _read(
            path.name.removesuffix(".toml"), path.read_text("utf-8")
        )
        for path in paths
        if path.name.endswith(".toml")
    }


def _read(code: str, text: str) -> Lexicon:
    table = tomllib.loads(text)
    title, places, units = (table.pop(name, {}) for name in ("title", "places", "units"))
    examples = {name: tuple(said) for name, said in table.pop("examples").items()}
    words = {name: tuple(said) for name, said in table.items()}
    return Lexicon(code, title, words, places, units, examples)


def units_of(code: str) -> Mapping[str, str]:
    """Units of volume in another language, by what it calls them in small letters."""
    return lexicons()[code].units if code in lexicons() else {}


@cache
def any_language(*topics: str) -> str:
    """The words of topics in every language but English, as one group of a pattern."""
    words: dict[bool, list[str]] = {True: [], False: []}
    for each in lexicons().values():
        for topic in topics:
            words[each.code not in UNSPACED] += each.words.get(topic, ())
    groups = (group_words(said, spaced=spaced) for spaced, said in words.items())
    return f"(?:{'|'.join(filter(None, groups))})"


def falls_abroad(code: str, before: str, after: str) -> bool:
    """Whether the word of growth or decline next to a rate is one of decline.

    Args:
        code: The language.
        before: The text before the rate, behind the number before it.
        after: The text after the rate, up to the next number.
    """
    if code not in lexicons():
        return False
    said, moves = before[-70:], _moves(code)
    near = [(len(said) - match.end(), match) for match in moves.finditer(said)]
    near += [(match.start(), match) for match in moves.finditer(after[:40])]
    return bool(near) and bool(min(near, key=lambda each: each[0])[1]["fall"])


@cache
def _moves(code: str) -> re.Pattern[str]:
    words = lexicons()[code]
    pattern = rf"(?P<fall>{words.pattern('fall', 'less')})|{words.pattern('rise', 'more')}"
    return re.compile(pattern, re.IGNORECASE)


COMPARED_WITH = (
    r"(?:from|on|over|than|compared (?:to|with)|versus|vs\.?|against|more than|"
    rf"{any_language('than')})"
)
"""Words before what a growth is counted from: ``up 4 % on 2023``."""

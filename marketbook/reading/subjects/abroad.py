"""Who holds a figure in another language: by the grammar of its sentence, or nobody for sure.

What stands between two numbers names the second one's holder in one of a few ways: a name before
the bracket that the number is in, the subject of the last verb, a name right before the number, a
name behind "for" or "in" right after it. Where nothing is named, the number before it goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from marketbook.reading.words.roles import NOUNS, PARTS, Word, find_words, name_before

_LEADS = ("tie", "prep", "for", "with")
_DETERMINERS = ("article", "one")
_IDLE = ("end", "comma", "and", "joint", "time", *_LEADS, *_DETERMINERS)
_HEADS = ("called", "market", "sales", "measure")
_VERBS = ("verb", "is")
_NUMBERS = ("number", "count")
_CASED = ("de", "ru", "nl")
"""Languages in which a noun may stand without an article, and the adjective before it."""


@dataclass(frozen=True, slots=True)
class Held:
    """Who holds a number.

    Attributes:
        start: Where the name begins; of no name, where it ends too.
        end: Where it ends.
        left: Where the phrase begins that it stands in, with the places beside it.
        right: Where that ends.
        back: Whether nothing is named, so that the number is of who was spoken of before.
        sure: Whether the name stands by itself with its number, or is called a segment.
        market: Whether it is called a market.
    """

    start: int = 0
    end: int = 0
    left: int = 0
    right: int = 0
    back: bool = False
    sure: bool = False
    market: bool = False

    @property
    def named(self) -> bool:
        """Whether it has a name, not only a place or a word of the market."""
        return self.start < self.end


OPEN = Held()
BACK = Held(back=True)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A name in a clause, with the word that leads to it.

    Attributes:
        first: Its first word, by its place in the clause.
        lead: The role of the word before it; of an article, of the word before that.
        bare: Whether it has no article.
        head: The role of its noun.
        held: Who it is.
    """

    first: int
    lead: str
    bare: bool
    head: str
    held: Held

    @property
    def points_back(self) -> bool:
        """``Este segmento``: whether it is a segment that was named before."""
        return self.lead == "it" and self.head in _HEADS and not self.held.named

    def is_bare(self, said: Sequence[Word], code: str) -> bool:
        """Whether it lacks the article that its language asks for, inside a sentence."""
        return self.bare and code not in _CASED and (self.first > 0 or said[0].start > 0)

    @property
    def is_aside(self) -> bool:
        """Whether a preposition leads to it, so that it is the subject of nothing."""
        return self.lead in _LEADS


def find_holders(text: str, code: str, marks: tuple[Word, ...]) -> dict[int, Held]:
    """Who holds each number of a sentence, by where the number begins.

    Args:
        text: The sentence.
        code: Its language, one whose words are set apart by spaces.
        marks: Its numbers, times and places.
    """
    words = _with_verb(find_words(text, code, marks), text, code)
    found: dict[int, Held] = {}
    last, begin = BACK, 0
    for at, word in enumerate(words):
        if word.role not in _NUMBERS:
            continue
        begin += _complement(words[begin:at]) if found else 0
        held = _holder(words[begin:at], words[at + 1 :], code)
        sold = word.role == "count" and any(each.role in _VERBS for each in words[begin:at])
        held = OPEN if held.back and sold else held
        last = last if held.back else held
        found[word.start] = last
        begin = at + 1
        while begin < len(words) and words[begin].end <= held.right:
            begin += 1
    return found


def _with_verb(words: list[Word], text: str, code: str) -> list[Word]:
    """``Granola bracht 96 miljoen``: a sentence has a verb, right before its first number."""
    at = next((at for at, word in enumerate(words) if word.role in _NUMBERS), 0)
    while at and words[at - 1].role in _DETERMINERS:
        at -= 1
    if code == "de" or at < _FEWEST or text[-1:] not in ".!?":
        return words
    name, verb = words[at - 2 : at]
    small = verb.role == "name" and text[verb.start].islower()
    if small and name.role in NOUNS and all(word.role not in _VERBS for word in words[:at]):
        words[at - 1] = replace(verb, role="verb")
    return words


_FEWEST = 2
"""Words before a number of which the second can be a verb."""


def _complement(words: Sequence[Word]) -> int:
    """How many words say of what the number before them is: ``des Umsatzes``."""
    last = 0
    if words and words[0].role in ("joint", "article"):
        while last < len(words) and words[last].role in (
            *NOUNS,
            "adjective",
            "joint",
            "article",
            "end",
        ):
            last += 1
    return last


def _holder(said: list[Word], behind: list[Word], code: str) -> Held:
    """Who holds a number by the words since the number before it, else by those behind it."""
    said = said[_last(said, "stop") + 1 :]
    colon = _last(said, "colon")
    if colon >= 0:
        held = _holder(said[colon + 1 :], behind, code)
        return _holder(said[:colon], [], code) if held.back else held
    opened = _last(said, "open")
    if opened > _last(said, "close"):
        inner = said[opened + 1 :]
        if all(word.role in (*_IDLE, *_VERBS, "measure") for word in inner):
            phrase = _phrase(said, opened, code)
            return replace(phrase.held, sure=True) if phrase else BACK
        said = inner
    verbs = [at for at, word in enumerate(said) if word.role in _VERBS]
    behind = behind[_complement(behind) :]
    for verb in reversed(verbs):
        if held := _subject(said, verb, code):
            nobody = not held.back and not held.named and not _has(said, held, "place", "market")
            return (_behind(behind, code) if nobody else None) or held
    if not verbs and (held := _beside(said, code)):
        return held
    silent = (*_IDLE, *_VERBS, "called", "sales", "measure", "it", "which")
    if all(word.role in silent for word in said):
        return _behind(behind, code) or BACK
    return OPEN


def _last(words: Sequence[Word], role: str) -> int:
    return max((at for at, word in enumerate(words) if word.role == role), default=-1)


def _phrases(said: Sequence[Word], at: int, code: str, between: Sequence[str]) -> Iterator[_Phrase]:
    """The names before a word, the last one first, with nothing but some roles between them."""
    while at:
        if phrase := _phrase(said, at, code):
            yield phrase
            at = phrase.first
        elif said[at - 1].role in between:
            at -= 1
        else:
            return


def _subject(said: list[Word], verb: int, code: str) -> Held | None:
    """The name before a verb, through the phrases with a preposition between them."""
    aside, leads = None, ""
    before = verb
    while before and said[before - 1].role in ("end", "time", "it", *_VERBS):
        before -= 1
    if before and said[before - 1].role == "comma":
        commas = (at for at in range(before) if said[at].role == "comma")
        main = next((held for at in commas if (held := _before_comma(said, at, code))), None)
        return main or (_inverted(said, verb, code) if code in _CASED else None)
    which = before and said[before - 1].role == "which"
    between = ("end", "time", *_LEADS, *_DETERMINERS, *(("which", "comma") if which else ()))
    for phrase in _phrases(said, before, code, between):
        if phrase.is_aside and not phrase.points_back:
            aside, leads = aside or phrase.held, phrase.lead
            continue
        if phrase.points_back:
            return BACK
        if not phrase.held.named or not phrase.is_bare(said, code):
            return phrase.held
        return None
    held = _inverted(said, verb, code)
    if held and (code in _CASED or held.sure or _has(said, held, "place")):
        framed = aside and (aside.sure or not aside.named or leads in ("for", "with"))
        return aside if aside and framed and not held.named else held
    return aside if aside and (leads == "for" or not aside.named) else None


def _before_comma(said: list[Word], comma: int, code: str) -> Held | None:
    """``Las ventas en Chile, impulsadas por el turismo, crecieron``: what is before an aside."""
    for phrase in _phrases(said, comma, code, ("end", "time", *_LEADS, *_DETERMINERS)):
        if not phrase.is_aside:
            return None if phrase.bare and code not in _CASED else phrase.held
    return None


def _has(said: Sequence[Word], held: Held, *roles: str) -> bool:
    """Whether the phrase of a holder has a word of some role."""
    return any(word.role in roles and held.left <= word.start < held.right for word in said)


def _inverted(said: list[Word], verb: int, code: str) -> Held | None:
    """``2024 stiegen Möbel um``: the subject may stand behind its verb."""
    aside: Held | None = None
    at = verb + 1
    while at < len(said) and said[at].role not in (*_NUMBERS, "comma", "stop"):
        last = at
        while last < len(said) and said[last].role in PARTS:
            last += 1
        while last > at and said[last - 1].role not in NOUNS:
            last -= 1
        phrase = _phrase(said, last, code) if last > at else None
        if phrase and not phrase.is_aside:
            return aside if aside and not phrase.held.named else phrase.held
        aside = phrase.held if phrase else aside
        at = max(last, at + 1)
    return aside


def _beside(said: list[Word], code: str) -> Held | None:
    """``Möbel 31 %``, ``et les lampes avec 12 %``: the name right before the number."""
    measured = False
    for phrase in _phrases(said, len(said), code, (*_IDLE, "it")):
        if phrase.head == "measure" and not phrase.held.named:
            measured = True
            continue
        return replace(phrase.held, sure=not measured)
    return None


def _behind(words: list[Word], code: str) -> Held | None:
    """``31 % entfielen auf Möbel``, ``8 % pour la Chine``."""
    led = False
    for at, word in enumerate(words[:12]):
        if word.role in (*_NUMBERS, "stop", "comma", "open") or (word.role in NOUNS and not led):
            return None
        if word.role in NOUNS:
            last = at
            while last < len(words) and words[last].role in PARTS:
                last += 1
            while words[last - 1].role not in NOUNS:
                last -= 1
            phrase = _phrase(words[:last], last, code)
            told = phrase and (phrase.held.named or _has(words, phrase.held, "place"))
            return replace(phrase.held, sure=True) if phrase and told else None
        led = word.role in _LEADS or (led and word.role in ("article", "end", "time"))
    return None


def _phrase(words: Sequence[Word], at: int, code: str) -> _Phrase | None:
    """The name that ends before a word: what stands behind "segment of", "sales of"."""
    first = name_before(words, at)
    if first == at:
        return None
    before = [word.role for word in words[max(first - 2, 0) : first]]
    elliptic = before == ["article", "joint"]
    bare = not (before and before[-1] in _DETERMINERS) and not elliptic
    lead = before[-1] if bare and before else before[0] if len(before) > 1 else ""
    held, head = _unfold(words, first, at)
    modifies = bare and lead == "end" and code not in _CASED and words[first - 1].role == "end"
    indefinite = bool(before) and before[-1] == "one"
    if held.named and (modifies or indefinite):
        held = replace(held, end=held.start)
    if elliptic:
        held, lead = replace(held, sure=held.named), ""
    return _Phrase(first, lead, bare and words[first].role not in _HEADS, head, held)


def _unfold(words: Sequence[Word], first: int, at: int) -> tuple[Held, str]:
    """What a name is behind its nouns of the market, and the role of the first noun."""
    left, right, sure = words[first].start, words[at - 1].end, False
    head, market = "", False
    while first < at:
        joints = (each for each in range(first, at) if words[each].role in ("joint", "for", "with"))
        group = next(joints, at)
        here = next((word.role for word in words[first:group] if word.role in _HEADS), "")
        head = head or here or words[first].role
        if not here:
            break
        sure, market = sure or here == "called", market or here == "market"
        rest = [word for word in words[first:group] if word.role == "name"]
        if rest and here == "called":
            return Held(rest[0].start, right, left, right, sure=True), head
        if rest and any(word.role == "tie" for word in words[first:group]):
            return Held(left, right, left, right), head
        first = group
        while first < at and words[first].role not in (*NOUNS, "adjective"):
            first += 1
    named = any(word.role == "name" for word in words[first:at])
    other = any(word.role in ("other", "market") for word in words[first:at])
    if not named or other:
        return Held(left, left, left, right), head
    return Held(words[first].start, right, left, right, sure=sure, market=market), head

"""The noun phrases that name a market in a text: ``the cork tile market``, ``demand for slate``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from marketbook.reading.subjects import word_classes as words
from marketbook.reading.subjects.segment_names import NO_HEADS
from marketbook.reading.subjects.tokens import Token, cut
from marketbook.reading.words.bare import bare, bare_words, content_words
from marketbook.reading.words.market import strip_place

_KIND = r"(?:market|industry|sector)"
_DEMAND = r"(?:demand|sales|billings|spend(?:ing)?|expenditure|shipments|consumption|installations)"
_PHRASE = re.compile(
    rf"(?i)(?<=[\s)]){_KIND}s?\b"
    r"(?!\s+(?:Research|Insights?|Intelligence|"
    r"Reports?\b(?! )|(?-i:Reports)\b(?! [a-z])|Future|and Markets))"
)
_DEMANDED = re.compile(rf"(?i)(?<=\s)(?:{_DEMAND}|revenues?)\b(?!\s+(?:for|of|on)\b)")
_FOR = re.compile(
    rf"(?i)\b(?P<kind>{_KIND}(?: size| value)? (?:for|attributed to)|{_DEMAND} (?:for|of|on)|"
    r"outlook for|future of|growth(?: rate)?(?: \w+){0,2} (?:forecast|expected|predicted|seen) for)"
    r"\s+(?:the |all )?"
)
_LABEL = re.compile(
    rf"^\W*(?P<name>[^:.?!]{{3,60}}):\s+(?:[\w-]+\s+){{0,2}}?"
    rf"(?i:{_KIND}|{_DEMAND}|turnover|revenues?|growth)\b"
)
_BRACKET = re.compile(r"\s*\([^()]{2,30}\)")
_WINDOW = 120
_OF_PEOPLE = frozenset(("children's", "men's", "women's", "people's"))
_WIDER = ("wider", "broader", "larger", "parent")
"""Words before a market that is not the page's own."""
_PRAISE_WORDS = """
important promising huge large small cheaper crowded addressable emerging developing developed
booming target potential exclusive mature dwindling varying untapped
"""
_PLAIN = (words.GENERIC | words.HEDGES | frozenset(_PRAISE_WORDS.split())) - frozenset(
    ("retail", "wholesale", "real", "good", "net", "value", "unit", "dollar")
)
"""Words before a market's name that are no part of it."""
_NO_NAME_WORDS = """
capital stock labor labour job mass end premium niche home consumer secondary open free focus
focused local big hot end-user end-use business product products service services
profit industrial commercial residential institutional private public digital online offline
"""
_NO_NAME = words.GENERIC | words.MEASURES | _PLAIN | frozenset(_NO_NAME_WORDS.split())
"""Words that name no market alone."""


@lru_cache(maxsize=512)
def market_phrases(text: str) -> tuple[tuple[str, int], ...]:
    """The markets that a text names, "the cork tile market", with where each phrase ends."""
    named = ((_names_before(text, match), match.end()) for match in _PHRASE.finditer(text))
    return tuple((names[0] if names else "", end) for names, end in named)


def names_in(text: str) -> Iterator[tuple[str, list[str]]]:
    """What a text may name as a market.

    Yields:
        The word that makes it one (``market``, ``industry``, ``sales``, …),
        and the readings of the phrase before or behind it, the longest first.
    """
    for match in (*_PHRASE.finditer(text), *_DEMANDED.finditer(text)):
        names = _names_before(text, match)
        kind = match.group().lower().removesuffix("s").replace("ie", "y")
        before = _word_before(text[: match.start()], names[0]) if names else ""
        if before not in _WIDER:
            yield "any" if before in ("a", "an") else kind, names
    for match in _FOR.finditer(text):
        yield match["kind"].split()[0].lower(), names_behind(text[match.end() :])
    label = _LABEL.match(text)
    names = names_behind(label["name"])[:1] if label else []
    if label and names and bare(names[0]) == bare(strip_place(label["name"])):
        yield "label", names


def _word_before(text: str, name: str) -> str:
    at = text.rfind(name)
    return (text[:at].lower().split() or [""])[-1] if at > 0 else ""


def names_behind(text: str) -> list[str]:
    """The noun phrase that a text begins with: all joined nouns, then fewer."""
    said = _BRACKET.sub("", text[:_WINDOW])
    tokens = cut(said, ())
    ends = _ends(tokens)
    return [name for end in ends if end and (name := _as_name(said, tokens[:end]))]


def _ends(tokens: Sequence[Token]) -> list[int]:
    """Where the noun phrase may end that the tokens begin with, the longest first."""
    ends: list[int] = []
    for at in range(len(tokens)):
        if _is_noun(tokens, at):
            continue
        ends.append(at)
        row = tokens[at].word == "," and _is_row(tokens, at + 1)
        if not at or not (row or tokens[at].kind == "joint"):
            return ends[::-1]
    return [len(tokens), *reversed(ends)]


def _is_row(tokens: Sequence[Token], at: int) -> bool:
    """Whether nouns and commas lead to an "and"."""
    while at < len(tokens) and (_is_noun(tokens, at) or tokens[at].word == ","):
        at += 1
    return at < len(tokens) and tokens[at].kind == "joint"


def _names_before(text: str, match: re.Match[str]) -> list[str]:
    said = _BRACKET.sub("", text[max(0, match.start() - _WINDOW) : match.start()])
    tokens = cut(f"{said} {match.group()}", ())[:-1]
    while tokens and tokens[-1].word in _PLAIN:
        tokens = tokens[:-1]
    starts = _starts(tokens)
    joint = starts and any(token.kind == "joint" for token in tokens[starts[0] :])
    if joint and match.group().lower() in ("markets", "industries"):
        return []  # each is a market of its own
    return [name for first in starts if (name := _as_name(said, tokens[first:]))]


def _starts(tokens: Sequence[Token]) -> list[int]:
    """Where the noun phrase may begin that the tokens end with, the longest first."""
    starts: list[int] = []
    at = len(tokens)
    while at > 0:
        if not _is_noun(tokens, at - 1):
            if at == len(tokens) or not _links(tokens, at - 1):
                break
            starts.append(at)
        at -= 1
    return [at, *reversed(starts)]


def _is_noun(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word can be part of a name where it is: no closed class, or a verb as a noun."""
    token = tokens[at]
    if token.word[:1].isdigit():
        return bool(re.fullmatch(r"\w*[a-z][\w-]*", token.word))
    if token.word in words.NUMBERS or (token.word.endswith("'s") and token.word not in _OF_PEOPLE):
        return False
    if token.kind in ("name", "measure", "place", "adverb"):
        return True
    before = tokens[at - 1] if at else None
    opened = before is None or before.kind == "determiner" or before.word in words.GENERIC
    led = before is not None and before.kind == "preposition" and before.word != "to"
    leads = at + 1 == len(tokens) or tokens[at + 1].word in ("of", "for")
    if token.kind != "verb" or (leads and token.word in words.ALSO_NOUNS):
        return token.kind == "verb"
    return (opened or led) and not token.word.endswith("s")


def _links(tokens: Sequence[Token], at: int) -> bool:
    """``Internet of Things``, ``heating, air and dust``: what may join the parts of a name."""
    here, before = tokens[at], tokens[at - 1] if at else None
    if before is not None and here.kind == "joint" and before.word == ",":
        return _links(tokens, at - 1)
    if before is None or not _is_noun(tokens, at - 1):
        return False
    if here.word == ",":
        return any(token.kind == "joint" for token in tokens[at:])
    linked = here.word in ("of", "in", "for", "versus") and before.kind != "measure"
    return here.kind == "joint" or linked


def _as_name(text: str, tokens: Sequence[Token]) -> str:
    """A noun phrase as a market's name; empty where it names none."""
    tokens = _trim(tokens)
    name = strip_place(text[tokens[0].start : tokens[-1].end]) if tokens else ""
    tokens = _trim(cut(name, ()))
    name = name[tokens[0].start : tokens[-1].end] if tokens else ""
    lead = _LOWER.match(name)
    told = lead and (lead["word"] in words.VERBS or lead["word"] in NO_HEADS)
    name = name[lead.end() :] if lead and told else name
    said = {word.lower() for word in re.split(r"[\s,]+", name)}
    return name if content_words(name) and not said <= _NO_NAME and len(name) < 90 else ""


_LOWER = re.compile(r"^(?P<word>[a-z]+)\s+[\"“]?(?=(?:[A-Z][a-z]+\s?)+$)")
"""``the report Garden Sheds``: what stands before a name in capitals."""


def _trim(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without the words around a name that say nothing of what it is."""
    while tokens and (_is_plain(tokens[0]) or tokens[0].kind in _EDGES):
        tokens = tokens[1:]
    while tokens and (tokens[-1].kind in _EDGES or _is_sold(tokens[-1])):
        tokens = tokens[:-1]
    return tokens


def _is_plain(token: Token) -> bool:
    return token.word in _PLAIN or token.word.endswith(("-largest", "-biggest", "-growing"))


def _is_sold(token: Token) -> bool:
    """Whether a word behind a name says how much is sold of it, or who does: ``tile makers``."""
    return token.kind == "measure" or not words.TRADERS.isdisjoint(bare_words(token.word))


_EDGES = ("adverb", "joint", "sign")

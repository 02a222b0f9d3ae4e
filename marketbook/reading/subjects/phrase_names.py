"""What a noun phrase names: a segment, the document's market, another one, or only a measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from marketbook.reading.guide import Guide
from marketbook.reading.subjects import word_classes as words
from marketbook.reading.subjects.context import same_name
from marketbook.reading.subjects.kin import is_own, is_part
from marketbook.reading.subjects.segment_names import (
    NO_HEADS,
    TRADED,
    is_segment_name,
    tidy_segment,
)
from marketbook.reading.words.bare import content_words
from marketbook.reading.words.market import head_of, strip_place
from marketbook.reading.words.places import find_places, name_place

_PREPOSITION = re.compile(
    r"\s+(of|for|from|through|via|by|in|across|to|at|on|with|within|among|as)\s+"
)
_BRINGS = ("", "of", "for", "from", "through", "via")
_MARKETS = frozenset(("market", "markets"))
_BUYERS = frozenset(("industry", "sector", "industries", "sectors"))
_CALLED = words.CALLED | {"part", "side"}
_OWNED = re.compile(
    r"(?!(?:Wo)?[Mm]en|[Cc]hildren|[Kk]ids|[Bb]oys|[Gg]irls)[A-Z][\w-]*['’]s(?:\s|$)"
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a noun phrase between two of its prepositions.

    Attributes:
        name: What it names, without its place, articles and words of measure.
        head: The first of the words of measure that it ends with.
        called: Whether it calls its name a segment.
        measures: Whether it only measures what follows: ``strong sales of``.
        said_for: Whether "for" brings it: ``the market for tiles``.
        kind: What sets it apart behind it: ``for cargo bikes`` of ``tyres for cargo bikes``.
    """

    name: str
    head: str
    called: bool
    measures: bool
    said_for: bool
    kind: str


def name_of(said: str, guide: Guide, text: str = "") -> tuple[str, bool]:
    """The segment that a noun phrase names, and whether the phrase calls it one.

    Args:
        said: The phrase.
        guide: What is known of the document.
        text: Its sentence.
    """
    whole = _without_generic(TRADED.sub("", re.sub(r"[()]", " ", said)))
    if whole and not _SHARE.match(said) and is_own(whole, guide):
        return "", False
    if name_place(re.sub(r"(?i)^the\s+", "", said)):
        return "", False
    of_market = shared = False
    for part in _parts(said, guide, text):
        of_market = of_market or part.head in _MARKETS or (part.head in _BUYERS and not part.called)
        own = (
            not (shared or part.kind)
            and is_own(part.name, guide)
            and not (part.called and _is_cut(part.name, guide))
        )
        if part.head and (part.measures or own or not part.name or name_place(part.name)):
            shared = part.head in _SHARES
            continue
        if shared and not part.head:
            return part.name + part.kind, True
        listed = any(same_name(part.name, each) for each in guide.segments)
        apart = part.called or part.said_for or listed or is_part(part.name, guide)
        foreign = of_market and not apart
        held = part.name and not own and not foreign and _can_hold(part, guide)
        return (part.name + part.kind, part.called or shared) if held else ("", False)
    return "", False


_SHARE = re.compile(r"(?i)(?:\w+ ){0,2}share of ")


def _parts(said: str, guide: Guide, text: str) -> Iterator[_Part]:
    """The parts of a phrase that can name what it is about."""
    split = _PREPOSITION.split(re.sub(r"\([^()]*\)", "", said))
    brings, risen = ("", *split[1::2]), False
    lasting = zip(split[1::2], split[2::2], strict=True)
    ends = (*lasting, ("", ""))
    for preposition, part, (behind, more) in zip(brings, split[::2], ends, strict=True):
        stem, head = _split_head(part)
        plain = _without_generic(stem)
        buys = preposition == "in" or _is_buyer(plain, head, text, guide)
        called = head in _CALLED or (head in _BUYERS and buys)
        of = ("of", "for", "in") if head in words.RISES else ("of", "for")
        measures = bool(head) and not called and head not in words.PARTS and behind in of
        placed = strip_place(plain) if find_places(f"{plain} market") else plain
        name = _keep_kind(tidy_segment(placed), head)
        if called or preposition in _BRINGS or risen:
            kind = "" if head else _kind(name, behind, more, guide)
            yield _Part(name, head, called, measures, preposition == "for", kind)
        risen = measures and behind == "in"


def _kind(goods: str, preposition: str, noun: str, guide: Guide) -> str:
    """What sets goods apart: ``for cargo bikes`` the market's own, ``with wheels`` any."""
    if preposition not in (("for",) if is_own(goods, guide) else ("with", "without")):
        return ""
    stem, head = _split_head(noun)
    name = "" if head else _without_generic(stem)
    apart = name and not (find_places(name) or is_own(name, guide) or name in guide.opening)
    return f" {preposition} {noun}" if apart and is_segment_name(name, guide) else ""


def _can_hold(part: _Part, guide: Guide) -> bool:
    """Whether what a part names can be a segment of the document's market."""
    unknown = part.head and not part.called and not guide.words
    strange = find_places(part.name) or _OWNED.match(part.name)
    bare = part.head and not part.called and re.fullmatch(r"[A-Za-z]+ed", part.name)
    return not (unknown or strange or bare) and is_segment_name(part.name, guide)


def beyond_market(said: str, guide: Guide) -> str:
    """What a phrase names in more words than the document's market has; else empty."""
    named = (part.name for part in _parts(said, guide, "") if part.name and not part.measures)
    name = next(named, "")
    plain = words.GENERIC | words.MEASURES | NO_HEADS
    return name if guide.beyond(name) - plain and not name_place(name) else ""


def _is_buyer(name: str, head: str, text: str, guide: Guide) -> bool:
    """Whether an industry is a part of the market: a sector, or one that its sentence says buys."""
    if is_own(name, guide) and not _is_cut(name, guide):
        return False
    other = set(content_words(text.replace(name, " ")))
    buys = bool(guide.words) and len(other & guide.words) * 2 >= len(guide.words)
    return head == "sector" or buys


_CHANNELS = frozenset(("online", "offline", "retail", "wholesale", "digital", "direct"))
_SECTORS = frozenset(("organised", "organized", "unorganised", "unorganized", "public", "private"))


def _keep_kind(name: str, head: str) -> str:
    """A name with the words that set it apart: ``online sales``, ``organised sector``."""
    kept = name.lower() in (_CHANNELS if head == "sales" else _SECTORS if head == "sector" else ())
    return f"{name} {head}" if kept else name


def _is_cut(name: str, guide: Guide) -> bool:
    """Whether a name shares words with the market's, but not what that is of."""
    return head_of(guide.market) not in content_words(name)


def _split_head(part: str) -> tuple[str, str]:
    """What stands before the words of measure at the end of a phrase, and the first of them."""
    said, head = part.split(), ""
    if len(said) > 1 and said[-1].endswith("ed"):
        said.pop()
    while said and (word := said[-1].lower()) in _ENDS:
        head = word if word in words.MEASURES and head not in _SHARES else head
        said.pop()
    return " ".join(said), head


_SHARES = ("share", "shares")
_ENDS = (words.GENERIC - words.KINDS) | words.ADVERBS | words.MEASURES


def _without_generic(name: str) -> str:
    said = name.split()
    while said and said[0].lower() in _OPENS:
        said = said[1:]
    return " ".join(said)


_OPENS = (words.GENERIC - words.KINDS) | words.DETERMINERS


def head_noun(said: str) -> str:
    """The noun that a phrase is of, in small letters: ``exports of bearings`` are exports."""
    parts = _PREPOSITION.split(re.sub(r"\([^()]*\)", "", said).lower())[::2]
    nouns = [part.split()[-1].strip(".,") for part in parts if part.strip()]
    counted = len(nouns) > 1 and nouns[0] == "number" and nouns[1] in words.MEASURES
    return nouns[counted] if nouns else ""

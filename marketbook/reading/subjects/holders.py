"""The segment that the grammar of a sentence names as the subject of a figure."""

from __future__ import annotations

import re

from marketbook.reading.guide import Guide
from marketbook.reading.market import head_of, is_same_market, strip_place
from marketbook.reading.subjects import word_classes as words
from marketbook.reading.subjects.phrases import Phrase, holder_of
from marketbook.reading.subjects.segment_names import (
    SegmentName,
    is_company,
    is_segment_name,
    tidy_segment,
)
from marketbook.reading.subjects.statement import Statement
from marketbook.reading.subjects.tokens import Token, cut
from marketbook.reading.words.bare import content_words
from marketbook.reading.words.places import find_places, name_place

_PREPOSITION = re.compile(r"\s+(of|for|from|through|via|by|in|across|to|at|on|with|among)\s+")
_BRINGS = ("of", "for", "from", "through", "via")
_MARKETS = frozenset(("market", "markets", "industry", "sector"))
_CALLED = frozenset(("segment", "segments", "category", "categories", "subsegment", "vertical"))
_OWNED = re.compile(
    r"(?!(?:Wo)?[Mm]en|[Cc]hildren|[Kk]ids|[Bb]oys|[Gg]irls)[A-Z][\w-]*['’]s?(?:\s|$)"
)
_PLAIN = frozenset(
    (
        *("advanced", "modern", "emerging", "new", "future", "consumer", "overall", "report"),
        *("research", "analysis", "technology", "system", "solution", "product", "device"),
        *("equipment", "service", "software"),
    )
)


def find_holder(statement: Statement, start: int, guide: Guide) -> SegmentName | None:
    """The segment that holds a figure by grammar; none where it is the market, a place or open.

    Args:
        statement: The sentence.
        start: Where the figure begins.
        guide: What is known of the document.
    """
    closed = statement.announced or statement.block.kind == "title"
    if guide.language.code != "en" or closed or not _is_number(statement, start):
        return None
    phrase = holder_of(_tokens_at(statement, start, guide), start)
    if phrase is None:
        return None
    said = statement.text[phrase.start : phrase.end]
    name, called = name_of(said, guide)
    if statement.text[phrase.start - 1 : phrase.start] == "-":
        return None
    if not name or (said != name and _is_titled(name, statement)):
        return None
    listed = next(
        (each for each in statement.segments if each.listed and _inside(each, phrase)), None
    )
    if listed is not None:
        return listed
    company = is_company(name, guide)
    return SegmentName(phrase.start, phrase.end, name, called=called, opens=True, company=company)


def doubted_market(statement: Statement, start: int, guide: Guide) -> str:
    """What the holder of a figure is called, where it is a market in other words than the page's.

    Args:
        statement: The sentence.
        start: Where the figure begins.
        guide: What is known of the document.
    """
    if guide.language.code != "en" or not guide.words or not _is_number(statement, start):
        return ""
    phrase = holder_of(_tokens_at(statement, start, guide), start)
    said = statement.text[phrase.start : phrase.end] if phrase else ""
    stem, head = _split_head(_PREPOSITION.split(re.sub(r"\([^()]*\)", "", said))[0])
    name = strip_place(_without_generic(stem))
    more = set(content_words(name)) - guide.words - guide.shorts - words.GENERIC
    return name if head in _MARKETS and more and not _is_titled(name, statement) else ""


def measured_by(statement: Statement, start: int, guide: Guide) -> str:
    """The noun that a figure is said of, in small letters: ``exports of bearings`` are exports.

    Args:
        statement: The sentence.
        start: Where the figure begins.
        guide: What is known of the document.
    """
    if guide.language.code != "en" or not _is_number(statement, start):
        return ""
    phrase = holder_of(_tokens_at(statement, start, guide), start)
    said = statement.text[phrase.start : phrase.end] if phrase else ""
    noun = _PREPOSITION.split(re.sub(r"\([^()]*\)", "", said))[0].lower().split()
    return noun[-1].strip(".,") if noun else ""


def names_nothing(statement: Statement, clause: tuple[int, int], guide: Guide) -> bool:
    """Whether a clause is made of closed classes alone: ``A further rise of 8 % is expected``."""
    left, right = clause
    words = [each for each in _tokens_at(statement, left, guide) if left <= each.start < right]
    return guide.language.code == "en" and not any(
        each.kind in ("name", "pronoun") for each in words
    )


def _is_number(statement: Statement, start: int) -> bool:
    return any(each.start == start for each in statement.mentions)


def _tokens_at(statement: Statement, start: int, guide: Guide) -> tuple[Token, ...]:
    """The tokens of a sentence; of a very long one those around a figure."""
    size = len(statement.text)
    left, right = (0, size) if size < 1_000 else (max(start - 600, 0), min(start + 200, size))
    marks = [(role.place.start, role.place.end, "place") for role in statement.places]
    for each in statement.mentions:
        kind = "time" if each.kind in ("year", "period", "date") else "number"
        marks.append((each.start, each.end, kind))
    if words.VERBS & set(guide.market.lower().split()):
        named = re.finditer(re.escape(guide.market), statement.text, re.IGNORECASE)
        marks += [(*match.span(), "name") for match in named]
    inside = tuple(mark for mark in marks if left <= mark[0] and mark[1] <= right)
    return cut(statement.text, inside, left, right)


def _is_titled(name: str, statement: Statement) -> bool:
    """Whether the page is called so, or begins with it, as with its own market."""
    block = statement.block
    if block.place.number + len(block.headings) <= 2:
        return True
    title = statement.text if block.kind == "title" else " ".join(block.headings[:1])
    return bool(title) and set(content_words(name)) <= set(content_words(title))


def _inside(segment: SegmentName, phrase: Phrase) -> bool:
    return phrase.start <= segment.start and segment.end <= phrase.end


def name_of(said: str, guide: Guide) -> tuple[str, bool]:
    """The segment that a noun phrase names, and whether the phrase calls it one."""
    parts = _PREPOSITION.split(re.sub(r"\([^()]*\)", "", said))
    market = ""
    if _is_own(_without_generic(re.sub(r"[()]", " ", said)), guide):
        return "", False
    for preposition, part in (("", parts[0]), *zip(parts[1::2], parts[2::2], strict=True)):
        if preposition and preposition not in _BRINGS:
            continue
        stem, head = _split_head(part)
        market = head if head in _MARKETS else market
        name = tidy_segment(strip_place(_without_generic(stem)))
        if (not name or name_place(name)) and head:
            continue
        if not name or find_places(name) or _is_own(name, guide):
            return "", False
        if _OWNED.match(name) or "," in name or (market and not _is_part(name, guide)):
            return "", False
        if head and head not in _CALLED and not guide.words:
            return "", False
        if is_segment_name(name, guide) and name.split()[-1].lower() not in words.MEASURES:
            return name, bool(head)
        return "", False
    return "", False


def _split_head(part: str) -> tuple[str, str]:
    """What stands before the words of measure at the end of a phrase, and the first of them."""
    said, head = part.split(), ""
    while said and (word := said[-1].lower()) in _ENDS:
        head = word if word in words.MEASURES else head
        said.pop()
    return " ".join(said), head


_ENDS = words.GENERIC | words.ADVERBS | words.MEASURES


def _without_generic(name: str) -> str:
    said = name.split()
    while said and said[0].lower() in words.GENERIC | words.DETERMINERS:
        said = said[1:]
    return " ".join(said)


def _is_own(name: str, guide: Guide) -> bool:
    """Whether a name is only the document's market in other words."""
    more = _more(name, guide)
    return not more and is_same_market(name, guide.words, guide.shorts)


def _more(name: str, guide: Guide) -> set[str]:
    """What a name says beyond the market's own."""
    initials = "".join(word[0] for word in content_words(guide.market))
    more = set(content_words(name)) - guide.words - guide.shorts - _PLAIN - words.GENERIC
    return {word for word in more if word not in initials}


def _is_part(name: str, guide: Guide) -> bool:
    """Whether what is called a market is a part of the document's own: ``organic baby food``."""
    joined = re.search(r"\band\b|[&,]", name)
    return head_of(name) in guide.words and bool(_more(name, guide)) and not joined

"""The segment that the grammar of a sentence names as the subject of a figure."""

from __future__ import annotations

import re

from marketbook.reading.guide import Guide
from marketbook.reading.market import head_of, is_same_market, strip_place
from marketbook.reading.subjects import word_classes as words
from marketbook.reading.subjects.phrases import Phrase, holder_of, subject_of
from marketbook.reading.subjects.segment_names import (
    SegmentName,
    axis_before,
    buys,
    is_company,
    is_segment_name,
    tidy_segment,
)
from marketbook.reading.subjects.statement import Statement
from marketbook.reading.subjects.tokens import Token, cut
from marketbook.reading.words.bare import bare, content_words
from marketbook.reading.words.places import find_places, name_place

_PREPOSITION = re.compile(
    r"\s+(of|for|from|through|via|by|in|across|to|at|on|with|within|among)\s+"
)
_BRINGS = ("", "of", "for", "from", "through", "via")
_MARKETS = frozenset(("market", "markets"))
_BUYERS = frozenset(("industry", "sector", "industries", "sectors"))
_CALLED = frozenset(
    (
        *("segment", "segments", "category", "categories", "subsegment", "sub-segment"),
        *("subcategory", "sub-category", "vertical", "part", "side"),
    )
)
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
        start: Where the figure, or the words of a rank, begin.
        guide: What is known of the document.
    """
    if guide.language.code != "en" or statement.announced:
        return None
    phrase = holder_of(_tokens_at(statement, start, guide), start)
    return _segment_of(phrase, statement, guide) if phrase else None


def find_opener(statement: Statement, guide: Guide) -> SegmentName | None:
    """The segment that is the subject of a sentence: listed or by grammar; none where it is open.

    Args:
        statement: The sentence.
        guide: What is known of the document.
    """
    opens = next((each for each in statement.segments if each.opens and not each.company), None)
    if opens is not None or guide.language.code != "en":
        return opens
    phrase = subject_of(_tokens_at(statement, 0, guide))
    found = _segment_of(phrase, statement, guide) if phrase else None
    return found if found and not found.company else None


def _segment_of(phrase: Phrase, statement: Statement, guide: Guide) -> SegmentName | None:
    """The segment that a phrase names."""
    said = statement.text[phrase.start : phrase.end]
    name, called = name_of(said, guide, statement.text)
    lacks = bool(guide.words - set(content_words(name)))
    part = lacks and _is_part(name, guide) and not _MARKET.search(said)
    if not name or (said != name and not called and _is_titled(name, statement, part=part)):
        return None
    listed = next(
        (each for each in statement.segments if each.listed and _inside(each, phrase)), None
    )
    if listed is not None:
        return listed
    known = bare(name) in guide.players
    company = is_company(name, guide) and (known or not buys(statement.text))
    axis = axis_before(statement.text, phrase.start)
    called = called or bool(axis)
    return SegmentName(phrase.start, phrase.end, name, axis, called=called, company=company)


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


def _is_number(statement: Statement, start: int) -> bool:
    return any(each.start == start for each in statement.mentions)


def _tokens_at(statement: Statement, start: int, guide: Guide) -> tuple[Token, ...]:
    """The tokens of a sentence; of a very long one those around a figure."""
    size = len(statement.text)
    left, right = (0, size) if size < 1_000 else (max(start - 600, 0), min(start + 200, size))
    marks = [(role.place.start, role.place.end, "place") for role in statement.places]
    for each in statement.mentions:
        if each.start != start and re.match(r"-[^\W\d]", statement.text[each.end : each.end + 2]):
            continue
        kind = "time" if each.kind in ("year", "period", "date") else "number"
        if each.kind in ("number", "count") and not each.unit and (each.value or 0) < 200:
            kind = "number" if each.start == start else _kind_of_count(statement.text[each.end :])
        marks.append((each.start, each.end, kind))
    if words.VERBS & set(guide.market.lower().split()):
        named = re.finditer(re.escape(guide.market), statement.text, re.IGNORECASE)
        marks += [(*match.span(), "name") for match in named]
    inside = tuple(mark for mark in marks if left <= mark[0] and mark[1] <= right)
    return cut(statement.text, inside, left, right)


def _kind_of_count(behind: str) -> str:
    """``the past five years`` is a time, ``tier 3 facilities`` a name."""
    word = re.match(r"[\s-]*(\w+)", behind)
    return "time" if word and word[1].lower() in words.TIMES else "name"


def _is_titled(name: str, statement: Statement, *, part: bool = False) -> bool:
    """Whether the page is called so, or begins with it, as with its own market.

    Args:
        name: A name.
        statement: The sentence.
        part: Whether it is akin to the market's name and another: the page may begin with it.
    """
    block = statement.block
    early = block.place.number + len(block.headings) <= 2
    if block.kind == "title" or (early and not part):
        return True
    title = " ".join(block.headings[:1])
    return bool(title) and set(content_words(name)) <= set(content_words(title))


_MARKET = re.compile(r"(?i)\bmarkets?\b")


def _inside(segment: SegmentName, phrase: Phrase) -> bool:
    return phrase.start <= segment.start and segment.end <= phrase.end


def name_of(said: str, guide: Guide, text: str = "") -> tuple[str, bool]:
    """The segment that a noun phrase names, and whether the phrase calls it one.

    Args:
        said: The phrase.
        guide: What is known of the document.
        text: Its sentence.
    """
    parts = _PREPOSITION.split(re.sub(r"\([^()]*\)", "", said))
    shares = re.match(r"(?i)(?:\w+ ){0,2}share of ", said)
    if not shares and _is_own(_without_generic(re.sub(r"[()]", " ", said)), guide):
        return "", False
    of_market = shared = False
    for preposition, part, behind in zip(
        ("", *parts[1::2]), parts[::2], (*parts[1::2], ""), strict=True
    ):
        stem, head = _split_head(part)
        plain = _without_generic(stem)
        buyer = head in _BUYERS and (not _is_own(plain, guide) or _is_cut(plain, guide))
        called = head in _CALLED or (
            buyer and (head == "sector" or _speaks_of_market(stem, text, guide))
        )
        if preposition not in _BRINGS and not called:
            continue
        of_market = of_market or head in _MARKETS or (head in _BUYERS and not called)
        name = _keep_kind(tidy_segment(strip_place(plain) if find_places(f"{plain} market") else plain), head)
        measured = head and not called and head not in words.PARTS and behind in ("of", "for")
        if head and (not name or name_place(name) or measured):
            shared = shared or head in ("share", "shares")
            continue
        shared = shared and preposition == "of" and not head
        own = _is_own(name, guide) and not (called and _is_cut(name, guide)) and not shared
        if own and head:
            continue
        if not name or find_places(name) or own:
            return "", False
        if _OWNED.match(name) or (of_market and not called and not _is_part(name, guide)):
            return "", False
        if head and not called and not guide.words:
            return "", False
        if is_segment_name(name, guide):
            return name, called or shared
        return "", False
    return "", False


_SECTORS = frozenset(("organised", "organized", "unorganised", "unorganized", "public", "private"))


def _keep_kind(name: str, head: str) -> str:
    """A name with the words that set it apart: ``online sales``, ``organised sector``."""
    alone = len(name.split()) == 1 and name.lower() not in words.KINDS - {"retail", "wholesale"}
    kept = alone and (head == "sales" or (head == "sector" and name.lower() in _SECTORS))
    return f"{name} {head}" if kept else name


def _is_cut(name: str, guide: Guide) -> bool:
    """Whether what is called a segment shares words of the market's name, not what it is of."""
    return head_of(guide.market) not in content_words(name)


def _speaks_of_market(name: str, text: str, guide: Guide) -> bool:
    """Whether a sentence about an industry speaks of the document's market beside it."""
    other = set(content_words(text.replace(name, " ")))
    return bool(guide.words) and len(other & guide.words) * 2 >= len(guide.words)


def _split_head(part: str) -> tuple[str, str]:
    """What stands before the words of measure at the end of a phrase, and the first of them."""
    said, head = part.split(), ""
    while said and (word := said[-1].lower()) in _ENDS:
        head = word if word in words.MEASURES else head
        said.pop()
    return " ".join(said), head


_ENDS = (words.GENERIC - words.KINDS) | words.ADVERBS | words.MEASURES


def _without_generic(name: str) -> str:
    said = name.split()
    while said and said[0].lower() in _OPENS:
        said = said[1:]
    return " ".join(said)


_OPENS = (words.GENERIC - words.KINDS) | words.DETERMINERS


def _is_own(name: str, guide: Guide) -> bool:
    """Whether a name is only the document's market in other words."""
    more = _more(name, guide)
    heads = {head_of(name), head_of(guide.market)}
    if len(heads) > 1 and heads <= _PLAIN:
        return False
    return not more and is_same_market(name, guide.words, guide.shorts)


def _more(name: str, guide: Guide) -> set[str]:
    """What a name says beyond the market's own."""
    initials = "".join(word[0] for word in content_words(guide.market))
    more = set(content_words(name)) - guide.words - guide.shorts - _PLAIN - {"sale"}
    more -= words.GENERIC - words.KINDS
    return {word for word in more if word not in initials}


def _is_part(name: str, guide: Guide) -> bool:
    """Whether what is called a market is a part of the document's own: ``organic baby food``."""
    joined = re.search(r"\band\b|[&,]", name)
    return head_of(name) in guide.words and bool(_more(name, guide)) and not joined

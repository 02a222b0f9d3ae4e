"""Which market a document is about, and whether a phrase speaks of that one or another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from marketbook.reading.documents import Block
from marketbook.reading.market_abroad import name_market_abroad
from marketbook.reading.words.bare import bare, content_words
from marketbook.reading.words.lexicons import lexicons
from marketbook.reading.words.places import find_places

_KIND = r"(?:market|industry|sector)"
_TITLE = (
    re.compile(
        rf"^(?:exclusive|latest|new)?\s*(?P<name>.{{2,120}}?)\s+(?:{_KIND}s?)\b", re.IGNORECASE
    ),
    re.compile(
        r"\b[Mm]arket for (?:the |all )?(?P<name>[\w’'& -]{3,60}?)"
        r"(?:\s+(?:is|was|will|has|in|to|could|should|reached|stood|grew)\b|[,.:;(]|$)"
    ),
)
_DEMAND = r"(?:demand|sales|billings|spend(?:ing)?|expenditure|shipments|consumption|installations)"
_DEMANDED = (
    re.compile(
        rf"(?i)\b{_DEMAND}\s+(?:for|of|on)\s+(?P<name>[\w’'&/ -]{{3,60}}?)"
        r"(?:\s+(?:to|will|is|was|are|were|could|should|would|may|in|grew|rose|fell|reach\w*|hits?|by|"
        r"increas\w+|climb\w*|declin\w+|total\w*)\b|[,.:(]|$)"
    ),
    re.compile(
        rf"^(?P<name>[A-Z][\w’'&/ -]{{2,60}}?):\s+(?i:{_DEMAND}|turnover|revenues?|growth)\b"
    ),
    re.compile(rf"(?P<name>[A-Z][\w’'&/ -]{{2,60}}?)\s+(?i:{_DEMAND})\b(?!\s+(?:for|of|on)\b)"),
)
_PHRASE = re.compile(
    rf"(?i)(?<=\s){_KIND}s?\b(?!\s+(?:Research|Insights?|Intelligence|Reports?\b(?! )|Future))"
)
_SPENT = re.compile(
    r"\b(?:[Gg]lobal|[Ww]orldwide|[Tt]otal|[Oo]verall|[Aa]nnual|[Nn]ational)\s+(?P<name>(?:[a-z-]+\s){0,2}?[a-z-]+)\s+"
    r"(?:spend(?:ing)?|expenditure|sales|consumption|demand)\b"
)
_BRACKET = re.compile(r"\s*\([^()]{2,20}\)\s*$")
_REACH = 9
_LEAD = re.compile(
    r"(?i)^(?:(?:the|a|an|this|that|its|our|global|globally|worldwide|world|overall|entire|"
    r"total|current|whole|size|value|of|in|for|"
    r"how|big|is|what|which|was|growth|rate|key|by|report|on|u\.s\.|us)\s+)+"
)
_STOP_WORDS = """
world's world’s
the a an of in for by to on with at and or is was are were be been will that this which its as
from within across into has have had expected dominate dominated dominates lead leads
led held hold holds entire overall total whole global worldwide world international growing
emerging largest leading competitive key major new same national regional local target
addressable reach grow grew dominating represent represents shaping driving drive drives between
over under during through their our other where when while than per out share size value revenue
growth these each such both many most more any all small remain remains remained became becomes
biggest fastest second third main important unit big huge hot young crowded booming
fast-growing consumer capital stock labor labour job mass end premium niche domestic home mature
developed developing secondary open free single focus focused expects expect forecasts estimates
says sees predicts projects amid amidst despite elsewhere estimated forecasted historical historic
highest lowest projected actual million billion trillion
"""
_STOP = frozenset(_STOP_WORDS.split())

_MAY_STAND_WORDS = """
of in for and by to on with at the a an under over out home mass job hot young second third
consumer capital stock new many more small main key unit domestic premium open free labor labour
world historic per end
"""
_MAY_STAND = frozenset(_MAY_STAND_WORDS.split())
"""Common words that may stand inside a market's name."""


def name_market(title: str, blocks: Sequence[Block], language: str = "en") -> str:
    """The market that a document is about, as printed, without "market" and a place before it.

    Args:
        title: Its title, or the title of its page.
        blocks: Its blocks; where the title does not say it, the text does.
        language: Code of its language.
    """
    if language in lexicons():
        return name_market_abroad(title, [block.text for block in blocks], language)
    counts = _count_phrases(blocks)
    common, times = counts.most_common(1)[0] if counts else ("", 0)
    lines = [block.text for block in blocks[:2] if len(block.text) < 200]
    heads = [title, *lines, *(block.text for block in blocks if block.kind in ("title", "heading"))]
    sold = _name_in_title(title, language) or _name_in_title(title, language, _DEMANDED)
    names = [name for text in heads if (name := _name_in_title(text, language))]
    names = [sold, *names] if sold else names
    for name in names:
        if (
            times < 3
            or counts[bare(name)] > 1
            or is_same_market(name, frozenset(content_words(common)))
        ):
            return name
    if times > 1:
        return _as_printed(common, blocks)
    named = _as_printed(common, blocks) if common else ""
    only = named if len(counts) == 1 else ""
    return _name_in_text(heads, blocks, named, language) or only


def _name_in_text(heads: Sequence[str], blocks: Sequence[Block], named: str, language: str) -> str:
    """The market of a text whose title does not say it: what is sold, then what is named."""
    texts = [block.text for block in blocks[:10]]
    found = [name for text in texts if (name := _name_in_title(text, language))]
    wanted = [
        name
        for text, patterns in (
            *((text, _DEMANDED) for text in heads),
            *((text, _DEMANDED[:1]) for text in texts),
        )
        if (name := _name_in_title(text, language, patterns))
    ]
    wider = (
        name for name in found if wanted and words_of_market(name) < words_of_market(wanted[0])
    )
    spent = Counter(
        match["name"].lower() for block in blocks[:60] for match in _SPENT.finditer(block.text)
    )
    likely = [name for name, times in spent.most_common(1) if times > 1]
    told = " ".join(bare(block.text) for block in blocks[:120])
    said = [name for name in (*found, named) if any(told.count(w) > 1 for w in content_words(name))]
    return next((name for name in (*wider, *wanted[:1], *said, *likely) if name), "")


def _count_phrases(blocks: Sequence[Block]) -> Counter[str]:
    """How often each market is named, by its bare name."""
    counts: Counter[str] = Counter()
    for block in blocks[:120]:
        counts.update(bare(name) for name, _ in market_phrases(block.text) if content_words(name))
    return counts


def _as_printed(name: str, blocks: Sequence[Block]) -> str:
    """The first spelling of a bare name."""
    return next(
        (said for block in blocks for said, _ in market_phrases(block.text) if bare(said) == name),
        name,
    )


_NO_NAME = re.compile(
    r"[.!?;]\s|\d{4}|[’']s$|[a-z]ed$|\b(?:the|in|of|for)$|,\sthe\b|\b(?:our|your|we|helped|lift|boost|drove|saw|to|from|is|are|was|will|could|should|would|million|billion|account|hold|dominate|lead|remain|remained)\b"
)


_TAIL = re.compile(
    r"(?i)\s+[-–|]\s+(?:demand|sales|size|share|growth|trends?|analysis|outlook|forecasts?)\b.*$|"
    r"\s+(?:global|worldwide)$"
)


def _name_in_title(title: str, language: str, patterns: Sequence[re.Pattern[str]] = _TITLE) -> str:
    named = [name for name, _ in market_phrases(f" {title}")] if patterns is _TITLE else []
    matches = (pattern.search(title) for pattern in patterns)
    for said in (*named, *(match["name"] for match in matches if match)):
        parts = [part for part in said.split(":") if content_words(part)]
        name = strip_place(_LEAD.sub("", parts[-1].strip()), language) if parts else ""
        name = _TAIL.sub("", name)
        words = {word.strip(" -–,:").lower() for word in name.split()}
        plain = words <= _STOP or words & (_STOP - _MAY_STAND)
        if content_words(name) and len(name) < 90 and not plain and not _NO_NAME.search(name):
            return name.strip(" :-–,")
    return ""


def strip_place(name: str, language: str = "en") -> str:
    """A market's name without the place before or behind it."""
    places = sorted(find_places(f"{name} market", language), key=lambda place: place.start)
    for place in places:
        if place.start == 0:
            name = (
                name[min(place.end, len(name)) :]
                .removeprefix("'s")
                .removeprefix("’s")
                .strip(" -–:")
            )
            break
        if place.end == len(name) and re.search(r"\bin (?:the )?$", name[: place.start]):
            name = re.sub(r"\s*\bin (?:the )?$", "", name[: place.start])
            break
    lead = _LEAD.match(name)
    return name[lead.end() :].strip() if lead else name.strip()


@lru_cache(maxsize=4096)
def words_of_market(name: str) -> frozenset[str]:
    """The bare words of a market's name without its abbreviation."""
    return frozenset(content_words(re.sub(r"\(.*?\)", "", name)))


@lru_cache(maxsize=4096)
def head_of(name: str) -> str:
    """The last word of a market's name, which says what kind of thing it is."""
    return (content_words(re.sub(r"\(.*?\)", "", name)) or ("",))[-1]


def has_kin(market: str, blocks: Sequence[Block]) -> bool:
    """Whether a document names two other markets of the same kind: then they are its parts."""
    named = {
        frozenset(content_words(name))
        for block in blocks[:120]
        for name, _ in market_phrases(block.text)
        if head_of(name) == head_of(market) and words_of_market(name) - words_of_market(market)
    }
    return len(named) > 1


def shorts_of_market(name: str, blocks: Sequence[Block], language: str = "en") -> frozenset[str]:
    """The abbreviations of a market's name in bare form, misspelt ones among them.

    In another language also the words of the name that the text below the title uses most.
    """
    if language in lexicons():
        texts = [block.text for block in blocks[1:]]
        return words_of_market(name_market_abroad("", texts, language)) | _shorts_of(name, blocks)
    return _shorts_of(name, blocks)


def _shorts_of(name: str, blocks: Sequence[Block]) -> frozenset[str]:
    initials = "".join(word[0] for word in content_words(re.sub(r"\(.*?\)", "", name)))
    found = set(re.findall(r"\(([A-Za-z][A-Za-z0-9&-]{1,9})\)", name))
    for block in blocks[:40]:
        for short in re.findall(r"\(([A-Z][A-Za-z]{1,9})\)", block.text):
            same = sorted(short.lower()) == sorted(initials) or short.lower() == initials
            if same or (len(initials) > 2 and set(initials) <= set(short.lower())):
                found.add(short)
    return frozenset(word for short in found for word in content_words(short))


def market_phrases(text: str) -> Iterator[tuple[str, int]]:
    """The markets that a text names, "the cold storage market", with where each phrase ends."""
    for match in _PHRASE.finditer(text):
        before = _BRACKET.sub("", text[max(0, match.start() - 120) : match.start()])
        words = re.split(r"[^\w’'/&+.,;:()%$€£@-]+", before.rstrip())[-_REACH:]
        words = [word for word in words if re.search(r"\w", word) or word == "&"]
        while words and words[-1].lower() in _SCOPES:
            words.pop()
        at = len(words)
        while at > 0 and _is_of_name(words, at - 1):
            at -= 1
        kept = words[at:]
        while kept and kept[0].lower() in _JOINTS:
            kept = kept[1:]
        name = re.sub(r"^(?:and|&|or)\s+", "", strip_place(" ".join(kept)))
        yield re.sub(r"\s*\([^()]*\)\s*$", "", name), match.end()


_JOINTS = ("and", "&", "of", "for")
_SCOPES = ("global", "worldwide", "world", "total", "overall")


def demand_phrases(text: str) -> Iterator[tuple[str, int]]:
    """What a text says is wanted, "demand for roof tiles", with where each phrase ends."""
    for match in _WANTED.finditer(text):
        if not re.search(rf"\b{_KIND}\b", match["name"], re.IGNORECASE):
            yield strip_place(re.sub(r"\s[a-z]+ed$", "", match["name"])), match.end()


def sales_phrase(text: str) -> str:
    """What a text begins with, where sales of it follow: ``US Online Pet Food Sales``."""
    match = _SOLD.match(text)
    name = match["name"].rpartition(" that ")[2] if match else ""
    return strip_place(name) if not _SAID.search(name) else ""


_SAID = re.compile(
    rf"(?i)\b(?:{_KIND}|found|finds?|says?|said|reports?|estimates?|show(?:s|ed)?|expects?|forecasts?|projects?)\b"
)


_SOLD = re.compile(rf"\W*(?P<name>[A-Z][\w’'&/ -]{{2,60}}?)\s+(?i:{_DEMAND})\b")
_WANTED = re.compile(
    rf"(?i)\b{_DEMAND}\s+(?:for|of|on)\s+(?P<name>(?:[\w’'/-]+\s+){{0,4}}?[\w’'/-]+)(?=\s+(?:alone\s+)?"
    r"(?:to|will|is|was|are|were|in|grew|rose|fell|reach\w*|hits?|should|could|may|advanc\w+|climb\w*|"
    r"stood|has|have|worldwide|globally|amount\w*|total\w*|came|rises?|grows?|falls?|increas\w+)\b)"
)


def _is_of_name(words: Sequence[str], at: int) -> bool:
    """Whether a word can be part of a market's name: no common word, or "of" between two others."""
    word = words[at]
    plain = word.strip(".,()").lower()
    if (
        word.endswith((",", ";", ":", "’s", "'s"))
        or "@" in word
        or re.search(r"[a-z]{2}\.$", word)
        or re.search(r"\d{4}|[%$€£]", word)
    ):
        return False
    if plain in _JOINTS:
        return (
            0 < at < len(words) - 1
            and words[at - 1].strip("(),").lower() not in _STOP
            and (plain in ("and", "&") or words[at - 1][:1].isupper())
        )
    return plain not in _STOP


def is_same_market(name: str, words: frozenset[str], shorts: frozenset[str] = frozenset()) -> bool:
    """Whether a name is of the document's own market, or a part of it.

    Args:
        name: What stands before "market" in a phrase.
        words: The words of the document's market.
        shorts: Its abbreviations.
    """
    said = set(content_words(name))
    if not said or not words or said & shorts:
        return True
    shared = said & words
    if not shared:
        joined = "".join(sorted(said))
        return any(
            _close(word, joined) or word in joined or joined in word for word in words | shorts
        )
    return len(shared) * 2 >= len(words) or (
        len(said - shared) == 0 and len(shared) * 3 >= len(words)
    )


def _close(first: str, second: str) -> bool:
    """Abbreviations whose letters a page has mixed up: IoMT and IoTM."""
    return len(first) == len(second) > 2 and sorted(first) == sorted(second)

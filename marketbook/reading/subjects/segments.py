"""Segments in a sentence: those that the document lists, and those that a sentence calls so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from marketbook.reading.guide import Guide
from marketbook.reading.words.bare import bare, bare_words, content_words
from marketbook.reading.words.places import name_place

_SEGMENT = r"(?i:sub-?segment|segment|category|categories|vertical|sub-?category)s?"
_VERB = (
    r"(?i:held|holds?|accounted|accounts?|account|captur(?:ed|es|e)|command(?:ed|s)|"
    r"contribut(?:ed|es|e)|represent(?:ed|s)?|"
    r"compris(?:ed|es|e)|made up|makes? up|constitut(?:ed|es|e)|dominat(?:ed|es|e)|led|"
    r"leads?|garner(?:ed|s)|secur(?:ed|es)|"
    r"generat(?:ed|es|e)|claim(?:ed|s)|took|takes|remain(?:ed|s)?|emerged?|stands?|is|"
    r"are|was|were|will|has|have|grew|grows?|"
    r"continues?|register(?:ed|s)?|records?|recorded|occup(?:ied|ies)|hatten?|hielt|"
    r"machten?|entf\w+|tuvo|representó|avait|forecast|rank(?:s|ed)?|"
    r"exhibit(?:s|ed)?|witness(?:es|ed)?|experienc\w+|trails?|outpac\w+|follow(?:s|ed)?|"
    r"expand(?:s|ed)?|advanc\w+|delivered|show(?:s|ed)?|post(?:s|ed)?|retain(?:ed|s)?|"
    r"accounting|holding|representing|making up|capturing|stood|enjoy(?:s|ed)?|"
    r"boast(?:s|ed)?)"
)
_AXIS_LEAD = re.compile(
    r"(?:^|[\s,(])(?:[Bb]y|[Bb]ased [Oo]n|[Ii]n [Tt]erms [Oo]f|[Oo]n the [Bb]asis [Oo]f|"
    r"[Ww]ith respect to|[Ff]rom an?|[Ww]ithin|[Ff]rom the perspective "
    r"of)\s+(?:the\s+)?(?P<axis>[A-Za-z][\w/&\- ]{1,40}?)"
    r"(?:\s+(?:segment(?:s|ation)?|category|perspective|analysis))*(?:\s+of the "
    r"market)?\s*(?:,|:|–)\s*(?:the\s+)?"
)
_NAMED = re.compile(
    rf"(?:\b[Tt]he\s+|^|[,;:]\s+|\b(?:and|while|whereas|by|for|"
    rf"in)\s+(?:the\s+)?)(?P<name>(?:[\w’'&/()+.-]+\s+){{1,8}}?)(?P<kind>{_SEGMENT})\b"
)
_STARTING = re.compile(
    rf"^(?:[\s,]*(?:and|the|in\s+(?:19|20)\d\d,?|overall,?|meanwhile,?|similarly,?|"
    rf"currently,?|here,?|also|im Jahr (?:19|20)\d\d|en (?:19|"
    rf"20)\d\d,?)\s+)*(?:the\s+)?(?P<name>[^\W\d_][\w’'&/()+.-]*(?:\s+[\w’'&/()+.,-]+){{0,8}}?)\s+(?:(?:currently|"
    rf"also|alone|together|segments?)\s+)*(?={_VERB}\b)"
)
_NOT = frozenset(
    [
        "it",
        "this",
        "that",
        "these",
        "those",
        "which",
        "who",
        "they",
        "we",
        "there",
        "region",
        "country",
        "market",
        "industry",
        "sector",
        "segment",
        "report",
        "company",
        "player",
        "supplier",
        "manufacturer",
        "vendor",
        "brand",
        "both",
        "each",
        "all",
        "such",
        "growth",
        "demand",
        "rate",
        "year",
        "period",
        "forecast",
        "latter",
        "former",
        "share",
        "revenue",
        "sale",
        "total",
        "top",
        "leading",
        "largest",
        "smallest",
        "biggest",
        "key",
        "major",
        "first",
        "second",
        "third",
        "other",
        "analyst",
        "expert",
        "study",
        "survey",
        "research",
        "adoption",
        "price",
        "cost",
        "firm",
        "adult",
        "user",
        "patient",
        "people",
        "together",
        "value",
        "volume",
    ]
)
_NOT_ALONE = frozenset(
    [
        "leading",
        "largest",
        "fastest",
        "fastest-growing",
        "growing",
        "dominant",
        "same",
        "following",
        "remaining",
        "entire",
        "whole",
        "major",
        "key",
        "top",
        "new",
        "only",
        "other",
        "target",
        "premium-priced",
    ]
)
_FILLER = re.compile(
    (
        r"^(?:the|a|an|its|their|by|for|in|of|to|from|and|while|whereas|as|with|within|"
        r"among|this|that|each|market|largest|fastest[- ]growing|leading|dominant|"
        r"dominating|key)\s+"
    ),
    re.IGNORECASE,
)
_COMPANY = re.compile(
    (
        r"\b(?:Inc|Ltd|Corp|GmbH|PLC|LLC|companies|company|players|suppliers|vendors|brands|"
        r"manufacturers|firms|retailers|top (?:two|three|four|five|ten|\d+))\b\.?"
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SegmentName:
    """A segment in a sentence.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        name: As listed, where the document lists it; else as printed here.
        axis: Its axis; empty where it is not known.
        listed: Whether the document lists it.
        called: Whether the sentence calls it a segment, or says its axis before it.
        opens: Whether it opens its clause.
        company: Whether it is a company, not a segment.
    """

    start: int
    end: int
    name: str
    axis: str = ""
    listed: bool = False
    called: bool = False
    opens: bool = False
    company: bool = False


def find_segments(
    text: str, clauses: Sequence[tuple[int, int]], guide: Guide
) -> Iterator[SegmentName]:
    """Every segment in a sentence, the listed ones first."""
    taken: list[tuple[int, int]] = []
    for found in (
        _listed(text, clauses, guide),
        _led_by_axis(text, clauses, guide),
        _called(text, clauses, guide),
        _before_bracket(text, guide),
        _before_number(text, guide),
        _opening(text, clauses, guide),
    ):
        for segment in found:
            if all(segment.end <= start or end <= segment.start for start, end in taken):
                taken.append((segment.start, segment.end))
                yield segment


@lru_cache(maxsize=64)
def _by_first_word(names: tuple[str, ...]) -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in names:
        for spelling in {name, re.sub(r"\s*\(.*?\)", "", name), *_short_forms(name)}:
            words = tuple(word for word in bare_words(spelling) if word != "and")
            if words:
                index.setdefault(words[0], []).append((words, name))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


def _short_forms(name: str) -> list[str]:
    """``Cloud-Based Delivery Mode`` also as ``Cloud-Based``; an abbreviation in brackets."""
    found = re.findall(r"\(([A-Z][\w-]{1,8})\)", name)
    short = re.sub(
        (
            r"\s+(?:delivery |deployment )?(?:mode|type|segment|model|applications?|"
            r"systems?|platforms?)$"
        ),
        "",
        name,
        flags=re.IGNORECASE,
    )
    return [*found, *([short] if short != name and len(short) > 4 else [])]


_TOKEN = re.compile(r"[^\W_]+(?:[’'][a-z]+)?")


def _listed(text: str, clauses: Sequence[tuple[int, int]], guide: Guide) -> Iterator[SegmentName]:
    index = _by_first_word(tuple(guide.segments))
    if not index:
        return
    tokens = [(match.start(), match.end(), bare(match.group())) for match in _TOKEN.finditer(text)]
    words = [token for token in tokens if token[2] not in ("and", "")]
    at = 0
    while at < len(words):
        match = next(
            (entry for entry in index.get(words[at][2], ()) if _fits(words, at, entry[0])), None
        )
        if match is None:
            at += 1
            continue
        start, end = words[at][0], words[at + len(match[0]) - 1][1]
        at += len(match[0])
        end = _extend(text, end)
        if not _is_market_name(text, start, end, match[1], guide):
            called = bool(
                re.match(rf"[\s-]*(?:\([^)]*\)\s*)?(?:[\w-]+\s+){{0,2}}?{_SEGMENT}\b", text[end:])
            ) or _has_axis_before(text, start)
            yield SegmentName(
                start,
                end,
                match[1],
                guide.segments[match[1]],
                True,
                called,
                _opens(text, clauses, start),
            )


def _fits(words: Sequence[tuple[int, int, str]], at: int, wanted: tuple[str, ...]) -> bool:
    found = tuple(word for _, _, word in words[at : at + len(wanted)])
    return found == wanted and all(
        words[i + 1][0] - words[i][1] < 6 for i in range(at, at + len(wanted) - 1)
    )


def _extend(text: str, end: int) -> int:
    match = re.match(
        (
            r"[\s-]based\b(?:\s+(?:mode|deployment|delivery mode|deployment mode))?|"
            r"\s+(?:mode|deployment)\b"
        ),
        text[end:],
    )
    return end + match.end() if match else end


def _is_market_name(text: str, start: int, end: int, name: str, guide: Guide) -> bool:
    """Whether a segment's name only stands inside the market's own: "paper" in "paper straws"."""
    inside = set(content_words(name))
    if not inside or not inside < guide.words:
        return False
    around = set(content_words(text[max(0, start - 30) : end + 40]))
    return len(around & guide.words) > len(inside)


def _has_axis_before(text: str, start: int) -> bool:
    lead = None
    for lead in _AXIS_LEAD.finditer(text[:start]):
        pass
    return lead is not None and start - lead.end() < 4


def _opens(text: str, clauses: Sequence[tuple[int, int]], start: int) -> bool:
    begin = next((first for first, last in clauses if first <= start < last), 0)
    return bool(
        re.match(
            (
                r"^(?:[\s,“\"]*(?:and|the|in|by|of|for|(?:19|20)\d\d|overall|currently|"
                r"meanwhile|moreover|the\s+\w+\s+segment|as)\b[\s,]*)*$"
            ),
            text[begin:start],
            re.IGNORECASE,
        )
    )


def _led_by_axis(
    text: str, clauses: Sequence[tuple[int, int]], guide: Guide
) -> Iterator[SegmentName]:
    """``By material, virgin kraft paper held``: what follows the axis is its segment."""
    from marketbook.reading.lists.segments import is_axis, tidy_axis

    for lead in _AXIS_LEAD.finditer(text):
        if not is_axis(lead["axis"]):
            continue
        rest = re.match(
            (
                rf"(?P<name>[\w’'&/()+.-]+(?:\s+[\w’'&/()+.,-]+){{0,9}}?)\s+(?:{_SEGMENT}\b|"
                rf"(?={_VERB}\b))"
            ),
            text[lead.end() :],
        )
        name = _tidy(rest["name"]) if rest else ""
        if rest and is_segment_name(name, guide):
            start = lead.end() + rest.start("name")
            yield SegmentName(
                start,
                lead.end() + rest.end("name"),
                name,
                tidy_axis(lead["axis"]),
                False,
                True,
                True,
                _is_company(name, guide),
            )


def _called(text: str, clauses: Sequence[tuple[int, int]], guide: Guide) -> Iterator[SegmentName]:
    """``the harvesting segment``."""
    for match in _NAMED.finditer(text):
        name = _tidy(match["name"])
        if (
            is_segment_name(name, guide)
            and bare(name) not in guide.axes
            and not _is_common_axis(name)
        ):
            start = match.start("name") + match["name"].find(name[:1])
            yield SegmentName(
                start,
                match.end("name"),
                name,
                "",
                False,
                True,
                _opens(text, clauses, match.start("name")),
                _is_company(name, guide),
            )


def _is_common_axis(name: str) -> bool:
    from marketbook.reading.lists.segments import COMMON_AXES

    return bare(name) in COMMON_AXES


_BRACKET = re.compile(
    r"(?:^|[:,;–]|\band)\s+(?P<name>[A-Z][\w’'&/ -]{1,45}?)\s*\(\s*(?:about|around|"
    r"~)?\s*(?=\d[\d.,]*\s?%)"
)


def _before_bracket(text: str, guide: Guide) -> Iterator[SegmentName]:
    """``Leading segment: Rotary (46.2%)``."""
    for match in _BRACKET.finditer(text):
        if is_segment_name(match["name"], guide):
            yield SegmentName(
                match.start("name"),
                match.end("name"),
                match["name"],
                opens=True,
                company=_is_company(match["name"], guide),
            )


_RUN = re.compile(
    r"%[^%.;:]{0,45}?(?:,|;|,?\s*and)\s+(?:the\s+|"
    r"for\s+)?(?P<name>[^\W\d_][\w’'&/-]*(?:\s[\w’'&/-]+){0,4}?)\s+(?:at\s|with\s|for\s|"
    r"a\s|about\s|around\s|another\s)*(?=\d[\d.,]*\s?%)"
)


def _before_number(text: str, guide: Guide) -> Iterator[SegmentName]:
    """``food enzymes made up 39%, feed enzymes 17%``."""
    for match in _RUN.finditer(text):
        if is_segment_name(match["name"], guide):
            yield SegmentName(
                match.start("name"),
                match.end("name"),
                match["name"],
                opens=True,
                company=_is_company(match["name"], guide),
            )


_ELIDED = re.compile(
    r"^\s*(?:and\s+|the\s+|in\s+)*(?P<name>[^\W\d_][\w’'&/ -]{1,50}?)\s*(?:[:(–-]|"
    r"\bat\b|\bwith\b|\bfor\b|\babout\b|\baround\b|\bnearly\b|\bover\b|"
    r"\bapproximately\b|\ba\b|\s)+(?=\d|third\b|quarter\b|half\b|fifth\b)"
)


def _opening(text: str, clauses: Sequence[tuple[int, int]], guide: Guide) -> Iterator[SegmentName]:
    """What opens a clause before a verb of share: ``Membrane separation held 38.4%``."""
    for begin, end in clauses:
        match = _STARTING.match(text[begin:end])
        if match is None and begin and len(text[begin:end].split()) < 9:
            match = _ELIDED.match(text[begin:end])
        if match is None:
            continue
        name = _tidy(_SIZE_OF.sub("", _tidy(match["name"])))
        if (
            not is_segment_name(name, guide)
            or "," in name
            or re.search(
                r"\b(?:market|industry|sector|mercado|marché|markt)\b", name, re.IGNORECASE
            )
        ):
            continue
        start = begin + match.start("name")
        yield SegmentName(
            start, begin + match.end("name"), name, "", False, False, True, _is_company(name, guide)
        )


_SIZE_OF = re.compile(
    (
        r"^(?:(?:market|total|global)\s+)*(?:size|value|share|revenues?|sales|demand|"
        r"growth)\s+(?:of|for|from)\s+(?:the\s+)?"
    ),
    re.IGNORECASE,
)


def is_segment_name(name: str, guide: Guide) -> bool:
    """Whether a phrase can be a segment's name: no pronoun, place, market or bare adjective."""
    words = bare_words(name)
    if words in (("other",), ("rest",)):
        return True
    if not words or len(words) > 9 or len(name) < 2 or name_place(name, guide.language.code):
        return False
    if (words[0] in _NOT and len(words) == 1) or words[-1] in (
        "it",
        "this",
        "that",
        "which",
        "who",
        "they",
        "region",
        "country",
        "market",
        "industry",
    ):
        return False
    if all(word in _NOT or word in _NOT_ALONE for word in words) or words[0] in (
        "it",
        "this",
        "these",
        "they",
        "which",
        "there",
        "we",
        "that",
        "our",
    ):
        return False
    if re.search(
        (
            r"\d{4}|[%$€£]|\b(?:is|are|was|were|will|has|have|expected|dominate\w*|held|to|"
            r"share|shares|revenue|CAGR|growth|rate|in|million|billion|with|accounting|"
            r"holding|representing|for|prices?)\b"
        ),
        name,
    ):
        return False
    return not (
        set(content_words(name))
        and set(content_words(name)) <= guide.words
        and len(content_words(name)) * 2 > len(guide.words)
    )


def _is_company(name: str, guide: Guide) -> bool:
    return (
        bool(_COMPANY.search(name))
        or bool(re.search(r"\s(?:S\.?A|AG|SE|AB|N\.?V|S\.?p\.?A|Oyj|A/S|Co|Group)\.?$", name))
        or bare(name) in guide.players
    )


def _tidy(name: str) -> str:
    name = name.strip(" ,.;:“”\"'")
    while True:
        shorter = _FILLER.sub("", name)
        if shorter == name:
            return re.sub(r"\s+(?:sub-?)?segments?$", "", name)
        name = shorter

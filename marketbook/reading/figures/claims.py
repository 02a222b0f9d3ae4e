"""Ranks without a number: which region or segment is the largest, which grows fastest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from marketbook.reading.facts import Fact, Rank
from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention
from marketbook.reading.subjects import Statement, Subject, Thread, find_subject
from marketbook.reading.subjects.context import same_name
from marketbook.reading.subjects.segment_names import is_segment_name
from marketbook.reading.subjects.statement import RANKED
from marketbook.reading.times import Spot, find_year
from marketbook.reading.words.places import WORLD, find_places, kind_of, name_place
from marketbook.reading.words.small import AnyCase

_THING = (
    r"(?:market|region|segment|country|type|application|end[- ]?use[r]?|category|component|"
    r"product|technology|channel|contributor|mode|material|vertical|industry|sub-?segment|"
    r"share(?:holder)?|group|form|grade|revenue (?:contributor|generator))"
)
_LARGEST = (
    AnyCase(
        rf"(?i)\b(?:the\s+|a\s+|its\s+)?(?:single\s+)?(?:largest|biggest|dominant|dominating|"
        rf"leading(?! to\b)|top|number one)\s+(?:\w+[\s-]){{0,4}}?(?:share|{_THING})\b"
    ),
    AnyCase(
        r"\b(?:the\s+|a\s+)?(?:highest|maximum|greatest|major|lion['’]s|"
        r"dominant)\s+(?:\w+[\s-]){0,2}?(?:share|revenue|market value)\b"
    ),
    AnyCase(
        r"\b(?:dominat(?:e|es|ed|ing)|(?:maintain|register|consolidate|continue|retain|hold|"
        r"strengthen)\w*\s+(?:its|their)\s+dominance)\b"
    ),
    AnyCase(
        r"(?<!\ba )\b(?:lead|leads|led|leading)\b(?=\s+(?:the\s+|"
        r"this\s+)?(?:[\w’'()&-]+\s+){0,8}?(?:market|segment|industry|landscape|sector|"
        r"category)\b|\s+(?:the way\s+)?(?:with|in terms)\b|\s*(?:$|;))"
    ),
    AnyCase(
        r"\b(?:is|was|are|were|remains?)\s+(?:(?:by far\s+)?the\s+(?:largest|"
        r"biggest)\b(?=\s*(?:[.,;]|$))|(?:the\s+)?dominant\b(?!\s+\w))"
    ),
    AnyCase(
        r"\bgr(?:ö|oe)(?:ß|ss)te[rn]?\b|\bmayor (?:cuota|mercado|participación)|"
        r"\bplus grande part"
    ),
)
_FASTEST = (
    AnyCase(
        rf"(?i)\b(?:the\s+)?fastest[- ](?:growing|expanding|rising)\b(?!\s+(?:companies|"
        rf"economies|economy|startups))(?:\s+(?:\w+[\s-]){{0,2}}?{_THING})?"
    ),
    AnyCase(
        r"\b(?:the\s+)?(?:fastest|highest|quickest|most (?:rapid|significant|"
        r"notable))\s+(?:[\w.,%]+[\s-]){0,3}?(?:CAGR|growth(?:\s+rate)?|gains?|rate|pace|"
        r"expansion|compound)\b"
    ),
    AnyCase(r"\bgrow(?:s|ing)?\s+(?:the\s+)?(?:fastest|most rapidly)\b|\bleads? (?:in )?growth\b"),
)
_NOT = re.compile(
    r"(?i)\b(?:one of|among|amongst|some of|not|second|third|fourth|next|another|other|2nd|3rd|"
    r"few of|no longer|another of|potential|become)\s*[- ]?(?:the\s+|of the\s+|yet\s+)*(?:\w+\s)?$"
)
_WRONG = re.compile(
    r"(?i)^\s*(?:\w+\s){0,2}?(?:companies|players|manufacturers?|suppliers?|producers?|exporters?|"
    r"importers?|consumers?|econom\w+|cit(?:y|ies)|position|edge|causes?|hospital|provider|"
    r"brands?|vendors?|firms?|ecosystem|population|buyers?|users? of|number|investors?|challenge|"
    r"driver|factor|trend|through|in (?:production|innovation|technolog\w+)|(?<!due )(?<!\d )to\b|"
    r"national|in the deployment|contributor to (?:the )?growth)"
)
_WITH_RATE = re.compile(r"(?i)^\s*with (?:an?|the)?\s*(?:\w+\s)?(?:CAGR|growth)")


def find_claims(statement: Statement, guide: Guide, thread: Thread) -> Iterator[Fact]:
    """The ranks that a sentence claims."""
    if statement.block.kind in ("heading", "title") and statement.text.rstrip().endswith("?"):
        return
    if not RANKED.search(statement.text):
        return
    ranks: tuple[tuple[Rank, tuple[AnyCase, ...]], ...] = (
        ("largest", _LARGEST),
        ("fastest-growing", _FASTEST),
    )
    for rank, patterns in ranks:
        seen: set[tuple[str, str]] = set()
        for pattern in patterns:
            for match in pattern.finditer(statement.text):
                fact = _read(statement, guide, thread, match, rank)
                if fact is not None and (fact.region, fact.segment) not in seen:
                    seen.add((fact.region, fact.segment))
                    yield fact


def _read(
    statement: Statement, guide: Guide, thread: Thread, match: re.Match[str], rank: Rank
) -> Fact | None:
    text = statement.text
    left, right = statement.clause_of(match.start())
    if _is_no_rank(text, match, left, right, rank):
        return None
    named = _named_behind(statement, guide, match, right)
    subject = named or find_subject(
        statement, match.start(), match.end(), guide, thread, right=right
    )
    listed = "," in subject.segment and "respectively" in text
    if subject.company or subject.other or listed:
        return None
    home = subject.region == guide.home and not _OF_WORLD.search(text[left : match.start()])
    if not subject.segment and (subject.region in ("", WORLD) or home or not subject.explicit):
        return None
    return _fact(statement, guide, match, rank, subject)


_A_LEADER = re.compile(
    r"a\s+(?:\w+\s+)?(?:leading|major|significant|top|dominant(?=\s+market))\b", re.IGNORECASE
)


def _is_no_rank(text: str, match: re.Match[str], left: int, right: int, rank: Rank) -> bool:
    """Whether the words around it say that it is one of several, or a rank of something else."""
    said, after = match.group(), text[match.end() : right]
    if _NOT.search(text[max(left, match.start() - 28) : match.start()]) or _WRONG.match(after):
        return True
    if _A_LEADER.match(said) or (rank == "largest" and _WITH_RATE.match(after)):
        return True
    alone = said.lower().startswith("dominat") and " " not in said
    return alone and not _OF_MARKET.match(after)


_OF_MARKET = re.compile(
    r"(?i)\s*(?:$|[.,;(]|(?:due|with|as|owing|because|in (?:19|20)|supported|at)\b|"
    r"(?!by\b)(?:[\w’'()&/-]+\s+){0,12}?(?:market|industry|segment|sector|landscape|share|category)\b)"
)
"""Behind "dominated": the market or a cut of it, or nothing that is named."""
_OF_WORLD = re.compile(r"(?i)\bworld['’]s\s+(?:\w+\s+)?$")


def _named_behind(
    statement: Statement, guide: Guide, match: re.Match[str], right: int
) -> Subject | None:
    """The subject behind a rank: ``The fastest-growing type is telemedicine systems``."""
    text = statement.text
    before = text[statement.clause_of(match.start())[0] : match.start()]
    opens = not before.strip(" .,:“\"'*-|Tthe")
    rest = _BEHIND.match(text[match.end() : right])
    if not opens or rest is None:
        return None
    name = re.split(r"\s[–—-]\s", rest["name"])[0].strip()
    places = list(find_places(name, guide.language.code))
    region = name_place(name, guide.language.code) or (
        places[0].region if places and places[0].start == 0 else ""
    )
    if region:
        return Subject(region=region, explicit=True)
    listed = next((segment for segment in guide.segments if same_name(segment, name)), "")
    of_places = re.search(r"region|country", match.group(), re.IGNORECASE)
    if not listed and (of_places or not is_segment_name(name, guide)):
        return None
    axis = guide.segments.get(listed, "") or statement.context.axis
    return Subject(guide.home, listed or name, axis, explicit=True)


_BEHIND = re.compile(
    r"^\s*+(?:\w++\s*+){0,3}?(?:in\s+(?:the\s+)?(?:[\w’'()&-]+\s+){1,7}?(?:market\s*)?(?:in\s+"
    r"(?:19|"
    r"20)\d\d\s*)?)?(?:\(?\s*(?:19|20)\d\d\)?\s*)?(?:is|was|are|remains?|being|will be|:|\||"
    r"–)\s*(?:(?:expected|projected) to be\s+)?(?:the\s+)?(?P<name>[^.,;:(|]{2,70})"
)


def _fact(
    statement: Statement, guide: Guide, match: re.Match[str], rank: Rank, subject: Subject
) -> Fact:
    cue = Mention("number", match.start(), match.end())
    time = find_year(Spot(statement, cue, *statement.clause_of(match.start()), guide))
    country = not subject.segment and kind_of(subject.region) == "country"
    whole = subject.of_region if subject.of_region not in ("", WORLD) else ""
    inside = (
        statement.context.region
        if country
        and statement.context.region not in (WORLD, subject.region)
        and kind_of(statement.context.region) != "country"
        else ""
    )
    fact = Fact(
        "claim",
        market=guide.market,
        region=subject.region or guide.home,
        axis=subject.axis,
        segment=subject.segment,
        of_region=whole or inside,
        year=time.year if not time.why else None,
        claim=rank,
        places=(statement.block.place,),
        said=statement.text[:600],
    )
    return replace(fact, sure="medium", why="; ".join(subject.why)) if subject.why else fact

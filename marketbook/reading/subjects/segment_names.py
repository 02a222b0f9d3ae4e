"""What can be the name of a segment, and what is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from marketbook.reading.guide import Guide
from marketbook.reading.subjects.names_abroad import measured_abroad
from marketbook.reading.subjects.word_classes import (
    ADVERBS,
    DETERMINERS,
    GENERIC,
    KINDS,
    MEASURES,
    NUMBERS,
    PRONOUNS,
    RELATIVES,
)
from marketbook.reading.words.bare import bare, bare_words
from marketbook.reading.words.places import name_place

SEGMENT = (
    r"(?i:(?:sub-?segment|segment|category|categories|vertical|sub-?category)s?|"
    r"(?:part|side) of the (?:market|industry))"
)


AXIS_LEAD = re.compile(
    r"(?:^|[\s,(])(?:[Bb]y|[Bb]ased [Oo]n|[Ii]n [Tt]erms [Oo]f|[Oo]n the [Bb]asis [Oo]f|[Ww]ith "
    r"respect to|[Ff]rom an?|[Ww]ithin|[Ff]rom the perspective "
    r"of)\s+(?:the\s+)?(?P<axis>[A-Za-z][\w/&\- ]{1,40}?)(?:\s+(?:segment(?:s|ation)?|category|"
    r"perspective|analysis))*(?:\s+of the market)?\s*(?:,|:|–)\s*(?:the\s+)?"
)


def axis_before(text: str, start: int) -> str:
    """The axis that "By type," or the like names right before a point."""
    from marketbook.reading.lists.axes import is_axis, tidy_axis

    lead = max(AXIS_LEAD.finditer(text[:start]), key=re.Match.end, default=None)
    near = lead is not None and start - lead.end() < 5 and is_axis(lead["axis"])
    return tidy_axis(lead["axis"]) if lead is not None and near else ""


_PLAIN_WORDS = """
installation how company player supplier manufacturer vendor brand period latter former analyst
expert study research price cost firm adult user patient people performance profit wage rent margin
marketing employee agency continent material output production momentum expansion products goods
variety
"""


_FILLER = re.compile(
    r"(?i)^(?:the|a|an|its|their|by|for|in|of|to|from|and|while|whereas|as|with|within|among|globally|this|"
    r"that|each|market|global|worldwide|only|largest|fastest[- ]growing|leading|dominant|"
    r"dominating|key)\s+"
)


_TRADERS = (
    r"(?:companies|firms|brands|retailers|players|vendors|suppliers|manufacturers|producers|makers)"
)
TRADED = re.compile(rf"(?i)\s{_TRADERS}$")
"""``mattress makers``: all of those who make or sell a thing stand for it."""
SOME_COMPANIES = (
    r"(?i:\b(?:top|leading|largest|biggest|major|main|key|big|listed|several|some|few|two|three|four|five|"
    rf"six|seven|eight|nine|ten|\d+)\s(?:[\w-]+\s){{0,2}}?{_TRADERS}\b)"
)
"""Traders that are counted or ranked are companies; ``small producers`` are a part of a market."""
_COMPANY = re.compile(
    rf"{SOME_COMPANIES}|\b(?:Inc|Ltd|LTD|Limited|Corp|GmbH|PLC|plc|LLC)\b\.?|(?i:\b(?:company|"
    r"top (?:two|three|four|five|ten|\d+)(?! (?:cities|countries|states|markets)))\b\.?)"
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
        company: Whether it is a company, not a segment.
    """

    start: int
    end: int
    name: str
    axis: str = ""
    listed: bool = False
    called: bool = False
    company: bool = False


def is_segment_name(name: str, guide: Guide) -> bool:
    """Whether a phrase can be a segment's name: no pronoun, place, market or bare adjective."""
    name = _BOUND.sub("", name)
    words, said = list(bare_words(name)), name.lower().split()
    if words in (["other"], ["rest"]):
        return True
    if not words or len(words) > 9 or name_place(name, guide.language.code):
        return False
    headed = bare_words(_BEHIND_HEAD.sub("", name))[-1:]
    if {words[-1], *headed} & NO_HEADS - guide.words or _NO_NAME.search(name):
        return False
    if measured_abroad(name, guide):
        return False
    plain = _PLAIN.issuperset(words) or _PLAIN.issuperset(said)
    return not (plain or said[0] in NUMBERS or said[-1] in _JOINTS)


_BEHIND_HEAD = re.compile(r"(?i)\s(?:of|from|to|at|on|by|than)\s.*$")
_NO_HEADS_WORDS = """
increase decrease rise gain decline drop fall jump surge boost contraction downturn impact effect
case year month quarter decade statistic adoption income peak pace trend result change
contribution level portion majority average gap success strategy one others half reason place
position rank spot
downturn recession recovery rebound uptake popularity need interest preference focus
federation association institute council body institution time target
report database analysis context week day track date table molecule incidence leader investment
base way introduction exception indicator method metric example extent figure indication
projection rate forecast estimate prediction expectation remainder rest contributor driver
benchmark tonnage area loss capacity launch outlook valuation opportunity potential penetration
region country market industry category say predict reckon term data sample survey coverage
number amount proportion percentage it this that these they which who there we
"""
NO_HEADS = frozenset(_NO_HEADS_WORDS.split())
"""What a phrase is about, where it is no part of a market: ``the most noteworthy increase``."""
_CLOSED = DETERMINERS | PRONOUNS | RELATIVES | ADVERBS | MEASURES
_PLAIN = frozenset(_PLAIN_WORDS.split()) | NO_HEADS | GENERIC - KINDS | _CLOSED
"""Words that name nothing, however many of them stand together."""
_BOUND = re.compile(
    r"^(?:up to|under|below|less than|over|above|more than)\s+(?=\d)", re.IGNORECASE
)
_JOINTS = frozenset(("of", "in", "by", "for", "and", "or", "the", "with", "between"))
_NO_NAME = re.compile(
    r"\d{4}|[%$€£]|\b(?:adoption|use|popularity|emergence|introduction|impact) of\b|"
    r"(?<![\w-])(?:must|per ?cent|plays? a|market|"
    r"should|is|are|was|were|will|has|have|expected|dominate\w*|held|to|share|shares|"
    r"revenue|CAGR|growth|rate|in|million|billion|with|accounting|holding|representing|for|prices?)(?![\w-])"
)


_BUYERS = re.compile(r"(?i)\bend[- ]us(?:e|ers?)\b|\bbuyers?\b")


def buys(text: str) -> bool:
    """Whether a sentence speaks of who uses or buys: then its manufacturers are a segment."""
    return bool(_BUYERS.search(text))


def is_company(name: str, guide: Guide) -> bool:
    """Whether a phrase names a company, or companies."""
    return (
        bool(_COMPANY.search(name))
        or bool(re.search(r"\s(?:S\.?A|AG|SE|AB|N\.?V|S\.?p\.?A|Oyj|A/S|Co|Group)\.?$", name))
        or bare(name) in guide.players
    )


_MEASURE = re.compile(
    r"(?i)\s+(?:revenues?(?: overall)?|income|demand|spend(?:ing)?|expenditure|installations|"
    r"consumption)$"
)


@lru_cache(maxsize=2_000)
def tidy_segment(name: str) -> str:
    """A phrase without lead-in words, quotes and the word "segment"."""
    name = re.sub(r"^.*\s[-–—]\s+", "", name.strip(" ,.;:“”\"'"))
    while True:
        shorter = _FILLER.sub("", name)
        if shorter == name:
            name = re.sub(r"^(\S+ .+?)\s+sales$", r"\1", name)
            return _MEASURE.sub("", re.sub(r"\s+(?:sub-?)?segments?$", "", name))
        name = shorter

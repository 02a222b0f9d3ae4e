"""A sentence with everything that is known about it before its figures are judged."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from marketbook.reading.documents import Block
from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention, find_mentions
from marketbook.reading.mentions.units import take_goods, take_unit_before
from marketbook.reading.prose.sentences import split_clauses
from marketbook.reading.subjects.abroad import Held
from marketbook.reading.subjects.context import Context
from marketbook.reading.subjects.listed import find_listed
from marketbook.reading.subjects.phrases import Phrase
from marketbook.reading.subjects.rows import Rows
from marketbook.reading.subjects.sayings import skip_saying
from marketbook.reading.subjects.segment_names import SegmentName
from marketbook.reading.subjects.subject import NO_TOPIC, Topic
from marketbook.reading.subjects.tokens import Token
from marketbook.reading.words.places import WORLD, PlaceName, find_places
from marketbook.reading.words.small import AnyCase

RANKED = AnyCase(
    r"larg|bigg|domina|lead|\bled\b|\btop\b|number one|high|maximum|great|major|lion|fast|"
    r"quick|rapid|significant|notabl|gr(?:ö|oe)(?:ß|ss)te|mayor|grande"
)
"""Some word of a rank: most sentences hold none, and need not be looked at closely."""
_TOP_OF = re.compile(r"\b(?:largest|biggest|fastest[- ]growing|leading|top|most important) $")
ASIDE = re.compile(
    r"(?i)(?:\b(?:such as|includ(?:ing|es?)|like|led by|driven by|especially|particularly|notably|"
    r"namely|second (?:only )?to|with|followed by|than|compared (?:to|with)|versus|vs\.?|"
    r"outpacing|ahead of|behind|"
    r"based in|headquartered in|e\.g\.,?|among|between|countries|where|beyond|outside|exclud\w+|"
    r"except|supported by|after|overtak\w+|overtook|surpass\w*|contributors? (?:are|include)|and "
    r"countries|expansion into|presence in|exports? to|imports? from|centers in|centres in|"
    r"hospitals in|clinics in|adults in|patients in|companies in|people in|users in|consumers in|"
    r"launched in|plant in|factory in|facility in|office in|economies (?:like|such as))\s*(?:in |"
    r"from |across )?(?:the\s+)?|\(\s*(?:the\s+)?|\b(?:Bank|University|Ministry|Government) of "
    r"(?:the )?)$"
)
_CHAIN = re.compile(r"(?i)^\s*(?:,|,?\s*(?:and|or|as well as|&)|/)\s*(?:the\s+)?$")
_WHOLE = re.compile(
    r"(?i)(?<!countries )(?<!states )\b(?:of|within|to|from)\s+(?:the\s+|all\s+)?(?:total\s+|"
    r"overall\s+|entire\s+|whole\s+|regional\s+)*$"
)
_VALUE_OF = re.compile(r"(?i)^\W*(?:\w+ ){0,3}?(?:size|value|worth|revenues?|sales) of (?:the )?$")
_OBJECT = re.compile(
    r"(?i)\b(?:dominat\w+|lead\w*|led|in|within|across|of|for|to|entire|overall|total|"
    r"throughout|share|contribut\w+|drives?|driving|shap\w+|the)\s+(?:the\s+|total\s+|"
    r"largest\s+|biggest\s+|highest\s+|overall\s+)*$"
)
_LED = re.compile(r"\b(?:lead|leads|led|dominat\w+|topp?(?:s|ed))\s+the\s+$")
_LEADING = (
    r"(?:and|the|in|by|for|of|as|on|at|a|an|is|region(?:s|al)?|geography|country|example|instance|"
    r"terms|contrast|addition|meanwhile|overall|among|countries|today|also|then|year|end|during|all|"
    r"throughout|since|until|with|over|moreover|furthermore|however|respect|to|basis|based|while|"
    r"whereas|both|but|according|report|estimated|[^\W\d]+ly|(?:19|20)\d\d|FY\d+)"
)
_LEAD = re.compile(rf"(?i)^(?:[\s,“\"'(]*(?:{_LEADING}[\s,:“\"'(]++)*{_LEADING}\b[\s,:]*)?$")


@dataclass(frozen=True, slots=True)
class PlaceRole:
    """A place in a sentence and what it does there.

    Attributes:
        place: The place.
        role: ``subject`` at the beginning or before "market", ``in`` after "in", ``whole`` after
            "of the", ``aside`` in examples and comparisons.
    """

    place: PlaceName
    role: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, heading or row read as one.

    Attributes:
        text: The sentence.
        block: Where it stands.
        context: What its headings say.
        mentions: Its numbers, years and periods.
        places: Its places with their roles.
        segments: Its segments.
        clauses: Where its clauses begin and end.
        label: The label that its item begins with.
        announced: Whether a line above says that estimates of the market follow.
        topic: The place that its paragraph keeps to.
        language: Code of the language that it is written in.
        tokens: Its tokens by where a figure begins, once they are cut.
        holders: The phrase that a figure is said of by where it begins, once it is looked for.
        held: In another language, who holds each number by where it begins, once looked for.
        rows: Its lists, once they are looked for.
    """

    text: str
    block: Block
    context: Context
    mentions: tuple[Mention, ...]
    places: tuple[PlaceRole, ...]
    segments: tuple[SegmentName, ...]
    clauses: tuple[tuple[int, int], ...]
    label: str = ""
    announced: bool = False
    topic: Topic = NO_TOPIC
    language: str = "en"
    tokens: dict[int, tuple[Token, ...]] = field(default_factory=dict, compare=False, repr=False)
    holders: dict[int, Phrase | None] = field(default_factory=dict, compare=False, repr=False)
    held: dict[int, Held] = field(default_factory=dict, compare=False, repr=False)
    rows: list[Rows] = field(default_factory=list, compare=False, repr=False)

    def clause_of(self, at: int) -> tuple[int, int]:
        """The clause in which a character stands."""
        return next(
            (clause for clause in self.clauses if clause[0] <= at < clause[1]), self.clauses[-1]
        )

    def chain_of(self, region: str, end: int) -> int:
        """How many places the list is of that ends with a region before a point."""
        places = [role.place for role in self.places if role.place.end <= end]
        last = next((at for at in reversed(range(len(places))) if places[at].region == region), 0)
        first = last
        ends = self.text[places[last - 1].end : places[last].start] if last else ""
        if not re.search(r"(?i)\b(?:and|or)\b|&", ends):
            return 1
        while first > 0 and _CHAIN.match(self.text[places[first - 1].end : places[first].start]):
            first -= 1
        return last - first + 1

    def is_listed(self, role: PlaceRole) -> bool:
        """Whether a place is one of several in a row."""
        gaps = (
            self.text[each.place.end : behind.place.start]
            for each, behind in pairwise(self.places)
            if role in (each, behind)
        )
        return any(_CHAIN.match(gap) for gap in gaps)

    def within(self, kind: str, left: int, right: int) -> list[Mention]:
        """The numbers or years of a kind that begin in a part of the sentence."""
        return [each for each in self.mentions if each.kind == kind and left <= each.start < right]

    def bracket_of(self, at: int) -> tuple[int, int] | None:
        """The innermost bracket in which a character stands, from its first to its last one."""
        first = self.text.rfind("(", 0, at)
        last = self.text.find(")", at)
        closed = first < 0 or ")" in self.text[first:at]
        return None if closed else (first, last if last >= 0 else len(self.text))


def make_statement(
    text: str,
    block: Block,
    context: Context,
    guide: Guide,
    label: str = "",
    *,
    announced: bool = False,
    topic: Topic = NO_TOPIC,
    units: tuple[str, str] = ("", ""),
) -> Statement:
    """Everything about a sentence that does not depend on its figures."""
    clauses = tuple(split_clauses(text))
    issued = None if block.kind == "title" else guide.issued  # a headline shortens names too
    found_numbers = find_mentions(text, guide.language, guide.currency, block.text, issued)
    mentions = take_unit_before(text, found_numbers, units[0])
    mentions = take_goods(text, mentions, guide, units[1])
    named = find_places(text, guide.language.code)
    english = guide.language.code == "en"
    places = _roles(text, clauses, named) if english else _roles_abroad(named)
    timed = mentions and all(each.kind in ("year", "period", "date") for each in mentions)
    segments = () if timed and not RANKED.search(text) else tuple(find_listed(text, guide))
    return Statement(
        text,
        block,
        context,
        mentions,
        places,
        segments,
        clauses,
        label,
        announced,
        topic,
        guide.language.code,
    )


def _roles(
    text: str, clauses: tuple[tuple[int, int], ...], places: tuple[PlaceName, ...]
) -> tuple[PlaceRole, ...]:
    found: list[PlaceRole] = []
    for place in places:
        last = found[-1] if found else None
        chained = last is not None and _CHAIN.match(text[last.place.end : place.start])
        if (
            chained
            and last is not None
            and last.role in ("aside", "whole")
            and not _starts_clause(text, place)
        ):
            found.append(PlaceRole(place, "aside"))
        else:
            found.append(PlaceRole(place, _role(text, clauses, place)))
    return tuple(found)


def _roles_abroad(places: tuple[PlaceName, ...]) -> tuple[PlaceRole, ...]:
    """In another language a place is a subject; the world behind another one is the whole."""
    return tuple(
        PlaceRole(place, "whole" if place.region == WORLD and at else "subject")
        for at, place in enumerate(places)
    )


def _starts_clause(text: str, place: PlaceName) -> bool:
    """``…, and Canada grew at 5%``: a new subject with its own verb."""
    return bool(
        re.match(
            r"\s+(?:is|was|will|held|holds|grew|accounted|are|ranks|has|follows|captured|leads)\b",
            text[place.end :],
        )
    )


def _role(text: str, clauses: tuple[tuple[int, int], ...], place: PlaceName) -> str:
    start = next(
        (skip_saying(text, *each) for each in clauses if each[0] <= place.start < each[1]), 0
    )
    if place.start < start:
        frames = _FRAME.match(text[: place.start]) and "," in text[place.end : start]
        return "subject" if frames else "aside"
    before, after = text[start : place.start], text[place.end : place.end + _NEAR]
    near = before[-_NEAR:]
    named_anew = place.region == WORLD and re.search(r"(?:[–—:]|\d{4})\s*The $", near)
    if named_anew or re.search(r"\band in (?:the )?$", near):
        return "subject"
    if _LEAD.match(before) and not re.search(r"\bof (?:the )?$", near):
        return "subject"
    if (
        _STATES.match(after)
        or _THAT_OF.search(near)
        or (near.endswith("with ") and _ACCOUNTS.match(after))
    ):
        return "subject"
    if is_aside(before, text[place.end :]):
        return "aside"
    if _is_whole(place, near, after):
        return "whole"
    if _SIZE_OF.search(near):
        return "subject"
    if _WHOLE.search(near):
        return "in" if _VALUE_OF.search(near) else "whole"
    if re.search(
        r"\b(?:in|across|within|for|im?n?|en|dans|em|nel|в)\s+(?:the\s+)?$", near, re.IGNORECASE
    ):
        return "in"
    if re.match(
        r"(?:['’]s)?\s+(?:[\w’'&/()-]+\s+){0,7}?(?:market|industry|sector|region|markt|"
        r"mercado|marché|mercato)\b",
        after,
    ):
        return "subject"
    return "subject" if _ACTS.match(after) else "in"


def _is_whole(place: PlaceName, near: str, after: str) -> bool:
    """``Asia's largest``, ``the largest European market``, ``led the global market``."""
    if _SUPERLATIVE.match(after) or (_TOP_OF.search(near) and _MARKET_NEXT.match(after)):
        return True
    moved = place.region == WORLD and _MADE_TO.match(after)
    ranked = _OBJECT.search(near) or _RANKED.search(near)
    led = _LED.search(near) or (place.region == WORLD and ranked)
    return bool(led and not moved)


_RANKED = re.compile(r"\b(?:biggest|largest|leading|top)\b[^,;.]*$")
"""``the third largest market globally``: what ranks is of the world, not its figures."""
_SUPERLATIVE = re.compile(
    r"['’]s?\s+(?:\w+[\s-]){0,3}?(?:biggest|largest|fastest|leading|top|second|third)\b"
)
_MARKET_NEXT = re.compile(r"\s+(?:[\w-]+\s){0,3}?market\b")
_THAT_OF = re.compile(r"\b(?:of which|(?:that|those|the one) (?:of|in)) (?:the )?$")
_FRAME = re.compile(
    r"(?i)\W*(?:in|within|across|for|at|throughout|when|turning|looking|focus\w*)\b[^,;:]*$"
)
"""``When looking at Turkey, the study finds that``: a place that comes before who says it."""


def is_aside(before: str, after: str) -> bool:
    """Whether a place is an example or a cause: ``such as Peru``, ``Thanks to India, the market``.

    Args:
        before: The clause up to the place.
        after: What stands behind it.
    """
    causes = "," not in before and "," in after and bool(_CAUSE.match(before))
    return causes or bool(ASIDE.search(before[-60:]))


_CAUSE = re.compile(
    r"(?i)\W*(?:thanks to|due to|owing to|because|despite|amid|with|given|after|following|besides|"
    r"unlike|beyond|"
    r"(?:mainly |largely |partly )?(?:driven|led|supported|helped|boosted|fuell?ed|"
    r"aided|propelled|hit|hurt|buoyed|spurred) by)\s"
)
_NEAR = 200
"""Characters around a place that say what it does there."""
_MADE_TO = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}?(?:market|industry|sector)\s+(?:for\s+(?:[\w-]+\s+){1,4}?)?to\s+"
    r"(?:grow|rise|expand|increase|reach|fall|decline|shrink)\b"
)
"""``Demand led the global market to grow``: the market is what grows."""


_SIZE_OF = re.compile(
    r"(?i)(?<!half the )(?<!times the )(?<!twice the )\b(?:size|valuation|worth) of\s+(?:the\s+)?$"
)
_ACCOUNTS = re.compile(
    r"\s+(?:accounting|holding|representing|contributing|leading|taking|making)\b"
)
_STATES = re.compile(
    r",\s+(?:at|with)\s+(?:about |around |nearly |just )?[$€£₹\d]|"
    r",?\s+(?:worth|valued at)\s+(?:about |around |nearly |just )?(?:US)?[$€£₹\d]"
)


_ACTS = re.compile(
    r"\s+(?:to\s|set\b|poised|is|was|will|held|holds|grew|accounted|accounts|captured|leads|led|"
    r"dominat\w+|remains|contribut\w+|represents?|commanded|ranks|follow\w*|has)\b"
)

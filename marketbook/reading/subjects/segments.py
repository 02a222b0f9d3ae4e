"""Segments in a sentence: those that the document lists, and those that a sentence calls so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from marketbook.reading.guide import Guide
from marketbook.reading.subjects.abroad import can_be_name_abroad, find_segments_abroad
from marketbook.reading.subjects.listed import find_listed, opens_clause
from marketbook.reading.subjects.sayings import skip_saying
from marketbook.reading.subjects.segment_names import (
    AXIS_LEAD,
    SEGMENT,
    SegmentName,
    buys,
    is_company,
    is_segment_name,
    tidy_segment,
)
from marketbook.reading.words.bare import bare, bare_words, content_words
from marketbook.reading.words.lexicons import lexicons
from marketbook.reading.words.places import find_places

_VERB = (
    r"(?i:set|poised|held|holds?|accounted|accounts?|account|captur(?:ed|es|e)|command(?:ed|s)|"
    r"contribut(?:ed|es|e)|represent(?:ed|s)?|compris(?:ed|es|e)|made up|makes? up|constitut(?:ed|"
    r"es|e)|dominat(?:ed|es|e)|led|leads?|garner(?:ed|s)|secur(?:ed|es)|generat(?:ed|es|e)|"
    r"claim(?:ed|s)|took|takes?|remain(?:ed|s)?|emerged?|stands?|is|are|was|were|will|has|have|"
    r"had|corner(?:s|ed)|grew|grows?|continues?|register(?:ed|s)?|records?|recorded|occup(?:ied|"
    r"ies)|hatten?|hielt|machten?|entf\w+|tuvo|representó|avait|forecast|rank(?:s|ed)?|"
    r"exhibit(?:s|ed)?|witness(?:es|ed)?|experienc\w+|trails?|outpac\w+|follow(?:s|ed)?|"
    r"expand(?:s|ed)?|advanc\w+|delivered|show(?:s|ed)?|post(?:s|ed)?|retain(?:ed|s)?|accounting|"
    r"holding|representing|making up|capturing|stood|enjoy(?:s|ed)?|boast(?:s|ed)?|forms?|formed|"
    r"mov(?:es|ed)|outperform(?:s|ed)?|keeps?|kept|brings?|brought|buys?|vale|valgono|"
    r"représent\w+|détien\w+|concentr\w+|respond\w+|têm|tem|tiene[n]?|detie\w+|rose|rises?|fell|"
    r"falls?|slipp?(?:ed|s)?|climb(?:ed|s)?|declin(?:ed|es)|dropp?(?:ed|s)?|jump(?:ed|s)?|"
    r"surg(?:ed|es)|slid|slides?|edged|increas(?:ed|es)|bucked|gain(?:ed|s)|comes?|soar(?:ed|s)|"
    r"hebben|heeft|kommt|kommen|macht|hält|halten|entfällt|liegt|rappresent\w+|pesa\w*|should|may|"
    r"could|can|would|looks?|trail\w*|amount(?:s|ed)|total(?:l?ed|s)|exceed(?:ed|s)|surpass(?:ed|es))"
)
_NAMED = re.compile(
    rf"(?:\b[Tt]he\s+|^|[,;:]\s+|\b(?:and|while|whereas|by|for|"
    rf"in)\s+(?:the\s+)?)(?P<name>(?:(?!the\s)[\w’'&/()+.-]+\s+){{1,8}}?)(?P<kind>{SEGMENT})\b"
)
_LEAD_INS = (
    r"(?i:and|the|(?:in|by|as of)\s+(?:FY\s?)?(?:19|20)?\d\d,?|overall,?|meanwhile,?|"
    r"similarly,?|currently,?|"
    r"here,?|while|although|though|(?:during|over|between|from)\s[\d–-]+(?:\s(?:and|to)\s\d+)?,?|"
    r"also|however,?|moreover,?|"
    r"(?:because of|due to|owing to|thanks to|despite|amid|following|"
    r"as a result of|among|of the total|by contrast)[^,;%$€£]{0,61},|"
    r"globally,?|looking ahead,?|going forward,?|additionally,?|of (?:this|these|that|which),?|"
    r"im Jahr (?:19|20)\d\d|en (?:19|20)\d\d,?|im Vorjahr|weltweit|insgesamt|für (?:19|20)\d\d)"
)
_STARTING = re.compile(
    rf"^(?:[\s,]*{_LEAD_INS}\s++)*(?:the\s+)?[“\"]?"
    r"(?P<name>[^\W\d_][\w’'&/()+.-]*,?"
    r"(?:\s+[\w’'&/()+.-]+(?:,[\w-]+)*(?:,(?!\s(?:which|who)\b))?){0,8}?)[”\"]?(?:\s+|(?=,\s(?:which|who)\s))"
    rf"(?:(?:currently|also|alone|together|still|now|already|only|segments?)\s+)*"
    rf"(?!Records?\b|(?!has|have|had|is|was|will)\w+\s(?:is|was|were|has)\b)(?={_VERB}\b|(?:up|down)\s(?:by\s)?\d|,\swh)"
)


def find_segments(
    text: str, clauses: Sequence[tuple[int, int]], guide: Guide
) -> Iterator[SegmentName]:
    """Every segment in a sentence, the listed ones first."""
    taken = [match.span() for match in _own_market(guide.market).finditer(text)]
    for found in (
        find_segments_abroad(text, guide),
        find_listed(text, clauses, guide),
        *(_in_english(text, clauses, guide) if guide.language.code not in lexicons() else ()),
    ):
        for segment in found:
            if all(segment.end <= start or end <= segment.start for start, end in taken) and (
                segment.listed or can_be_name_abroad(segment.name, guide)
            ):
                taken.append((segment.start, segment.end))
                yield segment


def _in_english(
    text: str, clauses: Sequence[tuple[int, int]], guide: Guide
) -> tuple[Iterable[SegmentName], ...]:
    return (
        _led_by_axis(text, guide),
        _measured(text, guide),
        _called(text, clauses, guide),
        _before_bracket(text, guide),
        _before_number(text, guide),
        _beside(text, guide),
        _industries(text, guide),
        _opening(text, clauses, guide) if guide.language.code == "en" else (),
    )


@lru_cache(maxsize=16)
def _own_market(name: str) -> re.Pattern[str]:
    """The document's market by its full name, parts of which may look like a segment."""
    return re.compile(
        rf"(?i)\b{re.escape(name)}(?=\s+(?:market|industry|sector)\b)" if name else r"(?!)"
    )


def _led_by_axis(text: str, guide: Guide) -> Iterator[SegmentName]:
    """``By material, virgin kraft paper held``: what follows the axis is its segment."""
    from marketbook.reading.lists.axes import is_axis, tidy_axis

    for lead in AXIS_LEAD.finditer(text):
        if not is_axis(lead["axis"]):
            continue
        rest = re.match(
            rf"(?P<name>[\w’'&/()+.-]+(?:\s+[\w’'&/()+.,-]+){{0,9}}?)\s+(?:{SEGMENT}\b|"
            rf"(?={_VERB}\b))",
            text[lead.end() :],
        )
        name = tidy_segment(rest["name"]) if rest else ""
        if rest and is_segment_name(name, guide):
            start, end = (lead.end() + at for at in rest.span("name"))
            axis, company = tidy_axis(lead["axis"]), is_company(name, guide)
            yield SegmentName(start, end, name, axis, called=True, opens=True, company=company)


_SHARE_OF = re.compile(
    r"(?i)\bshare of (?:the )?(?P<name>[\w’'&/-]+(?: [\w’'&/-]+){0,5}?) (?:in|within|is|was|"
    r"stood|has|rose|fell|will)\b"
)


def _measured(text: str, guide: Guide) -> Iterator[SegmentName]:
    """``The share of private labels in sales``."""
    for match in _SHARE_OF.finditer(text):
        own = set(bare_words(match["name"])) <= guide.words
        if (own or is_segment_name(match["name"], guide)) and not find_places(match["name"]):
            yield SegmentName(*match.span("name"), tidy_segment(match["name"]), called=True)


def _called(text: str, clauses: Sequence[tuple[int, int]], guide: Guide) -> Iterator[SegmentName]:
    """``the harvesting segment``."""
    for match in _NAMED.finditer(text):
        name = tidy_segment(match["name"])
        if (
            is_segment_name(name, guide)
            and bare(name) not in guide.axes
            and not _is_common_axis(name)
        ):
            start, end = match.start("name") + max(match["name"].find(name), 0), match.end("name")
            opens, company = (
                opens_clause(text, clauses, match.start("name")),
                is_company(name, guide),
            )
            yield SegmentName(start, end, name, called=True, opens=opens, company=company)


def _is_common_axis(name: str) -> bool:
    from marketbook.reading.lists.axes import COMMON_AXES

    return bare(name) in COMMON_AXES


_BRACKET = re.compile(
    r"(?:^|[:,;–]|\b(?:and|for|were|by|(?:19|20)\d\d|et|y|e|und|en))\s+(?:"
    r"(?:except(?: for)?|apart from|ahead of|followed by|"
    r"than|then|before|behind)\s+)?"
    r"(?P<name>[A-Za-z](?:(?! (?:for|were|was|by|from|in) )[\w’'&/ -]){1,45}?)\s*(?:,\s+(?:with|"
    r"at)\s|[(–-])\s*(?:about|around|approximately|roughly|nearly|over|"
    r"~|[-–−+])?\s*(?=(?:[$€£₹]|[A-Z]{3}|US\$)?\s?\d[\d.,]*\s?(?:%|[bm]n|million|billion))"
)


def _before_bracket(text: str, guide: Guide) -> Iterator[SegmentName]:
    """``Leading segment: Rotary (46.2%)``."""
    for match in _BRACKET.finditer(text):
        if is_segment_name(match["name"], guide):
            company = is_company(match["name"], guide)
            yield SegmentName(*match.span("name"), match["name"], opens=True, company=company)


_RUN = re.compile(
    r"(?:%|per\s?cent|Prozent|por ciento|pour cent)[^%.;:]{0,45}?(?:,|;|,?\s*and|\s(?:und|et|y|e)|"
    r"followed by|ahead of)\s+(?:the\s+|la\s+|le\s+|les\s+|el\s+|los\s+|las\s+|die\s+|der\s+|"
    r"das\s+|for\s+)?(?P<name>(?!(?:followed by|ahead of|than|then|and|"
    r"or)\b)[^\W\d_][\w’'&/-]*(?:\s[\w’'&/-]+){0,4}?)\s+(?:at\s|with\s|for\s|a\s|about\s|around\s|"
    r"another\s|auf\s|bei\s|mit\s|con\s|avec\s|com\s|à\s)*(?=\d[\d.,]*\s?(?:%|per\s?cent|Prozent|"
    r"por ciento))"
)


_FOLLOWED = re.compile(
    r"\b(?:followed (?:closely )?by|ahead of|than)\s+(?:the\s+)?"
    r"(?P<name>[A-Za-z][\w’'/-]*(?:\s[\w’'&/-]+){0,7}?),?\s+(?:with|at|\()\s*(?:an?\s+)?"
    r"(?:(?:market |revenue |value )?shares?\s+of\s+)?(?:about |around )?(?=\d[\d.,]*\s?(?:%|"
    r"per)|(?:US)?[€$£]|(?:USD|EUR|GBP)\s)"
)
_NO_RUN = re.compile(
    r"\b(?:reach|be|hit|worth|total|exceed|surpass|grow|rise|fall|top|and|expects?|sees?|puts?|forecasts?|projects?|was|were|has|have|may|might|will|would|could|should|to|is|are|nearly|about|around|over|almost|up|down|from|with|by|in|of)\b|"
    r"\w(?:ing|ed)$"
)
_MONEY_RUN = re.compile(
    r"(?:bn|billion|million|m\b|trillion|crore)(?:\s*\([^()]{1,40}\))?[^.;:]{0,30}?(?:,|"
    r"\band)\s+(?:the\s+)?(?P<name>[a-z][\w’'&/-]*(?:\s[\w’'&/-]+){0,3}?)\s+(?:at\s|"
    r"with\s|\()?(?=[€$£]\s?\d|(?:USD|EUR|GBP|US\$)\s?\d)"
)
_HAS_VERB = re.compile(rf"\s{_VERB}\b|\b(?:fastest|highest|largest)\b")


def _before_number(text: str, guide: Guide) -> Iterator[SegmentName]:
    """``food enzymes made up 39%, feed enzymes 17%``."""
    runs = (_RUN, _MONEY_RUN, _FOLLOWED)
    for match in (match for run in runs for match in run.finditer(text)):
        if (
            is_segment_name(match["name"], guide)
            and not _HAS_VERB.search(f" {match['name']}")
            and not (match.re is _MONEY_RUN and _NO_RUN.search(match["name"]))
        ):
            company = is_company(match["name"], guide)
            yield SegmentName(*match.span("name"), match["name"], opens=True, company=company)


_RISEN = re.compile(
    r"(?:%|per\s?cent)\s(?:(?:\w+\s)?(?:growth|increase|rise|gain|decline|drop|fall|decrease|jump|surge)\s)?"
    r"(?:in|for)\s(?:the\s)?(?P<name>(?!(?:retail|unit|total|net|dollar|value|annual|its|overall|global)\s)[\w’'&/-]+(?:\s[\w’'&/-]+){0,3}?)"
    r"(?:\s(?:sales|revenues?|demand|consumption|categor(?:y|ies)|segment|shipments)\b|(?<=[a-z]{4}s)(?=[.,]|\s[–-]\s|$))"
)
_PREDICATE = re.compile(
    r"\b(?:largest|biggest|fastest[- ]growing|leading|top|dominant)\s(?:[\w-]+\s){0,4}?"
    r"(?:is|are|was|were|will be|remains?)\s(?:the\s)?(?P<name>(?!(?:expected|forecast|"
    r"projected|likely|set|also)\b)"
    r"[\w’'&/-]+(?:\s[\w’'&/-]+){0,5}?),?\s(?:with|at|accounting|holding|representing|growing)\s"
)
_WHICH = re.compile(
    r"\b(?:in|by|of|to|from|than|for)\s(?:the\s)?(?P<name>[a-z][\w/&’'-]+(?:\s[\w/&’'-]+){0,2}),?\swhich\s"
    r"(?!(?:is|are|was|were|includ\w+|compris\w+)\b)"
)


_INDUSTRY = re.compile(
    r"(?i:\bthe) (?P<name>(?!(?:global|whole|entire|overall|wider|leading|same|private|"
    r"public)\b)[\w/&’'-]+"
    r"(?: (?!(?:in|of|for|to|by|is)\b)[\w/&’'-]+){0,2}?) (?:industry|sector)\b"
)


def _industries(text: str, guide: Guide) -> Iterator[SegmentName]:
    """``The packaging industry``, where the sentence says that it buys from the market."""
    if " industry" not in text and " sector" not in text:
        return
    for match in _INDUSTRY.finditer(text):
        name = match["name"]
        other = set(content_words(f"{text[: match.start()]} {text[match.end() :]}"))
        buys_ours = guide.words and len(other & guide.words) * 2 >= len(guide.words)
        if (
            buys_ours
            and not guide.words & set(content_words(name))
            and is_segment_name(name, guide)
        ):
            yield SegmentName(*match.span("name"), name, called=True, opens=True)


def _beside(text: str, guide: Guide) -> Iterator[SegmentName]:
    """``A 6% rise in cordless tool sales``; ``sales of cordless tools, which rose 6%``."""
    for pattern in (_RISEN, _PREDICATE, *((_WHICH,) if " which " in text else ())):
        for match in pattern.finditer(text):
            name = tidy_segment(match["name"])
            if is_segment_name(name, guide):
                yield SegmentName(*match.span("name"), name, opens=True)


def _opening(text: str, clauses: Sequence[tuple[int, int]], guide: Guide) -> Iterator[SegmentName]:
    """What opens a clause before a verb of share: ``Membrane separation held 38.4%``."""
    for first, end in clauses:
        label = _HEADLINE.match(text) if not first else None
        begin = skip_saying(text, label.end() if label else first, end)
        match = _STARTING.match(text[begin:end])
        joined = _JOINED.match(text[begin:end]) if " & " in text else None
        match = joined or match
        if match is None:
            continue
        named = _SECTOR.sub("", _ASIDE.sub("", match["name"]))
        name = tidy_segment(_SIZE_OF.sub("", tidy_segment(named)))
        if guide.language.code != "en":
            name = _ARTICLE.sub("", name)
        if (
            not is_segment_name(name, guide)
            or ("," in name and not joined and not re.search(r"\brespectively\b", text))
            or _ASKED.match(text[begin + match.end("name") :])
            or (bare(name) == "retail sale" and not _HOLDS.match(text[begin + match.end("name") :]))
            or re.search(
                r"\b(?:market|industry|(?<!organised )(?<!organized )(?<!public )(?<!private "
                r")sector|mercado|marché|markt)\b",
                name,
                re.IGNORECASE,
            )
        ):
            continue
        start = begin + match.start("name")
        company = is_company(name, guide) and (bare(name) in guide.players or not buys(text))
        yield SegmentName(start, begin + match.end("name"), name, "", False, False, True, company)


_SECTOR = re.compile(
    r"(?<!organised)(?<!organized)(?<!public)(?<!private)(?<!\bthe)(?<!\bthis) (?:sector|industry)$"
)
_HOLDS = re.compile(
    r"\s+(?:(?:currently|also|still)\s+)?(?:held|holds?|account|represent|made|make|led|lead|domin)"
)
_ASKED = re.compile(r"\s+\w+:\s")
"""``product type leads: …``: the axis that a question asks for."""
_JOINED = re.compile(
    r"(?:[\w ,]{3,20},\s)??(?:[Tt]he\s)?(?P<name>[\w’'-]+(?:, [\w’'-]+)+ & [\w’'-]+)\s+"
    r"(?:is|was|has|had|holds?|held|remains?|accounts)\b"
)
"""``Pub, club & bar was``: one name of several words."""
_HEADLINE = re.compile(
    r"[^:%\d]{3,60}:\s+(?=[a-z])|[^:%]{3,80}:\s+(?=[A-Z][^%:;]{1,40}\s\d[\d.,]*\s?%\s*;)"
)
_ASIDE = re.compile(
    r",\s+(?:(?:the|an?)\s[^,]{2,60}|by contrast|however|meanwhile|in turn|for (?:example|"
    r"instance)),$"
)
_ARTICLE = re.compile(
    r"(?i)^(?:(?:el|le|il|o|a|la)?\s*\b(?:segmento|segment|categor[ií]a|"
    r"catégorie)\s+(?:del?|du|des|della|dei|do|da|dos|das|d[’'])\s*)?(?:les?|las?|el|"
    r"los|os?|as|der|die|das|il|lo|gli|i|l[’']|(?=\S))\s*\b"
)
_SIZE_OF = re.compile(
    r"(?i)^(?:[\w-]+\s+){0,3}?(?:size|value|shares?|revenues?|sales|demand|growth|volume|income|"
    r"production|adoption|consumption|shipments|turnover|spending)\s+"
    r"(?:of|for|from|through|via|to|by|among|at)\s+(?:the\s+)?"
)

"""What a clause leaves open: from its label, from the clause before it, from its headings."""

from __future__ import annotations

import re
from dataclasses import replace

from marketbook.reading.guide import Guide
from marketbook.reading.subjects.abroad import says_nothing_new
from marketbook.reading.subjects.context import same_name
from marketbook.reading.subjects.segment_names import is_segment_name
from marketbook.reading.subjects.statement import Statement
from marketbook.reading.subjects.subject import MARKET, Subject
from marketbook.reading.words.bare import bare
from marketbook.reading.words.lexicons import UNSPACED, points_back
from marketbook.reading.words.places import name_place
from marketbook.reading.words.roles import topic_words

_PRONOUN = re.compile(
    r"(?i)^\W*(?:the\s[\w ]{2,30}?\s(?:reckons?|says?|expects?|estimates?|forecasts?|"
    r"believes?)\s(?:that\s)?)?(?:at (?:this|that) (?:pace|"
    r"rate),?\s+)?(?:(?:bis\s+\d{4}\s+(?:soll|wird|dürfte)\s+(?:er|sie|es)|its|their|son|sa|ses|"
    r"il|elle|su|sus|seine?|ihre?)\s|(?:over|in|by|for|during|from|since)\s[^,;]{3,40}?,?\s*we "
    r"(?:now )?(?:expect|forecast|project|see)|(?:over|in|by|for|during|from|"
    r"since)\s[^,;]{3,40}?,\s*(?:it|(?:the|this) (?:region|country|nation)(?:['’]s)?)|"
    r"(?:in\s(?:19|20)\d\d,?\s+)?growth (?:slowed|slows|eased|"
    r"accelerated|quickened|cooled)|(?:and\s+|also\s+|further\s+)*(?:it|this|that|which|they|"
    r"these|the (?:region|country|segment|category|market|industry|sector|latter|nation)|growing|"
    r"expanding|rising|up|reaching|registering|witnessing|exhibiting|is|was|will|are|at|with|to|"
    r"followed|having|accounting|(?:thereby|thus|hence),?\s+\w+ing|we (?:now )?(?:expect|forecast|"
    r"project|see) (?=[$€£]|[A-Z]{3} )|we (?:now )?(?:expect|forecast|project|estimate|believe|"
    r"see) (?:it|this|that|the market)))\b"
)


_SEGMENT_WORD = re.compile(
    r"(?i)^\W*(?:and\s+)?(?:it|they|the (?:segment|category)|th(?:is|ese)(?: [a-z]+)?)\b"
)


def take_label(found: Subject, statement: Statement, said: str, guide: Guide) -> Subject:
    """What the label of the item or clause says, where the clause itself does not."""
    label = re.sub(r"\s*\(?(?:in\s+)?(?:FY\s?)?(?:19|20)\d\d\)?\s*$", "", said)
    if not label or _OF_MARKET.match(statement.text, len(said)):
        return found
    place = name_place(label, guide.language.code)
    if place and not found.region:
        return replace(found, region=place, explicit=True)
    listed = next((name for name in guide.segments if same_name(name, label)), "")
    if statement.announced and not listed:
        return found
    if listed and not found.segment:
        return replace(found, segment=listed, axis=guide.segments[listed], explicit=True)
    if (
        place
        or found.segment
        or found.region
        or len(label.split()) > 7
        or _NO_LABEL.search(label)
        or not is_segment_name(label, guide)
    ):
        return found
    axis = statement.context.axis
    if axis:
        return replace(found, segment=label, axis=axis, explicit=True)
    inside = statement.block.kind in ("row", "item") or "share" in statement.text.lower()
    return (
        replace(
            found, segment=label, explicit=True, weak=True, why=(*found.why, "its axis is not said")
        )
        if inside
        else found
    )


_OF_MARKET = re.compile(r"(?i)\W+(?:the|this) (?:\w+ ){0,3}?(?:market|industry)\b")
_NO_LABEL = re.compile(
    r"(?i)market|industry|size|value|revenue|growth|cagr|rate|forecast|year|period|share|"
    r"segment|region|countr|player|compan|key|leading|note|source|overview|takeaway|projected|expected|"
    r"insight|analysis|report|\?"
)


def inherit_subject(
    found: Subject, statement: Statement, clause: str, guide: Guide, before: Subject | None
) -> Subject:
    """What a clause leaves open, from the clause or sentence before it, else from its headings."""
    if _FORECASTER.match(clause) and not found.region and not found.segment:
        begins = statement.text.find(clause)
        opens = (each for each in statement.segments if each.opens and each.end < begins)
        if (first := next(opens, None)) is not None:
            return replace(found, segment=first.name, axis=first.axis, explicit=True)
    opened = _opened(statement, clause)
    if opened and not found.region and not found.segment:
        return replace(found, region=opened, explicit=True)
    if topic := _topic(found, statement, clause):
        return topic
    if (
        before is not None
        and _follows(found, clause, before, guide.language.code)
        and not _turns_back(statement, clause)
    ):
        return replace(
            found,
            region=before.region,
            segment=before.segment,
            axis=before.axis,
            explicit=True,
            company=before.company,
            goes_on=bool(_PRONOUN.match(clause)) or points_back(guide.language.code, clause),
            other=found.other or before.other,
        )
    elliptic = before is not None and not before.carried and starts_with_number(clause)
    if before is not None and elliptic and found.region and not found.segment:
        found = replace(found, segment=before.segment, axis=before.axis)
    if before is not None and before.region and found.segment and not found.region:
        region = before.region if elliptic or _SEGMENT_WORD.match(clause) else ""
        found = replace(found, region=region)
    if before is not None and before.region and not found.region and _IN_IT.search(clause):
        found = replace(found, region=before.region, explicit=True)
    return _from_headings(found, statement, clause, guide)


_IN_IT = re.compile(r"\bin (?:this|that) (?:region|country)\b")


def starts_with_number(clause: str) -> bool:
    """Whether a clause goes on with another number of the one before: ``against 6% in Norway``."""
    return bool(_ELLIPTIC.match(clause))


_ELLIPTIC = re.compile(r"\W*(?:about |around |nearly |just |only |a )?(?:[$€£₹]|[A-Z]{3} )?\d")
_MEASURED = re.compile(
    r"(?i)^\W*(?:(?:and|but|yet|in (?:19|20)\d\d,?|on average,?|(?:last|this) year,?|annual|"
    r"yearly|total|"
    r"retail|overall|unit|the|its|their)\s+)*(?:[\w-]+\s)?(?:sales|installations?|consumption|demand|"
    r"spending|shipments?|revenues?|turnover|growth|volumes?|orders)\b(?!\s+(?:of|for)\s+\D)"
)
_WORLDWIDE = re.compile(r"(?i)\bworld|\bglobal|\bmarket\b")


def _topic(found: Subject, statement: Statement, clause: str) -> Subject | None:
    """The place that the sentence or its paragraph speaks of, where a clause only says "sales"."""
    if found.region or found.segment or found.other or not _MEASURED.match(clause):
        return None
    begins = statement.text.find(clause)
    own = [
        r.place.region for r in statement.places if r.role == "subject" and r.place.end <= begins
    ]
    region = own[-1] if own else "" if _WORLDWIDE.search(clause) else statement.topic
    why = () if own else ("the region is the one its paragraph begins with",)
    return replace(found, region=region, explicit=True, why=(*found.why, *why)) if region else None


def _turns_back(statement: Statement, clause: str) -> bool:
    """``…, of which Europe holds 39%, and it will reach``: the market itself, not its part."""
    part = re.search(r"\bof which\b", statement.text)
    return bool(part and re.match(r"it\b", clause) and statement.text.find(clause) > part.start())


_FORECASTER = re.compile(
    r"\W*(?:[A-Z][\w&]+\s){1,3}(?:forecasts?|expects?|predicts?|projects?)\s(?:an?|growth)\b"
)
_THEREBY = re.compile(r"(?i)^\W*(?:thereby|thus|hence)\b")


def _opened(statement: Statement, clause: str) -> str:
    """The region that opens the sentence, for a clause that goes on with "thereby"."""
    if not _THEREBY.match(clause):
        return ""
    begins = statement.text.find(clause)
    named = (role.place for role in statement.places if role.role == "subject")
    return next((place.region for place in named if place.end <= begins), "")


def _follows(found: Subject, clause: str, before: Subject, language: str) -> bool:
    """Whether a clause goes on about the subject before it: it names none of its own."""
    if found.region or found.segment:
        return False
    market_said = bool(MARKET.search(clause))
    whole = market_said and re.match(
        r"^\W*(?:the|this) (?:market|industry|sector)\b", clause, re.IGNORECASE
    )
    if whole and before.segment:
        return False
    if points_back(language, clause):
        return True
    if says_nothing_new(_NUMBER.split(clause)[0], language):
        moved = language in UNSPACED or topic_words(language, "rise", "fall").search(clause)
        return not before.segment and bool(moved)
    return bool(_PRONOUN.match(clause)) or not (market_said or before.carried)


_NUMBER = re.compile(r"(?<![\d])(?!(?:19|20)\d\d(?![\d.,]))\d")
"""Where the first number begins that is no year."""
_RANKED = re.compile(
    r"(?i)\b(?:leading|largest|top|dominant|biggest)\s+(?P<axis>end[- ]us(?:er|e)|application|"
    r"type|channel|material|product|component|technology)\b"
)


def _axis_of_heading(statement: Statement, guide: Guide) -> str:
    """The axis of a heading, unless its segments are listed or the sentence names another."""
    axis = statement.context.axis
    ranked = _RANKED.search(statement.text)
    other = ranked is not None and bare(ranked["axis"]) not in bare(axis)
    return "" if other or bare(axis) in guide.axes else axis


_MEASURE = re.compile(
    r"(?i)^\W*market (?:share|size|value|revenue)"
    r"(?=(?: in)?\W{1,3}(?:19|20)\d\d\b|\W*(?:USD|US\$|[\d$€£₹]))"
)
"""``Market share: 45%``: a name of what is measured, which does not speak of the market."""


def _from_headings(found: Subject, statement: Statement, clause: str, guide: Guide) -> Subject:
    context, why = statement.context, found.why
    segment, axis = found.segment, found.axis
    plain = not MARKET.search(_MEASURE.sub("", clause))
    if context.company and plain and found.region in ("", guide.home) and not segment:
        return replace(found, company=context.company)
    if not segment and context.segment and not found.region and plain:
        segment, axis = context.segment, guide.segments.get(context.segment, context.axis)
        why = (*why, "the segment is that of its heading")
    if segment and not axis:
        axis = guide.segments.get(segment, "") or _axis_of_heading(statement, guide)
    by_heading = not found.region and not found.segment and context.region_said
    if by_heading and context.region != guide.home and not _PRONOUN.match(clause):
        why = (*why, "the region is that of its heading")
    region = found.region or context.region
    explicit = found.explicit or context.region_said
    return replace(found, region=region, segment=segment, axis=axis, explicit=explicit, why=why)

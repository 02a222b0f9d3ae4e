"""What a clause leaves open: from its label, from the clause before it, from its headings."""

from __future__ import annotations

import re
from dataclasses import replace

from marketbook.reading.guide import Guide
from marketbook.reading.subjects.context import NO_LABEL, same_name
from marketbook.reading.subjects.holders import find_opener, held_abroad, tokens_at
from marketbook.reading.subjects.regions import Around
from marketbook.reading.subjects.segment_names import is_segment_name
from marketbook.reading.subjects.statement import Statement
from marketbook.reading.subjects.subject import MARKET, Subject, Thread
from marketbook.reading.subjects.theme import Theme, theme_of
from marketbook.reading.words.bare import bare
from marketbook.reading.words.lexicons import UNSPACED
from marketbook.reading.words.places import WORLD, country_paying, name_place


def take_label(found: Subject, statement: Statement, said: str, guide: Guide) -> Subject:
    """What the label of the item or clause says, where the clause itself does not."""
    label = re.sub(r"\s*\(?(?:in\s+)?(?:FY\s?)?(?:19|20)\d\d\)?\s*$", "", said)
    if not label or _OF_MARKET.match(statement.text, len(said)):
        return found
    place = name_place(label, guide.language.code)
    if place and not found.region:
        return replace(found, region=place, explicit=True)
    listed = next((name for name in guide.segments if same_name(name, label)), "")
    if listed and (not found.segment or found.weak):
        return replace(found, segment=listed, axis=guide.segments[listed], explicit=True)
    if (
        place
        or found.segment
        or found.region
        or len(label.split()) > 7
        or NO_LABEL.search(label)
        or not is_segment_name(label, guide)
    ):
        return found
    axis = statement.context.axis
    if axis:
        return replace(found, segment=label, axis=axis, explicit=True)
    inside = statement.block.kind in ("row", "item") or "share" in statement.text.lower()
    return (
        replace(
            found,
            segment=label,
            explicit=True,
            weak=True,
            why=(*found.why, "its axis is not stated"),
        )
        if inside
        else found
    )


_OF_MARKET = re.compile(r"(?i)\W+(?:the|this) (?:\w+ ){0,3}?(?:market|industry)\b")


def inherit_subject(
    found: Subject,
    statement: Statement,
    at: Around,
    clause: str,
    guide: Guide,
    thread: Thread,
) -> Subject:
    """What a clause leaves open, from what was spoken of before it, else from its headings.

    Args:
        found: What the clause itself names.
        statement: The sentence.
        at: Where the figure stands.
        clause: Its clause.
        guide: What is known of the document.
        thread: What the paragraph has spoken of so far.
    """
    goes_on = thread.last is not None and not thread.last.carried
    theme = _theme(statement, max(at.left, at.near if goes_on else 0), at.start, guide)
    thread = thread if goes_on else _with_earlier(thread, statement, at.left, guide)
    turns = _turns_back(statement, at.left)
    source = None if turns else _source(theme, thread, statement)
    taken = _take(found, theme, source, statement)
    worldwide = any(role.place.region == WORLD for role in statement.places)
    topic = statement.topic.region
    if thread.ranked:  # one part of a place after another, else of nobody knows what
        topic = thread.last.region if thread.last and thread.last.segment else ""
    if taken.segment and not taken.region and topic and not worldwide:
        why = taken.why if topic == guide.home else (*taken.why, _FRAME)
        taken = replace(taken, region=topic, why=why)
    if taken.region and taken.segment:
        return taken
    if taken.goes_on or (taken is not found and theme.kind in ("open", "clause")):
        return taken
    return _from_headings(taken, theme, statement, clause, guide)


def _theme(statement: Statement, left: int, start: int, guide: Guide) -> Theme:
    """The theme of a clause; in another language only whether it points back."""
    code = guide.language.code
    if code == "en":
        tokens = tokens_at(statement, start)
        inside = [token for token in tokens if left <= token.start < start]
        return theme_of(inside, guide)
    held = held_abroad(statement, start)
    if held and held.back:
        return Theme("back", "place" if code in UNSPACED else "")
    named = (held and held.named) or MARKET.search(statement.text[left:])
    return Theme("named" if named else "clause")


def _with_earlier(thread: Thread, statement: Statement, left: int, guide: Guide) -> Thread:
    """With the subject of an earlier clause of the sentence, where that states no figure."""
    named = (role.place for role in statement.places if role.role == "subject")
    place = [each.region for each in named if each.end <= left][-1:]
    if place:
        return thread.then(Subject(place[0]))
    opens = find_opener(statement, guide) if left else None
    earlier = opens is not None and opens.end <= left
    return thread.then(Subject("", opens.name, opens.axis)) if opens and earlier else thread


def _turns_back(statement: Statement, left: int) -> bool:
    """``…, of which Europe holds 39%, and it will reach``: the market itself, not its part."""
    part = re.search(r"\bof which\b", statement.text)
    return bool(part and re.match(r"it\b", statement.text[left:]) and left > part.start())


_FRAME = "the region is the one its paragraph begins with"
FROM_BEFORE = "whom it is about is that of the sentence before"


def _take(found: Subject, theme: Theme, source: Subject | None, statement: Statement) -> Subject:
    """What a clause takes from those before it."""
    fills = theme.kind in ("clause", "back") and statement.language == "en"
    if source is None or ((found.region or found.segment) and not fills):
        return found
    segment = {} if found.segment else {"segment": source.segment, "axis": source.axis}
    somebody = source.segment or source.region not in ("", WORLD)
    framed = theme.kind == "market"
    far = theme.kind in ("open", "own") and source.carried and somebody
    return replace(
        found,
        region=found.region or source.region,
        **segment,
        explicit=True,
        company=source.company,
        goes_on=theme.kind == "back",
        other=found.other or source.other,
        why=(*found.why, *((FROM_BEFORE,) if far else ()), *(source.why if framed else ())),
    )


def _source(theme: Theme, thread: Thread, statement: Statement) -> Subject | None:
    """Where a clause takes from what it leaves open."""
    last = thread.last
    if theme.kind == "back":
        return thread.pointed(theme.wants)
    here, framed = statement.topic.region, statement.topic.framed
    topic = Subject(here, carried=True) if here else None
    if theme.kind == "market":
        if here and here == _paid_by(statement):
            return topic
        return Subject(here, carried=True, why=(_FRAME,)) if here and framed else thread.market
    if theme.kind in ("open", "clause") and last and not last.carried:
        return last
    if theme.kind == "open" and last and not thread.ranked and not last.company:
        return last if last.segment or last.region == WORLD or not topic else topic
    return topic if theme.kind in ("open", "own") else None


def _paid_by(statement: Statement) -> str:
    """The country in whose currency the first amount of a sentence is printed."""
    money = (each.unit for each in statement.mentions if each.kind == "money")
    return country_paying(next(money, "")[:3])


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


def _from_headings(
    found: Subject, theme: Theme, statement: Statement, clause: str, guide: Guide
) -> Subject:
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
    if by_heading and context.region != guide.home and theme.kind != "back":
        why = (*why, "the region is that of its heading")
    region = found.region or context.region
    explicit = found.explicit or context.region_said
    return replace(found, region=region, segment=segment, axis=axis, explicit=explicit, why=why)

"""The subject of a figure: its region, its segment, and the whole that a share is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from marketbook.reading.guide import Guide
from marketbook.reading.market import is_same_market, market_phrases
from marketbook.reading.subjects.context import label_of, same_name
from marketbook.reading.subjects.segments import SegmentName, is_segment_name
from marketbook.reading.subjects.statement import PlaceRole, Statement
from marketbook.reading.words.places import WORLD, kind_of, name_place, parent_of

_PRONOUN = re.compile(
    (
        r"^\W*(?:and\s+|also\s+|further\s+)*(?:it|this|that|which|they|these|the (?:region|"
        r"country|segment|category|market|industry|sector|latter|nation)|growing|expanding|"
        r"rising|up|reaching|registering|witnessing|exhibiting|is|was|will|are|at|with|to|"
        r"followed|having|accounting)\b"
    ),
    re.IGNORECASE,
)
_MARKET = re.compile(
    r"\b(?:market|industry|sector|markt\w*|mercado|marché|mercato|рын\w+)\b|市场", re.IGNORECASE
)
_REGION_WORD = re.compile(
    r"^\W*(?:and\s+)?(?:it|the (?:region|country|nation)|this (?:region|country))\b", re.IGNORECASE
)
_SEGMENT_WORD = re.compile(
    r"^\W*(?:and\s+)?(?:it|they|the (?:segment|category)|this (?:segment|category))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a figure is about.

    Attributes:
        region: A name as in ``regions``, or as printed.
        segment: As listed or printed; empty for the whole market.
        axis: Its axis; empty where it is not known.
        of_region: The whole of a share where the sentence names it; else empty.
        explicit: Whether the clause itself names the region or segment, or speaks of the market.
        company: The company that the clause is about; then it is no figure of the market.
        other: Another market that the clause names.
        why: What was inferred.
        carried: Whether it comes from the sentence before.
        weak: Whether its segment is only the phrase that opens the clause.
    """

    region: str = ""
    segment: str = ""
    axis: str = ""
    of_region: str = ""
    explicit: bool = False
    company: str = ""
    other: str = ""
    why: tuple[str, ...] = ()
    carried: bool = False
    weak: bool = False


def find_subject(
    statement: Statement,
    start: int,
    end: int,
    guide: Guide,
    before: Subject | None,
    *,
    after: int = 0,
    right: int = 0,
) -> Subject:
    """The subject of what stands from ``start`` to ``end`` in a sentence.

    Args:
        statement: The sentence.
        start: Where the number or the words of a rank begin.
        end: Where they end.
        guide: What is known of the document.
        before: The subject of the clause or sentence before, where there is one.
        after: Where the number before it ends; a place behind that one is nearer than the clause's.
        right: Where the next number begins; what stands behind it belongs to that one.
    """
    left, clause_end = statement.clause_of(start)
    right = min(right or clause_end, clause_end)
    places = [role for role in statement.places if left <= role.place.start < clause_end]
    region, of_region, region_named = _region(statement, places, start, end, right, after)
    segment = _segment(
        statement,
        left,
        start,
        end,
        right,
        near_from=after,
        subject_at=max(
            (
                role.place.end
                for role in places
                if role.role == "subject" and role.place.end <= start
            ),
            default=-1,
        ),
    )
    clause = statement.text[left:clause_end]
    other = _other_market(statement.text, left, start, end, right, guide)
    said = bool(region or segment or _MARKET.search(clause))
    known = (
        before is not None
        and not before.carried
        and segment is not None
        and before.segment == segment.name
    )
    weak = segment is not None and not segment.listed and not segment.called and not known
    found = Subject(
        region,
        segment.name if segment else "",
        segment.axis if segment else "",
        of_region,
        said,
        other=other,
        weak=weak,
    )
    if segment and segment.company:
        return replace(found, segment="", company=segment.name)
    found = _from_label(
        found, statement, statement.label if left == 0 else label_of(clause)[0], guide
    )
    return _inherit(
        found, statement, clause, guide, before, market_said=bool(_MARKET.search(clause))
    )


def _region(
    statement: Statement,
    places: Sequence[PlaceRole],
    start: int,
    end: int,
    right: int,
    near_from: int,
) -> tuple[str, str, bool]:
    """Region, whole and whether it is the clause's subject, by the roles of its places."""
    text = statement.text
    left = [role for role in places if role.place.end <= start]
    after = [role for role in places if end <= role.place.start < right]
    subjects = [role for role in left if role.role == "subject"]
    inside = [role for role in left if role.role == "in"]
    whole = next(
        (
            role.place.region
            for role in after
            if role.role in ("whole", "in", "subject") and _is_whole(text, end, role)
        ),
        "",
    )
    whole = whole or next(
        (
            role.place.region
            for role in left
            if role.role == "whole"
            and re.search(
                r"\b(?:of|share)\b", text[max(0, role.place.start - 20) : role.place.start]
            )
        ),
        "",
    )
    nearest = [
        role
        for role in left
        if role.place.start >= near_from > 0
        and role.role in ("subject", "in")
        and role.place.region != WORLD
    ]
    if nearest:
        return nearest[-1].place.region, whole, True
    if subjects:
        region = subjects[-1].place.region
        outer = next(
            (
                role.place.region
                for role in left
                if role.place.region != region
                and role.role in ("subject", "in")
                and _holds(role.place.region, region)
            ),
            "",
        )
        if region == WORLD and inside:
            return inside[-1].place.region, whole, True
        return region, whole or outer, True
    if inside:
        region = inside[-1].place.region
        return region, whole, True
    behind = [
        role for role in after if role.role in ("in", "subject") and role.place.region != whole
    ]
    near = next(
        (
            role
            for role in behind
            if re.match(
                (
                    r"^(?:\s*(?:share|of [\w\s]{2,40}?(?:market|revenue|sales)|of sales|"
                    r"market|in \d{4}|by \d{4}|came|comes|,?\s*most (?:of the "
                    r")?(?:revenues?|sales) (?:is|are|was|were|will be) "
                    r"generated))*,?\s*(?:from|in|for|by|across)\s+(?:the\s+)?$"
                ),
                text[end : role.place.start],
            )
        ),
        None,
    )
    return (near.place.region if near else ""), whole, near is not None


def _is_whole(text: str, end: int, role: PlaceRole) -> bool:
    """``52% of the Asia Pacific market``, ``of the total North American share``, ``in the region``."""
    between = text[end : role.place.start]
    return bool(
        re.match(
            (
                r"^\s*(?:(?:revenue |market |volume )?share\s+)?(?:of|in|"
                r"within)\s+(?:the\s+|total\s+|overall\s+|entire\s+|"
                r"whole\s+)*(?:[\w’'-]+\s+){0,4}?$"
            ),
            between,
        )
    ) and bool(
        re.match(
            (
                r"(?:['’]s)?\s*(?:[\w’'&/()-]+\s+){0,6}?(?:market|industry|share|revenue|"
                r"sales|region|sector|total|demand|value)\b"
            ),
            text[role.place.end : role.place.end + 90],
        )
    )


def _holds(outer: str, inner: str) -> bool:
    return (
        outer != WORLD
        and kind_of(outer) != "country"
        and (parent_of(inner) == outer or kind_of(inner) == "country")
    )


def _segment(
    statement: Statement,
    left: int,
    start: int,
    end: int,
    right: int,
    *,
    near_from: int,
    subject_at: int,
) -> SegmentName | None:
    """The segment of a number: the nearest before it that can be a subject, else one behind it."""
    before = [
        seg
        for seg in statement.segments
        if left <= seg.start and seg.end <= start and not _is_example(statement.text, seg)
    ]
    sure = [
        seg
        for seg in before
        if seg.called or seg.opens or (len(seg.name.split()) > 1 and seg.listed and subject_at < 0)
    ]
    opening = [seg for seg in sure if seg.opens or seg.called]
    nearest = [seg for seg in before if seg.start >= near_from > 0]
    if nearest:
        return nearest[-1]
    if opening or sure:
        return (opening or sure)[-1]
    behind = [
        seg for seg in statement.segments if end <= seg.start < right and (seg.listed or seg.called)
    ]
    return next(
        (
            seg
            for seg in behind
            if re.match(
                r"^[\s\w’'%,-]{0,40}?\b(?:for|from|by|in|is|are|:)\s+(?:the\s+)?$",
                statement.text[end : seg.start],
            )
        ),
        None,
    )


def _is_example(text: str, segment: SegmentName) -> bool:
    return bool(
        re.search(
            (
                r"\b(?:such as|including|like|than|followed by|namely|over|e\.g\.,?|and its|"
                r"owing to|due to|driven by|through|using|via)\s+(?:the\s+)?$"
            ),
            text[: segment.start],
            re.IGNORECASE,
        )
    ) or (
        not segment.listed
        and bool(re.search(r"\bof\s+(?:the\s+)?$", text[: segment.start], re.IGNORECASE))
    )


def _other_market(text: str, left: int, start: int, end: int, right: int, guide: Guide) -> str:
    """Another market that stands as the subject of the clause, or in the words around the number."""
    for name, at in market_phrases(text[left:start]):
        if (
            name
            and not _is_ours(name, guide)
            and _is_named(text[left : left + at], name, text[left + at : left + at + 30])
        ):
            return name
    return ""


def _is_ours(name: str, guide: Guide) -> bool:
    known = any(
        same_name(name, segment) or same_name(f"{name}s", segment) for segment in guide.segments
    )
    if (
        known
        or is_same_market(name, guide.words, guide.shorts)
        or name_place(name, guide.language.code)
    ):
        return True
    return any(
        set(name.lower().split()) & set(segment.lower().split()) for segment in guide.segments
    )


def _is_named(phrase: str, name: str, after: str) -> bool:
    """Whether a phrase names a market, not an adjective before the word."""
    title = sum(word[:1].isupper() for word in name.split()) * 2 > len(name.split())
    before = phrase[: phrase.rfind(name)] if name in phrase else ""
    global_said = bool(
        re.search(
            r"\b(?:global|worldwide|world|overall|broader|wider|parent)\s+$", before, re.IGNORECASE
        )
    )
    goes_on = bool(
        re.match(
            r"\s*(?:size|value|,|was|is\b|will|valued|reached|stood|could|revenue|to\b|worth|at\b)",
            after,
        )
    )
    plain = len(name.split()) > 1 or title
    return (
        (title and plain)
        or (global_said and goes_on)
        or (
            bool(re.search(r"\b(?:the|a)\s+$", before, re.IGNORECASE))
            and goes_on
            and len(name.split()) > 1
        )
    )


def _from_label(found: Subject, statement: Statement, said: str, guide: Guide) -> Subject:
    """What the label of the item or clause says, where the clause itself does not."""
    label = re.sub(r"\s*\(?(?:in\s+)?(?:FY\s?)?(?:19|20)\d\d\)?\s*$", "", said)
    if not label:
        return found
    place = name_place(label, guide.language.code)
    if place and not found.region:
        return replace(found, region=place, explicit=True)
    listed = next((name for name in guide.segments if same_name(name, label)), "")
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
        replace(found, segment=label, explicit=True, why=(*found.why, "its axis is not said"))
        if inside
        else found
    )


_NO_LABEL = re.compile(
    (
        r"market|industry|size|value|revenue|growth|cagr|rate|forecast|year|period|share|"
        r"segment|region|countr|player|compan|key|leading|note|source|overview|takeaway|"
        r"insight|analysis|report|\?"
    ),
    re.IGNORECASE,
)


def _inherit(
    found: Subject,
    statement: Statement,
    clause: str,
    guide: Guide,
    before: Subject | None,
    *,
    market_said: bool,
) -> Subject:
    """What the clause leaves open, from the clause or sentence before it, else from its headings."""
    context = statement.context
    elided = bool(_PRONOUN.match(clause))
    may_follow = elided or not (market_said or (before is not None and before.carried))
    if not found.region and not found.segment and before is not None and may_follow:
        if not (
            market_said
            and re.match(r"^\W*(?:the|this) market\b", clause, re.IGNORECASE)
            and before.segment
        ):
            return replace(
                found,
                region=before.region,
                segment=before.segment,
                axis=before.axis,
                of_region=found.of_region,
                explicit=True,
                company=before.company,
                other=found.other or before.other,
            )
    if (
        found.segment
        and not found.region
        and before is not None
        and before.region
        and _SEGMENT_WORD.match(clause)
    ):
        return replace(found, region=before.region)
    why = found.why
    region = found.region or context.region
    segment, axis = found.segment, found.axis
    if not segment and context.segment and not market_said and not found.region:
        segment, axis = context.segment, guide.segments.get(context.segment, context.axis)
        why = (*why, "the segment is that of its heading")
    if segment and not axis:
        axis = guide.segments.get(segment, "") or context.axis
    if (
        not found.region
        and context.region_said
        and context.region != guide.home
        and not found.segment
    ):
        why = (*why, "the region is that of its heading") if not elided else why
    explicit = found.explicit or context.region_said
    return replace(found, region=region, segment=segment, axis=axis, explicit=explicit, why=why)

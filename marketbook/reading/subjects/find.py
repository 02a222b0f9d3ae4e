"""The subject of a figure: its region, its segment, and the whole that a share is of."""

from __future__ import annotations

import re
from dataclasses import replace

from marketbook.reading.guide import Guide
from marketbook.reading.subjects.context import label_of
from marketbook.reading.subjects.inherit import inherit_subject, take_label
from marketbook.reading.subjects.others import name_other_market
from marketbook.reading.subjects.regions import region_of_figure
from marketbook.reading.subjects.segments import SegmentName
from marketbook.reading.subjects.statement import Statement
from marketbook.reading.subjects.subject import Subject

_MARKET = re.compile(
    r"\b(?:market|industry|sector|markt\w*|mercado|marché|mercato|рын\w+)\b|市场", re.IGNORECASE
)


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
    region, of_region = region_of_figure(statement, places, start, end, right, after)
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
    other = name_other_market(statement.text, left, start, guide)
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
    found = take_label(
        found, statement, statement.label if left == 0 else label_of(clause)[0], guide
    )
    return inherit_subject(
        found, statement, clause, guide, before, market_said=bool(_MARKET.search(clause))
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

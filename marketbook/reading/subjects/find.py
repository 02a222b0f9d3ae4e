"""The subject of a figure: its region, its segment, and the whole that a share is of."""

from __future__ import annotations

import re
from dataclasses import replace

from marketbook.reading.guide import Guide
from marketbook.reading.subjects.context import label_of, same_name
from marketbook.reading.subjects.holders import doubted_name, find_holder, held_by
from marketbook.reading.subjects.inherit import inherit_subject, take_label
from marketbook.reading.subjects.kin import is_part
from marketbook.reading.subjects.others import name_other_market
from marketbook.reading.subjects.regions import REGIONAL, Around, region_of_figure
from marketbook.reading.subjects.segment_names import SegmentName
from marketbook.reading.subjects.statement import Statement
from marketbook.reading.subjects.subject import MARKET, Subject, Thread
from marketbook.reading.words.bare import content_words
from marketbook.reading.words.market import head_of
from marketbook.reading.words.places import WORLD, kind_of


def find_subject(
    statement: Statement,
    start: int,
    end: int,
    guide: Guide,
    thread: Thread,
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
        thread: What the paragraph has spoken of so far.
        after: Where the number before it ends; a place behind that one is nearer than the clause's.
        right: Where the next number begins; what stands behind it belongs to that one.
    """
    left, clause_end = statement.clause_of(start)
    at = Around(left, start, end, min(right or clause_end, clause_end), after)
    clause = statement.text[left:clause_end]
    named = _named(statement, at, clause_end, guide, thread.last)
    if named.company:
        return named
    label = statement.label if left == 0 else label_of(clause)[0]
    found = take_label(named, statement, label, guide)
    return inherit_subject(found, statement, at, clause, guide, thread)


SEVERAL = "it is of several places together"
_PAIRED = re.compile(r"\brespectively\b|^[\s%]*(?:,|and)\s+\d")


def _named(
    statement: Statement, at: Around, clause_end: int, guide: Guide, before: Subject | None
) -> Subject:
    """What the clause itself names."""
    places = [role for role in statement.places if at.left <= role.place.start < clause_end]
    held = held_by(statement, at.start, guide)
    region, of_region = region_of_figure(statement, places, at, held)
    alone = at.near == 0 and not _PAIRED.search(statement.text[at.end :])
    several = bool(region) and alone and statement.chain_of(region, at.start) > 1
    if several:
        region = next((role.place.region for role in places if role.place.region == WORLD), "")
    if of_region == REGIONAL and before and before.region != region:
        of_region = before.of_region if kind_of(before.region) == "country" else before.region
    segment = find_holder(statement, at.start, guide)
    if segment is None and not MARKET.search(statement.text[slice(*held)]):
        segment = _segment(statement, at)
    other = name_other_market(statement.text, at.left, at.start, guide)
    if segment and not region and of_region not in ("", REGIONAL, WORLD):
        region = of_region
    if segment and (segment.start >= at.end or same_name(other, segment.name)):
        other = ""
    said = bool(region or segment or MARKET.search(statement.text[at.left : clause_end]))
    found = Subject(region, of_region=of_region, explicit=said, other=other)
    if several:
        found = replace(found, why=(SEVERAL,))
    if segment is None:
        called = doubted_name(statement, at.start, guide)
        return replace(found, why=(*found.why, f"it is said of {called}")) if called else found
    if segment.company:
        return replace(found, company=segment.name)
    known = before is not None and not before.carried and before.segment == segment.name
    akin = is_part(segment.name, guide)
    weak = not (segment.listed or segment.called or known or akin)
    if weak and _are_all(statement, segment, at, guide, before):
        return found
    called = bool(_CALLED.match(statement.text[segment.end :]))
    return replace(found, segment=segment.name, axis=segment.axis, weak=weak, called=called)


def _are_all(
    statement: Statement, segment: SegmentName, at: Around, guide: Guide, before: Subject | None
) -> bool:
    """``Dentists placed 3 million implants``: who deals in what the page is about, first told."""
    if before is not None:
        return not before.segment and segment.end <= at.near
    amount = any(each.start == at.start for each in statement.mentions if each.kind in _AMOUNTS)
    goods = content_words(statement.text[at.end : at.right])
    return amount and segment.end <= at.start and head_of(guide.market) in goods


_AMOUNTS = ("money", "count")
_CALLED = re.compile(r"(?i)\s*(?:\([^()]*\)\s*)?(?:market|industry)\b")


def _segment(statement: Statement, at: Around) -> SegmentName | None:
    """The nearest segment before a number, behind the number before it or called one."""
    before = [seg for seg in statement.segments if at.left <= seg.start and seg.end <= at.start]
    nearest = [seg for seg in before if seg.start >= at.near > 0]
    called = nearest or [seg for seg in before if seg.called]
    return called[-1] if called else None

"""Segments that a sentence names: those that the document lists, and those of other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from marketbook.reading.guide import Guide
from marketbook.reading.subjects.east import can_be_name_abroad, find_segments_east
from marketbook.reading.subjects.listed import find_listed
from marketbook.reading.subjects.segment_names import SegmentName


def find_segments(text: str, guide: Guide) -> Iterator[SegmentName]:
    """Every segment in a sentence, the listed ones first."""
    taken = [match.span() for match in _own_market(guide.market).finditer(text)]
    for found in (
        find_segments_east(text, guide),
        find_listed(text, guide),
    ):
        for segment in found:
            if all(segment.end <= start or end <= segment.start for start, end in taken) and (
                segment.listed or can_be_name_abroad(segment.name, guide)
            ):
                taken.append((segment.start, segment.end))
                yield segment


@lru_cache(maxsize=16)
def _own_market(name: str) -> re.Pattern[str]:
    """The document's market by its full name, parts of which may look like a segment."""
    return re.compile(
        rf"(?i)\b{re.escape(name)}(?=\s+(?:market|industry|sector)\b)" if name else r"(?!)"
    )

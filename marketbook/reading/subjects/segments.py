"""Segments that a sentence names and its document lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from marketbook.reading.guide import Guide
from marketbook.reading.subjects.listed import find_listed
from marketbook.reading.subjects.segment_names import SegmentName


def find_segments(text: str, guide: Guide) -> Iterator[SegmentName]:
    """Every listed segment in a sentence."""
    taken = [match.span() for match in _own_market(guide.market).finditer(text)]
    for segment in find_listed(text, guide):
        if all(segment.end <= start or end <= segment.start for start, end in taken):
            taken.append((segment.start, segment.end))
            yield segment


@lru_cache(maxsize=16)
def _own_market(name: str) -> re.Pattern[str]:
    """The document's market by its full name, parts of which may look like a segment."""
    return re.compile(
        rf"(?i)\b{re.escape(name)}(?=\s+(?:market|industry|sector)\b)" if name else r"(?!)"
    )

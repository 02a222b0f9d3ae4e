"""Dated events: acquisitions, partnerships, launches, funding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from marketbook.reading.documents import Block
from marketbook.reading.facts import Fact
from marketbook.reading.mentions.times import find_dates
from marketbook.reading.stopwatch import look_at_clock
from marketbook.reading.words.bare import bare

_VERB = re.compile(
    r"(?i)\b(?:acqui\w+|merge\w*|launch\w*|introduc\w+|unveil\w*|partner\w*|collaborat\w+|"
    r"sign\w*|announc\w+|open\w*|raised|secured|"
    r"invest\w*|expand\w*|rolled out|released|agree\w*|deploy\w*|report\w*|reveal\w*|"
    r"complet\w+|received|entered|formed|won|inaugurat\w+|develop\w*|start\w*|set up)\b"
)
_SCOPE = re.compile(
    r"recent|develop|news|industry (?:update|event)|milestone|latest", re.IGNORECASE
)


def find_developments(blocks: Sequence[Block]) -> Iterator[Fact]:
    """Items and paragraphs that begin with a month and tell of an event."""
    for block in blocks:
        look_at_clock()
        if block.kind not in ("item", "paragraph", "row") or not _opens_with_month(block.text):
            continue
        scoped = any(map(_SCOPE.search, block.headings[-2:])) or re.match(
            r"^\W*(?:In|On)?\s*\w+\.? \d{4}\s*[:,–-]", block.text
        )
        date = next(iter(find_dates(block.text)), None)
        if date is not None and date.month and scoped and _VERB.search(block.text):
            yield Fact(
                "development",
                month=date.month,
                printed=block.text[:300],
                places=(block.place,),
                said=block.text[:600],
            )


def _opens_with_month(text: str) -> bool:
    date = next(iter(find_dates(text[:60])), None)
    return date is not None and bool(date.month) and date.start < 16


_ACTOR = re.compile(
    r"\d{4}\s*[:,–-]?\s*(?P<name>[A-Z][\w&.’'-]*(?:\s(?:[A-Z&][\w&.’'-]*|of|and))*)\s"
    r"(?=acquired|launched|opened|announced|introduced|unveiled|partnered|signed|raised|secured|"
    r"expanded|entered|formed|completed|received|invested|released|won|agreed)"
)


def find_actors(events: Sequence[Fact]) -> frozenset[str]:
    """The companies that dated events tell of, in bare form."""
    named = (_ACTOR.search(fact.said) for fact in events)
    return frozenset(bare(match["name"]) for match in named if match)

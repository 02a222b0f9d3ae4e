"""What the headings above a sentence, its label and its question say of its subject."""

from __future__ import annotations

import re
from dataclasses import dataclass

from marketbook.reading.documents import Block
from marketbook.reading.guide import Guide
from marketbook.reading.lists.axes import axis_in_heading, is_axis, tidy_axis
from marketbook.reading.words.bare import bare
from marketbook.reading.words.places import OF_WORLD, WORLD, find_places


@dataclass(frozen=True, slots=True)
class Context:
    """Where a sentence stands.

    Attributes:
        region: Region of the innermost heading or caption that names one; else the document's.
        region_said: Whether a heading names it.
        axis: Axis of the innermost heading or caption that names one.
        segment: Segment that a heading is.
        company: Company that the innermost heading is.
        caption: The caption of its table, or its innermost heading.
        heads: The headings and the caption in one text, for years and words.
    """

    region: str = WORLD
    region_said: bool = False
    axis: str = ""
    segment: str = ""
    company: str = ""
    caption: str = ""
    heads: str = ""


def context_of(block: Block, guide: Guide) -> Context:
    """The context of a block from its headings, without the document's title."""
    heads = [*block.headings, block.caption]
    title = block.headings[:1] if len(block.headings) > 1 else ()
    region, said = guide.home, False
    axis = segment = ""
    for text in heads:
        if not text or text.endswith("?") or (text in title and text != block.caption):
            continue
        found = region_in_heading(text, guide)
        region, said = (found, True) if found else (region, said)
        axis = _axis_of_section(text) or axis_in_heading(text) or _axis_named(text) or axis
        segment = _segment_in_heading(text, guide) or segment
    inner = block.headings[-1] if len(block.headings) > 1 else ""
    company = inner if bare(inner) in guide.players else ""
    caption = block.caption or inner
    return Context(region, said, axis, segment, company, caption, " ".join(filter(None, heads)))


def region_in_heading(text: str, guide: Guide) -> str:
    """The only region that a heading names; none where it lists several, or the world as well."""
    if OF_WORLD.search(text):
        return ""
    named = [place.region for place in find_places(text, guide.language.code)]
    regions = list(dict.fromkeys(named))
    return regions[0] if len(regions) == 1 else ""


_CAPTION_AXIS = re.compile(r"(?i)\bby\s+([A-Za-z][\w/&\- ]{1,40}?)\s*(?:,|\(|\d|$|:)")


def _axis_of_section(text: str) -> str:
    """The axis that a row of a table names above others: ``Table 3 (By type)``."""
    named = re.search(r"\([Bb]y ([^()]{2,40})\)$", text)
    return tidy_axis(named[1]) if named and is_axis(named[1]) else ""


def _axis_named(text: str) -> str:
    match = _CAPTION_AXIS.search(text)
    if (
        match
        and not re.search(
            r"\b(?:region|country|geography|compan|year|FY|\d)", match[1], re.IGNORECASE
        )
        and len(match[1].split()) < 5
    ):
        return match[1].strip()
    return ""


def _segment_in_heading(text: str, guide: Guide) -> str:
    """A heading that is a known segment, with or without "segment" behind it."""
    named = re.sub(
        r"\s*(?:segment|market|analysis|insights?|outlook)s?\b.*$", "", text, flags=re.IGNORECASE
    )
    return next((name for name in guide.segments if bare(name) == bare(named)), "") if named else ""


_PARTED = re.compile(r"[:–—|-]\s|[\u3040-\u9fff)）][:：]")


def label_of(text: str) -> tuple[str, str]:
    """The label of an item and what follows it: ``Europe – Accounts for 28%``."""
    match = _PARTED.search(text[:160]) and re.match(
        r"^(?P<label>(?:[^.:：–—|]|(?<=\d)[.–](?=\d)){2,70}?)\s*(?::\s+|(?<=[\u3040-\u9fff)）])[:：]\s*|\s+[–—-]\s+|\s+\|\s+)(?P<rest>\S.*)$",
        text,
    )
    if match is None or re.search(r"\d\s?%|[$€£₹]\s?\d", match["label"]):
        return "", text
    return match["label"].strip(), match["rest"]


NO_LABEL = re.compile(
    r"(?i)market|industry|size|value|revenue|growth|cagr|rate|forecast|year|period|share|"
    r"segment|region|countr|player|compan|key|leading|note|source|overview|takeaway|projected|expected|"
    r"insight|analysis|report|\?"
)
"""Words of a label that names what is measured, and nobody."""


def same_name(first: str, second: str) -> bool:
    """Whether two spellings name the same thing, brackets apart."""
    return bare(re.sub(r"\(.*?\)", "", first)) == bare(re.sub(r"\(.*?\)", "", second))

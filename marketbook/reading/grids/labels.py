"""What the labels of a row name: a place, a segment, the whole, a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from marketbook.reading.guide import Guide
from marketbook.reading.lists.axes import COMMON_AXES, is_axis
from marketbook.reading.mentions.units import goods_in, unit_in
from marketbook.reading.subjects.context import Context, same_name
from marketbook.reading.subjects.segment_names import is_segment_name
from marketbook.reading.words.bare import bare, bare_words
from marketbook.reading.words.places import name_place

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)[EFAPef]?(?![\d])")
TOTAL = re.compile(
    r"(?i)^(?:grand\s+)?(?:total|global|world(?:wide)?|overall|market total|all regions|"
    r"gesamt|welt|sum)\b.{0,20}$|^all (?!other)[a-z]+s$"
)
_MADE = re.compile(r"(?i)\b(?:prices?|exports?|imports?|capacity|production|profits?|margins?)\b")
_WHOLE = frozenset(("all", "total", "market", "industry"))
_NO_AXIS = re.compile(
    r"(?i)metric|indicator|parameter|attribute|particular|detail|description|year|item|factor|driver|"
    r"period|report|measure|figure|\w{25}|(?:\w+\s+){4}\w+"
)
_PLACES = re.compile(r"(?i)\W*(?:regions?|countr(?:y|ies)|states?|provinces?|territor(?:y|ies))\b")
_REST = re.compile(r"(?i)others?\b|rest\b")


def name_years(text: str) -> str:
    """A text with fiscal years as years: ``FY24`` is 2024, ``2022-23`` the year that it ends in."""
    return _SEASON.sub(_end_of, _FISCAL.sub("20", text))


_FISCAL = re.compile(r"\bFY\s?['’]?(?=\d\d(?:\d\d)?\b)(?:20)?(?=\d\d\b)")
_SEASON = re.compile(r"(?<![\d–/-])((?:19|20)\d\d)\s?[-–/]\s?(\d\d)(?![\d%.,])")


def _end_of(match: re.Match[str]) -> str:
    following = str(int(match[1]) + 1)
    return following if following.endswith(match[2]) else match[0]


@dataclass(frozen=True, slots=True)
class About:
    """What the labels of a row name."""

    region: str = ""
    segment: str = ""
    axis: str = ""
    year: int | None = None


def is_total(text: str, guide: Guide) -> bool:
    """Whether a label is the whole of a table: ``Total``, or all of the document's market."""
    if TOTAL.match(text):
        return True
    words = frozenset(bare_words(text)) - _WHOLE
    return bool(words) and words == guide.words and not _MADE.search(text)


def read_labels(labels: Sequence[str], context: Context, head: str, guide: Guide) -> About | None:
    """What the labels of a row name; None where they name nothing that is known."""
    region, segment, axis, year = "", "", "", None
    for label in labels:
        text = label.strip(" *†:–—-•>")
        place = name_place(re.sub(r"\s*\((?!U).*?\)", "", text), guide.language.code)
        listed = next((name for name in guide.segments if same_name(name, text)), "")
        found = YEAR.fullmatch(text)
        if is_total(text, guide):
            region = region or guide.home
        elif found:
            year = int(found[1])
        elif place:
            region = place
        elif listed:
            segment, axis = listed, guide.segments[listed]
        elif context.axis or not _NO_AXIS.search(head):
            if not (_names_part(head) or is_segment_name(text, guide)):
                return None
            if _PLACES.match(head) and not _REST.match(text):
                region = text
            else:
                segment, axis = text, context.axis or _axis_above(head, context, guide)
        else:
            return None
    place = region or (context.region if segment or year else "")
    return About(place, segment, axis, year)


def _names_part(head: str) -> bool:
    """Whether the head of the labels says that they are the parts of a market."""
    return bare(head) in COMMON_AXES or head.lower().startswith("segment")


def _axis_above(head: str, context: Context, guide: Guide) -> str:
    """The axis of a column of names; one that is called "Segment" has it in its caption."""
    if not head.lower().startswith("segment"):
        return "" if unit_in(head, guide) or goods_in(head, guide) else head.strip()
    caption = context.caption
    return caption if is_axis(caption) and not re.search(r"\d", caption) else ""

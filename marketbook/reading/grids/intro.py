"""What the line above a list says of all its items: their kind, year, unit, place and axis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from marketbook.reading.documents import Block
from marketbook.reading.grids.heads import FigureKind, Head, read_around
from marketbook.reading.guide import Guide
from marketbook.reading.lists.axes import is_axis, tidy_axis
from marketbook.reading.prose.sentences import split_sentences
from marketbook.reading.refuse.speaks import MARKET_WORD
from marketbook.reading.subjects.topics import region_of_list
from marketbook.reading.subjects.word_classes import NO_SALES

_OURS = {"production", "output", "percentage", "proportion", "number", "numbers"}
"""Words that a list of market figures may be headed by, though a sentence of sales is not."""
_NONE_OF_OURS = re.compile(
    rf"(?i)\b(?P<noun>{'|'.join(sorted(NO_SALES - _OURS))}|number of|people|adults|persons|"
    r"(?<!end )(?<!end-)users|patients|visitors|subscribers|households|jobs|employees|per capita|"
    r"per head|licen[cs]es?|challenges?|drivers?|restraints?|reasons?|factors?|benefits?|"
    r"compan(?:y|ies)(?! size)|firms?|brands?|players?|vendors?|makers?|manufacturers?|"
    r"suppliers?|retailers?|publishers?|operators?|respondents?|answers?|asked|surveyed|"
    r"(?:they|consumers|shoppers) sa(?:id|y)|(?:im|ex)port(?:s|ers|ed|ing)?)\b"
)
"""What a list is of that states no figures of a market."""
_OWN = re.compile(
    r"(?i)\b(?:our (?:\w+ )?(?:sales|revenues?|turnover|business)|net sales|"
    r"the (?:group|company))\b"
)
_GROWTH = re.compile(r"(?i)\bgrowth\b|\bgrow\w*\b|\bCAGR\b|\bchanges?\b|\bincreases?\b|\brises?\b")
_SHARE = re.compile(
    r"(?i)\bshares?\b|\bbr(?:eaks?|oken|eak-?) ?down\b|\bsplit\b|\bdistribution\b|\bcomposition\b|"
    r"\bproportions?\b|\bpercentages?\b|%\s(?:of|share)\b|\bin (?:%|per ?cent)|\bmade up\b"
)
_SPEAKS = re.compile(
    rf"{MARKET_WORD.pattern}|\b(?:spending|production|producers?|producing|consumers?|consuming|"
    r"buyers?|units sold)\b",
    re.IGNORECASE,
)
_SIZE = re.compile(rf"{_SPEAKS.pattern}|\b(?:size|value|volumes?)\b", re.IGNORECASE)
_KINDS: tuple[tuple[FigureKind, re.Pattern[str]], ...] = (
    ("share", _SHARE),
    ("growth_rate", _GROWTH),
    ("size", _SIZE),
)
_BY = re.compile(
    r"(?i)\bby\s+(?P<axis>[a-z][\w/&\- ]{1,40}?)\s*(?:[,:(]|\b(?:in|is|was|were|are)\b|\d|$)"
)


@dataclass(frozen=True, slots=True)
class Intro:
    """What introduces a list.

    Attributes:
        text: The line right above it.
        head: Kind, time and unit of its figures.
        region: The only place that it names.
        axis: The way in which its names cut the market; empty where it is not stated.
        cuts: Whether it says that the market is cut some way: ``by region``.
        refused: Why its figures are none of the market's; empty where they are.
    """

    text: str
    head: Head
    region: str = ""
    axis: str = ""
    cuts: bool = False
    refused: str = ""


def introduce(run: Sequence[Block], at: int, guide: Guide) -> Intro | None:
    """What introduces the list that begins with a line; None where there is nothing above it.

    Args:
        run: The lines of a text.
        at: Number of the first line of the list.
        guide: What is known of the document.
    """
    texts = list(dict.fromkeys(_lines_above(run, at)))
    if not texts:
        return None
    kind = next(filter(None, map(_kind_of, texts)), None)
    said = [read_around(text, (), guide) for text in texts]
    dated = next((head for head in said if head.start or head.year), Head())
    unit = next(filter(None, map(_unit_of, texts, said)), "")
    head = replace(dated, kind=kind or "", unit=unit, year=None if dated.start else dated.year)
    axis = next(filter(None, map(_axis_of, texts)), "")
    cuts = any(map(_BY.search, texts))
    region = region_of_list(run, at, "", guide)
    refused = _refuse(texts, guide, measured=kind is not None)
    return Intro(texts[0], head, region, axis, cuts, refused)


def _lines_above(run: Sequence[Block], at: int) -> Iterator[str]:
    """The line above a list and its headings, nearest first."""
    first, above = run[at], run[at - 1] if at else None
    if first.caption:
        yield first.caption
    if above is not None and (above.kind != "item" or not _FIGURE.search(above.text)):
        last = split_sentences(above.text)[-1]
        if above.text.endswith(":") or (len(above.text) < _SHORT and not above.text.endswith(".")):
            yield last
    yield from reversed(first.headings[1:])


_SHORT = 120
_FIGURE = re.compile(r"(?<![\w-])(?!(?:19|20)\d\d\b)\d")
"""A number that is no year: a line that states one is no head of those below it."""


def announces(text: str) -> bool:
    """Whether a line says that estimates of the market follow, one by one."""
    return (
        len(text) < 200
        and text.endswith((":", ".", "?"))
        and bool(_ESTIMATES.search(text) and re.search(r"\bmarket|\bindustry", text, re.IGNORECASE))
        and not re.search(r"[$€£%]|\b[A-Z]{3} \d", text)
    )


_ESTIMATES = re.compile(
    r"(?i)\b(?:estimates?|predictions?|forecasts?|projections?|valuations?|sizes?|numbers|figures)\b"
)


def _kind_of(text: str) -> FigureKind | None:
    """The kind of figure that a text speaks of."""
    return next((kind for kind, said in _KINDS if said.search(text)), None)


def _unit_of(text: str, head: Head) -> str:
    """The unit of bare numbers below a text."""
    return "percent" if re.search(r"\bin (?:%|per ?cent)|\(%\)", text) else head.unit


def _axis_of(text: str) -> str:
    by = _BY.search(text)
    return tidy_axis(by["axis"]) if by and is_axis(by["axis"]) else ""


def _refuse(texts: Sequence[str], guide: Guide, *, measured: bool) -> str:
    """Why the figures of a list are none of the market's; empty where they are."""
    near = " ".join(texts[:2])
    other = _NONE_OF_OURS.search(near)
    if other:
        return f"a list of {other['noun'].lower()}, not of the market"
    if guide.results or _OWN.search(near):
        return "a company's figures, not the market's"
    named = not measured or guide.market or _SPEAKS.search(near)
    return "" if named else "the line above the list does not speak of a market"

"""Base year, estimate year, history and forecast period, wherever a document states them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from marketbook.reading.documents import Block
from marketbook.reading.facts import Fact, PeriodKind
from marketbook.reading.stopwatch import look_at_clock
from marketbook.reading.words.lexicons import any_language
from marketbook.reading.words.small import AnyCase

_Y = r"(?P<start>(?:19|20)\d\d)"
_Z = r"(?P<end>(?:19|20)\d\d|\d\d)"
_TO = r"\s?(?:[-–—~]|to|through|until|till|and|bis|hasta|a|à)\s?(?:the\s+end\s+of\s+)?"
_LINK = (
    r"\s*+(?:\(?(?:is|was|of|for|from|between|in|as|i\.e\.|considered|estimation|:|\||–|-|"
    r"covers|spans|runs?|,|period|data|years?|the)\s*+){0,12}\(?\s*+"
)
_FORMS: tuple[tuple[PeriodKind, AnyCase], ...] = (
    (
        "base",
        AnyCase(
            (
                rf"\bbase[- ]year{_LINK}(?:FY\s?)?{_Y}(?![\d%]|[.,]\d)|\b{_Y}\s+(?:as|"
                rf"is)\s+(?:the\s+)?base year|\b{_Y}\s+\(base year\)|Basisjahr{_LINK}{_Y}"
            ).replace(_Y, "(?:19|20)\\d\\d")
        ),
    ),
    (
        "estimate",
        AnyCase(r"\b(?:estimated? year|year of estimation)" + _LINK + r"(?:19|20)\d\d(?![\d%])"),
    ),
    (
        "history",
        AnyCase(
            rf"\b(?:histor\w+|review|actual)\s*(?:data|period|years?|range|estimates?|"
            rf"time\s?frame|forecasts?)?{_LINK}{_Y}{_TO}{_Z}(?!\d)"
        ),
    ),
    (
        "forecast",
        AnyCase(
            rf"\b(?:(?:forecast(?:ed|ing)?|projection|projected|prediction|"
            rf"prognose\w*)\s*(?:data|period|years?|range|time\s?frame|horizon|"
            rf"zeitraum)?|(?:analysis|assessment|outlook) (?:period|years?)|outlook,?|"
            rf"forecasts?,?|{any_language('forecast', 'outlook')}){_LINK}{_Y}{_TO}{_Z}(?!\d)"
        ),
    ),
)
_BARE = re.compile(rf"^\W*{_Y}{_TO}{_Z}\W*$")


def find_periods(blocks: Sequence[Block]) -> Iterator[Fact]:
    """Every statement of a base year or period, in the order of the document."""
    for block in blocks:
        look_at_clock()
        text = block.text
        if not re.search(r"\d{4}", text):
            continue
        for kind, pattern in _FORMS:
            for match in pattern.finditer(text):
                fact = _read(kind, match, block)
                if fact is not None:
                    yield fact
    yield from _bare_periods(blocks)


def _read(kind: PeriodKind, match: re.Match[str], block: Block) -> Fact | None:
    years = [int(year) for year in re.findall(r"(?:19|20)\d\d", match.group())]
    start = years[0]
    end = years[-1]
    if kind in ("history", "forecast"):
        last = match["end"]
        end = int(last) if len(last) == 4 else start // 100 * 100 + int(last)
        if not start < end < start + 60:
            return None
    printed = f"{start}" if start == end else f"{start} to {end}"
    return Fact(
        "period",
        start_year=start,
        end_year=end,
        period=kind,
        stated=printed,
        printed=printed,
        places=(block.place,),
        said=block.text[:400],
    )


_YEARS = re.compile(rf"\W*{_Y}(?:{_TO}{_Z})?\W*")


_LABEL = re.compile(r"(?i)[^\d]{3,30}\b(?:period|data|years?|range)\W*")


def _labelled(above: Block, block: Block) -> Fact | None:
    """A line of years under a line that says what they are: ``Base Year``, then ``2024``."""
    for kind, pattern in _FORMS:
        if match := pattern.match(f"{above.text}: {block.text}"):
            return _read(kind, match, block)
    return None


_AT_END = re.compile(rf"(?i)(?:,|\(|:|from|between|-|–|\|)\s*{_Y}{_TO}{_Z}\)?(?!\d)")


def _bare_periods(blocks: Sequence[Block]) -> Iterator[Fact]:
    """A line that is nothing but a period of forecast, as on top of a page, or a title's."""
    for above, block in zip((None, *blocks), blocks, strict=False):
        if above is not None and _YEARS.fullmatch(block.text) and _LABEL.fullmatch(above.text):
            found = _labelled(above, block)
            yield from (found,) if found else ()
            continue
        pattern = _AT_END if block.kind == "title" else _BARE
        match = pattern.search(block.text.replace("|", " "))
        long = match and len(match["end"]) == 4 and 2 < int(match["end"]) - int(match["start"]) < 16
        fact = _read("forecast", match, block) if match and long and not block.header else None
        if fact is not None:
            yield replace(fact, sure="medium", why="the line does not say what the period is")

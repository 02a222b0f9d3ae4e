"""Lists of names and figures: tables whose header is the line that introduces them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from marketbook.reading.documents import Block
from marketbook.reading.facts import Fact, Unplaced
from marketbook.reading.grids.heads import COMPARED, FigureKind, Head
from marketbook.reading.grids.intro import Intro, announces, introduce
from marketbook.reading.grids.join import Row, Table, complete
from marketbook.reading.grids.labels import About, read_labels
from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention, find_mentions, print_number
from marketbook.reading.mentions.units import is_money
from marketbook.reading.prose.sentences import split_sentences
from marketbook.reading.subjects.context import NO_LABEL, Context, context_of
from marketbook.reading.words.scales import FACTORS

_NAMED = re.compile(
    r"(?P<name>(?:[<>≤≥]\s?)?[^\W_](?:[^:–—|(]|(?<=\d)–(?=\d)|\([^()\d]*\)){0,60}?)"
    r"(?::\s|(?<!\d)[–—|]|[–—|](?!\d)|\s-\s|(?=\()|"
    r"\s(?=[-+−]?[$€£]?\d[\d.,]*\s?%?$|[$€£]\d))(?=.*\d)"
)
_PLAIN = re.compile(
    r"(?i)(?:growth|share|cagr|of|in|by|a|per|year|annum|annually|yoy|y-o-y|up|down|"
    r"growing|increase|decrease|rise|fall|decline|from|since|on|and|the|total|market|revenues?|"
    r"sales|about|around|nearly|over|more|than|approximately|almost|at|to|only|just|forecast|"
    r"expected|E|F)"
)
_GROWS = re.compile(
    r"(?i)\b(?:growth|cagr|growing|up|down|increase|decrease|rise|fall|decline|yoy|y-o-y)\b|[+−]$"
)
_FALLS = re.compile(r"(?i)\b(?:down|decrease|fall|decline)\b")
_SHARED = re.compile(r"(?i)\bshare\b|\bof (?:the )?(?:total|market|revenues?|sales)\b")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: a name and figures, and what follows them.

    Attributes:
        block: Where it stands.
        name: What it names.
        said: What stands behind the name, in its first sentence.
        numbers: The figures and years of that.
        rest: The sentences behind it.
    """

    block: Block
    name: str
    said: str
    numbers: tuple[Mention, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What a line of a list gives.

    Attributes:
        name: What it names.
        facts: Its figures.
        unplaced: Those that are none of the market's.
        rest: The sentences behind them, which are not read yet.
    """

    name: str
    facts: tuple[Fact, ...]
    unplaced: tuple[Unplaced, ...]
    rest: str


def read_lists(run: Sequence[Block], guide: Guide) -> Mapping[int, Listed]:
    """What the lines give that are a list of names and figures, by their number.

    Args:
        run: The lines of a text.
        guide: What is known of the document.
    """
    found: dict[int, Listed] = {}
    for group in _groups(run, guide):
        intro = introduce(run, min(group), guide)
        if intro is not None:
            found |= _read_list(group, intro, guide)
    return found


def _groups(run: Sequence[Block], guide: Guide) -> Iterator[dict[int, Line]]:
    """Lines of the same kind and level, one below the other, of which at least two are plain."""
    parted = ((at, block, _part(block, guide)) for at, block in enumerate(run))
    alike = groupby(parted, key=lambda each: (each[1].kind, each[1].level, each[1].headings))
    for (kind, _, _), lines in alike:
        broken = groupby(lines, key=lambda each: kind == "paragraph" and each[2] is None)
        for _, part in broken:
            group = {at: line for at, _, line in part if line is not None}
            if len(group) > 1:
                yield group


_KINDS = ("item", "paragraph", "row")


def _part(block: Block, guide: Guide) -> Line | None:
    """A line as a name and figures; None where it says more of them."""
    row = block.kind == "row"
    if block.kind not in _KINDS or (row and (len(block.cells) != 2 or block.header)):
        return None
    text = ": ".join(block.cells) if row else block.text
    first = next(iter(split_sentences(text[:_LONGEST])), "")
    plain = first.rstrip(" .;,")
    named = _NAMED.match(plain) if len(first) < _LONGEST else None
    if named is None or NO_LABEL.search(named["name"]):
        return None
    said, rest = plain[named.end() :], text[len(first) :].strip()
    numbers = find_mentions(said, guide.language, guide.currency)
    left = list(said)
    for each in numbers:
        left[each.start : each.end] = " " * (each.end - each.start)
    words = re.findall(r"[^\W\d_][\w-]*", "".join(left))
    figures = any(each.kind in _FIGURES and not each.tied for each in numbers)
    if not figures or not all(map(_PLAIN.fullmatch, words)):
        return None
    return Line(block, named["name"].strip(), said, numbers, rest)


_LONGEST = 140


def _read_list(
    group: Mapping[int, Line], intro: Intro, guide: Guide
) -> Iterator[tuple[int, Listed]]:
    kind = "share" if _adds_up(group, intro) else intro.head.kind
    intro = replace(intro, head=replace(intro.head, kind=kind))
    for at, line in group.items():
        figures = [each for each in line.numbers if each.kind in _FIGURES and not each.tied]
        if intro.refused:
            yield at, Listed(line.name, (), tuple(_refuse(line, figures, intro)), line.rest)
        elif about := _named(line, intro, guide):
            facts = tuple(_facts(line, figures, intro, about, guide))
            if facts and len(facts) == len(figures):
                yield at, Listed(line.name, facts, (), line.rest)


_FIGURES = ("money", "percent", "times", "count", "number")


def _refuse(line: Line, figures: Sequence[Mention], intro: Intro) -> Iterator[Unplaced]:
    said = f"{intro.text} {line.block.text}"[:400]
    for each in figures:
        yield Unplaced(print_number(each), line.block.place, intro.refused, said)


def _named(line: Line, intro: Intro, guide: Guide) -> About | None:
    """What the name of a line is; None where it is a publisher's, or none that is known."""
    context = context_of(line.block, guide)
    region = intro.region if intro.region and not context.region_said else context.region
    context = replace(context, region=region, axis=intro.axis or context.axis)
    about = read_labels([line.name], context, "", guide)
    named = about and (about.axis or not about.segment or not announces(intro.text))
    return about if named else None


def _adds_up(group: Mapping[int, Line], intro: Intro) -> bool:
    """Whether the percentages of a list are the parts of a whole: ``Sales by type: …``."""
    parts = [each.value or 0 for line in group.values() for each in line.numbers[:1]]
    alike = all(line.numbers[0].kind == "percent" for line in group.values())
    whole = len(parts) > 2 and abs(sum(parts) - 100) < _ROUNDED
    may = intro.head.kind == "size" or (not intro.head.kind and intro.cuts)
    return alike and whole and may


_ROUNDED = 1.6


def _facts(
    line: Line, figures: Sequence[Mention], intro: Intro, about: About, guide: Guide
) -> Iterator[Fact]:
    """The figures of a line, each with its kind, its unit and its time."""
    block = replace(line.block, caption=intro.text.rstrip(" :"))
    row, table = Row(block, Head(), about), Table((), Head(), Context(), guide, estimators=False)
    ends = [*(each.start for each in figures[1:]), len(line.said)]
    begin = 0
    for number, end in zip(figures, ends, strict=True):
        own = line.said[begin : number.start] + _BEHIND.split(line.said[number.end : end])[0]
        own = f"up {own}" if "+" in line.said[max(number.start - 1, 0) : number.start + 1] else own
        first = number.start if begin else 0
        near = [each for each in line.numbers if first <= each.start < end]
        begin = number.end
        number = _in_unit(number, intro.head.unit)
        kind = _kind_of(number, own, intro.head)
        if kind is None or number.high is not None:
            return
        if kind == "growth_rate" and _FALLS.search(own):
            number = replace(number, value=-abs(number.value or 0))
        yield complete(kind, number, _dated(line, near, own, kind, intro.head, about), row, table)


_BEHIND = re.compile(r"[,;(]")
"""Where the words of a number end: ``31% (up 2%)``."""


def _dated(
    line: Line, near: Sequence[Mention], own: str, kind: FigureKind, head: Head, about: About
) -> Head:
    """Whom a number is of, and when: by its own line, else by the line above its list."""
    period = next((each for each in near if each.kind == "period"), None)
    years = [each for each in near if each.kind == "year"]
    base = next((e.year or 0 for e in years if COMPARED.search(line.said[: e.start])), 0)
    year = about.year or next((each.year for each in years if each.year != base), None)
    head = replace(head, region=about.region, segment=about.segment, year=year or head.year)
    if kind != "growth_rate":
        return head
    if period is not None and not about.year:
        return replace(head, start=period.start_year, end=period.end_year)
    if _COMPOUND.search(own):
        return head
    last = year or (base + 1 if base else head.year if not head.start else None)
    return replace(head, start=base or last - 1, end=last) if last else head


_COMPOUND = re.compile(r"(?i)\bcagr\b|\b(?:a|per) (?:year|annum)\b|\bannually\b")
"""Words of growth over several years, which the year of a list is not that of."""


def _in_unit(number: Mention, unit: str) -> Mention:
    """A bare number in the unit that the line above its list names."""
    bare = number.kind == "number" or number.unit in FACTORS
    if not bare or not unit:
        return number
    if unit == "percent":
        return replace(number, kind="percent", unit=unit)
    if is_money(unit):
        return replace(number, kind="money", unit=f"{unit} {number.unit}".strip())
    return replace(number, kind="count", unit=f"{number.unit} {unit}".strip())


def _kind_of(number: Mention, own: str, head: Head) -> FigureKind | None:
    """What a number of a line is, by its own words, else by the line above its list."""
    if number.kind in ("money", "count") and number.unit not in FACTORS:
        return None if head.kind == "growth_rate" else "size"
    if number.kind != "percent":
        return None
    if _SHARED.search(own):
        return "share"
    if _GROWS.search(own) or (number.value or 0) < 0:
        return "growth_rate"
    return head.kind if head.kind in ("share", "growth_rate") else None

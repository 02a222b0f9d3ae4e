"""Lists of names and figures: tables whose header is the line that introduces them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from marketbook.reading.documents import Block
from marketbook.reading.facts import Fact, Unplaced
from marketbook.reading.grids.columns import Column, FigureKind
from marketbook.reading.grids.intro import Intro, announces, introduce
from marketbook.reading.grids.labels import About, read_labels
from marketbook.reading.grids.read import complete
from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention, find_mentions, print_number
from marketbook.reading.sentences import split_sentences
from marketbook.reading.subjects.context import NO_LABEL, context_of
from marketbook.reading.units import is_money
from marketbook.reading.words.scales import FACTORS

_NAMED = re.compile(
    r"(?P<name>[^\W_](?:[^:–—|(]|(?<=\d)–(?=\d)|\([^()\d]*\)){0,60}?)\s*"
    r"(?P<parts>:\s|\s?[–—|]\s?|\s-\s|\s?(?=\()|\s(?=[-+−]?[$€£]?\d[\d.,]*\s?%?$|[$€£]\d))(?P<said>.*\d.*)"
)
_PLAIN = re.compile(
    r"(?i)(?:growth|share|cagr|of|in|by|a|per|year|annum|annually|yoy|y-o-y|up|down|"
    r"growing|increase|decrease|rise|fall|decline|from|since|on|and|the|total|market|revenues?|"
    r"sales|about|around|nearly|over|more|than|approximately|almost|at|to|only|just|forecast|"
    r"expected|E|F)"
)
_GROWS = re.compile(r"(?i)\b(?:growth|cagr|growing|up|down|increase|decrease|rise|fall|decline|yoy|y-o-y)\b")
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
    group: dict[int, Line] = {}
    for at, block in enumerate(run):
        first = next(iter(group.values()), None)
        alike = first is not None and (
            (block.kind, block.level, block.headings)
            == (first.block.kind, first.block.level, first.block.headings)
        )
        if group and not alike:
            yield from [group] if len(group) > 1 else []
            group = {}
        line = _part(block, guide) if block.kind in _KINDS else None
        if line is not None:
            group[at] = line
        elif block.kind == "paragraph":
            yield from [group] if len(group) > 1 else []
            group = {}
    yield from [group] if len(group) > 1 else []


_KINDS = ("item", "paragraph", "row")


def _part(block: Block, guide: Guide) -> Line | None:
    """A line as a name and figures; None where it says more of them."""
    pair = block.kind == "row" and len(block.cells) == 2
    text = ": ".join(block.cells) if pair else block.text
    first, *rest = split_sentences(text)[:20] or [""]
    named = _NAMED.fullmatch(first.rstrip(" .;,"))
    if named is None or len(first) > _LONGEST or NO_LABEL.search(named["name"]):
        return None
    name, said = named["name"].strip(), named["said"]
    numbers = find_mentions(said, guide.language, guide.currency)
    left = list(said)
    for each in numbers:
        left[each.start : each.end] = " " * (each.end - each.start)
    words = re.findall(r"[^\W\d_][\w-]*", "".join(left))
    if not numbers or not all(map(_PLAIN.fullmatch, words)):
        return None
    return Line(block, name, said, numbers, " ".join(rest))


_LONGEST = 140


def _read_list(
    group: Mapping[int, Line], intro: Intro, guide: Guide
) -> Iterator[tuple[int, Listed]]:
    column = replace(intro.column, kind="share") if _adds_up(group, intro) else intro.column
    for at, line in group.items():
        figures = [each for each in line.numbers if each.kind not in ("year", "period", "date")]
        place, said = line.block.place, f"{intro.text} {line.block.text}"[:600]
        if intro.refused:
            left = [Unplaced(print_number(each), place, intro.refused, said) for each in figures]
            yield at, Listed(line.name, (), tuple(left), line.rest)
            continue
        context = context_of(line.block, guide)
        if intro.region and not context.region_said:
            context = replace(context, region=intro.region)
        context = replace(context, axis=intro.axis or context.axis)
        about = read_labels([line.name], context, "", guide)
        if about and about.segment and not about.axis and announces(intro.text):
            continue  # a publisher's name, whose estimate of the whole market it is
        facts = tuple(_facts(line, figures, column, about, intro, guide)) if about else ()
        if facts and len(facts) == len(figures):
            yield at, Listed(line.name, facts, (), line.rest)


def _adds_up(group: Mapping[int, Line], intro: Intro) -> bool:
    """Whether the percentages of a list are the parts of a whole: ``Sales by type: …``."""
    parts = [each.value or 0 for line in group.values() for each in line.numbers[:1]]
    alike = all(line.numbers[0].kind == "percent" for line in group.values())
    whole = len(parts) > 2 and abs(sum(parts) - 100) < _ROUNDED
    return alike and whole and intro.column.kind == "size"


_ROUNDED = 1.6


def _facts(
    line: Line,
    figures: Sequence[Mention],
    column: Column,
    about: About,
    intro: Intro,
    guide: Guide,
) -> Iterator[Fact]:
    """The figures of a line, each with its kind, its unit and its time."""
    row = replace(line.block, caption=intro.text)
    for at, number in enumerate(figures):
        left = figures[at - 1].end if at else 0
        right = figures[at + 1].start if at + 1 < len(figures) else len(line.said)
        own = f"{line.said[left:number.start]} {line.said[number.end:right]}"
        number = _in_unit(number, column.unit)
        kind = _kind_of(number, own, line, column)
        if not kind or number.high is not None:
            return
        if kind == "growth_rate" and _FALLS.search(own):
            number = replace(number, value=-abs(number.value or 0))
        near = [each for each in line.numbers if (left if not at else number.end) <= each.start < right]
        yield complete(kind, number, _dated(near, kind, column, about), row, guide, about)


def _dated(near: Sequence[Mention], kind: FigureKind, column: Column, about: About) -> Column:
    """The time of a number: of its own line, else of the line above its list."""
    period = next((each for each in near if each.kind == "period"), None)
    year = next((each.year for each in near if each.kind == "year"), None)
    if about.year:
        return replace(column, year=None, start=None, end=None)
    if kind != "growth_rate":
        return replace(column, year=year or column.year)
    if period is not None:
        return replace(column, start=period.start_year, end=period.end_year)
    last = year or (column.year if not column.start else None)
    return replace(column, start=last - 1, end=last) if last else column


def _in_unit(number: Mention, unit: str) -> Mention:
    """A bare number in the unit that the line above its list names."""
    bare = number.kind == "number" or (number.kind == "count" and number.unit in FACTORS)
    if not bare or not unit:
        return number
    if unit == "percent":
        return replace(number, kind="percent", unit=unit)
    scale = number.unit if number.unit and " " not in unit else ""
    first, _, last = unit.partition(" ")
    named = f"{unit} {scale}" if is_money(unit) else f"{scale} {unit}"
    return replace(number, kind="money" if is_money(unit) else "count", unit=named.strip())


def _kind_of(number: Mention, own: str, line: Line, column: Column) -> FigureKind | str:
    """What a number of a line is, by its own words, else by the line above its list."""
    if number.kind in ("money", "count") and number.unit not in FACTORS:
        return "size" if column.kind != "growth_rate" else ""
    if number.kind != "percent":
        return ""
    signed = _is_signed(line.said, number)
    if _SHARED.search(own):
        return "share"
    if signed or _GROWS.search(own):
        return "growth_rate"
    return column.kind if column.kind != "size" else ""


def _is_signed(said: str, number: Mention) -> bool:
    return said[: number.start].endswith(("+", "-", "−")) or number.stated[:1] in "+-−"

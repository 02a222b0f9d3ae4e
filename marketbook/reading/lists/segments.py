"""Segmentation: which ways of cutting the market a document lists, and their segments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from marketbook.reading.documents import Block
from marketbook.reading.facts import Fact, Name
from marketbook.reading.lists.axes import COMMON_AXES, axis_in_heading, is_axis, tidy_axis
from marketbook.reading.lists.names import brackets_after, headings_below, split_names
from marketbook.reading.prose.sentences import split_sentences
from marketbook.reading.stopwatch import look_at_clock
from marketbook.reading.words.bare import bare

_BY = re.compile(
    r"\b(?:[Bb]y|[Bb]ased [Oo]n|"
    r"[Oo]n the [Bb]asis [Oo]f)\s+(?:the\s+)?(?P<axis>[A-Za-z][\w/&\- ]{1,48}?)\s*[:\-–]?\s*(?=\()"
)
_NEXT = re.compile(
    r"\s*[,;&]?\s*(?:and\s+|&\s+)?(?:[Bb]y\s+)?(?P<axis>[A-Z][\w/&\- ]{1,48}?)\s*[:\-–]?\s*(?=\()"
)
_INTO = (
    r"\s+(?:is|has been|can be|was)\s+(?:further\s+|broadly\s+|mainly\s+)?(?:segmented|divided|"
    r"categori[sz]ed|classified|bifurcated|split|segregated|sub-?segmented|fragmented)\s+"
)
_LIST = r"(?:in)?to\s+(?P<list>[^.;]{5,400})"
_SENTENCE = (
    re.compile(
        r"(?i)\b(?:based on|on the basis of|in terms of|by|by "
        r"the)\s+(?:the\s+)?(?P<axis>[\w/&\- ]{2,40}?),\s+(?:the\s+)?(?:[\w’'()\- ]{0,60}\s)?"
        rf"(?:market|industry|sector){_INTO}{_LIST}"
    ),
    re.compile(
        rf"(?i)\b(?:market|industry){_INTO}(?:by|based on|on the basis "
        rf"of)\s+(?:the\s+)?(?P<axis>[\w/&\- ]{{2,40}}?)\s+{_LIST}"
    ),
    re.compile(rf"(?i)^\W*(?:the\s+)?(?P<axis>[\w/&\- ]{{3,40}}?)\s+segment{_INTO}{_LIST}"),
    re.compile(
        r"(?i)\d\)\s*by\s+(?P<axis>[\w/&\- ]{2,40}?)\s*[:–]\s*(?P<list>[^.:;\d]{3,400}?)"
        r"(?=[\s,;]*(?:\d\)|\.|$))"
    ),
    re.compile(
        r"(?i)^by\s+(?P<axis>[\w/&\- ]{2,40}?)(?:\s+segment(?:ation)?)?"
        r"\s*[:–]\s*(?P<list>[^.:]{3,400})$"
    ),
    re.compile(
        r"(?i)\b(?:major |key |main )?(?P<axis>[A-Za-z][\w-]{2,20})\s+(?:categories\s+|"
        r"segments\s+|types\s+)?(?:primarily\s+|mainly\s+)?(?:include|extend to|such as|"
        r"comprise)\s+(?P<list>(?:[^\s,.;:][^,.;:]{2,49},\s+){2,12}(?:and|to)\s+[^,.;:]{3,40})"
    ),
)
_SCOPE = re.compile(
    r"(?i)\b(?:segment|segmentation|segments covered|market scope|report scope|breakup)\b"
)
_LABEL = re.compile(
    r"(?i)^(?:by\s+|based on\s+)?(?P<axis>[A-Za-z][\w/&\- ]{1,40}?)\s*(?:segments?|"
    r"segmentation|outlook)?:?$"
)
_LONGEST = 90


def find_segmentations(blocks: Sequence[Block]) -> Iterator[Fact]:
    """Every list of segments with its axis, in the order of the document."""
    for at, block in enumerate(blocks):
        look_at_clock()
        if block.kind == "row":
            yield from _in_row(block)
            continue
        yield from _in_brackets(block, block.text)
        if block.kind in ("paragraph", "item"):
            yield from _in_sentence(block)
            label, colon, listed = block.text.partition(": ")
            if colon and block.headings and _SCOPE.match(block.headings[-1]):
                yield from _in_row(replace(block, cells=(label, listed)))
        axis = _axis_of_heading(block) if block.kind in ("heading", "title") else ""
        if block.kind == "paragraph" and len(block.text) < _LONGEST and "utlook" in block.text:
            axis = axis_in_heading(block.text)
        if axis:
            names = _items_below(blocks, at) or _headings_below(blocks, at, axis)
            if len(names) > 1:
                yield _fact(axis, names, block)


def _axis_of_heading(block: Block) -> str:
    """The axis of a heading, also of one that is nothing but a common axis: ``Product Type``."""
    plain = block.text.strip(" :") if bare(block.text.strip(" :")) in COMMON_AXES else ""
    return axis_in_heading(block.text) or plain


def _fact(axis: str, names: Sequence[str], block: Block) -> Fact:
    kept = tuple(Name(name) for name in names)
    return Fact(
        "segmentation",
        axis=tidy_axis(axis),
        names=kept,
        places=(block.place,),
        said=block.text[:400],
    )


def _in_brackets(block: Block, text: str) -> Iterator[Fact]:
    """``By Type (A, B), By End User (C, D)``, in titles, sentences and cells."""
    at = 0
    while match := _BY.search(text, at):
        at = match.end()
        axis: str = match["axis"]
        while found := brackets_after(text, at):
            inner, at = found
            names = split_names(inner)
            short = len(names) > 1 and all(len(name) < _LONGEST for name in names)
            if is_axis(axis) and short:
                yield _fact(axis, names, block)
            after = _NEXT.match(text, at)
            if after is None:
                break
            axis, at = after["axis"], after.end()


_PLAIN_AXES = frozenset(("type", "application", "end user", "component", "product type"))


def _in_sentence(block: Block) -> Iterator[Fact]:
    for sentence in split_sentences(block.text):
        yield from _read_sentence(sentence, block)


def _read_sentence(sentence: str, block: Block) -> Iterator[Fact]:
    for pattern in _SENTENCE:
        for match in pattern.finditer(sentence):
            listed = re.split(
                r"\s(?:due to|driven|owing|because|which|with the|among which|where|as "
                r"key|increasingly)\b",
                match["list"],
            )[0]
            if re.search(r"\d|%|\bmarket\b", listed):
                continue
            names, axis = split_names(listed), match["axis"]
            known = bare(axis) in _PLAIN_AXES or pattern is not _SENTENCE[-1]
            if (
                known
                and is_axis(axis)
                and 1 < len(names) < 40
                and all(len(name) < 70 for name in names)
            ):
                yield _fact(_singular_axis(axis), names, block)


_PLURALS = frozenset(
    ("types", "applications", "products", "components", "end-users", "end users", "technologies")
)


def _singular_axis(axis: str) -> str:
    words = axis.strip()
    return words[:-1] if words.lower() in _PLURALS else words


def _in_row(block: Block) -> Iterator[Fact]:
    """A row of a scope table: an axis and its segments, or all axes in one cell."""
    cells = [cell for cell in block.cells if cell]
    if len(cells) < 2:
        return
    label, value = cells[0], "\n".join(dict.fromkeys(cells[1:]))
    if re.search(r"\bsegment", label, re.IGNORECASE) and "(" in value:
        found = list(_in_brackets(block, value.replace("\n", ", ")))
        yield from found
        if found:
            return
    match = _LABEL.match(label)
    names = split_names(value)
    scoped = label.lower().startswith("by ") or any(
        map(_SCOPE.search, (*block.headings[-2:], block.caption, *block.header))
    )
    if not match or not scoped or not is_axis(match["axis"]) or len(names) < 2:
        return
    if re.search(r"\d{4}|\d\s?%|[$€£]\s?\d|(?m:^\W*\d[\d.,]*$)", value) or re.search(
        r"players|compan|vendor|covered|deliverable|period|year|size|cagr|unit|custom|"
        r"report|region|countr|driver|trend|opportunit|challenge",
        label,
        re.IGNORECASE,
    ):
        return
    if all(len(name) < _LONGEST for name in names):
        yield _fact(match["axis"], names, block)


def _headings_below(blocks: Sequence[Block], at: int, axis: str) -> list[str]:
    """The headings below one that says for sure that it names an axis."""
    sure = re.search(r"(?i)\bby\s", blocks[at].text) or bare(axis) in COMMON_AXES
    if blocks[at].kind != "heading" or not sure:
        return []
    names = headings_below(blocks, at) or _terms_below(blocks, at)
    plain = all(len(name) < _LONGEST and not _NO_NAME.search(name) for name in names)
    return names if plain else []


def _terms_below(blocks: Sequence[Block], at: int) -> list[str]:
    """The terms and the names on tiles that follow a heading."""
    below = takewhile(lambda block: block.kind != "heading", blocks[at + 1 :])
    rows = [block for block in below if block.kind == "row" and len(block.cells) == 2]
    return [] if any(row.header for row in rows) else list(dict.fromkeys(r.cells[0] for r in rows))


_NO_NAME = re.compile(r"(?i)\d\s?%|[$€£]\s?\d|\b(?:19|20)\d\d\b|\?|\b(?:market|by)\b")


def _items_below(blocks: Sequence[Block], at: int) -> list[str]:
    """The items that follow a heading or item at once, one level deep."""
    names: list[str] = []
    start = blocks[at].level if blocks[at].kind == "item" else 0
    first = 0
    for block in blocks[at + 1 :]:
        if block.kind != "item" or block.level <= start:
            break
        first = first or block.level
        if block.level > first:
            continue
        name = block.text if blocks[at].kind == "title" else _before_colon(block.text)
        if len(name) > _LONGEST or name.endswith(".") or _NO_ITEM.search(name):
            return []
        names.append(name.strip(" :"))
    return names


_NO_ITEM = re.compile(r"(?i)\d\s?%|[$€£]\s?\d|\b(?:19|20)\d\d\b|^by\s")


def _before_colon(text: str) -> str:
    """The name of an item that goes on to describe it: ``Hardware: sensors and gateways``."""
    return text.partition(": ")[0]

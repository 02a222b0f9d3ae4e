"""Regions that a document lists, with the countries that it lists under each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from marketbook.reading.documents import Block
from marketbook.reading.facts import Fact, Name
from marketbook.reading.lists.names import brackets_after, split_names
from marketbook.reading.stopwatch import look_at_clock
from marketbook.reading.words.places import kind_of, name_place

_LABEL = re.compile(r"(?i)region|countr|geograph")
_SCOPE = re.compile(
    r"\b(?:regional|by region|by geography|regions?|geograph\w*|countries)\b", re.IGNORECASE
)
_COVERAGE = re.compile(
    r"(?i)^(?:regional coverage|regions? covered|countries covered|geographic(?:al)? "
    r"(?:scope|coverage)|regional scope|country scope|by region|by geography|region|"
    r"geography)\s*+[:|]?\s*+(?P<list>.+)$"
)


def find_region_lists(blocks: Sequence[Block], language: str) -> Iterator[Fact]:
    """Every list of regions or countries, in the order of the document."""
    for block in blocks:
        look_at_clock()
        match = _COVERAGE.match(block.text) if block.kind in ("paragraph", "item") else None
        if block.kind == "row" and len(block.cells) > 1 and _LABEL.search(block.cells[0]):
            names = read_regions("\n".join(cell for cell in block.cells[1:] if cell), language)
        elif match:
            names = read_regions(match["list"], language)
        elif block.kind in ("title", "heading", "paragraph", "item"):
            names = _in_brackets(block.text, language)
        else:
            names = []
        if len(names) > 1 or any(name.parts for name in names):
            yield _fact(names, block)
    yield from _under_headings(blocks, language)


def _fact(names: Sequence[Name], block: Block) -> Fact:
    return Fact("region_list", names=tuple(names), places=(block.place,), said=block.text[:400])


def read_regions(text: str, language: str = "en") -> list[Name]:
    """``North America (U.S., Canada), Europe`` or ``Europe – Germany, UK; Asia – China``."""
    found: list[Name] = []
    parts = split_names(text)
    for part in parts:
        match = re.match(
            r"^(?P<name>[^(–:]{2,60}?)\s*(?:\((?P<inner>.+)\)|\s[–—-]\s*(?P<listed>.+)|"
            r":\s*(?P<after>.+))?$",
            part,
            re.DOTALL,
        )
        if match is None or not name_place(match["name"], language):
            continue
        inner = match["inner"] or match["listed"] or match["after"] or ""
        within = tuple(Name(name) for name in split_names(inner) if not re.search(r"\d", name))
        found.append(Name(match["name"].strip(), within))
    return found if len(found) * 2 >= len(parts) else []


def _in_brackets(text: str, language: str) -> list[Name]:
    """``By Region (North America, Europe)`` in a title or sentence."""
    match = re.search(
        r"\b(?:by )?(?:region|geography|country)\w*\s*[:–-]?\s*\(", text, re.IGNORECASE
    )
    if match:
        inner = brackets_after(text, match.end() - 1)
        return read_regions(inner[0], language) if inner else []
    sentence = re.search(
        r"(?:covers|examines|across|regions?(?: such as| including|:)|segmented into|"
        r"divided into)\s+(?P<list>[^.;]{10,300})",
        text,
    )
    names = (
        read_regions(re.split(r",? with (?!the Middle)", sentence["list"])[0], language)
        if sentence
        else []
    )
    return (
        names
        if len(names) > 2
        and all(kind_of(name_place(name.text, language)) != "country" for name in names)
        else []
    )


def _under_headings(blocks: Sequence[Block], language: str) -> Iterator[Fact]:
    """Regions as headings or outer items, their countries as the items below each."""
    names: list[Name] = []
    first: Block | None = None
    for at, block in enumerate([*blocks, None]):
        region = (
            name_place(block.text, language)
            if block and block.kind in ("heading", "item") and len(block.text) < 60
            else ""
        )
        if block is not None and region and kind_of(region) != "country":
            if not names and not _is_announced(blocks, at):
                continue
            names.append(
                Name(block.text.strip(" :"), tuple(_countries_below(blocks, at, language)))
            )
            first = first or block
        elif names and block is not None and region:
            continue
        elif names:
            if first is not None and len(names) > 1:
                yield _fact(names, first)
            names, first = [], None


def _is_announced(blocks: Sequence[Block], at: int) -> bool:
    """Whether a heading or item just above speaks of regions, or countries stand below."""
    above = blocks[at - 1].text if at else ""
    heads = (above, *blocks[at].headings[-2:])
    return any(_SCOPE.search(text) for text in heads)


def _countries_below(blocks: Sequence[Block], at: int, language: str) -> Iterator[Name]:
    for block in blocks[at + 1 :]:
        if block.kind != "item" or len(block.text) > 60:
            return
        region = name_place(block.text, language)
        if not region or (
            blocks[at].kind == "item"
            and block.level <= blocks[at].level
            and kind_of(region) in ("region", "world")
        ):
            return
        if kind_of(region) == "region" and blocks[at].kind == "item":
            return
        yield Name(block.text.strip(" :"))

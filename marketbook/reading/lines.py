"""Lines that say only together what they state: a figure and its name, parts of a hundred."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from marketbook.reading.documents import Block


def join_lines(
    block: Block, above: Block | None, below: Sequence[Block], whole: frozenset[Block]
) -> Block:
    """A line with what the lines around it say of its figures.

    Args:
        block: The line.
        above: The line before it.
        below: The line after it, where there is one.
        whole: Lines that add up to a hundred percent.
    """
    return _with_years(_with_tile(_as_share(block, whole), below), above)


_PART = re.compile(
    r"(?P<name>[^\W\d][^:%\d]{1,50}?)\s*(?:[:–|(-]|\s)\s*(?P<share>\d{1,2}(?:\.\d+)?)\s?%\)?\W*"
)


def parts_of_whole(run: Sequence[Block]) -> frozenset[Block]:
    """Lines of a name and a percentage, one below the other, that add up to a hundred: shares."""
    found: set[Block] = set()
    for plain, group in groupby(run, key=lambda block: bool(_PART.fullmatch(block.text))):
        parts = list(group) if plain else []
        total = sum(
            float(match["share"]) for each in parts if (match := _PART.fullmatch(each.text))
        )
        found |= set(parts) if len(parts) > 2 and abs(total - 100) < 1.6 else set()
    return frozenset(found)


def _as_share(block: Block, whole: frozenset[Block]) -> Block:
    part = _PART.fullmatch(block.text) if block in whole else None
    return replace(block, text=f"{part['name']}: {part['share']}% share") if part else block


_TILE = re.compile(
    r"(?i)(?P<kind>(?:value |volume |market |revenue )?share|projected CAGR|"
    r"CAGR),\s+(?P<name>[^,]{2,50}),\s+(?P<years>(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?)"
)


def _with_tile(block: Block, below: Sequence[Block]) -> Block:
    """A figure on a tile, with what the line below says of it: ``value share, Retail, 2024``."""
    said = _TILE.fullmatch(below[0].text) if below and len(block.text) < 12 else None
    if said is None or "%" not in block.text:
        return block
    text = f"{said['name']}: {block.text} {said['kind']}, {said['years']}"
    return replace(block, text=text)


_YEARS = re.compile(r"(?i)years?:\s*(?P<years>(?:19|20)\d\d(?:,? (?:and )?(?:19|20)\d\d)+)\W*")


def _with_years(block: Block, above: Block | None) -> Block:
    """Figures in an order ("respectively") with their years, where the line above lists those."""
    said = _YEARS.fullmatch(above.text) if above and "respectively" in block.text else None
    return replace(block, text=f"{block.text} in {said['years']}") if said else block

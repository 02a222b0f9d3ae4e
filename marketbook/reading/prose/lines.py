"""Lines that say only together what they state: a figure and its name, parts of a hundred."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from marketbook.reading.documents import Block
from marketbook.reading.documents.clean import part_words
from marketbook.reading.prose.datelines import drop_dateline


def repair_line(block: Block, code: str) -> Block:
    """A line in a language with the spaces that it has lost, and without its dateline."""
    text = _ARROW.sub(" to ", part_words(block.text))
    text = drop_dateline(text, code) if block.kind == "paragraph" else text
    text = _LEADERS.sub(": ", text)
    text = _COUNTED.sub("", text) if block.kind == "item" else text
    cells = tuple(_ARROW.sub(" to ", cell) for cell in block.cells)
    return block if text == block.text else replace(block, text=text, cells=cells)


_ARROW = re.compile(r"\s*[→➔➜⟶]\s*")
"""``2024 → 2034``"""
_LEADERS = re.compile(r"\s\.{3,}\s?(?=\S)")
"""``Norway ........ 12 %``"""
_COUNTED = re.compile(r"^\d{1,3}(?=[A-Z][a-z])")
"""The number of a line of a list, glued to its first word."""


def join_lines(block: Block, above: Block | None, below: Sequence[Block]) -> Block:
    """A line with what the lines around it say of its figures.

    Args:
        block: The line.
        above: The line before it.
        below: The line after it, where there is one.
    """
    return _with_years(_with_tile(block, below), above)


_SCOPE = re.compile(r"(?i)\W*(?:base year|forecast (?:period|years?)|report coverage|historic\w* )")


def is_scope(rows: Sequence[Block]) -> bool:
    """Whether a table is of the report as a whole: it has rows for its base year and its period."""
    labels = [row.cells[0] for row in rows if len(row.cells) > 1]
    return sum(bool(_SCOPE.match(label)) for label in labels) > 1


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

"""Lines that say only together what they state: a figure and its name, parts of a hundred."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from marketbook.reading.documents import Block
from marketbook.reading.documents.clean import part_words
from marketbook.reading.prose.sentences import split_sentences


def repair_line(block: Block) -> Block:
    """Spaces that a damaged text has lost, put back."""
    text = _TORN.sub("-", _ARROW.sub(" to ", part_words(block.text)))
    text = _LEADERS.sub(": ", text)
    text = _COUNTED.sub("", text) if block.kind == "item" else text
    cells = tuple(_ARROW.sub(" to ", cell) for cell in block.cells)
    return block if text == block.text else replace(block, text=text, cells=cells)


_ARROW = re.compile(r"\s*[→➔➜⟶]\s*")
"""``2024 → 2034``"""
_LEADERS = re.compile(r"\s\.{3,}\s?(?=\S)")
"""``Norway ........ 12 %``"""
_TORN = re.compile(r"(?<=[a-z])- (?=(?:\w{2,}ed|like|free)\b)")
"""``seaweed- based``"""


_COUNTED = re.compile(r"^\d{1,3}(?=[A-Z][a-z])")
"""The number of a line of a list, glued to its first word."""


def join_lines(
    block: Block,
    above: Block | None,
    below: Sequence[Block],
    intro: str = "",
) -> Block:
    """A line with what the lines around it say of its figures.

    Args:
        block: The line.
        above: The line before it.
        below: The line after it, where there is one.
        intro: What the lines of a list are introduced by, where they are bare figures.
    """
    if intro:
        return replace(block, text=f"{intro.rstrip(' :')}, {block.text}")
    return _with_years(_with_tile(block, below), above)


_BARE = re.compile(
    r"\W*(?:(?:FY\s?)?(?:19|20)\d\d\s?[EFAP]?\s*(?:[:=]|\s[–-])\s*\W{0,3}(?:USD |US)?[$€£\d]|"
    r"[$€£\d][\d.,]*\s?%?\s\w)"
)


def introduce(block: Block, above: Block | None, intro: str) -> str:
    """What introduces a line of bare figures: the line above its list, if that ends in a colon.

    Args:
        block: The line.
        above: The line before it.
        intro: What introduced that one.
    """
    if above is None or block.kind not in ("item", "paragraph") or not _BARE.match(block.text):
        return ""
    if above.kind == "heading" and _SIZES.search(above.text) and len(above.text) < 90:
        return "Market size"
    last = split_sentences(above.text)[-1:] if above.text.endswith(":") else [intro]
    return last[0] if last and len(last[0]) < 200 else ""


_SIZES = re.compile(r"(?i)\bmarket (?:size|value|revenue)\b|\brevenue forecast\b")
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

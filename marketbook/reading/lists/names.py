"""A list in a sentence or a cell as its names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marketbook.reading.documents import Block

_LAST = re.compile(r"(?i)^(?:and|or|as well as|und|et|y|e|&)\s+")
_AND = re.compile(r"(?i)\s+(?:and|as well as|und|et|y|e|&)\s+")
_LEGAL = re.compile(
    r"^(?:Inc|Ltd|Limited|LLC|L\.L\.C|LLP|LP|L\.P|Co|Corp|Corporation|Company|PLC|plc|S\.?A|"
    r"S\.?p\.?A|GmbH|AG|N\.?V|B\.?V|Pvt|Pte|KGaA|A/S|AB|Oyj|S\.?R\.?L|Jr)\b\.?(?:\s*(?:Ltd|"
    r"Limited|Inc|KG|Co|LP|KGaA)\.?)*\s*(?:\([^()]*\))?$"
)
ABBREVIATED = r"Inc|Ltd|Co|Corp|S\.A|N\.V|B\.V|S\.p\.A|L\.P|Pvt|S\.R\.L"
"""Kinds of companies that may be printed with a full stop behind them."""

_END = re.compile(rf"(\b(?:{ABBREVIATED})\.)?\.*$")
_OTHERS = re.compile(
    r"(?i)^(?:(?:and |among |amongst )*others?(?: (?:key |major |prominent )?(?:players|companies|"
    r"vendors))?|(?:and )?(?:many )?more|etc\.?|among others|other (?:key |major |prominent "
    r")?(?:players|companies|vendors|participants).*|to name a few|several others)\.?$"
)


def split_names(text: str, *, joined: bool = True) -> list[str]:
    """The names of a list: parted by lines, semicolons or commas outside brackets.

    Args:
        text: ``A, B (C, D), and E``.
        joined: Whether the last two names may be joined by "and" alone.
    """
    bare = re.sub(r"\s+", " ", text.replace("\n", "; ")) if "\n" in text else text
    mark = ";" if _split_outside(bare, ";")[1:] else ","
    parts = [part for part in _split_outside(_END.sub(r"\1", bare.strip()), mark) if part.strip()]
    names = _rejoin_legal([part.strip() for part in parts])
    if not names:
        return []
    *first, last = names
    tail = _split_last(last, alone=not first) if joined else [last]
    cleaned = (_tidy(_LAST.sub("", name)) for name in (*first, *tail))
    return [name for name in cleaned if name]


def _split_last(last: str, *, alone: bool) -> list[str]:
    """``and E`` is E; ``D and E`` is two names at the end of a list, one where it stands alone."""
    if _LAST.match(last):
        return [last]
    parts = _AND.split(last)
    halves = len(parts) == 2 and not re.match(r"(?:Co|Company|Sons|Sohn|Bros|Cie)\b", parts[1])
    if halves and last.count("(") == last.count(")") and (alone or not re.search(r"&", last)):
        return parts if all(part.count("(") == part.count(")") for part in parts) else [last]
    return [last]


def _split_outside(text: str, mark: str) -> list[str]:
    """A text split at a mark, not inside brackets."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        if char == mark and depth <= 0 and not (mark == "," and text[at + 1 : at + 4].isdigit()):
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


def _rejoin_legal(parts: list[str]) -> list[str]:
    """``RamSoft, Inc.`` is one name."""
    names: list[str] = []
    for part in parts:
        if names and _LEGAL.match(part):
            names[-1] = f"{names[-1]}, {part}"
        else:
            names.append(part)
    return names


def _tidy(name: str) -> str:
    return name.strip(" \t*•·–—:;,").removesuffix(" etc").strip()


def is_others(name: str) -> bool:
    """Whether a name only says that there are more: "and Others", "among others"."""
    return bool(_OTHERS.match(name))


def brackets_after(text: str, start: int) -> tuple[str, int] | None:
    """What stands in the brackets that open at a point, and where they end; nested ones inside."""
    depth = 0
    for at in range(start, min(len(text), start + 3000)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return text[start + 1 : at], at + 1
    return None


def headings_below(blocks: Sequence[Block], at: int) -> list[str]:
    """The headings one level below a heading: each begins a card or section of its own."""
    names: list[str] = []
    first = 0
    for block in blocks[at + 1 :]:
        if block.kind != "heading":
            continue
        if block.level <= blocks[at].level:
            break
        first = first or block.level
        if block.level == first:
            names.append(block.text.strip(" :"))
    return names

"""Names of a list in one cell: ``North America (U.S.; Canada); Europe``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from marketbook.reading.facts import Name
from marketbook.reading.records.words import is_name

_AND = re.compile(r"(?i)^(?:and|&)\s+")
_LAST = re.compile(r"(?i)\s+(?:and|&)\s+(?=[^,;]+$)")
_INSIDE = re.compile(r"(.*?)\s*[(\[](.*)[)\]]\s*")


def read_names(text: str, *, nested: bool = False) -> tuple[Name, ...]:
    """The names of a cell.

    They have semicolons between them or, where there is none, commas and a last "and".

    Args:
        text: The cell.
        nested: Whether brackets hold the parts of a name, as the countries of a region.
    """
    sign = ";" if ";" in text else ","
    pieces = [piece.strip() for piece in _split(text, sign)]
    if sign == "," and len(pieces) > 1:
        pieces = [_AND.sub("", piece) for piece in pieces]
        pieces[-1:] = _LAST.split(pieces[-1])
    return tuple(_read_name(piece, nested=nested) for piece in pieces if piece)


def _read_name(text: str, *, nested: bool) -> Name:
    inside = _INSIDE.fullmatch(text) if nested else None
    if inside is None or not inside[1]:
        return Name(text)
    return Name(inside[1], read_names(inside[2], nested=True))


def _split(text: str, sign: str) -> Iterator[str]:
    """The pieces between signs that stand in no brackets."""
    depth, start = 0, 0
    for at, char in enumerate(text):
        depth += (char in "([") - (char in ")]" and depth > 0)
        if char == sign and not depth:
            yield text[start:at]
            start = at + 1
    yield text[start:]


def find_sentence(names: Sequence[Name]) -> str:
    """The first of some names that can be none: no sentence of a document goes into the tables."""
    return next((name.text for name in names if not is_name(name.text)), "")


def write_names(names: Sequence[Name]) -> str:
    """The names as they are read back."""
    texts = [_write_name(name) for name in names]
    if not texts:
        return ""
    # a single name with a comma in it would be read as two
    return f"{texts[0]};" if len(texts) == 1 and "," in texts[0] else "; ".join(texts)


def _write_name(name: Name) -> str:
    text = name.text.replace(";", ",")
    return f"{text} ({'; '.join(map(_write_name, name.parts))})" if name.parts else text

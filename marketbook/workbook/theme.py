"""The theme: semantic styles, palette and number formats, kept as data in ``theme.json``."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import resources
from typing import Any

from marketbook.errors import WorkbookError

# Widths of Arial's characters from the space on, in thousandths of its size; any other
# character counts as a digit. Good to a few percent, which is all that fitting rows needs.
_WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722,
    722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
    667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,
    500, 334, 260, 334, 584,
)  # fmt: skip
_WIDTH_OF = {chr(32 + n): width for n, width in enumerate(_WIDTHS)}
_DIGIT = 556
_WORD = re.compile(r"[^ -]*[ -]*")  # a line may break after a space or a hyphen
# A column of width w is 7w + 5 pixels, a digit of 10 points 7.4: so many digits fit a unit.
_FIT = 0.945
_LINE_HEIGHT = 13.0


@dataclass(frozen=True, slots=True)
class Style:
    """One semantic style. Colours and fills are roles of the palette.

    ``title`` makes it a named cell style in Excel; ``difference`` marks one that conditional
    formats put over another.
    """

    name: str
    size: str = "base"
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = "ink"
    fill: str = ""
    halign: str = ""
    valign: str = ""
    wrap: bool = False
    indent: int = 0
    number: str = "general"
    top: tuple[str, str] = ("", "")
    bottom: tuple[str, str] = ("", "")
    left: tuple[str, str] = ("", "")
    right: tuple[str, str] = ("", "")
    title: str = ""
    difference: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """All styles, colours and number formats; each theme is equal to itself alone."""

    font: str
    sizes: Mapping[str, int]
    palette: Mapping[str, str]
    accents: Mapping[str, str]
    other_accents: tuple[str, ...]
    tabs: Mapping[str, str]
    numbers: Mapping[str, str]
    styles: Mapping[str, Style]
    modifiers: Mapping[str, Mapping[str, Any]]
    modified: dict[str, Style] = field(default_factory=dict)

    def style(self, name: str) -> Style:
        """A style by its name; ``calculation+first`` is one with a modifier."""
        found = self.styles.get(name) or self.modified.get(name)
        return found or self._modify(name)

    def _modify(self, name: str) -> Style:
        base, _, modifier = name.partition("+")
        if base not in self.styles or (modifier and modifier not in self.modifiers):
            raise WorkbookError(f"the theme has no style '{name}'")
        made = replace(self.styles[base], name=name, title="", **self.modifiers[modifier])
        self.modified[name] = made
        return made

    def number(self, name: str) -> str:
        """Format code of a number format by its name."""
        if name not in self.numbers:
            raise WorkbookError(f"the theme has no number format '{name}'")
        return self.numbers[name]

    def accent(self, market_id: str) -> str:
        """Accent colour of a market: its own, or one that its id always leads to."""
        spare = self.other_accents[zlib.crc32(market_id.encode()) % len(self.other_accents)]
        return self.accents.get(market_id, spare)

    def colour(self, role: str, accent: str) -> str:
        """Six hex digits of a role of the palette, for a workbook with this accent."""
        if role == "accent":
            return accent
        if role.startswith("accent-"):
            return tint(accent, int(role.removeprefix("accent-")) / 100)
        if role not in self.palette:
            raise WorkbookError(f"the theme's palette has no '{role}'")
        return self.palette[role]


def tint(colour: str, strength: float) -> str:
    """A colour mixed with white; strength 1 leaves it, 0 is white."""
    parts = (int(colour[n : n + 2], 16) for n in (0, 2, 4))
    return "".join(f"{round(255 - (255 - part) * strength):02X}" for part in parts)


def measure_text(text: str, *, bold: bool = False) -> float:
    """Width of a text in Excel's column units, near enough to fit rows and columns."""
    units = sum([_WIDTH_OF.get(character, _DIGIT) for character in text])
    return units / _DIGIT / _FIT * (1.07 if bold else 1.0)


@lru_cache(maxsize=65536)
def count_lines(text: str, width: float, *, bold: bool = False, indent: int = 0) -> int:
    """Lines a text takes when it is wrapped at words within a column."""
    room = max(width - 0.3 - 1.3 * indent, 1.0)
    if measure_text(text, bold=bold) <= room:
        return 1
    lines, used = 1, 0.0
    for word in _WORD.findall(text):
        length = measure_text(word, bold=bold)
        # the space after the last word of a line needs no room
        if used and used + measure_text(word.rstrip(), bold=bold) > room:
            lines, used = lines + 1, 0.0
        lines += int(length // room) if length > room else 0
        used += length
    return lines


def fold_text(text: str, room: float, most: int) -> list[str]:
    """A text in lines no wider than ``room``, ``most`` at most; the last one says where more is.

    For cells that let a text run on over their neighbours, which no program wraps.
    """
    lines = [""]
    for word in _WORD.findall(text):
        if lines[-1] and measure_text(lines[-1] + word.rstrip()) > room:
            lines.append("")
        lines[-1] += word
    kept = [line.rstrip() for line in lines[:most]]
    if len(lines) > most:
        while kept[-1] and measure_text(kept[-1] + "…") > room:
            kept[-1] = kept[-1][:-1].rstrip()
        kept[-1] += "…"
    return kept


def measure_height(lines: int) -> float:
    """Height of a row with so many lines, in points."""
    return lines * _LINE_HEIGHT + 3


@lru_cache(maxsize=1)
def read_theme() -> Theme:
    """The theme that comes with the package."""
    text = resources.files("marketbook.workbook").joinpath("theme.json").read_text("utf-8")
    data: dict[str, Any] = json.loads(text)
    return Theme(
        font=data["font"],
        sizes=data["sizes"],
        palette=data["palette"],
        accents=data["accents"],
        other_accents=tuple(data["other-accents"]),
        tabs=data["tabs"],
        numbers=data["numbers"],
        styles={name: Style(name, **_settle(e)) for name, e in data["styles"].items()},
        modifiers={name: _settle(entry) for name, entry in data["modifiers"].items()},
    )


def _settle(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in entry.items()}

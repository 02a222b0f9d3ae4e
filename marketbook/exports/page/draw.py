"""Charts as SVG: drawn by Vega-Lite when the page is made, so that the page needs no script for it.

Colours are roles of the style sheet (``var(--accent)``), so that a chart follows light and dark.
Texts are measured in a font that comes with the library, so that every machine draws the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

import vl_convert

Spec = Mapping[str, Any]

_SVG = "http://www.w3.org/2000/svg"
_VEGA_LITE = "v6.4"
_FONT = "Liberation Sans"
_DEFAULTS = {
    "opacity": "1", "stroke-width": "1", "fill-opacity": "1", "stroke-opacity": "1",
    "pointer-events": "none",
}  # fmt: skip
_DROPPED = ("class", "role", "style", "version", "font-family", "font-size")
_LONG = re.compile(r"-?\d+\.\d{2,}(?!\d*px)")
_SIZE = 12
CONFIG: Spec = {
    "font": _FONT,
    "background": None,
    "view": {"stroke": None},
    "axis": {
        "labelColor": "var(--muted)",
        "labelFontSize": _SIZE,
        "titleColor": "var(--muted)",
        "titleFontSize": _SIZE,
        "titleFontWeight": "normal",
        "gridColor": "var(--line)",
        "domainColor": "var(--rule)",
        "tickColor": "var(--rule)",
        "labelLimit": 190,
    },
    "text": {"fontSize": _SIZE, "color": "var(--ink)"},
}
"""What all charts have in common."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart in two widths: for a page, and for a phone.

    Attributes:
        title: What it shows, as its heading.
        says: The same for who cannot see it, with the name of the table of its numbers.
        wide, narrow: SVG elements.
        keys: What its marks mean, each with the class that draws its sign.
    """

    title: str
    says: str
    wide: str
    narrow: str
    keys: tuple[tuple[str, str], ...] = ()


def draw(spec: Spec) -> str:
    """A Vega-Lite specification as an SVG element without what the page does not need."""
    whole = {**spec, "config": CONFIG}
    root = ET.fromstring(  # noqa: S314 - Vega's own output
        vl_convert.vegalite_to_svg(whole, vl_version=_VEGA_LITE)
    )
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    _strip(root)
    ET.register_namespace("", _SVG)
    return ET.tostring(root, encoding="unicode").replace(f' xmlns="{_SVG}"', "")


def _strip(element: ET.Element) -> None:
    for child in list(element):
        _strip(child)
        if _is_empty(child):
            element.remove(child)
    is_root = element.get("viewBox") is not None
    for name, value in list(element.attrib.items()):
        is_spoken = name.startswith("aria-") and not is_root
        if name in _DROPPED or value == _DEFAULTS.get(name) or is_spoken:
            del element.attrib[name]
        else:
            element.set(name, _LONG.sub(lambda found: f"{float(found[0]):.1f}", value))


def _is_empty(element: ET.Element) -> bool:
    """Whether an element shows nothing: a hidden or unpainted path, a group of nothing."""
    if element.tag == f"{{{_SVG}}}path":
        painted = any(element.get(name, "none") != "none" for name in ("fill", "stroke"))
        return not painted or element.get("display") == "none"
    return element.tag == f"{{{_SVG}}}g" and not len(element)

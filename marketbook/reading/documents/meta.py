"""What a page says about itself in its head: language, title, publisher, date, address."""

from __future__ import annotations

import json
import re
from typing import Any, cast

from selectolax.lexbor import LexborHTMLParser

from marketbook.reading.documents.clean import clean_line

_FIELDS = (
    ("og:title", "title"),
    ("twitter:title", "title"),
    ("og:site_name", "publisher"),
    ("article:publisher", "publisher"),
    ("dc.publisher", "publisher"),
    ("article:published_time", "published_on"),
    ("datepublished", "published_on"),
    ("date", "published_on"),
    ("dc.date", "published_on"),
    ("og:url", "url"),
)


def read_meta(page: LexborHTMLParser) -> tuple[str, dict[str, str]]:
    """The language code of a page, and what it says about itself."""
    root = page.root
    language = (root.attributes.get("lang") or "") if root is not None else ""
    said: dict[str, str] = {}
    _take_structured(page, said)
    _take_fields(page, said)
    canonical = page.css_first('link[rel="canonical"]')
    if canonical is not None:
        said.setdefault("url", canonical.attributes.get("href") or "")
    title = page.css_first("title")
    if title is not None:
        said.setdefault("title", clean_line(title.text()))
    kept = {name: clean_line(text)[:300] for name, text in said.items() if text.strip()}
    if "published_on" in kept and not re.match(r"\d{4}-\d{2}", kept["published_on"]):
        del kept["published_on"]
    return language[:2].lower(), kept


def _take_fields(page: LexborHTMLParser, said: dict[str, str]) -> None:
    for node in page.css("meta"):
        name = (
            node.attributes.get("property")
            or node.attributes.get("name")
            or node.attributes.get("itemprop")
            or ""
        ).lower()
        content = node.attributes.get("content") or ""
        for field, ours in _FIELDS:
            if (
                name == field
                and content
                and not content.startswith("http" if ours == "publisher" else "\0")
            ):
                said.setdefault(ours, content)


def _take_structured(page: LexborHTMLParser, said: dict[str, str]) -> None:
    """Publisher and date from the JSON-LD of a page, which is data and never run."""
    for node in page.css('script[type="application/ld+json"]')[:20]:
        try:
            data: Any = json.loads(node.text(deep=True)[:200_000])
        except (ValueError, RecursionError):
            continue
        for entry in data if isinstance(data, list) else [data]:
            if isinstance(entry, dict):
                _take_entry(cast("dict[str, Any]", entry), said)


def _take_entry(entry: dict[str, Any], said: dict[str, str]) -> None:
    publisher = entry.get("publisher")
    if isinstance(publisher, dict) and isinstance(
        name := cast("dict[str, Any]", publisher).get("name"), str
    ):
        said.setdefault("publisher", name)
    date = entry.get("datePublished")
    if isinstance(date, str):
        said.setdefault("published_on", date)

"""The unit of a figure as a record of `units`: known by its name, or made from it."""

from __future__ import annotations

from functools import cache
from math import prod

from marketbook.reading.records.ledger import Ledger
from marketbook.reading.records.model import Cells
from marketbook.reading.records.words import fold, make_slug
from marketbook.reading.words.scales import FACTORS

_KINDS = {
    "percent": ("percent", 1.0),
    "times": ("ratio", 1.0),
    "days": ("duration", 1.0),
    "years": ("duration", 365.25),
}


def find_unit(ledger: Ledger, name: str) -> str:
    """The id of a unit, entered where it is new.

    Args:
        ledger: The tables.
        name: Its name: ``USD billion``, ``percent``, ``million units``.
    """
    kind, currency, factor = describe_unit(name)
    known = ledger.find("units", _list_names, fold(name))
    if known is None and kind == "money":
        known = ledger.find("units", _list_money, (currency, factor))
    if known is not None:
        return known["unit_id"]
    unit_id = ledger.find_free_id("units", make_slug(name))
    cells = {"unit_id": unit_id, "name": name, "kind": kind, "currency": currency,
             "factor": f"{factor:.17g}"}  # fmt: skip
    ledger.put("units", cells, None)
    return unit_id


def _list_names(row: Cells) -> tuple[str, str]:
    return fold(row["name"]), fold(row["unit_id"])


def _list_money(row: Cells) -> tuple[tuple[str, float]]:
    return ((row["currency"], float(row["factor"])),)


def describe_unit(name: str) -> tuple[str, str, float]:
    """Kind, currency and factor of a unit by its name; what is no money is counted."""
    words = name.split()
    if name in _KINDS:
        kind, factor = _KINDS[name]
        return kind, "", factor
    if words and words[0] in list_currencies():
        return "money", words[0], FACTORS.get(" ".join(words[1:]), 1.0)
    factors = (float(word) if word.isdigit() else FACTORS.get(word, 1.0) for word in words)
    return "count", "", prod(factors)


@cache
def list_currencies() -> frozenset[str]:
    """The ISO codes of all currencies."""
    from babel.core import get_global

    return frozenset(get_global("all_currencies"))

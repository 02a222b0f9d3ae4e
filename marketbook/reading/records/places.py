"""A place as a record of `regions`: known by one of its names, or entered as a standard one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import pycountry
from babel import Locale
from babel.core import get_global

from marketbook.reading.records.ledger import Ledger
from marketbook.reading.records.model import Cells
from marketbook.reading.records.words import fold, make_slug
from marketbook.reading.words.places import name_place, states
from marketbook.schema.standard import read_standard_rows

WORLD = "world"
_REST = "rest of "
_MIDDLE_EAST = ("BH", "IQ", "IR", "JO", "KW", "LB", "OM", "PS", "QA", "SY", "YE")
_NORTH_AMERICA = ("BM", "CA", "GL", "PM", "US")
_PARENTS = {"Europe": "europe", "Africa": "africa", "Asia": "asia-pacific",
            "Pacific": "asia-pacific", "Australia": "asia-pacific", "Indian": "asia-pacific",
            "Atlantic": "europe", "America": "latin-america"}  # fmt: skip
"""Where publishers count a country, by the continent of its time zone in CLDR."""


def find_region(ledger: Ledger, name: str) -> str:
    """The id of a place that is known or can be; empty where nobody knows it.

    Args:
        ledger: The tables.
        name: As a person or a page writes it: ``asia pacific``, ``The U.S.``, ``Global``.
    """
    known = ledger.find("regions", _list_names, fold(name))
    known = known or ledger.find("region_listings", _list_printed, name)
    standard = "" if known is not None else find_name(name)
    if standard:
        known = ledger.find("regions", _list_names, fold(standard))
        known = known or _find_standard(ledger, standard)
    return "" if known is None else _enter_standard(ledger, known)


@cache
def find_name(name: str) -> str:
    """The usual name of a place, whatever it is called and however it is written; else empty."""
    tries = (name, name.title(), name.upper())
    known = (found for text in tries if (found := name_place(text)))
    return next(known, name if name in states() else "")


def _find_standard(ledger: Ledger, name: str) -> Cells | None:
    """The standard record of a place by its usual name; a country or state without one gets it."""
    row = _read_standard_names().get(fold(name)) or _find_country(name) or _find_state(ledger, name)
    if row is None and fold(name).startswith(_REST):
        return _find_rest(ledger, name)
    return row


def _find_rest(ledger: Ledger, name: str) -> Cells | None:
    """What is left of a region, where that is known: ``Rest of MEA``."""
    parent = find_region(ledger, fold(name).removeprefix(_REST))
    rests = [*ledger.list_rows("regions"), *read_standard_rows("regions")]
    found = (row for row in rests if row["kind"] == "remainder" and row["parent_id"] == parent)
    return next(found, None) if parent else None


def _find_state(ledger: Ledger, name: str) -> Cells | None:
    """A state of a federation, inside its country."""
    country = states().get(name)
    if country is None:
        return None
    return {"region_id": make_slug(name), "name": name, "kind": "region",
            "parent_id": find_region(ledger, country)}  # fmt: skip


def enter_region(ledger: Ledger, name: str, parent: str) -> str:
    """The id of a place, entered as a new one inside ``parent`` where nobody knows it."""
    known = find_region(ledger, name)
    if known:
        return known
    usual = find_name(name) or name
    inside = ""
    kind = "group" if _is_group(usual) else "region"
    if fold(usual).startswith(_REST):
        kind, inside = "remainder", find_region(ledger, fold(usual).removeprefix(_REST))
    region_id = ledger.find_free_id("regions", make_slug(usual))
    cells = {"region_id": region_id, "name": usual, "kind": kind,
             "parent_id": inside or parent or find_region(ledger, WORLD)}  # fmt: skip
    ledger.put("regions", cells, None)
    return region_id


def _is_group(name: str) -> bool:
    """Whether a name is of several places: ``Europe, Middle East and Africa``."""
    return "," in name or " and " in f" {fold(name)} "


def _list_names(row: Cells) -> tuple[str, ...]:
    """What a record of `regions` goes by, folded: its name, its id, its code."""
    names = (row["name"], row["region_id"], row.get("iso_alpha3", ""))
    return tuple(fold(name) for name in names if name)


def _list_printed(row: Cells) -> tuple[str]:
    return (row["stated_as"],)


@cache
def _read_standard_names() -> Mapping[str, Cells]:
    """The standard regions by each of their names."""
    return {name: row for row in read_standard_rows("regions") for name in _list_names(row)}


def _enter_standard(ledger: Ledger, row: Cells) -> str:
    """Enters a standard region with all that it lies in and, for a group, is made of."""
    region_id = row["region_id"]
    if ledger.get("regions", region_id) is not None:
        return region_id
    known = _read_standard_ids()
    parent = row["parent_id"]
    if parent and parent in known:
        _enter_standard(ledger, known[parent])
    ledger.put("regions", {**row, "note": ""}, None)
    if row["kind"] == "group" and "region_parts" in ledger.schemas:
        for part in _list_parts(region_id):
            _enter_standard(ledger, known[part])
            ledger.put("region_parts", {"region_id": region_id, "part_id": part}, None)
    return region_id


@cache
def _read_standard_ids() -> Mapping[str, Cells]:
    return {row["region_id"]: row for row in read_standard_rows("regions")}


def list_standard_ids() -> frozenset[str]:
    """Ids of the regions that ship."""
    return frozenset(_read_standard_ids())


def _list_parts(region_id: str) -> Iterator[str]:
    for row in read_standard_rows("region_parts"):
        if row["region_id"] == region_id:
            yield row["part_id"]


@cache
def _find_country(name: str) -> Cells | None:
    """A country that is not among the standard regions, by its usual name."""
    code = _read_codes().get(fold(name), "")
    country = pycountry.countries.get(alpha_2=code) if code else None
    if country is None:
        return None
    return {"region_id": make_slug(name), "name": name, "kind": "country",
            "parent_id": _find_continent(code), "iso_alpha3": country.alpha_3,
            "m49": country.numeric, "note": ""}  # fmt: skip


@cache
def _read_codes() -> Mapping[str, str]:
    """Two letters of each country by its names in CLDR and ISO 3166."""
    english = Locale("en").territories
    codes: dict[str, str] = {}
    for country in pycountry.countries:
        common = getattr(country, "common_name", country.name)
        for name in (country.name, common, english.get(country.alpha_2, country.name)):
            codes.setdefault(fold(name), country.alpha_2)
    return codes


def _find_continent(code: str) -> str:
    if code in _MIDDLE_EAST:
        return "middle-east"
    if code in _NORTH_AMERICA:
        return "north-america"
    zones = get_global("territory_zones").get(code) or ["/"]
    return _PARENTS.get(zones[0].partition("/")[0], WORLD)

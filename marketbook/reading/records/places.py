"""A place as a record of `regions`: known by one of its names, or entered as a standard one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from marketbook.reading.records.ledger import Ledger
from marketbook.reading.records.model import Cells
from marketbook.reading.records.words import fold, make_slug
from marketbook.schema.standard import read_standard_rows

WORLD = "world"
_OTHER_NAMES = {
    "world": ("global", "worldwide", "globe", "international", "whole world", "total"),
    "usa": ("us", "united states of america", "america"),
    "uk": ("united kingdom of great britain and northern ireland", "great britain", "britain"),
    "uae": ("emirates",),
    "asia-pacific": ("apac", "asia and pacific", "asia"),
    "middle-east-africa": ("mea", "middle east africa"),
    "latin-america": ("latam", "latin america and caribbean", "latin america and the caribbean"),
    "anz": ("australia new zealand",),
    "nordic": ("nordics", "nordic region"),
    "asean": ("asean countries", "association of southeast asian nations"),
    "european-union": ("eu",),
    "south-korea": ("korea", "republic of korea"),
    "rest-of-mea": ("rest of middle east africa",),
}
"""What publishers call places that no library of places knows by that name."""

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
    wanted = fold(name)
    known = ledger.find("regions", list_names, wanted)
    known = known or ledger.find("region_listings", _list_printed, name)
    if known is not None:
        return known["region_id"]
    row = _read_standard_names().get(wanted) or _find_country(name)
    if row is None and wanted.startswith(_REST):
        return _find_rest(ledger, wanted.removeprefix(_REST))
    return _enter_standard(ledger, row) if row else ""


def _find_rest(ledger: Ledger, whole: str) -> str:
    """What is left of a region, where that is known: ``Rest of APAC`` is that of Asia-Pacific."""
    parent = find_region(ledger, whole)
    rests = [*ledger.list_rows("regions"), *read_standard_rows("regions")]
    found = (r for r in rests if r["kind"] == "remainder" and r["parent_id"] == parent)
    row = next(found, None)
    return _enter_standard(ledger, row) if row is not None and parent else ""


def enter_region(ledger: Ledger, name: str, parent: str) -> str:
    """The id of a place, entered as a new one inside ``parent`` where nobody knows it."""
    known = find_region(ledger, name)
    if known:
        return known
    rest = fold(name).startswith(_REST)
    kind = "remainder" if rest else "region"
    region_id = ledger.find_free_id("regions", make_slug(name))
    inside = find_region(ledger, fold(name).removeprefix(_REST)) if rest else ""
    cells = {"region_id": region_id, "name": name, "kind": kind,
             "parent_id": inside or parent or find_region(ledger, WORLD)}  # fmt: skip
    ledger.put("regions", cells, None)
    return region_id


def list_names(row: Cells) -> tuple[str, ...]:
    """Every name that a record of `regions` goes by, folded."""
    names = (row["name"], row["region_id"], row.get("iso_alpha3", ""))
    return (*(fold(name) for name in names if name), *_OTHER_NAMES.get(row["region_id"], ()))


def _list_printed(row: Cells) -> tuple[str]:
    return (row["stated_as"],)


@cache
def _read_standard_names() -> Mapping[str, Cells]:
    """The standard regions by each of their names."""
    return {name: row for row in read_standard_rows("regions") for name in list_names(row)}


def _enter_standard(ledger: Ledger, row: Cells) -> str:
    """Enters a standard region with all that it lies in and, for a group, is made of."""
    region_id = row["region_id"]
    if ledger.get("regions", region_id) is not None:
        return region_id
    known = _read_standard_ids()
    parent = row["parent_id"]
    if parent and parent in known and ledger.get("regions", parent) is None:
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


def _list_parts(region_id: str) -> Iterator[str]:
    for row in read_standard_rows("region_parts"):
        if row["region_id"] == region_id:
            yield row["part_id"]


@cache
def _find_country(name: str) -> Cells | None:
    """A country that is not among the standard regions, by its name or code in ISO 3166."""
    import pycountry

    try:
        country = pycountry.countries.lookup(name.strip())
    except LookupError:
        return None
    for row in read_standard_rows("regions"):
        if row["iso_alpha3"] == country.alpha_3:
            return row
    common = getattr(country, "common_name", country.name).partition(",")[0]
    return {"region_id": make_slug(common), "name": common, "kind": "country",
            "parent_id": _find_continent(country.alpha_2), "iso_alpha3": country.alpha_3,
            "m49": country.numeric, "note": ""}  # fmt: skip


def _find_continent(code: str) -> str:
    from babel.core import get_global

    if code in _MIDDLE_EAST:
        return "middle-east"
    if code in _NORTH_AMERICA:
        return "north-america"
    zones = get_global("territory_zones").get(code) or ["/"]
    return _PARENTS.get(zones[0].partition("/")[0], WORLD)

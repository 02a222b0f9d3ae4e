"""Axes and segments of a market: known by a name that they were given, or entered."""

from __future__ import annotations

import re
from collections.abc import Iterable

from marketbook.reading.records.ledger import Ledger, name_by
from marketbook.reading.records.model import Cells
from marketbook.reading.records.words import fold, make_slug

UNNAMED = "Segment"
"""Name of the axis of segments that stand alone."""

BY_AXIS, _BY_MARKET = name_by("axis_id"), name_by("market_id")
_BY = re.compile(r"(?i)^(?:by|based on)\s+")


def find_axis(ledger: Ledger, market: str, name: str) -> str:
    """The id of an axis by its name; empty where the market has no such axis."""
    wanted = fold(_BY.sub("", name))
    known = ledger.find("axes", _list_axis_names, (market, wanted))
    known = known or ledger.find("axes", _list_axis_names, (market, f"{wanted}s"))
    return "" if known is None else known["axis_id"]


def _list_axis_names(row: Cells) -> tuple[tuple[str, str], tuple[str, str]]:
    """An axis is the same in the plural: End User, End Users."""
    name = fold(row["name"])
    return (row["market_id"], name), (row["market_id"], name.removesuffix("s"))


def enter_axis(ledger: Ledger, market: str, name: str) -> str:
    """The id of an axis, entered as one whose segments may not be all there are."""
    known = find_axis(ledger, market, name)
    if known:
        return known
    plain = _BY.sub("", name) or _name_anew(ledger, market)
    axis_id = ledger.find_free_id("axes", f"{market}-{make_slug(plain)}")
    cells = {"axis_id": axis_id, "market_id": market, "name": plain, "complete": "false"}
    ledger.put("axes", cells, None)
    return axis_id


def _name_anew(ledger: Ledger, market: str) -> str:
    """A name for one more axis without a name: two of one name cannot be told apart."""
    taken = {fold(row["name"]) for row in ledger.find_all("axes", _BY_MARKET, (market,))}
    names = (UNNAMED, *(f"{UNNAMED} {number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if fold(name) not in taken)


def find_segment(ledger: Ledger, market: str, axis: str, name: str) -> str:
    """The id of a segment by a name that it goes by on its axis; empty where there is none.

    Args:
        ledger: The tables.
        market: Id of the market.
        axis: Id of the axis; empty looks on all axes of the market.
        name: The segment's name.
    """
    for key in [axis] if axis else _list_axes(ledger, market):
        known = ledger.find("segments", _list_segment_names, (key, fold(name)))
        if known is not None:
            return known["segment_id"]
    return _find_listed(ledger, market, axis, name)


def _list_axes(ledger: Ledger, market: str) -> list[str]:
    return [row["axis_id"] for row in ledger.find_all("axes", _BY_MARKET, (market,))]


def _list_segment_names(row: Cells) -> tuple[tuple[str, str]]:
    return ((row["axis_id"], fold(row["name"])),)


def _find_listed(ledger: Ledger, market: str, axis: str, name: str) -> str:
    """A segment by what a list of some document calls it."""
    listed = ledger.find("segment_listings", _list_printed, (market, fold(name)))
    segment = ledger.get("segments", listed["segment_id"]) if listed else None
    fits = segment is not None and axis in ("", segment["axis_id"])
    return segment["segment_id"] if segment is not None and fits else ""


def _list_printed(row: Cells) -> tuple[tuple[str, str]]:
    return ((row["market_id"], fold(row["stated_as"])),)


def enter_axis_of(ledger: Ledger, market: str, names: Iterable[str]) -> str:
    """The id of an axis without a name: the one that knows a name of its list, else a new one."""
    known = (find_segment(ledger, market, "", name) for name in names)
    segment = ledger.get("segments", next(filter(None, known), ""))
    return segment["axis_id"] if segment is not None else enter_axis(ledger, market, "")


def enter_segment(ledger: Ledger, market: str, axis_name: str, name: str) -> str:
    """The id of a segment, entered with its axis where they are new."""
    axis = find_axis(ledger, market, axis_name) if axis_name else ""
    known = find_segment(ledger, market, axis, name) if axis or not axis_name else ""
    if known:
        return known
    return place_segment(ledger, market, axis or enter_axis(ledger, market, axis_name), name)


def place_segment(ledger: Ledger, market: str, axis: str, name: str) -> str:
    """The id of a segment of an axis that is known, entered where it is new."""
    known = find_segment(ledger, market, axis, name)
    if known:
        return known
    segment_id = ledger.find_free_id("segments", f"{axis}-{make_slug(name)}")
    others = ledger.find_all("segments", BY_AXIS, (axis,))
    position = 1 + max((int(row["position"] or 0) for row in others), default=0)
    cells = {"segment_id": segment_id, "axis_id": axis, "name": name, "position": str(position)}
    ledger.put("segments", cells, None)
    return segment_id

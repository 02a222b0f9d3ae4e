"""The lists of a document: segments of an axis, regions with their countries, players."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from marketbook.reading.facts import Name
from marketbook.reading.records.cuts import BY_AXIS, enter_axis, enter_axis_of, place_segment
from marketbook.reading.records.figures import Setting
from marketbook.reading.records.ledger import Ledger, name_by
from marketbook.reading.records.model import Cells, Entry
from marketbook.reading.records.players import enter_player, is_player
from marketbook.reading.records.subjects import enter_place
from marketbook.reading.records.words import is_name, make_slug, tidy

_BY_DOCUMENT = name_by("source_id", "market_id")
_LONGEST = 40
_AROUND = re.compile(r"^page \d+(?:, |$)|(?:^|, )(?:paragraph|item|row|heading|title)(?: \d+)?$")
"""What a place in a document says beside the heading."""


def enter_segments(setting: Setting, entry: Entry) -> None:
    """Enters the segments of an axis as one list names them."""
    ledger, market = setting.ledger, setting.find_market(entry)
    axis_name = tidy(entry.fact.axis)
    names = list(_flatten(entry.fact.names))
    named = enter_axis(ledger, market, axis_name) if axis_name else ""
    axis = named or enter_axis_of(ledger, market, names)
    ids = [place_segment(ledger, market, axis, name) for name in names]
    rows = [{"stated_as": name, "segment_id": one} for name, one in zip(names, ids, strict=True)]
    suffix = axis.removeprefix(f"{market}-")
    _enter_list(setting, entry, "segment_listings", market, rows, suffix)
    setting.lists.setdefault(axis, []).append(frozenset(ids))


def complete_axes(setting: Setting) -> None:
    """A new axis is whole where every list of it names all of its segments."""
    ledger = setting.ledger
    for axis, lists in setting.lists.items():
        own = {row["segment_id"] for row in ledger.find_all("segments", BY_AXIS, (axis,))}
        if (axis,) in ledger.touched["axes"] and len(own) > 1 and set(lists) == {frozenset(own)}:
            ledger.records["axes"][axis,]["complete"] = "true"


def enter_regions(setting: Setting, entry: Entry) -> None:
    """Enters regions as a list names them, each followed by the countries listed in it."""
    rows: list[Cells] = []
    for name, parent in _list_places(entry.fact.names):
        inside = enter_place(setting.ledger, entry, "printed", parent) if parent else ""
        region = enter_place(setting.ledger, entry, "printed", name, inside or "")
        if region:
            rows.append({"stated_as": name, "region_id": region})
    _enter_list(setting, entry, "region_listings", setting.find_market(entry), rows)


def enter_players(setting: Setting, entry: Entry) -> None:
    """Enters players as a list names them."""
    if "player_listings" not in setting.ledger.schemas:
        setting.ledger.remark(
            entry, "what", "the package has no tables of players, so these are left out",
            refuses=False,
        )  # fmt: skip
        return
    names = [name for name in _flatten(entry.fact.names) if is_player(name)]
    rows = [
        {"stated_as": name,
         "player_id": enter_player(setting.ledger, name, entry, setting.document)}
        for name in names
    ]  # fmt: skip
    _enter_list(setting, entry, "player_listings", setting.find_market(entry), rows)


def _flatten(names: Sequence[Name]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        for text in (tidy(name.text), *_flatten(name.parts)):
            if is_name(text) and text not in seen:
                seen.add(text)
                yield text


def _list_places(names: Sequence[Name], parent: str = "") -> Iterator[tuple[str, str]]:
    """Each name with the one it is listed in."""
    for name in names:
        text = tidy(name.text)
        if is_name(text):
            yield text, parent
            yield from _list_places(name.parts, text)


def _enter_list(
    setting: Setting,
    entry: Entry,
    table: str,
    market: str,
    rows: Sequence[Cells],
    suffix: str = "",
) -> None:
    """Enters the lines of a list under a name of its own, unless the same list is there."""
    if table not in setting.ledger.schemas:
        setting.ledger.remark(entry, "what", f"the package has no table {table}, so that the list "
                              "itself is left out", refuses=False)  # fmt: skip
    if table not in setting.ledger.schemas or not rows:
        return
    about = {"source_id": setting.source, "market_id": market}
    stated = [row["stated_as"] for row in rows]
    name = _find_list(setting.ledger, table, about, stated) or _name_list(
        setting.ledger, table, about, entry, suffix
    )
    for position, row in enumerate(rows, 1):
        cells = {**about, "list": name, "position": str(position), **row}
        setting.ledger.put(table, cells, entry, setting.document)


def _find_list(ledger: Ledger, table: str, about: Cells, stated: Sequence[str]) -> str:
    """The list of the source that has these names in this order; empty where there is none."""
    lists: dict[str, list[tuple[int, str]]] = {}
    for row in ledger.find_all(table, _BY_DOCUMENT, tuple(about.values())):
        lists.setdefault(row["list"], []).append((int(row["position"]), row["stated_as"]))
    wanted = list(stated)
    return next(
        (name for name, rows in lists.items() if [t for _, t in sorted(rows)] == wanted), ""
    )


def _name_list(ledger: Ledger, table: str, about: Cells, entry: Entry, suffix: str) -> str:
    """Name of a list: the heading it stands under, and the axis."""
    heading = next((place.heading for place in entry.fact.places if place.heading), "")
    heading = _AROUND.sub("", heading)
    parts = [make_slug(heading, _LONGEST) if heading else "list", suffix]
    wanted = "-".join(part for part in parts if part)
    taken = {row["list"] for row in ledger.find_all(table, _BY_DOCUMENT, tuple(about.values()))}
    number = 1
    while (name := wanted if number == 1 else f"{wanted}-{number}") in taken:
        number += 1
    return name

"""Regions in one tree under one world, with codes of their own."""

from __future__ import annotations

from marketbook.markets import Markets
from marketbook.markets.places import GroupPart, Places, Region
from marketbook.rules.rule import Contradiction, Record, Verdicts, rule
from marketbook.rules.words import listed

_KINDS_OF_PARENTS = {
    "region": ["region", "world", "country"],
    "country": ["region", "world"],
    "group": ["region", "world", "country"],
    "remainder": ["region", "world", "country", "group"],
}


@rule("regions.one-tree", "regions")
def one_tree(markets: Markets) -> Verdicts:
    """The regions form one tree under one world, and no two share a code."""
    places = markets.codes.places
    owners = _find_owners(places)
    for region in places.regions.values():
        fault = _find_fault(region, places) or _find_fault_of_codes(region, owners)
        at = Record("regions", region.id, region.line)
        yield Contradiction(at, fault, worth=1.0) if fault else None
    if not any(region.kind == "world" for region in places.regions.values()):
        message = "no region is of kind world; enter one as the root"
        at = Record("regions", "world", 0)
        yield Contradiction(at, message, worth=1.0, field="kind")
    for part in places.parts:
        yield _judge_part(part, places)


def _find_fault(region: Region, places: Places) -> str:
    if region.kind == "world":
        if region.id != places.world:
            return f"{region.id} is a second world beside {places.world}; keep only one"
        return "the world has a parent; clear its parent_id" if region.parent else ""
    if not region.parent:
        return f"{region.id} has no parent, so it lies outside the world; enter parent_id"
    parent, allowed = places.regions.get(region.parent), _KINDS_OF_PARENTS[region.kind]
    if parent is not None and parent.kind not in allowed:
        return (
            f"{region.id} is a {region.kind}, but its parent {parent.id} is a {parent.kind}; a "
            f"{region.kind} lies in a {listed(allowed).replace(' and ', ' or ')}; list the "
            "members of a group in region_parts"
        )
    outer = [one for one in places.parents(region.id) if places.kind(one) == region.kind]
    if region.kind == "country" and outer:
        return f"{region.id} is a country inside the country {outer[0]}; correct one of them"
    return ""


def _find_owners(places: Places) -> dict[str, str]:
    """The first region with each code, by the column and the code."""
    owners: dict[str, str] = {}
    for region in places.regions.values():
        owners.setdefault(f"iso_alpha3 {region.iso_alpha3}", region.id)
        owners.setdefault(f"m49 {region.m49}", region.id)
    return owners


def _find_fault_of_codes(region: Region, owners: dict[str, str]) -> str:
    if region.kind == "country" and not region.iso_alpha3:
        return f"the country {region.id} has no iso_alpha3; enter its ISO 3166-1 code"
    for column, code in (("iso_alpha3", region.iso_alpha3), ("m49", region.m49)):
        owner = owners[f"{column} {code}"]
        if code and owner != region.id:
            return f"{region.id} has the same {column} as {owner}, {code}; correct one of them"
    return ""


def _judge_part(one: GroupPart, places: Places) -> Contradiction | None:
    group, part, line = one
    whole, at = places.get(group), Record("region_parts", f"{group}/{part}", line)
    if group not in places.regions or part not in places.regions:
        return None
    if whole.kind != "group":
        message = f"{group} has parts, but is a {whole.kind}; make it a group, or use parent_id"
        return Contradiction(at, message, whole.kind, "group", 1.0, "region_id")
    if not whole.parent or whole.parent in places.parents(part):
        return None
    message = (
        f"{part} is part of {group}, which lies in {whole.parent}, but {part} does not; "
        f"correct the part, or the parent of {group} or of {part}"
    )
    return Contradiction(at, message, part, whole.parent, 1.0, "part_id")

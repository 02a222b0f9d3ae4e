"""What a fact goes into the tables as: known names as they are known, new ones marked."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.reading.facts import Fact, Name
from marketbook.reading.records.cuts import find_axis, find_segment
from marketbook.reading.records.ledger import Ledger
from marketbook.reading.records.markets import find_market, name_market
from marketbook.reading.records.places import find_region
from marketbook.reading.records.players import find_player, is_player
from marketbook.reading.records.words import fold, tidy

_NEW = "(new)"


def describe_fact(ledger: Ledger, fact: Fact, market: str) -> str:
    """What a fact is read as, before it is entered.

    Args:
        ledger: The tables.
        fact: The fact.
        market: Name of the market that its document is about.
    """
    own = fact.market or market
    is_other = fold(name_market(own)) != fold(name_market(market))
    parts = [show_market(ledger, own) if is_other else ""]
    parts += [_show_region(ledger, fact.region) if fact.region else ""]
    parts += [_show_segment(ledger, fact, own) if fact.segment or fact.axis else ""]
    parts += [f"of {_show_region(ledger, fact.of_region)}" if fact.of_region else ""]
    parts += [f"of {fact.of_segment}" if fact.of_segment else ""]
    parts += [fact.unit] if fact.value is not None else []
    parts += list(_show_names(ledger, fact, own))
    return "; ".join(part for part in parts if part)


def show_market(ledger: Ledger, name: str) -> str:
    """The name of a market as the tables have it, or that it is new."""
    known = find_market(ledger, name)
    return known["name"] if known is not None else f"{name_market(name)} {_NEW}"


def _show_region(ledger: Ledger, name: str) -> str:
    known = find_region(ledger, name)
    row = ledger.get("regions", known) if known else None
    return row["name"] if row is not None else f"{name} {_NEW}"


def _show_segment(ledger: Ledger, fact: Fact, market: str) -> str:
    known = find_market(ledger, market)
    market_id = known["market_id"] if known is not None else ""
    axis = find_axis(ledger, market_id, fact.axis) if fact.axis else ""
    segment = find_segment(ledger, market_id, axis, fact.segment) if fact.segment else ""
    row = ledger.get("segments", segment) if segment else None
    told = row["name"] if row is not None else f"{fact.segment} {_NEW}" if fact.segment else ""
    own = ledger.get("axes", axis or (row["axis_id"] if row is not None else ""))
    by = own["name"] if own is not None else f"{fact.axis} {_NEW}" if fact.axis else ""
    return f"{told}{' by ' if told and by else ''}{by}"


def _show_names(ledger: Ledger, fact: Fact, market: str) -> Iterator[str]:
    """The names of a list that are new or known by another name, and how many are just known."""
    texts = [text for text in _flatten(fact.names) if is_player(text)]
    told = [_show_name(ledger, fact, text, market) for text in texts]
    known = sum(not each for each in told)
    if known:
        yield f"{known} known"
    yield from (each for each in told if each)


def _show_name(ledger: Ledger, fact: Fact, text: str, market: str) -> str:
    """Empty for a name that is known as it stands."""
    if fact.kind == "region_list":
        name = _show_region(ledger, text)
    elif fact.kind == "segmentation":
        name = _show_segment(ledger, Fact("segmentation", axis=fact.axis, segment=text), market)
        name = name.partition(" by ")[0]
    else:
        player = ledger.get("players", find_player(ledger, text))
        name = player["name"] if player is not None else f"{text} {_NEW}"
    if name == text:
        return ""
    return name if name.endswith(_NEW) else f"{text} is {name}"


def _flatten(names: tuple[Name, ...]) -> Iterator[str]:
    for name in names:
        yield tidy(name.text)
        yield from _flatten(name.parts)

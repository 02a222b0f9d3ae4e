"""Players: every name leads to one record, and every company has one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import partial

import narwhals.stable.v1 as nw

from marketbook.old_rules.ancestry import Ancestry, read_tree
from marketbook.old_rules.lists import is_prose, read_column, read_lines
from marketbook.old_rules.names import (
    Twins,
    differ_in_form,
    find_short_names,
    find_twins,
    split_name,
)
from marketbook.old_rules.plain import Checked, view_checked
from marketbook.old_rules.rule import Row, Saying, Tables, View, rule
from marketbook.old_rules.words import listed

Named = list[tuple[str, str]]
"""Names with the player that each leads to."""

Pairs = Mapping[tuple[str, str], Twins]
"""Two players, the one entered first before the other, with their two names."""

Faults = Sequence[tuple[str, str, Twins]]
"""A player, one that it may be, and their names; one for each of the others."""


@rule(
    "players.has-a-name",
    reads=("players", "player_names"),
    why="A player without a name in player_names is found by nobody who enters a list.",
    example="no name in player_names leads to dexcom; enter its printed names there",
)
def has_a_name(tables: Tables) -> View:
    """Every player is reached by at least one name."""
    named = tables["player_names"].group_by("player_id").agg(nw.len().alias("names"))
    players = tables["players"].select(
        nw.lit("players").alias("table"), nw.col("player_id").alias("record"), "_line", "player_id"
    )
    view = players.join(named, on="player_id", how="left")
    return View(view, ~nw.col("names").is_null(), _say_nameless)


def _say_nameless(row: Row) -> Saying:
    message = (
        f"no name in player_names leads to {row['record']}; enter its printed names there, or "
        "delete the player"
    )
    return Saying(message, implied="at least one name", worth=1.0, field="player_id")


@rule(
    "player_listings.owner-beside-owned",
    reads=("player_listings", "players"),
    why="A company and its own subsidiary in one list of the field are one player counted twice.",
    example="lists 'NightHawk Radiology' beside 'vRad', to which it belongs",
    severity="note",
)
def owner_beside_owned(tables: Tables) -> View:
    """A list of players does not name a company beside one that it belongs to."""
    owners = read_tree(tables["players"], "player_id")
    lines = read_lines(tables, "player_listings", "player_id")
    named: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for line in lines:
        if not is_prose(line):
            named[line.source, line.market, line.list].setdefault(line.member, line.name)
    checked: list[Checked] = []
    for line in lines:
        beside = named[line.source, line.market, line.list]
        owner = owners.nearest(line.member, beside)
        fault = None
        if owner and not is_prose(line):
            message = (
                f"lists '{line.name}' beside '{beside[owner]}', to which it belongs: a count of "
                "the list takes the two for two; keep both if the document prints both"
            )
            fault = Saying(message, line.name, beside[owner], 1 / len(beside), "player_id")
        checked.append(Checked("player_listings", line.record, line.line, fault, line.market))
    return view_checked(checked)


@rule(
    "player_listings.name-leads-to-player",
    reads=("player_listings", "player_names"),
    why="Spellings are resolved in one place, player_names; a list that goes its own way makes two "
    "players of one.",
    example="'Medtronik' is not in player_names; nearest: 'Medtronic', which leads to medtronic",
)
def name_leads_to_player(tables: Tables) -> View:
    """Every printed name of a list is in player_names and leads to the player of its line."""
    names = tables["player_names"].select("name", nw.col("player_id").alias("named_id"))
    lines = tables["player_listings"].select(
        nw.lit("player_listings").alias("table"),
        nw.concat_str(
            "source_id", "market_id", "list", nw.col("position").cast(nw.String), separator="/"
        ).alias("record"),
        "_line",
        "market_id",
        "stated_as",
        "player_id",
    )
    view = lines.join(names, left_on="stated_as", right_on="name", how="left")
    same = (nw.col("named_id") == nw.col("player_id")).fill_null(False)
    return View(view, same, partial(_say_name, tables))


def _say_name(tables: Tables, row: Row) -> Saying:
    name = row["stated_as"]
    if row["named_id"] is None:
        known = read_column(tables, "player_names", "name", "player_id")
        near = get_close_matches(name, known, 1)
        hint = f"; nearest: '{near[0]}', which leads to {known[near[0]]}" if near else ""
        message = (
            f"'{name}' is not in player_names{hint}; enter it there, leading to "
            f"{row['player_id']}, or correct the line"
        )
        return Saying(message, name, near[0] if near else "", 1.0, "stated_as")
    message = (
        f"'{name}' leads to {row['named_id']} in player_names and to {row['player_id']} here; "
        "correct the one that is wrong"
    )
    return Saying(message, row["player_id"], row["named_id"], 1.0, "player_id")


@rule(
    "players.no-near-duplicates",
    reads=("players",),
    uses=("player_names",),
    why="Two records of one company split its lists, its developments and its share of a field.",
    example="'Medtronic plc' and 'Medtronic' (players:medtronic) are one name but for case, "
    "punctuation and legal form; merge the two",
)
def no_near_duplicates(tables: Tables) -> View:
    """No two players have names that are one but for case, punctuation, legal form or a slip."""
    names = _read_names(tables)
    pairs = _find_twin_players(tables, names)
    doubtful = _list_other_forms(pairs, names)
    sure = {pair: twins for pair, twins in pairs.items() if pair not in doubtful}
    return _view_pairs(tables, sure, lambda pairs: _say_twins(pairs, names))


@rule(
    "players.may-be-one",
    reads=("players",),
    uses=("player_names",),
    why="A short name, or another legal form, often stands for the same company, and sometimes for "
    "another one: only the documents can tell.",
    example="'Robert Bosch GmbH' and 'Bosch' (players:bosch) may be one company; look both up, and "
    "merge the records if they are",
    severity="note",
)
def may_be_one(tables: Tables) -> View:
    """No two players have names of which one may be short for the other, or its other form."""
    names = _read_names(tables)
    known = _find_twin_players(tables, names)
    pairs = {pair: known[pair] for pair in _list_other_forms(known, names)}
    every = (Twins(*pair, 0, 0) for pair in find_short_names([name for name, _ in names]))
    short = _closest_of_players(tables, names, every)
    pairs |= {pair: twins for pair, twins in short.items() if pair not in known}
    return _view_pairs(tables, pairs, lambda pairs: _say_doubt(pairs, names))


def _find_twin_players(tables: Tables, names: Named) -> Pairs:
    return _closest_of_players(tables, names, find_twins([name for name, _ in names]))


def _closest_of_players(tables: Tables, names: Named, every: Iterable[Twins]) -> Pairs:
    """Of all twin names of two players the closest; none for a company and its own parent."""
    lines = dict(tables["players"].select("player_id", "_line").collect().rows())
    lies_in = read_tree(tables["players"], "player_id")
    closest: dict[tuple[str, str], Twins] = {}
    for twins in every:
        one, other = sorted((names[twins.one][1], names[twins.other][1]), key=lines.__getitem__)
        if one == other or _is_family(one, other, lies_in):
            continue
        if (one, other) not in closest or twins.edits < closest[one, other].edits:
            closest[one, other] = twins
    return closest


def _list_other_forms(pairs: Pairs, names: Named) -> set[tuple[str, str]]:
    """The pairs of players with one name, but legal forms of different kinds."""
    own: dict[str, list[str]] = defaultdict(list)
    for name, player in names:
        own[player].append(name)
    return {
        (first, second)
        for first, second in pairs
        for one in own[first]
        for other in own[second]
        if differ_in_form(one, other) and split_name(one) == split_name(other)
    }


def _view_pairs(tables: Tables, pairs: Pairs, say: Callable[[Faults], Saying]) -> View:
    lines = dict(tables["players"].select("player_id", "_line").collect().rows())
    faults: dict[str, list[tuple[str, str, Twins]]] = defaultdict(list)
    for (one, other), twins in sorted(pairs.items()):
        faults[other].append((other, one, twins))
    return view_checked(
        Checked("players", player, line, say(faults[player]) if player in faults else None)
        for player, line in lines.items()
    )


def _read_names(tables: Tables) -> Named:
    found = set(tables["players"].select("name", "player_id").collect().rows())
    found |= set(tables["player_names"].select("name", "player_id").collect().rows())
    known = {player for (player,) in tables["players"].select("player_id").collect().rows()}
    return sorted(pair for pair in found if pair[1] in known)


def _is_family(one: str, other: str, lies_in: Ancestry) -> bool:
    return one in lies_in.wholes(other) or other in lies_in.wholes(one)


def _say_twins(faults: Faults, names: Named) -> Saying:
    pairs = [_say_pair(player, other, twins, names) for player, other, twins in faults]
    message = f"{'; '.join(pairs)}; merge the records, or waive it if they are two companies"
    return _say(message, faults)


def _say_doubt(faults: Faults, names: Named) -> Saying:
    pairs = listed([_show_pair(player, other, twins, names) for player, other, twins in faults])
    message = f"{pairs} may be one company; look both up, and merge the records if they are"
    return _say(message, faults)


def _say(message: str, faults: Faults) -> Saying:
    others = listed([other for _, other, _ in faults])
    return Saying(message, implied=others, worth=1.0, field="name")


def _show_pair(player: str, other: str, twins: Twins, names: Named) -> str:
    pair = {names[place][1]: names[place][0] for place in (twins.one, twins.other)}
    return f"'{pair[player]}' and '{pair[other]}' (players:{other})"


def _say_pair(player: str, other: str, twins: Twins, names: Named) -> str:
    shown = _show_pair(player, other, twins, names)
    if not twins.edits:
        return f"{shown} are one name but for case, punctuation and legal form"
    edits = f"{twins.edits} edit{'s' if twins.edits > 1 else ''}"
    return f"{shown} are {edits} apart in {twins.letters} letters"

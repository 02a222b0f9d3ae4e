"""Dated news as records of `developments`, with the players that took part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from marketbook.reading.facts import Fact
from marketbook.reading.records.figures import Setting
from marketbook.reading.records.ledger import Ledger, name_by
from marketbook.reading.records.model import Cells, Entry
from marketbook.reading.records.players import enter_player, find_players, is_player
from marketbook.reading.records.sources import locate
from marketbook.reading.records.words import make_slug, tidy

KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "acquisition": (r"acqui|takeover|merge|buys\b|bought", ("acquirer", "target")),
    "partnership": (r"partner|collaborat|alliance|joint venture|teamed|agreement", ("partner",)),
    "funding": (r"fund|raised|investment|grant|series [a-e]\b", ("recipient",)),
    "launch": (r"launch|introduc|unveil|releas|debut", ("launcher",)),
    "deployment": (r"deploy|install|rolled out|order|contract", ("supplier",)),
    "report": (r"report|announc|stud(?:y|ies)|survey", ("reporter",)),
}
"""Kinds of news: words that tell each, and the roles of the players in the order they are named."""

_BY_MONTH, _BY_DEVELOPMENT = name_by("source_id", "month"), name_by("development_id")
_WORD = re.compile(r"\w+")
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")


def find_kind(fact: Fact) -> str:
    """What kind of news it is, by the words of the page; empty where they do not say."""
    text = f"{fact.printed} {fact.said}".casefold()
    found = {kind: re.search(words, text) for kind, (words, _) in KINDS.items()}
    # the verb of the sentence comes before what else it mentions
    starts = {kind: match.start() for kind, match in found.items() if match is not None}
    return min(starts, key=lambda kind: starts[kind]) if starts else ""


def list_players(ledger: Ledger, fact: Fact, others: Iterable[str] = ()) -> list[str]:
    """Who took part: the names of the fact, else the known names in the words of the page.

    Args:
        ledger: The tables, whose players are known.
        fact: The news.
        others: Further names that are known.
    """
    names = [text for name in fact.names if is_player(text := tidy(name.text))]
    return names or find_players((*_list_known(ledger, fact.said), *others), fact.said)


def _list_known(ledger: Ledger, text: str) -> Iterator[str]:
    """Known names of players whose first word stands in a text."""
    for word in set(_WORD.findall(text)):
        for row in ledger.find_all("player_names", _list_first, word):
            yield row["name"]


def _list_first(row: Cells) -> list[str]:
    return _WORD.findall(row["name"])[:1]


def enter_development(setting: Setting, entry: Entry) -> None:
    """Enters dated news, or says what it lacks."""
    fact, ledger = entry.fact, setting.ledger
    kind = find_kind(fact)
    if "developments" not in ledger.schemas:
        ledger.remark(entry, "what", "the package has no table developments, so this is left out",
                      refuses=False)  # fmt: skip
        return
    names = list_players(ledger, entry.fact)
    if not (_MONTH.fullmatch(fact.month) and kind and names):
        ledger.remark(entry, "years", "news without its month, its kind or its players",
                      "a month such as 2025-03, and who took part",
                      "it is left out; fill it in to have it entered", refuses=False)  # fmt: skip
        return
    market = setting.find_market(entry)
    players = [enter_player(ledger, name, entry, setting.document) for name in names]
    known = _find_known(setting, fact.month, players)
    if known:
        ledger.note_origin("developments", (known,), entry, setting.document)
        return
    own = f"{market}-{fact.month}-{kind}-{make_slug(names[0])}"
    cells = {"development_id": own, "source_id": setting.source, "market_id": market,
             "month": fact.month, "kind": kind, "locator": locate(fact),
             "summary": _sum_up(kind, names)}  # fmt: skip
    ledger.put("developments", cells, entry, setting.document)
    roles = KINDS[kind][1]
    for place, player in enumerate(players):
        role = roles[min(place, len(roles) - 1)]
        ledger.put("development_players",
                   {"development_id": own, "player_id": player, "role": role},
                   entry, setting.document)  # fmt: skip


def _sum_up(kind: str, names: Sequence[str]) -> str:
    """A sentence of our own; a name may end with a full stop itself."""
    return f"{kind.capitalize()}: {', '.join(names)}".removesuffix(".") + "."


def _find_known(setting: Setting, month: str, players: Sequence[str]) -> str:
    """The news of the same month and source in which one of the players takes part."""
    for row in setting.ledger.find_all("developments", _BY_MONTH, (setting.source, month)):
        own = row["development_id"]
        roles = setting.ledger.find_all("development_players", _BY_DEVELOPMENT, (own,))
        if any(role["player_id"] in players for role in roles):
            return own
    return ""

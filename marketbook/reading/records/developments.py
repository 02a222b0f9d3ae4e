"""Dated news as records of `developments`, with the players that took part."""

from __future__ import annotations

import re

from marketbook.reading.facts import Fact
from marketbook.reading.records.figures import Setting
from marketbook.reading.records.markets import enter_market
from marketbook.reading.records.model import Entry
from marketbook.reading.records.players import enter_player, is_player
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

_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")


def find_kind(fact: Fact) -> str:
    """What kind of news it is, by the words of the page; empty where they do not say."""
    text = f"{fact.printed} {fact.said}".casefold()
    return next((kind for kind, (words, _) in KINDS.items() if re.search(words, text)), "")


def enter_development(setting: Setting, entry: Entry) -> None:
    """Enters dated news, or says what it lacks."""
    fact, ledger = entry.fact, setting.ledger
    kind = find_kind(fact)
    if "developments" not in ledger.schemas:
        ledger.remark(entry, "what", "the package has no table developments, so this is left out",
                      refuses=False)  # fmt: skip
        return
    names = [text for name in fact.names if is_player(text := tidy(name.text))]
    if not (_MONTH.fullmatch(fact.month) and kind and names):
        ledger.remark(entry, "years", "news without its month, its kind or its players",
                      "a month such as 2025-03, and who took part",
                      "it is left out; fill it in to have it entered", refuses=False)  # fmt: skip
        return
    market = enter_market(ledger, fact.market) if fact.market else setting.market
    own = f"{market}-{fact.month}-{kind}-{make_slug(names[0])}"
    cells = {"development_id": own, "source_id": setting.source, "market_id": market,
             "month": fact.month, "kind": kind, "locator": locate(fact),
             "summary": f"{kind.capitalize()}: {', '.join(names)}."}  # fmt: skip
    ledger.put("developments", cells, entry, setting.document)
    roles = KINDS[kind][1]
    for place, name in enumerate(names):
        player = enter_player(ledger, name, entry, setting.document)
        role = roles[min(place, len(roles) - 1)]
        ledger.put("development_players",
                   {"development_id": own, "player_id": player, "role": role},
                   entry, setting.document)  # fmt: skip

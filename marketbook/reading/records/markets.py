"""The market of a fact: known by a name, or entered with its three scenarios."""

from __future__ import annotations

import re
from difflib import get_close_matches

from marketbook.reading.records.ledger import Ledger
from marketbook.reading.records.model import Cells
from marketbook.reading.records.words import fold, make_slug, tidy

_HEAD = re.compile(r"(?i)^(?:the\s+)?(?:global|worldwide|world)\s+")
_SHORT = re.compile(r"(.+?)\s*\(([A-Z][A-Za-z0-9&-]{1,9})\)")
_NEAR = 0.85
_TAIL = re.compile(r"(?i)\s+(?:market|industry)\b.*$")

SCENARIOS: tuple[dict[str, str], ...] = (
    {"scenario_id": "base", "name": "Base", "method": "published-points", "growth_factor": "1",
     "ceiling_multiple": "2", "rationale":
     "The published sizes, and constant growth between them. Nothing of our own."},
    {"scenario_id": "high", "name": "High", "method": "published-points", "growth_factor": "1.2",
     "ceiling_multiple": "3", "rationale":
     "Growth a fifth higher than published. Our assumption; no source states it."},
    {"scenario_id": "low", "name": "Low", "method": "published-points", "growth_factor": "0.8",
     "ceiling_multiple": "1.5", "rationale":
     "Growth a fifth lower than published. Our assumption; no source states it."},
)  # fmt: skip
"""What every market begins with; growth fades to five percent within ten years where it fades."""

_FADING = {"long_run_rate_percent": "5", "fade_years": "10"}


def name_market(text: str) -> str:
    """A market's name from a title: ``Global Garden Robots Market Size`` is ``Garden Robots``."""
    plain = tidy(text)
    return _HEAD.sub("", _TAIL.sub("", plain)) or plain


def find_market(ledger: Ledger, name: str) -> Cells | None:
    """A market by its name, abbreviation or id; None where there is none."""
    plain, short = _split_short(name_market(name))
    tries = (fold(text) for text in (name, plain, short) if text)
    found = (ledger.find("markets", _list_names, text) for text in tries)
    return next((row for row in found if row is not None), None)


def find_near(ledger: Ledger, name: str) -> str:
    """The name of another market that one may be: spelt alike, or with words more or less."""
    own = fold(name_market(name))
    known = {fold(row["name"]): row["name"] for row in ledger.list_rows("markets")}
    known.pop(own, None)
    wider = (other for other in known if _is_within(own, other) or _is_within(other, own))
    return known.get(next(iter([*get_close_matches(own, known, 1, _NEAR), *wider]), ""), "")


def _is_within(few: str, many: str) -> bool:
    return set(few.split()) <= set(many.split())


def enter_market(ledger: Ledger, name: str) -> str:
    """The id of a market by its name, abbreviation or id; entered where it is new."""
    known = find_market(ledger, name)
    if known is not None:
        return known["market_id"]
    plain, short = _split_short(name_market(name))
    market_id = ledger.find_free_id("markets", make_slug(plain))
    # pages name a market inside their sentences; "eSIM" keeps its first letter
    plain = plain.capitalize() if plain.islower() else plain
    ledger.put("markets", {"market_id": market_id, "name": plain, "abbreviation": short}, None)
    for scenario in SCENARIOS:
        ledger.put("scenarios", {"market_id": market_id, **_FADING, **scenario}, None)
    return market_id


def _split_short(name: str) -> tuple[str, str]:
    """A name and the abbreviation that stands in brackets behind it."""
    found = _SHORT.fullmatch(name)
    return (found[1], found[2]) if found else (name, "")


def _list_names(row: Cells) -> list[str]:
    names = (row["name"], row["market_id"], row.get("abbreviation", ""))
    return [fold(name) for name in names if name]

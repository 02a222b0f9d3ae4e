"""The lines of a sheet of facts, as texts by column: doubtful ones first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from marketbook.findings import Finding
from marketbook.reading.facts import Fact, Name, Reading, Unplaced
from marketbook.reading.records.developments import find_kind, list_players
from marketbook.reading.records.ledger import Ledger
from marketbook.reading.records.markets import find_market, find_near, name_market
from marketbook.reading.records.words import fold
from marketbook.reading.sheet.columns import ABOUT, KINDS
from marketbook.reading.sheet.describe import describe_fact, show_market
from marketbook.reading.sheet.names import find_sentence, write_names
from marketbook.reading.sheet.printed import BY_VOLUME, write_printed
from marketbook.reading.sheet.years import write_years
from marketbook.text import clip

Line = dict[str, str]
"""The texts of one line by column of the sheet; that of a fact also has its ``number``."""

NOTE = "note: "
"""What is before a finding that does not fail the check."""

_NOBODY = "who took part was not read; enter the names"
_DOUBT = {"low": 0, "medium": 1, "high": 2}
_WORDS = {
    kind: word for word, kind in reversed(KINDS.items()) if kind not in ("claim", "development")
}
_ORDER = (*dict.fromkeys(KINDS.values()),)
_NEEDED = {
    "publisher": "no publisher was read; fill it in, because figures are cited by it",
    "published": "no date of publication was read; fill it in if the document has one",
}
_PERIODS = {"base": "base year", "estimate": "estimate year"}


def list_lines(
    reading: Reading, ledger: Ledger, said: Mapping[int, Sequence[Finding]]
) -> list[Line]:
    """The lines of a draft: the document, its facts, then the numbers that were not placed.

    Args:
        reading: The document.
        ledger: The tables before its facts are entered.
        said: What the audit says, by number of the fact.
    """
    market = reading.market or reading.title
    players = [name.text for fact in reading.facts if fact.kind == "player_list"
               for name in fact.names]  # fmt: skip
    ranked = sorted(
        enumerate(reading.facts),
        key=lambda pair: (
            _DOUBT[pair[1].sure],
            not said.get(pair[0]),
            _ORDER.index(pair[1].kind),
            pair[0],
        ),
    )
    facts = [
        _make_line(
            fact,
            said.get(number, ()),
            describe_fact(ledger, fact, market),
            fold(name_market(market)),
            list_players(ledger, fact, players) if fact.kind == "development" else (),
        )
        | {"number": str(number)}
        for number, fact in ranked
    ]
    return [*_list_about(reading, ledger), *facts, *map(_make_unplaced, reading.unplaced)]


def _list_about(reading: Reading, ledger: Ledger) -> list[Line]:
    """A line for each thing that is stated of the document itself, or that a source needs."""
    stated = {
        word: str(getattr(reading, name) or "")
        for word, name in ABOUT.items()
    }  # fmt: skip
    stated["market"] = name_market(reading.market or reading.title)
    stated["published"] = reading.published_on or reading.edition
    stated["document"] = PurePath(reading.file.replace("\\", "/")).name.removeprefix("-")
    look = {word: doubt for word, doubt in _NEEDED.items() if not stated[word]}
    look["market"] = _doubt_market(reading, ledger)
    return [
        {"take": "yes", "what": word, "printed": text, "look": look.get(word, "")}
        | ({"read_as": show_market(ledger, text)} if word == "market" and text else {})
        for word, text in stated.items()
        if text or look.get(word)
    ]


def _doubt_market(reading: Reading, ledger: Ledger) -> str:
    """Why a person should look at the name of the market: a wrong one is a market of its own."""
    if not reading.market:
        return "no market was read; this is the title" if reading.title else "no market was read"
    near = "" if find_market(ledger, reading.market) else find_near(ledger, reading.market)
    return f"it is new; if it is '{near}', which is known, write that" if near else ""


def _make_line(
    fact: Fact, said: Sequence[Finding], read_as: str, market: str, players: Sequence[str]
) -> Line:
    nobody = _NOBODY if fact.kind == "development" and not players else ""
    long = find_sentence(fact.names)
    untaken = nobody or (f"'{clip(long, 40)}' is no name; shorten it" if long else "")
    return {
        "take": "no" if fact.sure == "low" or untaken else "yes",
        "what": _find_word(fact),
        "printed": write_fact(fact, players),
        "years": fact.month or _write_fact_years(fact),
        "region": fact.region,
        "axis": fact.axis,
        "segment": fact.segment,
        "of": fact.of_region or fact.of_segment,
        "market": "" if fold(name_market(fact.market)) == market else fact.market,
        "where": fact.locator,
        "look": untaken or fact.why or _tell_doubt(fact),
        "audit": " · ".join(
            f"{'' if each.fails else NOTE}{each.rule}: {each.message}"
            for each in sorted(said, key=lambda each: not each.fails)
        ),
        "read_as": read_as,
        "said": fact.said,
    }


def _write_fact_years(fact: Fact) -> str:
    if fact.year is not None:
        return str(fact.year)
    if fact.kind == "growth_rate" and fact.start_year is None and fact.end_year is not None:
        return f"–{fact.end_year}"
    return write_years(fact.start_year, fact.end_year)


def _find_word(fact: Fact) -> str:
    if fact.kind == "claim":
        return fact.claim or "largest"
    if fact.kind == "development":
        return find_kind(fact) or "report"
    if fact.kind == "period":
        return _PERIODS.get(fact.period or "", fact.period or "forecast")
    return _WORDS[fact.kind]


def _tell_doubt(fact: Fact) -> str:
    return "" if fact.sure == "high" else f"sure: {fact.sure}"


def write_fact(fact: Fact, players: Sequence[str] = ()) -> str:
    """What stands under As printed: the figure, the names of a list, or those of the news."""
    if fact.kind == "development":
        return write_names([Name(name) for name in players])
    if fact.names:
        return write_names(fact.names)
    volume = BY_VOLUME if fact.of_unit else ""
    return write_printed(fact) + volume if fact.value is not None else fact.printed


def _make_unplaced(number: Unplaced) -> Line:
    return {"take": "no", "printed": number.printed, "where": str(number.place),
            "look": number.reason, "said": number.said}  # fmt: skip


EXAMPLES: tuple[Line, ...] = (
    {"what": "title", "printed": "Garden Robots Market, 2026 to 2032"},
    {"what": "publisher", "printed": "Example Publisher"},
    {"what": "published", "printed": "2026-01-14"},
    {"what": "base year", "years": "2025"},
    {"what": "forecast", "years": "2025–2032"},
    {"printed": "USD 12.4 billion", "years": "2025", "where": "first paragraph"},
    {"printed": "about 12.1 %", "years": "2025–2032", "where": "first paragraph"},
    {"printed": "38 %", "years": "2025", "region": "North America"},
    {"printed": "60 %", "years": "2025", "axis": "Component", "segment": "Hardware"},
    {"what": "segments", "axis": "Component", "printed": "Hardware; Software; Services"},
    {"what": "regions", "printed": "North America (United States; Canada); Europe"},
    {"what": "players", "printed": "Husqvarna; Robert Bosch GmbH; Deere & Company"},
    {"what": "largest", "region": "North America"},
    {"what": "acquisition", "printed": "Husqvarna; Example Mowers", "years": "2025-03"},
)
"""Invented lines that show how a sheet is filled in; they are marked as not taken."""

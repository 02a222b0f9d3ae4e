"""The source that a document is, and the periods it states."""

from __future__ import annotations

from marketbook.reading.facts import Fact, Reading
from marketbook.reading.records.ledger import Ledger, name_by
from marketbook.reading.records.markets import enter_market, find_market
from marketbook.reading.records.model import Cells, Document, Entry
from marketbook.reading.records.words import fold, make_slug, tidy

FIGURES = ("sizes", "growth_rates", "shares")
"""Tables of figures that say which market a source is about."""

_BY_SOURCE = name_by("source_id")
ABOUT_SOURCE = -1
"""Number of what is stated of a document itself, among its facts."""

NOWHERE = "place not noted"
"""Locator of a fact that somebody entered without saying where it stands."""


def enter_source(ledger: Ledger, document: Document) -> tuple[str, str]:
    """Enters a document as a source: known by its checksum, else by title, publisher and date.

    Returns:
        The id of the source, and that of the market that it is about.
    """
    reading = document.reading
    cells = _describe(reading)
    known = _find_known(ledger, cells)
    market = _find_market(ledger, reading.market or reading.title or reading.file, known)
    source_id = (
        ledger.find_free_id("sources", _make_id(reading, market))
        if known is None
        else known["source_id"]
    )
    key = ledger.put("sources", {**cells, "source_id": source_id}, None)
    about = Entry(Fact("period"), ABOUT_SOURCE, document.cells)
    ledger.note_origin("sources", key, about, document.number)
    return source_id, market


def restate_source(ledger: Ledger, reading: Reading) -> str:
    """Writes what a document says of itself over what is recorded of it.

    Returns:
        The id of its source; empty where it is not known.
    """
    source = find_source(ledger, reading)
    if source:
        ledger.restate("sources", (source,), _describe(reading))
    return source


def find_source(ledger: Ledger, reading: Reading) -> str:
    """The id of a document's source; empty where it is not known."""
    known = _find_known(ledger, _describe(reading))
    return "" if known is None else known["source_id"]


def _find_market(ledger: Ledger, name: str, source: Cells | None) -> str:
    """The market of a document: that of its name, else that of what is recorded of it."""
    if source is not None and find_market(ledger, name) is None:
        for table in FIGURES:
            for row in ledger.find_all(table, _BY_SOURCE, (source["source_id"],)):
                return row["market_id"]
    return enter_market(ledger, name)


def _find_known(ledger: Ledger, cells: Cells) -> Cells | None:
    checksum = cells["document_sha256"]
    if checksum:
        known = ledger.find("sources", _list_checksums, checksum)
        if known is not None:
            return known
    known = ledger.find("sources", _list_titles, _list_titles(cells)[0])
    # two documents that differ are two sources, whatever they are called
    other = known is not None and checksum and known.get("document_sha256")
    return None if other else known


def _describe(reading: Reading) -> Cells:
    return {
        "title": tidy(reading.title) or tidy(reading.market) or reading.file,
        "publisher": tidy(reading.publisher),
        "edition": reading.edition or reading.published_on[:7],
        "published_on": reading.published_on,
        "url": reading.url.strip(),
        "report_code": tidy(reading.report_code),
        "pages": str(reading.pages or ""),
        "document": reading.file.replace("\\", "/").rpartition("/")[2].removeprefix("-"),
        "document_sha256": reading.sha256,
    }


def _list_checksums(row: Cells) -> list[str]:
    return [row["document_sha256"]] if row.get("document_sha256") else []


def _list_titles(row: Cells) -> tuple[tuple[str, str, str]]:
    """Title, publisher and edition; a source without a document is known by them."""
    return ((fold(row["title"]), fold(row.get("publisher", "")), row.get("edition", "")),)


def _make_id(reading: Reading, market: str) -> str:
    publisher = fold(reading.publisher).split()
    year = (reading.edition or reading.published_on)[:4]
    parts = [market, make_slug(publisher[0]) if publisher else "unnamed", year]
    return "-".join(part for part in parts if part)


def enter_quoted(ledger: Ledger, source: str, publisher: str) -> str:
    """The source of another publisher's figures that a document quotes, entered where it is new.

    Args:
        ledger: The tables.
        source: Id of the document that quotes them.
        publisher: Whose figures they are.
    """
    quoting = ledger.get("sources", source) or {}
    name = tidy(publisher)
    cells = {**quoting, "title": f"{quoting.get('title', '')}: figures of {name}",
             "publisher": name, "document_sha256": ""}  # fmt: skip
    known = ledger.find("sources", _list_titles, _list_titles(cells)[0])
    if known is not None:
        return known["source_id"]
    own = ledger.find_free_id("sources", f"{source}-{make_slug(name)}")
    ledger.put("sources", {**cells, "source_id": own}, None)
    return own


def enter_period(ledger: Ledger, source: str, entry: Entry, document: int) -> None:
    """Enters a period that the document states, or says what it lacks."""
    fact = entry.fact
    start, end = fact.start_year or fact.year, fact.end_year or fact.year or fact.start_year
    if fact.period is None or start is None or end is None:
        ledger.remark(
            entry,
            "years",
            "a period without its years",
            "a year, or years such as 2025–2032",
            "fill it in, or leave the row out",
        )
        return
    cells = {"source_id": source, "kind": fact.period, "start_year": str(start),
             "end_year": str(end), "locator": locate(fact)}  # fmt: skip
    ledger.put("source_periods", cells, entry, document)


def locate(fact: Fact) -> str:
    """Where a fact stands, as the tables say it."""
    return tidy(fact.locator) or NOWHERE


def list_base_years(document: Document) -> list[int]:
    """The base years that a document states."""
    return [
        year
        for entry in document.entries
        if entry.fact.kind == "period" and entry.fact.period == "base"
        for year in [entry.fact.start_year or entry.fact.year]
        if year is not None
    ]

"""Tables beside figures: what the sources say, their errata as we read them, the dictionary."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.exports.content import Content
from marketbook.exports.page.links import FIGURES, Links
from marketbook.exports.page.problems import tell_reading
from marketbook.exports.page.words import Cell, Table, say, tabulate
from marketbook.markets.grouping import group_by
from marketbook.workbook.records import Record, Records
from marketbook.workbook.tell import name_source


def list_tables(records: Records, market_id: str) -> dict[str, Table]:
    """The lists of one market that have rows, by the name of their section."""
    made = {
        "Players": _players(records, market_id),
        "Developments": _developments(records, market_id),
        "Insights": _insights(records, market_id),
        "Claims of rank": _claims(records, market_id),
        "Other numbers": _statistics(records, market_id),
        "Sources": tabulate_sources(records, market_id),
    }
    return {name: table for name, table in made.items() if table.rows}


def _players(records: Records, market_id: str) -> Table:
    listings = group_by(records.of("player_listings", market_id), lambda row: row["player_id"])
    rows = [_player(records, key, found) for key, found in listings.items()]
    rows.sort(key=lambda row: (-int(row[4].text), row[0].text))
    heads = ("Player", "Kind", "Country", "Part of", "Lists", "Printed as")
    return tabulate("Players, the most often listed first", heads, rows, ["Lists"])


def _player(records: Records, key: str, found: list[Record]) -> list[Cell]:
    players = records.by_key("players", "player_id")
    row = players.get(key, {"name": key})
    parent = players.get(row.get("parent_id") or "")
    spellings = dict.fromkeys(one["stated_as"] for one in found)
    return [
        say(row["name"]),
        say(_title(row.get("kind"))),
        say(_name(records, "regions", row.get("country_id"))),
        say(parent["name"] if parent else None),
        say(len({(one["source_id"], one["list"]) for one in found})),
        say("; ".join(name for name in spellings if name != row["name"])),
    ]


def _developments(records: Records, market_id: str) -> Table:
    rows = sorted(
        records.of("developments", market_id),
        key=lambda row: (str(row["month"] or ""), str(row["development_id"])),
        reverse=True,
    )
    players: dict[str, list[str]] = {}
    names = records.by_key("players", "player_id")
    for row in records.all("development_players"):
        name = names.get(row["player_id"], {"name": row["player_id"]})["name"]
        players.setdefault(row["development_id"], []).append(name)
    cells = (
        [
            say(row["month"]),
            say(_title(row["kind"])),
            say(", ".join(players.get(row["development_id"], ()))),
            say(row["summary"]),
            say(_amount(records, row)),
            *_origin(records, row),
        ]
        for row in rows
    )
    heads = ("Month", "Kind", "Players", "What happened", "As printed", "Source", "Place")
    return tabulate("Developments, the newest first", heads, cells)


def _insights(records: Records, market_id: str) -> Table:
    rows = sorted(
        records.of("insights", market_id), key=lambda row: (row["kind"], row["insight_id"])
    )
    cells = (
        [
            say(row["topic"]),
            say(_title(row["kind"])),
            say(row["summary"]),
            say(_about(records, row)),
            *_origin(records, row),
        ]
        for row in rows
    )
    heads = ("Topic", "Kind", "In our words", "About", "Source", "Place")
    return tabulate("Drivers, restraints, opportunities and the like", heads, cells)


def _claims(records: Records, market_id: str) -> Table:
    cells = (
        [
            say(_about(records, row)),
            say(_title(row["kind"])),
            say(row["year"]),
            *_origin(records, row),
        ]
        for row in records.of("claims", market_id)
    )
    heads = ("What", "Said to be", "Year", "Source", "Place")
    return tabulate("Ranks that a source claims without a number", heads, cells)


def _statistics(records: Records, market_id: str) -> Table:
    cells = (
        [
            say(row["subject"]),
            say(_amount(records, row)),
            say((row["period"] or "").replace("/", " to ")),
            say(_name(records, "regions", row["region_id"])),
            say(row["organisation"]),
            *_origin(records, row),
        ]
        for row in records.of("statistics", market_id)
    )
    heads = ("What", "As printed", "Period", "Region", "Said by", "Source", "Place")
    return tabulate("Other numbers and facts that the sources state", heads, cells)


def tabulate_sources(records: Records, market_id: str = "") -> Table:
    """The sources of one market, or of all, with every period that they state."""
    about = {one.source.id for one in records.publications_of(market_id)} if market_id else None
    rows = [row for row in records.all("sources") if about is None or row["source_id"] in about]
    heads = ("Source", "Title", "Pages", "Base year", "History", "Forecast", "Other periods")
    return tabulate(
        "Sources, and the periods that they state",
        heads,
        (_source(records, row) for row in rows),
        ["Pages"],
    )


def _source(records: Records, row: Record) -> list[Cell]:
    periods: dict[str, list[str]] = {}
    for one in records.all("source_periods"):
        if one["source_id"] == row["source_id"]:
            start, end = one["start_year"], one["end_year"]
            told = str(start) if start == end else f"{start} to {end}"
            periods.setdefault(one["kind"], []).append(told)
    others = [
        f"{kind.replace('-', ' ')} {', '.join(found)}"
        for kind, found in periods.items()
        if kind not in ("base", "history", "forecast")
    ]
    return [
        say(name_source(records, row["source_id"])),
        say(row["title"]),
        say(row["pages"]),
        *(say(", ".join(periods.get(kind, ()))) for kind in ("base", "history", "forecast")),
        say("; ".join(others)),
    ]


def _origin(records: Records, row: Record) -> Iterator[Cell]:
    yield say(name_source(records, row["source_id"]))
    yield say(row["locator"])


def _about(records: Records, row: Record) -> str:
    """Segment and region of a row."""
    names = (
        _name(records, "segments", row.get("segment_id")),
        _name(records, "regions", row.get("region_id")),
    )
    return ", ".join(filter(None, names))


def _amount(records: Records, row: Record) -> str:
    """A number as printed, with its qualifier and its unit."""
    if not row["stated"]:
        return ""
    unit = _name(records, "units", row["unit_id"])
    qualifier = str(row["qualifier"] or "").replace("-", " ")
    return " ".join(filter(None, (qualifier, row["stated"], unit)))


def _name(records: Records, table: str, key: str | None) -> str:
    if not key:
        return ""
    return str(records.find(f"{table}:{key}").get("name", key))


def _title(kind: str | None) -> str:
    """A kind as a word: ``ai-impact`` is AI impact."""
    words = (kind or "").replace("-", " ").capitalize()
    return words.replace("Ai ", "AI ")


def list_dictionary(content: Content) -> Iterator[Table]:
    """A table for each table of the package: its columns, with type, unit and meaning."""
    for table in content.tables:
        schema = table.schema
        rows = [
            [
                say(field.name),
                say(field.title),
                say(field.type + (", required" if field.required else "")),
                say(field.unit),
                say(field.description),
            ]
            for field in schema.fields
        ]
        caption = f"{schema.name}: {schema.description or schema.title}".rstrip(": ")
        yield tabulate(caption, ("Column", "Title", "Type", "Unit", "Meaning"), rows)


def tabulate_errata(records: Records, links: Links) -> Table:
    """Every correction and every waiver: corrections first, and figures before lists."""
    waivers = sorted(records.all("waivers"), key=lambda row: row["record"] not in links.figures)
    rows = [_correction(records, links, row) for row in records.all("corrections")]
    rows += [_waiver(records, links, row) for row in waivers]
    heads = ("What", "As printed", "Read as", "Why", "Arithmetic", "Rule", "Decided on")
    return tabulate("Errata of the sources, as we read them", heads, rows)


def _correction(records: Records, links: Links, row: Record) -> list[Cell]:
    return [
        *_subject(records, links, row["record"]),
        say(tell_reading(records, row)),
        say(row["reason"]),
        say(row["evidence"]),
        say(None),
        say(row["decided_on"]),
    ]


def _waiver(records: Records, links: Links, row: Record) -> list[Cell]:
    return [
        *_subject(records, links, row["record"]),
        say("as printed"),
        say(row["reason"]),
        say(row["evidence"]),
        say(row["rule"]),
        say(row["decided_on"]),
    ]


def _subject(records: Records, links: Links, record: str) -> Iterator[Cell]:
    yield say(links.tell(record), links.figure(record))
    yield say(tell_print(records, record))


def tell_print(records: Records, record: str) -> str:
    """A figure as printed, with its unit; empty for what is no figure."""
    table = record.partition(":")[0]
    row = records.find(record) if table in FIGURES else {}
    if not row:
        return ""
    unit = records.typed.codes.units.get(row.get("unit_id") or "")
    name = unit.name if unit and table == "sizes" else "%"
    return f"{row['stated']} {name}"

"""Words for a reader of a sheet: names instead of ids, numbers inside sentences."""

from __future__ import annotations

import re

from marketbook.markets.corrections import find_fault, find_row, name_units, read_corrections
from marketbook.markets.corrections import tell_reading as tell_as_read
from marketbook.markets.printed import Figure, Rate, Size
from marketbook.workbook.records import Record, Records


def name_source(records: Records, source_id: str) -> str:
    """Publisher and edition of a source: ``Example Insights, 2025-03``; its title without one.

    What is no source, such as an assumption of ours, stays as it is.
    """
    source = records.typed.codes.sources.get(source_id)
    if source is None:
        return source_id
    name = source.publisher or source.title or source.id
    return f"{name}, {source.edition}" if source.edition else name


def name_unit(records: Records, figure: Figure) -> str:
    """Unit that a figure is read in, with what a rate or a share counts where a source says so.

    ``USD billion``, ``percent a year``, ``percent of thousand tonnes``.
    """
    if isinstance(figure, Size):
        return figure.unit.name
    counted = records.typed.codes.units.get(records.row_of(figure)["unit_id"] or "")
    percent = "percent a year" if isinstance(figure, Rate) else "percent"
    return f"{percent} of {counted.name}" if counted else percent


KINDS = {
    "sizes": "size", "growth_rates": "growth rate", "shares": "share", "claims": "rank claimed",
    "source_periods": "period", "statistics": "statistic", "markets": "market",
    "region_listings": "list of regions", "segment_listings": "list of segments",
    "player_listings": "list of players",
}  # fmt: skip


_PERIODS = {
    "base": "base year", "estimate": "year estimated", "history": "history",
    "forecast": "forecast period", "coverage": "years covered",
}  # fmt: skip


# A publisher whose name is in the brackets already.
_SAID_TWICE = re.compile(r"(; ([^;,)]+)[^;)]*\)) of \2(?= )")
_RECORD = re.compile(rf"\b(?:{'|'.join(KINDS)}):[\w./,|-]*\w")


def name_records(records: Records, text: str) -> str:
    """A sentence with words in place of the ids of records in it."""
    named = _RECORD.sub(lambda found: _name_record(records, found[0]), text)
    return _SAID_TWICE.sub(r"\1", named)


def _name_record(records: Records, record: str) -> str:
    """A record inside a sentence: ``the share (China, 2024; Example Insights, 2025-03)``."""
    kind, *rest = re.split("[,;] ", tell_record(records, record), maxsplit=1)
    return f"the {kind} ({rest[0]})" if rest else f"the {kind}"


def tell_record(records: Records, record: str) -> str:
    """What a record is, in words: ``share, China, 2024; Example Insights, 2025-03``.

    Args:
        records: All tables.
        record: ``table:id``; the parts of an id are joined by a slash.
    """
    table, _, key = record.partition(":")
    row = _find_row(records, table, key.split("/"))
    source = [name_source(records, row["source_id"])] if row.get("source_id") else []
    return "; ".join([", ".join(_tell_subject(records, table, row)), *source])


def _tell_subject(records: Records, table: str, row: Record) -> list[str]:
    """What a row is, of what, and of when."""
    if table == "source_periods" and row:
        first, last = row["start_year"], row["end_year"]
        return [f"{_PERIODS[row['kind']]} {first}" + (f" to {last}" if last != first else "")]
    told = KINDS.get(table, table.replace("_", " "))
    if row.get("list"):
        return [f"{told} ({str(row['list']).replace('-', ' ')})"]
    codes, about = records.typed.codes, [told]
    for column, names in (("segment_id", codes.segments), ("region_id", codes.places.regions)):
        if row.get(column) in names:
            about.append(names[row[column]].name)
    return [*about, *(str(row[name]) for name in ("year", "start_year") if row.get(name))]


def _find_row(records: Records, table: str, key: list[str]) -> Record:
    """The row whose cells hold all parts of a key; an empty one where there is none."""
    return next(
        (
            row
            for row in records.all(table)
            if {*key} <= {str(value) for value in row.values() if value is not None}
        ),
        {},
    )


def tell_reading(records: Records, record: str) -> str:
    """What a misprint is read as, and why; empty where a figure is as printed.

    Args:
        records: All tables.
        record: The figure, ``table:id``.
    """
    if record not in records.by_key("corrections", "record"):
        return ""
    correction, units = read_corrections(records.frames)[record], name_units(records.frames)
    row = find_row(correction, records.frames)
    if row is None or find_fault(row, correction, units):
        return ""
    return f"Read as {tell_as_read(row, correction, units)}: {correction.reason}"


def percent(value: object, digits: str = "0.0") -> str:
    """Formula of a fraction as text: ``16.4 %``. Engines differ on percent signs in formats."""
    return f'{tell_number(f"{value}/percent_unit", digits)}&" %"'


def tell_number(value: object, code: str) -> str:
    """Formula of a number as text, in a format code such as ``#,##0.0``.

    It is rounded before: the engine that computes the workbooks takes halves to the even digit in
    TEXT, where spreadsheet programs take them up.
    """
    return f'TEXT(ROUND({value},{len(code.partition(".")[2])}),"{code}")'

"""Words for a reader of a sheet: names instead of ids, numbers inside sentences."""

from __future__ import annotations

from marketbook.workbook.records import Records


def name_source(records: Records, source_id: str) -> str:
    """Publisher and edition of a source: ``Example Insights, 2025-03``; its title without one.

    What is no source, such as an assumption of ours, stays as it is.
    """
    source = records.typed.codes.sources.get(source_id)
    if source is None:
        return source_id
    name = source.publisher or source.title or source.id
    return f"{name}, {source.edition}" if source.edition else name


def percent(value: object, digits: str = "0.0") -> str:
    """Formula of a fraction as text: ``16.4 %``. Engines differ on percent signs in formats."""
    return f'TEXT({value}/percent_unit,"{digits}")&" %"'

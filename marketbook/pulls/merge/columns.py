"""Columns that a table gained or lost since a workbook was built: merged where nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from marketbook.changes import Key, RecordChange, TableState, compare_states
from marketbook.pulls.read.edited import Place, Remark
from marketbook.schema import TableSchema

_REBUILD = (
    "run 'marketbook build --force', which keeps a copy of this workbook, and make the edits again "
    "in the new one"
)


def compare_columns(
    base: TableState,
    held: TableState,
    places: Mapping[Key, Mapping[str, Place]],
    now: TableState,
    schema: TableSchema,
) -> tuple[Remark, ...]:
    """What became of the columns since the workbook was built.

    Args:
        base: The table when the workbook was built.
        held: The table in the workbook.
        places: Where the workbook holds its cells.
        now: The table now.
        schema: Its schema now.
    """
    known = dict.fromkeys([*base.columns, *held.columns])
    lost = [column for column in known if column not in now.columns]
    gained = [column for column in now.columns if column not in base.columns]
    sheet = _find_sheet(places) or now.name
    # without a key a record is known by all its cells, in their order
    keyless = not schema.primary_key and base.columns != now.columns
    if keyless or not set(schema.primary_key) <= set(base.columns):
        return (_refuse_key(sheet, lost, gained),)
    edits = compare_states(base, held, schema).records
    return (
        *(_tell_gained(sheet, column) for column in gained),
        *(
            remark
            for column in lost
            for remark in _judge_lost(column, sheet, edits, places)
        ),
    )  # fmt: skip


def _find_sheet(places: Mapping[Key, Mapping[str, Place]]) -> str:
    return next((place.sheet for row in places.values() for place in row.values()), "")


def _refuse_key(sheet: str, lost: list[str], gained: list[str]) -> Remark:
    told = [f"lost {', '.join(lost)}"] if lost else []
    told += [f"gained {', '.join(gained)}"] if gained else []
    told = told or ["changed the order of its columns"]
    return Remark(
        Place(sheet),
        f"the table {' and '.join(told)} since the workbook was built, so its records cannot be "
        "matched with those that it was built from",
        "a workbook built from tables with the same key",
        _REBUILD,
    )


def _tell_gained(sheet: str, column: str) -> Remark:
    return Remark(
        Place(sheet),
        f"the column {column} was added to the table after the workbook was built: its cells stay "
        "as they are in the table, and records added here leave it empty",
        refuses=False,
    )


def _judge_lost(
    column: str,
    sheet: str,
    edits: tuple[RecordChange, ...],
    places: Mapping[Key, Mapping[str, Place]],
) -> Iterator[Remark]:
    """A refusal for each cell of a lost column that was edited; else a word that it is gone."""
    edited = [
        places.get(edit.key, {}).get(column, Place(sheet))
        for edit in edits
        if edit.kind != "removed" and any(each.field == column for each in edit.fields)
    ]
    for place in edited:
        yield Remark(
            place,
            f"a cell of {column} was filled in or changed, but the table has no such column any "
            "more",
            "the cell as it was when the workbook was built",
            _REBUILD,
        )
    if not edited:
        yield Remark(
            Place(sheet),
            f"the column {column} was removed from the table after the workbook was built; its "
            "cells here are not pulled",
            refuses=False,
        )

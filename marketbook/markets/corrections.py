"""What misprints are read as: the one place where a correction changes what a figure means.

The table of a corrected figure keeps what is printed. Where markets are typed, the row of the
figure has the reading instead, and the print beside it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, NamedTuple

import polars as pl

Row = Mapping[str, Any]
Tables = Mapping[str, pl.DataFrame]

TABLE = "corrections"
"""The table of corrections."""

MISPRINT = "misprint"
"""What the row of a corrected figure has beside the columns of its table: what is printed."""


class Columns(NamedTuple):
    """The columns of a table of figures that a correction is about.

    Attributes:
        key: Its key.
        value: The number.
        unit: The unit of the number; empty where that is percent.
        above, most: What the number must be above, and what it is at most.
    """

    key: str
    value: str
    unit: str = ""
    above: float = 0.0
    most: float = math.inf


FIGURES: Mapping[str, Columns] = {
    "sizes": Columns("size_id", "value", "unit_id"),
    "growth_rates": Columns("growth_rate_id", "rate_percent", above=-100.0),
    "shares": Columns("share_id", "share_percent", most=100.0),
    "statistics": Columns("statistic_id", "value", "unit_id", above=-math.inf),
}
"""The tables whose figures can be corrected."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of the corrections.

    Attributes:
        record: The figure, ``table:id``.
        stated: Its digits as printed.
        value: The number that it is read as, in ``unit``.
        unit: Id of the unit that it is read in; empty where the printed one is right.
        reason: Why it is a misprint.
        line: Line in the table's file.
    """

    record: str
    stated: str
    value: float
    unit: str
    reason: str
    line: int

    @property
    def table(self) -> str:
        """Table of the figure."""
        return self.record.partition(":")[0]

    @property
    def id(self) -> str:
        """Key of the figure in its table."""
        return self.record.partition(":")[2]

    @property
    def digits(self) -> str:
        """The reading as it would have been printed: :func:`write_digits`."""
        return write_digits(self.value, self.stated)


def read_corrections(tables: Tables) -> dict[str, Correction]:
    """The corrections of a package by their records; none where it has no such table."""
    if TABLE not in tables or tables[TABLE].is_empty():
        return {}
    columns = ["record", "stated", "value", "unit_id", "reason", "_line"]
    rows = tables[TABLE].select(columns).with_columns(pl.col("unit_id").fill_null(""))
    return {row[0]: Correction(*row) for row in rows.iter_rows()}


def is_corrected(tables: Tables, name: str) -> pl.Series:
    """Which rows of a table of figures a correction is about; the table is there."""
    ids = [one.id for one in read_corrections(tables).values() if one.table == name]
    return tables[name][FIGURES[name].key].is_in(pl.Series(ids, dtype=pl.String).implode())


def read_figures(tables: Tables, name: str) -> list[dict[str, Any]]:
    """The rows of a table of figures, those that a correction is about with their reading.

    A correction that is out of date, or cannot be (:func:`find_fault`), changes nothing.

    Args:
        tables: Typed tables, each with its ``_line`` column; an absent one has no rows.
        name: The table.
    """
    rows = tables[name].to_dicts() if name in tables else []
    about = {one.id: one for one in read_corrections(tables).values() if one.table == name}
    if not about:
        return rows
    key, units = FIGURES[name].key, name_units(tables)
    return [
        {**row, **read_as(row, about[row[key]], units)} if row[key] in about else row
        for row in rows
    ]


def find_row(correction: Correction, tables: Tables) -> Row | None:
    """The row of a corrected figure as printed; none where there is none."""
    table = correction.table
    if table not in FIGURES or table not in tables:
        return None
    found = tables[table].filter(pl.col(FIGURES[table].key) == correction.id)
    return found.row(0, named=True) if found.height else None


def read_as(row: Row, correction: Correction, units: Mapping[str, str]) -> dict[str, Any]:
    """The cells of a figure that its correction changes; none where the correction is at fault.

    Args:
        row: The figure as printed.
        correction: The correction of it.
        units: Names of the units by id.
    """
    columns = FIGURES[correction.table]
    if find_fault(row, correction, units):
        return {}
    cells = {
        "stated": correction.digits,
        columns.value: correction.value,
        MISPRINT: tell_printed(row, correction.table, units),
    }
    if columns.unit and correction.unit:
        cells[columns.unit] = correction.unit
    return cells


def find_fault(row: Row, correction: Correction, units: Mapping[str, str]) -> str:
    """What is wrong with a correction beside its figure, and what to do; empty where nothing is.

    Arguments as of :func:`read_as`.
    """
    value, unit, columns = correction.value, correction.unit, FIGURES[correction.table]
    if row["stated"] != correction.stated:
        return (
            f"corrects '{correction.stated}', but the table now has '{row['stated']}'; look at "
            "the figure again, then change the correction, or delete it"
        )
    if not columns.above < value <= columns.most or math.isinf(value):
        most = f", and at most {columns.most:g}" if math.isfinite(columns.most) else ""
        return f"reads it as {value:g}; expected a number above {columns.above:g}{most}"
    if unit and not columns.unit:
        return f"reads it in '{unit}', but it is in percent; leave unit_id empty"
    if unit and unit not in units:
        near = get_close_matches(unit, units, 1)
        hint = f"; nearest: '{near[0]}'" if near else ""
        return f"reads it in '{unit}', which is not in units{hint}"
    return ""


def tell_printed(row: Row, table: str, units: Mapping[str, str]) -> str:
    """A figure as printed, with its unit: ``13.7 USD million``, ``18.3 %``, ``a third``."""
    stated, unit = row["stated"] or "", FIGURES[table].unit
    if unit:
        return f"{stated} {units.get(row[unit] or '', '')}".strip()
    return f"{stated} %" if any(sign.isdigit() for sign in stated) else stated


def name_units(tables: Tables) -> dict[str, str]:
    """Names of the units by id."""
    return dict(tables["units"].select("unit_id", "name").iter_rows()) if "units" in tables else {}


def tell_reading(row: Row, correction: Correction, units: Mapping[str, str]) -> str:
    """A figure as it is read, with its unit: ``13.7 USD billion``; arguments as of `read_as`."""
    return tell_printed({**row, **read_as(row, correction, units)}, correction.table, units)


def write_digits(value: float, stated: str) -> str:
    """A reading with as many digits as the misprint: 18 for ``81.0`` is ``18.0``.

    It has no more decimals than are printed, and no more digits in all, unless its value needs
    them; so that the interval of a reading is about as wide as that of the print.
    """
    exact = Decimal(repr(value)).normalize()
    digits = sum(character.isdecimal() for character in stated)
    whole = len(str(abs(int(exact))))
    printed = len(stated.partition(".")[2])
    own = max(0, -int(exact.as_tuple().exponent))
    return f"{exact:,.{max(own, min(printed, digits - whole))}f}"

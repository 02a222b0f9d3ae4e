"""What was read of an edited workbook: its records with the cell of each, and what was refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from marketbook.changes import TableState


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a workbook, such as C12 on Sizes; without a cell the whole sheet is meant."""

    sheet: str
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a workbook that a reader must know.

    Attributes:
        place: Where it stands.
        found: What stands there.
        expected: What may stand there.
        remedy: What to do.
        refuses: Whether nothing can be pulled until it is corrected; otherwise it is only told,
            such as a change of a cell that is output.
        is_of_nothing: Whether it says that nothing at all is taken, whatever the tables hold.
    """

    place: Place
    found: str
    expected: str = ""
    remedy: str = ""
    refuses: bool = True
    is_of_nothing: bool = False

    def __str__(self) -> str:
        told = "; ".join(
            part
            for part in (self.found, self.expected and f"expected {self.expected}", self.remedy)
            if part
        )
        return f"{self.place}: {told}"


@dataclass(frozen=True, slots=True)
class EditedRecord:
    """One record as the workbook holds it.

    Attributes:
        cells: Text by column, written as the CSV writes it; empty where the cell is.
    """

    cells: Mapping[str, str]
    places: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class EditedTable:
    """One table as the workbook holds it.

    Attributes:
        name: Name of the table.
        columns: Its columns, in the order of the workbook.
        records: Its records, in the order of the workbook.
        whole: Whether a record that is not here was removed; otherwise the workbook never held
            it, as a market's workbook holds only the scenarios of its market.
    """

    name: str
    columns: tuple[str, ...]
    records: tuple[EditedRecord, ...]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class EditedBook:
    """An edited workbook.

    Attributes:
        path: Its file.
        kind: ``tables``, ``market``, or ``facts`` for a sheet of facts.
        market: Id of the market of a market's workbook.
        package: Name of the package that it was built from.
        version: Version of that package.
        base: The tables as they were when it was built, by name; of a market's workbook the
            records of its market.
        tables: The tables as they are in it now, by name.
        remarks: What was refused, and what is only pointed out.
    """

    path: Path
    kind: Literal["tables", "market", "facts"]
    market: str
    package: str
    version: str
    base: Mapping[str, TableState]
    tables: Mapping[str, EditedTable]
    remarks: tuple[Remark, ...]

"""What stands where in the workbook of tables, before anything is put there."""

from __future__ import annotations

from dataclasses import dataclass

from marketbook.errors import WorkbookError
from marketbook.package import Package, Resource
from marketbook.workbook.address import Ref
from marketbook.workbook.editing.names import name_headers, name_sheets, name_tables
from marketbook.workbook.memory import BASE, STATE, FileState, read_state
from marketbook.workbook.records import Record, Records

TOP, LEFT = 4, 1
COVER, DICTIONARY, LISTS = "Cover", "Dictionary", "Lists"
OWN_SHEETS = (COVER, DICTIONARY, LISTS, STATE, BASE)
CONTENTS = "Contents"
_FEWEST_SPARE_ROWS = 200


@dataclass(frozen=True, slots=True)
class TablePlan:
    """One table of the package and its sheet.

    Attributes:
        resource: The table's description.
        title: What it is called to a reader.
        sheet: Title of its sheet.
        table: Name of the Excel table.
        headers: Header of each column, in the order of the schema.
        state: The same as text.
    """

    resource: Resource
    title: str
    sheet: str
    table: str
    headers: tuple[str, ...]
    rows: tuple[Record, ...]
    state: FileState

    @property
    def body_rows(self) -> int:
        """Rows of the Excel table under its header; a table without records has a blank one."""
        return max(len(self.rows), 1)

    @property
    def spare_rows(self) -> int:
        """Rows under the table that are made ready for new records."""
        return max(_FEWEST_SPARE_ROWS, len(self.rows) // 2)

    def list_texts(self, name: str) -> list[str]:
        """The cells of a column as they stand in the file."""
        at = self.state.columns.index(name)
        return [row[at] for row in self.state.rows]

    def locate_column(self, name: str) -> Ref:
        """The cells of a column, those of its spare rows included."""
        column = LEFT + self.resource.schema.names.index(name)
        bottom = TOP + self.body_rows + self.spare_rows
        return Ref(self.sheet, TOP + 1, column, bottom, column)


def plan_tables(records: Records, package: Package) -> dict[str, TablePlan]:
    """Every table of the package by name, in the descriptor's order.

    Raises:
        WorkbookError: A table could not be read, so that the workbook would lack it.
        PackageError: A line of a file is no record, or could not be written again.
    """
    missing = [name for name in package.resources if name not in records.tables]
    if missing:
        raise WorkbookError(
            f"the workbook of tables would lack what could not be read: {', '.join(missing)}",
            "tables that are as their schemas say",
            "run 'marketbook check' and correct them",
        )
    sheets = name_sheets(package.resources, OWN_SHEETS)
    tables = name_tables(package.resources, (*OWN_SHEETS, CONTENTS))
    return {
        name: TablePlan(
            resource=resource,
            title=resource.schema.title or name,
            sheet=sheet,
            table=table,
            headers=name_headers(resource.schema.names),
            rows=records.all(name),
            state=read_state(package, resource),
        )
        for (name, resource), sheet, table in zip(
            package.resources.items(), sheets, tables, strict=True
        )
    }

"""A book without its looks: all that an engine needs to compute it, and no more.

openpyxl takes longer over styles, charts and print set-up than an engine over all formulas, and
none of them changes a value; so these few parts are written here.
"""

from __future__ import annotations

from collections.abc import Iterable

from marketbook.workbook.grid import Book, Sheet, Table
from marketbook.workbook.writer.complete import STRINGS
from marketbook.workbook.writer.markup import PACKAGE
from marketbook.workbook.writer.rows import RowWriter, Strings
from marketbook.workbook.writer.text import HEAD, MAIN, RELATIONS, escape

Parts = dict[str, str]
_KINDS = f"{PACKAGE}/content-types"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="10"/></font></fonts>'
    '<fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0"/></cellStyles></styleSheet>'
)


def write_bare_parts(book: Book) -> Parts:
    """The cells, tables and names of a book, in one style, with 0 for the value of each formula.

    Raises:
        WorkbookError: A text that a workbook cannot hold.
    """
    strings = Strings()
    writer = RowWriter(lambda *_: 0, strings)
    parts: Parts = {}
    for n, sheet in enumerate(book.sheets, 1):
        parts |= _write_sheet(n, sheet, writer.write(sheet))
    parts["xl/workbook.xml"] = _write_workbook(book)
    parts["xl/styles.xml"] = _STYLES
    parts[STRINGS] = strings.write()
    sheets = [f"worksheet worksheets/sheet{n}.xml" for n in range(1, len(book.sheets) + 1)]
    others = ("styles styles.xml", "sharedStrings sharedStrings.xml")
    parts["xl/_rels/workbook.xml.rels"] = _relate([*sheets, *others])
    parts["_rels/.rels"] = _relate(["officeDocument xl/workbook.xml"])
    return {"[Content_Types].xml": _list_kinds(parts), **parts}


def _write_sheet(n: int, sheet: Sheet, rows: str) -> Parts:
    """The part of a sheet, and those of its tables."""
    tables = {f"table{n}_{k}.xml": table for k, table in enumerate(sheet.tables, 1)}
    links = "".join(f'<tablePart r:id="rId{k}"/>' for k in range(1, len(tables) + 1))
    targets = [f"table ../tables/{name}" for name in tables]
    return {
        f"xl/worksheets/sheet{n}.xml": f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        f'<sheetData>{rows}</sheetData><tableParts count="{len(tables)}">{links}</tableParts>'
        "</worksheet>",
        f"xl/worksheets/_rels/sheet{n}.xml.rels": _relate(targets),
        **{
            f"xl/tables/{name}": _write_table(1000 * n + k, table)
            for k, (name, table) in enumerate(tables.items(), 1)
        },
    }


def _write_table(number: int, table: Table) -> str:
    columns = "".join(
        f'<tableColumn id="{n}" name="{escape(title)}"/>'
        for n, title in enumerate(table.columns, 1)
    )
    return (
        f'{HEAD}<table xmlns="{MAIN}" id="{number}" name="{table.name}" '
        f'displayName="{table.name}" ref="{table.area.plain}" '
        f'headerRowCount="{int(table.headed)}"><tableColumns count="{len(table.columns)}">'
        f"{columns}</tableColumns></table>"
    )


def _write_workbook(book: Book) -> str:
    sheets = "".join(
        f'<sheet name="{escape(sheet.title)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in enumerate(book.sheets, 1)
    )
    names = "".join(
        f'<definedName name="{name}">{escape(ref.absolute)}</definedName>'
        for name, ref in book.names.items()
    )
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets>'
        f"<definedNames>{names}</definedNames></workbook>"
    )


def _relate(relations: Iterable[str]) -> str:
    """Relations to targets, each with its kind before it."""
    pairs = (relation.split(" ") for relation in relations)
    texts = (
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(pairs, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{"".join(texts)}</Relationships>'


def _list_kinds(names: Iterable[str]) -> str:
    """What each part is: the folder of a part says so, or its name."""
    kinds = {"worksheets": "worksheet", "tables": "table", "workbook": "sheet.main"}
    texts = (
        f'<Override PartName="/{name}" ContentType="{_KIND}.{kinds.get(kind, kind)}+xml"/>'
        for name in names
        if not name.endswith(".rels")
        for kind in [name.split("/")[1].removesuffix(".xml")]
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{HEAD}<Types xmlns="{_KINDS}"><Default Extension="rels" ContentType="{relations}"/>'
        f"{''.join(texts)}</Types>"
    )

"""The cells of a workbook as LibreOffice writes them, zipped or in one flat file."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from marketbook.pulls.read.grid import Cell, GridBook, GridSheet
from tests.pulls.small_book import pack

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("script", "script"),
        ("draw", "drawing"), ("manifest", "manifest"),
    )
)  # fmt: skip
KIND = "application/vnd.oasis.opendocument.spreadsheet"
SCRIPTS = (
    '<office:scripts><office:script script:language="ooo:Basic">'
    '<ooo:libraries xmlns:ooo="http://openoffice.org/2004/office"/>'
    "</office:script></office:scripts>"
)


def write_ods(grid: GridBook) -> bytes:
    """The zipped form."""
    return pack(
        {
            "mimetype": KIND,
            "content.xml": f"<office:document-content {SPACES}>{_write_body(grid)}"
            "</office:document-content>",
            "META-INF/manifest.xml": f"<manifest:manifest {SPACES}><manifest:file-entry "
            f'manifest:full-path="/" manifest:media-type="{KIND}"/></manifest:manifest>',
        }
    )


def write_fods(grid: GridBook, shapes: str = "", scripts: str = SCRIPTS) -> bytes:
    """The flat form, with the list of macros that every one has, here an empty one."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n\n'
    document = f'<office:document {SPACES} office:version="1.3" office:mimetype="{KIND}">'
    body = _write_body(grid, shapes)
    return f"{head}{document}{scripts}{body}</office:document>".encode()


def _write_body(grid: GridBook, shapes: str = "") -> str:
    sheets = "".join(_write_sheet(sheet, shapes) for sheet in grid.sheets.values())
    return f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"


def _write_sheet(sheet: GridSheet, shapes: str) -> str:
    rows, last = [], 0
    for row, cells in sheet.list_rows():
        if row > last + 1:
            rows.append(f'<table:table-row table:number-rows-repeated="{row - last - 1}"/>')
        texts = (_write_cell(cells.get(column)) for column in range(1, max(cells) + 1))
        rows.append(f"<table:table-row>{''.join(texts)}</table:table-row>")
        last = row
    name = quoteattr(sheet.title)
    return f"<table:table table:name={name}>{shapes}{''.join(rows)}</table:table>"


def _write_cell(cell: Cell | None) -> str:
    if cell is None:
        return "<table:table-cell/>"
    shown = f"<text:p>{_write_text(cell.text)}</text:p>"
    kinds = {
        "number": f'office:value-type="float" office:value="{cell.text}"',
        "percent": f'office:value-type="percentage" office:value="{cell.text}"',
        "boolean": f'office:value-type="boolean" office:boolean-value="{cell.text}"',
        "date": f'office:value-type="date" office:date-value="{cell.text}"',
        "formula": f"table:formula={quoteattr(f'of:{cell.text}')}",
    }
    kind = kinds.get(cell.kind, 'office:value-type="string"')
    return f"<table:table-cell {kind}>{shown}</table:table-cell>"


def _write_text(text: str) -> str:
    """Spaces at the start or in a row are elements of their own."""
    return escape(text).replace("  ", "<text:s text:c='2'/>").replace("\n", "<text:line-break/>")

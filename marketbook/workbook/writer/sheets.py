"""Everything of a sheet but its cells: views, columns, rules, drop-downs, links, tables, print."""

from __future__ import annotations

from typing import Any

from openpyxl.formatting.rule import ColorScale, FormatObject, Rule
from openpyxl.styles.colors import Color
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import Outline, PageSetupProperties
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableColumn, TableStyleInfo
from openpyxl.worksheet.views import Pane, Selection
from openpyxl.worksheet.worksheet import Worksheet

from marketbook.errors import WorkbookError
from marketbook.workbook.address import name_column
from marketbook.workbook.grid import Flag, Link, Offer, Scale, Sheet, Signal, Table
from marketbook.workbook.page import ENDS, SIDE, SMALLEST_SCALE, find_print_area, is_readable
from marketbook.workbook.writer.styles import StyleNumbers, Wardrobe

_A4 = 9
_LONGEST_LIST, _LONGEST_HINT, _LONGEST_TITLE = 255, 255, 32
_FOOTER = {"left": "&10&F", "center": "&10&A", "right": "&10Page &P of &N"}


def set_up_sheet(made: Worksheet, sheet: Sheet, styles: StyleNumbers) -> None:
    """Gives an empty sheet of openpyxl all that stands around the cells.

    Raises:
        WorkbookError: A drop-down has no words, or too many to be written.
    """
    wardrobe = styles.wardrobe
    theme = wardrobe.theme
    _set_view(made, sheet)
    _set_columns(made, sheet, styles)
    if sheet.is_hidden:
        made.sheet_state = "hidden"
    if sheet.folded_rows:
        made.sheet_properties.outlinePr = Outline(summaryBelow=False)
        made.sheet_format.outlineLevelRow = 1
    made.sheet_properties.tabColor = wardrobe.colour(theme.tabs.get(sheet.kind, "grey-1"))
    for flag in sheet.flags:
        for rule in _make_rules(flag, wardrobe):
            made.conditional_formatting.add(flag.area.plain, rule)
    for offer in sheet.offers:
        made.data_validations.append(_make_validation(offer))
    for link in sheet.links:
        _put_link(made, link)
    for table in sheet.tables:
        made.add_table(_make_table(table))
    _set_up_print(made, sheet)


def _set_view(made: Worksheet, sheet: Sheet) -> None:
    view = made.sheet_view
    view.showGridLines = False
    view.zoomScale = view.zoomScaleNormal = sheet.zoom
    if sheet.frozen_at is None:
        return
    at = sheet.frozen_at
    across, down = at.left - 1, at.top - 1
    corner = "bottomRight" if across and down else "bottomLeft" if down else "topRight"
    view.pane = Pane(
        xSplit=across or None,
        ySplit=down or None,
        topLeftCell=at.plain,
        activePane=corner,
        state="frozen",
    )
    view.selection = [Selection(pane=corner, activeCell=at.plain, sqref=at.plain)]


def _set_columns(made: Worksheet, sheet: Sheet, styles: StyleNumbers) -> None:
    for column, width in sorted(sheet.widths.items()):
        dimension = made.column_dimensions[name_column(column)]
        dimension.width = width
        if column in sheet.column_styles:
            styles.dress(dimension, *sheet.column_styles[column])


def _make_rules(flag: Flag | Signal | Scale, wardrobe: Wardrobe) -> list[Rule]:
    if isinstance(flag, Scale):
        ends = [FormatObject(type="min"), FormatObject(type="max")]
        colours = [Color("FFFFFFFF"), Color(wardrobe.colour("accent-45"))]
        return [Rule("colorScale", colorScale=ColorScale(cfvo=ends, color=colours))]
    if isinstance(flag, Signal):
        return [
            Rule("expression", formula=[formula], dxf=wardrobe.make_difference(style))
            for formula, style in flag.cases.items()
        ]
    return [
        Rule(
            "cellIs",
            operator="equal",
            formula=[_quote(word)],
            dxf=wardrobe.make_difference(style),
        )
        for word, style in flag.words.items()
    ]


def _quote(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _make_validation(offer: Offer) -> DataValidation:
    made = DataValidation(
        errorStyle="stop" if offer.strict else "warning",
        allowBlank=True,
        showErrorMessage=True,
        errorTitle=offer.title[:_LONGEST_TITLE],
        error=offer.refusal or None,
        sqref=offer.area.plain,
    )
    if offer.hint:
        made.showInputMessage = True
        made.promptTitle = offer.title[:_LONGEST_TITLE]
        made.prompt = offer.hint[:_LONGEST_HINT]
    _limit(made, offer)
    return made


def _limit(made: DataValidation, offer: Offer) -> None:
    """The words of a list, or the bounds; a hint alone has neither, and no type."""
    if offer.kind == "any":
        return
    made.type = offer.kind
    if offer.kind == "list":
        made.formula1 = _list_words(offer)
        return
    operator: Any = offer.operator
    made.operator = operator
    first, *second = offer.bounds
    made.formula1, made.formula2 = first, second[0] if second else None


def _list_words(offer: Offer) -> str:
    if offer.source is None:
        raise WorkbookError("a drop-down without its words")
    if not isinstance(offer.source, tuple):
        return offer.source.absolute
    words = ",".join(offer.source)
    if len(words) > _LONGEST_LIST or any("," in word for word in offer.source):
        raise WorkbookError("a drop-down's words are too many, or hold a comma")
    return _quote(words)


def _put_link(made: Worksheet, link: Link) -> None:
    """A link hangs on a cell; openpyxl notes it while it writes cells that are replaced later."""
    to = link.to.absolute.replace("$", "")
    hint = link.hint[:_LONGEST_HINT] or None
    cell = made.cell(link.at.top, link.at.left)
    cell.hyperlink = Hyperlink(ref=link.at.plain, location=to, tooltip=hint)


def _make_table(table: Table) -> ExcelTable:
    area = table.area.plain
    return ExcelTable(
        displayName=table.name,
        ref=area,
        headerRowCount=1 if table.headed else 0,
        totalsRowShown=False,
        autoFilter=AutoFilter(ref=area) if table.headed else None,
        tableColumns=[TableColumn(id=n, name=title) for n, title in enumerate(table.columns, 1)],
        tableStyleInfo=TableStyleInfo(
            showFirstColumn=False,
            showLastColumn=False,
            showRowStripes=False,
            showColumnStripes=False,
        ),
    )


def _set_up_print(made: Worksheet, sheet: Sheet) -> None:
    """One page wide, headers repeated, page numbers under it; no smaller than can be read."""
    area = find_print_area(sheet)
    if not sheet.is_hidden:
        made.print_area = area.plain
    if sheet.repeated_rows:
        made.print_title_rows = f"{sheet.repeated_rows[0]}:{sheet.repeated_rows[1]}"
    made.page_margins = PageMargins(SIDE, SIDE, ENDS, ENDS, ENDS / 2, ENDS / 2)
    fits = is_readable(sheet, area)
    made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=fits)
    made.page_setup.paperSize = _A4
    made.page_setup.orientation = "portrait" if sheet.portrait else "landscape"
    if fits:
        made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, int(sheet.one_page)
    else:
        made.page_setup.scale = SMALLEST_SCALE
        if sheet.frozen_at is not None and sheet.frozen_at.left > 1:
            # what names the rows stands on the left of every page
            made.print_title_cols = f"A:{name_column(sheet.frozen_at.left - 1)}"
    if sheet.break_above is not None:
        made.row_breaks.append(Break(id=sheet.break_above - 1))
    made.HeaderFooter.scaleWithDoc = False
    for side, text in _FOOTER.items():
        getattr(made.oddFooter, side).text = text

"""Styles, and all that stands around the cells, read back from what the writer wrote.

Styles are numbered through openpyxl's internals: these tests fail where a new openpyxl keeps
them in another way.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from openpyxl.styles.proxy import StyleProxy

from marketbook.errors import WorkbookError
from marketbook.workbook.charts import Chart
from marketbook.workbook.grid import Offer
from marketbook.workbook.theme import Style, read_theme
from marketbook.workbook.writer.parts import write_parts
from tests.workbook.sample_book import CREATED, NAMES, YEARS
from tests.workbook.written import (
    every_cell,
    parse,
    parts,
    read_back,
    sample,
    sheet_part,
    small_book,
)

NS = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
}


def colour(role: str) -> str:
    return "FF" + read_theme().colour(role, sample()[0].accent)


# --- styles -----------------------------------------------------------------------------------


def test_cells_look_as_their_style_says() -> None:
    theme = read_theme()
    for sheet, row, column, cell in every_cell():
        found = read_back()[sheet.title].cell(row, column)
        style = theme.style(cell.style)
        check_font(found.font, style)
        assert found.fill.patternType == ("solid" if style.fill else None)
        assert not style.fill or found.fill.fgColor.rgb == colour(style.fill)
        assert found.number_format == theme.number(cell.number or style.number)
        assert found.alignment.horizontal == (style.halign or None)
        assert found.alignment.vertical == (style.valign or None)
        assert bool(found.alignment.wrap_text) == style.wrap
        assert found.alignment.indent == style.indent
        assert found.style == (style.title or "Normal")


def check_font(font: StyleProxy, style: Style) -> None:
    theme = read_theme()
    assert (font.name, font.sz) == (theme.font, theme.sizes[style.size])
    assert (bool(font.b), bool(font.i)) == (style.bold, style.italic)
    assert font.u == ("single" if style.underline else None)
    assert font.color.rgb == colour(style.colour)


def test_borders_are_those_of_the_style() -> None:
    for sheet, row, column, cell in every_cell():
        border = read_back()[sheet.title].cell(row, column).border
        for side in ("left", "right", "top", "bottom"):
            line, role = getattr(read_theme().style(cell.style), side)
            found = getattr(border, side)
            assert found.style == (line or None)
            assert not line or found.color.rgb == colour(role)


def test_empty_cells_have_the_theme_s_font() -> None:
    styles = parse("xl/styles.xml")
    assert styles.find("{*}cellXfs/{*}xf").get("fontId") == "0"
    first, style = styles.find("{*}fonts/{*}font"), read_theme().style("text-line")
    assert first.find("{*}name").get("val") == read_theme().font
    assert first.find("{*}sz").get("val") == str(read_theme().sizes[style.size])
    assert read_back()._named_styles["Normal"].font.name == read_theme().font


def test_named_styles_are_those_of_the_theme() -> None:
    titles = [style.title for style in read_theme().styles.values() if style.title]
    assert read_back().named_styles == ["Normal", *titles]


def test_a_column_may_be_dressed_before_it_has_cells() -> None:
    column = read_back()["R&D data"].column_dimensions["H"]
    style, number = sample()[0].sheets[0].column_styles[8]
    assert column.fill.fgColor.rgb == colour(read_theme().style(style).fill)
    assert column.number_format == read_theme().number(number)


# --- what stands around the cells -------------------------------------------------------------


def test_view_widths_and_heights() -> None:
    book = sample()[0]
    for sheet in book.sheets:
        made = read_back()[sheet.title]
        at = sheet.frozen_at
        assert made.freeze_panes == (at.plain if at else None)
        view = made.sheet_view
        assert (view.showGridLines, view.zoomScale) == (False, sheet.zoom)
        assert bool(view.tabSelected) == (sheet is book.sheets[0])
        widths = {made.cell(1, n).column_letter: width for n, width in sheet.widths.items()}
        assert {k: d.width for k, d in made.column_dimensions.items()} == widths
        heights = {row: d.height for row, d in made.row_dimensions.items() if d.height}
        assert heights == sheet.heights
        tab = read_theme().tabs[sheet.kind]
        assert made.sheet_properties.tabColor.rgb == colour(tab)


def test_rows_are_as_high_as_the_sheet_says() -> None:
    book, sheet = small_book()
    cell = sheet.lay_out(["r"], ["c"], top=4, left=2).at("r", "c")
    sheet.put_formula(cell, "=1+1")
    sheet.heights.update({4: 31.5, 2: 8.0})
    written = write_parts(book, read_theme(), {("Only", 4, 2): 2.0})
    text = written["xl/worksheets/sheet1.xml"]
    assert re.findall(r'<row r="(\d+)" ht="([\d.]+)"', text) == [("2", "8"), ("4", "31.5")]


def test_drop_downs_and_bounds() -> None:
    found = read_back()["R&D data"].data_validations.dataValidation
    told = [(v.type, v.operator, v.formula1, v.formula2, str(v.sqref)) for v in found]
    assert told == [
        ("decimal", "between", "0", "1.5", "C6"),
        ("whole", "greaterThan", "1", None, "F7"),
        ("list", None, "'R&D data'!$B$6:$B$8", None, "B9"),
        ("list", None, '"Low,High"', None, "B8"),
        (None, None, None, None, "C8"),
    ]
    assert [v.errorStyle for v in found] == ["stop", "warning", "stop", "stop", "stop"]
    assert (found[0].prompt, found[0].promptTitle, found[0].showInputMessage) == (
        "A & b",
        "Size",
        True,
    )
    assert found[2].error == "Choose one of the list."


@pytest.mark.parametrize("words", [("a,b",), ("x" * 200, "y" * 60), None])
def test_a_drop_down_that_excel_cannot_hold_is_refused(words: tuple[str, ...] | None) -> None:
    book, sheet = small_book()
    cell = sheet.lay_out(["r"], ["c"], top=1, left=1).at("r", "c")
    sheet.offers.append(Offer(cell, "list", words))
    with pytest.raises(WorkbookError, match="a drop-down"):
        write_parts(book, read_theme(), {})


def test_conditional_formats() -> None:
    found = {str(area.sqref): area.rules for area in read_back()["R&D data"].conditional_formatting}
    assert [rule.formula for rule in found["B2"]] == [["LEN(B2)>0"], ["LEN(B2)=0"]]
    assert [rule.formula for rule in found["C9"]] == [['"OK"'], ['"Say ""no"""']]
    assert [rule.priority for rules in found.values() for rule in rules] == list(range(1, 6))
    assert [c.rgb for c in found["C6:F6"][0].colorScale.color] == ["FFFFFFFF", colour("accent-45")]
    rules, styles = (*found["B2"], *found["C9"]), ("ok-line", "bad-line", "ok", "bad")
    for rule, style in zip(rules, styles, strict=True):
        check_difference(rule.dxf, read_theme().style(style))


def check_difference(found, style: Style) -> None:
    assert found.font.color.rgb == colour(style.colour)
    assert bool(found.font.b) == style.bold
    assert (found.fill.bgColor.rgb if found.fill else None) == (
        colour(style.fill) if style.fill else None
    )


def test_tables() -> None:
    table = read_back()["R&D data"].tables["Sizes"]
    assert (table.ref, table.headerRowCount, table.autoFilter.ref) == ("B5:F9", 1, "B5:F9")
    assert table.column_names == ["Name", *map(str, YEARS)]
    headless = read_back()["Odd"].tables["Odd"]
    assert (headless.headerRowCount, headless.autoFilter) == (0, None)


def test_links_names_and_properties() -> None:
    book = sample()[0]
    link = read_back()["Odd"]["A1"].hyperlink
    assert (link.location, link.tooltip, link.target) == ("Odd!B6", "Go & see", None)
    names = {name: found.attr_text for name, found in read_back().defined_names.items()}
    assert names == {name: ref.absolute for name, ref in book.names.items()}
    made = read_back().properties
    assert (made.title, made.subject, made.creator) == (book.title, book.subject, "Marketbook")
    assert f"{made.created:%Y-%m-%dT%H:%M:%SZ}" == f"{made.modified:%Y-%m-%dT%H:%M:%SZ}" == CREATED
    assert "<Application>Marketbook</Application>" in parts()["docProps/app.xml"]


def test_print_set_up() -> None:
    made = read_back()["R&D data"]
    assert (made.print_title_rows, made.print_area) == ("$5:$5", "'R&D data'!$A$1:$F$9")
    assert (made.page_setup.orientation, made.page_setup.paperSize) == ("portrait", 9)
    assert (made.page_setup.fitToWidth, made.page_setup.fitToHeight) == (1, 0)
    assert made.sheet_properties.pageSetUpPr.fitToPage
    assert read_back()["Charts"].page_setup.fitToHeight == 1
    assert read_back()["Charts"].print_area.endswith("$R$40")
    assert (
        "&amp;L&amp;10&amp;F&amp;C&amp;10&amp;A&amp;R&amp;10Page &amp;P of &amp;N"
        in parts()[sheet_part("Odd")]
    )


# --- charts -----------------------------------------------------------------------------------


def every_chart() -> list[tuple[Chart, ET.Element]]:
    placed = [one for sheet in sample()[0].sheets for one in sheet.charts]
    return [(one.chart, parse(f"xl/charts/chart{n}.xml")) for n, one in enumerate(placed, 1)]


def test_charts_refer_to_their_cells() -> None:
    for chart, root in every_chart():
        wanted = [chart.title.absolute]
        for one in chart.series:
            wanted += [one.name.absolute, one.across.absolute, one.values.absolute]
        assert [found.text for found in root.iterfind(".//c:f", NS)] == wanted


def test_charts_keep_the_values_of_their_cells() -> None:
    chart, root = every_chart()[0]
    values = [v.text for v in root.iterfind(".//c:ser[1]/c:yVal//c:v", NS)]
    assert [float(str(value)) for value in values] == pytest.approx([4 / 3, 5 / 3, 2, 7 / 3])
    assert [v.text for v in root.iterfind(".//c:ser/c:tx//c:v", NS)] == list(NAMES)
    assert [v.text for v in root.iterfind("./c:chart/c:title//c:v", NS)] == [
        "Grows <3> times & more"
    ]
    counts = [c.get("val") for c in root.iterfind(".//c:ser//c:ptCount", NS)]
    assert counts == ["1", "4", "4"] * len(chart.series)


def test_charts_look_as_the_model_says() -> None:
    made = [root.find("./c:chart/c:plotArea", NS) for _, root in every_chart()]
    lines, bars, columns, stacked = made
    assert lines.find("c:scatterChart/c:scatterStyle", NS).get("val") == "lineMarker"
    assert [bars_of(one) for one in (bars, columns, stacked)] == [
        ("bar", "clustered", "-10"),
        ("col", "clustered", "-10"),
        ("col", "stacked", "100"),
    ]
    ends = [lines.find(f"c:valAx[1]/c:scaling/c:{end}", NS).get("val") for end in ("min", "max")]
    assert [float(end) for end in ends] == [2024, 2027]
    for (chart, root), area in zip(every_chart(), made, strict=True):
        assert (root.find("./c:chart/c:legend", NS) is not None) == chart.legend
        assert {d.get("val") for d in area.iterfind(".//c:delete", NS)} == {"0"}
        assert {n.get("sourceLinked") for n in area.iterfind(".//c:numFmt", NS)} == {"0"}
        assert sum(1 for _ in area.iterfind(".//c:dLbls", NS)) == 1


def bars_of(area: ET.Element) -> tuple[str, ...]:
    found = (area.find(f"c:barChart/c:{tag}", NS) for tag in ("barDir", "grouping", "overlap"))
    return tuple(one.get("val") for one in found)


def test_lines_have_their_dashes_and_markers() -> None:
    series = every_chart()[0][1].findall(".//c:ser", NS)
    dashes = [one.find("c:spPr//{*}prstDash", NS).get("val") for one in series]
    assert dashes == ["solid", "dash", "solid"]
    assert series[2].find("c:spPr//{*}noFill", NS) is not None
    markers = [one.find("c:marker/c:symbol", NS).get("val") for one in series]
    assert markers == ["none", "diamond", "circle"]
    widths = [one.find("c:spPr/{*}ln", NS).get("w") for one in series]
    assert widths[:2] == ["25400", "25400"]


def test_charts_have_alternative_texts_sizes_and_places() -> None:
    drawing = parse("xl/drawings/drawing1.xml")
    frames = drawing.findall(".//xdr:cNvPr", NS)
    assert [f.get("descr") for f in frames] == [chart.alt for chart, _ in every_chart()]
    assert {f.get("title") for f in frames} == {"Grows <3> times & more"}
    placed = sample()[0].sheets[1].charts
    for anchor, one in zip(drawing, placed, strict=True):
        size = anchor.find("xdr:ext", NS)
        assert (size.get("cx"), size.get("cy")) == (str(one.width * 9525), str(one.height * 9525))
        corner = [anchor.findtext(f"xdr:from/xdr:{axis}", None, NS) for axis in ("row", "col")]
        assert corner == [str(one.at.top - 1), str(one.at.left - 1)]

"""What makes Excel offer to repair a file, one test for each known cause, over every workbook."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from pathlib import Path

import pytest

from marketbook.workbook.address import is_cell_like, number_column
from tests.workbook.built import NS, Built

ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData",
    "sheetProtection", "autoFilter", "mergeCells", "conditionalFormatting", "dataValidations",
    "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
    "colBreaks", "drawing", "legacyDrawing", "tableParts", "extLst",
)  # fmt: skip
RANGE = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")


def span(ref: str) -> tuple[int, int, int, int]:
    found = RANGE.fullmatch(ref.replace("$", ""))
    assert found is not None, ref
    left, top, right, bottom = found.groups()
    return int(top), number_column(left), int(bottom or top), number_column(right or left)


def tables(built: Built) -> list[tuple[str, str]]:
    """Sheet part and table part of every table."""
    found = []
    for part in built.sheet_parts.values():
        rels = built.trees.get(f"xl/worksheets/_rels/{posixpath.basename(part)}.rels")
        for rel in rels.iterfind("p:Relationship", NS) if rels is not None else ():
            if str(rel.get("Type")).endswith("/table"):
                found.append((part, posixpath.normpath(f"xl/worksheets/{rel.get('Target')}")))
    return found


def test_table_columns_are_unique_and_match_their_header_cells(built: Built) -> None:
    by_part = {part: title for title, part in built.sheet_parts.items()}
    cells = {(c.sheet, c.row, c.column): c for c in built.cells}
    for sheet_part, part in tables(built):
        table = built.trees[part]
        names = [str(c.get("name")) for c in table.iterfind(".//m:tableColumn", NS)]
        top, left, _, right = span(str(table.get("ref")))
        assert len(names) == right - left + 1 == int(table.find("m:tableColumns", NS).get("count"))
        assert max(Counter(name.strip().casefold() for name in names).values()) == 1
        assert all(name == name.strip() and name for name in names)
        if table.get("headerRowCount") != "0":
            header = [cells[by_part[sheet_part], top, left + n] for n in range(len(names))]
            assert [cell.value for cell in header] == names
            assert {cell.kind for cell in header} == {"s"}
        else:
            assert table.find("m:autoFilter", NS) is None


def test_tables_do_not_overlap_and_have_rows(built: Built) -> None:
    taken: dict[str, list[tuple[int, int, int, int]]] = {}
    for sheet_part, part in tables(built):
        one = span(str(built.trees[part].get("ref")))
        headed = built.trees[part].get("headerRowCount") != "0"
        assert one[2] - one[0] >= headed, part
        for other in taken.setdefault(sheet_part, []):
            apart = one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
            assert apart, part
        taken[sheet_part].append(one)


def test_names_of_tables_and_cells_are_unique_and_no_addresses(built: Built) -> None:
    book = built.trees["xl/workbook.xml"]
    names = [str(built.trees[part].get("displayName")) for _, part in tables(built)]
    names += [
        str(n.get("name"))
        for n in book.iterfind(".//m:definedName", NS)
        if not str(n.get("name")).startswith("_xlnm.")
    ]
    assert max(Counter(name.casefold() for name in names).values()) == 1
    for name in names:
        assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]*", name), name
        assert not is_cell_like(name), name
        assert len(name) <= 255
    ids = [built.trees[part].get("id") for _, part in tables(built)]
    assert len(ids) == len(set(ids))


def test_sheet_parts_keep_the_order_of_the_standard(built: Built) -> None:
    for part in built.sheet_parts.values():
        tags = [child.tag.rpartition("}")[2] for child in built.trees[part]]
        assert tags == sorted(tags, key=ORDER.index), part


def test_every_part_has_its_content_type_and_is_reached(built: Built) -> None:
    types = built.trees["[Content_Types].xml"]
    space = "{http://schemas.openxmlformats.org/package/2006/content-types}"
    declared = {str(t.get("PartName"))[1:] for t in types.iter(f"{space}Override")}
    parts = {name for name in built.parts if not name.endswith((".rels", "[Content_Types].xml"))}
    assert declared == parts
    reached = set()
    for name, tree in built.trees.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        ids = [rel.get("Id") for rel in tree.iterfind("p:Relationship", NS)]
        assert len(ids) == len(set(ids)), name
        for rel in tree.iterfind("p:Relationship", NS):
            assert rel.get("TargetMode") is None
            reached.add(posixpath.normpath(posixpath.join(folder, str(rel.get("Target")))))
    assert reached == parts


def test_relation_ids_in_parts_exist(built: Built) -> None:
    for name, text in built.parts.items():
        used = set(re.findall(r'r:(?:id|embed)="([^"]+)"', text))
        if not used:
            continue
        folder, file = posixpath.split(name)
        rels = built.trees[f"{folder}/_rels/{file}.rels"]
        known = {str(rel.get("Id")) for rel in rels.iterfind("p:Relationship", NS)}
        assert used <= known, name


def test_sheet_names(built: Built) -> None:
    titles = list(built.sheet_parts)
    assert len({title.casefold() for title in titles}) == len(titles)
    for title in titles:
        assert 1 <= len(title) <= 31
        assert not set(title) & set("[]:*?/\\'")


def test_validations_are_short_and_point_at_cells(built: Built) -> None:
    for part in built.sheet_parts.values():
        found = built.trees[part].find("m:dataValidations", NS)
        if found is None:
            continue
        assert int(str(found.get("count"))) == len(found)
        for rule in found:
            formula = rule.findtext("m:formula1", "", NS)
            assert len(formula) <= 255
            assert len(rule.get("promptTitle", "")) <= 32
            assert len(rule.get("prompt", "")) <= 255
            assert len(rule.get("error", "")) <= 225
            if "!" in formula:
                assert formula.split("!")[0].strip("'") in built.sheet_parts


def test_numbers_are_numbers_and_cells_stand_in_order(built: Built) -> None:
    last: dict[str, tuple[int, int]] = {}
    for cell in built.cells:
        if cell.kind == "n" and cell.value is not None:
            assert float(cell.value) == float(cell.value)
        assert last.get(cell.sheet, (0, 0)) < (cell.row, cell.column)
        last[cell.sheet] = (cell.row, cell.column)
        assert len(cell.value or "") <= 32_767
        assert len(cell.formula or "") <= 8_192


def test_styles_exist(built: Built) -> None:
    styles = built.trees["xl/styles.xml"]
    formats = styles.findall("m:cellXfs/m:xf", NS)
    differences = len(styles.findall("m:dxfs/m:dxf", NS))
    limits = {
        "fontId": len(styles.findall("m:fonts/m:font", NS)),
        "fillId": len(styles.findall("m:fills/m:fill", NS)),
        "borderId": len(styles.findall("m:borders/m:border", NS)),
        "xfId": len(styles.findall("m:cellStyleXfs/m:xf", NS)),
    }
    codes = {n.get("numFmtId") for n in styles.findall("m:numFmts/m:numFmt", NS)}
    for xf in formats:
        assert all(int(xf.get(key, "0")) < limit for key, limit in limits.items())
        assert int(xf.get("numFmtId", "0")) < 164 or xf.get("numFmtId") in codes
    assert max(cell.style for cell in built.cells) < len(formats)
    for part in built.sheet_parts.values():
        rules = list(built.trees[part].iterfind(".//m:cfRule", NS))
        for rule in rules:
            if rule.get("type") != "colorScale":
                assert int(str(rule.get("dxfId"))) < differences
        priorities = [rule.get("priority") for rule in rules]
        assert len(priorities) == len(set(priorities))


def test_charts_refer_to_cells_with_values(built: Built) -> None:
    charts = [name for name in built.parts if name.startswith("xl/charts/")]
    assert len(charts) >= 2
    for name in charts:
        for formula in built.trees[name].iter(f"{{{NS['c']}}}f"):
            sheet, _, area = str(formula.text).rpartition("!")
            assert sheet.strip("'") in built.sheet_parts, name
            span(area)
        for cache in ("numCache", "strCache"):
            for found in built.trees[name].iter(f"{{{NS['c']}}}{cache}"):
                points = found.findall("c:pt", NS)
                assert points, f"{name}: an empty chart"
                assert all(point.findtext("c:v", "", NS) != "" for point in points), name


def test_links_lead_to_sheets(built: Built) -> None:
    links = [
        link
        for part in built.sheet_parts.values()
        for link in built.trees[part].iterfind("m:hyperlinks/m:hyperlink", NS)
    ]
    shown = [sheet for sheet in built.desk.book.sheets if not sheet.is_hidden]
    assert len(links) == len(shown) - 1
    for link in links:
        assert str(link.get("location")).split("!")[0].strip("'") in built.sheet_parts


def test_openxml_audit_finds_nothing(built: Built, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    result = audit.OpenXmlValidator().validate(built.save(tmp_path / f"{built.name}.xlsx"))
    assert [str(error) for error in result.errors] == []
    assert result.is_valid

"""What Excel and others write that openpyxl does not: the same cells, spelled in other ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from marketbook.pulls.read.edited import EditedBook
from tests.pulls.small_book import (
    base_rows,
    building_once,
    is_untouched,
    list_rows,
    read,
    refusals,
    rewrite,
)

Parts = dict[str, str]
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
SHEET = "xl/worksheets/sheet2.xml"
_CELL = r'<c r="{at}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)'


@pytest.fixture(autouse=True, scope="module")
def _quick() -> Generator[None]:
    with building_once():
        yield


def put(parts: Parts, at: str, kind: str, inner: str, style: str | None = None) -> None:
    """Another content for a cell of figures."""

    def write(found: re.Match[str]) -> str:
        look = f' s="{style}"' if style is not None else found[1] or ""
        return f'<c r="{at}"{look}{f" t={chr(34)}{kind}{chr(34)}" if kind else ""}>{inner}</c>'

    parts[SHEET], count = re.subn(_CELL.format(at=at), write, parts[SHEET])
    assert count == 1, at


def add_style(parts: Parts, code: str) -> str:
    """A style of a number format; returns its number."""
    number = 900 + parts[STYLES].count("<xf ")
    entry = f'<numFmt numFmtId="{number}" formatCode="{code}"/>'
    if "<numFmts" in parts[STYLES]:
        parts[STYLES] = re.sub(r"(<numFmts[^>]*>)", rf"\1{entry}", parts[STYLES])
    else:
        parts[STYLES] = re.sub(
            r"(<styleSheet[^>]*>)", rf'\1<numFmts count="1">{entry}</numFmts>', parts[STYLES]
        )
    found = re.search(r"<cellXfs[^>]*>(.*?)</cellXfs>", parts[STYLES], re.DOTALL)
    assert found is not None
    count = len(re.findall("<xf ", found[1]))
    xf = f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    parts[STYLES] = parts[STYLES].replace("</cellXfs>", xf)
    return str(count)


def texts_of(parts: Parts) -> list[str]:
    return re.findall(r"<si>(.*?)</si>", parts[STRINGS], re.DOTALL)


def inline_all(parts: Parts) -> None:
    """Every shared text in its cell, as other programs write it."""
    texts = texts_of(parts)
    for name in list(parts):
        if name.startswith("xl/worksheets/sheet"):
            parts[name] = re.sub(
                r't="s"><v>(\d+)</v>',
                lambda found: f't="inlineStr"><is>{texts[int(found[1])]}</is>',
                parts[name],
            )


def plain_strings(parts: Parts) -> None:
    """Texts as the result type of formulas, without one."""
    texts = texts_of(parts)
    parts[SHEET] = re.sub(
        r't="s"><v>(\d+)</v>',
        lambda f: f't="str"><v>{re.sub("<[^>]*>", "", texts[int(f[1])])}</v>',
        parts[SHEET],
    )


def rich_text(parts: Parts) -> None:
    """Runs with looks of their own, and a phonetic guide that is no text of the cell."""

    def split(found: re.Match[str]) -> str:
        text = found[1]
        runs = "".join(f"<r><rPr><b/></rPr><t xml:space='preserve'>{c}</t></r>" for c in text)
        return f"<si>{runs}<rPh sb='0' eb='1'><t>guide</t></rPh></si>"

    parts[STRINGS] = re.sub(r"<si><t[^>]*>([A-Za-z0-9.,]+)</t></si>", split, parts[STRINGS])


def all_digits(parts: Parts) -> None:
    """Numbers with seventeen digits, and whole ones with a point."""
    put(parts, "C5", "", "<v>1239.3000000000000</v>")
    put(parts, "D5", "n", "<v>18.500000000000000</v>")
    put(parts, "E5", "n", "<v>2025.0</v>")
    put(parts, "F5", "n", "<v>1.41E2</v>")


def no_addresses(parts: Parts) -> None:
    """Cells and rows may leave out where they are."""
    for at in "ABCDEFGHIJK":
        parts[SHEET] = parts[SHEET].replace(f'<c r="{at}5"', "<c").replace(f'<c r="{at}4"', "<c")
    parts[SHEET] = parts[SHEET].replace('<row r="5"', "<row")


def prefixed(parts: Parts) -> None:
    """Another prefix for the same names."""
    text = parts[SHEET].replace(' xmlns="', ' xmlns:x="')
    parts[SHEET] = re.sub(r"<(/?)(?![?/])(?=[A-Za-z])", r"<\1x:", text)


def strict_names(parts: Parts) -> None:
    """The strict variant of the format has other names for everything."""
    for name, text in parts.items():
        parts[name] = text.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )


def boolean_cells(parts: Parts) -> None:
    """TRUE and FALSE as Excel makes them of words that are typed into a plain cell."""
    put(parts, "G5", "b", "<v>1</v>")
    put(parts, "G6", "b", "<v>0</v>")


def month_as_date(parts: Parts) -> None:
    """2025-08, typed into a plain cell, is the first of August."""
    put(parts, "H5", "", "<v>45870</v>", add_style(parts, "mmm\\-yy"))


def iso_date(parts: Parts) -> None:
    put(parts, "I5", "d", "<v>2026-11-21T00:00:00</v>")


def numbers_as_text(parts: Parts) -> None:
    put(parts, "C6", "inlineStr", "<is><t>18.5</t></is>")
    put(parts, "E6", "inlineStr", "<is><t>2030</t></is>")


def text_as_numbers(parts: Parts) -> None:
    """Printed digits that an editor made numbers: those of the base are known."""
    put(parts, "B5", "", "<v>1239.3</v>")
    put(parts, "B6", "", "<v>18.5</v>")


def days_since_1904(parts: Parts) -> None:
    """Old Excel for Mac counts days from another one."""
    name = "xl/workbook.xml"
    parts[name] = re.sub(r"<workbookPr[^>]*/>", '<workbookPr date1904="1"/>', parts[name])
    put(parts, "I5", "", "<v>44885</v>")


def other_parts(parts: Parts) -> None:
    """What Excel adds: lists of persons, printers, the order of calculation; cells' metadata."""
    parts["xl/calcChain.xml"] = "<calcChain/>"
    parts["xl/persons/person.xml"] = "<personList/>"
    parts["xl/printerSettings/printerSettings1.bin"] = "\x00\x01"
    parts["xl/webextensions/taskpanes.xml"] = "<taskpanes/>"
    parts["customXml/item1.xml"] = "<b:Sources xmlns:b='urn:b'/>"
    parts[SHEET] = parts[SHEET].replace('<c r="A5"', '<c r="A5" cm="1"')
    extra = '<extLst><ext xmlns:x14="urn:x"><x14:f>A1</x14:f><x14:v>9</x14:v></ext></extLst>'
    parts[SHEET] = parts[SHEET].replace("</worksheet>", f"{extra}</worksheet>")


SAME: list[Callable[[Parts], None]] = [
    inline_all, plain_strings, rich_text, all_digits, no_addresses, prefixed, strict_names,
    boolean_cells, month_as_date, iso_date, numbers_as_text, text_as_numbers, days_since_1904,
    other_parts,
]  # fmt: skip


@pytest.mark.parametrize("change", SAME)
def test_other_spellings_of_the_same(change: Callable[[Parts], None], tmp_path: Path) -> None:
    book = read(rewrite(change), tmp_path)
    for name, table in book.tables.items():
        assert list_rows(table) == base_rows(book.base[name])
    assert is_untouched(book), book.remarks


def read_one(change: Callable[[Parts], None], folder: Path) -> EditedBook:
    return read(rewrite(change), folder)


def test_a_percentage_that_was_typed(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        put(parts, "D5", "", "<v>0.16400000000000001</v>", add_style(parts, "0.0%"))

    book = read_one(change, tmp_path)
    assert book.tables["figures"].records[0].cells["rate_percent"] == "16.4"
    assert [(str(r.place), r.refuses) for r in book.remarks] == [("figures!D5", False)]
    assert "16.4 %" in book.remarks[0].found


def test_a_shared_formula_is_refused(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        put(parts, "C5", "", '<f t="shared" ref="C5:C6" si="0">1+1</f><v>2</v>')
        put(parts, "C6", "", '<f t="shared" si="0"/><v>2</v>')
        put(parts, "C7", "", '<f t="array" ref="C7">SUM(1)</f><v>1</v>')

    told = refusals(read_one(change, tmp_path))
    assert [str(remark.place) for remark in told] == ["figures!C5", "figures!C6", "figures!C7"]
    assert "=1+1" in told[0].found
    assert "shared" in told[1].found


def test_errors_and_coded_characters_are_refused(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        put(parts, "C5", "e", "<v>#N/A</v>")
        put(parts, "K5", "inlineStr", "<is><t>two_x000D_lines</t></is>")
        put(parts, "K6", "inlineStr", "<is><t>bell_x0007_</t></is>")

    told = refusals(read_one(change, tmp_path))
    assert [str(r.place) for r in told] == ["figures!C5", "figures!K5", "figures!K6"]
    words = ("#N/A", "a line break", "U+0007")
    assert all(word in remark.found for word, remark in zip(words, told, strict=True)), told


def test_an_escaped_underscore_is_text(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        put(parts, "K5", "inlineStr", "<is><t>_x005F_x000D_</t></is>")

    book = read_one(change, tmp_path)
    assert book.tables["figures"].records[0].cells["note"] == "_x000D_"
    assert not book.remarks


def test_spaces_that_nobody_sees_are_left_out_and_told(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        put(parts, "K5", "inlineStr", "<is><t xml:space='preserve'> Fourth\u00a0</t></is>")
        put(parts, "A6", "inlineStr", "<is><t xml:space='preserve'>a-2 </t></is>")

    book = read_one(change, tmp_path)
    records = book.tables["figures"].records
    assert records[0].cells["note"] == "Fourth"
    assert (records[1].cells["figure_id"], records[1].cells["value"]) == ("a-2", "18.50")
    assert [str(r.place) for r in book.remarks] == ["figures!K5"]


def test_printed_digits_that_are_lost_are_refused(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        put(parts, "B6", "", "<v>18.6</v>")

    told = refusals(read_one(change, tmp_path))
    assert [str(remark.place) for remark in told] == ["figures!B6"]
    assert "zeros and separators" in told[0].found
    assert "as text" in told[0].remedy

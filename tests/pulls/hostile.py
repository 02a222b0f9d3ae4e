"""Workbooks that are broken, or made to do harm; each begins as the small workbook of tables."""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zipfile
from collections.abc import Callable

from tests.pulls.small_book import edit, pack, rewrite, small_book

Make = Callable[[], bytes]
Parts = dict[str, str]
TYPES = "[Content_Types].xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
BOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
SHEET, TABLE = "xl/worksheets/sheet2.xml", "xl/tables/table2.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
MILLION = 1_048_576

# name of the case: how it is made, and words of what must be said of it
CASES: dict[str, tuple[Make, str]] = {}


def case(found: str) -> Callable[[Make], Make]:
    """Adds a workbook to the corpus."""

    def add(make: Make) -> Make:
        CASES[make.__name__] = make, found
        return make

    return add


def parts_case(found: str) -> Callable[[Callable[[Parts], object]], object]:
    """Adds one that is made by changing parts."""

    def add(change: Callable[[Parts], object]) -> object:
        CASES[change.__name__] = (lambda: rewrite(change)), found
        return change

    return add


def sheet_data(parts: Parts, rows: str) -> None:
    before, _, rest = parts[SHEET].partition("<sheetData>")
    parts[SHEET] = f"{before}<sheetData>{rows}</sheetData>{rest.partition('</sheetData>')[2]}"


def add_relation(parts: Parts, kind: str, target: str, mode: str = "") -> None:
    entry = f'<Relationship Id="x1" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    parts[RELATIONS] = parts[RELATIONS].replace("</Relationships>", f"{entry}</Relationships>")


def add_type(parts: Parts, part: str, kind: str) -> None:
    entry = f'<Override PartName="/{part}" ContentType="{kind}"/>'
    parts[TYPES] = parts[TYPES].replace("</Types>", f"{entry}</Types>")
    parts.setdefault(part, "<x/>")


def make_noise(size: int) -> str:
    """Letters and digits that do not shrink much in a zip."""
    return hashlib.shake_256(b"noise").hexdigest(size // 2)


def after_head(text: str, what: str) -> str:
    head, end, rest = text.partition("?>")
    return f"{head}{end}{what}{rest}"


# Not a zip, or a broken one


@case("it is not a workbook")
def empty() -> bytes:
    return b""


@case("it is not a workbook")
def plain_text() -> bytes:
    return b"figure_id,stated\na-1,18.50\n"


@case("locked with a password")
def old_office_or_password() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096


@case("its end is missing")
def truncated() -> bytes:
    return small_book()[: len(small_book()) // 2]


@case("damaged")
def cut_in_the_directory() -> bytes:
    at = small_book().rfind(b"PK\x01\x02")
    return small_book()[: at - 20] + small_book()[small_book().rfind(b"PK\x05\x06") :]


@case("damaged")
def flipped_bytes() -> bytes:
    with zipfile.ZipFile(io.BytesIO(small_book())) as file:
        at = file.getinfo(SHEET).header_offset + 120
    content = bytearray(small_book())
    content[at : at + 8] = b"\xff" * 8
    return bytes(content)


@case("a zip file, but not a workbook")
def zip_of_something() -> bytes:
    return pack({"readme.txt": "hello"})


@case("is an archive or a document itself")
def zip_in_zip() -> bytes:
    packed = io.BytesIO(small_book())
    with zipfile.ZipFile(packed, "a") as file:
        file.writestr("xl/inner.xlsx", small_book())
    return packed.getvalue()


@case("is encrypted")
def encrypted_part() -> bytes:
    content = bytearray(small_book())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = content.find(mark)
        content[at + offset] |= 1
    return bytes(content)


@case("parts in")
def many_parts() -> bytes:
    return pack({f"xl/media/{n}.txt": "" for n in range(3_000)})


@case("parts in")
def directory_that_claims_a_lot() -> bytes:
    content = bytearray(small_book())
    at = content.rfind(b"PK\x05\x06")
    struct.pack_into("<HH", content, at + 8, 65_000, 65_000)
    return bytes(content)


def pack_pairs(pairs: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO(small_book())
    with zipfile.ZipFile(packed, "a", method) as file:
        for name, content in pairs:
            file.NameToInfo.pop(name, None)
            file.writestr(name, content)
    return packed.getvalue()


@case("twice")
def the_same_name_twice() -> bytes:
    return pack_pairs([(SHEET, b"<worksheet/>")])


@case("twice")
def names_that_differ_in_capitals() -> bytes:
    return pack_pairs([(SHEET.upper(), b"<worksheet/>")])


@case("leads out of the workbook")
def path_upwards() -> bytes:
    return pack_pairs([("xl/../../../evil.xml", b"")])


@case("leads out of the workbook")
def path_from_the_root() -> bytes:
    return pack_pairs([("/etc/evil.xml", b"")])


@case("leads out of the workbook")
def path_of_windows() -> bytes:
    return pack_pairs([("C:evil.xml", b"")])


@case("packed in a way")
def other_compression() -> bytes:
    return pack_pairs([("xl/odd.xml", b"<x/>" * 99)], zipfile.ZIP_LZMA)


@case("when it is unpacked")
def bomb_of_zeros() -> bytes:
    return pack_pairs([("xl/media/zeros.bin", bytes(40 * 2**20))])


@case("all parts together")
def many_large_parts() -> bytes:
    noise = hashlib.shake_256(b"noise").digest(2**21)
    starts = range(0, 2**21, 2**12)
    block = b"".join(noise[at : at + 2**12] + bytes(2**16 - 2**12) for at in starts)
    stored = [(f"xl/media/{n}.bin", block) for n in range(3)]
    return pack_pairs(stored)


def patch_size(content: bytes, part: str, size: int) -> bytes:
    """Another size for a part, in both places where a zip states it."""
    changed, name = bytearray(content), part.encode()
    for mark, offset, back in ((b"PK\x01\x02", 24, 46), (b"PK\x03\x04", 22, 30)):
        at = changed.find(mark)
        while changed[at + back : at + back + len(name)] != name:
            at = changed.find(mark, at + 1)
        struct.pack_into("<I", changed, at + offset, size)
    return bytes(changed)


@case("MB or more")
def part_that_claims_a_gigabyte() -> bytes:
    return patch_size(small_book(), SHEET, 2**30)


@case("damaged")
def part_that_claims_to_be_small() -> bytes:
    return patch_size(small_book(), SHEET, 100)


@case("share their bytes")
def parts_that_overlap() -> bytes:
    content = bytearray(small_book())
    first = content.find(b"PK\x01\x02")
    second = content.find(b"PK\x01\x02", first + 1)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    return bytes(content)


# XML that does harm


@parts_case("declares a document type")
def billion_laughs(parts: Parts) -> None:
    parts[STRINGS] = after_head(parts[STRINGS], LAUGHS).replace("<t>", "<t>&d;", 1)


@parts_case("declares a document type")
def laughs_in_the_list_of_sheets(parts: Parts) -> None:
    parts[BOOK] = after_head(parts[BOOK], LAUGHS)


@parts_case("declares a document type")
def file_of_the_machine(parts: Parts) -> None:
    declared = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    parts[SHEET] = after_head(parts[SHEET], declared)


@parts_case("declares a document type")
def document_type_alone(parts: Parts) -> None:
    parts[STYLES] = after_head(parts[STYLES], '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">')


@parts_case("elements 65 deep")
def deep(parts: Parts) -> None:
    sheet_data(parts, "<a>" * 50_000 + "</a>" * 50_000)


@parts_case("cannot be read")
def broken_markup(parts: Parts) -> None:
    parts[SHEET] = parts[SHEET].replace("</row>", "</rows>", 1)


@parts_case("cannot be read")
def odd_encoding(parts: Parts) -> None:
    parts[SHEET] = parts[SHEET].replace("UTF-8", "utf-7")


@parts_case("a tag or remark of")
def endless_tag(parts: Parts) -> None:
    filling = make_noise(3_000_000)
    sheet_data(parts, f'<row r="1" spans="{filling}"/>')


@parts_case("has a text of more than")
def endless_text(parts: Parts) -> None:
    filling = make_noise(1_000_000)
    sheet_data(parts, f'<row r="5"><c r="A5" t="str"><v>{filling}</v></c></row>')


@parts_case("elements")
def many_elements(parts: Parts) -> None:
    parts[BOOK] = parts[BOOK].replace("</workbook>", "<x/>" * 200_000 + "</workbook>")


# What runs, or leads elsewhere


@parts_case("a macro (xl/vbaProject.bin)")
def macro(parts: Parts) -> None:
    parts["xl/vbaProject.bin"] = "module"


@parts_case("a macro")
def macro_by_its_type(parts: Parts) -> None:
    plain = "spreadsheetml.sheet.main+xml"
    other = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    parts[TYPES] = parts[TYPES].replace(
        f"application/vnd.openxmlformats-officedocument.{plain}", other
    )


@parts_case("a macro")
def macro_sheet(parts: Parts) -> None:
    add_type(parts, "xl/other/sheet1.xml", "application/vnd.ms-excel.macrosheet+xml")


@parts_case("cells in the binary format (.xlsb)")
def binary_cells(parts: Parts) -> None:
    add_type(parts, "xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.main")


@parts_case("cells in the binary format (.xlsb) (xl/workbook.bin); expected")
def binary_book(parts: Parts) -> None:
    """An xlsb without a macro, as Excel and SheetJS write it."""
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    entry = f'<Default Extension="bin" ContentType="{kind}"/>'
    parts[TYPES] = parts[TYPES].replace("</Types>", f"{entry}</Types>")
    parts["xl/workbook.bin"] = "\x83\x01"


@parts_case("a link to another file")
def link_to_another_book(parts: Parts) -> None:
    link = '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    parts["xl/externalLinks/externalLink1.xml"] = link


@parts_case("a link to another file")
def link_by_its_relation(parts: Parts) -> None:
    add_relation(parts, "externalLinkPath", "file:///c:/secret.xlsx", ' TargetMode="External"')


@parts_case("a link to another file")
def picture_from_elsewhere(parts: Parts) -> None:
    add_relation(parts, "image", "http://example.org/track.png", ' TargetMode="External"')


@parts_case("an embedded object")
def embedded_object(parts: Parts) -> None:
    parts["xl/embeddings/oleObject1.bin"] = "object"


@parts_case("an embedded object")
def control(parts: Parts) -> None:
    parts["xl/activeX/activeX1.xml"] = "<x/>"


@parts_case("a query or connection")
def connection(parts: Parts) -> None:
    parts["xl/connections.xml"] = '<connections><connection id="1" dbPr="DSN"/></connections>'


@parts_case("a query or connection")
def query(parts: Parts) -> None:
    add_relation(parts, "queryTable", "queryTables/queryTable1.xml")


# Cells beyond all limits, or nowhere


@parts_case("cells have something in them")
def many_cells(parts: Parts) -> None:
    cells = "".join(f'<c r="{letter}#"><v>1</v></c>' for letter in "ABCDEFGHIJ")
    rows = (f'<row r="{n}">{cells.replace("#", str(n))}</row>' for n in range(5, 60_100))
    sheet_data(parts, "".join(rows))


@parts_case("texts have more than")
def many_characters(parts: Parts) -> None:
    long = "".join(f"{n * 7919 % 100_003:05}" for n in range(6_000))
    texts = (f"<si><t>{n}{long[n % 999 :]}</t></si>" for n in range(900))
    parts[STRINGS] = parts[STRINGS].replace("</sst>", "".join(texts) + "</sst>")


@parts_case("shared texts")
def many_strings(parts: Parts) -> None:
    texts = (f"<si><t>{n}</t></si>" for n in range(600_001))
    parts[STRINGS] = parts[STRINGS].replace("</sst>", "".join(texts) + "</sst>")


@parts_case("holds 40,000 characters")
def long_cell(parts: Parts) -> None:
    filling = "".join(str(n % 7) for n in range(40_000))
    sheet_data(parts, f'<row r="5"><c r="A5" t="inlineStr"><is><t>{filling}</t></is></c></row>')


@parts_case("a cell in row")
def row_beyond(parts: Parts) -> None:
    sheet_data(parts, '<row r="9999999"><c r="A9999999"><v>1</v></c></row>')


@parts_case("a cell in row")
def column_beyond(parts: Parts) -> None:
    sheet_data(parts, '<row r="5"><c r="ZZZ5"><v>1</v></c></row>')


@parts_case("is not the address of a cell")
def no_address(parts: Parts) -> None:
    sheet_data(parts, '<row r="5"><c r="5A"><v>1</v></c></row>')


@parts_case("there twice")
def cell_twice(parts: Parts) -> None:
    sheet_data(parts, '<row r="5"><c r="A5"><v>1</v></c><c r="A5"><v>2</v></c></row>')


@parts_case("refers to the shared text")
def string_beyond(parts: Parts) -> None:
    sheet_data(parts, '<row r="5"><c r="A5" t="s"><v>999999</v></c></row>')


@parts_case("merged areas")
def many_merged(parts: Parts) -> None:
    areas = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(5, 10_100))
    extra = f"<mergeCells>{areas}</mergeCells></worksheet>"
    parts[SHEET] = parts[SHEET].replace("</worksheet>", extra)


@parts_case("more than 500 sheets")
def many_sheets(parts: Parts) -> None:
    entries = [f'<sheet name="s{n}" sheetId="{n}" r:id="y{n}"/>' for n in range(60, 600)]
    parts[BOOK] = parts[BOOK].replace("</sheets>", "".join(entries) + "</sheets>")
    for n in range(60, 600):
        parts[f"xl/worksheets/more{n}.xml"] = "<worksheet/>"
        entry = (
            f'<Relationship Id="y{n}" Type="{OFFICE}/worksheet" Target="worksheets/more{n}.xml"/>'
        )
        parts[RELATIONS] = parts[RELATIONS].replace("</Relationships>", f"{entry}</Relationships>")


@parts_case("has the cells of another sheet")
def sheet_over_and_over(parts: Parts) -> None:
    entry = f'<Relationship Id="x1" Type="{OFFICE}/worksheet" Target="worksheets/sheet2.xml"/>'
    parts[RELATIONS] = parts[RELATIONS].replace("</Relationships>", f"{entry}</Relationships>")
    more = '<sheet name="again" sheetId="99" r:id="x1"/></sheets>'
    parts[BOOK] = parts[BOOK].replace("</sheets>", more)


@parts_case("a sheet is called")
def long_title(parts: Parts) -> None:
    parts[BOOK] = parts[BOOK].replace('name="figures"', f'name="{"f" * 9_000}"')


@parts_case("its part xl/worksheets/sheet2.xml is missing")
def sheet_missing(parts: Parts) -> None:
    del parts[SHEET]


@parts_case("its part xl/workbook.xml is missing")
def list_of_sheets_missing(parts: Parts) -> None:
    del parts[BOOK]


@parts_case("its part etc/passwd is missing")
def relation_upwards(parts: Parts) -> None:
    target = 'Target="worksheets/sheet2.xml"'
    parts[RELATIONS] = parts[RELATIONS].replace(target, 'Target="../../../../etc/passwd"')


@parts_case("is not an address of cells")
def table_nowhere(parts: Parts) -> None:
    parts[TABLE] = re.sub(r'ref="[^"]*"', 'ref="ZZZZ0"', parts[TABLE], count=1)


@parts_case("styles")
def many_styles(parts: Parts) -> None:
    styles = "<xf/>" * 70_000
    parts[STYLES] = parts[STYLES].replace("</cellXfs>", f"{styles}</cellXfs>")


@case("does not fit")
def memory_that_is_no_table() -> bytes:
    """Lines that fit their checksum and are no table all the same."""
    text = 'figure_id,stated\n"a-1,18.50\n'
    checksum = hashlib.sha256(text.encode()).hexdigest()

    def change(book: object) -> None:
        base, state = book["Base"], book["State"]  # type: ignore[index]
        lines = text.split("\n")
        for row in range(base.max_row, 4, -1):
            if base.cell(row, 1).value == "figures":
                base.delete_rows(row)
        for n, line in enumerate(lines):
            base.append(["figures", str(n + 1), "1", line])
        for row in range(5, 10):
            if state.cell(row, 2).value == "figures":
                state.cell(row, 3).value = f"sha256:{checksum}"

    return edit(change)


# OpenDocument


def make_ods(body: str = "", head: str = "", manifest: str = "", **parts: str) -> bytes:
    """An ods file with one sheet of a few rows."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            ("office", "office"), ("table", "table"), ("text", "text"), ("script", "script"),
            ("draw", "drawing"),
        )
    )  # fmt: skip
    files = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return pack(
        {
            "mimetype": kind,
            "content.xml": f'<?xml version="1.0"?>{head}<office:document-content {spaces}>'
            f'<office:body><office:spreadsheet><table:table table:name="figures">{body}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{files}"><m:file-entry '
            f'm:full-path="/" m:media-type="{kind}"/>{manifest}</m:manifest>',
            **parts,
        }
    )


CELL = "<table:table-cell office:value-type='string'{}><text:p>x</text:p></table:table-cell>"


@case("declares a document type")
def ods_laughs() -> bytes:
    return make_ods(head=LAUGHS)


@case("is repeated")
def ods_endless_rows() -> bytes:
    cells = CELL.format(" table:number-columns-repeated='16384'")
    row = f"<table:table-row table:number-rows-repeated='{MILLION}'>{cells}</table:table-row>"
    return make_ods(row)


@case("is repeated")
def ods_endless_columns() -> bytes:
    cells = CELL.format(" table:number-columns-repeated='999999999'")
    return make_ods(f"<table:table-row>{cells}</table:table-row>")


@case("a cell in row")
def ods_row_beyond() -> bytes:
    blank = "<table:table-row table:number-rows-repeated='99999999'/>"
    return make_ods(blank + f"<table:table-row>{CELL.format('')}</table:table-row>")


@case("a link to another program (DDE)")
def ods_dde() -> bytes:
    return make_ods("<office:dde-source office:dde-application='cmd'/>")


@case("a link to another file")
def ods_link() -> bytes:
    return make_ods("<table:table-source table:name='other.ods'/>")


@case("a macro")
def ods_macro() -> bytes:
    return make_ods(**{"Basic/Standard/Module1.xml": "<x/>"})


@case("a macro")
def ods_event() -> bytes:
    return make_ods("<script:event-listener script:event-name='dom:load'/>")


@case("an embedded object")
def ods_object() -> bytes:
    kind = "application/vnd.sun.star.oleobject"
    entry = f'<m:file-entry m:full-path="Object 1" m:media-type="{kind}"/>'
    return make_ods(manifest=entry)


@case("locked with a password")
def ods_password() -> bytes:
    entry = '<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry>'
    return make_ods(manifest=entry)


@case("too long a text")
def ods_endless_spaces() -> bytes:
    spaces = "<text:s text:c='99999999'/>" * 50
    inner = f"<table:table-cell><text:p>{spaces}</text:p></table:table-cell>"
    return make_ods(f"<table:table-row>{inner}</table:table-row>")


@case("inside")
def ods_sheet_in_a_sheet() -> bytes:
    return make_ods("<table:table table:name='inner'/>")


@case("it has no sheet State")
def ods_of_somebody_else() -> bytes:
    return make_ods(f"<table:table-row>{CELL.format('')}</table:table-row>")

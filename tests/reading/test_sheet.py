"""A sheet of facts is read from any editor's file, and all its faults are told at once."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import marketbook as mb
from marketbook.errors import WorkbookError
from marketbook.findings import Finding
from marketbook.reading.facts import Fact, Name, Place, Reading
from marketbook.reading.records.enter import enter_document
from marketbook.reading.records.ledger import Ledger
from marketbook.reading.records.memory import make_empty_ledger
from marketbook.reading.records.model import make_document
from marketbook.reading.sheet import make_template, read_sheet, write_draft
from marketbook.reading.sheet.columns import COLUMNS
from marketbook.reading.sheet.lines import list_lines
from marketbook.reading.sheet.write import make_draft
from tests.pulls.hostile import make_ods
from tests.reading.facts import READING

HEADER = tuple(column.title for column in COLUMNS)
BY_HAND = """What,As printed,Years,Region,Axis,Segment
title,Garden Robots Market: an outlook
publisher,Green Data Research
published,2026-01-14
base year,,2025
forecast,,2025-2032
,USD 12.4 billion in 2025
,13.9 bn US$ (2026)
,about $27.6 bn by 2032
,CAGR of 12.1 % from 2025 to 2032
,38 %,2025,north america
,~27%,2025,Europe
,25%,2025,asia pacific
,10%,2025,LAMEA
players,Acme; Robert Bosch GmbH; Deere & Company; Honda; Stihl; Toro; Makita; G; H; I; J; K
"""


def write_csv(path: Path, lines: Sequence[Mapping[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        keys = [column.key for column in COLUMNS]
        writer = csv.DictWriter(file, keys, extrasaction="ignore")
        writer.writerow({column.key: column.title for column in COLUMNS})
        writer.writerows(lines)
    return path


def read_again(reading: Reading, folder: Path) -> Ledger:
    """The tables with what a draft of a document says, its rows all taken."""
    lines = list_lines(reading, make_empty_ledger(), {})
    taken = [{**line, "take": "yes"} for line in lines if line.get("what")]
    return enter(write_csv(folder / "draft.csv", taken))


def enter(path: Path, ledger: Ledger | None = None) -> Ledger:
    read = read_sheet(path)
    assert [str(remark) for remark in read.remarks if remark.refuses] == []
    ledger = ledger or make_empty_ledger()
    for document in read.documents:
        enter_document(ledger, document)
    return ledger


def list_records(ledger: Ledger) -> dict[str, dict[tuple[str, ...], dict[str, str]]]:
    """All records, without what the order of lines decides."""
    return {
        name: {
            key: {
                column: cell for column, cell in row.items() if column not in ("position", "list")
            }
            for key, row in rows.items()
            if "listings" not in name
        }
        for name, rows in ledger.records.items()
    }


def test_a_draft_says_what_was_read(tmp_path: Path) -> None:
    direct = make_empty_ledger()
    enter_document(direct, make_document(READING))
    assert list_records(read_again(READING, tmp_path)) == list_records(direct)


_STATED = st.integers(1, 99999).map(lambda number: f"{number / 10:,.1f}")
_YEAR = st.integers(2015, 2040)
_PLACE = st.sampled_from(
    ("World", "Europe", "United States", "Asia-Pacific", "Peru", "Rest of MEA")
)
_ABOUT = st.fixed_dictionaries({
    "region": _PLACE,
    "qualifier": st.sampled_from(("", "about", "over", "nearly", "up-to", "at-least")),
    "places": st.sampled_from(((Place("page.html", heading="Overview", number=3),),
                               (Place("page.html", 3, "", "row", 2),))),
})  # fmt: skip
_SEGMENT = st.sampled_from(({}, {"axis": "Component", "segment": "Hardware"},
                            {"axis": "End User", "segment": "Cities (large, small)"}))  # fmt: skip


@st.composite
def _figures(draw: st.DrawFn) -> Fact:
    stated, about, segment = draw(_STATED), draw(_ABOUT), draw(_SEGMENT)
    kind = draw(st.sampled_from(("size", "growth_rate", "share", "increment", "claim")))
    value = float(stated.replace(",", ""))
    if kind == "claim":
        about.pop("qualifier")
        return Fact("claim", claim=draw(st.sampled_from(("largest", "fastest-growing"))),
                    year=draw(st.none() | _YEAR), **about, **segment)  # fmt: skip
    if kind == "growth_rate":
        start, end = sorted(draw(st.tuples(_YEAR, _YEAR).filter(lambda pair: pair[0] != pair[1])))
        start, end = draw(st.sampled_from(((start, end), (None, end), (None, None))))
        return Fact(kind, value=value, stated=stated, unit="percent", printed=f"{stated}%",
                    start_year=start, end_year=end, **about, **segment)  # fmt: skip
    if kind == "share":
        value = value % 100
        stated = f"{value:.1f}"
        return Fact(kind, value=float(stated), stated=stated, unit="percent", printed=f"{stated} %",
                    year=draw(st.none() | _YEAR), of_region=draw(st.sampled_from(("", "World"))),
                    **about, **segment)  # fmt: skip
    unit = draw(st.sampled_from(("USD billion", "EUR million", "INR lakh crore")))
    years = {"year": draw(_YEAR)} if kind == "size" else {"start_year": 2025, "end_year": 2032}
    return Fact(
        kind,
        value=value,
        stated=stated,
        unit=unit,
        printed=f"{unit} {stated}",
        **years,
        **about,
        **segment,
    )  # type: ignore[arg-type]


@given(st.lists(_figures(), min_size=1, max_size=6))
@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_any_draft_says_what_was_read(tmp_path: Path, facts: list[Fact]) -> None:
    reading = Reading("page.html", "b" * 64, market="Garden Robots", facts=tuple(facts))
    direct = make_empty_ledger()
    # in the order of the draft: of two figures of one subject the first has the plain id
    order = sorted(range(len(facts)), key=lambda n: n)
    ordered = Reading("page.html", "b" * 64, market="Garden Robots",
                      facts=tuple(facts[n] for n in order))  # fmt: skip
    enter_document(direct, make_document(ordered))
    assert list_records(read_again(reading, tmp_path)) == list_records(direct)


def test_25_facts_take_at_most_30_cells(tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    file.write_text(BY_HAND, encoding="utf-8")
    rows = list(csv.reader(BY_HAND.splitlines()))[1:]
    cells = sum(bool(cell) for row in rows for cell in row)
    # title, publisher, day; two periods; 3 sizes, 1 rate, 4 shares; 12 players
    facts = 3 + 2 + 3 + 1 + 4 + 12
    assert facts == 25
    assert cells <= 30


def test_what_a_person_writes_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    file.write_text(BY_HAND, encoding="utf-8")
    ledger = enter(file)
    assert [(row["region_id"], row["year"], row["stated"], row["unit_id"], row["qualifier"])
            for row in ledger.list_rows("sizes")] == [
        ("world", "2025", "12.4", "usd-billion", ""),
        ("world", "2026", "13.9", "usd-billion", ""),
        ("world", "2032", "27.6", "usd-billion", "about"),
    ]  # fmt: skip
    [rate] = ledger.list_rows("growth_rates")
    assert (rate["start_year"], rate["end_year"], rate["stated"]) == ("2025", "2032", "12.1")
    assert [row["region_id"] for row in ledger.list_rows("shares")] == [
        "north-america", "europe", "asia-pacific", "lamea",
    ]  # fmt: skip
    assert len(ledger.records["player_listings"]) == 12
    [source] = ledger.list_rows("sources")
    assert (source["publisher"], source["edition"]) == ("Green Data Research", "2026-01")


def test_lists_without_an_axis_are_known_again(tmp_path: Path) -> None:
    file = tmp_path / "lists.csv"
    file.write_text(
        "What,As printed,Segment\ntitle,Garden Robots Market,\n,60 % in 2025,Hardware\n"
        "segments,Hardware; Software,\nsegments,Homes; Parks,\n",
        encoding="utf-8",
    )
    ledger = enter(file)
    once = list_records(ledger)
    assert [row["name"] for row in ledger.records["axes"].values()] == ["Segment", "Segment 2"]
    enter(file, ledger)
    assert list_records(ledger) == once


def test_every_problem_is_told_with_its_cell(tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    file.write_text(
        "Take,What,As printed,Years,Region,Segment\n"
        ",title,Garden Robots Market\n"
        ",title,Another\n"
        "maybe,,12 %,2025\n"
        ",sise,USD 12.4 billion,2025\n"
        ",,12.4 billion,2025\n"
        ",,USD 12.4 billion,twenty\n"
        ",,USD 12.4 billion,2025-2032\n"
        ",share,USD 12.4 billion,2025\n"
        ",size,12 %,2025\n"
        ",growth rate,12 %,2032-2025\n"
        ",base year,,\n"
        ",largest,,2025\n"
        ",players,,\n"
        ",acquisition,Acme,2025\n"
        ",published,some day\n"
        ",pages,many\n"
        ",,12 %,2025\n"
        ",,USD 4 billion in 2024,2025\n"
        ",,UDS 4 billion,2025\n"
        ",address,javascript:alert\n"
        ",checksum,123\n"
        ",growth rate,6–7 %,2025-32\n"
        ",,USD 50 to 55 billion,2009-12\n"
        "no,nonsense,nonsense,nonsense\n",
        encoding="utf-8",
    )
    assert [str(remark) for remark in read_sheet(file).remarks] == [
        "report!B3: the title is here a second time, after report!C2; expected one row for it",
        "report!A4: 'maybe'; expected yes or no",
        "report!B5: 'sise' says nothing that is known; expected 'size'",
        "report!C6: '12.4 billion' is not a figure; expected a figure with its unit, such as USD "
        "4.1 billion, about 28 % or 12.1 %",
        "report!D7: 'twenty' is no year; expected 2025, or 2025–2032",
        "report!D8: '2025-2032' is more than one year; expected the year of the figure",
        "report!C9: 'USD 12.4 billion' is no share: its unit is USD billion; expected percent",
        "report!C10: '12 %' is no size: its unit is percent; expected an amount",
        "report!D11: '2032-2025' ends before it begins; expected the earlier year first",
        "report!D12: the base year has no years; expected 2025, or 2025–2032",
        "report!E13: who is largest? neither a region nor a segment is given; expected one of them",
        "report!C14: the list of players is empty; expected names with semicolons between them",
        "report!D15: '2025' is no month; expected one such as 2025-03",
        "report!C16: 'some day' is no date; expected 2026-01-31, or 2026-01",
        "report!C17: 'many'; expected a number of pages",
        "report!C18: '12 %' is a share of what? neither a region nor a segment is given; expected "
        "one of them, or growth rate under What",
        "report!D19: '2025' is next to 'USD 4 billion in 2024'; expected the same years, or one "
        "of the two empty",
        "report!C20: 'UDS 4 billion' is not a figure; expected a figure with its unit, such as USD "
        "4.1 billion, about 28 % or 12.1 %",
        "report!C21: 'javascript:alert'; expected an address that begins with https://",
        "report!C22: '123'; expected a SHA-256, which has 64 digits from 0 to f",
        "report!C23: '6–7 %' is a range; expected one figure; enter the end that counts, with "
        "'over' or 'up to' before it, or leave the row out",
        "report!C24: 'USD 50 to 55 billion' is a range; expected one figure; enter the end that "
        "counts, with 'over' or 'up to' before it, or leave the row out",
    ]


@pytest.mark.parametrize(("region", "told"), [
    ("Eurpoe", "report!D3: 'Eurpoe' is not a known region; expected a name such as 'Europe', "
     "which is the nearest; correct it, or enter it in the table regions first"),
    ("Untied States", "report!D3: 'Untied States' is not a known region; expected a name such "
     "as 'United States', which is the nearest; correct it, or enter it in the table regions "
     "first"),
    ("N. America", "report!D3: 'N. America' is not a known region; expected a name such as 'North "
     "America', which is the nearest; correct it, or enter it in the table regions first"),
    ("Western Europe", "report!D3: 'Western Europe' is a new region; it is added"),
    ("Saxony", "report!D3: 'Saxony' is a new region; it is added"),
    ("Peru", ""),
])  # fmt: skip
def test_a_slip_is_no_new_region(tmp_path: Path, region: str, told: str) -> None:
    file = tmp_path / "report.csv"
    text = f"What,As printed,Years,Region\ntitle,Garden Robots\n,38 %,2025,{region}\n"
    file.write_text(text, encoding="utf-8")
    ledger = make_empty_ledger()
    for document in read_sheet(file).documents:
        enter_document(ledger, document)
    assert [str(remark) for remark in ledger.remarks] == ([told] if told else [])
    assert len(ledger.records["shares"]) == ("not a known region" not in told)


def test_what_would_be_lost_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["What", "As printed", "Years", "Regoin", "Remarks", "Year"])
    sheet.append(["title", "Garden Robots"])
    sheet.append([None, "38 %", "2025", "Europe"])
    sheet.append([None, "27 %"])
    sheet.merge_cells("C3:C4")
    book.save(tmp_path / "report.xlsx")
    told = [
        (str(remark), remark.refuses) for remark in read_sheet(tmp_path / "report.xlsx").remarks
    ]
    assert [each for each in told if "share of what" not in each[0]] == [
        ("Sheet!D1: no column is called 'Regoin'; it is not read; expected 'Region'", True),
        ("Sheet!E1: no column is called 'Remarks'; it is not read", False),
        ("Sheet!F1: 'Year' is here a second time; expected each column once", True),
        ("Sheet!C3: merged cells; expected a value in each cell; take them apart, and fill each "
         "cell", True),
    ]  # fmt: skip


_CELL = st.one_of(
    st.text(max_size=20),
    st.sampled_from((
        "", "size", "share", "players", "base year", "segments", "acquisition", "largest", "$4bn",
        "12 %", "CAGR 4%", "2025", "2025-2032", "2025-03", "Europe", "APAC", "A; B (C", ";;", "no",
        "US$ 4.1bn in 2025", "two-thirds", "published", "pages", "document", "../../etc", "(",
    )),
)  # fmt: skip


@given(st.lists(st.lists(_CELL, min_size=5, max_size=5), max_size=6))
@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_no_sheet_whatever_is_in_it_breaks_it(tmp_path: Path, rows: list[list[str]]) -> None:
    file = tmp_path / "report.csv"
    with file.open("w", encoding="utf-8", newline="", errors="replace") as out:
        writer = csv.writer(out)
        writer.writerow(("What", "As printed", "Years", "Region", "Segment"))
        writer.writerow(("title", "Garden Robots"))
        writer.writerows(rows)
    read = read_sheet(file)
    ledger = make_empty_ledger()
    for document in read.documents:
        enter_document(ledger, document)
    for table, records in ledger.records.items():
        for row in records.values():
            for field in ledger.schemas[table].fields:
                assert row[field.name] or not field.required, (table, row)


def test_a_sentence_is_no_market(tmp_path: Path) -> None:
    title = "Sales of garden robots rise by 4.2 percent this year, which is about 14 million robots"
    file = write_csv(tmp_path / "report.csv", [
        {"what": "title", "printed": title}, {"printed": "USD 3 billion", "years": "2025"},
    ])  # fmt: skip
    [remark] = read_sheet(file).remarks
    assert (str(remark), remark.refuses) == (
        "report!C2: 'Sales of garden robots rise by 4.2 perce…' is no name of a market; expected "
        "a short name in a row with market under What; write it there", True,
    )  # fmt: skip


def test_a_sheet_must_say_which_market_it_is_about(tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    file.write_text("What,As printed,Years\n,USD 12.4 billion,2025\n", encoding="utf-8")
    assert [str(remark) for remark in read_sheet(file).remarks] == [
        "report!B2: which market this is about is not stated; expected a row with market or title "
        "under What; add it"
    ]


@pytest.mark.parametrize(("content", "told"), [
    (b"nothing of ours,here\n1,2\n", "is not a sheet of facts"),
    (b"", "is not a sheet of facts"),
    (b"What,As printed\n,\xff\xfe 12 %\n", "is not text in UTF-8"),
    (b"PK\x03\x04 broken", "report.xlsx: its end is missing"),
    (b"\xd0\xcf\x11\xe0 old", "save it as .xlsx"),
])  # fmt: skip
def test_what_is_no_sheet_of_facts_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    file = tmp_path / "report.xlsx"
    file.write_bytes(content)
    with pytest.raises(WorkbookError) as refusal:
        read_sheet(file)
    assert told in str(refusal.value)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_any_csv(tmp_path: Path, sign: str) -> None:
    file = tmp_path / "report.csv"
    lines = (
        ("What", "As printed", "Years"), ("title", "Garden Robots", ""),
        ("", "USD 12.4 billion", "2025"),
    )  # fmt: skip
    text = "\r\n".join(sign.join(line) for line in lines)
    file.write_text(f"\ufeff{text}\r\n", encoding="utf-8", newline="")
    [row] = enter(file).list_rows("sizes")
    assert row["stated"] == "12.4"


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("draft") / "page.xlsx"
    file.write_bytes(make_draft(READING, make_empty_ledger()))
    return file


def test_the_draft_shows_doubts_and_what_the_audit_says(draft: Path) -> None:
    sheet = openpyxl.load_workbook(draft)["Facts"]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert rows[0] == HEADER
    lines = [dict(zip(HEADER, row, strict=True)) for row in rows[1:]]
    assert [line["What"] for line in lines[:7]] == [
        "market", "title", "publisher", "published", "address", "document", "checksum",
    ]  # fmt: skip
    doubtful, first, second = lines[7:10]
    assert (doubtful["Take"], doubtful["Look at"]) == ("no", "two regions in one sentence")
    assert first["The audit says"].startswith("growth_rates.agrees-with-sizes: states 15.1 %")
    assert second["The audit says"].startswith("shares.country-within-region: is 41 %")
    assert all(line["The audit says"] is None for line in lines[10:])
    by_what = {line["What"]: line for line in lines}
    assert by_what["segments"]["Read as"] == "Component (new); Hardware (new); Software (new)"
    assert by_what["acquisition"]["As printed"] == "Husqvarna Group; Acme"
    assert lines[-1]["Take"] == "no"
    assert (lines[-1]["As printed"], lines[-1]["Look at"]) == ("USD 3,950", "price of the report")
    assert sheet.freeze_panes == "D5"
    offered = {str(each.sqref).split(":")[0]: each.formula1 for each in
               sheet.data_validations.dataValidation if each.type == "list"}  # fmt: skip
    assert set(offered) == {"A5", "B5", "E5", "H5"}


def test_the_audit_of_a_draft_names_its_cells(tmp_path: Path) -> None:
    file = tmp_path / "page.xlsx"
    two = replace(READING, facts=(*READING.facts[:3], replace(READING.facts[2], value=14.2,
                  stated="14.2", printed="USD 14.2 billion")))  # fmt: skip
    file.write_bytes(make_draft(two, make_empty_ledger()))
    sheet = openpyxl.load_workbook(file)["Facts"]
    [told] = [cell.value for row in sheet.iter_rows(min_row=5) for cell in row
              if "one-per-subject" in str(cell.value)]  # fmt: skip
    assert "states 14.2 USD billion in 2025, but C14 states 12.4" in told
    assert sheet["C14"].value == "USD 12.4 billion"
    open_share = replace(
        READING, facts=(*READING.facts[:3], replace(READING.facts[6], of_region=""))
    )
    file.write_bytes(make_draft(open_share, make_empty_ledger()))
    texts = [str(cell.value) for row in openpyxl.load_workbook(file)["Facts"] for cell in row]
    assert any("enter Of once the source settles it" in text for text in texts)


def test_the_draft_is_made_for_the_screen(draft: Path) -> None:
    sheet = openpyxl.load_workbook(draft)["Facts"]
    widths = {cell.value: sheet.column_dimensions[cell.column_letter].width for cell in sheet[4]}
    assert (widths["As printed"], widths["Said"], widths["The audit says"]) == (24, 44, 56)
    assert widths["Market"] == len("Market") + 3  # nothing stands in it
    audit, said, checksum = (sheet.cell(*at) for at in ((13, 12), (13, 11), (11, 3)))
    assert (checksum.value, audit.value[:12]) == (READING.sha256, "growth_rates")
    assert (audit.alignment.wrap_text, said.alignment.wrap_text) == (True, True)
    assert not checksum.alignment.wrap_text
    assert sheet.print_area == "'Facts'!$A$1:$K$26"


def test_the_draft_asks_for_what_names_the_source(tmp_path: Path) -> None:
    ledger = make_empty_ledger()
    enter_document(ledger, make_document(replace(READING, market="Garden Robots")))
    bare = Reading("page.html", "", market="Professional Garden Robots", facts=READING.facts[2:3])
    lines = {line["what"]: line for line in list_lines(bare, ledger, {})}
    assert lines["market"]["read_as"] == "Professional Garden Robots (new)"
    assert lines["market"]["look"] == (
        "it is new; if it is 'Garden Robots', which is known, write that"
    )
    assert lines["publisher"]["printed"] == lines["published"]["printed"] == ""
    assert lines["publisher"]["look"].startswith("no publisher was read; fill it in")
    untitled = list_lines(replace(bare, market="", title="Growth Drivers"), ledger, {})
    assert untitled[0]["look"] == "no market was read; this is the title"
    remarks = read_sheet(write_csv(tmp_path / "draft.csv", [*lines.values()])).remarks
    assert [(str(remark), remark.refuses) for remark in remarks] == [
        ("draft!C3: 'publisher' is empty; fill it in if the document names it", False),
        ("draft!C4: 'published' is empty; fill it in if the document names it", False),
    ]  # fmt: skip


def test_a_note_of_the_audit_is_told_from_an_error() -> None:
    finding = Finding("tables/sizes.csv", 2, "sizes.is-so", "error", "it is not")
    line = list_lines(READING, make_empty_ledger(), {2: [finding.soften()], 3: [finding]})
    said = [each["audit"] for each in line if each.get("audit")]
    assert [text.startswith("note: ") for text in said] == [True, False]


def test_the_draft_is_the_same_file_each_time(draft: Path) -> None:
    assert make_draft(READING, make_empty_ledger()) == draft.read_bytes()


def test_a_draft_that_may_be_edited_is_never_written_over(tmp_path: Path) -> None:
    mb.new(tmp_path / "package", empty=True)
    first = write_draft(READING, tmp_path / "package")
    assert first.relative_to(tmp_path).as_posix() == "package/drafts/page.xlsx"
    assert write_draft(READING, tmp_path / "package") == first
    book = openpyxl.load_workbook(first)
    book["Facts"]["C8"] = "an edit"
    book.save(first)
    assert write_draft(READING, tmp_path / "package").name == "page-2.xlsx"
    assert openpyxl.load_workbook(first)["Facts"]["C8"].value == "an edit"


def test_ods(tmp_path: Path) -> None:
    def line(*texts: str) -> str:
        cells = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p>'
            "</table:table-cell>"
            for text in texts
        )
        return f"<table:table-row>{cells}</table:table-row>"

    file = tmp_path / "report.ods"
    file.write_bytes(make_ods(
        line("What", "As printed", "Years") + line("title", "Garden Robots", "")
        + line("size", "USD 12.4 billion", "2025")
    ))  # fmt: skip
    [row] = enter(file).list_rows("sizes")
    assert (row["stated"], row["year"]) == ("12.4", "2025")


def test_numbers_dates_and_words_that_an_editor_made_are_read(tmp_path: Path) -> None:
    import datetime as dt

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Take", "What", "As printed", "Years", "Region"])
    sheet.append([True, "title", "Garden Robots"])
    sheet.append([None, "published", dt.date(2026, 1, 14)])
    sheet.append(["yes", None, "USD 12.4 billion", 2025])
    sheet.append(["yes", None, 0.38, 2025, "Europe"])
    sheet["C5"].number_format = "0%"
    sheet.append(["yes", None, "=1+1", 2025])
    book.save(tmp_path / "report.xlsx")
    read = read_sheet(tmp_path / "report.xlsx")
    assert [str(remark) for remark in read.remarks] == [
        "Sheet!C6: a formula (=1+1); expected a text; paste what it shows as a value"
    ]
    [document] = read.documents
    assert document.reading.published_on == "2026-01-14"
    assert [(e.fact.kind, e.fact.stated, e.fact.year) for e in document.entries] == [
        ("size", "12.4", 2025), ("share", "38", 2025),
    ]  # fmt: skip


def test_two_sheets_are_two_documents(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title in ("One", "Two"):
        sheet = book.create_sheet(title)
        sheet.append(["What", "As printed", "Years"])
        sheet.append(["title", "Garden Robots"])
        sheet.append(["publisher", title])
        sheet.append([None, "USD 12.4 billion", "2025"])
    book.save(tmp_path / "report.xlsx")
    ledger = enter(tmp_path / "report.xlsx")
    assert [row["source_id"] for row in ledger.list_rows("sources")] == [
        "garden-robots-one", "garden-robots-two",
    ]  # fmt: skip
    assert [row["size_id"] for row in ledger.list_rows("sizes")] == [
        "garden-robots-2025-world", "garden-robots-2025-world-two",
    ]  # fmt: skip


def test_the_template_adds_nothing_and_all_its_examples_could_be_taken(tmp_path: Path) -> None:
    file = tmp_path / "template.xlsx"
    file.write_bytes(make_template())
    assert read_sheet(file).documents == ()
    book = openpyxl.load_workbook(file)
    assert [cell.value for cell in book["Facts"][4]] == [
        column.title for column in COLUMNS if not column.ours
    ]
    for row in book["Facts"].iter_rows(min_row=5, max_col=1):
        row[0].value = "yes"
    book.save(file)
    ledger = enter(file)
    assert len(ledger.records["player_listings"]) == 3
    assert {row["stated"] for row in ledger.list_rows("shares")} == {"38", "60"}
    assert [row["kind"] for row in ledger.list_rows("developments")] == ["acquisition"]


def test_the_document_beside_the_sheet_gives_its_checksum(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("a page", encoding="utf-8")
    file = tmp_path / "report.csv"
    file.write_text("What,As printed\ntitle,Garden Robots\ndocument,page.html\n", encoding="utf-8")
    [document] = read_sheet(file, (tmp_path,)).documents
    assert document.reading.sha256 == hashlib.sha256(b"a page").hexdigest()


def test_names_keep_their_brackets_and_commas(tmp_path: Path) -> None:
    facts = (
        Fact("player_list", names=(Name("Becton, Dickinson and Company (BD)"),)),
        Fact("segmentation", axis="Link", names=(Name("Cellular (4G; 5G)"), Name("Wi-Fi"))),
    )
    ledger = read_again(Reading("a.html", "c" * 64, market="Links", facts=facts), tmp_path)
    assert [row["stated_as"] for row in ledger.list_rows("player_listings")] == [
        "Becton, Dickinson and Company (BD)"
    ]
    assert [row["stated_as"] for row in ledger.list_rows("segment_listings")] == [
        "Cellular (4G, 5G)", "Wi-Fi",
    ]  # fmt: skip


def test_a_draft_with_a_sentence_among_its_names_can_be_added(tmp_path: Path) -> None:
    sentence = (
        "Robots that mow, weed and clean in gardens, parks and grounds of every size and kind"
    )
    fact = Fact(kind="segmentation", axis="Use", names=(Name("Mowers"), Name(sentence)))
    mb.new(tmp_path / "package", empty=True)
    taken = []
    for facts in (READING.facts, (*READING.facts, fact)):
        file = write_draft(replace(READING, facts=facts), tmp_path / "package")
        found = read_sheet(file)
        assert not [str(remark) for remark in found.remarks if remark.refuses]
        taken.append([each.printed for one in found.documents for each in one.reading.facts])
        file.unlink()
    assert taken[0] == taken[1]

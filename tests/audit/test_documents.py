"""Figures and names looked for in documents: made-up ones always, the real ones where present."""

from __future__ import annotations

import hashlib
from pathlib import Path

import docx
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from marketbook.audit.documents import (
    audit_documents,
    check_documents,
    hash_files,
)
from marketbook.audit.other_rules import DOCUMENT_RULES
from marketbook.audit.printed import (
    find_nearest_figure,
    find_nearest_name,
    stands_as_figure,
    stands_as_name,
)
from marketbook.errors import PackageError
from marketbook.reading.documents.open import read_words
from tests.rules.tables import read_table

ROOT = Path(__file__).parents[2]
SOURCES = ROOT.parent / "shared" / "sources"
FILES = {path.stem: f"tables/{path.name}" for path in (ROOT / "tables").glob("*.csv")}

TEXT = """Example market, 2025 edition

Worth USD 1,239.3 billion in 2034, at a CAGR of 16.45%. Two-thirds of it, about 80 000 units,
falls to Europe (18.50 %), where Acme
Imaging Ltd. and GE HealthCare sell 5G sets.
"""


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / "example.txt").write_text(TEXT, encoding="utf-8", newline="\n")
    return tmp_path


def source(name: str = "example.txt", text: str = TEXT, key: str = "example") -> dict[str, object]:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return {"source_id": key, "document": name, "document_sha256": sha256}


def table(*rows: dict[str, object]) -> pl.DataFrame:
    lines = pl.int_range(2, pl.len() + 2, dtype=pl.Int64).alias("_line")
    return pl.DataFrame(list(rows), infer_schema_length=None).with_columns(lines)


def size(stated: str, key: str = "a", source_id: str = "example") -> dict[str, object]:
    about = {"market_id": "m", "region_id": "world", "segment_id": None, "year": 2034}
    return {"size_id": key, "source_id": source_id, **about, "stated": stated}


def listing(name: str, position: int = 1) -> dict[str, object]:
    about = {"source_id": "example", "market_id": "m", "list": "prose"}
    return {**about, "position": position, "stated_as": name}


def messages(tables: dict[str, pl.DataFrame], directory: Path) -> list[str]:
    return [str(finding) for finding in check_documents(tables, directory, FILES)]


def test_what_stands_is_no_finding(directory: Path) -> None:
    tables = {
        "sources": table(source()),
        "sizes": table(size("1,239.3")),
        "shares": table({"share_id": "s", "source_id": "example", "stated": "18.50"}),
        "statistics": table(
            {"statistic_id": "t", "source_id": "example", "stated": "two-thirds"},
            {"statistic_id": "u", "source_id": "example", "stated": "80 000"},
            {"statistic_id": "v", "source_id": "example", "stated": None},
        ),
        "player_listings": table(listing("Acme Imaging Ltd."), listing("GE HealthCare", 2)),
        "player_names": table(
            {"name": "GE HealthCare", "kind": "printed"}, {"name": "Nowhere", "kind": "legal"}
        ),
    }
    audit = audit_documents(tables, directory, FILES)
    assert audit.findings == ()
    rows = {run.rule: run.rows for run in audit.runs if not run.skipped}
    assert rows == {
        "sources.document-is-there": 1,
        "sizes.stands-in-document": 1,
        "shares.stands-in-document": 1,
        "statistics.stands-in-document": 2,
        "player_listings.stands-in-document": 2,
        "player_names.stands-in-document": 1,
    }
    skipped = {run.rule: run.skipped for run in audit.runs if run.skipped}
    assert skipped["developments.stands-in-document"] == "needs developments"
    assert {run.rule for run in audit.runs} == set(DOCUMENT_RULES)


@pytest.mark.parametrize(
    ("stated", "nearest"),
    [
        (
            "1239.3",
            "nearest: '1,239.3' in line 3 of example.txt (the same digits with other separators)",
        ),
        (
            "18.5",
            "nearest: '18.50' in line 4 of example.txt (the same number with other decimals)",
        ),
        (
            "16.4",
            "nearest: '16.45' in line 3 of example.txt (the same number rounded or cut elsewhere)",
        ),
        ("239.3", "nearest: '1,239.3' in line 3 of example.txt (shares its digits)"),
        ("1,293.3", "nearest: '1,239.3' in line 3 of example.txt (one digit apart)"),
        ("5", "nearest: '5' in line 5 of example.txt (as part of another word or number)"),
        ("two-third", "nearest: 'Two-thirds' in line 3 of example.txt (the most alike)"),
        ("77.7", "nothing like it is printed there"),
    ],
)
def test_figure_that_does_not_stand(directory: Path, stated: str, nearest: str) -> None:
    tables = {"sources": table(source()), "sizes": table(size(stated))}
    assert messages(tables, directory) == [
        f"tables/sizes.csv:2: sizes.stands-in-document: '{stated}' is not in example.txt; "
        f"{nearest}; enter the figure exactly as the document prints it"
    ]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        (
            "GE Healthcare",
            "nearest: 'GE HealthCare' in line 5 of example.txt (other capitals or signs)",
        ),
        ("Acme Imagine", "nearest: 'Acme Imaging' in line 4 of example.txt (the most alike)"),
        ("Zeta Systems", "nothing like it is printed there"),
    ],
)
def test_name_that_does_not_stand(directory: Path, name: str, nearest: str) -> None:
    tables = {"sources": table(source()), "player_listings": table(listing(name))}
    assert messages(tables, directory) == [
        "tables/player_listings.csv:2: player_listings.stands-in-document: "
        f"'{name}' is not in example.txt; {nearest}; "
        "enter the name exactly as the document prints it"
    ]


@pytest.mark.parametrize(("stated", "note", "printed"), [
    ("-2.7", None, "fell by 2.7 %"), ("-2.7", None, "growth of −2.7 %"),
    ("42.1", "Printed as 42,1.", "42,1 %"), ("15900", "Own words. Printed as 15.900.", "15.900"),
    ("3", "Printed as three. See the table.", "three times"), ("-0.6", None, "baja del 0,6 %"),
    ("15900", None, "15.900 millones"), ("1,239.30", None, "1 239,30"), ("1239.3", None, "1’239,3"),
])  # fmt: skip
def test_figure_that_the_tables_write_in_another_way(
    tmp_path: Path, stated: str, note: str | None, printed: str
) -> None:
    (tmp_path / "example.txt").write_text(printed, encoding="utf-8")
    row = size(stated) | {"note": note}
    tables = {"sources": table(source(text=printed)), "sizes": table(row)}
    assert messages(tables, tmp_path) == []
    other = {**tables, "sizes": table(row | {"stated": "-7.2", "note": "Printed as 4,12."})}
    assert len(messages(other, tmp_path)) == 1


def test_finding_names_its_record(directory: Path) -> None:
    tables = {
        "sources": table(source()),
        "sizes": table(size("16.4")),
        "player_listings": table(listing("Acme", 7), listing("GE", 8), listing("Gee", 9)),
    }
    name, figure = check_documents(tables, directory, FILES)
    assert name.record == "player_listings:example/m/prose/9"
    assert (name.field, name.market, name.stated) == ("stated_as", "m", "Gee")
    assert figure.record == "sizes:a"
    assert (figure.region, figure.year, figure.stated, figure.implied) == (
        "world",
        2034,
        "16.4",
        "16.45",
    )


def test_document_is_known_by_its_checksum_whatever_its_name(directory: Path) -> None:
    (directory / "example.txt").rename(directory / "renamed.txt")
    tables = {"sources": table(source()), "sizes": table(size("1,239.3"), size("16.4", "b"))}
    [message] = messages(tables, directory)
    assert "'16.4' is not in renamed.txt" in message


def test_document_of_that_name_with_other_bytes(directory: Path) -> None:
    other = source(text="another edition")
    tables = {"sources": table(other), "sizes": table(size("16.4"))}
    audit = audit_documents(tables, directory, FILES)
    [finding] = audit.findings
    there = hashlib.sha256(TEXT.encode()).hexdigest()
    wanted = str(other["document_sha256"])
    assert str(finding) == (
        "tables/sources.csv:2: sources.document-is-there: example.txt is there, but its SHA-256 is "
        f"{there[:12]}…, not {wanted[:12]}…; it is another edition or was changed: put back the "
        "document that was read, or enter this one as a new source; until then 1 "
        "of its figures and names are not looked up"
    )
    assert (finding.stated, finding.implied, finding.record) == (wanted, there, "sources:example")
    assert {run.rows for run in audit.runs if run.rule == "sizes.stands-in-document"} == {0}


def test_document_that_is_not_there(tmp_path: Path) -> None:
    tables = {"sources": table(source())}
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    assert messages(tables, tmp_path) == [
        f"tables/sources.csv:2: sources.document-is-there: no file has the SHA-256 {sha256[:12]}…, "
        "and none is named example.txt; put the document that was read into the directory; "
        "until then 0 of its figures and names are not looked up"
    ]


def test_document_that_nobody_entered(directory: Path) -> None:
    entry = source() | {"document_sha256": None}
    told = "until then 1 of its figures and names are not looked up"
    tables = {"sources": table(entry), "sizes": table(size("16.4"))}
    [finding] = audit_documents(tables, directory, FILES).findings
    there = hashlib.sha256(TEXT.encode()).hexdigest()
    assert (finding.severity, finding.fails) == ("note", False)
    assert finding.message == (
        f"example.txt is there, but no SHA-256 is entered; enter {there}, if it is the document "
        f"that was read; {told}"
    )
    nameless = table(entry | {"document": None})
    [finding] = audit_documents(tables | {"sources": nameless}, directory, FILES).findings
    assert finding.message == (
        "no document is entered; enter the name and the SHA-256 of the document that was read, if "
        f"there is one; {told}"
    )


def test_document_that_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "example.pdf").write_bytes(b"%PDF \xff\xfe")
    entry = source("example.pdf") | {
        "document_sha256": hashlib.sha256(b"%PDF \xff\xfe").hexdigest()
    }
    [message] = messages({"sources": table(entry), "sizes": table(size("1"))}, tmp_path)
    assert (
        "example.pdf is the document by its SHA-256, but example.pdf is not text in UTF-8; save "
        "its text" in message
    )


def test_a_page_and_a_word_file_are_read_as_well(tmp_path: Path) -> None:
    page = "<html><body><p>Worth USD&nbsp;<b>1</b>,239.3 billion</p></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    word = docx.Document()
    word.add_table(rows=1, cols=2).rows[0].cells[1].text = "18.50 %"
    word.save(str(tmp_path / "report.docx"))
    sha256 = hashlib.sha256((tmp_path / "report.docx").read_bytes()).hexdigest()
    sources = table(
        source("page.html", page, "page"),
        {"source_id": "report", "document": "report.docx", "document_sha256": sha256},
    )
    sizes = table(
        size("1,239.3", "a", "page"), size("2,239.3", "b", "page"), size("18.50", "c", "report")
    )
    found = check_documents({"sources": sources, "sizes": sizes}, tmp_path, FILES, read_words)
    assert [(finding.record, finding.message.partition(";")[0]) for finding in found] == [
        ("sizes:b", "'2,239.3' is not in page.html")
    ]


def test_byte_order_mark_belongs_to_the_checksum_but_not_to_the_text(tmp_path: Path) -> None:
    (tmp_path / "example.txt").write_bytes(b"\xef\xbb\xbf16.4 percent")
    tables = {
        "sources": table(source(text="\ufeff16.4 percent")),
        "sizes": table(size("16.4")),
    }
    assert messages(tables, tmp_path) == []


def test_printed_name_may_stand_in_any_document(directory: Path) -> None:
    (directory / "other.txt").write_text("By Zeta Systems", encoding="utf-8")
    sources = [source(), source("other.txt", "By Zeta Systems", "other")]
    names = [{"name": name, "kind": "printed"} for name in ("Zeta Systems", "Zeta Sistems")]
    tables = {"sources": table(*sources), "player_names": table(*names)}
    assert messages(tables, directory) == [
        "tables/player_names.csv:3: player_names.stands-in-document: 'Zeta Sistems' is not "
        "in any of example.txt, other.txt; nearest: 'Zeta Systems' in line 1 of other.txt "
        "(the most alike); enter the name exactly as the document prints it"
    ]
    (directory / "other.txt").unlink()
    [message] = messages(tables, directory)
    assert "sources.document-is-there" in message, "the names may stand in the missing document"


def test_directory_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="the documents cannot be read"):
        check_documents({"sources": table(source())}, tmp_path / "nowhere", FILES)


def test_rules_are_skipped_without_sources(directory: Path) -> None:
    audit = audit_documents({"sizes": table(size("1"))}, directory, FILES)
    assert audit.findings == ()
    assert {run.skipped for run in audit.runs} == {"needs sources"}


def test_folders_are_not_read(directory: Path) -> None:
    (directory / "folder").mkdir()
    (directory / "folder" / "more.txt").write_text("more", encoding="utf-8")
    assert list(hash_files(directory)) == ["example.txt"]


DIGITS = st.text("0123456789", min_size=1, max_size=4)
FIGURES = st.one_of(
    DIGITS,
    st.builds("{}.{}".format, DIGITS, DIGITS),
    st.integers(1000, 10**9).map("{:,}".format),
    st.builds("{:,}.{}".format, st.integers(1000, 10**9), DIGITS),
    st.integers(1000, 10**9).map(lambda number: f"{number:,}".replace(",", " ")),
)
BEFORE = st.sampled_from(
    ["", " ", "\n", "USD ", "USD", "US$", "$", "€", "Rs.", "(", "~", "| ", "-"]
)
AFTER = st.sampled_from(
    ["", " ", "\n", "%", ".", ",", ", ", ". ", ")", "+", "x", "bn", " billion", "M", "-", "–", ";"]
)


@given(BEFORE, FIGURES, AFTER)
def test_figure_stands_where_it_is_printed(before: str, figure: str, after: str) -> None:
    assert stands_as_figure(figure, f"in 2025 {before}{figure}{after} of the whole")
    assert stands_as_figure(figure, f"{before}{figure}{after}")


@given(FIGURES, DIGITS, st.sampled_from(["", ".", ","]))
@example("16.4", "1", "")
@example("6.4", "1", "")
@example("16", "4", ".")
def test_figure_does_not_stand_inside_another(figure: str, more: str, separator: str) -> None:
    assert not stands_as_figure(figure, f"USD {more}{separator}{figure}|")
    assert not stands_as_figure(figure, f"USD {figure}{separator}{more}|")


@given(FIGURES, st.sampled_from("GDpw"))
def test_figure_does_not_stand_inside_a_word(figure: str, letter: str) -> None:
    assert not stands_as_figure(figure, f"the {letter}{figure} set")
    assert not stands_as_figure(figure, f"the {figure}{letter}sets set")


@given(st.integers(1000, 10**9), st.sampled_from("'’\u00a0\u2009\u202f"))
def test_group_of_a_number_does_not_stand(number: int, separator: str) -> None:
    groups = f"{number:,}".split(",")
    text = f"about {separator.join(groups)} units"
    assert not stands_as_figure(groups[0], text)
    assert not stands_as_figure(groups[-1], text)
    assert stands_as_figure(groups[0], text.replace(separator, " | "))


@given(st.integers(1000, 10**9))
def test_spaces_inside_a_figure_are_of_any_kind_but_no_line_breaks(number: int) -> None:
    figure = f"{number:,}".replace(",", " ")
    for space in "\u00a0\u2009\u202f":
        assert stands_as_figure(figure, f"USD {figure.replace(' ', space)} in all")
    assert not stands_as_figure(figure, f"USD {figure.replace(' ', chr(10))} in all")


def test_other_separators_or_decimals_are_another_print() -> None:
    assert not stands_as_figure("1,239.3", "USD 1239.3 billion, USD 1.239,3 billion")
    assert not stands_as_figure("18.50", "18.5 percent")
    assert not stands_as_figure("18.5", "18.50 percent")
    assert not stands_as_figure("5", "USD .5 billion")


@pytest.mark.parametrize(
    ("words", "text", "stands"),
    [
        ("two-thirds", "Two-thirds of all", True),
        ("two-thirds", "one-two-thirds", False),
        ("two", "two-thirds of all", False),
        ("four", "twenty-four hours", False),
        ("four", "fourteen hours", False),
        ("forty", "forty-four hours", False),
        ("five", "a five-year agreement", True),
        ("one", "one-in-five of all", True),
        ("four out of five", "four\nout of  five", True),
    ],
)
def test_numbers_in_words(words: str, text: str, stands: bool) -> None:
    assert stands_as_figure(words, text) == stands


@pytest.mark.parametrize(
    ("name", "text", "stands"),
    [
        ("GE", "by GE, Philips", True),
        ("GE", "in GENERAL", False),
        ("GE", "a MERGE", False),
        ("Acme  Imaging", "Acme\n  Imaging", True),
        ("Acme Imaging", "Acme imaging", False),
        ("Acme Imaging", "Acme, Imaging", False),
        ("Acme Ltd.", "Acme Ltd.", True),
        ("Asia-Pacific", "Asia Pacific", False),
        ("Café Santé", "Cafe\u0301 Sante\u0301", False),
        ("(Others)", "see(Others)all", True),
    ],
)
def test_names(name: str, text: str, stands: bool) -> None:
    assert stands_as_name(name, text) == stands


def test_letters_of_two_codes_are_one_in_a_document(tmp_path: Path) -> None:
    text = "Cafe\u0301 Sante\u0301"
    (tmp_path / "example.txt").write_text(text, encoding="utf-8")
    tables = {"sources": table(source(text=text)), "player_listings": table(listing("Café Santé"))}
    assert messages(tables, tmp_path) == []


@given(FIGURES, st.text("0123456789., \nab%", max_size=60))
def test_nearest_is_never_the_figure_itself(figure: str, text: str) -> None:
    nearest = find_nearest_figure(figure, text)
    assert nearest is None or nearest.text in text
    if nearest is not None and nearest.text == figure and not stands_as_figure(figure, text):
        assert nearest.how == "as part of another word or number"


@given(st.text(max_size=20), st.text(max_size=80))
def test_nearest_name_is_found_or_not_but_never_fails(name: str, text: str) -> None:
    nearest = find_nearest_name(name, text)
    assert nearest is None or 1 <= nearest.line <= text.count("\n") + 1


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the documents are not beside the repository")
def test_everything_shipped_stands_in_its_document() -> None:
    tables = {path.stem: read_table(path) for path in (ROOT / "tables").glob("*.csv")}
    audit = audit_documents(tables, SOURCES, FILES)
    assert [str(finding) for finding in audit.findings] == []
    assert all(run.rows and not run.skipped for run in audit.runs)


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the documents are not beside the repository")
def test_a_wrong_digit_in_any_size_is_found() -> None:
    tables = {path.stem: read_table(path) for path in (ROOT / "tables").glob("*.csv")}
    wrong = tables["sizes"].with_columns(pl.col("stated") + "7")
    audit = audit_documents({"sources": tables["sources"], "sizes": wrong}, SOURCES, FILES)
    assert len(audit.findings) == wrong.height
    assert all("nearest: " in finding.message for finding in audit.findings)

"""Kinds of files: what their blocks are, where they stand, and what is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from marketbook.errors import MarketbookError
from marketbook.reading import limits
from marketbook.reading.documents import Document, open_document
from marketbook.reading.read import read_document
from marketbook.reading.read_many import read_documents
from marketbook.reading.stopwatch import limit_time, look_at_clock
from marketbook.steps import listen
from tests.reading.expected import line_of

PAGE = """<html lang="en"><head><title>Tea Bags Market</title>
<meta property="og:site_name" content="Leaf & Co">
<link rel="canonical" href="https://leaf.example/tea"></head>
<body><nav><a>Coffee Market worth $9 billion</a></nav>
<h1>Tea Bags Market</h1><h2>Size</h2>
<p>The tea bags market was worth USD&nbsp;<b>4</b>.8&nbsp;billion<sup>1</sup> in 2024.</p>
<ul><li>Green tea<ul><li>Loose</li></ul></li></ul>
<table><caption>Tea by region</caption><tr><th>Region</th><th>2024</th></tr>
<tr><td rowspan="2">Europe</td><td>1</td></tr><tr><td>2</td></tr></table>
<script>USD 7 billion</script></body></html>"""


def open_text(text: str, name: str = "page.html") -> Document:
    return open_document(Path(name), text.encode())


def dump(document: Document) -> list[str]:
    return [f"{block.place} [{block.kind}] {block.text}" for block in document.blocks]


def test_a_page_as_blocks_with_places() -> None:
    document = open_text(PAGE)
    assert dump(document) == [
        "title [title] Tea Bags Market",
        "Size, heading [heading] Size",
        "Size, paragraph 1 [paragraph] The tea bags market was worth USD 4.8 billion in 2024.",
        "Size, item 1 [item] Green tea",
        "Size, item 2 [item] Loose",
        "Size, row 1 [row] Europe | 1",
        "Size, row 2 [row] Europe | 2",
    ]
    assert document.blocks[-1].header == ("Region", "2024")
    assert document.blocks[-1].caption == "Tea by region"
    assert document.meta == {
        "title": "Tea Bags Market",
        "publisher": "Leaf & Co",
        "url": "https://leaf.example/tea",
    }


def test_tiles_and_bars_are_rows() -> None:
    page = (
        "<h1>Kilns Market</h1><div class='kpi'><b>$4.1B</b><i>Market size, 2024</i></div>"
        "<div><span>Gas</span><span>58%</span></div><p>Sold <b>in</b> <b>12%</b> of shops.</p>"
        "<h2>Size (USD million)</h2><div><div><p>10</p><p>2024</p></div>"
        "<div><p>11</p><p>2025</p></div><div><p>12</p><p>2026</p></div></div>"
    )
    document = open_text(page)
    assert [block.text for block in document.blocks if block.kind == "row"] == [
        "Market size, 2024 | $4.1B",
        "Gas | 58%",
        "2024 | 10",
        "2025 | 11",
        "2026 | 12",
    ]
    assert document.blocks[-1].header == ("Year", "Size (USD million)")


def test_a_figure_above_its_name_is_a_row() -> None:
    above = "Kilns Market\n\n$4.1B\nMarket size\n58%\nGas\n\nGas is cheap, and every town has it."
    below = "Kilns Market\n\nMarket size\n$4.1B\nShare of gas\n58%\n\nGas is cheap."
    rows = [block.text for block in open_text(above, "page.txt").blocks if block.kind == "row"]
    assert rows == ["Market size | $4.1B", "Gas | 58%"]
    assert all(block.kind != "row" for block in open_text(below, "page.txt").blocks)


def test_a_row_that_is_the_title_of_others_is_their_caption() -> None:
    table = (
        "<table><tr><th>Region</th><th>2024</th><th>2025</th></tr>"
        "<tr><td colspan=3>USD million</td></tr><tr><td>Europe</td><td>1</td><td>2</td></tr>"
        "</table>"
    )
    last = open_text(f"<h1>Kilns</h1>{table}").blocks[-1]
    assert (last.text, last.caption) == ("Europe | 1 | 2", "Kilns (USD million)")


def test_a_text_as_blocks() -> None:
    text = (
        "Tea Bags Market\n\nThe tea bags market grows.\n\nKey Players:\n- Leaf Ltd.\n- Cup "
        "AG\n\nItem | Value\nMarket Size (2024) | USD 4.8 bn\n"
    )
    assert dump(open_text(text, "page.txt")) == [
        "title [title] Tea Bags Market",
        "Tea Bags Market, paragraph 1 [paragraph] The tea bags market grows.",
        "Key Players:, heading [heading] Key Players:",
        "Key Players:, item 1 [item] Leaf Ltd.",
        "Key Players:, item 2 [item] Cup AG",
        "Key Players:, row 1 [row] Market Size (2024) | USD 4.8 bn",
    ]


def test_lines_broken_to_a_width_are_joined() -> None:
    text = "\n".join(
        (
            "The global market for industrial enzymes was estimated at USD 7.6",
            "billion in 2024 and is expected to rise to USD 11.3 billion in the",
            "year 2030, which equals an average annual growth rate of 6.8%, an aver-",
            "age that few other ingredients reach in so short a time of only six",
            "years.",
        )
    )
    (block,) = open_text(text, "page.txt").blocks
    assert "USD 7.6 billion in 2024" in block.text
    assert "an average that" in block.text


def test_a_web_archive_holds_a_page() -> None:
    archive = (
        "From: <Saved by Browser>\nMIME-Version: 1.0\nContent-Type: multipart/related; "
        'boundary="b"\n\n--b\nContent-Type: text/html\n\n<html><body><p>The tea market was '
        "worth USD 3 billion in 2024.</p></body></html>\n--b--\n"
    )
    assert dump(open_text(archive, "page.mhtml")) == [
        "paragraph 1 [paragraph] The tea market was worth USD 3 billion in 2024."
    ]


def make_docx() -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("Tea Bags Market", 0)
    document.add_paragraph(
        "The global tea bags market was valued at USD 4.8 billion in 2024 and is "
        "projected to reach USD 7.1 billion by 2030."
    )
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "CAGR (2025-2030)"
    table.rows[0].cells[1].text = "6.7%"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


FIGURES = [
    "size; World; ; 2024; 4.8 USD billion",
    "size; World; ; 2030; 7.1 USD billion",
    "growth_rate; World; ; 2025-2030; 6.7 percent",
]


@pytest.mark.parametrize(
    "wrapped", ["fldSimple w:instr=' DOCPROPERTY Size '", "bdo w:val='ltr'", "dir"]
)
def test_what_a_field_shows_in_a_word_file_is_read(wrapped: str) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("The wood pellet market was worth USD 4.1 billion in 2023.")
    written = io.BytesIO()
    document.save(written)
    changed = io.BytesIO()
    field = f"</w:t></w:r><w:{wrapped}><w:r><w:t>4.1</w:t></w:r></w:{wrapped.split()[0]}><w:r><w:t>"
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(
                name, text.replace(b"4.1", field.encode()) if "document" in name else text
            )
    (fact,) = read_document(Path("pellets.docx"), changed.getvalue()).facts
    assert (fact.kind, fact.stated, fact.year) == ("size", "4.1", 2023)


def test_a_word_file() -> None:
    reading = read_document(Path("tea.docx"), make_docx())
    assert [line_of(fact) for fact in reading.figures] == FIGURES


def make_pdf(pages: int = 1, password: str = "") -> bytes:
    pytest.importorskip("reportlab")
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

    styles = getSampleStyleSheet()
    story = []
    for _ in range(pages):
        story += [
            Paragraph("Tea Bags Market", styles["Title"]),
            Paragraph(
                (
                    "The global tea bags market was valued at USD 4.8 billion in 2024 and "
                    "is projected to reach USD 7.1 billion by 2030. "
                )
                * 1,
                styles["Normal"],
            ),
            Table([["Attribute", "Details"], ["CAGR (2025-2030)", "6.7%"], ["Base year", "2024"]]),
            PageBreak(),
        ]
    file = io.BytesIO()
    SimpleDocTemplate(
        file, pagesize=A4, encrypt=StandardEncryption(password) if password else None
    ).build(story)
    return file.getvalue()


def test_a_pdf() -> None:
    reading = read_document(Path("tea.pdf"), make_pdf())
    assert [line_of(fact) for fact in reading.figures] == FIGURES
    assert reading.figures[0].places[0].page == 1


class Heard:
    """What a listener hears of the steps."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def begin(self, step: str) -> None:
        self.lines.append(step)

    def advance(self, done: int, of: int) -> None:
        self.lines.append(f"{done} of {of}")

    def end(self) -> None:
        self.lines.append("end")


def test_a_pdf_says_which_page_is_read() -> None:
    heard = Heard()
    with listen(heard):
        read_document(Path("tea.pdf"), make_pdf(3))
    assert heard.lines == ["read the pages", "1 of 3", "2 of 3", "3 of 3", "end"]


def make_archive(files: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return file.getvalue()


DOCTYPE = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "b">]><w:document/>'


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (
            "a.pdf",
            b"%PDF-1.7 nothing else",
            "a.pdf is not a PDF that can be opened; download it again",
        ),
        ("a.docx", b"PK\x03\x04 cut off", "a.docx is a damaged file"),
        (
            "a.docx",
            make_archive({"word/document.xml": DOCTYPE}),
            "a.docx declares a document type in word/document.xml",
        ),
        (
            "a.docx",
            make_archive({"word/document.xml": "<broken"}),
            "a.docx is a damaged Word file; save it again from Word",
        ),
        ("a.xlsx", make_archive({"xl/workbook.xml": "<a/>"}), "a.xlsx is a workbook"),
        ("a.zip", make_archive({"a.txt": "a"}), "a.zip is an archive"),
        ("a.png", b"\x89PNG\r\n", "a.png is a picture"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "a.doc is an old Office file"),
        ("a.rtf", b"{\\rtf1 text}", "a.rtf is in Rich Text Format"),
        ("a.txt", b"tea \x00\x01\x02", "a.txt contains bytes that are not text"),
        (
            "a.html",
            ("<div>" * 9000).encode(),
            "the page has more than 4,000 elements inside each other",
        ),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(name: str, data: bytes, said: str) -> None:
    with pytest.raises(MarketbookError) as caught:
        open_document(Path(name), data)
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_an_encrypted_pdf() -> None:
    with pytest.raises(
        MarketbookError, match=r"^a\.pdf is encrypted; save a copy without a password first$"
    ):
        open_document(Path("a.pdf"), make_pdf(password="tea"))  # noqa: S106


def test_a_scanned_pdf() -> None:
    pytest.importorskip("reportlab")
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.rect(10, 10, 100, 100)
    canvas.showPage()
    canvas.save()
    with pytest.raises(
        MarketbookError, match=r"^scan\.pdf holds no text, only pictures of its pages"
    ):
        open_document(Path("scan.pdf"), file.getvalue())


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(
        MarketbookError, match="no such file or directory; check the name of the file"
    ):
        open_document(tmp_path / "none.txt")


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(limits.MOST_FILE_BYTES + 1)
    with pytest.raises(
        MarketbookError, match=r"^large\.txt has 67,108,865 bytes; expected at most 64 MB$"
    ):
        open_document(path)


# each is several times as long as the longest sentence, the part that is read at once
@pytest.mark.parametrize(
    "text",
    [
        "market " * 30_000,
        "a" * 200_000,
        "The market (" * 8_000,
        "By Type (A, B), " * 8_000,
        "5% and " * 2_500,
        "| a " * 30_000,
        "in 2024, " * 10_000,
        "USD 5 billion in 2024 " * 400,
        "<p>" * 60_000,
        "<b>" * 3_000 + "x",
        "North America, Europe and " * 2_000,
        "1,234," * 15_000,
    ],
    ids=lambda text: text[:12],
)
def test_monotonous_texts_do_not_hang(text: str) -> None:
    read_document(Path("page.html" if text.startswith("<") else "page.txt"), text.encode())


def test_a_document_that_takes_too_long_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The wood pellet market was worth USD 4.1 billion in 2023.\n", encoding="utf-8")
    monkeypatch.setattr(limits, "MOST_SECONDS", -1)
    result = read_documents([page])
    assert result.readings == ()
    assert result.problems == (
        "page.txt takes longer to read than a report does; expected at most -1 seconds; "
        "read a part of it, such as the pages with figures saved as text",
    )


def test_there_is_no_clock_outside_of_reading() -> None:
    with limit_time("page.txt"):
        pass
    look_at_clock()

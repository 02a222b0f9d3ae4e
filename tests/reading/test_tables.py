"""Every number in a cell of a table is a figure, in a figure, a year, or left out with a reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketbook.reading.facts import Reading
from marketbook.reading.read import read_document
from tests.reading.expected import page_paths

HEADS = (
    "2022", "2023", "2024e", "FY24", "Value (EUR million)", "Volume (kt)", "Units sold 2024",
    "thousand carats", "vs 2023", "CAGR 24-29", "+/- %", "Share, %", "Price per unit (USD)",
    "Rank", "Q4 2024", "Exports (USD m)", "Germany", "Asia Pacific", "Online", "Total", "Comment",
    "",
)  # fmt: skip
LABELS = (
    "France", "Queensland", "Rest of Europe", "Total", "2023", "Online", "Revenue (USD bn)",
    "Volume", "Growth, %", "Average price", "Patients", "Acme Inc.", "Other", "",
)  # fmt: skip
CELLS = (
    "1,204", "12.5", "−7.0", "+3.1%", "42%", "(4.2)", "$1.6B", "USD 30.7 million", "28-32", "n.a.",
    "–", "1.2 million", "310 (24%)", "about 18", "5,640*", "2024", "up 3% to 40 kt", "",
)  # fmt: skip
ABOVE = (
    "",
    "Consumption, million m²:",
    "All values are USD million.",
    "Prices in USD",
    "Shares, %",
)
TITLES = ("Parquet market in Europe, 2022 to 2024", "Cork market by type, USD million")
NUMBER = re.compile(r"\d[\d.,]*\d|\d")


def left_over(text: str, name: str = "page.md") -> list[str]:
    """The numbers in the cells of a page's tables of which its reading says nothing."""
    reading = read_document(Path(name), text.encode())
    said = _said_by_row(reading)
    lines = text.splitlines()
    under = zip(lines, [*lines[1:], ""], strict=True)
    rows = [line.strip("| ") for line, next_ in under if line[:2] == "| " and next_[:4] != "|---"]
    cells = [(row, cell) for row in rows for cell in row.split(" | ")[1:]]
    numbers = [(row, number) for row, cell in cells for number in NUMBER.findall(cell)]
    body = "\n".join(said)
    return [
        f"{number} in {row}"
        for row, number in numbers
        if not re.fullmatch(r"(?:19|20)\d\d", number) and number not in body
    ]


def _said_by_row(reading: Reading) -> list[str]:
    facts = [fact.stated for fact in reading.facts]
    return facts + [each.printed for each in reading.unplaced]


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A page with one table of four to six columns, whose numbers all differ."""
    width = draw(st.integers(3, 5))
    count = iter(range(11, 99))
    lines = [f"# {draw(st.sampled_from(TITLES))}", "", draw(st.sampled_from(ABOVE)), ""]
    heads = [draw(st.sampled_from(("", "Country", "Segment", "Year", "Company", "Thousand pairs")))]
    heads += [draw(st.sampled_from(HEADS)) for _ in range(width)]
    lines += [f"| {' | '.join(heads)} |", "|---" * (width + 1) + "|"]
    for _ in range(draw(st.integers(2, 4))):
        cells = [draw(st.sampled_from(CELLS)) for _ in range(width)]
        own = [
            re.sub(r"(?<![\d.,])\d(?=[\d.,]*\b)(?!0\d\d$)", str(next(count)), c, count=1)
            for c in cells
        ]
        lines.append(f"| {' | '.join([draw(st.sampled_from(LABELS)), *own])} |")
    return "\n".join(lines) + "\n"


@given(tables())
@settings(max_examples=150, deadline=None)
def test_no_number_of_a_table_falls_silent(text: str) -> None:
    assert left_over(text) == [], text


@pytest.mark.parametrize(
    "page",
    [page for page in page_paths("known") if page.suffix == ".md"],
    ids=lambda page: page.stem,
)
def test_no_number_of_a_page_falls_silent(page: Path) -> None:
    assert left_over(page.read_text(encoding="utf-8"), page.name) == []

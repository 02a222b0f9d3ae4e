"""What a person types under As printed and under Years, and what it is read as."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketbook.reading.facts import Fact, Name
from marketbook.reading.read import read_document
from marketbook.reading.records.digits import write_stated, write_value
from marketbook.reading.sheet.names import read_names, write_names
from marketbook.reading.sheet.printed import read_printed, write_printed
from marketbook.reading.sheet.years import read_date, read_month, read_years, write_years

FIGURES = {
    "USD 4.1 billion": ("4.1", "USD billion", ""),
    "US$ 4.1bn": ("4.1", "USD billion", ""),
    "$4.1 B": ("4.1", "USD billion", ""),
    "4.1 billion dollars": ("4.1", "USD billion", ""),
    "US dollars 3 bn": ("3", "USD billion", ""),
    "12.3 USD billion": ("12.3", "USD billion", ""),
    "USD 14758 Billion": ("14758", "USD billion", ""),
    "USD1.4 trillion": ("1.4", "USD trillion", ""),
    "US$ 4,100.5 Million": ("4,100.5", "USD million", ""),
    "15,620,594.02 million USD": ("15,620,594.02", "USD million", ""),
    "USD 2025 million": ("2025", "USD million", ""),
    "€3,2 Mrd": ("3,2", "EUR billion", ""),
    "12,4 Mrd. US-Dollar": ("12,4", "USD billion", ""),
    "24,9 Milliarden Euro": ("24,9", "EUR billion", ""),
    "24,9 Mrd. EUR": ("24,9", "EUR billion", ""),
    "1.234,5 Mio. €": ("1.234,5", "EUR million", ""),
    "etwa 3,5 Mrd. CHF": ("3,5", "CHF billion", "about"),
    "alrededor de 3,5 millones de euros": ("3,5", "EUR million", "about"),
    "4,2 milliards d'euros": ("4,2", "EUR billion", ""),
    "12,4 miljard euro": ("12,4", "EUR billion", ""),
    "3,1 miliardi di euro": ("3,1", "EUR billion", ""),
    "R$ 5,2 bilhões": ("5,2", "BRL billion", ""),
    "12.500 Tonnen": ("12.500", "tonnes", ""),
    "1 239,3 EUR million": ("1 239,3", "EUR million", ""),
    "Rs.54 crore": ("54", "INR crore", ""),
    "₹ 3 lakh crore": ("3", "INR lakh crore", ""),
    "AU$ 3.2 m": ("3.2", "AUD million", ""),
    "CAD 3 million": ("3", "CAD million", ""),
    "£26 billion": ("26", "GBP billion", ""),
    "about 28 %": ("28", "percent", "about"),
    "~28.0%": ("28.0", "percent", "about"),
    "around 18.3 percent": ("18.3", "percent", "about"),
    "16.4 per cent": ("16.4", "percent", ""),
    "17.3%%": ("17.3", "percent", ""),
    "8%+": ("8", "percent", "over"),
    "-4.1%": ("-4.1", "percent", ""),
    "over USD 4.1 billion": ("4.1", "USD billion", "over"),
    "more than 60%": ("60", "percent", "over"),
    "nearly USD 8 bn": ("8", "USD billion", "nearly"),
    "up to 8 %": ("8", "percent", "up-to"),
    "at least 8 %": ("8", "percent", "at-least"),
    "two-thirds": ("two-thirds", "percent", ""),
    "nearly a third": ("a third", "percent", "nearly"),
    "2.4x": ("2.4", "times", ""),
    "3.6 times": ("3.6", "times", ""),
    "4,254 KT": ("4,254", "kilotonnes", ""),
    "26 million tonnes": ("26", "million tonnes", ""),
    "12 million pallets": ("12", "million pallets", ""),
    "2,115,000 units": ("2,115,000", "units", ""),
    "share of 38 %": ("38", "percent", ""),
}
NO_FIGURES = ("28 % of the European market", "38 % and 41 %", "", "nonsense", "2025", "4.1 bn",
              "41", "USD 4.1–4.3 billion", "28% to 32%",
              "from $5 bn to $6 bn", "mid-single digits", "USD billion")  # fmt: skip


@pytest.mark.parametrize("text", FIGURES)
def test_a_figure_as_people_write_it(text: str) -> None:
    told = read_printed(text)
    assert told is not None
    assert (told.stated, told.unit, told.qualifier) == FIGURES[text]
    assert told.years is None


@pytest.mark.parametrize("text", NO_FIGURES)
def test_what_is_no_figure_is_none(text: str) -> None:
    assert read_printed(text) is None


@pytest.mark.parametrize(("text", "years", "growth"), [
    ("USD 4.1 billion in 2025", (2025, 2025), False),
    ("USD 4.1 billion (2024)", (2024, 2024), False),
    ("2024: USD 4.1 billion", (2024, 2024), False),
    ("$ 9bn by 2033", (2033, 2033), False),
    ("CAGR of 6.5% (2025–2030)", (2025, 2030), True),
    ("6.5 % from 2025 to 2030", (2025, 2030), False),
    ("12.1 % a year 2025-2032", (2025, 2032), True),
    ("growth 12.1 %", None, True),
])  # fmt: skip
def test_years_beside_a_figure_are_its_years(
    text: str, years: tuple[int, int] | None, growth: bool
) -> None:
    told = read_printed(text)
    assert told is not None
    assert (told.years, told.growth) == (years, growth)


@pytest.mark.parametrize(("text", "years"), [
    ("2025", (2025, 2025)), ("2025–2032", (2025, 2032)), ("2025-2032", (2025, 2032)),
    ("2025 - 2032", (2025, 2032)), ("2025 to 2032", (2025, 2032)),
    ("from 2025 to 2032", (2025, 2032)), ("2025/2032", (2025, 2032)), ("to 2032", (None, 2032)),
    ("–2032", (None, 2032)), ("until 2032", (None, 2032)), ("2025–", (2025, None)),
    ("FY2025", (2025, 2025)), ("FY25", (2025, 2025)), ("2024-25", (2025, 2025)),
    ("FY 2024-25", (2025, 2025)), ("2025E", (2025, 2025)), ("2032F", (2032, 2032)),
    ("2025-32", (2025, 2032)), ("FY2026–33", (2026, 2033)), ("2019-24", (2019, 2024)),
    ("2009-12", None), ("(2025)", (2025, 2025)), ("in 2025", (2025, 2025)),
    ("", None), ("soon", None), ("25", None), ("20255", None), ("1066", None),
])  # fmt: skip
def test_years(text: str, years: tuple[int | None, int | None] | None) -> None:
    assert read_years(text) == years


@given(st.none() | st.integers(1900, 2200), st.none() | st.integers(1900, 2200))
def test_years_are_read_back(start: int | None, end: int | None) -> None:
    if start is None and end is None:
        assert write_years(start, end) == ""
    else:
        assert read_years(write_years(start, end)) == (start, end)


@pytest.mark.parametrize(("text", "month"), [
    ("2025-03", "2025-03"), ("2025-03-14", "2025-03"), ("03/2025", "2025-03"), ("2025", ""),
    ("2025-13", ""), ("March 2025", "2025-03"), ("Sept. 2025", "2025-09"), ("in March", ""),
    ("March 2025 and May 2025", ""),
])  # fmt: skip
def test_months(text: str, month: str) -> None:
    assert read_month(text) == month


@pytest.mark.parametrize(("text", "moment"), [
    ("2026-01-14", "2026-01-14"), ("2026-01", "2026-01"), ("14 January 2026", "2026-01-14"),
    ("January 14, 2026", "2026-01-14"), ("14th Jan. 2026", "2026-01-14"), ("Jan 2026", "2026-01"),
    ("2026-02-30", ""), ("03/04/2026", ""), ("last year", ""), ("2026-01-14T00:00", "2026-01-14"),
])  # fmt: skip
def test_dates(text: str, moment: str) -> None:
    assert read_date(text) == moment


def test_names_of_a_list() -> None:
    assert [each.text for each in read_names("A, B and C")] == ["A", "B", "C"]
    assert [each.text for each in read_names("A, B, and C")] == ["A", "B", "C"]
    assert [each.text for each in read_names("A & B; Becton, Dickinson and Company")] == [
        "A & B", "Becton, Dickinson and Company",
    ]  # fmt: skip
    assert [each.text for each in read_names("Becton, Dickinson and Company;")] == [
        "Becton, Dickinson and Company"
    ]
    assert [each.text for each in read_names("Cellular (4G, 5G), Wi-Fi")] == [
        "Cellular (4G, 5G)", "Wi-Fi",
    ]  # fmt: skip
    assert read_names("North America (U.S., Canada); Europe", nested=True) == (
        Name("North America", (Name("U.S."), Name("Canada"))), Name("Europe"),
    )  # fmt: skip


_WORD = (
    st.text("abcXYZ&.-,' ", min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda text: any(char.isalpha() for char in text))
)


@given(st.lists(_WORD, min_size=2, max_size=5))
def test_names_are_read_back(texts: list[str]) -> None:
    written = write_names([Name(text) for text in texts])
    assert [each.text for each in read_names(written)] == texts


_STATED = st.one_of(
    st.decimals(1, 9999, places=1).map(str),
    st.integers(1, 10**7).map(str),
    st.integers(1000, 10**9).map(lambda number: f"{number:,}"),
    st.decimals(0, 99, places=2).map(str),
)
_UNIT = st.sampled_from(
    ("USD billion", "EUR million", "INR crore", "INR lakh crore", "GBP", "percent", "times",
     "million units", "tonnes", "JPY trillion", "CHF thousand")
)  # fmt: skip


@given(
    _STATED,
    _UNIT,
    st.sampled_from(("", "about", "over", "nearly", "up-to", "at-least")),
    st.sampled_from(("", "as read")),
)
def test_a_figure_is_read_back(stated: str, unit: str, qualifier: str, printed: str) -> None:
    """Whatever a document prints, the sheet says it so that the same fact comes back."""
    value = float(stated.replace(",", ""))
    fact = Fact("size", value=value, unit=unit, stated=stated, qualifier=qualifier, printed=printed)
    told = read_printed(write_printed(fact))
    assert told is not None
    assert (told.stated, told.value, told.unit, told.qualifier) == (stated, value, unit, qualifier)


@pytest.mark.parametrize(("stated", "value", "written"), [
    ("1,239.3", 1239.3, "1,239.3"), ("18.50", 18.5, "18.50"), ("25,3", 25.3, "25.3"),
    ("1.239,30", 1239.3, "1239.30"), ("110.000.000", 110e6, "110000000"),
    ("1 239,3", 1239.3, "1239.3"), ("15,62,059", 1562059.0, "1562059"), ("three", 3.0, "3"),
    ("Two-thirds", 200 / 3, "two-thirds"), ("−4.1", -4.1, "-4.1"), ("", None, ""),
    ("about", None, ""),
])  # fmt: skip
def test_digits_are_written_in_english(stated: str, value: float | None, written: str) -> None:
    assert write_stated(stated, value) == written


def test_values_are_those_of_the_digits() -> None:
    assert write_value("1,239.30", None) == "1239.3"
    assert write_value("18.50", 99.0) == "18.5"
    assert write_value("two-thirds", 200 / 3) == "66.67"
    assert write_value("", None) == ""


def test_a_cell_is_printed_in_the_unit_of_its_column() -> None:
    page = Path(__file__).parent / "pages" / "known" / "unit-column.html"
    printed = {fact.printed for fact in read_document(page).facts}
    assert {"EUR 3,410 million", "331 thousand units", "62 kilotonnes"} <= printed


def test_a_bare_dollar_sign_is_taken_for_the_countrys_own_and_says_so(tmp_path: Path) -> None:
    page = tmp_path / "nurseries.txt"
    page.write_text(
        "Tree Nurseries in Australia\n\nThe market size of the tree nurseries industry in "
        "Australia is $1.9bn in 2025. The market was worth A$1.7 billion in 2022.\n"
    )
    signed, spelt = (fact for fact in read_document(page).facts if fact.kind == "size")
    assert (signed.unit, spelt.unit) == ("AUD billion", "AUD billion")
    assert "its sign is taken for AUD" in signed.why
    assert "sign" not in spelt.why

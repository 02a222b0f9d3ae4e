"""When a figure is of, by the words of its sentence and the one before; all are made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketbook.reading.facts import Fact
from marketbook.reading.read import read_document

CASES = (
    (
        "The value of the gearbox market in 2021 was $6.1 billion, and $8.2 billion is foreseen "
        "for 2027.",
        "6.1 2021; 8.2 2027",
    ),
    (
        "Gearbox sales in 2015 will be what they were in 2014, $7.7 billion, and growth in 2016 "
        "will be 3%.",
        "7.7 2015; 3 2015-2016",
    ),
    (
        "Demand for gearboxes should rise 4.4% per year between 2012 and 2017 to 9.8 million "
        "tonnes.",
        "4.4 2012-2017; 9.8 2017",
    ),
    ("Until 2029 the gearbox market should grow by 6.4% a year.", "6.4 -2029"),
    (
        "By 2026, up from $2.1 billion in 2019, the gearbox market is to reach $3.7 billion.",
        "2.1 2019; 3.7 2026",
    ),
    (
        "The gearbox market, worth $2.1 billion in 2019, will go up to $2.3 billion.",
        "2.1 2019; 2.3 -",
    ),
    (
        "A decline of the gearbox market from $4.4 billion in 2019 to $4.2 billion in 2020 is "
        "expected, at a rate of -4.5%.",
        "4.4 2019; 4.2 2020; 4.5 2019-2020",
    ),
    (
        "Gearbox sales came to $6.8 billion in 2015. The year before it was $5.5 billion, so "
        "sales grew by 23.6%.",
        "6.8 2015; 5.5 2014; 23.6 2014-2015",
    ),
    (
        "The gearbox market came to $6.8 billion in 2015. Norway is first with $1.1 billion.",
        "6.8 2015; 1.1 2015",
    ),
    (
        "The gearbox market will come to $6.8 billion in 2035. Norway is first with $1.1 billion.",
        "6.8 2035; 1.1 -",
    ),
    (
        "Demand for gearboxes came to $9.9 billion, 5.9% more than in 2012.",
        "9.9 2013; 5.9 2012-2013",
    ),
    ("Gearbox sales reached $4.2 billion, an increase of 4% on 2021.", "4.2 2022; 4 2021-2022"),
    (
        "Gearbox sales reached $4.2 billion in 2022, up 4% from the $4.0 billion of 2021.",
        "4.2 2022; 4.0 2021; 4 2021-2022",
    ),
    (
        "The gearbox market is to grow from $1.3 billion in 2023 to $1.9 billion by 2028 at a CAGR "
        "of 7.3% during the forecast period.",
        "1.3 2023; 1.9 2028; 7.3 2023-2028",
    ),
    (
        "Asia accounted for 41% of the gearbox market and Europe for 27% in 2019.",
        "41 2019; 27 2019",
    ),
    (
        "In 2020 the gearbox market in China was worth $900 million, compared with $700 "
        "million in Japan.",
        "900 2020; 700 2020",
    ),
    (
        "The market increased from $3.1 billion to $4.4 billion between 2012 and 2016.",
        "3.1 2012; 4.4 2016",
    ),
    (
        "It is estimated that the gearbox market, valued at $5.5 billion in 2022, will more "
        "than double to $11.4 billion in 2030.",
        "5.5 2022; 11.4 2030",
    ),
    (
        "From $2.2 billion in 2018, the gearbox market is set to reach $3.1 billion in 2025.",
        "2.2 2018; 3.1 2025",
    ),
    (
        "Between 2019 and 2024 the gearbox market is expected to rise from $8.8 billion to "
        "$10.1 billion.",
        "8.8 2019; 10.1 2024",
    ),
    ("Gearbox sales rose to $4.4 billion in 2016 from $3.9 billion in 2015.", "4.4 2016; 3.9 2015"),
    (
        "The gearbox market is projected to expand to $9.9 billion by 2033 from $5.4 billion "
        "in 2024, at a CAGR of 6.9%.",
        "9.9 2033; 5.4 2024; 6.9 2024-2033",
    ),
    (
        "The value of the gearbox market climbed to $7.7 billion in 2021, up from $6.9 "
        "billion in 2020.",
        "7.7 2021; 6.9 2020",
    ),
    ("Gearbox sales reached $5.1 billion, up from $4.7 billion in 2005.", "4.7 2005"),
    ("Gearbox sales of $3.3 billion in 2013 were 7% higher than in 2012.", "3.3 2013; 7 2012-2013"),
    ("The gearbox market shrank 4% in 2020 after growing 3% in 2019.", "4 2019-2020; 3 2018-2019"),
    ("The gearbox market grew by 8.9% in 2010 over the previous year.", "8.9 2009-2010"),
    (
        "After a 6% decline in 2009, the gearbox market grew by 11% in 2010.",
        "6 2008-2009; 11 2009-2010",
    ),
    ("The gearbox market is 12% bigger than in 2019, at $4.3 billion in 2023.", "4.3 2023"),
    ("The $3.4 billion gearbox market will grow to $5.9 billion by 2031.", "3.4 -; 5.9 2031"),
    (
        "The gearbox market stood at $3.4 billion in 2023 and will nearly double to $5.9 billion.",
        "3.4 2023; 5.9 -",
    ),
    (
        "The gearbox market will add $1.2 billion between 2023 and 2028, growing at a CAGR of 6%.",
        "1.2 2023-2028; 6 2023-2028",
    ),
    (
        "Demand for gearboxes in India is forecast to rise 5.8 percent annually to 2019.",
        "5.8 -2019",
    ),
    (
        "The gearbox market is projected to grow at a CAGR of 3.3% over the five-year period "
        "ending 2027.",
        "3.3 2022-2027",
    ),
    (
        "World demand for gearboxes will rise 5.8 percent per year through 2019 to 13.3 "
        "million metric tons.",
        "5.8 -2019; 13.3 2019",
    ),
    (
        "The global gearbox market will reach $8.8 billion in 2028. That is a CAGR of 5.5% "
        "from 2023.",
        "8.8 2028; 5.5 2023-2028",
    ),
    (
        "The gearbox market is worth $3.4 billion in 2023 and is expected to reach $5.9 "
        "billion by the end of the decade.",
        "3.4 2023; 5.9 2030",
    ),
    (
        "Over the period 2018 to 2023, the gearbox market grew by 4.4% a year. Growth of 6.1%"
        " a year is forecast for 2023 to 2028.",
        "4.4 2018-2023; 6.1 2023-2028",
    ),
    (
        "The global gearbox market was worth $3.4 billion in 2023. It will grow at a CAGR of "
        "5.5% over the next five years.",
        "3.4 2023; 5.5 2023-2028",
    ),
    ("The gearbox market in Japan totalled 81 billion yen in fiscal 2019.", "81 2019"),
    ("India's gearbox market grew at a CAGR of 12% from FY2018 to FY2023.", "12 2018-2023"),
    ("Gearbox sales in India rose 9% in 2023-24 to Rs 4,100 crore.", "9 2023-2024; 4,100 2024"),
    (
        "In 2021, gearbox sales were $4.4 billion, of which $1.2 billion fell in the fourth "
        "quarter.",
        "4.4 2021",
    ),
    (
        "In 2019 and 2020 gearbox sales were $3.3 billion and $3.9 billion, respectively.",
        "3.3 2019; 3.9 2020",
    ),
    (
        "In 2019 and 2020, gearbox sales increased by 4.4% and 5.1%, respectively.",
        "4.4 2018-2019; 5.1 2019-2020",
    ),
    ("The gearbox market was $3.3 billion (2019) and $3.9 billion (2020).", "3.3 2019; 3.9 2020"),
    (
        "Bio-gearboxs held 53% of the gearbox market in 2015. The segment was worth $226 "
        "million in that year.",
        "53 2015; 226 2015",
    ),
    (
        "Gearbox sales in 2004 totalled £6 billion. This was up from £5.7 billion in 2003.",
        "6 2004; 5.7 2003",
    ),
    (
        "Global gearbox sales will exceed $150 billion in 2025. That same year, Asia is "
        "expected to account for 60% of the market.",
        "150 2025; 60 2025",
    ),
    (
        "In 2022 the gearbox market reached $4.2 billion. In the previous year it was $3.9 "
        "billion.",
        "4.2 2022; 3.9 2021",
    ),
    (
        "2018 was a good year for gearboxes. The world market grew 6% to $4.2 billion.",
        "6 2017-2018; 4.2 2018",
    ),
    (
        "The gearbox market reached $62 billion in 2018. Over the coming decade it is "
        "forecast to expand at a CAGR of 4.1%.",
        "62 2018; 4.1 2018-2028",
    ),
    (
        "The compound annual growth rate of the gearbox market is put at 11.6% over the "
        "period 2020 to 2025. In that year, sales are expected to exceed $150 billion.",
        "11.6 2020-2025; 150 2025",
    ),
    (
        "In 2018 the gearbox market was worth $62 billion. The following year it reached $66 "
        "billion.",
        "62 2018; 66 2019",
    ),
    (
        "In 2022 the gearbox market reached $4.2 billion. A year later it was $4.6 billion.",
        "4.2 2022; 4.6 2023",
    ),
    (
        "The gearbox market had a value of $3.3 billion (2024) and is projected to reach $5.0"
        " billion (2032).",
        "3.3 2024; 5.0 2032",
    ),
    ('The report "Gearboxes 2030" puts the gearbox market at $3.3 billion in 2024.', "3.3 2024"),
    (
        "In 2018, Asia was the largest market for gearboxes with 44% of sales, followed by "
        "Europe with 28%.",
        "44 2018; 28 2018",
    ),
    (
        "In 2021 gearbox sales amounted to 12 million tonnes, worth $8.1 billion, against 11 "
        "million tonnes, worth $6.9 billion, in 2020.",
        "12 2021; 8.1 2021; 11 2020; 6.9 2020",
    ),
    (
        "In 2017 and 2018, gearbox sales stood at 31 million tonnes and 33 million tonnes.",
        "31 2017; 33 2018",
    ),
    ("Gearbox sales were $3.3 billion and $3.9 billion in 2019 and 2020.", "3.3 2019; 3.9 2020"),
    (
        "Between 2019 and 2024, gearbox sales rose by 5% a year in India, 6% in China and 2% "
        "in Brazil.",
        "5 2019-2024; 6 2019-2024; 2 2019-2024",
    ),
    (
        "The gearbox market in 2021 was worth $8.1 billion in Asia, $4.2 billion in Europe "
        "and $1.1 billion in Africa.",
        "8.1 2021; 4.2 2021; 1.1 2021",
    ),
    (
        "World consumption of gearbox, at 190 million tonnes ($62 billion) in 2018, is "
        "forecast to hit 205 million tonnes ($71 billion) by 2023.",
        "190 2018; 62 2018; 205 2023; 71 2023",
    ),
    (
        "Gearbox demand is forecast to reach 205 million tonnes by 2023, with a value of $71 "
        "billion.",
        "205 2023; 71 2023",
    ),
    (
        "In value, gearbox sales grew from $62 billion to $71 billion, and in volume from 190"
        " million tonnes to 205 million tonnes between 2018 and 2023.",
        "62 2018; 71 2023; 190 2018; 205 2023",
    ),
    ("2020 brought gearbox sales of $66 billion, 3% less than in 2019.", "66 2020; 3 2019-2020"),
    (
        "In Europe, gearbox sales were worth $18 billion in 2022; Germany alone took $3 billion.",
        "18 2022; 3 2022",
    ),
    (
        "In 2023 the gearbox market is expected to grow by 7% to more than $95 billion worldwide.",
        "7 2022-2023; 95 2023",
    ),
    (
        "After reaching $70 billion in 2019, gearbox sales slid to $66 billion in 2020.",
        "70 2019; 66 2020",
    ),
    (
        "As 2025 draws to a close, gearbox sales are expected to settle at $95 billion, just "
        "above $93 billion in 2024, a modest 2.2% increase.",
        "95 2025; 93 2024; 2.2 2024-2025",
    ),
    (
        "In 2022, gearbox demand in Brazil surged from 40 million tonnes to 45 million tonnes.",
        "45 2022",
    ),
    (
        "During 2019, the gearbox market grew 4%, reaching $70 billion, and is expected to "
        "hit $90 billion by 2025.",
        "4 2018-2019; 70 2019; 90 2025",
    ),
    (
        "By the end of 2029, gearbox sales in Africa should climb from $1.1 billion to $1.9 "
        "billion.",
        "1.9 2029",
    ),
    (
        "The gearbox market is worth $62 billion in 2018, and will grow at 4% a year over the"
        " next decade.",
        "62 2018; 4 2018-2028",
    ),
    (
        "The gearbox market is valued at $62 billion in 2018 and, at a CAGR of 4% for the "
        "next five years, will reach $75 billion.",
        "62 2018; 4 2018-2023",
    ),
    (
        "By the end of this decade, the gearbox market is expected to be worth $120 billion, "
        "up from $90 billion in 2023.",
        "120 2030; 90 2023",
    ),
    (
        "Over the last ten years, gearbox sales have risen at a CAGR of 4%, reaching $70 "
        "billion in 2022.",
        "4 2012-2022; 70 2022",
    ),
    (
        "The gearbox market, worth $62 billion in 2018, is expected to reach $80 billion "
        "within five years.",
        "62 2018; 80 2023",
    ),
    (
        "Over the ten years to 2032, gearbox sales are expected to increase at a CAGR of 3.9%.",
        "3.9 2022-2032",
    ),
    ("In the five years from 2018, gearbox sales will grow at a CAGR of 4%.", "4 2018-2023"),
    (
        "The gearbox market was worth $62 billion in 2018 and should reach $80 billion five "
        "years later.",
        "62 2018; 80 2023",
    ),
    ("The Gearboxs 2022 report puts the market at $62 billion.", "62 -"),
    (
        "In the 2022 edition of its yearbook, the trade body puts the gearbox market at $62 "
        "billion in 2021.",
        "62 2021",
    ),
    (
        "According to Gearboxs to 2025, a study by Acme, the gearbox market will grow at a "
        "CAGR of 4% through 2024.",
        "4 -2024",
    ),
    (
        "Gearbox demand is expected to grow at a CAGR of 6.1% through 2020, a slowdown from "
        "the pace of 2010-2015.",
        "6.1 -2020",
    ),
    (
        "Gearbox demand will increase 6.1% a year through 2020 to $104 billion, accelerating "
        "from the 2010-2015 period.",
        "6.1 -2020; 104 2020",
    ),
    (
        "Distributor sales of gearbox in 2012 were $18.5 billion, a 4.4 percent increase over"
        " 2011 ($17.7 billion).",
        "18.5 2012; 4.4 2011-2012; 17.7 2011",
    ),
    (
        "The gearbox market will grow at a CAGR of 5% from 2024 to 2030, faster than the 3% "
        "of 2018 to 2023.",
        "5 2024-2030",
    ),
    (
        "Sales of gearbox exceeded $8.5bn in 2010, up 14.1% from 2009 revenue of $7.5bn.",
        "8.5 2010; 14.1 2009-2010; 7.5 2009",
    ),
    (
        "Gearbox sales in India rose from Rs 80,000 crore in FY21 to Rs 1,10,000 crore in FY24.",
        "80,000 2021; 1,10,000 2024",
    ),
    ("India's gearbox market is to grow at a CAGR of 9% during FY2024-29.", "9 2024-2029"),
    (
        "Gearbox sales in India stood at Rs 1,10,000 crore in 2023–24, compared with Rs "
        "99,000 crore in 2022–23.",
        "1,10,000 2024; 99,000 2023",
    ),
    ("The gearbox market is projected to grow at a CAGR of 5% (2026 – 2032).", "5 2026-2032"),
    ("The gearbox market is projected to grow at 5% CAGR, 2026 through to 2032.", "5 2026-2032"),
    (
        "Over 2015-2020 the gearbox market expanded at 3.1% a year, and it is set to add 4.4% a "
        "year to 2025.",
        "3.1 2015-2020; 4.4 -2025",
    ),
    (
        "The gearbox market is valued at $12.1 billion as of 2023 and is poised to climb to $18.8 "
        "billion come 2033.",
        "12.1 2023; 18.8 2033",
    ),
    (
        "Gearbox sales dropped 9% in 2020, rebounded 12% the following year and rose a further 3% "
        "in 2022.",
        "9 2019-2020; 12 2020-2021; 3 2021-2022",
    ),
    (
        "The gearbox market was worth $2 billion in 2025 and will reach $3 billion by 2030, which "
        "translates to a CAGR of 8.4% across the forecast period.",
        "2 2025; 3 2030; 8.4 2025-2030",
    ),
    (
        "The gearbox market is to grow at a CAGR of 8.4% from 2024 to 2029 to reach a market "
        "valuation of $3 billion.",
        "8.4 2024-2029; 3 2029",
    ),
    (
        "Worm gears make up 60% of the gearbox market and will rise by 4% a year to $3 billion in "
        "2029.",
        "60 -; 3 2029",
    ),
    (
        "Gearbox sales were 21 million units in 2023. Demand rose by 7% from 20 million units in "
        "2022. Asia led with a share of 58%, or 12 million units.",
        "12 2023",
    ),
)


def _read(text: str) -> list[Fact]:
    page = f"Global Gearbox Market\n\nThis page describes the gearbox market.\n\n{text}\n"
    facts = read_document(Path("page.txt"), page.encode()).facts
    return [fact for fact in facts if fact.kind in ("size", "share", "growth_rate", "increment")]


def _when(fact: Fact) -> str:
    if fact.kind in ("size", "share"):
        return str(fact.year or "-")
    return f"{fact.start_year or ''}-{fact.end_year or ''}"


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_when_each_figure_is_of(text: str, wanted: str) -> None:
    read = {fact.stated.lstrip("-"): _when(fact) for fact in _read(text)}
    assert dict(each.rsplit(" ", 1) for each in wanted.split("; ")).items() <= read.items()


_PIECES = (
    *("in 2019", "by 2025", "from 2019 to 2024", "(2023)", "FY22", "than in 2018", "a year later"),
    *("$3 billion", "$5 billion", "6%", "4 million tonnes", "respectively", "over the next decade"),
    *("the gearbox market", "grew", "will reach", "was worth", "a CAGR of", "and", ",", ";", "to"),
)


@settings(max_examples=60, deadline=2_000)
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=14))
def test_no_year_is_made_up(pieces: list[str]) -> None:
    """A year stands in the text, or is counted from one that does and says so."""
    text = f"Gearbox sales {' '.join(pieces)}."
    for fact in _read(text):
        for year in (fact.year, fact.start_year, fact.end_year):
            said = year is None or str(year) in text or str(year)[2:] in text
            assert said or fact.why or fact.kind == "growth_rate"

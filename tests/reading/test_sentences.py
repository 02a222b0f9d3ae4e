"""What sentences in the set phrases of the trade state; every text is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from marketbook.reading.read import read_document
from tests.reading.expected import CORE, line_of

CASES = (
    (
        "Copper tubes took 0.94 billion pounds of mill sales in 2013, a rise of 4% over 2012. The "
        "tube market is strong.",
        [
            "size; World; Copper tubes; 2013; 0.94 billion pounds",
            "growth_rate; World; Copper tubes; 2012-2013; 4 percent",
        ],
    ),
    ("The paint market was between 19 billion and 21 billion USD in 2015.", []),
    (
        "The paint market rose from 19 billion to 21 billion euros in 2015.",
        ["size; World; ; ; 19 EUR billion", "size; World; ; 2015; 21 EUR billion"],
    ),
    (
        "Demand for paint in Peru should rise to $240 milliondriven by exports.",
        ["size; Peru; ; ; 240 USD million"],
    ),
    ("Two millionaires spent $4 million on a yacht.", []),
    (
        "The market for heat pumps was worth $90 billion in 2024. Air-source models took 61 "
        "percent of it in 2024, against 50 percent some years earlier.",
        [
            "size; World; ; 2024; 90 USD billion",
            "share; World; Air-source models; 2024; 61 percent; of World",
        ],
    ),
    (
        "The heat pump market was worth $90 billion in 2024. Energy consumption of heat pumps rose "
        "to 120 TWh in 2024.",
        ["size; World; ; 2024; 90 USD billion"],
    ),
    (
        "The global market for tinned fruit is put at $2 billion in 2021 and at $2.9 billion by "
        "2028. In the global dried peach segment, the USA, Peru and China will drive the 4.7% CAGR "
        "estimated for this segment. These regional markets, worth $683 million in 2021, will "
        "reach a size of $943 million by the close of the forecast period. Asia is to grow at 3%.",
        [
            "size; World; ; 2021; 2 USD billion",
            "size; World; ; 2028; 2.9 USD billion",
            "growth_rate; World; dried peach; -; 4.7 percent",
            "size; World; dried peach; 2021; 683 USD million",
            "size; World; dried peach; ; 943 USD million",
            "growth_rate; Asia; ; -; 3 percent",
        ],
    ),
    (
        "The roof tile market will be worth $19 billion in 2015. Clay tiles are the largest "
        "segment of the Chilean roof tile market. They held a 64% share in 2008. Slate tiles were "
        "second, with a 13% share. This was followed by cork tiles (10%).",
        [
            "size; World; ; 2015; 19 USD billion",
            "share; Chile; Clay tiles; 2008; 64 percent; of Chile",
            "share; Chile; Slate tiles; ; 13 percent; of Chile",
            "share; Chile; cork tiles; ; 10 percent; of Chile",
        ],
    ),
    (
        "The freight market was worth $34 billion in 2015. Sales were led by road haulage at "
        "$20 billion, followed by contract warehousing at $5 billion and "
        "budget parcels at $4 billion. A carrier won a contract of $3 million.",
        [
            "size; World; ; 2015; 34 USD billion",
            "size; World; road haulage; 2015; 20 USD billion",
            "size; World; contract warehousing; 2015; 5 USD billion",
            "size; World; budget parcels; 2015; 4 USD billion",
        ],
    ),
    (
        "The freight market was worth $34 billion in 2015. Budgets will go to road haulage, where "
        "growth globally will be 6.3% in 2016.",
        [
            "size; World; ; 2015; 34 USD billion",
            "growth_rate; World; road haulage; 2015-2016; 6.3 percent",
        ],
    ),
    (
        "The toy market shrunk by 2% in 2017. It mirrors events in three large countries: Mexico, "
        "Germany and Turkey, which all saw sharper declines than in earlier years, declining at "
        "-3.7%, -6.1% and -8.4%, respectively.",
        [
            "growth_rate; World; ; 2016-2017; -2 percent",
            "growth_rate; Mexico; ; -; -3.7 percent",
            "growth_rate; Germany; ; -; -6.1 percent",
            "growth_rate; Turkey; ; -; -8.4 percent",
        ],
    ),
    (
        "The toy market grew by 2% in 2017.\n\nBoard games gained 5% in 2017. Wages rose 4%. "
        "Acme grew by 7%.",
        [
            "growth_rate; World; ; 2016-2017; 2 percent",
            "growth_rate; World; Board games; 2016-2017; 5 percent",
        ],
    ),
    (
        "The toy market was worth $1 billion in 2012. If visitors spend 3% of the $2 billion to be "
        "spent on gifts on toys, it will be a good year. If trends hold, the toy market will reach "
        "$3 billion by 2020.",
        ["size; World; ; 2012; 1 USD billion", "size; World; ; 2020; 3 USD billion"],
    ),
    (
        "The UK toy market was worth £1 billion in 2012. Easter proved to be the main sales season "
        "for family toys, accounting for 28% of annual spending on toys.",
        [
            "size; United Kingdom; ; 2012; 1 GBP billion",
            "share; United Kingdom; Easter; ; 28 percent; of United Kingdom",
        ],
    ),
    (
        "The bakery market in India is likely to reach $9 billion by 2021.\n\nBakery and "
        "patisserie sales will grow by 16% and 24% a year, respectively.",
        [
            "size; India; ; 2021; 9 USD billion",
            "growth_rate; India; ; -; 16 percent",
            "growth_rate; India; patisserie; -; 24 percent",
        ],
    ),
    (
        "The tile market of China is worth $500 billion in 2022. This is ahead of the US worth "
        "$214 billion, followed by Peru, valued at $58 million.",
        [
            "size; China; ; 2022; 500 USD billion",
            "size; United States; ; 2022; 214 USD billion",
            "size; Peru; ; 2022; 58 USD million",
        ],
    ),
    (
        "Roof tiles are a US$2.7 billion (€2.3 billion) market driven by rain. The roof tile "
        "market is led by Asia.",
        ["size; World; ; ; 2.7 USD billion"],
    ),
    (
        "A study by Sterling Market Reports “Roof Tile Market – Growth, 2019 – 2027” says the roof "
        "tile market was valued at $2.74 Bn in 2018. Peru exported a volume of $4 billion worth "
        "of roof tiles. Sales of roof tiles ran $1.4bn ahead of those of 2010.",
        ["size; World; ; 2018; 2.74 USD billion"],
    ),
    (
        "Global tile sales will be 14.6 million tonnes in 2021. Of these, 1.8 million tonnes were "
        "in Europe, down 6.4% from 1.9 million tonnes a year earlier; 0.7 million tonnes in the "
        "United States, up 15% from 0.6 million tonnes a year ago.",
        [
            "size; World; ; 2021; 14.6 million tonnes",
            "size; Europe; ; 2021; 1.8 million tonnes",
            "size; Europe; ; 2020; 1.9 million tonnes",
            "growth_rate; Europe; ; 2020-2021; -6.4 percent",
            "size; United States; ; 2021; 0.7 million tonnes",
            "size; United States; ; 2020; 0.6 million tonnes",
            "growth_rate; United States; ; 2020-2021; 15 percent",
        ],
    ),
)


@pytest.mark.parametrize(("text", "lines"), CASES)
def test_what_a_text_states(text: str, lines: list[str], tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(text, encoding="utf-8")
    found = [line_of(fact) for fact in read_document(page).facts if fact.kind in CORE]
    assert sorted(found) == sorted(lines)


def test_two_markets_in_one_breath_are_not_one(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    said = "The bakery market will reach $9 billion by 2021.\n\nThe study says that bakery and toy "
    page.write_text(f"{said}markets grow quickly. The toy market is worth $2 billion.")
    reading = read_document(page)
    assert reading.market == "bakery"
    assert [fact.market for fact in reading.figures if fact.stated == "2"] == ["toy"]

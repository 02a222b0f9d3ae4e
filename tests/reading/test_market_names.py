"""What the market of a page is called, and how another market is akin to it; all is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from marketbook.reading.facts import Fact, Reading
from marketbook.reading.read import read_document

NAMES = (
    (
        "Wicker baskets",
        "Wicker baskets – what is sold where\n\nShops sold goods for EUR 41 million.",
    ),
    ("Harbour Cranes", "Harbour Cranes in Europe: Key Takeaways\n\nTurnover: EUR 2.1 billion."),
    (
        "harbour cranes",
        "Dockside Survey: 5,100 harbour cranes ordered\n\nMost harbour cranes go to Asia.",
    ),
    ("", "Results 2025: a good year\n\nTurnover: EUR 2.1 billion."),
    ("frozen pizza", "Frozen pizza sales to top $9bn\n\nSales of frozen pizza rose 6% to $8bn."),
    (
        "cargo bike",
        "Why cargo bikes are booming\n\nThe cargo bike market was worth €1.1 billion in 2023.",
    ),
    (
        "Dairy & Beverage Processing Equipment",
        "Dairy & Beverage Processing Equipment Industry Outlook\n\nIt is worth $12 bn.",
    ),
    ("Fuel Cell", "Fuel Cell Market Poised for Growth\n\nThe market was worth $6 billion in 2023."),
    ("Vinyl Records", "Vinyl Records Market Set for 7% CAGR\n\nIt will reach $2 billion by 2032."),
    (
        "Heating, Ventilation, and Air Conditioning",
        "Heating, Ventilation, and Air Conditioning (HVAC) Market\n\nThe HVAC market is $240 bn.",
    ),
    (
        "Internet of Things in Agriculture",
        "Internet of Things (IoT) in Agriculture Market\n\nThe IoT in agriculture market was worth "
        "USD 14 billion in 2023.",
    ),
    (
        "bicycle helmet",
        "Boom in bicycle helmet market\n\nThe bicycle helmet market reached $1.2 billion in 2023.",
    ),
    (
        "plaster",
        "New coats will see plaster market grow\n\nA $3bn industry, the plaster market is growing.",
    ),
    (
        "diabetes treatment drugs",
        "The Saudi Arabian diabetes treatment drugs market was worth $1.9 billion in 2025.",
    ),
    (
        "corrugated boxes",
        "Growth continues\n\nThe market for corrugated boxes was worth $60 billion in 2020. The "
        "e-commerce industry is the first buyer of corrugated boxes.",
    ),
    ("children's wear", "The children's wear market in Germany amounted to €3.5 billion in 2023."),
    (
        "Record Players",
        "Record Players\n\nRecord players are back. Record players sold well, and the market "
        "for record players grew 5%.",
    ),
    (
        "tea and coffee",
        "Kenya\n\nThe tea and coffee market is worth USD 1.3 billion. The tea market was worth "
        "USD 0.9 billion in 2023.",
    ),
    ("LiDAR", "Der LiDAR-Markt wird 2027 einen Umsatz von 6,3 Milliarden US-Dollar erreichen."),
    (
        "numérique",
        "Le marché mondial du numérique poursuit sa croissance\n\nLe marché mondial du numérique "
        "atteint 3 978 milliards d'euros en 2016.",
    ),
)


def _read(text: str) -> Reading:
    return read_document(Path("page.txt"), text.encode())


@pytest.mark.parametrize(("name", "page"), NAMES)
def test_the_name_that_the_page_agrees_on(name: str, page: str) -> None:
    assert _read(page).market.lower() == name.lower()


ROBOTS = """Industrial Robots Market Report

The industrial robots market was worth USD 16 billion in 2022.

"""
CHIPS = """SiC and GaN Power Semiconductors Market

The SiC and GaN power semiconductors market was valued at USD 1.9 billion in 2022.

"""
CHARGERS = """EV Charging Station Market

The electric vehicle (EV) charging station market was worth USD 12 billion in 2022.

"""
AKIN = (
    (CHIPS, "The bandage market was worth USD 0.7 billion in 2022.", "other"),
    (ROBOTS, "A part of the growing crane market, due to hit USD 0.7 billion by 2025.", "other"),
    (CHARGERS, "The EV charging market will reach USD 0.7 billion by 2030.", "own"),
    (CHARGERS, "The electric vehicle charging station market is USD 0.7 billion in 2023.", "own"),
    (CHARGERS, "The DC charging station market was worth USD 0.7 billion in 2023.", "part"),
    (ROBOTS, "The market for service robots was worth USD 0.7 billion in 2022.", "part"),
    (ROBOTS, "The global service robots market was worth USD 0.7 billion in 2022.", "part"),
    (ROBOTS, "The industrial robot systems market stood at USD 0.7 billion in 2021.", "own"),
)


@pytest.mark.parametrize(("page", "sentence", "kin"), AKIN)
def test_which_market_a_figure_is_of(page: str, sentence: str, kin: str) -> None:
    reading = _read(page + sentence)
    fact = next(fact for fact in reading.facts if fact.stated == "0.7")
    assert _kin(fact, reading) == kin


def _kin(fact: Fact, reading: Reading) -> str:
    if fact.market != reading.market:
        return "other"
    return "part" if fact.segment else "own"

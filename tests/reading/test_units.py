"""Units that a head, a caption or a line names without a number."""

from __future__ import annotations

import pytest

from marketbook.reading.guide import Guide
from marketbook.reading.mentions.units import goods_in, unit_in
from marketbook.reading.words.languages import detect_language

GUIDE = Guide(detect_language("the market of these things in the world", ""))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Boxes handled, thousand TEU", "thousand teu"),
        ("Thousand metric tons", "thousand tonnes"),
        ("All quantities are million tonnes KCl.", "million tonnes"),
        ("Market by market (consumption, million m²):", "million square metres"),
        ("Sales ('000 units)", "thousand units"),
        ("1,000 t", "thousand tonnes"),
        ("tonnes ('000)", "thousand tonnes"),
        ("Cans sold (billion)", "billion cans"),
        ("Pots (million)", "million pots"),
        ("(thousand scooters)", "thousand scooters"),
        ("Herd, million head", "million head"),
        ("Pumps sold 2024", "units"),
        ("Volume (GWh)", "GWh"),
        ("Sales (million)", ""),
        ("Value (EUR million)", ""),
        ("Market size, USD bn", ""),
    ],
)
def test_a_unit_of_goods(text: str, unit: str) -> None:
    assert goods_in(text, GUIDE) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("$ '000", "USD thousand"),
        ("€000", "EUR thousand"),
        ("Values in billions of US dollars.", "USD billion"),
        ("Volume (kt)", ""),
    ],
)
def test_a_unit_of_money(text: str, unit: str) -> None:
    assert unit_in(text, GUIDE) == unit

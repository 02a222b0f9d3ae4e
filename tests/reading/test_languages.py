"""Other languages: each is one file of words, and its forms are made of them."""

from __future__ import annotations

import re

import pytest

from marketbook.reading.forms.languages import LANGUAGES
from marketbook.reading.mentions import find_mentions
from marketbook.reading.words.languages import detect_language, language_of
from marketbook.reading.words.lexicons import Lexicon, any_language, falls_abroad, lexicons
from tests.reading.test_forms import read_sentences

ASKED = ("market", "size", "rate", "yearly", "rise", "fall", "share", "forecast", "others", "stop")


@pytest.mark.parametrize("lexicon", lexicons().values(), ids=lambda lexicon: lexicon.code)
def test_a_language_has_every_kind_of_word(lexicon: Lexicon) -> None:
    assert [topic for topic in ASKED if topic not in lexicon.words] == []
    assert {"size", "rate", "moved"} <= set(lexicon.examples)


@pytest.mark.parametrize("lexicon", lexicons().values(), ids=lambda lexicon: lexicon.code)
def test_the_examples_of_a_language_are_in_it(lexicon: Lexicon) -> None:
    said = " ".join(example[0] for example in lexicon.examples.values())
    assert detect_language(said).code == lexicon.code


def test_forms_of_one_language_are_not_tried_in_another() -> None:
    assert {form.language for form in LANGUAGES} == set(lexicons())


@pytest.mark.parametrize(
    ("code", "text", "falls"),
    [
        ("de", "Der Umsatz ging um 5 Prozent zurück", True),
        ("de", "Der Umsatz stieg um 5 Prozent", False),
        ("es", "Las ventas cayeron un 5 %", True),
        ("fr", "Les ventes ont progressé de 5 %", False),
        ("ja", "前年比5%減", True),
        ("zh", "同比增长5%", False),
        ("zh", "同比下降5%", True),
        ("en", "Sales fell 5%", False),
    ],
)
def test_a_fall_is_told_by_the_word_next_to_it(code: str, text: str, falls: bool) -> None:
    before, after = text.split("5", 1)
    assert falls_abroad(code, before, after) is falls


@pytest.mark.parametrize(
    ("code", "text", "value", "unit"),
    [
        ("ja", "2兆6,480億円", 26_480, "JPY 100 million"),
        ("ja", "580億2,000万米ドル", 580.2, "USD 100 million"),
        ("ko", "580억 2천만 달러", 580.2, "USD 100 million"),
        ("ko", "1조 200억 원", 10_200, "KRW 100 million"),
    ],
)
def test_an_amount_in_two_scales_is_one(code: str, text: str, value: float, unit: str) -> None:
    (amount,) = find_mentions(text, language_of(code))
    assert (amount.value, amount.unit) == (value, unit)


def test_glued_words_are_found_at_their_end() -> None:
    market = re.compile(any_language("market"), re.IGNORECASE)
    assert market.search("Der Fenstermarkt wächst")
    assert not market.search("Supermarketing")


def test_a_place_behind_its_figure_has_it() -> None:
    said = "En 2024 les ventes de granulés ont progressé : +8 % pour la Chine, +5 % pour le Japon."
    reading = read_sentences(said, "Le marché des granulés")
    assert [(fact.region, fact.value) for fact in reading.figures] == [("China", 8), ("Japan", 5)]

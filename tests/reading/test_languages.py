"""Other languages: each is one file of words, and its forms are made of them."""

from __future__ import annotations

import re

import pytest

from marketbook.reading.forms.languages import LANGUAGES
from marketbook.reading.mentions import find_mentions
from marketbook.reading.subjects.abroad import find_holders
from marketbook.reading.subjects.east import find_holders_east
from marketbook.reading.words.languages import detect_language, language_of
from marketbook.reading.words.lexicons import (
    UNSPACED,
    Lexicon,
    any_language,
    falls_abroad,
    lexicons,
)
from marketbook.reading.words.places import find_places
from marketbook.reading.words.roles import Word, find_words
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
        ("ja", "7万2,500トン", 7.25, "10 thousand tonnes"),
        ("zh", "31万4,000台", 31.4, "10 thousand units"),
    ],
)
def test_an_amount_in_two_scales_is_one(code: str, text: str, value: float, unit: str) -> None:
    (amount,) = find_mentions(text, language_of(code))
    assert (amount.value, amount.unit) == (value, unit)


@pytest.mark.parametrize(
    ("code", "text", "word", "role"),
    [
        ("fr", "Selon Delorme, le marché recule", "Delorme", "sayer"),
        ("es", "La consultora Peralta augura 5 %", "augura", "verb"),
        ("es", "Aragón embolsó 40 millones", "embolsó", "verb"),
        ("pt", "O mercado em 2028 beira R$ 4 bilhões", "beira", "verb"),
        ("it", "I tendaggi si fermano al 9%", "fermano", "verb"),
        ("es", "el comercio tradicional el 31 %", "tradicional", "name"),
        ("es", "muebles de bajo coste", "bajo", "adjective"),
    ],
)
def test_what_stands_beside_a_word_says_what_it_is(
    code: str, text: str, word: str, role: str
) -> None:
    kinds = {"year": "time"}
    mentions = find_mentions(text, language_of(code))
    marks = [Word(each.start, each.end, kinds.get(each.kind, "number")) for each in mentions]
    marks += [Word(each.start, each.end, "place") for each in find_places(text, code)]
    found = find_words(text, code, marks)
    assert [each.role for each in found if text[each.start : each.end] == word] == [role]


def test_glued_words_are_found_at_their_end() -> None:
    market = re.compile(any_language("market"), re.IGNORECASE)
    assert market.search("Der Fenstermarkt wächst")
    assert not market.search("Supermarketing")


def test_a_place_behind_its_figure_has_it() -> None:
    said = "En 2024 les ventes de granulés ont progressé : +8 % pour la Chine, +5 % pour le Japon."
    reading = read_sentences(said, "Le marché des granulés")
    assert [(fact.region, fact.value) for fact in reading.figures] == [("China", 8), ("Japan", 5)]


def read_holders(code: str, text: str) -> list[str]:
    """Who holds each number of a sentence: its name, else the phrase that it stands in."""
    numbers = [
        Word(each.start, each.end, "time" if each.kind in ("year", "period") else "number")
        for each in find_mentions(text, language_of(code))
    ]
    places = [Word(each.start, each.end, "place") for each in find_places(text, code)]
    find = find_holders_east if code in UNSPACED else find_holders
    found = find(text, code, (*places, *numbers))
    return [
        text[each.start : each.end] if each.named else text[each.left : each.right]
        for each in found.values()
    ]


@pytest.mark.parametrize(
    ("code", "text", "held"),
    [
        ("de", "2024 wuchsen Sofas um 3 %, Sessel legten um 5 % zu.", ["Sofas", "Sessel"]),
        ("de", "Rund 55 % der Verkäufe entfallen auf Sägen, 20 % auf Bohrer.", ["Sägen", "Bohrer"]),
        ("de", "Gefragt waren Betten: Ihr Umsatz stieg um 9 %.", ["Betten"]),
        ("de", "Während Bier um 3 % verlor, wuchs alkoholfreies Bier um 7 %.",
         ["Bier", "alkoholfreies Bier"]),
        ("es", "El segmento industrial cayó un 4%, mientras que el de hogar subió un 2%.",
         ["industrial", "hogar"]),
        ("es", "México concentra el 34%, seguido de Brasil, con el 29%.",
         ["México", "seguido de Brasil"]),
        ("fr", "Les capsules, qui pèsent 51 % des ventes, ont progressé de 6 %.",
         ["capsules", "capsules"]),
        ("it", "Le cucine valgono il 54% e i bagni il 21%.", ["cucine", "bagni"]),
        ("it", "Crescono i detergenti (+9%) e calano gli ammorbidenti (-3%).",
         ["detergenti", "ammorbidenti"]),
        ("pt", "A ração seca respondeu por 71% das vendas, seguida pela úmida, com 19%.",
         ["ração seca", "úmida"]),
        ("nl", "Fornuizen daalden met 3 procent, terwijl ovens met 2 procent stegen.",
         ["Fornuizen", "ovens"]),
        ("zh", "大宗气体占比达81%,特种气体占比为19%。", ["大宗气体", "特种气体"]),
        ("ja", "製品別ではインクジェットが71%を占め、レーザーは18%だった。",
         ["インクジェット", "レーザー"]),
        ("ko", "홍삼의 비중은 20.6%, 유산균의 비중은 14.0%였다.", ["홍삼", "유산균"]),
    ],
)  # fmt: skip
def test_the_grammar_of_a_sentence_says_who_holds_its_numbers(
    code: str, text: str, held: list[str]
) -> None:
    assert read_holders(code, text) == held

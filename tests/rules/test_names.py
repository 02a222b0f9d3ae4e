"""Two records of one company are found wherever the slip is, and never more than that."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from marketbook.old_rules.names import _find_close, find_twins, split_name

KEYS = st.lists(st.text("abcd", min_size=1, max_size=26), unique=True, max_size=30)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("GE HealthCare, Inc.", ("ge", "healthcare")),
        ("Becton, Dickinson and Company", ("becton", "dickinson")),
        ("TeleDiagnosys Services Pvt Ltd.", ("telediagnosys", "services")),
        ("Koninklijke Philips N.V.", ("philips",)),
        ("The Estée Lauder Companies Inc.", ("estee", "lauder")),
        ("A.P. Møller – Mærsk A/S", ("ap", "moller", "maersk", "a", "s")),
        ("Contemporary Amperex Technology (CATL)", ("contemporary", "amperex", "technology")),
        ("Acme Tools (UK)", ("acme", "tools", "uk")),
        ("Nestlé S.A.", ("nestle",)),
        ("The Claroty Group", ("claroty",)),
        ("Groß GmbH & Co. KG", ("gross",)),
        ("Group Health", ("group", "health")),
        ("Company", ("company",)),
        ("株式会社 東芝", ("株式会社", "東芝")),
    ],
)
def test_split_name(name: str, words: tuple[str, ...]) -> None:
    assert split_name(name) == words


@given(KEYS)
@settings(max_examples=200)
def test_close_names_are_those_that_comparing_all_finds(keys: list[str]) -> None:
    found = {(one, other): edits for one, other, edits in _find_close(keys)}
    ordered = sorted(keys, key=lambda key: (len(key), key))
    expected = {
        (one, other): OSA.distance(one, other)
        for place, one in enumerate(ordered)
        for other in ordered[place + 1 :]
        if OSA.distance(one, other) <= len(one) // 8
    }
    assert found == expected


@given(st.integers(0, 20), st.sampled_from(["drop", "double", "swap", "change"]))
def test_a_slip_anywhere_in_a_long_word_is_found(place: int, kind: str) -> None:
    name = "Interventionalcardiology"
    slips = {
        "drop": name[:place] + name[place + 1 :],
        "double": name[: place + 1] + name[place] + name[place + 1 :],
        "swap": name[:place] + name[place + 1] + name[place] + name[place + 2 :],
        "change": name[:place] + "q" + name[place + 1 :],
    }
    wrong = slips[kind]
    twins = list(find_twins([name, wrong]))
    assert [(one.one, one.other) for one in twins] == [(0, 1)]


@given(st.lists(st.integers(0, 10**6), unique=True, max_size=20))
def test_numbered_names_are_not_twins(numbers: list[int]) -> None:
    assert list(find_twins(f"Generated Player Holdings {number}" for number in numbers)) == []

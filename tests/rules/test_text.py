"""The rules on text look at every table, miss nothing and name the record."""

from __future__ import annotations

import sys
import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketbook.findings import Finding
from marketbook.rules import RULES
from marketbook.rules.run import run_rules
from marketbook.rules.text import characters
from marketbook.rules.text.cells import DAMAGE, FORMULA, OTHER_FORM, STRAY, UNUSUAL

TEXT_RULES = [rule for rule in RULES if rule.id.startswith("text.")]
PATTERNS = {
    characters.find_other_form: OTHER_FORM,
    characters.find_damage: DAMAGE,
    characters.find_formula: FORMULA,
    characters.find_stray_space: STRAY,
}


def find(tables: dict[str, pl.DataFrame], keys: dict[str, list[str]]) -> tuple[Finding, ...]:
    files = {name: f"tables/{name}.csv" for name in tables}
    return run_rules(tables, TEXT_RULES, files, keys).findings


def own_table(**columns: list[object]) -> pl.DataFrame:
    return pl.DataFrame({"_line": range(2, 2 + len(next(iter(columns.values())))), **columns})


def test_a_table_of_ones_own_is_looked_at() -> None:
    tables = {
        "visits": own_table(clinic=["a", "a"], day=[1, 2], remark=["fine", "caf\u00c3\u00a9 "]),
        "numbers": own_table(n=[1, 2]),
    }
    found = find(tables, {"visits": ["clinic", "day"]})
    assert [(f.rule, f.record, f.line, f.field) for f in found] == [
        ("text.no-damage", "visits:a/2", 3, "remark"),
        ("text.trimmed", "visits:a/2", 3, "remark"),
    ]


def test_without_a_key_the_first_column_names_the_record() -> None:
    [finding] = find({"visits": own_table(clinic=["a"], remark=["=1"])}, {})
    assert finding.record == "visits:a"


def test_two_cells_of_one_row_are_two_findings() -> None:
    found = find({"visits": own_table(clinic=["a "], remark=["b "])}, {})
    assert [finding.field for finding in found] == ["clinic", "remark"]


def test_columns_may_have_the_names_that_the_rules_use_themselves() -> None:
    table = own_table(id=["a"], table=["b"], field=["c"], text=["two  spaces"])
    (found,) = find({"own": table}, {"own": ["id"]})
    assert (found.rule, found.field, found.record) == ("text.trimmed", "text", "own:a")


def test_every_table_counts_as_looked_at() -> None:
    run = run_rules({"visits": own_table(clinic=["a"])}, TEXT_RULES, {}).runs[0]
    assert (run.rows, run.skipped) == (1, "")


@pytest.mark.parametrize("function", PATTERNS, ids=lambda function: function.__name__)
def test_no_single_character_is_missed(function) -> None:
    """What a rule would report passes the two patterns that pick the cells to look at."""
    points = (code for code in range(1, sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    at_fault = [chr(code) for code in points if function(chr(code))]
    cells = pl.DataFrame({"text": at_fault})
    picked = pl.col("text").str.contains(PATTERNS[function]) & pl.col("text").str.contains(UNUSUAL)
    assert at_fault
    assert cells.filter(~picked).is_empty()


def test_no_mark_that_composes_is_missed() -> None:
    points = (chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    forms = (unicodedata.normalize("NFD", point) for point in points)
    marks = {form[-1] for form in forms if len(form) > 1}
    cells = pl.DataFrame({"text": sorted(marks)})
    assert cells.filter(~pl.col("text").str.contains(OTHER_FORM)).is_empty()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_no_text_is_missed(value: str) -> None:
    cell = pl.DataFrame({"text": [value]})
    for function, pattern in PATTERNS.items():
        if function(value):
            for one in (pattern, UNUSUAL):
                assert cell.select(pl.col("text").str.contains(one)).item(), (function, value)


@given(st.text(st.characters(categories=["L", "N", "P", "Sc", "Sm"]), min_size=1))
def test_other_form_is_what_unicode_says(value: str) -> None:
    assert bool(characters.find_other_form(value)) != unicodedata.is_normalized("NFC", value)


@pytest.mark.parametrize("letters", ["éàüñçôÉ", "œ’“”–—…", "™®°±²³µ£€", "İıŞşĞğłćšž", "Ωμα", "ﬁ"])
def test_misread_letters_are_told_from_right_ones(letters: str) -> None:
    for letter in letters:
        assert characters.find_damage(f"so a{letter}b it is") is None
        misread = f"a{letter}b".encode().decode("cp1252", errors="replace")
        assert characters.find_damage(misread), misread


@pytest.mark.parametrize("word", ["Привет", "日本語", "서울", "हिन्दी", "Αθήνα", "👍"])
def test_misread_words_are_told_from_right_ones(word: str) -> None:
    assert characters.find_damage(word) is None
    assert characters.find_damage(word.encode().decode("latin-1"))
    try:
        misread = word.encode().decode("cp1252")
    except UnicodeDecodeError:
        return
    assert characters.find_damage(misread)


@pytest.mark.parametrize(
    "right",
    [
        "AMANHÃ”",
        "“Å”",
        "MAÇÃ®",
        "Spaß“",
        "ÎLE…",
        "ESPAÑA”",
        "¡QUÉ BIEN!",
        "«È»",
        "R&D; AT&T",
        "â…",
        "là…”",
    ],
)
def test_right_text_is_no_damage(right: str) -> None:
    assert characters.find_damage(right) is None


def test_long_text_is_shown_around_the_fault() -> None:
    value = "a" * 100 + "\u200b" + "b" * 100
    flaw = characters.find_damage(value)
    assert flaw is not None
    shown = characters.show_text(value, flaw.place, around=3)
    assert shown == "'… aaa<U+200B>bb …'"

"""Every form is tested by its own example, which is also what the documentation shows."""

from __future__ import annotations

import pytest

from marketbook.reading.documents import Document
from marketbook.reading.documents.model import place_pieces
from marketbook.reading.documents.text import read_text
from marketbook.reading.facts import Reading
from marketbook.reading.forms import FORMS, Form
from marketbook.reading.read import read_blocks
from marketbook.reading.words.lexicons import lexicons
from tests.reading.expected import FIGURES, line_of, matches


def read_sentences(text: str, title: str = "") -> Reading:
    """A text as if it stood in a document of its own, under a title."""
    return read_blocks(
        Document(
            "page.txt",
            "",
            place_pieces(read_text(f"# {title}\n\n{text}" if title else text), "page.txt"),
        ),
        "page.txt",
    )


def title_of(form: Form) -> str:
    """A title in the language of the example."""
    return lexicons()[form.language].title if form.language else "Global wood pellet market"


def test_names_are_unique() -> None:
    names = [form.name for form in FORMS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_an_example_gives_what_it_says(form: Form) -> None:
    assert form.example
    intro = "Estimates of the size of the market differ:\n\n" if "announced" in form.flags else ""
    reading = read_sentences(intro + form.example, title_of(form))
    figures = [fact for fact in reading.facts if fact.kind in FIGURES and fact.kind != "claim"]
    if form.kind:
        assert form.gives
        assert any(
            matches([part.strip() for part in form.gives.split(";")], fact, fact.market)
            for fact in figures
        ), (
            [line_of(fact) for fact in figures],
            reading.unplaced,
        )
    else:
        assert figures == []
        assert form.reason in [each.reason for each in reading.unplaced]


def test_a_year_before_and_is_no_percentage() -> None:
    reading = read_sentences(
        "Europe held 28% of the wood pellet market in 2023 and 32% in 2030.", "Wood pellet market"
    )
    assert [line_of(fact) for fact in reading.figures] == [
        "share; Europe; ; 2023; 28 percent; of World",
        "share; Europe; ; 2030; 32 percent; of World",
    ]


def test_two_quarters_are_a_time_and_no_share() -> None:
    said = "The wood pellet market fell for two quarters. Europe held three quarters of sales."
    reading = read_sentences(said, "Wood pellet market")
    assert [line_of(fact) for fact in reading.figures] == [
        "share; Europe; ; ; three quarters percent; of World"
    ]

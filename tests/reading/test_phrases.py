"""Whom a figure is said of, by the grammar of its sentence; every sentence is made up."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketbook.reading.subjects.phrases import holder_of
from marketbook.reading.subjects.tokens import cut

_NUMBER = re.compile(r"(?<![\w.])\d[\d.]*(?:%| billion| million)")
_YEAR = re.compile(r"\b20\d\d\b")

CASES = (
    ("Cork tiles play a large part, accounting for 41% of sales.", "Cork tiles"),
    (
        "Of this, home delivery will make up the biggest part, totaling 70% of all fees.",
        "home delivery",
    ),
    ("The cork segment, which held 34% of the market in 2023, will lead.", "cork segment"),
    ("The cork segment, one of the smallest, will grow at a CAGR of 5%.", "cork segment"),
    ("The cork segment held the lead in 2023 and is expected to grow at 5%.", "cork segment"),
    ("Slate took a 5% share of the roof market and clay tiles took up 31% of it.", "clay tiles"),
    ("It was a good year, with clay tiles posting the biggest gain, up 18%.", "clay tiles"),
    ("Clay tiles continue to dominate the business by 44%.", "Clay tiles"),
    ("Slate rose 9% and clay tiles and roof gutters grew by 6%.", "clay tiles and roof gutters"),
    ("Slate made up 39%, clay tiles 17%.", "clay tiles"),
    ("Losers included slate, which fell 22%; clay tiles, dropping 15%.", "clay tiles"),
    (
        "The market for slate, clay, and roof gutters will reach 4 billion.",
        "market for slate, clay, and roof gutters",
    ),
    ("The report expects growth of 5%.", ""),
    ("Poor weather led to a fall of 5%.", ""),
    ("It grew by 5%.", ""),
)


def _read(text: str) -> str:
    numbers = [*_NUMBER.finditer(text)]
    marks = [(*each.span(), "number") for each in numbers]
    marks += [(*each.span(), "time") for each in _YEAR.finditer(text)]
    phrase = holder_of(cut(text, tuple(marks)), numbers[-1].start()) if numbers else None
    return text[phrase.start : phrase.end] if phrase else ""


@pytest.mark.parametrize(("sentence", "holder"), CASES)
def test_the_phrase_that_a_figure_is_said_of(sentence: str, holder: str) -> None:
    assert _read(sentence) == holder


_PIECES = (
    "which",
    "held",
    ",",
    "and",
    "the",
    "tiles",
    "of",
    "is",
    "growing",
    "(",
    ")",
    ";",
    "to",
    "sales",
    "5%",
    "in",
    "2023",
    "with",
    ":",
    "valued",
    "led",
    "that",
)


@settings(max_examples=60, deadline=2_000)
@given(st.lists(st.sampled_from(_PIECES), max_size=8), st.integers(1, 60))
def test_no_sentence_takes_long_or_fails(pieces: list[str], times: int) -> None:
    _read(f"{' '.join(pieces * times)} 5%")

"""Invented pages, in the manner of many publishers, against what a careful reader finds there."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from marketbook.reading.facts import Reading
from marketbook.reading.read import read_document
from tests.reading.expected import (
    FIGURES,
    Score,
    expected_lines,
    expected_verdict,
    page_paths,
    score_page,
    verdict_of,
)

PAGES = page_paths("known")


@cache
def read_page(page: Path) -> Reading:
    """A page is read once for all that is asked of it."""
    return read_document(page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_figure_and_no_other(page: Path) -> None:
    score = score_page(page, read_page(page), FIGURES)
    assert score.missed == []
    assert score.false == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_audit_says_what_a_person_would(page: Path) -> None:
    assert verdict_of(read_page(page)) == expected_verdict(page)


def test_pages_that_are_not_read_in_full_yet_are_read_well() -> None:
    total = Score()
    for page in page_paths("held"):
        total.add(score_page(page, read_page(page), FIGURES))
    assert total.precision > 0.97, total.false
    assert total.recall > 0.6, total.missed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_lists_and_periods(page: Path) -> None:
    reading = read_page(page)
    for line in expected_lines(page):
        kind, *rest = (part.strip() for part in line.split(";"))
        if kind == "segmentation":
            axis, names = rest
            lists = [
                (fact.axis, ", ".join(name.text for name in fact.names))
                for fact in reading.facts
                if fact.kind == "segmentation"
            ]
            assert (axis, names) in lists
        elif kind == "players":
            wanted = [name.strip() for name in re.split(r", (?!Ltd|Inc)", rest[0])]
            found = {
                name.text
                for fact in reading.facts
                if fact.kind == "player_list"
                for name in fact.names
            }
            assert set(wanted) <= found
        elif kind == "period":
            name, years = rest[0].split()
            start, _, end = years.partition("-")
            periods = {
                (fact.period, fact.start_year, fact.end_year)
                for fact in reading.facts
                if fact.kind == "period"
            }
            assert (name, int(start), int(end or start)) in periods
        elif kind == "development":
            assert rest[0] in {fact.month for fact in reading.facts if fact.kind == "development"}


def test_a_list_printed_twice_is_one_list() -> None:
    lists = {
        page.stem: Counter(
            (fact.axis.lower(), *(name.text.lower() for name in fact.names))
            for fact in read_page(page).facts
            if fact.kind == "segmentation"
        )
        for page in PAGES
    }
    twice = {page: max(found.values(), default=0) for page, found in lists.items()}
    assert {page: most for page, most in twice.items() if most > 1} == {}
    assert any(lists.values())


def test_the_digits_of_every_figure_stand_where_it_says() -> None:
    figures = [(page.stem, fact) for page in PAGES for fact in read_page(page).figures]
    assert len(figures) > len(PAGES)
    assert [(page, fact.stated) for page, fact in figures if not fact.places] == []
    assert [
        (page, fact.stated, fact.said)
        for page, fact in figures
        if not fact.claim and bare(fact.stated) not in bare(fact.said)
    ] == []


def bare(text: str) -> str:
    """A text without its spaces."""
    return re.sub(r"\s", "", text)

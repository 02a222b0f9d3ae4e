"""Pages made up at random, as text and as HTML: every figure, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from marketbook.reading.read import read_document
from tests.reading.expected import FIGURES, score_lines
from tests.reading.generate import make_page


@pytest.mark.parametrize("seed", range(24))
def test_every_figure_and_no_other(seed: int) -> None:
    made = make_page(seed)
    text = made.as_html() if seed % 2 else made.as_text()
    name = f"{seed}.html" if seed % 2 else f"{seed}.txt"
    score = score_lines(name, made.truth, read_document(Path(name), text.encode()), FIGURES)
    assert score.missed == []
    assert score.false == []


def test_the_same_seed_gives_the_same_page() -> None:
    assert make_page(7).as_html() == make_page(7).as_html()

"""What sentences in the set phrases of the trade state; every text is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from marketbook.reading.read import read_document
from tests.reading.expected import CORE, line_of

CASES = (
    (
        "Copper tubes took 0.94 billion pounds of mill sales in 2013, a rise of 4% over 2012. The "
        "tube market is strong.",
        [
            "size; World; Copper tubes; 2013; 0.94 billion pounds",
            "growth_rate; World; Copper tubes; 2012-2013; 4 percent",
        ],
    ),
    ("The paint market was between 19 billion and 21 billion USD in 2015.", []),
    (
        "The paint market rose from 19 billion to 21 billion euros in 2015.",
        ["size; World; ; ; 19 EUR billion", "size; World; ; 2015; 21 EUR billion"],
    ),
    (
        "Demand for paint in Peru should rise to $240 milliondriven by exports.",
        ["size; Peru; ; ; 240 USD million"],
    ),
    ("Two millionaires spent $4 million on a yacht.", []),
)


@pytest.mark.parametrize(("text", "lines"), CASES)
def test_what_a_text_states(text: str, lines: list[str], tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(text, encoding="utf-8")
    found = [line_of(fact) for fact in read_document(page).facts if fact.kind in CORE]
    assert sorted(found) == sorted(lines)

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
    (
        "The global market for tinned fruit is put at $2 billion in 2021 and at $2.9 billion by "
        "2028. In the global dried peach segment, the USA, Peru and China will drive the 4.7% CAGR "
        "estimated for this segment. These regional markets, worth $683 million in 2021, will "
        "reach a size of $943 million by the close of the forecast period. Asia is to grow at 3%.",
        [
            "size; World; ; 2021; 2 USD billion",
            "size; World; ; 2028; 2.9 USD billion",
            "growth_rate; World; dried peach; -; 4.7 percent",
            "size; World; dried peach; 2021; 683 USD million",
            "size; World; dried peach; ; 943 USD million",
            "growth_rate; Asia; ; -; 3 percent",
        ],
    ),
    (
        "The roof tile market will be worth $19 billion in 2015. Clay tiles are the largest "
        "segment of the Chilean roof tile market. They held a 64% share in 2008. Slate tiles were "
        "second, with a 13% share. This was followed by cork tiles (10%).",
        [
            "size; World; ; 2015; 19 USD billion",
            "share; Chile; Clay tiles; 2008; 64 percent; of Chile",
            "share; Chile; Slate tiles; ; 13 percent; of Chile",
            "share; Chile; cork tiles; ; 10 percent; of Chile",
        ],
    ),
)


@pytest.mark.parametrize(("text", "lines"), CASES)
def test_what_a_text_states(text: str, lines: list[str], tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(text, encoding="utf-8")
    found = [line_of(fact) for fact in read_document(page).facts if fact.kind in CORE]
    assert sorted(found) == sorted(lines)

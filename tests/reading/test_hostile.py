"""Documents made to take long: what each takes is far below a limit of processor time."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from marketbook.reading.facts import Fact, Place
from marketbook.reading.figures.merge import merge_facts
from marketbook.reading.read import read_document

SECONDS = 20
"""Of processor time for what takes at most one."""


@contextmanager
def limited() -> Iterator[None]:
    """Stops what is inside when its time is over, also within a pattern."""
    if not hasattr(signal, "setitimer"):  # Windows
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError(f"takes over {SECONDS} seconds")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def read(text: str, name: str = "page.txt") -> None:
    with limited():
        read_document(Path(name), text.encode())


@pytest.mark.parametrize(
    "line",
    [
        f"1.{'1' * 60}",
        f"{'globally ' * 40}x Europe held 30% of the tea market in 2024.",
        f"Base year {'considered is ' * 40}x 2024 years.",
        f"{'Ab' * 300} held USD 4 billion in sales in 2024.",
        f"{'among x, ' * 60}green tea zz 30% in 2024.",
        f"The share was 30% {'of aa market ' * 60}from x Europe in 2024.",
        f"OSLO {'12 Jan. (AP) - ' * 60}the global tea market was worth USD 3 billion in 2024.",
        f"Tea by type such as {'green tea,   ' * 60}x 30% in 2024.",
    ],
)
def test_a_line_with_words_that_patterns_can_cut_in_many_ways(line: str) -> None:
    read(f"Tea Market\n\n{line}\n")


PIECES = """
Alpha |AbCd|(x) |( |) |– |a-b-|, |and |of the |1,234 |1|1.|2024 |Europe, |“a” |’|$|USD |5% |/|_|
市场规模|市场，2024年|рынок |a|tea market |share of |; |: |**|# |[a](|http://a.b/|while |. |
By type, |per cent |the largest |Inc. |such as Alpha, |to |Base year |mercado   de   |12 Jan 2024, |
"""


@pytest.mark.parametrize("piece", [piece or "| " for piece in PIECES.replace("\n", "").split("|")])
def test_one_piece_repeated_up_to_a_figure(piece: str) -> None:
    repeated = piece * (1_500 // len(piece))
    read(f"Tea Market\n\nThe tea market {repeated} USD 3 billion in 2024, 5% in Europe.\n")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("digits.txt", "Tea\n\n" + "1" * 500_000),
        ("digits.html", f"<p>Tea<sup>{'1' * 500_000}</sup> <b>{'1,' * 250_000}</b>"),
        ("bold.md", "**a " * 30_000),
        ("link.md", f"{'[' * 100_000}]("),
        ("rule.md", f"|a|\n|{'-' * 200_000}x|\n"),
        ("pipes.txt", "Base year |\n 2024\n" * 3_000),
        ("tables.html", "<table><tr><td>a" * 1_000),
        ("items.md", "- tea\n" * 5_000),
        ("headings.md", "# A\n## B\n### C\n" * 3_000),
        ("cells.html", f"<table>{'<tr><td>1.2<td>a' * 3_000}"),
    ],
)
def test_a_document_of_one_thing_only(name: str, text: str) -> None:
    read(text, name)


def test_a_figure_that_a_page_prints_ten_thousand_times() -> None:
    places = [Place("page.txt", 0, "", "paragraph", number) for number in range(10_000)]
    facts = (
        Fact(kind="size", region="World", value=3.0, unit="USD billion", stated="3", places=(each,))
        for each in places
    )
    with limited():
        (fact,) = merge_facts(facts)
    assert fact.places == tuple(places)

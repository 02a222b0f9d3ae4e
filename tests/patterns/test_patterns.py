"""No pattern of the package takes for ever: what it may cost is worked out from its loops."""

from __future__ import annotations

import re

import pytest

from tests.patterns.ambiguity import power, reads_in_two_ways
from tests.patterns.collect import Used, list_patterns

DATELINE = r"^(?:(?:[A-Z]\w*|[\d:./-]+|\([^()]*\)|[,:–-]+)\s*){2,24}(?=The )"
"""In the manner of one that took minutes for one ordinary sentence."""


def tell(found: list[tuple[Used, object]]) -> str:
    return "\n".join(f"{used.module}: {used.pattern.pattern!r}: {why}" for used, why in found)


@pytest.mark.parametrize(
    ("pattern", "doubtful"),
    [
        (r"(?:a+)+b", True),
        (r"(?:\w+\s*){0,40}x", True),
        (r"(?:\d{1,3},?)+x", True),
        (r"(?:the |\w+ )*x", True),
        (r"(?:a|b|ab)*c", True),
        (r"(?:\w+\s+)*x", False),
        (r"(?:\w++\s*+)*x", False),
        (r"(?:(?>\w+|\s)-?+)*x", False),
        (r"(?:the\s+|a\s+)*x", False),
        (r'"[^"]*(?:""[^"]*)*"', False),
        (DATELINE, True),
    ],
)
def test_a_loop_that_reads_one_text_in_two_ways_is_found(pattern: str, doubtful: bool) -> None:
    assert bool(reads_in_two_ways(re.compile(pattern))) is doubtful


@pytest.mark.parametrize(
    ("pattern", "most"),
    [
        ("a", 1),
        (r"\w+x", 2),
        (r"\s*(?:and)?\s*x", 3),
        (r"\s*+(?:and)?\s*+x", 2),
        (r"\w+ \w+ \w+x", 2),
        (r".*a.*b", 3),
        (r"\w{1,40}\w{1,40}x", 1),
        (r"\w*growth\w*!", 3),
        (r"\b\w*growth\w*!", 2),
    ],
)
def test_the_power_of_a_text_is_that_of_its_loops(pattern: str, most: int) -> None:
    assert power(re.compile(pattern)) == most


def test_patterns_are_found_everywhere() -> None:
    assert len(list_patterns()) > 600
    assert {used.module.split(".")[1] for used in list_patterns()} >= {
        "package",
        "pulls",
        "reading",
        "terminal",
    }


def test_no_loop_reads_one_text_in_two_ways() -> None:
    found = [(used, why) for used in list_patterns() if (why := reads_in_two_ways(used.pattern))]
    assert not found, tell(found)


def test_no_pattern_takes_more_than_the_square_of_a_text() -> None:
    powers = [(used, power(used.pattern, searched=used.searched)) for used in list_patterns()]
    found = [(used, most) for used, most in powers if most > 2]
    assert not found, tell(found)

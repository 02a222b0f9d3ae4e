"""What is printed: one line stays one line, and neither a terminal nor a log obeys it."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketbook.text import (
    HIDDEN,
    MOST_SHOWN,
    count,
    join_lines,
    shorten,
    show_line,
    show_painted,
    write_json,
)

ANY = st.text(st.characters(exclude_categories=()), max_size=60)
OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain → text", "plain → text"),
        ("a\nb", r"a\nb"),
        ("\x1b[2J", r"\x1b[2J"),
        ("\x9b2J", r"\x9b2J"),
        ("\u202egnp", r"\u202egnp"),
        ("\ud800", r"\ud800"),
        ("::error::x", r"\x3a:error::x"),
        ("  ::set-output name=x::y", r"  \x3a:set-output name=x::y"),
        ("a ##[error]b", r"a ##\x5berror]b"),
        ("tables/x.csv:3: a::b", "tables/x.csv:3: a::b"),
    ],
)
def test_a_line_is_harmless(text: str, shown: str) -> None:
    assert show_line(text) == shown


def test_no_character_is_hidden_that_can_be_printed() -> None:
    """So that a text of such characters is shown as it is, without a look at each."""
    printed = [sign for sign in map(chr, range(0x110000)) if sign.isprintable()]
    assert not HIDDEN.search("".join(printed))


@given(ANY)
def test_no_line_is_obeyed(text: str) -> None:
    shown = join_lines([text])
    assert shown.count("\n") == 1
    assert not OBEYED.search(shown[:-1])
    assert not shown.lstrip().startswith("::")
    assert "##[" not in shown
    shown.encode("utf-8")


def test_our_own_colours_stay() -> None:
    assert show_painted("\x1b[31merror\x1b[0m \x1b[2Jx") == "\x1b[31merror\x1b[0m \\x1b[2Jx"


def test_an_endless_line_is_cut_with_a_count() -> None:
    cut = shorten("a" * 50_000 + "; run it again")
    assert len(cut) < MOST_SHOWN + 60
    assert "(48,014 characters not shown)" in cut
    assert cut.endswith("; run it again")
    assert shorten("b" * MOST_SHOWN) == "b" * MOST_SHOWN


@given(st.dictionaries(ANY, st.one_of(ANY, st.lists(ANY), st.none(), st.integers())))
def test_json_says_the_same_and_is_obeyed_nowhere(value: dict[str, object]) -> None:
    for indent in (2, None):
        text = write_json(value, indent=indent)
        # two escapes in a row may join into one character, as they do in every reader of JSON
        joined = json.loads(json.dumps(value))
        assert json.loads(text) == joined
        assert not OBEYED.search(text.replace("\n", ""))
        assert "<" not in text
        assert "##[" not in text
        text.encode("utf-8")


def test_json_does_not_end_the_script_it_stands_in() -> None:
    assert write_json({"a": "</script><!--"}, indent=None) == '{"a":"\\u003c/script>\\u003c!--"}'


def test_json_has_no_number_that_json_lacks() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_json(float("nan"))


@pytest.mark.parametrize(
    ("number", "told"), [(0, "no boxes"), (1, "1 box"), (2, "2 boxes"), (1_200, "1,200 boxes")]
)
def test_numbers_of_things(number: int, told: str) -> None:
    assert count(number, "box", "boxes") == told

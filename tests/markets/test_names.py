"""Names compared without rapidfuzz, where few are to be compared, as with it."""

from __future__ import annotations

import sys

import pytest
import rapidfuzz
from hypothesis import given
from hypothesis import strategies as st

from marketbook.markets.names import find_twins

NAMES = st.lists(st.text("aceilmnrst ", min_size=8, max_size=20), max_size=6)


@given(
    names=NAMES, slips=st.lists(st.tuples(st.integers(0, 20), st.sampled_from("xyz")), max_size=3)
)
def test_letters_pass_over_no_pair_that_edits_find(
    names: list[str], slips: list[tuple[int, str]]
) -> None:
    for place, letter in slips:
        names += [f"{name[:place]}{letter}{name[place + 1 :]}" for name in names[:3]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "rapidfuzz", rapidfuzz)
        found = list(find_twins(names))
        patch.delitem(sys.modules, "rapidfuzz")
        assert list(find_twins(names)) == found

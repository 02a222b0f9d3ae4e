"""Parts that are larger than their whole unless one of the two grows unevenly."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

from marketbook.markets import Family
from marketbook.rules.rule import Contradiction, rule
from marketbook.rules.sizes.explain_misfit import contradict

_ADVICE = (
    "a growth rate says nothing of the years inside its period, so both can be right if growth is "
    "uneven; check the years, or do not draw an even line through both"
)


@rule("sizes.part-fits-by-even-growth", reads=("sizes", "units"), severity="note")
def part_fits_by_even_growth(family: Family) -> Iterator[Contradiction | None]:
    """With even growth, a part fits into its whole inside the period of a growth rate."""
    misfits = family.misfits
    yield from repeat(None, sum(misfits.checked.values()))
    for misfit in misfits.uneven:
        yield contradict(misfit, family, _ADVICE)

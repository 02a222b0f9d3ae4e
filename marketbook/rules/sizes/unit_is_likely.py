"""Sizes that would also fit in the unit of their siblings."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.markets import Family
from marketbook.rules.rule import Contradiction, rule
from marketbook.rules.sizes.explain_slip import contradict


@rule("sizes.unit-is-likely", reads=("sizes", "units"), severity="note")
def unit_is_likely(family: Family) -> Iterator[Contradiction | None]:
    """A size in a different unit from its siblings would not fit in theirs."""
    unsure = [slip for slip in family.slips.slips if not slip.is_sure]
    odd = {slip.size for slip in unsure}
    for publication in family.publications:
        yield from (None for size in publication.sizes if size not in odd)
    yield from (contradict(slip, family.codes) for slip in unsure)

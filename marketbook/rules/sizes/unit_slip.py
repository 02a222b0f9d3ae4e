"""Sizes that make sense only a thousand or a million times larger or smaller."""

from __future__ import annotations

from marketbook.markets import Family
from marketbook.rules.rule import Verdicts, rule
from marketbook.rules.sizes.explain_slip import contradict


@rule("sizes.unit-slip", reads=("sizes", "units"))
def unit_slip(family: Family) -> Verdicts:
    """A size is in a unit that agrees with its siblings, its other years and other publishers."""
    for publication in family.publications:
        yield from (None for size in publication.sizes if size not in family.slips.sure)
    yield from (contradict(slip, family.codes) for slip in family.slips.slips if slip.is_sure)

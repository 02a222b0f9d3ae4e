"""A fault in a right package is found, or stays within what the printed figures allow."""

from __future__ import annotations

import pytest

from tests.rules.faults import PLANTS
from tests.rules.planting import count_faults

PACKAGES = 10
"""Of each kind; ``benchmarks/faults.py`` plants as many as asked for."""
ALONE = {"wrong region": 8}
"""Kinds that change what all packages share, so that each is audited alone."""


@pytest.mark.parametrize("kind", PLANTS)
def test_fault_is_found_or_allowed(kind: str) -> None:
    packages = ALONE.get(kind, PACKAGES)
    count = count_faults(kind, range(packages))
    assert count.planted > packages / 4, "hardly any place for this kind of fault"
    # what no rule sees is a chain of figures, never two that contradict each other
    assert all(len(conflict) > 2 for _, _, conflict in count.missed), count.missed
    assert len(count.missed) <= 1 + count.found / 10, count.missed

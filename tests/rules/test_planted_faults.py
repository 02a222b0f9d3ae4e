"""A fault in a right package is found, or stays within what the printed figures allow."""

from __future__ import annotations

import pytest

from tests.rules.faults import PLANTS
from tests.rules.planting import count_faults

PACKAGES = range(40)


@pytest.mark.parametrize("kind", PLANTS)
def test_fault_is_found_or_allowed(kind: str) -> None:
    count = count_faults(kind, PACKAGES)
    assert count.planted > len(PACKAGES) / 4, "hardly any place for this kind of fault"
    assert not count.missed

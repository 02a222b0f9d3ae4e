"""One line of the Checks sheet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One check. ``value``, ``low`` and ``high`` are formulas; ``record`` leads to a waiver."""

    key: str
    family: str
    subject: str
    value: str
    low: str
    high: str
    meaning: str
    number: str = "plain"
    record: str = ""
    allowance: str = "tolerance"

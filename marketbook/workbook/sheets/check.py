"""One line of the Checks sheet, and what the audit says of the same figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marketbook.findings import Finding
from marketbook.workbook.frame import CHECK, KNOWN, NOTE, OK

MODEL = "tolerance"
"""Tolerance of what the model computes."""
PRINTED = "noise"
"""Tolerance of printed figures: that of the audit."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: a value, and the two it has to lie between.

    Attributes:
        family, subject, meaning: Its words.
        value, low, high: Formulas; empty where the audit alone can tell.
        number: Number format of the three.
        rule, record: The rule of the audit that says the same, and of what; empty for what only
            the workbook knows.
        tolerance: Name of the cell with the share of the value that is no difference.
        word: What it says where it fails: CHECK, or NOTE for what may be right.
        tells_all: Whether what the audit says of the record under the rule is what this says;
            false where the audit compares it with others too.
    """

    key: str
    family: str
    subject: str
    value: str
    low: str
    high: str
    meaning: str
    number: str = "plain"
    rule: str = ""
    record: str = ""
    tolerance: str = MODEL
    word: str = CHECK
    tells_all: bool = True


def check_input(
    subject: str, value: str, low: str, high: str, number: str = "count", word: str = CHECK
) -> Check:
    """Whether what a person entered is possible at all."""
    meaning, key = "The entries on Inputs are possible.", f"input:{subject}"
    return Check(key, "Inputs", subject, value, low, high, meaning, number, word=word)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the audit says of some figures, by rule and record."""

    found: Mapping[tuple[str, str], Finding]

    @classmethod
    def read(cls, findings: Iterable[Finding]) -> Verdicts:
        """The verdicts of findings; of several of one rule and record the one that fails."""
        ordered = sorted(findings, key=lambda one: one.fails)
        return cls({(one.rule, one.record): one for one in ordered})

    def find(self, check: Check) -> Finding | None:
        """The finding that says the same as a check."""
        return self.found.get((check.rule, check.record))

    def tell(self, check: Check) -> str:
        """The word of a check that fails."""
        finding = self.find(check)
        return word_of(finding) if finding else check.word


def word_of(finding: Finding) -> str:
    """The word for a finding: KNOWN where it is settled, NOTE where it never fails."""
    if finding.settled:
        return KNOWN
    return CHECK if finding.severity == "error" else NOTE


WORDS = (OK, NOTE, KNOWN, CHECK)
"""All words of a check."""

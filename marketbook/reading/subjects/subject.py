"""Whom a figure is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from marketbook.reading.words.lexicons import any_language


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a figure is about.

    Attributes:
        region: A name as in ``regions``, or as printed.
        segment: As listed or printed; empty for the whole market.
        axis: Its axis; empty where it is not known.
        of_region: The whole of a share where the sentence names it; else empty.
        explicit: Whether the clause itself names the region or segment, or speaks of the market.
        company: The company that the clause is about; then it is no figure of the market.
        other: Another market that the clause names.
        why: What was inferred.
        carried: Whether it comes from the sentence before.
        goes_on: Whether a pronoun takes it from the sentence before.
        weak: Whether its segment is only the phrase that opens the clause.
    """

    region: str = ""
    segment: str = ""
    axis: str = ""
    of_region: str = ""
    explicit: bool = False
    company: str = ""
    other: str = ""
    why: tuple[str, ...] = ()
    carried: bool = False
    goes_on: bool = False
    weak: bool = False


MARKET = re.compile(rf"(?i)\b(?:market|industry|sector|TAM|SAM)\b|{any_language('market')}")
"""A word that speaks of the market itself."""

"""Whom a figure is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from marketbook.reading.words.lexicons import any_language
from marketbook.reading.words.places import WORLD, kind_of
from marketbook.reading.words.small import AnyCase


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
        called: Whether the clause calls it a market: ``the organic tea market``.
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
    called: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """The place that a paragraph keeps to.

    Attributes:
        region: The place; empty where there is none.
        framed: Whether a sentence without figures begins with it: ``In Peru, tastes differ.``
    """

    region: str = ""
    framed: bool = False


NO_TOPIC = Topic()


@dataclass(frozen=True, slots=True)
class Thread:
    """What a paragraph has spoken of so far.

    Attributes:
        subjects: The subjects of its clauses and sentences, the latest first.
        market: The market whose size or growth it states first.
        places: Regions that the sentence before names in passing.
        ranked: Whether the sentence before sets parts of the market against the whole.
    """

    subjects: tuple[Subject, ...] = ()
    market: Subject | None = None
    places: tuple[str, ...] = ()
    ranked: bool = False

    @property
    def last(self) -> Subject | None:
        """The subject of the clause before, or of the sentence before."""
        return self.subjects[0] if self.subjects else None

    def then(self, subject: Subject, *, aside: bool = False) -> Thread:
        """Goes on with a subject; with one named aside it goes on with what it had."""
        if aside and self.subjects:
            return replace(self, subjects=(self.subjects[0], subject, *self.subjects[1:_MOST]))
        return replace(self, subjects=(subject, *self.subjects[:_MOST]))

    def close(self, places: Iterable[str], *, ranked: bool) -> Thread:
        """At the end of a sentence.

        Args:
            places: The regions that it names, whatever they do there.
            ranked: Whether it states a share or a rank.
        """
        last = tuple(replace(each, carried=True) for each in self.subjects[:1])
        return replace(
            self, subjects=(*last, *self.subjects[1:]), places=tuple(places), ranked=ranked
        )

    def pointed(self, wants: str) -> Subject | None:
        """What "it", "the segment", "the region" or "the country" points to.

        Args:
            wants: ``segment``, ``region``, ``country``, ``place`` without a segment, or anything.
        """
        if not wants:
            return self.last
        if wants == "place":
            return self.last if self.last and not self.last.segment else None
        for each in (*self.subjects, *map(Subject, self.places)):
            if wants == "segment" and each.segment:
                return each
            if wants != "segment" and each.region:
                country = kind_of(each.region) == "country"
                if country == (wants == "country") and each.region != WORLD:
                    return replace(each, segment="", axis="")
        return None


_MOST = 8
"""How far back a paragraph is remembered."""
MARKET = AnyCase(rf"\b(?:market|industry|sector|TAM|SAM)\b|{any_language('market')}")
"""A word that speaks of the market itself."""

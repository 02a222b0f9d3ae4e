"""What a document states, as values: facts, numbers that were not placed, and where each stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

FactKind = Literal[
    "size",
    "growth_rate",
    "share",
    "increment",
    "multiple",
    "claim",
    "price",
    "units_sold",
    "period",
    "segmentation",
    "region_list",
    "player_list",
    "development",
]
Rank = Literal["largest", "fastest-growing"]
PeriodKind = Literal["base", "estimate", "history", "forecast"]
Status = Literal["actual", "estimate", "forecast"]
Sure = Literal["high", "medium", "low"]

FIGURES: tuple[FactKind, ...] = (
    "size",
    "growth_rate",
    "share",
    "increment",
    "multiple",
    "claim",
    "price",
    "units_sold",
)
"""Kinds that are one figure or one rank; the others are lists, periods and events."""

_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands, in words that let a person find it again.

    Attributes:
        document: Name of the file, without its folder.
        page: Page of a paginated document, counted from 1; 0 where there are none.
        heading: The heading it stands under; empty at the top.
        block: ``paragraph``, ``item`` (of a list), ``row`` (of a table), ``heading`` or ``title``.
        number: The block's number under its heading (a row's in its table), counted from 1.
    """

    document: str
    page: int = 0
    heading: str = ""
    block: str = "paragraph"
    number: int = 0

    def __str__(self) -> str:
        """The locator: ``page 3, Market Overview, paragraph 2``."""
        cut = len(self.heading) > _LONGEST_HEADING
        heading = f"{self.heading[:_LONGEST_HEADING].rstrip()}…" if cut else self.heading
        parts = [f"page {self.page}" if self.page else "", heading]
        parts.append(f"{self.block} {self.number}" if self.number else self.block)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a list as printed, with the names listed inside it (a region's countries)."""

    text: str
    parts: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a document states; the same figure printed twice is one fact with two places.

    Empty text and None mean that the document leaves it open; nothing is filled in by guess.

    Attributes:
        kind: What it is.
        market: The market as the document names it: ``Cold Chain Logistics``.
        region: A name as in the table ``regions`` (``World``, ``United States``), or as printed
            where it is not known there.
        axis: The cut that the segment belongs to, without "By": ``End User``.
        segment: As printed; empty for the whole market.
        of_region: For a share, the region that is the whole.
        of_segment: For a share of a part, the segment that is the whole.
        year: Year of a size or share.
        start_year: First year of a rate, an increment, a multiple or a period, as printed.
        end_year: Last year of the same.
        value: The number in ``unit``, never converted; None for what has none.
        unit: A name as in the table ``units``: ``USD billion``, ``percent``, ``times``.
        stated: The digits as printed: ``1,239.3``; words where the figure is in words.
        printed: As a person sees it: ``USD 4.1 billion``.
        qualifier: about, over, nearly, up-to, at-least; empty where there is none.
        of_unit: Of a rate or share, ``units`` where it is one of volume; empty where of money.
        by: The publisher whose figure it is, where the document gives those of several.
        status: Of a size: actual, estimate or forecast.
        claim: Of a claim: which rank.
        period: Of a period: which one.
        month: Of a development: ``2024-03``.
        names: Of a list: its names in order.
        sure: high where nothing was inferred; low where a person should look first.
        why: Why it is not sure; empty where it is.
        places: Everywhere that it stands, the first place first.
        said: The sentence or row it was read from. It stays in drafts and never reaches tables.
    """

    kind: FactKind
    market: str = ""
    region: str = ""
    axis: str = ""
    segment: str = ""
    of_region: str = ""
    of_segment: str = ""
    year: int | None = None
    start_year: int | None = None
    end_year: int | None = None
    value: float | None = None
    unit: str = ""
    stated: str = ""
    printed: str = ""
    qualifier: str = ""
    of_unit: str = ""
    by: str = ""
    status: Status | None = None
    claim: Rank | None = None
    period: PeriodKind | None = None
    month: str = ""
    names: tuple[Name, ...] = ()
    sure: Sure = "high"
    why: str = ""
    places: tuple[Place, ...] = ()
    said: str = ""

    @property
    def locator(self) -> str:
        """All its places in words."""
        return "; ".join(str(place) for place in self.places)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A number that was seen and is none of ours, or could not be placed.

    Attributes:
        printed: The number as printed, with its unit.
        place: Where it stands.
        reason: Why it was left out: ``patients, not a market size``.
        said: The sentence or row it stands in.
    """

    printed: str
    place: Place
    reason: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as read.

    Attributes:
        file: The path as given; ``-`` for standard input.
        sha256: Of the file's bytes, in hexadecimal.
        title: The document's title.
        publisher: Who published it; empty where the document does not say.
        edition: Month of publication, ``2025-08``; empty where the document does not say.
        published_on: Day of publication, ``2025-08-14``.
        report_code: The publisher's code of the report.
        pages: Pages of the report, as the document states them.
        url: Where the document says that it was published.
        market: The market that it is about, without "Market" and "Global".
        facts: What it states, in order of first appearance.
        unplaced: Numbers that were seen and not placed.
    """

    file: str
    sha256: str
    title: str = ""
    publisher: str = ""
    edition: str = ""
    published_on: str = ""
    report_code: str = ""
    pages: int | None = None
    url: str = ""
    market: str = ""
    facts: tuple[Fact, ...] = field(default=())
    unplaced: tuple[Unplaced, ...] = field(default=())

    @property
    def figures(self) -> tuple[Fact, ...]:
        """The facts that are one figure or one rank."""
        return tuple(fact for fact in self.facts if fact.kind in FIGURES)

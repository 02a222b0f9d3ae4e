"""What is known of a whole document before its figures are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from marketbook.reading.facts import Fact
from marketbook.reading.words.bare import akin, content_words
from marketbook.reading.words.languages import Language


@dataclass(frozen=True, slots=True)
class Guide:
    """A document's subject, its lists and its periods.

    Attributes:
        language: The language that it is written in.
        market: Its market as printed, without "Market" and a place: ``Paper Straws``.
        words: Content words of the market's name, in bare form.
        shorts: Its abbreviations, in bare form.
        spelt: Every abbreviation that the document spells out, with its words, in bare form.
        opening: The first sentence below the title that states a figure: it is of its market.
        home: The region that the whole document is about; World where it is none other.
        home_said: Whether the document says so, or it is World because nothing else is said.
        currency: Currency that a bare "$" means.
        segments: Axis by segment name as listed.
        axes: Bare form of every axis with its name as listed.
        players: Bare names of companies.
        lists: Facts about lists and periods, in order.
        forecast: First and last year of the only forecast period; None where there are several.
        base_year: The only base year; None where there are several or none.
        unit: The unit of money that the tables of figures name, where they all name the same.
        issued: The year that it was published in; None where it does not say.
        results: Whether its title is of a company's results.
    """

    language: Language
    market: str = ""
    words: frozenset[str] = frozenset()
    shorts: frozenset[str] = frozenset()
    spelt: Mapping[str, str] = field(default_factory=dict[str, str])
    opening: str = ""
    home: str = "World"
    home_said: bool = False
    currency: str = ""
    segments: Mapping[str, str] = field(default_factory=dict[str, str])
    axes: Mapping[str, str] = field(default_factory=dict[str, str])
    players: frozenset[str] = frozenset()
    lists: tuple[Fact, ...] = ()
    forecast: tuple[int | None, int] | None = None
    base_year: int | None = None
    unit: str = ""
    issued: int | None = None
    results: bool = False

    def beyond(self, name: str) -> set[str]:
        """The words of a name that the market's own name does not hold in any form."""
        said, ours = content_words(name), self.words | self.shorts
        joined = "".join(content_words(self.market))
        if "".join(said) in ours:
            return set()
        return {
            word for word in said if word != joined and not any(akin(word, each) for each in ours)
        }

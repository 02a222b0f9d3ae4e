"""A number that has the form of a figure, before it is taken or left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from marketbook.reading.forms import Form
from marketbook.reading.forms.rates import RATE_SAID
from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention
from marketbook.reading.mentions.units import NO_NOUN
from marketbook.reading.refuse.speaks import has_market_word
from marketbook.reading.subjects import Statement, Subject
from marketbook.reading.subjects.holders import held_by, measured_by
from marketbook.reading.subjects.word_classes import MEASURES, NO_SALES
from marketbook.reading.words.bare import bare
from marketbook.reading.words.places import WORLD


@dataclass(frozen=True, slots=True)
class Case:
    """A number that has the form of a figure, with all that speaks for and against it.

    Attributes:
        statement: The sentence.
        form: The form that the number has.
        number: The number.
        subject: Whom it is about.
        clause: Where its clause begins and ends.
        guide: What is known of the document.
        orphan: Whether the amount before it in its clause was left out.
        told: Whether its paragraph has stated figures of the market before.
    """

    statement: Statement
    form: Form
    number: Mention
    subject: Subject
    clause: tuple[int, int]
    guide: Guide
    orphan: bool = False
    told: bool = False

    @property
    def whole(self) -> str:
        """Its clause."""
        return self.statement.text[slice(*self.clause)]

    @property
    def said(self) -> str:
        """Its clause up to the number."""
        return self.statement.text[self.clause[0] : self.number.start]

    @property
    def behind(self) -> str:
        """The sentence behind the number."""
        return self.statement.text[self.number.end :]

    @property
    def dated(self) -> bool:
        """Whether a year stands in its clause."""
        return any(self.statement.within(kind, *self.clause) for kind in ("year", "period"))

    @property
    def counts_sales(self) -> bool:
        """Whether no word of its clause says that something else is measured."""
        return NO_SALES.isdisjoint(_WORD.findall(self.whole.lower())) and not _DEEDS.search(
            self.whole
        )

    @property
    def of_time(self) -> bool:
        """``We model $5 billion for 2030``: of a year, and nothing that the market is not."""
        other = self.subject.segment or self.counts_others
        if self.form.kind == "growth_rate":
            noun = measured_by(self.statement, self.number.start, self.guide)
            other = other or (noun not in MEASURES and bare(noun) not in {"", *self.guide.words})
        return self.dated and self.counts_sales and not other

    @property
    def of_sales(self) -> bool:
        """``Ovens took $4 billion``: of the market or a part of it, and of nothing but sales."""
        said = self.subject.explicit and has_market_word(self.said, self.guide)
        known = said or bool(self.subject.segment)
        return known and self.counts_sales and not self.counts_others

    @property
    def grows_on(self) -> bool:
        """Whether growth is of what its paragraph has spoken of, or of several parts of it.

        Where the page begins with the market's growth, it goes on with that of its parts.
        """
        several = re.search(r"[^sui]s$", self.subject.segment)
        sold = NO_SALES.isdisjoint(_WORD.findall(self.whole.lower()))
        sold = sold and not (_DEEDS.search(self.whole) or self.counts_others)
        told = self.told and (several or not self.subject.segment)
        return bool(sold and (told or (several and RATE_SAID.search(self.guide.opening))))

    @property
    def of_holders(self) -> bool:
        """``Bakers use 41 %``: what several, or a place, have of that which was spoken of."""
        right = held_by(self.statement, self.number.start, self.guide)[1]
        acts = _ACTS.fullmatch(self.statement.text[right : self.number.start])
        several = self.subject.segment and re.search(r"[^sui]s$", self.statement.text[:right])
        sells = NO_SALES.isdisjoint(_WORD.findall(self.said.lower()))
        alone = acts and NO_NOUN.match(self.behind) and sells
        known = self.told or has_market_word(self.whole, self.guide)
        part = several or self.placed or self.subject.axis or _RANKED.match(self.behind)
        return bool(right and known and alone and part)

    @property
    def placed(self) -> bool:
        """Whether a place that its clause names holds it, as a part of what the page is about."""
        region, (left, right) = self.subject.region, self.clause
        named = any(
            left <= role.place.start < right and role.place.region == region
            for role in self.statement.places
        )
        ours = region not in (WORLD, self.guide.home) and self.counts_sales
        return named and ours and not self.counts_others

    @property
    def of_place(self) -> bool:
        """``Germany: 1.6 million``: whether a place holds a number without a noun behind it."""
        return self.placed and bool(NO_NOUN.match(self.behind))

    @property
    def counts_others(self) -> bool:
        """``870 gyms, a rise of 8 %``: whether the clause counts things that are none of ours."""
        if self.number.kind == "count":
            return bool(_STOCK.search(self.said))
        counted = self.statement.within("number", self.clause[0], self.number.start)
        return self.orphan or any((each.value or 0) >= _MANY for each in counted)


_ACTS = re.compile(
    r"(?:,\s(?:at|with)|\s(?:(?:will|now|still|already|also|have|alone|together)\s)*"
    r"(?!average|reach|cost|save)[a-z]{3,})"
    r"(?:\s(?:for|up|in|about|around|nearly|almost|over|only|just|some|another|a|further|more|less|"
    r"than|half|third|quarter|the|mere))*\s\(?"
)
"""A verb, whatever it says, and how much of it."""
_RANKED = re.compile(
    r",\s(?:is|was|are|were|being)\s(?:[\w’'-]+\s)?(?:largest|biggest|first|second|third)\b"
)
_STOCK = re.compile(r"(?i)\b(?:has|have|had|there (?:is|are|was|were)|home to|boasts?)\b")
_MANY = 200
"""The smallest number of things that a sentence gives as a figure of its own."""
_WORD = re.compile(r"[a-z]+")
_DEEDS = re.compile(
    r"(?i)\b(?:export|import|invest|acquir|tax|budget|employ|own|loan|fund|donat|econom)(?:s|ed|"
    r"ing|y)?\b|\b(?:(?-i:bought [A-Z])|(?:Ltd|Inc|Corp|GmbH|PLC)\b|people|patients|"
    r"households|adults|jobs|claims|savings)\b"
)
"""What is done with money, or counted, where nothing is sold."""

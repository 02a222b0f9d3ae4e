"""A number that has the form of a figure, before it is taken or left out."""

from __future__ import annotations

from dataclasses import dataclass

from marketbook.reading.forms import Form
from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention
from marketbook.reading.subjects import Statement, Subject


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
    """

    statement: Statement
    form: Form
    number: Mention
    subject: Subject
    clause: tuple[int, int]
    guide: Guide

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

"""Whom a figure is about: region, segment, and the whole of a share."""

from marketbook.reading.subjects.context import Context, context_of
from marketbook.reading.subjects.find import find_subject
from marketbook.reading.subjects.statement import Statement, make_statement
from marketbook.reading.subjects.subject import Subject, Thread

__all__ = [
    "Context",
    "Statement",
    "Subject",
    "Thread",
    "context_of",
    "find_subject",
    "make_statement",
]

"""Whom a figure is about: region, segment, and the whole of a share."""

from marketbook.reading.subjects.context import Context, context_of
from marketbook.reading.subjects.find import Subject, find_subject
from marketbook.reading.subjects.statement import Statement, make_statement

__all__ = ["Context", "Statement", "Subject", "context_of", "find_subject", "make_statement"]

"""What stops the work. Wrong data is never an error here: it is a finding."""

from __future__ import annotations


class MarketbookError(Exception):
    """The work could not be done; the command line ends with exit code 2.

    Args:
        found: What was found, with the file or name it concerns.
        expected: What was expected instead, if that helps.
        remedy: What to do about it.
    """

    def __init__(self, found: str, expected: str = "", remedy: str = "") -> None:
        self.found = found
        self.expected = expected
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        parts = [self.found]
        if self.expected:
            parts.append(f"expected {self.expected}")
        if self.remedy:
            parts.append(self.remedy)
        return "; ".join(parts)


class PackageError(MarketbookError):
    """The package, or one of its tables, could not be read."""


class SchemaError(MarketbookError):
    """A schema is wrong, or asks for something that is not covered."""


class RuleError(MarketbookError):
    """A rule is broken: it failed itself instead of judging the data."""


class WorkbookError(MarketbookError):
    """A workbook could not be built, read or compared."""


class ExportError(MarketbookError):
    """An export could not be written, or its destination is refused."""


class RevisionError(MarketbookError):
    """A revision of a package could not be found or taken out of git."""

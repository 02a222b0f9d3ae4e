"""What stops the work. Wrong data is never an error here: it is a finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class MarketbookError(Exception):
    """The work could not be done; the command line ends with exit code 2.

    Args:
        found: What was found, with the file or name it concerns; may be empty above problems.
        expected: What was expected instead, if that helps.
        remedy: What to do about it.
        problems: What is wrong one by one, where that is more than one thing.
    """

    def __init__(
        self, found: str, expected: str = "", remedy: str = "", problems: Sequence[str] = ()
    ) -> None:
        self.found = found
        self.expected = expected
        self.remedy = remedy
        self.problems = tuple(problems)
        super().__init__(str(self))

    @property
    def lines(self) -> list[str]:
        """The error as lines: what stopped the work, then each problem below it."""
        parts = [self.found]
        if self.expected:
            parts.append(f"expected {self.expected}")
        if self.remedy:
            parts.append(self.remedy)
        head = "; ".join(part for part in parts if part)
        if not head:
            return list(self.problems)
        return [f"{head}:" if self.problems else head, *(f"  {each}" for each in self.problems)]

    def __str__(self) -> str:
        return "\n".join(self.lines)

    def __reduce__(self) -> tuple[type[MarketbookError], tuple[object, ...]]:
        # an error of a worker process keeps its parts
        return type(self), (self.found, self.expected, self.remedy, self.problems)


class PackageError(MarketbookError):
    """The package, or one of its tables, could not be read."""


class SchemaError(MarketbookError):
    """A schema is wrong, or asks for something that is not covered."""


class RuleError(MarketbookError):
    """A rule is broken: it failed itself instead of judging the data."""


class SolverError(MarketbookError):
    """Whether the figures of a family fit together could not be decided."""


class WorkbookError(MarketbookError):
    """A workbook could not be built, read or compared."""


class ExportError(MarketbookError):
    """An export could not be written, or its destination is refused."""


class RevisionError(MarketbookError):
    """A revision of a package could not be found or taken out of git."""


def list_lines(errors: Iterable[MarketbookError]) -> list[str]:
    """The lines of several errors, for one that tells of all of them."""
    return [line for error in errors for line in error.lines]

"""What a rule is: a function that looks at what figures mean together, or a check on one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from marketbook.findings import Severity, Suspicion
from marketbook.markets.corrections import FIGURES
from marketbook.markets.printed import Figure, Listing, Size
from marketbook.markets.sources import Period

if TYPE_CHECKING:
    import polars as pl

    from marketbook.schema.check import Rows, TableCheck

Row = Mapping[str, Any]

TABLE = "\ntable"
"""Column for the table of a row; nobody's own column has a line break in its name."""

Scope = Literal["Markets", "Family", "Publication"]
"""What a market rule looks at: the whole package, one family of markets, or one publication."""


@dataclass(frozen=True, slots=True)
class Record:
    """A row that a finding is about and that is no figure, or that stands for several.

    Attributes:
        table, record, line: Its table, its id there, its line in the table's file.
        market, region, segment, year: What it is about, as far as it is about one.
    """

    table: str
    record: str
    line: int
    market: str = ""
    region: str = ""
    segment: str = ""
    year: int | None = None


Printed = Figure | Listing | Period | Record
"""A row of a table: a figure, a printed name, a period, or any other."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What a market rule finds wrong.

    Attributes:
        at: The figure, or other row, at fault.
        message: What is stated, what is implied, the arithmetic, how to settle it.
        stated: The figure as printed.
        implied: What follows from the others.
        worth: Relative size of the contradiction (0.05 is 5 percent).
        field: Column at fault, where it is one.
        conflict: All figures that contradict each other, where more than one is at fault.
        suspects: Which of them may be wrong, and what would fit.
    """

    at: Printed
    message: str
    stated: str = ""
    implied: str = ""
    worth: float = 0.0
    field: str = ""
    conflict: tuple[Printed, ...] = ()
    suspects: tuple[Suspicion, ...] = ()


class Saying(NamedTuple):
    """The sentence for a row that fails a table rule, and what a :class:`Contradiction` has."""

    message: str
    stated: str = ""
    implied: str = ""
    worth: float = 0.0
    field: str = ""


def contradict(
    figure: Figure, message: str, implied: str = "", worth: float = 0.0
) -> Contradiction:
    """A contradiction at the number of a printed figure; see :class:`Contradiction`."""
    column = FIGURES[figure.table].value if figure.table in FIGURES else ""
    own = (isinstance(figure, Size) and figure.share) or figure
    return Contradiction(figure, message, own.stated, implied, worth, column)


Verdicts = Iterator[Contradiction | None]
"""One item per thing that a rule looked at: what is wrong with it, or none where it is in order."""

Judge = Callable[[Any], Verdicts]
Say = Callable[[Row], Saying]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the audit.

    Attributes:
        id: ``<table>.<what-must-hold>``.
        reads: Tables without which the rule cannot run.
        severity: ``error``, or ``note`` for what a reader should know but cannot correct.
    """

    id: str
    reads: tuple[str, ...]
    says: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class MarketRule(Rule):
    """A rule about what figures mean together.

    Attributes:
        scope: What the function takes.
        judge: Yields one item per thing looked at: none where it holds.
    """

    scope: Scope
    judge: Judge


@dataclass(frozen=True, slots=True)
class TableRule(Rule):
    """A rule that is a check on the rows of one table, or of one joined to others.

    Attributes:
        check: Which rows, and the condition that they must meet.
        table: The table of the rows.
        say: Turns a failing row into words.
    """

    check: TableCheck
    table: str
    say: Say


def rule(
    id: str,  # noqa: A002  the field's own word
    *reads: str,
    severity: Severity = "error",
    says: str = "",
) -> Callable[[Judge], MarketRule]:
    """Make a market rule of a function; its docstring is what the rule says, but for ``says``.

    The annotation of the function's argument is what it looks at: ``Markets``, ``Family`` or
    ``Publication``. ``reads`` are the tables without which it cannot run.
    """

    def make(judge: Judge) -> MarketRule:
        [scope, *_] = judge.__annotations__.values()
        return MarketRule(id, reads, says or _first_line(judge), severity, scope, judge)

    return make


def table_rule(
    id: str,  # noqa: A002
    *reads: str,
    rows: Rows,
    holds: pl.Expr,
    severity: Severity = "error",
    says: str = "",
) -> Callable[[Say], TableRule]:
    """Make a table rule of the function that turns a failing row into words.

    Args:
        id: Its id; what is before the point is the table of the findings.
        reads: Tables without which it cannot run.
        rows: The frame to judge: a table as it is, or joined to what it is compared with, each row
            with its ``_line``. A column :data:`TABLE` names the table of each row where it is not
            the one in the id.
        holds: True where a row is in order; a null counts as in order.
        severity: ``error`` or ``note``.
        says: What the rule says, where it is not the docstring of the function.
    """
    from marketbook.schema.check import TableCheck

    def make(say: Say) -> TableRule:
        check, table = TableCheck(id, holds, rows=rows), id.partition(".")[0]
        return TableRule(id, reads, says or _first_line(say), severity, check, table, say)

    return make


def _first_line(function: Callable[..., object]) -> str:
    # with -OO there is none
    return (function.__doc__ or "").strip().partition("\n")[0]

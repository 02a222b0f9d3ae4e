"""What a rule is: a view with one row per thing checked, what must hold, and what to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

import narwhals.stable.v1 as nw
import polars as pl

from marketbook.findings import Severity
from marketbook.package.contract import make_empty

Frame = nw.LazyFrame[Any]
"""A lazy frame of any engine."""

Tables = Mapping[str, Frame]
"""Typed tables by name, each with its ``_line`` column."""

Row = Mapping[str, Any]

T = TypeVar("T")


def as_frame(table: pl.DataFrame) -> Frame:
    """A table of the default engine as the rules read it."""
    return cast("Frame", nw.from_native(table.lazy()))


class SharedTables(dict[str, Frame]):
    """Tables of one audit, with the frames that several rules lay out from them.

    Args:
        tables: The tables.
        keep: How the engine keeps a frame that will be read again; by default it does not.
    """

    def __init__(
        self, tables: Mapping[str, Frame], keep: Callable[[Frame], Frame] | None = None
    ) -> None:
        super().__init__(tables)
        self.shared: dict[str, Any] = {}
        self.empty: dict[str, Frame] = {}
        self.keep = keep or (lambda frame: frame)

    def __missing__(self, name: str) -> Frame:
        """A table that the package does not have says nothing: an empty one."""
        if name not in self.empty:
            self.empty[name] = as_frame(make_empty(name))
        return self.empty[name]


def shared(lay_out: Callable[[Tables], T]) -> Callable[[Tables], T]:
    """Lay something out once for all rules of an audit, as planning and running take time."""

    @wraps(lay_out)
    def laid_out(tables: Tables) -> T:
        if not isinstance(tables, SharedTables):
            return lay_out(tables)
        name = f"{lay_out.__module__}.{lay_out.__qualname__}"
        if name not in tables.shared:
            found: Any = lay_out(tables)
            is_frame = isinstance(found, nw.LazyFrame)
            tables.shared[name] = tables.keep(found) if is_frame else found
        return tables.shared[name]

    return laid_out


def is_empty(frame: Frame) -> bool:
    """Whether a frame has no rows; asked of a shared frame, before something rare is laid out."""
    return bool(frame.head(1).collect().is_empty())


@dataclass(frozen=True, slots=True)
class Saying:
    """The sentence for one failing row, and its figures.

    Attributes:
        message: What is stated, what is implied, the arithmetic, how to settle it.
        stated: The figure as printed.
        implied: What follows from the others.
        worth: Relative size of the contradiction.
        field: Column at fault, where it is one.
    """

    message: str
    stated: str = ""
    implied: str = ""
    worth: float = 0.0
    field: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """One row per thing checked.

    Attributes:
        frame: Columns ``table``, ``record`` (the id inside that table; a null where the audit
            shall name it by the table's key) and ``_line``, those of ``market_id, region_id,
            segment_id, year`` that apply, and what ``holds`` and ``say`` need.
        holds: True where the row is in order; a null counts as in order.
        say: Turns a failing row into words.
    """

    frame: Frame
    holds: nw.Expr
    say: Callable[[Row], Saying]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the audit.

    Attributes:
        id: ``<table>.<what-must-hold>``.
        reads: Tables without which the rule cannot run.
        view: Lays out what is to be checked.
        says: The rule in one sentence.
        why: Why it matters to a reader of the figures.
        example: A finding of this rule in one line.
        severity: ``error``, or ``note`` for what a reader should know but cannot mend.
        uses: Tables that it reads where they are there.
    """

    id: str
    reads: tuple[str, ...]
    view: Callable[[Tables], View]
    says: str
    why: str
    example: str
    severity: Severity = "error"
    uses: tuple[str, ...] = ()


def rule(
    id: str,  # noqa: A002  the field's own word
    *,
    reads: tuple[str, ...],
    why: str,
    example: str,
    severity: Severity = "error",
    uses: tuple[str, ...] = (),
) -> Callable[[Callable[[Tables], View]], Rule]:
    """Make a rule of a function that lays out its view; its docstring is what the rule says."""

    def make(view: Callable[[Tables], View]) -> Rule:
        says = (view.__doc__ or "").strip().splitlines()[0]
        return Rule(id, reads, view, says, why, example, severity, uses)

    return make

"""A named condition on the rows of a frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from marketbook.errors import RuleError

Tables = Mapping[str, pl.LazyFrame]
"""Typed tables by name, each with its `_line` column."""

Rows = Callable[[Tables], pl.LazyFrame]
"""Lays out the frame to judge from the tables."""


@dataclass(frozen=True, slots=True)
class Check:
    """One condition that must hold of every row of a frame.

    Attributes:
        name: What it is called; no two checks of a frame share it.
        holds: The condition over the frame's columns; null counts as in order.
        column: The one column that it is about; empty where it is about the whole row.
        text: Column with the text of that column's cells, where the condition reads it; in a
            frame that was not read from text, the column itself stands for it.
    """

    name: str
    holds: pl.Expr
    column: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class TableCheck(Check):
    """A check that also says which rows it looks at.

    Attributes:
        rows: The frame to judge: a table as it is, or joined to what it is compared with.
    """

    rows: Rows = field(kw_only=True)


def describe_broken(name: str, error: object) -> RuleError:
    """The error that stops the work where a check fails itself."""
    return RuleError(
        f"check {name} is broken: {type(error).__name__}: {error}",
        remedy="this is a fault of the check, not of the data; please report it",
    )

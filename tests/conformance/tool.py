"""A tool that loads the tables: the lines a reader types, and how the suite runs those lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
NODE_MODULES = ROOT / ".venv" / "node" / "node_modules"
PEERS = ROOT / ".venv" / "peers"

TEXT = {"text": frozenset({"string", "yearmonth", "integer", "year", "number", "boolean", "date"})}
"""Types of a tool that hands every cell over as text."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """One table as a tool sees it; every tool ends in this shape.

    Attributes:
        columns: Names of the columns.
        types: What the tool calls the type of each column.
        rows: Cells in natural Python types, dates as ISO text, None where a cell is empty.
    """

    columns: list[str]
    types: list[str]
    rows: list[list[Any]]


Tables = dict[str, Loaded]
Load = Callable[["Tool", Path, Sequence[str]], Tables]


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool, or one way of using it.

    Attributes:
        name: What people call it.
        source: What it reads: the CSVs, or a form of export.
        language: Of the lines, for the README.
        lines: What one types to load the table `sizes`. The suite runs these very lines; for
            another table its name takes the place of `sizes`.
        types: What the tool's types can hold, in the types of Table Schema.
        load: Runs the lines in a folder that holds the package and its exports, for each table.
        missing: Why the tool cannot run here; empty where it can.
        tables: The tables to load; none means all.
        digits: How many digits of a number the tool hands over; 17 are all of them.
        remark: What a reader should know.
        runs: Whether the lines themselves are run.
    """

    name: str
    source: str
    language: str
    lines: str
    types: Mapping[str, frozenset[str]]
    load: Load
    missing: Callable[[], str] = field(default=lambda: "")
    tables: tuple[str, ...] = ()
    digits: int = 17
    remark: str = ""
    runs: bool = True

    def write_lines(self, table: str) -> str:
        """The lines that load `table`."""
        return re.sub(r"\bsizes\b", table, self.lines)


def types(**held: str) -> dict[str, frozenset[str]]:
    """What each of a tool's types can hold, written as words."""
    return {name: frozenset(words.split()) for name, words in held.items()}

"""Findings about one table's file, and how messages show a cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from marketbook.findings import Finding, Severity
from marketbook.package.catalog import STRUCTURE_RULES

_SHOWN = 60
_LISTED = 40


@dataclass(frozen=True, slots=True)
class Report:
    """Makes findings about one table.

    Attributes:
        file: The table's path inside the package.
        table: Its name.
        house_style: Whether what only concerns style is an error.
    """

    file: str
    table: str
    house_style: bool = True

    def find(
        self,
        rule: str,
        line: int,
        message: str,
        field: str = "",
        record: str = "",
        severity: Severity = "error",
    ) -> Finding:
        """A finding at `line`; 0 stands for the whole file."""
        if STRUCTURE_RULES[rule].is_style and not self.house_style:
            severity = "note"
        return Finding(
            file=self.file,
            line=line,
            rule=rule,
            severity=severity,
            message=message,
            table=self.table,
            field=field,
            record=record,
        )


def show(text: str) -> str:
    """`text` in quotes, on one line, cut where it is long."""
    line = "".join(map(_show_char, text[: _SHOWN + 1]))
    if len(line) > _SHOWN:
        return f"'{line[:_SHOWN]}…' ({len(text)} characters)"
    return f"'{line}'"


def _show_char(char: str) -> str:
    """A character; one that cannot be seen by its name, as `[no-break space]`."""
    if char.isprintable():
        return char
    name = unicodedata.name(char, "") if char > "\x7f" else ""
    return f"[{name.lower()}]" if name else repr(char)[1:-1]


def list_names(names: Sequence[str], between: str = ", ") -> str:
    """`a, b, c`, the first ones where there are many."""
    if len(names) <= _LISTED:
        return between.join(names)
    return f"{between.join(names[:_LISTED])}{between}… ({len(names):,} in all)"


def join_names(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`; the first ones where there are many."""
    if len(names) > _LISTED:
        return list_names(names)
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))

"""Tables of words: those that stand in a module, and those in a file beside it."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


def read_table(text: str) -> dict[str, str]:
    """Spellings with what they mean, from ``meaning: one | another; …``."""
    rows = (row.strip().split(": ", 1) for line in text.splitlines() for row in line.split("; "))
    return {said: row[0] for row in rows if len(row) > 1 for said in row[1].split(" | ")}


@cache
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table beside this module."""
    text = files("marketbook.reading.words").joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))

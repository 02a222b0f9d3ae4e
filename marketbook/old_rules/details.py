"""What a sentence needs to know of the figures that a finding is about."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.frames import SUBJECT, only
from marketbook.old_rules.rule import Frame, Row, Tables
from marketbook.old_rules.wholes import figures
from marketbook.old_rules.words import amount

PLACE = ["table", "record", "_line", *SUBJECT, "year"]
"""Where a finding stands, and what it is about."""

_DETAILS = ["share", "of_id", *PLACE, "source_id", "money", "stated", "unit", "factor"]


def with_figure(frame: Frame, tables: Tables, key: str = "id", suffix: str = "") -> Frame:
    """Join what is known of the figure in column ``key``; the columns end in ``suffix``."""
    known = only(figures(tables), _DETAILS, suffix, ["id"])
    return frame.join(known, left_on=key, right_on="id", how="inner")


def checked_figures(tables: Tables) -> Frame:
    """Every printed size as a row that was checked."""
    return figures(tables).filter(nw.col("id") > 0).select("id", *PLACE)


def tell(row: Row, suffix: str = "") -> str:
    """A figure as printed: ``78.4 USD billion``, or ``34.0 % of 274.1 USD billion``."""
    printed = f"{row['stated' + suffix]} {row['unit' + suffix]}"
    return f"{row['share' + suffix]} % of {printed}" if row["share" + suffix] else printed


def cite(row: Row, suffix: str) -> str:
    """The record of a figure: ``sizes:iomt-2025-usa``."""
    return f"{row['table' + suffix]}:{row['record' + suffix]}"


def in_unit(money: float, row: Row, suffix: str = "") -> str:
    """Money in the unit of a figure: ``93.19 USD billion``."""
    return f"{amount(money / row['factor' + suffix])} {row['unit' + suffix]}"


def stated_of(row: Row, suffix: str = "") -> str:
    """The printed digits of a figure itself: of the share where it follows from one."""
    return row["share" + suffix] or row["stated" + suffix]


def field_of(row: Row, suffix: str = "") -> str:
    """The column of a figure's number."""
    return "share_percent" if row["share" + suffix] else "value"

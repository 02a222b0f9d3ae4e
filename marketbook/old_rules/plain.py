"""Views of rules about code lists, which are decided row by row in plain Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import narwhals.stable.v1 as nw

from marketbook.old_rules.rule import Frame, Row, Saying, View


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was looked at.

    Attributes:
        table: Its table.
        record: Its id inside the table; None where the audit shall name it by the table's key.
        line: Its line in the table's file.
        fault: What is wrong with it; None where it is in order.
        market: Market it belongs to, where it belongs to one.
    """

    table: str
    record: str | None
    line: int
    fault: Saying | None = None
    market: str = ""


def view_checked(rows: Iterable[Checked]) -> View:
    """A view of what was looked at; it holds where there is no fault."""
    held = list(rows)
    faults = [row.fault for row in held]
    columns = {
        "table": [row.table for row in held],
        "record": [row.record for row in held],
        "_line": [row.line for row in held],
        "market_id": [row.market for row in held],
        "message": [fault.message if fault else None for fault in faults],
        "stated": [fault.stated if fault else "" for fault in faults],
        "implied": [fault.implied if fault else "" for fault in faults],
        "worth": [fault.worth if fault else 0.0 for fault in faults],
        "field": [fault.field if fault else "" for fault in faults],
    }
    texts = dict.fromkeys(columns, nw.String)
    frame = nw.from_dict(
        columns, texts | {"_line": nw.Int64, "worth": nw.Float64}, backend="polars"
    )
    return View(frame.lazy(), nw.col("message").is_null(), _repeat)


def _repeat(row: Row) -> Saying:
    return Saying(row["message"], row["stated"], row["implied"], row["worth"], row["field"])


def read_rows(frame: Frame, *columns: str) -> list[tuple[object, ...]]:
    """The values of ``columns``, row by row, in the order of the file."""
    return frame.select(*columns).collect().rows()

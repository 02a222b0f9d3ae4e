"""The one place where pandera runs: named narwhals expressions over a frame.

Each condition becomes a `pandera.Check` on pandera's narwhals backend and is called on the frame
itself. That is what `DataFrameSchema.validate` does with it too, but here an exception inside a
check stays an exception instead of becoming one more failure of the data, no global switch of
pandera is touched, and a million failing rows stay a frame instead of becoming JSON text.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import narwhals.stable.v1 as nw
import polars as pl
from pandera.api.checks import Check
from pandera.backends.narwhals.checks import NarwhalsCheckBackend

from marketbook.errors import RuleError

# pandera registers this one only after its global switch is set; nothing else is registered for
# narwhals frames, so nobody else's checks change
Check.register_backend(nw.DataFrame, NarwhalsCheckBackend)

_MANY_ROWS = 50_000
_BROKEN = (pl.exceptions.PolarsError, nw.exceptions.NarwhalsError, TypeError, ValueError)


def find_failing_rows(
    frame: pl.DataFrame, checks: Mapping[str, nw.Expr]
) -> dict[str, pl.DataFrame]:
    """Run each check over `frame` and return the whole rows that fail it.

    All checks are asked at once first; only where one fails are they asked one by one.

    Args:
        frame: Any frame.
        checks: Name and condition; a row fails where the condition is false, never where it is
            null.

    Returns:
        The failing rows by name of the check; a check without failing rows has no entry.

    Raises:
        RuleError: A check failed itself instead of judging the rows.
    """
    rows = nw.from_native(frame, eager_only=True)
    if len(checks) > 1 and _hold_together(rows, checks):
        return {}
    return {
        name: rows.filter(~condition.fill_null(value=True)).to_native()
        for name, condition in checks.items()
        if not _holds(rows, name, condition)
    }


def _hold_together(rows: nw.DataFrame[pl.DataFrame], checks: Mapping[str, nw.Expr]) -> bool:
    conditions = list(checks.values())
    # one expression is the work of one core; a thread costs more than a small frame's checks
    parts = min(len(conditions), pl.thread_pool_size() if len(rows) >= _MANY_ROWS else 1)
    # null and false is false, null and true is null: in order
    together = [
        nw.all_horizontal(*conditions[part::parts], ignore_nulls=False) for part in range(parts)
    ]
    try:
        with ThreadPoolExecutor(max_workers=parts) as pool:
            return all(pool.map(partial(_holds, rows, "all"), together))
    except RuleError:
        return False  # asked one by one, the broken check is named


def _holds(rows: nw.DataFrame[pl.DataFrame], name: str, condition: nw.Expr) -> bool:
    check = Check(lambda _: condition, native=False, name=name, ignore_na=True)
    try:
        return bool(check(rows).check_passed.item())
    except _BROKEN as error:
        raise RuleError(
            f"check {name} is broken: {type(error).__name__}: {error}",
            remedy="this is a fault of the check, not of the data; please report it",
        ) from error

"""Which rows of a frame fail its checks.

A condition is a Polars expression: false fails, null is in order. Polars asks all conditions of a
frame at once; only where one fails does pandera judge the frame, by the same named checks that
`compile_schema` makes public. Until then pandera, which takes longer to import than a package takes
to check, is not imported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from marketbook.errors import RuleError
from marketbook.schema.check import Check, Rows, TableCheck, Tables, describe_broken

if TYPE_CHECKING:
    from pandera.polars import DataFrameSchema


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one check.

    Attributes:
        rows: How many rows it looked at.
        failing: Those that fail it, with all columns of the frame, in its order.
    """

    rows: int
    failing: pl.DataFrame


def find_failing_rows(
    frame: pl.DataFrame, checks: Sequence[Check], make: Callable[[], DataFrameSchema] | None = None
) -> dict[str, pl.DataFrame]:
    """The whole rows of `frame` that fail, by name of the check; one that none fails is left out.

    Args:
        frame: Any frame with the columns of the checks.
        checks: The checks.
        make: Makes the pandera schema that holds the checks; without it, one of nothing else.

    Raises:
        RuleError: A check failed itself instead of judging the rows.
    """
    if all_hold(frame, checks):
        return {}
    # late: a second and a hundred megabytes, for packages that have something to say
    from marketbook.schema.judge import judge_frame, make_schema

    return judge_frame(frame, make() if make else make_schema("rows", checks))


def all_hold(frame: pl.DataFrame, checks: Sequence[Check]) -> bool:
    """Whether no row of `frame` fails any of `checks`; pandera finds nothing in such a frame.

    Raises:
        RuleError: A check failed itself instead of judging the rows.
    """
    if not checks or frame.is_empty():
        return True
    try:
        return all(frame.select(_verdicts(checks)).row(0))
    except (pl.exceptions.PolarsError, TypeError, ValueError):
        raise _name_broken([(check, frame.lazy()) for check in checks]) from None


def run_checks(checks: Sequence[TableCheck], tables: Tables) -> dict[str, Outcome]:
    """What became of each check, by its name; all are run over the frames they lay out together.

    Args:
        checks: The checks; each finds the tables that it reads. Those that name the same function
            as their rows share the frame that it lays out.
        tables: The tables.

    Raises:
        RuleError: A check failed itself instead of judging the rows.
    """
    groups: dict[Rows, list[TableCheck]] = defaultdict(list)
    for check in checks:
        groups[check.rows].append(check)
    plans = [(group, _lay_out(group[0], tables)) for group in groups.values()]
    asked = [plan.select(pl.len(), *_verdicts(group)) for group, plan in plans]
    try:
        answers = [answer.row(0) for answer in pl.collect_all(asked, engine="in-memory")]
    except (pl.exceptions.PolarsError, TypeError, ValueError):
        raise _name_broken([(check, plan) for group, plan in plans for check in group]) from None
    outcomes: dict[str, Outcome] = {}
    for (group, plan), (rows, *holds) in zip(plans, answers, strict=True):
        failing = {} if all(holds) else find_failing_rows(plan.collect(), group)
        for check in group:
            outcomes[check.name] = Outcome(rows, failing.get(check.name, pl.DataFrame()))
    return outcomes


def _verdicts(checks: Sequence[Check]) -> list[pl.Expr]:
    return [_verdict(check).alias(str(n)) for n, check in enumerate(checks)]


def _verdict(check: Check) -> pl.Expr:
    return check.holds.all(ignore_nulls=True)


def _lay_out(check: TableCheck, tables: Tables) -> pl.LazyFrame:
    try:
        return check.rows(tables)
    except (LookupError, TypeError, ValueError, pl.exceptions.PolarsError) as error:
        raise describe_broken(check.name, error) from error


def _name_broken(plans: Sequence[tuple[Check, pl.LazyFrame]]) -> RuleError:
    """Ask one by one, to name the check that is broken."""
    for check, plan in plans:
        try:
            plan.select(_verdict(check)).collect()
        except (pl.exceptions.PolarsError, TypeError, ValueError) as error:
            return describe_broken(check.name, error)
    return RuleError("the checks cannot be asked together", remedy="please report it")

"""The one place where pandera runs: named checks over a frame, and the rows that fail them.

pandera counts an exception inside a check as one more failure of the data, and can be switched off
from outside; here the first is an error, and the second has no effect.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import polars as pl

from marketbook.schema.check import Check, describe_broken
from marketbook.schema.load_pandera import (
    SchemaError,
    SchemaErrorReason,
    SchemaErrors,
    ValidationDepth,
    config_context,
    pa,
)

_SHOWN = 1_000
"""pandera turns failing rows into JSON text, at a second per hundred thousand: so many at most."""

_VERDICT = "\nholds"


def make_schema(
    name: str, checks: Sequence[Check], columns: Mapping[str, pa.Column] | None = None
) -> pa.DataFrameSchema:
    """A pandera schema that asks `checks`, each under its name.

    Args:
        name: Name of the schema.
        checks: The checks; one about a single column of `columns` becomes a check of it.
        columns: The columns that a frame must have.
    """
    columns = dict(columns or {})
    for check in checks:
        if check.column in columns:
            columns[check.column].checks.append(_make_check(check))
    rest = [_make_check(check) for check in checks if check.column not in columns]
    return pa.DataFrameSchema(columns, checks=rest, name=name)


def judge_frame(frame: pl.DataFrame, schema: pa.DataFrameSchema) -> dict[str, pl.DataFrame]:
    """The whole rows of `frame` that fail each check of `schema`, by its name.

    Raises:
        RuleError: A check failed itself instead of judging the rows.
    """
    everything = ValidationDepth.SCHEMA_AND_DATA
    with config_context(validation_enabled=True, validation_depth=everything):
        try:
            schema.validate(frame, lazy=True)
        except SchemaErrors as errors:
            return {_name(error): _cut_out(frame, error) for error in errors.schema_errors}
    return {}


def _make_check(check: Check) -> pa.Check:
    def judge(data: pa.PolarsData) -> pl.LazyFrame:
        frame = data.lazyframe
        if check.text and check.text not in frame.collect_schema():
            frame = frame.with_columns(pl.col(check.column).alias(check.text))
        # a condition without a column still has a verdict for each row
        return frame.with_columns(check.holds.alias(_VERDICT)).select(_VERDICT)

    return pa.Check(judge, name=check.name, error=check.name, n_failure_cases=_SHOWN)


def _name(error: SchemaError) -> str:
    check = cast("pa.Check", error.check)
    if error.reason_code == SchemaErrorReason.CHECK_ERROR:
        raise describe_broken(str(check.name), error.failure_cases)
    return str(check.name)


def _cut_out(frame: pl.DataFrame, error: SchemaError) -> pl.DataFrame:
    output = cast("pl.DataFrame", error.check_output)
    return frame.filter(~output.to_series())

"""Table Schemas as pandera schemas: what `check` runs, and what anyone may run on a frame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from marketbook.schema.conditions import list_conditions, make_reference
from marketbook.schema.dtypes import get_dtype
from marketbook.schema.table_schema import TableSchema

if TYPE_CHECKING:
    from pandera.polars import DataFrameSchema


def compile_schema(
    schema: TableSchema, tables: Mapping[str, pl.DataFrame] | None = None, *, exact: bool = True
) -> DataFrameSchema:
    """The pandera schema of a table: a type per column, a named check per constraint and key.

    Names are those of the findings: `structure.minimum of value: 0 or more`. An empty cell is null.

    Args:
        schema: The table.
        tables: Typed tables by name, in which foreign keys are looked up; a key into a table that
            is not among them is left alone. A table that refers to itself is looked up here too.
        exact: Refuse columns that the schema does not name, and another order.
    """
    # late: a second and a hundred megabytes
    from marketbook.schema.judge import make_schema
    from marketbook.schema.load_pandera import pa

    checks = [*list_conditions(schema)]
    for key in schema.foreign_keys:
        if tables and key.resource in tables:
            known = tables[key.resource].select(key.reference_fields)
            checks.append(make_reference(key, known))
    columns = {field.name: pa.Column(get_dtype(field), nullable=True) for field in schema.fields}
    compiled = make_schema(schema.name, checks, columns)
    compiled.strict = compiled.ordered = exact
    return compiled

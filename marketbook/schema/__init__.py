"""Table Schemas: the only home of one-column facts and keys."""

from __future__ import annotations

from marketbook.schema.field import Field, Value
from marketbook.schema.read import read_schema
from marketbook.schema.table_schema import ForeignKey, TableSchema

__all__ = ["Field", "ForeignKey", "TableSchema", "Value", "read_schema"]

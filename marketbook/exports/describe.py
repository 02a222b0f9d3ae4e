"""Schemas as plain objects, the way the Table Schema standard writes them."""

from __future__ import annotations

from datetime import date

from marketbook.schema import Field, ForeignKey, TableSchema

Object = dict[str, object]


def describe_schema(schema: TableSchema) -> Object:
    """A schema as a Table Schema: fields with their meaning and constraints, and the keys."""
    described: Object = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "title": schema.title,
        "description": schema.description,
    }
    described["fields"] = [describe_field(field) for field in schema.fields]
    if schema.primary_key:
        described["primaryKey"] = list(schema.primary_key)
    if schema.unique_keys:
        described["uniqueKeys"] = [list(key) for key in schema.unique_keys]
    if schema.foreign_keys:
        described["foreignKeys"] = [_describe_reference(key) for key in schema.foreign_keys]
    return described


def describe_field(field: Field) -> Object:
    """A field as the standard writes it; what is not stated is left out."""
    described: Object = {
        "name": field.name,
        "title": field.title,
        "description": field.description,
        "type": field.type,
        "itemType": field.item_type if field.type == "list" else None,
        "unit": field.unit,
        "constraints": _describe_constraints(field),
    }
    return {key: value for key, value in described.items() if value}


def _describe_constraints(field: Field) -> Object:
    stated: Object = {
        "required": field.required or None,
        "unique": field.unique or None,
        "enum": [_plain(value) for value in field.enum] or None,
        "pattern": field.pattern or None,
        "minimum": _plain(field.minimum),
        "maximum": _plain(field.maximum),
        "exclusiveMinimum": _plain(field.exclusive_minimum),
        "exclusiveMaximum": _plain(field.exclusive_maximum),
        "minLength": field.min_length,
        "maxLength": field.max_length,
    }
    return {key: value for key, value in stated.items() if value is not None}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _describe_reference(key: ForeignKey) -> Object:
    reference = {"resource": key.resource, "fields": list(key.reference_fields)}
    return {"fields": list(key.fields), "reference": reference}

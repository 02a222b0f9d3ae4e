"""Tables and views as SQL, in the dialects of three databases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from marketbook.exports.content import Table
from marketbook.exports.keys import Keys
from marketbook.exports.views import View
from marketbook.schema import Field, ForeignKey, Value


@dataclass(frozen=True, slots=True)
class Dialect:
    """What one database calls things.

    Attributes:
        types: Its type for each type of a field, lists apart.
        list_type: The type of a list; `{}` stands for the type of its items.
        find: Its function for the place of a text in another.
        checks: Conditions for types that the database does not enforce; `{}` is the column.
        remarks: Whether descriptions stand as remarks in the CREATE text, because the database
            has no COMMENT ON.
    """

    types: Mapping[str, str]
    list_type: str
    find: str
    checks: Mapping[str, str]
    remarks: bool = False

    def type_of(self, field: Field) -> str:
        """The database's type of a field."""
        if field.type == "list":
            return self.list_type.format(self._find(field.item_type))
        return self._find(field.type)

    def _find(self, type_: str) -> str:
        """The type of a kind of cell; text for those that SQL does not have."""
        return self.types.get(type_, self.types["string"])


# A month has no type in SQL, and its first day would claim more than is printed: it stays text,
# which sorts right. SQLite keeps a date as text and a boolean as 0 or 1; the declared names tell
# readers that know them, and the conditions hold whatever is written later.
SQLITE = Dialect(
    {
        "string": "TEXT",
        "yearmonth": "TEXT",
        "integer": "INTEGER",
        "year": "INTEGER",
        "number": "REAL",
        "boolean": "BOOLEAN",
        "date": "DATE",
    },
    list_type="TEXT",
    find="instr",
    checks={"boolean": "{} IN (0, 1)", "date": "{0} IS date({0})"},
    remarks=True,
)
DUCKDB = Dialect(
    {
        "string": "VARCHAR",
        "yearmonth": "VARCHAR",
        "integer": "BIGINT",
        "year": "BIGINT",
        "number": "DOUBLE",
        "boolean": "BOOLEAN",
        "date": "DATE",
    },
    list_type="{}[]",
    find="instr",
    checks={},
)
POSTGRESQL = Dialect(
    {
        "string": "text",
        "yearmonth": "text",
        "integer": "bigint",
        "year": "integer",
        "number": "double precision",
        "boolean": "boolean",
        "date": "date",
    },
    list_type="{}[]",
    find="strpos",
    checks={},
)


def quote(name: str) -> str:
    """A name as SQL writes it, whatever its characters; keywords too."""
    return '"' + name.replace('"', '""') + '"'


def quote_text(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def write_value(value: Value) -> str:
    """A value of a schema as SQL writes it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return repr(value)
    return quote_text(value if isinstance(value, str) else value.isoformat())


def describe(field: Field) -> str:
    """Title, description and unit of a column on one line."""
    title = f"{field.title.rstrip('.')}. " if field.title else ""
    unit = f" Unit: {field.unit}." if field.unit else ""
    return " ".join(f"{title}{field.description}{unit}".split())


def create_table(table: Table, keys: Keys, dialect: Dialect, *, references: bool = True) -> str:
    """The CREATE TABLE of a table.

    Args:
        table: The table.
        keys: Its keys.
        dialect: Of the database.
        references: Whether foreign keys are declared here.
    """
    parts = [(_column(f, keys, dialect), describe(f)) for f in table.schema.fields]
    parts += [(text, "") for text in _list_keys(keys)]
    if references:
        parts += [(reference(key), "") for key in keys.foreign]
    about = " ".join(table.schema.description.split())
    lines = [f"  {text}{_remark(says, dialect)}" for text, says in parts]
    body = ",\n".join(lines)
    return f"CREATE TABLE {quote(table.name)} ({_remark(about, dialect)}\n{body}\n)"


def _remark(text: str, dialect: Dialect) -> str:
    """A remark that belongs to what stands before it.

    It stands before the comma: whoever drops or moves a column takes its remark along.
    """
    return f" /* {text.replace('*/', '* /')} */" if text and dialect.remarks else ""


def create_view(view: View, dialect: Dialect) -> str:
    """The CREATE VIEW of a view."""
    return f"CREATE VIEW {quote(view.name)} AS\n{write_query(view, dialect)}"


def write_query(view: View, dialect: Dialect) -> str:
    """The query of a view."""
    return view.sql.replace("{find}", dialect.find)


def reference(key: ForeignKey) -> str:
    """A foreign key as a constraint."""
    own = ", ".join(quote(name) for name in key.fields)
    other = ", ".join(quote(name) for name in key.reference_fields)
    return f"FOREIGN KEY ({own}) REFERENCES {quote(key.resource)} ({other})"


def comment_all(table: Table | View, kind: str) -> Iterator[str]:
    """COMMENT ON for a table or view and for each of its columns.

    Args:
        table: What is described.
        kind: `TABLE` or `VIEW`.
    """
    name = quote(table.name)
    if table.schema.description:
        yield f"COMMENT ON {kind} {name} IS {quote_text(table.schema.description)}"
    for field in table.schema.fields:
        if text := describe(field):
            yield f"COMMENT ON COLUMN {name}.{quote(field.name)} IS {quote_text(text)}"


def _column(field: Field, keys: Keys, dialect: Dialect) -> str:
    parts = [quote(field.name), dialect.type_of(field)]
    if field.required or field.name in keys.primary:
        parts.append("NOT NULL")
    parts += [f"CHECK ({condition})" for condition in _list_conditions(field, dialect)]
    return " ".join(parts)


def _list_keys(keys: Keys) -> Iterator[str]:
    if keys.primary:
        yield f"PRIMARY KEY ({', '.join(quote(name) for name in keys.primary)})"
    for columns in keys.unique:
        yield f"UNIQUE ({', '.join(quote(name) for name in columns)})"


def _list_conditions(field: Field, dialect: Dialect) -> Iterator[str]:
    name = quote(field.name)
    if field.type in dialect.checks:
        yield dialect.checks[field.type].format(name)
    if field.enum:
        yield f"{name} IN ({', '.join(write_value(value) for value in field.enum)})"
    for bound, sign in (
        (field.minimum, ">="),
        (field.maximum, "<="),
        (field.exclusive_minimum, ">"),
        (field.exclusive_maximum, "<"),
    ):
        if bound is not None:
            yield f"{name} {sign} {write_value(bound)}"
    if field.type == "string":
        for length, sign in ((field.min_length, ">="), (field.max_length, "<=")):
            if length is not None:
                yield f"length({name}) {sign} {length}"

"""Hypothesis strategies: packages good and bad, of every type, constraint and key covered."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.differential.cases import Case, Table


@dataclass(frozen=True)
class Kind:
    """Cells of one type.

    Attributes:
        good: Cells that both judges take.
        bad: Cells that both refuse.
        lenient: Cells that the standard refuses and frictionless takes.
        bounds: Values for minimum and the like, as JSON.
        enums: Values for enum, as JSON.
    """

    good: tuple[str, ...]
    bad: tuple[str, ...] = ()
    lenient: tuple[str, ...] = ()
    bounds: tuple[object, ...] = ()
    enums: tuple[object, ...] = ()


def _kind(field: dict[str, object]) -> Kind:
    for stated, kind in FORMS.values():
        plain = {key: value for key, value in field.items() if isinstance(value, str | bool)}
        if stated.items() <= plain.items() and "decimalChar" not in field:
            return kind
    if field["type"] == "string":
        return KINDS[str(field.get("format", "default"))]
    if field["type"] == "list":
        return KINDS[f"list {field.get('itemType', 'string')}"]
    if "decimalChar" in field:
        return KINDS["number ,"]
    if "trueValues" in field:
        return KINDS["boolean ja"]
    return KINDS[str(field["type"])]


KINDS = {
    "default": Kind(
        good=("a", "b", "ab", "é", "a,b", 'q"q', " a", "x y", "-", "NA", "0", "nan", "None"),
        enums=("a", "b", "é", "a,b"),
    ),
    "email": Kind(("a@b.org", "x.y@example.com"), ("a", "a@", "@b.org", "a b@c.org")),
    "uri": Kind(("https://example.org/a", "urn:x:y", "ftp://h/p?q#f"), ("a", "/p/q", "//h/p")),
    "uuid": Kind(
        ("123e4567-e89b-12d3-a456-426614174000", "123e4567-e89b-12d3-a456-426614174001"),
        ("123", "123e4567-e89b-12d3-a456-42661417400g"),
    ),
    "integer": Kind(
        good=("0", "1", "2", "-3", "+4", "007", "12", "-0"),
        bad=("x", "1.5", "1e2", "--1", "1,0", "0x1", "1 0", "-"),
        lenient=("1_0", " 1", "2 ", "٣"),
        bounds=(-1, 0, 1, 2, "1"),
        enums=(0, 1, 12, "2", -3),
    ),
    "number": Kind(
        good=("0", "1", "1.5", "-2.25", ".5", "5.", "1e2", "1E-1", "+1.0", "0.1", "-inf", "NaN"),
        bad=("x", "1,5", "--1", "1.2.3", "e5", "1e", ".", "1 0"),
        lenient=("1_0", " 1", "Infinity", "٣", "+INF"),
        bounds=(-1, 0, 0.5, 0.1, 1.5, 100, "1.5"),
        enums=(0, 1.5, 100, ".5", 0.1),
    ),
    "number ,": Kind(
        good=("0", "1,5", "1.234,5", ",5", "-2,25", "1234,5"),
        bad=("x", "1,2,3", "1;5"),
        lenient=(".1", "1,5.", " 1,5"),
        bounds=(0, 0.5, 1.5),
        enums=(0, 1.5, 1234.5),
    ),
    "boolean": Kind(
        good=("true", "false", "1", "0", "TRUE", "False"),
        bad=("yes", "tRue", " true", "2"),
        enums=(True, "false"),
    ),
    "boolean ja": Kind(("ja", "nein", "j"), ("true", "Ja", "1"), enums=(False, "ja")),
    "date": Kind(
        good=("2024-01-31", "2024-02-29", "1999-12-31", "0001-01-01", "9999-12-31", "2000-02-29"),
        bad=("2023-02-29", "2024-13-01", "2024-00-10", "31/12/2024", "20240101", "1900-02-29", "x"),
        lenient=("2024-1-5", "2024-01-5"),
        bounds=("2024-01-31", "2000-01-01"),
        enums=("2024-01-31", "1999-12-31"),
    ),
    "year": Kind(
        good=("2024", "1999", "0000", "0001", "9999"),
        bad=("24", "20245", "x", "-123", "2.24"),
        lenient=(" 123", "1_23", "+123", "٢٠٢٤"),
        bounds=(1999, 2024, "2000"),
        enums=(2024, "1999", 1),
    ),
    "yearmonth": Kind(
        good=("2024-01", "1999-12", "0000-01"),
        bad=("2024-13", "2024", "x", "2024-01-01", "2024/01", "2024-00"),
        lenient=("2024-1", "24-01", " 2024-01", "02024-01"),
        bounds=("2024-01", "2000-06"),
        enums=("2024-01", "1999-12"),
    ),
    "list string": Kind(("a", "a;b", ";", "a;;b", "a,b")),
    "list integer": Kind(("1;2", "3", "-1;0;1"), ("1;x", "a", "1;;2", "1,2"), ("1; 2", "1_0")),
    "list boolean": Kind(("true;false", "1"), ("true;x", "yes")),
    "list date": Kind(("2024-01-31;1999-12-31", "2024-01-31"), ("2024-01-32", "x;2024-01-31")),
    "list number": Kind(("1.5;2", "1e3"), ("1.5;x", "1,5"), ("1.5; 2",)),
}  # fmt: skip

_POINT = '{"type": "Point", "coordinates": [8.5, 47.3]}'
FORMS: dict[str, tuple[dict[str, object], Kind]] = {
    "date as": (
        {"type": "date", "format": "%d.%m.%Y"},
        Kind(
            good=("31.01.2024", "29.02.2024", "1.2.2023", "31.12.1999"),
            bad=("2024-01-31", "32.01.2024", "29.02.2023", "x", "31.01.24", " 31.01.2024"),
            bounds=("01.01.2000", "31.01.2024"),
            enums=("31.01.2024", "01.02.2023"),
        ),
    ),
    "datetime as": (
        {"type": "datetime", "format": "%Y%m%d %H:%M"},
        Kind(
            good=("20240131 10:30", "19991231 23:59"),
            bad=("2024-01-31 10:30", "20240131 25:00", "20240131", "x"),
            bounds=("20000101 00:00",),
        ),
    ),
    "number grouped": (
        {"type": "number", "groupChar": ","},
        Kind(
            good=("1,234.5", "12", "1,234,567", "-1,234", ".5", "1.5e3", "0.1"),
            bad=("x", "1;2", "1.2.3"),
            lenient=("12,5", "1,2,3", "1,,5", "5,", "1234,567", "1_0"),
            bounds=(0, 1000),
            enums=(1234.5, 12),
        ),
    ),
    "number among": (
        {"type": "number", "bareNumber": False},
        Kind(good=("95%", "USD 1.5", "-3 t", "7", "$ 12.25 m"), bad=("x", "%"), bounds=(0, 7.5)),
    ),
    "integer among": (
        {"type": "integer", "bareNumber": False},
        Kind(good=("95%", "EUR 15", "-3 t", "7"), bad=("x", "1.5%", "%"), bounds=(0, 7)),
    ),
    "geopoint array": (
        {"type": "geopoint", "format": "array"},
        Kind(("[8.5, 47.3]", "[-180,90]"), ("8.5, 47.3", "[200, 0]", "[1]", "x", "{}")),
    ),
    "geopoint object": (
        {"type": "geopoint", "format": "object"},
        Kind(('{"lon": 8.5, "lat": 47.3}', '{"lat": 0, "lon": 0}'), ('{"lon": 1}', "[1, 2]", "x")),
    ),
    "binary": (
        {"type": "string", "format": "binary"},
        Kind(("YWJj", "YQ==", "eHl6"), ("YWJ", "a")),
    ),
}  # fmt: skip
KINDS |= {
    "any": Kind(("a", "1", "x,y", " ", "-"), enums=("a", "1")),
    "datetime": Kind(
        good=("2024-01-31T10:30:00Z", "1999-12-31T23:59:59Z", "2024-02-29T00:00:00.250Z"),
        bad=("2024-01-31", "2023-02-29T00:00:00Z", "2024-01-31T25:00:00Z"),
        bounds=("2000-01-01T00:00:00Z",),
        enums=("2024-01-31T10:30:00Z",),
    ),
    "time": Kind(
        good=("10:30:00", "23:59:59", "00:00:00"),
        bad=("10:30", "25:00:00", "x", "10:60:00"),
        bounds=("12:00:00",),
        enums=("10:30:00",),
    ),
    "duration": Kind(("P1Y", "P1Y6M", "PT36H", "P1DT12H30M5S", "P2W"), ("1Y", "P", "x")),
    "object": Kind(("{}", '{"a": 1}', '{"a": {"b": []}, "c": 2}'), ("[]", "x", "{", "1", '"a"')),
    "array": Kind(("[]", "[1, 2]", '["a", {"b": 1}, null]'), ("{}", "x", "[", "1")),
    "geopoint": Kind(("8.5, 47.3", "-180,-90", "0,0"), ("200, 0", "8.5", "x", "0, 91", "1,2,3")),
    "geojson": Kind(
        (_POINT, '{"type": "LineString", "coordinates": [[1, 2], [3, 4]]}'),
        ('{"type": "Point", "coordinates": [1]}', "[]", "x", '{"type": "Circle"}', "{}"),
    ),
}  # fmt: skip
UNKEYED = ("list", "object", "array", "geojson")

PATTERNS = ("[a-z]+", "a.*", "(a|b)+", r"\d+", "[^,]*", "a|b", ".", "^a$", "[a-zé]{1,2}")
_MISSING = (["-"], ["", "NA"], [], ["", "0"], [{"value": "NA", "label": "not known"}], ["nan", ""])
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


DIALECTS: tuple[dict[str, object], ...] = (
    {}, {"delimiter": ";"}, {"delimiter": "\t"}, {"delimiter": "|", "quoteChar": "'"},
    {"doubleQuote": False, "escapeChar": "\\"}, {"skipInitialSpace": True},
    {"lineTerminator": "\r\n"}, {"delimiter": ";", "lineTerminator": "\r\n"},
    {"commentChar": "#"}, {"nullSequence": "NA"}, {"headerRows": [1, 2], "headerJoin": ""},
    {"headerRows": [1, 2], "headerJoin": "", "commentChar": "//"},
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16")


def _wrap(constraints: dict[str, object]) -> dict[str, object]:
    return {"constraints": constraints} if constraints else {}


@st.composite
def fields(draw: st.DrawFn, name: str) -> dict[str, object]:
    types = (
        "string", "integer", "number", "boolean", "date", "year", "yearmonth", "list",
        "any", "datetime", "time", "duration", "object", "array", "geopoint", "geojson",
    )  # fmt: skip
    field: dict[str, object] = {"name": name, "type": draw(st.sampled_from(types))}
    if draw(st.integers(0, 4)) == 0:
        field |= draw(st.sampled_from([stated for stated, _ in FORMS.values()]))
        return field | _wrap(draw(_constraints(field)))
    if field["type"] == "string" and draw(st.integers(0, 3)) == 0:
        field["format"] = draw(st.sampled_from(("email", "uri", "uuid")))
    if field["type"] == "number" and draw(st.integers(0, 3)) == 0:
        field |= {"decimalChar": ",", "groupChar": "."}
    if field["type"] == "boolean" and draw(st.booleans()):
        field |= {"trueValues": ["ja", "j"], "falseValues": ["nein"]}
    if field["type"] == "list":
        items = ("string", "integer", "boolean", "date", "number")
        field |= {"itemType": draw(st.sampled_from(items)), "delimiter": ";"}
    if constraints := draw(_constraints(field)):
        field["constraints"] = constraints
    if draw(st.integers(0, 7)) == 0:
        field["missingValues"] = draw(st.sampled_from(_MISSING))
    return field


@st.composite
def _constraints(draw: st.DrawFn, field: dict[str, object]) -> dict[str, object]:
    kind = _kind(field)
    constraints: dict[str, object] = {}
    if draw(st.integers(0, 2)) == 0:
        constraints["required"] = draw(st.booleans())
    if field["type"] not in UNKEYED and draw(st.integers(0, 3)) == 0:
        constraints["unique"] = True
    if kind.enums and draw(st.integers(0, 3)) == 0:
        chosen = st.lists(st.sampled_from(kind.enums), min_size=1, max_size=3, unique_by=str)
        constraints["enum"] = draw(chosen)
    if (
        field["type"] == "string"
        and field.get("format") != "binary"
        and draw(st.integers(0, 3)) == 0
    ):
        constraints["pattern"] = draw(st.sampled_from(PATTERNS))
    if field["type"] in ("string", "list", "object", "array") and draw(st.integers(0, 3)) == 0:
        constraints[draw(st.sampled_from(("minLength", "maxLength")))] = draw(st.integers(0, 3))
    if kind.bounds and draw(st.integers(0, 2)) == 0:
        bound = draw(st.sampled_from(kind.bounds))
        if "decimalChar" not in field or not isinstance(bound, str):
            constraints[draw(st.sampled_from(_BOUNDS))] = bound
    return constraints


@st.composite
def _schemas(draw: st.DrawFn, prefix: str) -> dict[str, object]:
    names = [f"{prefix}{number}" for number in range(draw(st.integers(1, 4)))]
    schema: dict[str, object] = {"fields": [draw(fields(name)) for name in names]}
    keyed = [each["name"] for each in schema["fields"] if each["type"] not in UNKEYED]
    subsets = (
        st.lists(st.sampled_from(keyed), min_size=1, max_size=2, unique=True) if keyed else None
    )
    if subsets is not None and draw(st.booleans()):
        schema["primaryKey"] = draw(subsets)
    if subsets is not None and draw(st.integers(0, 3)) == 0:
        schema["uniqueKeys"] = [draw(subsets)]
    if draw(st.integers(0, 3)) == 0:
        schema["missingValues"] = draw(st.sampled_from(_MISSING))
    return schema


@st.composite
def _foreign_keys(
    draw: st.DrawFn, name: str, schemas: dict[str, dict[str, object]]
) -> list[object]:
    """Keys from one table into any, self-references included, over columns of equal types."""
    keys: list[object] = []
    for _ in range(draw(st.integers(0, 2))):
        target = draw(st.sampled_from(sorted(schemas)))
        pairs = [
            (own["name"], other["name"])
            for own in schemas[name]["fields"]
            for other in schemas[target]["fields"]
            if own["type"] == other["type"]
            and own["type"] not in UNKEYED
            # values read by two formats may differ to Python though they are the same
            and own.get("format") == other.get("format")
        ]
        if pairs:
            chosen = draw(
                st.lists(
                    st.sampled_from(pairs),
                    min_size=1,
                    max_size=2,
                    unique_by=(lambda p: p[0], lambda p: p[1]),
                )
            )
            resource = draw(st.sampled_from(("", name))) if target == name else target
            reference = {"resource": resource, "fields": [pair[1] for pair in chosen]}
            keys.append({"fields": [pair[0] for pair in chosen], "reference": reference})
    return keys


def _cells(field: dict[str, object], *, flawed: bool) -> st.SearchStrategy[str]:
    kind = _kind(field)
    good = st.sampled_from(kind.good)
    missing = st.sampled_from(("", "NA", "-")) if flawed else st.just("")
    choices = [good] * 12 + [missing]
    if flawed:
        choices += [st.sampled_from(cells) for cells in (kind.bad, kind.lenient) if cells]
    return st.one_of(choices)


@st.composite
def _tables(draw: st.DrawFn, name: str, schema: dict[str, object]) -> Table:
    flawed = draw(st.booleans())
    columns = [_cells(each, flawed=flawed) for each in schema["fields"]]
    rows = draw(st.lists(st.tuples(*columns).map(list), max_size=7))
    table = Table(name, schema, [str(each["name"]) for each in schema["fields"]], rows)
    if draw(st.booleans()):
        table.dialect = draw(st.sampled_from(DIALECTS))
        table.encoding = draw(st.sampled_from(ENCODINGS))
    if flawed and draw(st.integers(0, 5)) == 0:
        _damage_rows(draw, table)
    if flawed and draw(st.integers(0, 9)) == 0:
        _damage_header(draw, table)
    return table


def _damage_rows(draw: st.DrawFn, table: Table) -> None:
    for row in table.rows:
        damage = draw(st.sampled_from(("none", "none", "short", "long", "blank")))
        if damage == "short":
            row.pop()
        if damage == "long":
            row.append(draw(st.sampled_from(("", "x"))))
        if damage == "blank":
            row.clear()


def _damage_header(draw: st.DrawFn, table: Table) -> None:
    labels = table.labels
    damage = draw(st.sampled_from(("swap", "drop", "repeat", "rename", "extra", "blank")))
    if damage == "swap":
        labels.reverse()
    if damage == "drop" and len(labels) > 1:
        labels.pop()
    if damage == "repeat":
        labels[-1] = labels[0]
    if damage == "rename":
        labels[0] = labels[0].upper()
    if damage == "extra":
        labels.append("extra")
    if damage == "blank":
        labels[-1] = ""


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A package of one to three tables."""
    names = [f"t{number}" for number in range(draw(st.integers(1, 3)))]
    schemas = {name: draw(_schemas(name)) for name in names}
    for name in names:
        if keys := draw(_foreign_keys(name, schemas)):
            schemas[name]["foreignKeys"] = keys
    return Case([draw(_tables(name, schemas[name])) for name in names])

"""A descriptor that is plain to us is one in which frictionless finds nothing wrong."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketbook.package import plain_descriptor, standard
from marketbook.package.plain_descriptor import is_plain_descriptor

ROOT = Path(__file__).parents[2]
PROFILES = "https://datapackage.org/profiles/2.0"

FIELD = {
    "name": "n",
    "type": "number",
    "title": "N",
    "example": "1.5",
    "constraints": {"required": True, "minimum": 0, "enum": [1, 2]},
    "missingValues": ["", "-"],
}
FLAG = {"name": "f", "type": "boolean", "trueValues": ["y"], "falseValues": ["n"], "example": "n"}
SCHEMA = {
    "$schema": f"{PROFILES}/tableschema.json",
    "fields": [FIELD, FLAG, {"name": "s", "type": "string", "format": "default"}],
    "primaryKey": ["n"],
    "uniqueKeys": [["s"]],
    "foreignKeys": [{"fields": ["s"], "reference": {"resource": "", "fields": ["s"]}}],
    "missingValues": [""],
}
RESOURCE = {
    "$schema": f"{PROFILES}/dataresource.json",
    "name": "t",
    "type": "table",
    "path": "tables/t.csv",
    "dialect": {"delimiter": ",", "header": True},
    "schema": SCHEMA,
    "bytes": 3,
    "hash": "sha256:0",
    "unit": "of my own",
}
PACKAGE = {
    "$schema": f"{PROFILES}/datapackage.json",
    "name": "p",
    "created": "2026-11-21T00:00:00Z",
    "keywords": ["a"],
    "licenses": [{"name": "CC-BY-4.0", "path": "https://example.org/by"}],
    "contributors": [{"title": "A", "roles": ["dataCurator"]}],
    "sources": [{"title": "B"}],
    "resources": [RESOURCE, {**RESOURCE, "name": "u"}],
}

KNOWN = [
    *plain_descriptor._SPECIAL, "id", "categories", "unit", "role", "profile", "reference", "value",
    "group_char", "missing_values", "header_rows", "headerRows", "commentChar", "csv", "rdf_type",
]  # fmt: skip
VALUES = st.sampled_from(
    [
        None, True, False, 0, 1, -1, 1.5, "", "x", "n", "default", "email", "../x", "/x", "~/x",
        "https://example.org", "http://[", "many", "2024-01-05", "20", [], {}, [""], ["n"],
        [{}], ["n", 1], [["n"]], [{"name": "n"}], [{"fields": ["n"], "reference": {"fields": []}}],
        {"name": "n"}, [{"title": "x", "email": "nobody"}], {"required": "yes"}, {"pattern": "("},
        {"minimum": "many"}, {"enum": []}, {"maxLength": 1.5}, [{"value": "x"}, {"value": "x"}],
        "integer", "any", "list", "geopoint", "data-package", "tabular-data-resource", "csv",
        "xlsx", "json", "utf-8", "utf-16", "2024-02-31T00:00:00Z", "file", "remote", "t.csv.zip",
        "equal", ["equal"], "https://datapackage.org/profiles/1.0/tableschema.json",
    ]
)  # fmt: skip


@st.composite
def changed(draw: st.DrawFn) -> dict[str, object]:
    """The plain package with a few places changed, anywhere."""
    package = copy.deepcopy(PACKAGE)
    for _ in range(draw(st.integers(0, 3))):
        place: object = package
        while True:
            inner = [each for each in _children(place) if isinstance(each, dict | list)]
            if not inner or draw(st.integers(0, 3)) == 0:
                break
            place = draw(st.sampled_from(inner))
        if isinstance(place, dict):
            name = draw(st.sampled_from([*place, *place, *KNOWN]))
            if draw(st.integers(0, 5)) == 0:
                place.pop(name, None)
            else:
                place[name] = copy.deepcopy(draw(VALUES))
        elif isinstance(place, list):
            place.append(copy.deepcopy(draw(VALUES)))
    return package


def _children(place: object) -> list[object]:
    return [*place.values()] if isinstance(place, dict) else list(place)


def shipped() -> dict[str, Any]:
    """The descriptor of the package that ships, with its schemas in place of their paths."""
    descriptor = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        schema = (ROOT / resource["schema"]).read_text(encoding="utf-8")
        resource["schema"] = json.loads(schema)
    return descriptor


def test_these_are_plain() -> None:
    assert is_plain_descriptor(PACKAGE)
    assert is_plain_descriptor(shipped())
    assert standard.ask_frictionless(shipped()) == []


def test_only_what_is_not_plain_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    descriptor, asked, ask = shipped(), [], standard.ask_frictionless
    table = descriptor["resources"][3]
    table["schema"]["fields"][0]["type"] = "colour"
    monkeypatch.setattr(standard, "ask_frictionless", lambda one: asked.append(one) or ask(one))
    assert standard.list_descriptor_problems(descriptor) == [
        "field 'region_id' of 'regions': field: field type \"colour\" is not supported"
    ]
    # the whole, the resource, the field, the schema, the package
    assert len(asked) == 5


@settings(max_examples=400, suppress_health_check=list(HealthCheck), database=None, deadline=None)
@given(changed())
def test_frictionless_takes_whatever_is_plain(descriptor: dict[str, object]) -> None:
    if is_plain_descriptor(descriptor):
        assert standard.ask_frictionless(descriptor) == []


@pytest.mark.parametrize(
    ("level", "name", "value"),
    [
        ("field", "example", "many"),
        ("field", "example", 5),
        ("field", "type", "colour"),
        ("field", "constraints", {"pattern": "a"}),
        ("field", "required", True),
        ("schema", "primaryKey", ["x"]),
        ("schema", "primaryKey", "n"),
        ("schema", "fieldsMatch", ["exact"]),
        ("resource", "path", "../t.csv"),
        ("resource", "missingValues", [""]),
        ("package", "created", "2026-02-30T00:00:00Z"),
        ("package", "licenses", [{"title": "none"}]),
        ("package", "fields", []),
        ("package", "$schema", "https://example.org/my.json"),
    ],
)
def test_these_are_left_to_frictionless(level: str, name: str, value: object) -> None:
    package = copy.deepcopy(PACKAGE)
    places = {"package": package, "resource": package["resources"][0]}
    places["schema"] = places["resource"]["schema"]
    places["field"] = places["schema"]["fields"][0]
    places[level][name] = value
    assert not is_plain_descriptor(package)


def test_a_plain_package_is_read_without_frictionless() -> None:
    script = (
        "import sys; from marketbook.package import read_package, read_structure;"
        f"found = read_structure(read_package({str(ROOT)!r})).findings;"
        "assert not [each for each in found if each.fails];"
        "heavy = {'frictionless', 'jsonschema', 'pandera', 'numpy', 'pandas', 'narwhals'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")

"""Packages for the tests of the exports: the one that ships, and an odd one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from marketbook.exports.page import charts, draw
from tests.conftest import Descriptor, copy_package

ROOT = Path(__file__).parents[2]


@cache
def _draw(spec: str) -> str:
    return draw.draw(json.loads(spec))


@pytest.fixture(autouse=True)
def drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same chart is drawn once for all tests of a process: it takes longer than its page."""
    monkeypatch.setattr(charts, "draw", lambda spec: _draw(json.dumps(spec)))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package that ships."""
    folder = copy_package(tmp_path / "package")
    for name in ("LICENSE", "README.md", "CITATION.cff"):
        shutil.copy(ROOT / name, folder)
    return folder


def field(name: str, type_: str = "string", **more: object) -> Descriptor:
    return {"name": name, "type": type_, **more}


def constrain(**constraints: object) -> Descriptor:
    return {"constraints": constraints}


# one of everything that a schema may state, with names that SQL takes for its own
ODD_SCHEMAS: dict[str, Descriptor] = {
    "select": {
        "title": "A keyword",
        "description": "Ends a remark: */ -- and\na line; quotes ' and \".",
        "fields": [
            field("order", "integer", description="it's -- a\nkey", **constrain(required=True)),
            field("group", **constrain(enum=["a'b", 'c"d', "ü"])),
            field("day", "date", **constrain(minimum="2020-01-01")),
            field("month", "yearmonth"),
            field("year", "year", **constrain(minimum=1900, maximum=2200)),
            field("is", "boolean", trueValues=["yes"], falseValues=["no"]),
            field("amount", "number", unit="USD", **constrain(exclusiveMinimum=0)),
            field("tags", "list"),
            field("counts", "list", itemType="integer"),
            field("flags", "list", itemType="boolean"),
            field("from", "integer"),
            field("code", **constrain(unique=True, minLength=2, maxLength=3)),
            field("a b\"c'd"),
        ],
        "primaryKey": ["order"],
        "uniqueKeys": [["group", "day"]],
        "foreignKeys": [
            {"fields": ["from"], "reference": {"resource": "", "fields": ["order"]}},
            {"fields": ["group"], "reference": {"resource": "table", "fields": ["where"]}},
        ],
    },
    "table": {
        "fields": [field("where"), field("back", "integer"), field("loose")],
        "primaryKey": ["where"],
        "foreignKeys": [
            {"fields": ["back"], "reference": {"resource": "select", "fields": ["order"]}},
            {"fields": ["loose"], "reference": {"resource": "empty", "fields": ["b"]}},
        ],
    },
    "empty": {"fields": [field("a", "integer"), field("b")], "primaryKey": ["a"]},
}
ODD_TABLES = {
    "select": (
        'order,group,day,month,year,is,amount,tags,counts,flags,from,code,"a b""c\'d"\n'
        '1,a\'b,2020-02-29,2020-02,1999,yes,0.1,"x,y","1,2","true,false",3,ab,\\N\n'
        '2,"c""d",,,,no,,,,,,,tab\there \\ and "\n'.replace('here \\ and "', "here \\ and '")
        + "3,ü,2021-01-01,2021-12,2200,,1e300,z,3,false,2,ümx,東京 🎌\n"
    ),
    "table": 'where,back,loose\na\'b,1,\n"c""d",2,\nü,,\n',
    "empty": "a,b\n",
}


@pytest.fixture
def odd_package(write_package: Callable[..., Path]) -> Path:
    """A small package of one's own, odd in every way that a schema allows."""
    return write_package(ODD_SCHEMAS, ODD_TABLES)

"""Descriptors and tables that nobody expects: each ends with a finding or with one clear line."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from marketbook.cli import run

ROOTLESS = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions bind"
)


def edit(package: Path, change: Callable[[dict[str, object]], object]) -> None:
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    change(descriptor)
    path.write_text(json.dumps(descriptor), encoding="utf-8")


def resource(descriptor: dict[str, object]) -> dict[str, object]:
    return descriptor["resources"][0]  # type: ignore[index]


def nest(depth: int) -> list[object]:
    value: list[object] = []
    for _ in range(depth):
        value = [value]
    return value


DESCRIPTORS: dict[str, Callable[[dict[str, object]], object]] = {
    "fields of null": lambda d: resource(d).update(schema={"fields": [None]}),
    "fields of numbers": lambda d: resource(d).update(schema={"fields": [1]}),
    "no fields": lambda d: resource(d).update(schema={"fields": []}),
    "schema a number": lambda d: resource(d).update(schema=3),
    "schema a list": lambda d: resource(d).update(schema=[]),
    "hash a number": lambda d: resource(d).update(hash=12),
    "hash a list": lambda d: resource(d).update(hash=["x"]),
    "bytes a text": lambda d: resource(d).update(bytes="many"),
    "bytes enormous": lambda d: resource(d).update(bytes=10**400),
    "path a number": lambda d: resource(d).update(path=7),
    "path a list": lambda d: resource(d).update(path=[[]]),
    "path of null": lambda d: resource(d).update(path="a\0b"),
    "path too long": lambda d: resource(d).update(path="x" * 5_000),
    "path a surrogate": lambda d: resource(d).update(path="\ud800.csv"),
    "name a surrogate": lambda d: resource(d).update(name="\ud800"),
    "name of 300 characters": lambda d: resource(d).update(name="x" * 300),
    "name a list": lambda d: resource(d).update(name=[]),
    "name missing": lambda d: resource(d).pop("name"),
    "path missing": lambda d: resource(d).pop("path"),
    "resources a text": lambda d: d.update(resources="all"),
    "resources of null": lambda d: d.update(resources=[None]),
    "resources an object": lambda d: d.update(resources={}),
    "no resources": lambda d: d.update(resources=[]),
    "name of the package a list": lambda d: d.update(name=[]),
    "title a surrogate": lambda d: d.update(title="\ud800"),
    "version an object": lambda d: d.update(version={"a": 1}),
    "licences a number": lambda d: d.update(licenses=4),
    "deep": lambda d: d.update(custom=nest(400)),
    "2,000 unknown properties": lambda d: d.update({f"p{n}": n for n in range(2_000)}),
    "missing values a number": lambda d: resource(d).update(
        schema={"fields": [{"name": "a"}], "missingValues": 5}
    ),
    "primary key an object": lambda d: resource(d).update(
        schema={"fields": [{"name": "a"}], "primaryKey": {"a": 1}}
    ),
    "foreign key of null": lambda d: resource(d).update(
        schema={"fields": [{"name": "a"}], "foreignKeys": [None]}
    ),
    "constraint a list": lambda d: resource(d).update(
        schema={"fields": [{"name": "a", "constraints": []}]}
    ),
    "pattern that is none": lambda d: resource(d).update(
        schema={"fields": [{"name": "a", "constraints": {"pattern": "("}}]}
    ),
    "minimum enormous": lambda d: resource(d).update(
        schema={"fields": [{"name": "a", "type": "integer", "constraints": {"minimum": 10**400}}]}
    ),
}


def judge(package: Path, capfd: pytest.CaptureFixture[str], *arguments: str) -> None:
    code = run([*arguments, str(package)])
    out, err = capfd.readouterr()
    assert code in (0, 1, 2), out + err
    assert "unexpected error" not in err
    assert "Traceback" not in out + err
    assert all(len(line) < 2_200 for line in (out + err).splitlines())
    if code == 2:
        assert err.startswith("error: ")
        assert not out


@pytest.mark.parametrize("name", DESCRIPTORS)
def test_odd_descriptors(name: str, package: Path, capfd: pytest.CaptureFixture[str]) -> None:
    edit(package, DESCRIPTORS[name])
    judge(package, capfd, "check")


TEXTS: dict[str, str | bytes] = {
    "empty": "",
    "no JSON": "{",
    "a number": "12",
    "not UTF-8": b"\xff\xfe{}",
    "5,000 digits": '{"name": "a", "custom": ' + "7" * 5_000 + "}",
    "deep": "[" * 100_000,
    "deep objects": '{"a":' * 50_000,
    "NaN": '{"name": NaN, "resources": [Infinity]}',
    "twice": '{"resources": [], "resources": [{}]}',
    "nothing but zeros": b"\0" * 100,
}


@pytest.mark.parametrize("file", ["datapackage.json", "schemas/sizes.json"])
@pytest.mark.parametrize("name", TEXTS)
def test_odd_json(name: str, file: str, package: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = TEXTS[name]
    (package / file).write_bytes(text if isinstance(text, bytes) else text.encode())
    judge(package, capfd, "check")


CELLS = {
    "5,000 digits": "7" * 5_000,
    "5,000 decimals": "0." + "7" * 5_000,
    "huge exponent": "1e999999",
    "a zero byte": "a\0b",
    "an escape": "\x1b[2J",
}


@pytest.mark.parametrize("column", ["value", "year", "stated", "size_id"])
@pytest.mark.parametrize("name", CELLS)
def test_odd_cells(
    name: str, column: str, package: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = package / "tables" / "sizes.csv"
    header, first, *rest = path.read_text(encoding="utf-8").splitlines()
    cells = first.split(",")
    cells[header.split(",").index(column)] = CELLS[name]
    path.write_text("\n".join([header, ",".join(cells), *rest, ""]), encoding="utf-8", newline="\n")
    judge(package, capfd, "check")
    judge(package, capfd, "build")


HEADERS = {
    "8,000 columns": ",".join(f"c{n}" for n in range(8_000)),
    "a name of 300 characters": "x" * 300,
    "nothing": "",
    "the same name": "a,a,a,a",
}


@pytest.mark.parametrize("name", HEADERS)
def test_odd_headers(name: str, package: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = package / "tables" / "sizes.csv"
    rest = path.read_text(encoding="utf-8").partition("\n")[2]
    path.write_text(f"{HEADERS[name]}\n{rest}", encoding="utf-8", newline="\n")
    judge(package, capfd, "check")


@ROOTLESS
@pytest.mark.parametrize("place", ["", "tables", "schemas", "datapackage.json", "tables/sizes.csv"])
def test_without_permission(place: str, package: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = package / place
    mode = path.stat().st_mode
    path.chmod(0)
    try:
        judge(package, capfd, "check")
        judge(package, capfd, "build")
    finally:
        path.chmod(mode)


@pytest.mark.parametrize("place", ["tables/sizes.csv", "schemas/sizes.json", "datapackage.json"])
def test_a_folder_in_the_place_of_a_file(
    place: str, package: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (package / place).unlink()
    (package / place).mkdir()
    judge(package, capfd, "check")
    judge(package, capfd, "build")


EXTREME = ("1" + "0" * 300, "1e300", "0." + "0" * 300 + "1", "-9" + "9" * 200, "0")
COLUMNS = [
    ("sizes", "value"),
    ("growth_rates", "rate_percent"),
    ("shares", "share_percent"),
    ("units", "factor"),
    ("scenarios", "growth_factor"),
    ("scenarios", "long_run_rate_percent"),
]


@pytest.mark.parametrize("figure", EXTREME, ids=("large", "power", "small", "negative", "zero"))
@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_extreme_figures_are_figures(
    table: str, column: str, figure: str, package: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whatever arithmetic makes of them, no rule is called broken and nothing stops."""
    path = package / "tables" / f"{table}.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    names = header.split(",")
    changed = [row.split(",") for row in rows]
    for cells in changed:
        cells[names.index(column)] = figure
        if "stated" in names:
            cells[names.index("stated")] = figure
    lines = [header, *(",".join(cells) for cells in changed), ""]
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    for command in (["check"], ["build"]):
        code = run([*command, str(package)])
        _, err = capfd.readouterr()
        assert "broken" not in err
        assert "unexpected error" not in err
        assert code in (0, 1) or command == ["build"], err


@pytest.mark.parametrize("name", ["x" * 220, "..", "a\nb", "größe & co"])
def test_a_draft_stays_in_its_folder_whatever_its_document_is_called(
    name: str, package: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / f"{name}.txt"
    page.write_text("The robot market was USD 2.1 billion in 2024.", encoding="utf-8")
    assert run(["read", str(page), "--into", str(package)]) in (0, 1), capfd.readouterr()
    assert len(list((package / "drafts").iterdir())) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"package", page.name}

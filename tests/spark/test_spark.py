"""On Spark a check finds what it finds on one machine: on pages, generated families, bad tables."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from marketbook.audit import check_package
from marketbook.audit.formats.render_json import tell_finding
from marketbook.errors import PackageError
from marketbook.package import read_package
from marketbook.rules import RULES
from tests.rules.pages import read_cases
from tests.rules.tables import ROOT
from tests.spark.packages import join_cases, plant_families, write_tables

pytest.importorskip("pyspark", reason="PySpark is not installed: pip install 'marketbook[spark]'")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("Spark needs Java, and there is none here", allow_module_level=True)

from marketbook import spark as on_spark
from marketbook.spark.session import LOCAL


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder
    for name, value in {**LOCAL, "spark.master": "local[2]"}.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def compare(session: Any, folder: Path) -> list[str]:
    """The findings, which are the same on Spark; and so is all else of the report."""
    package = read_package(folder)
    ours, theirs = check_package(package), on_spark.check_package(session, package)
    assert [*map(tell_finding, theirs.findings)] == [*map(tell_finding, ours.findings)]
    # a fix needs the digits of its figure, which stay on the cluster
    assert theirs == replace(ours, fixes={})
    return [finding.rule for finding in ours.findings]


def test_all_cases_of_all_pages(session, tmp_path: Path) -> None:
    found = compare(session, write_tables(tmp_path / "pages", join_cases(read_cases())))
    assert {rule.id for rule in RULES} <= {*found}


def test_5000_families_with_planted_faults(session, tmp_path: Path) -> None:
    found = compare(session, write_tables(tmp_path / "planted", plant_families(5000, large=211)))
    assert len({*found}) > 20
    assert len(found) > 5000


def test_shipped_package(session) -> None:
    assert compare(session, ROOT)


def test_shipped_tables_half_csv_half_parquet_without_corrections(session, tmp_path: Path) -> None:
    from marketbook.api import export

    whole = read_package(ROOT)
    resources = {name: one for name, one in whole.resources.items() if name != "corrections"}
    package = replace(whole, resources=resources)
    expected = [tell_finding(finding) for finding in check_package(package).findings]
    export("parquet", tmp_path / "lake", ROOT)
    tables = {
        name: session.read.csv(str(package.locate(resource)), header=True)
        if number % 2
        else session.read.parquet(str(tmp_path / "lake" / f"{name}.parquet"))
        for number, (name, resource) in enumerate(resources.items())
    }
    found = [row.asDict(recursive=True) for row in on_spark.check(session, tables, ROOT).collect()]
    assert found == json.loads(json.dumps(expected))
    [slip] = [one for one in found if one["rule"] == "sizes.unit-slip"]
    assert slip["suspects"][0]["repair"] == "13.7 USD billion"
    assert {place["record"] for place in slip["conflict"]} >= {"sizes:iomt-2025-japan"}


def test_keys_references_and_cells_of_large_tables(session, write_package) -> None:
    items = {
        "fields": [{"name": "item_id", "type": "string"}, {"name": "price", "type": "number"}],
        "primaryKey": ["item_id"],
    }
    orders = {
        "fields": [
            {"name": "order_id", "type": "string"},
            {"name": "item_id", "type": "string"},
            {"name": "units", "type": "integer", "constraints": {"minimum": 0}},
            {"name": "before", "type": "string"},
            {"name": "shop_id", "type": "string"},
        ],
        "primaryKey": ["order_id"],
        "uniqueKeys": [["item_id", "units"]],
        "foreignKeys": [
            {"fields": ["item_id"], "reference": {"resource": "items", "fields": ["item_id"]}},
            {"fields": ["before"], "reference": {"resource": "", "fields": ["order_id"]}},
            {"fields": ["shop_id"], "reference": {"resource": "shops", "fields": ["shop_id"]}},
        ],
    }
    rows = (
        "o-1,i-1,2,,",
        "o-1,i-2,1,o-1,",
        "o-2,i-9,3,o-8,",
        "o-3,i-1,many,o-2,s-1",
        ",,,,",
        "o-4,,-1,o-4,",
        ",i-1,2,=o,",
        "o-5,i-1,2",
        "o-6,i-1,2,o-2,",
    )
    head = "order_id,item_id,units,before,shop_id\n"
    contents = {
        "items": "item_id,price\ni-1,1.5\ni-2,2\ni-2,3\n",
        "orders": head + "".join(f"{row}\n" for row in rows),
    }
    found = compare(session, write_package({"items": items, "orders": orders}, contents))
    assert {
        "structure.type",
        "structure.required",
        "structure.primary-key",
        "structure.unique-key",
        "structure.foreign-key",
        "structure.minimum",
        "structure.row",
    } <= {*found}


def test_faults_of_small_and_large_tables(session, tmp_path: Path) -> None:
    tables = plant_families(3)
    sizes = tables["sizes"]
    tables["sizes"] = pl.concat([sizes, sizes.head(2)]).with_columns(
        pl.when(pl.int_range(pl.len()) == 5)
        .then(pl.lit("nowhere"))
        .otherwise("region_id")
        .alias("region_id")
    )
    tables["players"] = pl.concat([tables["players"], tables["players"].head(1)])
    found = compare(session, write_tables(tmp_path / "bad", tables))
    assert {"structure.primary-key", "structure.foreign-key"} <= {*found}


def test_tables_in_every_form(session, tmp_path: Path) -> None:
    """Several files, JSON, inline rows, other dialects and encodings are read as elsewhere."""
    fields = [{"name": "id", "type": "string"}, {"name": "n", "type": "integer"}]
    files = {
        "one.csv": b"id,n\na,1\n",
        "two.csv": b"id,n\nb,x\na,3\n",
        "j.json": json.dumps([{"id": "a", "n": 1}, {"id": "b", "n": "x"}, {"id": "a"}]).encode(),
        "d.csv": "note\nid;n\n# none\né;1\né;x\nc;NIL\n".encode("cp1252"),
        "z.csv.gz": gzip.compress(b"id\tn\na\t1\na\tx\n"),
    }
    stated = [
        {"path": ["one.csv", "two.csv"]},
        {"path": "j.json"},
        {"data": [["id", "n"], ["a", 1], ["a", "x"]]},
        {
            "path": "d.csv",
            "encoding": "cp1252",
            "dialect": {
                "delimiter": ";", "headerRows": [2], "commentChar": "#", "nullSequence": "NIL",
            },
        },
        {"path": "z.csv.gz", "format": "tsv", "compression": "gz"},
    ]  # fmt: skip
    schema = {"fields": fields, "primaryKey": ["id"], "missingValues": ["-"]}
    resources = [{"name": f"t{n}", "schema": schema, **each} for n, each in enumerate(stated)]
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    descriptor = json.dumps({"name": "forms", "resources": resources})
    (tmp_path / "datapackage.json").write_text(descriptor, encoding="utf-8")
    found = compare(session, tmp_path)
    assert (found.count("structure.type"), found.count("structure.primary-key")) == (5, 5)


def test_null_is_missing_where_a_text_stands_for_it(session, write_package) -> None:
    fields = [{"name": "id", "type": "string"}, {"name": "n", "type": "integer"}]
    fields[1]["constraints"] = {"required": True}
    schema = {"fields": fields, "missingValues": ["-"]}
    folder = write_package({"t": schema}, {"t": "id,n\na,-\n"})
    frame = session.createDataFrame([("a", None)], "id string, n int")
    found = on_spark.check(session, {"t": frame}, folder).collect()
    assert [row.rule for row in found] == ["structure.required"]


def test_table_without_schema_is_refused(session) -> None:
    frame = session.createDataFrame([("a",)], "order_id string")
    with pytest.raises(PackageError, match="there is no schema of orders"):
        on_spark.check(session, {"orders": frame})


def test_findings_in_the_shape_of_the_json_report(session) -> None:
    frame = session.createDataFrame(
        [("m", "Market"), ("m", "Market")], "market_id string, name string"
    )
    found = on_spark.check(session, {"markets": frame})
    assert [row.rule for row in found.collect()].count("structure.header") == 4
    assert found.columns == [*tell_finding(check_package(read_package(ROOT)).findings[0])]

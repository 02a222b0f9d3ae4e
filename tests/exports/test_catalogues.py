"""The catalogue files: read by the readers that are here, held against what they must state."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest

import marketbook as mb
from tests.conformance.tool import PEERS
from tests.exports.conftest import ROOT

CATALOGUE = ROOT / "docs" / "catalogue"
CFF = ROOT / ".venv" / "cff"
HERE = "https://example.org/docs/catalogue/x.json"


# rdflib's own reader of JSON-LD uses a class of rdflib that it deprecates
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")


def read(form: str) -> dict:
    return json.loads((CATALOGUE / f"{form}.json").read_text(encoding="utf-8"))


def find_program(environment: Path, name: str) -> str | None:
    folder = environment / ("Scripts" if sys.platform == "win32" else "bin")
    return shutil.which(name, path=str(folder)) or shutil.which(name)


def parse(document: dict):
    rdflib = pytest.importorskip("rdflib")
    return rdflib.Graph().parse(data=json.dumps(document), format="json-ld", publicID=HERE)


def test_dcat_states_what_its_readers_ask_for() -> None:
    graph = parse(read("dcat"))
    ask = """
        PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/>
        PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX spdx: <http://spdx.org/rdf/terms#>
        SELECT ?access ?bytes ?digest WHERE {
          ?set a dcat:Dataset; dct:title ?title; dct:description ?description;
            dct:identifier ?id; dct:issued ?issued; dcat:version ?version;
            dct:license <https://creativecommons.org/licenses/by/4.0/>;
            dct:publisher/foaf:name ?publisher; dcat:keyword "telemedicine";
            dct:temporal/dcat:startDate ?start; dcat:distribution ?file .
          ?file a dcat:Distribution; dct:title ?name; dcat:accessURL ?access;
            dcat:downloadURL ?access; dct:format ?format; dcat:mediaType ?media;
            dcat:byteSize ?bytes; spdx:checksum/spdx:checksumValue ?digest .
        }"""
    found = {str(row.access): (int(row.bytes), str(row.digest)) for row in graph.query(ask)}
    expected = {
        urljoin(HERE, f"../../{resource.path}"): (resource.bytes, resource.hash[len("sha256:") :])
        for resource in mb.read_package(ROOT).resources.values()
    }
    assert found == expected
    assert not [one for one in graph.objects() if getattr(one, "ill_typed", None)]


def test_schema_org_states_what_search_engines_ask_for() -> None:
    document = read("schema-org")
    assert document["@context"] == "https://schema.org/"
    graph = parse({**document, "@context": {"@vocab": "https://schema.org/"}})
    ask = """
        PREFIX s: <https://schema.org/>
        SELECT ?url WHERE {
          ?set a s:Dataset; s:name ?name; s:description ?description; s:license ?license;
            s:creator/s:name ?creator; s:version ?version; s:keywords "telemedicine";
            s:temporalCoverage "2024/2034"; s:distribution ?file .
          ?file a s:DataDownload; s:contentUrl ?url; s:encodingFormat "text/csv"; s:sha256 ?sum .
          FILTER (strlen(?description) >= 50 && strlen(?description) <= 5000)
        }"""
    assert len(list(graph.query(ask))) == len(mb.read_package(ROOT).resources)
    measured = {one["name"]: one for one in document["variableMeasured"]}
    assert measured["Growth rates: Rate"]["unitText"] == "percent per year"


def test_croissant_is_read_by_its_own_reader() -> None:
    python = find_program(PEERS, "python") if PEERS.exists() else None
    if python is None:
        pytest.skip("there is no mlcroissant in .venv/peers")
    script = Path(__file__).with_name("check_croissant.py")
    command = [python, str(script), str(CATALOGUE / "croissant.json")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["issues"] == []
    tables = mb.read_tables(ROOT)
    assert {name: len(rows) for name, rows in found["rows"].items()} == {
        name: table.height for name, table in tables.items()
    }
    for name, column in (("sizes", "value"), ("shares", "share_percent"), ("markets", "name")):
        theirs = [str(row[column]) for row in found["rows"][name]]
        assert theirs == [str(cell) for cell in tables[name][column]]


def test_croissant_leads_to_the_files() -> None:
    for file in read("croissant")["distribution"]:
        path = CATALOGUE / file["contentUrl"]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == file["sha256"]


def test_a_home_page_stands_before_every_path(write_package, tmp_path: Path) -> None:
    schema = {"fields": [{"name": "a", "type": "number"}]}
    package = write_package({"one": schema}, {"one": "a\n1\n"}, homepage="https://example.org/p")
    for form in ("schema-org", "dcat", "croissant"):
        result = mb.export(form, tmp_path / form, package)
        assert result.tables == ("one",)
        assert "https://example.org/p/tables/one.csv" in (tmp_path / form).read_text("utf-8")
        parse({**json.loads((tmp_path / form).read_text("utf-8")), "@context": {}})


def test_the_citation_is_valid() -> None:
    program = find_program(CFF, "cffconvert") if CFF.exists() else shutil.which("cffconvert")
    if program is None:
        pytest.skip("there is no cffconvert in .venv/cff")
    command = [program, "--validate", "--infile", str(ROOT / "CITATION.cff")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "valid according to schema version 1.2.0" in done.stdout + done.stderr


def test_the_citation_has_the_version_of_the_package() -> None:
    stated = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {mb.read_package(ROOT).descriptor['version']}\n" in stated

"""Small packages in the manner of real public ones: their layouts, versions and dialects, own data.

Each is named after those whose manner it has. Nothing of their content is here.
"""

# ruff: noqa: E501 (a file of data is easier to compare with what it holds in lines of its own)

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

V2 = "https://datapackage.org/profiles/2.0"
Stated = dict[str, object]


@dataclass(frozen=True)
class Wild:
    """A package: its descriptor, its files, and an edit to pull.

    Attributes:
        manner: Whose manner it has.
        descriptor: What the descriptor states; `name` is added.
        files: Content by path.
        edit: Table, number of the record from 0, column and the text to be typed there.
        yaml: The descriptor as YAML, where it is.
    """

    manner: str
    descriptor: Stated
    files: dict[str, bytes]
    edit: tuple[str, int, str, str] | None
    yaml: str = ""

    def write(self, folder: Path) -> Path:
        for path, content in self.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        if self.yaml:
            (folder / "datapackage.yaml").write_text(self.yaml, encoding="utf-8")
        else:
            text = json.dumps(self.descriptor, indent=2, ensure_ascii=False) + "\n"
            (folder / "datapackage.json").write_text(text, encoding="utf-8", newline="")
        return folder


def _fields(**types: object) -> list[Stated]:
    return [
        {"name": name, **({"type": t} if isinstance(t, str) else t)}  # type: ignore[dict-item]
        for name, t in types.items()
    ]


def _text(text: str, encoding: str = "utf-8") -> bytes:
    return text.encode(encoding)


def _zip(*files: tuple[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), content)
    return packed.getvalue()


def _plain_yearly() -> Wild:
    fields = [
        {"name": "Country Name", "type": "string"},
        {"name": "Country Code", "type": "string"},
        {"name": "Year", "type": "year"},
        {"name": "Value", "type": "number", "description": "in US dollars"},
    ]
    return Wild(
        "datasets/gdp: version 1, columns with spaces, a year, long numbers",
        {
            "name": "gdp", "title": "Output", "license": "PDDL-1.0", "last_updated": "2024-05-06",
            "licenses": [{"name": "ODC-PDDL-1.0", "path": "http://opendatacommons.org/licenses/pddl/"}],
            "sources": [{"name": "A bank", "web": "http://example.org/", "title": "A bank"}],
            "views": [], "keywords": ["output"],
            "resources": [{
                "name": "gdp", "path": "data/gdp.csv", "format": "csv", "mediatype": "text/csv",
                "schema": {"fields": fields},
            }],
        },
        {"data/gdp.csv": _text(
            'Country Name,Country Code,Year,Value\nFar Land,FAR,1960,24537037.5\n'
            '"Isles, The",ISL,1961,1.2E+9\nFar Land,FAR,1961,31000000\n')},
        ("gdp", 0, "Value", "25000000"),
    )  # fmt: skip


def _many_resources() -> Wild:
    fields = [{"name": "Date", "type": "date"}, {"name": "Price", "type": "number"}]
    names = ("brent-daily", "brent-month", "wti-daily")
    return Wild(
        "datasets/oil-prices: several tables of one shape, sources, CRLF",
        {
            "name": "oil-prices", "version": "0.2.0", "homepage": "http://example.org",
            "resources": [
                {"name": n, "path": f"data/{n}.csv", "format": "csv", "schema": {"fields": fields}}
                for n in names
            ],
        },
        {f"data/{n}.csv": _text("Date,Price\r\n1987-05-20,18.63\r\n1987-05-21,18.45\r\n") for n in names},
        ("brent-month", 1, "Price", "19"),
    )  # fmt: skip


def _codes() -> Wild:
    fields = [
        {"name": "FIFA", "type": "string", "title": "FIFA code"},
        {"name": "Dial", "type": "string"},
        {"name": "ISO3166-1-Alpha-3", "type": "string"},
        {"name": "is_independent", "type": "string"},
        {"name": "official_name_ar", "type": "string", "description": "Name"},
        {"name": "Geoname ID", "type": "number"},
        {"name": "CLDR display name", "type": "string"},
    ]
    return Wild(
        "datasets/country-codes: odd column names, leading zeros, several scripts, many empties",
        {"name": "country-codes", "resources": [{
            "name": "country-codes", "path": "data/country-codes.csv",
            "schema": {"fields": fields, "primaryKey": "ISO3166-1-Alpha-3"}}]},
        {"data/country-codes.csv": _text(
            "FIFA,Dial,ISO3166-1-Alpha-3,is_independent,official_name_ar,Geoname ID,CLDR display name\n"
            ',"1-340",VIR,Territory of US,جزر,4796775,"Isles, U.S."\nTPE,886,TWN,Yes,,1668284,臺\n'
            "NAM,0264,NAM,Yes,ناميبيا,3355338,NA\n")},
        ("country-codes", 2, "Dial", "00264"),
    )  # fmt: skip


def _history() -> Wild:
    keyed = {"resource": "currencies", "fields": ["currency"]}
    return Wild(
        "medialab/ricardo_data: profiles of version 1, keys and references as text and as lists",
        {
            "profile": "tabular-data-package", "name": "trade", "resources": [
                {"name": "flows", "profile": "tabular-data-resource", "path": "data/flows.csv",
                 "encoding": "utf-8", "format": "csv",
                 "schema": {"fields": _fields(flow="integer", year={"type": "year"}, amount="number",
                                              currency="string", remark="string"),
                            "primaryKey": "flow", "missingValues": ["", "NA"],
                            "foreignKeys": [
                                {"fields": "currency",
                                 "reference": {"resource": "currencies", "fields": "currency"}}]}},
                {"name": "currencies", "profile": "tabular-data-resource",
                 "path": "data/currencies.csv",
                 "schema": {"fields": _fields(currency="string", modern="string"),
                            "primaryKey": ["currency"],
                            "foreignKeys": [{"fields": ["modern"], "reference": {**keyed, "resource": ""}}]}},
            ]},
        {"data/flows.csv": _text('flow,year,amount,currency,remark\n1,1887,12.5,livre,\n'
                                 '2,1888,NA,franc,"two ""prices"""\n3,1889,,livre,x\n'),
         "data/currencies.csv": _text("currency,modern\nfranc,\nlivre,franc\n")},
        ("flows", 1, "amount", "7.25"),
    )  # fmt: skip


def _cameras() -> Wild:
    moment = {"type": "datetime", "format": "%Y-%m-%dT%H:%M:%S%z"}
    schema = {
        "name": "deployments", "fields": [
            {"name": "deploymentID", "type": "string", "skos:exactMatch": "x",
             "constraints": {"required": True, "unique": True}},
            {"name": "latitude", "type": "number", "constraints": {"minimum": -90, "maximum": 90}},
            {"name": "deploymentStart", **moment},
            {"name": "baitUse", "type": "boolean"},
            {"name": "tags", "type": "string"},
            {"name": "setup", "type": "string", "constraints": {"enum": ["a", "b"]}},
        ],
        "missingValues": ["", "NaN", "nan"], "primaryKey": "deploymentID",
    }  # fmt: skip
    return Wild(
        "tdwg/camtrap-dp: a profile from elsewhere, schemas by path, moments with offsets",
        {
            "profile": "https://example.org/camtrap-dp/1.0/profile.json", "name": "cameras",
            "created": "2024-05-06T07:08:09Z", "project": {"title": "x"}, "spatial": None,
            "contributors": [{"title": "A B", "role": "author", "organization": "C"}],
            "resources": [{
                "name": "deployments", "path": "deployments.csv", "profile": "tabular-data-resource",
                "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
                "schema": "deployments-table-schema.json"}]},
        {"deployments.csv": _text(
            "deploymentID,latitude,deploymentStart,baitUse,tags,setup\n"
            "d1,51.4963,2024-05-06T07:08:09+0200,true,x | y,a\nd2,NaN,2024-05-07T00:00:00Z,FALSE,,b\n"),
         "deployments-table-schema.json": json.dumps(schema).encode()},
        ("deployments", 1, "tags", "river"),
    )  # fmt: skip


def _annexes() -> Wild:
    return Wild(
        "UN/ECE code lists: long texts, line breaks in cells, symbols",
        {"name": "units-of-measure", "resources": [{
            "name": "annexii", "path": "data/annexii.csv",
            "schema": {"fields": [
                {"name": "Status", "type": "string"},
                {"name": "CommonCode", "type": "string", "constraints": {"required": True, "pattern": "[A-Z0-9]{2,3}"}},
                {"name": "Description", "type": "string"},
                {"name": "ConversionFactor", "type": "string"},
                {"name": "Symbol", "type": "string"}], "primaryKey": ["CommonCode"]}}]},
        {"data/annexii.csv": _text(
            'Status,CommonCode,Description,ConversionFactor,Symbol\n,10,group,,\n'
            '"D","11","outfit\nof two lines, ""both""",10⁻⁶ m,µ\n,C62,one,1,1\n')},
        ("annexii", 2, "Description", "unit"),
    )  # fmt: skip


def _power() -> Wild:
    return Wild(
        "Open Power System Data: the dialect of csvddf, moments as patterns, other files beside",
        {
            "name": "opsd_time_series", "version": "2020-10-06",
            "external": True, "geographical-scope": "x",
            "resources": [
                {"name": "series", "profile": "tabular-data-resource", "path": "time_series.csv",
                 "format": "csv", "mediatype": "text/csv", "encoding": "UTF8",
                 "dialect": {"csvddfVersion": 1.0, "delimiter": ",", "lineTerminator": "\n", "header": True},
                 "schema": {"primaryKey": "utc_timestamp", "missingValues": [""], "fields": [
                     {"name": "utc_timestamp", "type": "datetime", "format": "%Y-%m-%dT%H:%M:%SZ",
                      "opsd-contentfilter": False},
                     {"name": "AT_load_actual", "type": "number", "unit": "MW"},
                     {"name": "AT_price", "type": "number", "opsdProperties": {"Region": "AT"}}]}},
                {"name": "book", "path": "time_series.xlsx", "format": "xlsx", "mediatype": "x/y"},
                {"name": "base", "path": "time_series.sqlite", "bytes": 3,
                 "hash": hashlib.md5(b"abc", usedforsecurity=False).hexdigest()},
            ]},
        {"time_series.csv": _text("utc_timestamp,AT_load_actual,AT_price\n2014-12-31T23:00:00Z,,\n"
                                  "2015-01-01T00:00:00Z,5946.0,35\n"),
         "time_series.xlsx": b"not read", "time_series.sqlite": b"abc"},
        ("series", 1, "AT_price", "36.5"),
    )  # fmt: skip


def _untyped() -> Wild:
    return Wild(
        "frictionless-py examples: fields without types, schema without keys",
        {"resources": [{"name": "table", "path": "table.csv", "schema": {"fields": [{"name": "id"}, {"name": "name"}]}}]},
        {"table.csv": _text("id,name\n1,english\n2,中国人\n")},
        ("table", 0, "name", "anglais"),
    )  # fmt: skip


def _inline() -> Wild:
    rows = [
        {"id": 1, "name": "a", "ok": True},
        {"id": 2, "name": "b", "ok": None},
        {"id": 3, "name": "c"},
    ]
    return Wild(
        "Data Package specification examples: rows as objects in the descriptor",
        {"$schema": f"{V2}/datapackage.json", "name": "inline", "resources": [{
            "name": "items", "type": "table", "data": rows,
            "schema": {"fields": _fields(id="integer", name="string", ok="boolean"), "primaryKey": ["id"]}}]},
        {},
        ("items", 1, "name", "bee"),
    )  # fmt: skip


def _inline_arrays() -> Wild:
    rows = [["code", "since", "share"], ["x", "2001-02-03", 1.5], ["y", None, 2]]
    return Wild(
        "datahub examples: rows as arrays below their labels, in the descriptor",
        {
            "name": "arrays",
            "resources": [
                {
                    "name": "codes",
                    "data": rows,
                    "profile": "tabular-data-resource",
                    "schema": {"fields": _fields(code="string", since="date", share="number")},
                }
            ],
        },
        {},
        ("codes", 0, "share", "3.25"),
    )


def _brazil() -> Wild:
    return Wild(
        "dados.mg.gov.br: semicolons, Latin-1, decimal commas with points between groups",
        {"name": "pib", "profile": "tabular-data-package", "resources": [{
            "name": "valores", "profile": "tabular-data-resource", "path": "data/valores.csv", "encoding": "ISO-8859-1",
            "dialect": {"delimiter": ";", "caseSensitiveHeader": False, "csvddfVersion": 1.2},
            "schema": {"fields": [
                {"name": "MUNICIPIO", "type": "string", "title": "Município"},
                {"name": "ANO", "type": "year"},
                {"name": "VA", "type": "number", "decimalChar": ",", "groupChar": "."}]}}]},
        {"data/valores.csv": _text(
            "MUNICIPIO;ANO;VA\r\nSão João;2019;1.234,5\r\nÁgua;2020;-0,75\r\n", "latin-1")},
        ("valores", 0, "MUNICIPIO", "São José"),
    )  # fmt: skip


def _gauges() -> Wild:
    return Wild(
        "gauges of Schleswig-Holstein: dates of the country, cp1252, quality as words",
        {"name": "pegel", "resources": [{
            "name": "pegeldaten", "path": "pegel.csv", "format": "csv", "encoding": "cp1252",
            "profile": "tabular-data-resource", "dialect": {"delimiter": ";"},
            "schema": {"fields": [
                {"name": "Zeit [MEZ]", "type": "date", "format": "%d.%m.%Y"},
                {"name": "Wasserstand", "type": "integer"},
                {"name": "Status", "type": "string",
                 "constraints": {"enum": ["geprüft", "nicht geprüft"]}}]}}]},
        {"pegel.csv": _text("Zeit [MEZ];Wasserstand;Status\n01.02.2024;501;geprüft\n"
                            "02.02.2024;498;nicht geprüft\n", "cp1252")},
        ("pegeldaten", 1, "Zeit [MEZ]", "03.02.2024"),
    )  # fmt: skip


def _scenarios() -> Wild:
    return Wild(
        "oemof and oedatamodel: quotes of another kind, objects as JSON in cells, initial spaces",
        {"name": "oed", "resources": [{
            "name": "oed_scenario", "path": "oed.csv",
            "dialect": {"delimiter": ";", "quoteChar": "'", "skipInitialSpace": True, "doubleQuote": True},
            "schema": {"primaryKey": ["id"], "fields": [
                {"name": "id", "type": "integer"}, {"name": "region", "type": "object"},
                {"name": "years", "type": "array"}, {"name": "comment", "type": "string"}]}}]},
        {"oed.csv": _text("id; region; years; comment\n1; {\"DE\": [\"BB\"]}; [2016, 2050]; 'a; b'\n"
                          "2; {}; []; 'it''s'\n")},
        ("oed_scenario", 1, "comment", "x; y's"),
    )  # fmt: skip


def _network() -> Wild:
    refer = [{"fields": name, "reference": {"resource": "node", "fields": "node_id"}}
             for name in ("from_node_id", "to_node_id")]  # fmt: skip
    return Wild(
        "GMNS networks: whole numbers as keys, two references to one table, geometry as text",
        {"name": "tiny-gmns", "profile": "tabular-data-package", "resources": [
            {"name": "node", "path": "node.csv", "profile": "tabular-data-resource", "schema": {"primaryKey": "node_id", "fields": [
                {"name": "node_id", "type": "integer", "constraints": {"required": True, "unique": True}},
                {"name": "x_coord", "type": "number"}]}},
            {"name": "link", "path": "link.csv", "profile": "tabular-data-resource", "schema": {
                "foreignKeys": refer, "primaryKey": "link_id",
                "fields": _fields(link_id="integer", from_node_id="integer", to_node_id="integer",
                                  free_speed="number", geometry="string")}}]},
        {"node.csv": _text("node_id,x_coord\n1,-120.6615\n2,-120.6602\n"),
         "link.csv": _text('link_id,from_node_id,to_node_id,free_speed,geometry\n101,1,2,40,"LINESTRING (1 2, 3 4)"\n')},
        ("link", 0, "free_speed", "45"),
    )  # fmt: skip


def _gz() -> Wild:
    return Wild(
        "Zenodo deposits: a table that is gzipped",
        {"name": "deposit", "resources": [{
            "name": "plants", "path": "plants.csv.gz", "compression": "gz",
            "schema": {"fields": _fields(plant_id="integer", capacity_mw="number"), "primaryKey": ["plant_id"]}}]},
        {"plants.csv.gz": gzip.compress(b"plant_id,capacity_mw\n1,10.5\n2,20\n", mtime=0)},
        ("plants", 0, "capacity_mw", "11"),
    )  # fmt: skip


def _zipped() -> Wild:
    return Wild(
        "World Bank downloads: a table in a zip file, notes beside it",
        {"name": "indicators", "resources": [{
            "name": "wdi", "path": "wdi.zip", "format": "csv", "compression": "zip", "innerpath": "wdi.csv",
            "schema": {"fields": _fields(indicator="string", value="number")}}]},
        {"wdi.zip": _zip(("notes.txt", "n"), ("wdi.csv", "indicator,value\nA,1\nB,2.5\n"))},
        ("wdi", 1, "value", "3"),
    )  # fmt: skip


def _chunks() -> Wild:
    return Wild(
        "election results in parts: one table in several files, each with its labels",
        {"name": "election", "resources": [{
            "name": "votes", "path": ["data/votes-1.csv", "data/votes-2.csv"],
            "schema": {"fields": _fields(ward="integer", party="string", votes="integer"),
                       "primaryKey": ["ward", "party"]}}]},
        {"data/votes-1.csv": _text("ward,party,votes\n1,a,10\n1,b,20\n"),
         "data/votes-2.csv": _text("ward,party,votes\n2,a,30\n2,b,40\n")},
        ("votes", 2, "votes", "31"),
    )  # fmt: skip


def _taxa() -> Wild:
    return Wild(
        "Catalogue of Life and Darwin Core archives: tabs, and quotes that mean nothing",
        {"name": "coldp", "resources": [{
            "name": "names", "path": "NameUsage.tsv", "format": "tsv", "encoding": "UTF-8",
            "dialect": {"delimiter": "\t", "quoteChar": ""},
            "schema": {"fields": [{"name": "col:ID", "type": "string"}, {"name": "col:scientificName", "type": "string"},
                                  {"name": "col:extinct", "type": "boolean", "trueValues": ["1"], "falseValues": ["0"]}],
                       "primaryKey": "col:ID"}}]},
        {"NameUsage.tsv": _text('col:ID\tcol:scientificName\tcol:extinct\n01\tAus "bus" Lin., 1758\t0\n02\tCus\t1\n')},
        ("names", 1, "col:scientificName", "Cus dus"),
    )  # fmt: skip


def _no_labels() -> Wild:
    return Wild(
        "UCI data sets: no labels, question marks for what is missing",
        {"name": "housing", "resources": [{
            "name": "housing", "path": "housing.data", "format": "csv", "dialect": {"header": False, "delimiter": ","},
            "schema": {"fields": _fields(area="number", rooms="integer", kind="string"), "missingValues": ["?"]}}]},
        {"housing.data": _text("101.5,3,flat\n?,4,house\n88,?,flat\n")},
        ("housing", 0, "rooms", "2"),
    )  # fmt: skip


def _statistics() -> Wild:
    return Wild(
        "national statistics offices: two rows of labels, remarks above and between",
        {"$schema": f"{V2}/datapackage.json", "name": "census", "resources": [{
            "name": "population", "type": "table", "path": "population.csv",
            "dialect": {"$schema": f"{V2}/tabledialect.json", "headerRows": [2, 3], "headerJoin": "-", "commentChar": "#"},
            "schema": {"$schema": f"{V2}/tableschema.json", "fields": _fields(**{"area": "string", "persons-male": "integer", "persons-female": "integer"})}}]},
        {"population.csv": _text("# published in May\narea,persons,persons\n,male,female\nNorth,10,11\n# estimated\nSouth,20,22\n# end\n")},
        ("population", 1, "persons-male", "21"),
    )  # fmt: skip


def _json_file() -> Wild:
    content = {
        "meta": {"n": 2},
        "records": [
            {"id": "a", "value": 1.5, "tags": ["x"]},
            {"id": "b", "value": None, "tags": []},
        ],
    }
    return Wild(
        "open data portals: rows in a JSON file, below a property",
        {"$schema": f"{V2}/datapackage.json", "name": "portal", "resources": [{
            "name": "records", "type": "table", "path": "records.json", "format": "json", "dialect": {"property": "records"},
            "schema": {"fields": _fields(id="string", value="number", tags="array"), "primaryKey": ["id"]}}]},
        {"records.json": (json.dumps(content, indent=2) + "\n").encode()},
        ("records", 1, "value", "2.5"),
    )  # fmt: skip


def _json_lines() -> Wild:
    return Wild(
        "d3 and observable examples: an array of objects, one on each line",
        {"name": "observed", "resources": [{
            "name": "points", "path": "points.json", "schema": {"fields": _fields(x="number", label="string")}}]},
        {"points.json": b'[\n{"x":1,"label":"a"},\n{"x":2.5,"label":"\xc3\xa9"}\n]\n'},
        ("points", 0, "label", "b"),
    )  # fmt: skip


def _yaml() -> Wild:
    text = (
        "# a package of a workflow\nname: workflow\nresources:\n  - name: steps\n    path: steps.csv\n"
        "    schema:\n      fields:\n        - {name: step, type: integer}\n"
        "        - {name: done, type: boolean, trueValues: ['yes'], falseValues: ['no']}\n"
        "      primaryKey: step\n"
    )
    return Wild(
        "frictionless workflows: a descriptor in YAML", {}, {"steps.csv": _text("step,done\n1,yes\n2,no\n")},
        ("steps", 1, "done", "yes"), yaml=text,
    )  # fmt: skip


def _version_two() -> Wild:
    return Wild(
        "packages of version 2: categories with labels, fewer columns described than there are",
        {"$schema": f"{V2}/datapackage.json", "name": "two", "version": "1.0.0", "resources": [{
            "name": "survey", "type": "table", "path": "survey.csv",
            "schema": {"$schema": f"{V2}/tableschema.json", "fieldsMatch": ["subset"], "uniqueKeys": [["person", "wave"]],
                       "missingValues": [{"value": "", "label": "left out"}, {"value": "-99", "label": "refused"}],
                       "fields": [
                           {"name": "person", "type": "integer"}, {"name": "wave", "type": "integer"},
                           {"name": "answer", "type": "integer", "categories": [{"value": 0, "label": "no"}, {"value": 1, "label": "yes"}]},
                           {"name": "codes", "type": "list", "itemType": "integer", "delimiter": ";"}]}}]},
        {"survey.csv": _text("person,interviewer,wave,answer,codes\n1,zed,1,0,1;2\n1,zed,2,-99,\n2,why,1,1,3\n")},
        ("survey", 1, "answer", "1"),
    )  # fmt: skip


def _spreadsheet() -> Wild:
    return Wild(
        "Connecticut and other offices: saved by Excel, with a mark and CRLF, documents beside",
        {"name": "bullying", "version": "1", "ckan_extras": {"x": {"value": 1}}, "resources": [
            {"name": "bullying", "path": "data/bullying.csv", "encoding": "utf-8-sig",
             "schema": {"fields": _fields(District="string", Year="string", Value="integer")}},
            {"name": "readme", "path": "README.md", "mediatype": "text/markdown",
             "hash": f"sha256:{hashlib.sha256(b'# x').hexdigest()}"}]},
        {"data/bullying.csv": b"\xef\xbb\xbf" + _text("District,Year,Value\r\nAndover,2012-2013,-9999\r\nAnsonia,2012-2013,4\r\n"),
         "README.md": b"# x"},
        ("bullying", 0, "Value", "3"),
    )  # fmt: skip


def _unicode_text() -> Wild:
    return Wild(
        "Excel's Unicode text: UTF-16 with a mark, tabs",
        {"name": "unicode", "resources": [{
            "name": "words", "path": "words.txt", "format": "tsv", "encoding": "utf-16",
            "schema": {"fields": _fields(word="string", count="integer")}}]},
        {"words.txt": b"\xfe\xff" + _text("word\tcount\r\nŁódź\t3\r\n日本\t4\r\n", "utf-16-be")},
        ("words", 1, "count", "5"),
    )  # fmt: skip


def _geography() -> Wild:
    return Wild(
        "datasets/airport-codes and geo packages: points in two forms, GeoJSON, TopoJSON",
        {"name": "airports", "resources": [{
            "name": "airports", "path": "airports.csv", "schema": {"fields": [
                {"name": "ident", "type": "string"}, {"name": "coordinates", "type": "geopoint"},
                {"name": "tower", "type": "geopoint", "format": "array"},
                {"name": "area", "type": "geojson"}, {"name": "elevation_ft", "type": "integer", "groupChar": ","}]}}]},
        {"airports.csv": _text(
            'ident,coordinates,tower,area,elevation_ft\nA1,"-74.93, 40.07","[-74.9, 40.1]","{""type"": ""Point"", ""coordinates"": [1, 2]}","1,234"\n'
            "B2,,,,-12\n")},
        ("airports", 1, "coordinates", "8.5, 47.3"),
    )  # fmt: skip


def _dump() -> Wild:
    return Wild(
        "database dumps: backslashes before what is special, and for what is missing",
        {"name": "dump", "resources": [{
            "name": "users", "path": "users.csv",
            "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": False, "escapeChar": "\\", "nullSequence": "NULL"},
            "schema": {"fields": _fields(id="integer", name="string", parent="integer"), "primaryKey": "id",
                       "foreignKeys": [{"fields": "parent", "reference": {"resource": "users", "fields": "id"}}]}}]},
        {"users.csv": _text('"id","name","parent"\n"1","a \\"b\\"","NULL"\n"2",NULL,"1"\n')},
        ("users", 1, "name", 'say "x"'),
    )  # fmt: skip


def _times() -> Wild:
    return Wild(
        "mobility feeds: times, durations, months, amounts with their currency",
        {"name": "trips", "resources": [{
            "name": "trips", "path": "trips.csv", "schema": {"fields": [
                {"name": "trip", "type": "string"}, {"name": "departs", "type": "time", "format": "%H:%M"},
                {"name": "takes", "type": "duration"}, {"name": "month", "type": "yearmonth"},
                {"name": "fare", "type": "number", "bareNumber": False},
                {"name": "at", "type": "datetime"}]}}]},
        {"trips.csv": _text("trip,departs,takes,month,fare,at\nt1,07:30,PT1H30M,2024-05,EUR 12.50,2024-05-06T07:30:00Z\nt2,23:59,P1D,,95%,\n")},
        ("trips", 0, "fare", "EUR 13.00"),
    )  # fmt: skip


def _other_order() -> Wild:
    return Wild(
        "packages that grow: columns in another order, some described that are not there yet",
        {"$schema": f"{V2}/datapackage.json", "name": "growing", "resources": [{
            "name": "t", "type": "table", "path": "t.csv",
            "schema": {"fieldsMatch": ["superset"], "missingValues": ["-"], "primaryKey": ["id"],
                       "fields": _fields(id="string", n="number", later="string", note="string")}}]},
        {"t.csv": _text("note,id,n\nx,a,1\n-,b,-\n")},
        ("t", 1, "n", "4"),
    )  # fmt: skip


MAKERS: tuple[Callable[[], Wild], ...] = (
    _plain_yearly, _many_resources, _codes, _history, _cameras, _annexes, _power, _untyped, _inline,
    _inline_arrays, _brazil, _gauges, _scenarios, _network, _gz, _zipped, _chunks, _taxa, _no_labels,
    _statistics, _json_file, _json_lines, _yaml, _version_two, _spreadsheet, _unicode_text,
    _geography, _dump, _times, _other_order,
)  # fmt: skip

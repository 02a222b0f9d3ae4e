"""The package in Croissant 1.0: what the hubs and loaders of machine learning read."""

from __future__ import annotations

from pathlib import Path

from marketbook.exports.catalogue import (
    DATA_PACKAGE,
    About,
    File,
    is_ours,
    list_files,
    render_object,
)
from marketbook.exports.content import Content
from marketbook.exports.describe import Object
from marketbook.exports.sql import describe
from marketbook.schema import Field

_TYPES = {
    "integer": "sc:Integer",
    "year": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
# the context that the specification prescribes, word for word
_CONTEXT: Object = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def write_croissant(content: Content, path: Path) -> tuple[str, ...]:
    """Write Croissant metadata: the CSVs as files, each table as a record set with its key.

    Args:
        content: What is described.
        path: A file that does not exist.
    """
    path.write_bytes(render_object(describe_dataset(content)))
    return ()


def describe_dataset(content: Content) -> Object:
    """The package as Croissant 1.0 describes a data set."""
    package, about, files = content.package, About(content.package), list_files(content)
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "additionalType": DATA_PACKAGE,
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": about.text("name"),
        "alternateName": about.text("title"),
        "description": about.text("description"),
        "url": about.text("homepage"),
        "version": about.text("version"),
        "datePublished": about.text("created"),
        "license": about.licence_links,
        "citeAs": _cite(about),
        "keywords": about.texts("keywords"),
        "creator": [{"@type": f"sc:{kind}", "name": title} for title, kind in about.makers],
        "distribution": [_describe_file(file) for file in files],
        "recordSet": [
            # what the readers of this form read as it is
            _describe_records(file)
            for file in files
            if package.resources[file.table.name].is_plain
        ],
    }


def _cite(about: About) -> str:
    makers = " and ".join(about.titles("contributors"))
    year, version = about.text("created")[:4], about.text("version")
    title = about.text("title") or about.text("name")
    return ", ".join(filter(None, [makers, title, version and f"version {version}", year])) + "."


def _describe_file(file: File) -> Object:
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "contentUrl": file.url,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": file.media,
        "sha256": file.digest,
    }


def _describe_records(file: File) -> Object:
    schema = file.table.schema
    key = [{"@id": f"{schema.name}/{name}"} for name in schema.primary_key]
    described: Object = {
        "@type": "cr:RecordSet",
        "@id": schema.name,
        "name": schema.name,
        "description": schema.description,
        "key": key[0] if len(key) == 1 else key,
        "field": [_describe_field(field, file) for field in schema.fields],
    }
    return {name: value for name, value in described.items() if value}


def _describe_field(field: Field, file: File) -> Object:
    # no "references": the reader takes them as orders to join, and loses whole tables over them
    # (mlcroissant 1.1.1); the foreign keys stand in the schemas
    table = file.table.schema.name
    source = {"fileObject": {"@id": file.name}, "extract": {"column": field.name}}
    described: Object = {
        "@type": "cr:Field",
        "@id": f"{table}/{field.name}",
        "name": f"{table}/{field.name}",
        "description": describe(field),
        "dataType": _TYPES.get(field.type, "sc:Text"),
        "source": source,
    }
    return {name: value for name, value in described.items() if value}


def is_croissant_export(path: Path) -> bool:
    """Whether a file is one that this module wrote."""
    return is_ours(path, "additionalType")

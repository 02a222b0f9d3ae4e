"""The package as a schema.org Dataset: what search engines for data sets read."""

from __future__ import annotations

from pathlib import Path

from marketbook.exports.catalogue import (
    DATA_PACKAGE,
    About,
    File,
    find_span,
    is_ours,
    list_files,
    render_object,
)
from marketbook.exports.content import Content
from marketbook.exports.describe import Object
from marketbook.exports.sql import describe


def write_schema_org(content: Content, path: Path) -> tuple[str, ...]:
    """Write JSON-LD for the head of a page about the package.

    Args:
        content: What is described.
        path: A file that does not exist.
    """
    path.write_bytes(render_object(describe_dataset(content)))
    return ()


def describe_dataset(content: Content) -> Object:
    """The package as a Dataset, each table as a DataDownload, each number as a variable."""
    about, span = About(content.package), find_span(content)
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "additionalType": DATA_PACKAGE,
        "name": about.text("title") or about.text("name"),
        "alternateName": about.text("name"),
        "description": about.text("description"),
        "url": about.text("homepage"),
        "version": about.text("version"),
        "dateCreated": about.text("created"),
        "license": about.licence_links,
        "keywords": about.texts("keywords"),
        "creator": [{"@type": kind, "name": title} for title, kind in about.makers],
        "isBasedOn": [
            {"@type": "CreativeWork", "name": title} for title in about.titles("sources")
        ],
        "temporalCoverage": f"{span[0]}/{span[1]}" if span else "",
        "variableMeasured": _list_variables(content),
        "distribution": [_describe_file(file) for file in list_files(content)],
    }


def _list_variables(content: Content) -> list[Object]:
    return [
        {
            "@type": "PropertyValue",
            "name": f"{table.schema.title or table.name}: {field.title or field.name}",
            "description": describe(field),
            **({"unitText": field.unit} if field.unit else {}),
        }
        for table in content.tables
        if table.kind == "published"
        for field in table.schema.fields
        if field.type == "number"
    ]


def _describe_file(file: File) -> Object:
    described: Object = {"@type": "DataDownload", "name": file.table.name}
    if file.table.schema.description:
        described["description"] = file.table.schema.description
    return described | {
        "contentUrl": file.url,
        "encodingFormat": file.media,
        "contentSize": f"{file.bytes} B",
        "sha256": file.digest,
    }


def is_schema_org_export(path: Path) -> bool:
    """Whether a file is one that this module wrote."""
    return is_ours(path, "additionalType")

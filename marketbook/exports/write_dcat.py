"""The package as a DCAT Dataset: what the catalogues of public bodies harvest."""

from __future__ import annotations

from pathlib import Path

from marketbook.exports.catalogue import (
    CSV,
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

_CONTEXT: Object = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_CSV_FORMAT = "http://publications.europa.eu/resource/authority/file-type/CSV"
_MEDIA = "https://www.iana.org/assignments/media-types/"


def write_dcat(content: Content, path: Path) -> tuple[str, ...]:
    """Write JSON-LD with the properties that DCAT 3 and DCAT-AP ask for or recommend.

    Args:
        content: What is described.
        path: A file that does not exist.
    """
    path.write_bytes(render_object(describe_dataset(content)))
    return ()


def describe_dataset(content: Content) -> Object:
    """The package as a dcat:Dataset, each table as a dcat:Distribution."""
    about, span = About(content.package), find_span(content)
    home, version = about.text("homepage"), about.text("version")
    agents = [{"@type": "foaf:Agent", "foaf:name": title} for title in about.titles("contributors")]
    return {
        "@context": _CONTEXT,
        "@id": home or f"urn:datapackage:{about.text('name')}",
        "@type": "dcat:Dataset",
        "dct:conformsTo": {"@id": DATA_PACKAGE},
        "dct:identifier": about.text("name"),
        "dct:title": about.text("title") or about.text("name"),
        "dct:description": about.text("description"),
        "dcat:version": version,
        "dct:issued": _date(about.text("created")),
        "dct:creator": agents,
        "dct:publisher": agents[:1],
        "dcat:keyword": about.texts("keywords"),
        "dcat:landingPage": {"@id": home} if home else None,
        "dct:license": _link_licences(about),
        "dct:source": [{"dct:title": title} for title in about.titles("sources")],
        "dct:temporal": _describe_span(span),
        "dcat:distribution": [_describe_file(file, about) for file in list_files(content)],
    }


def _date(stated: str) -> Object | None:
    return {"@type": "xsd:dateTime", "@value": stated} if stated else None


def _link_licences(about: About) -> list[object]:
    return [{"@id": link} if "://" in link else link for link in about.licence_links]


def _describe_span(span: tuple[int, int] | None) -> Object | None:
    if span is None:
        return None
    first, last = ({"@type": "xsd:gYear", "@value": f"{year:04}"} for year in span)
    return {"@type": "dct:PeriodOfTime", "dcat:startDate": first, "dcat:endDate": last}


def _describe_file(file: File, about: About) -> Object:
    schema = file.table.schema
    checksum = {
        "@type": "spdx:Checksum",
        "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
        "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.digest},
    }
    described: Object = {
        "@type": "dcat:Distribution",
        "dct:title": schema.title or file.table.name,
        "dct:description": schema.description,
        "dcat:accessURL": {"@id": file.url},
        "dcat:downloadURL": {"@id": file.url},
        "dct:format": {"@id": _CSV_FORMAT} if file.media == CSV else None,
        "dcat:mediaType": {"@id": f"{_MEDIA}{file.media}"},
        "dct:license": _link_licences(about),
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.bytes)},
        "spdx:checksum": checksum,
    }
    return {key: value for key, value in described.items() if value}


def is_dcat_export(path: Path) -> bool:
    """Whether a file is one that this module wrote."""
    return is_ours(path, "dct:conformsTo")

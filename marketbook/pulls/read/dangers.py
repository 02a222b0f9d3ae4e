"""What a workbook may not bring along: macros, links to elsewhere, programs, embedded objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from marketbook.errors import WorkbookError
from marketbook.pulls.read.markup import Element, read_tree
from marketbook.pulls.read.xlsx_parts import read_relations
from marketbook.workbook.archive import Archive

CONTENT_TYPES = "[Content_Types].xml"
MANIFEST = "META-INF/manifest.xml"
_MACRO, _LINK = "a macro", "a link to another file or program"
_OBJECT, _QUERY = "an embedded object", "a query or connection to a database"

# Words in the type of a part or of a relation, small letters. What is not listed is harmless,
# because it is never read: drawings, pivot tables, settings of printers, panes of add-ins.
_XLSX_WORDS: Mapping[str, str] = {
    "sheet.binary": "cells in the binary format (.xlsb)", "macroenabled": _MACRO,
    "vbaproject": _MACRO, "macrosheet": _MACRO, "dialogsheet": _MACRO, "externallink": _LINK,
    "ddelink": _LINK, "attachedtemplate": _LINK, "oleobject": _OBJECT, "activex": _OBJECT,
    "control": _OBJECT, "connections": _QUERY, "querytable": _QUERY, "powerpivotdata": _QUERY,
}  # fmt: skip
_XLSX_PLACES: Mapping[str, str] = {
    "xl/vbaproject": _MACRO, "xl/macrosheets/": _MACRO, "xl/dialogsheets/": _MACRO,
    "xl/externallinks/": _LINK, "xl/embeddings/": _OBJECT, "xl/activex/": _OBJECT,
    "xl/ctrlprops/": _OBJECT, "xl/connections": _QUERY,
    "xl/querytables/": _QUERY, "xl/model/": _QUERY,
}  # fmt: skip
_ODS_PLACES: Mapping[str, str] = {
    "basic/": _MACRO, "scripts/": _MACRO, "dialogs/": _MACRO, "database/": _QUERY,
}  # fmt: skip
# Charts are embedded too in an ods file; they are of no harm and never read.
_CHART = "application/vnd.oasis.opendocument.chart"
_REMEDIES = {
    _MACRO: "save it as a workbook without macros (.xlsx)",
    _LINK: "in Excel: Data, Edit Links, Break Link; then save it again",
    _OBJECT: "delete the object and save it again",
    _QUERY: "in Excel: Data, Queries & Connections, delete; then save it again",
}


def refuse_xlsx_dangers(archive: Archive) -> None:
    """Refuses an xlsx file for what it brings along.

    Raises:
        WorkbookError: It has macros, links, queries or embedded objects.
    """
    _refuse_places(archive, _XLSX_PLACES)
    for part, kind in _list_types(archive):
        _refuse_words(part, kind)
    for name in archive.names:
        if name.endswith(".rels"):
            _refuse_relations(archive, name)


def _refuse_places(archive: Archive, places: Mapping[str, str]) -> None:
    for name in sorted(archive.names):
        for start, what in places.items():
            if name.casefold().startswith(start):
                _refuse(what, name)


def _list_types(archive: Archive) -> Iterator[tuple[str, str]]:
    """Each part that is there with its type: its own, or that of its ending.

    A type that no part has is of no harm: some writers list what they might have needed.
    """
    root = read_tree(archive, CONTENT_TYPES)
    own = _read_types(root, "Override", "PartName")
    by_ending = _read_types(root, "Default", "Extension")
    for name in sorted(archive.names):
        plain = name.casefold()
        yield name, own.get(plain) or by_ending.get(plain.rpartition(".")[2], "")


def _read_types(root: Element, tag: str, key: str) -> dict[str, str]:
    return {
        each.attributes.get(key, "").lstrip("/").casefold(): each.attributes.get("ContentType", "")
        for each in root.find_all(tag)
    }


def _refuse_words(part: str, kind: str) -> None:
    plain = kind.casefold()
    for word, what in _XLSX_WORDS.items():
        if word in plain:
            _refuse(what, part)


def _refuse_relations(archive: Archive, name: str) -> None:
    folder, _, file = name.rpartition("_rels/")
    for relation in read_relations(archive, folder + file.removesuffix(".rels")).values():
        _refuse_words(name, relation.kind)
        if relation.outside and relation.kind != "hyperlink":
            _refuse(_LINK, name)


def refuse_ods_dangers(archive: Archive) -> None:
    """Refuses an ods file for what it brings along.

    Raises:
        WorkbookError: It has macros or embedded objects, or is locked with a password.
    """
    _refuse_places(archive, _ODS_PLACES)
    root = read_tree(archive, MANIFEST)
    if any(root.find_all("encryption-data")):
        remedy = "save it without a password"
        raise WorkbookError("it is locked with a password", "a file without a password", remedy)
    for entry in root.find_all("file-entry"):
        path, kind = entry.attributes.get("full-path", ""), entry.attributes.get("media-type", "")
        inner = path.endswith("/") and path != "/" and kind.startswith("application/vnd.")
        if (inner and kind not in (_CHART, "")) or "oleobject" in kind.casefold():
            if (
                "configurations" in kind.casefold()
                or kind == "application/vnd.sun.xml.ui.configuration"
            ):
                continue
            _refuse(_OBJECT, path)


def _refuse(what: str, part: str) -> None:
    remedy = _REMEDIES.get(what, "save it as .xlsx")
    raise WorkbookError(f"it holds {what} ({part})", "cells, tables and charts alone", remedy)

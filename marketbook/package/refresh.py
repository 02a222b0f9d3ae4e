"""Keeps `hash` and `bytes` of a descriptor true."""

from __future__ import annotations

from marketbook.errors import PackageError
from marketbook.package.facts import read_facts
from marketbook.package.files import write_file
from marketbook.package.json_file import render_descriptor
from marketbook.package.model import Attachment, Package, Resource


def refresh_descriptor(package: Package) -> bool:
    """Write each file's `hash` and `bytes` into the descriptor, and say whether anything changed.

    Keys keep their order; the file is written anew only where a hash or a size is not the one
    stated, indented by two spaces.

    Raises:
        PackageError: Where a file cannot be read or the descriptor cannot be written.
    """
    content = make_descriptor(package)
    if content is None:
        return False
    write_file(package.root / package.file, content, inside=package.root)
    return True


def make_descriptor(package: Package, written: dict[str, object] | None = None) -> bytes | None:
    """The descriptor with each file's `hash` and `bytes`; None where it states them already.

    Args:
        package: The package.
        written: The descriptor as it stands in its file, where the package has another.

    Raises:
        PackageError: Where a file cannot be read, or the descriptor cannot be written as it was.
    """
    tables = [*package.resources.values(), *package.attachments]
    known = {resource.name: resource for resource in tables}
    refreshed = [{**each, **_measure(package, known[str(each["name"])])} for each in package.stated]
    descriptor = {**package.descriptor, "resources": refreshed}
    if descriptor == (package.descriptor if written is None else written):
        return None
    if not package.file.endswith(".json"):
        return _keep_yaml(package, written)
    return render_descriptor(descriptor)


def _keep_yaml(package: Package, written: dict[str, object] | None) -> None:
    """YAML would lose its comments: hashes are left as they are, rows in it cannot be."""
    if written is not None and package.descriptor != written:
        raise PackageError(
            f"{package.file} holds rows that were changed, and would lose its comments",
            "rows in a file of their own, or a descriptor in JSON",
            "move the rows to a file, and name it in the descriptor",
        )


def _measure(package: Package, resource: Attachment) -> dict[str, object]:
    """Hash and size of a table; of other files only where they are stated, or not at all."""
    is_table = isinstance(resource, Resource)
    if not resource.path or resource.further_paths or not (is_table or resource.hash):
        return {}
    facts = read_facts(package.locate(resource), resource.path)
    return {"hash": f"sha256:{facts.digest}", "bytes": facts.bytes}

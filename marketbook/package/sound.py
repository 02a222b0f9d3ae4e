"""The tables of a package, all of them as their schemas say: part of them would mislead."""

from __future__ import annotations

from marketbook.errors import PackageError
from marketbook.package.gather import gather_findings
from marketbook.package.model import Package
from marketbook.package.structure import Structure, read_structure


def read_sound(package: Package, *, hashes: bool = True) -> Structure:
    """The typed tables of a package.

    Args:
        package: The package.
        hashes: Whether the hashes in its descriptor must be up to date too.

    Raises:
        PackageError: A table is not as its schema says; all that is wrong with it is named.
    """
    structure = read_structure(package)
    faults = [finding for finding in structure.findings if finding.fails]
    if not hashes:
        faults = [finding for finding in faults if finding.rule != "structure.hash"]
    if faults:
        raise PackageError(
            "the tables do not match their schemas",
            remedy="run 'marketbook check'",
            problems=[str(finding) for finding in gather_findings(faults, package)],
        )
    return structure

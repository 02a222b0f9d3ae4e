"""Records that a command settles something with: written, unless an error would come of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from marketbook.changes import Cells, FieldChange, Key, RecordChange
from marketbook.errors import PackageError
from marketbook.package import Package, Resource
from marketbook.pulls.merge.check import check_would_be
from marketbook.pulls.merge.compose import compose_table
from marketbook.pulls.merge.current import CurrentTable, locate_records, read_current
from marketbook.pulls.write import measure, write_tables

Change = Callable[[CurrentTable], tuple[RecordChange, ...]]


@dataclass(frozen=True, slots=True)
class Put:
    """What became of changes.

    Attributes:
        written: Files that were written, inside the package; none where nothing differed.
        faults: Errors that the package would have; nothing was written, then.
        changes: What changed, by table.
    """

    written: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    changes: Mapping[str, tuple[RecordChange, ...]] = field(
        default_factory=dict[str, tuple[RecordChange, ...]]
    )


def put_records(package: Package, wanted: Mapping[str, Change]) -> Put:
    """Change records of tables, with the hashes in the descriptor: all of them or none.

    Args:
        package: The package.
        wanted: What is to change in a table as it is now, by table.

    Raises:
        PackageError: A table could not be read or written.
        RuleError: A rule of the audit failed itself.
    """
    digest = measure(package.root / package.file)
    current = {name: read_current(package, package.resources[name]) for name in wanted}
    changes = {name: change(current[name]) for name, change in wanted.items()}
    tables = {
        name: compose_table(package, current[name], found)
        for name, found in changes.items()
        if found
    }
    if not tables:
        return Put()
    checked = check_would_be(package, tables, {})
    new = (each.finding for each in checked.findings if each.state == "new")
    if faults := tuple(str(finding) for finding in new if finding.fails):
        return Put(faults=faults)
    written = write_tables(package, tables, current, checked.descriptor, digest)
    return Put(written, changes=changes)


def set_record(current: CurrentTable, key: Key, cells: Cells) -> RecordChange:
    """The change that gives a record these cells, whether it is there already or new."""
    old = current.state.records.get(key)
    held = {} if old is None else old
    fields = tuple(
        FieldChange(name, held.get(name, ""), text)
        for name, text in cells.items()
        if old is None or held.get(name, "") != text
    )
    return RecordChange(current.resource.name, key, "added" if old is None else "changed", fields)


def name_record(place: str, package: Package) -> str:
    """The record, ``table:id``, at a place that is named as the check prints it.

    Args:
        place: ``tables/sizes.csv:3``, as seen from here or from the package; or the record itself.
        package: The package.

    Raises:
        PackageError: There is no record in that line, or its table could not be read.
    """
    plain = place.strip().rstrip(":")
    path, _, line = plain.rpartition(":")
    resource = _find_table(path, package) if line.isdecimal() else None
    if resource is None:
        return plain
    found = locate_records(read_current(package, resource))
    for key, (file, number) in found.items():
        if number == int(line) and _is_file(path, file, package):
            return f"{resource.name}:{'/'.join(key)}"
    raise PackageError(f"line {line} of {path} holds no record", "a line that the check names")


def _find_table(path: str, package: Package) -> Resource | None:
    tables = package.resources.values()
    return next((one for one in tables if any(_is_file(path, f, package) for f in one.paths)), None)


def _is_file(path: str, file: str, package: Package) -> bool:
    """Whether a path, seen from here or from the package, leads to a file of the package."""
    here = Path(path)
    return here.as_posix() == file or here.resolve() == package.locate_path(file).resolve()

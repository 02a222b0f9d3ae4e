"""The package as it would be with the changes in it, checked without touching the real one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from marketbook.audit import Report, check_package
from marketbook.changes import Key
from marketbook.errors import PackageError
from marketbook.findings import Finding
from marketbook.package import Package, Resource, make_descriptor
from marketbook.pulls.merge.compose import ComposedTable
from marketbook.pulls.merge.current import locate_records, read_current
from marketbook.pulls.merge.result import PulledFinding, State
from marketbook.pulls.read.edited import Place

Places = Mapping[tuple[str, Key], Mapping[str, Place]]


@dataclass(frozen=True, slots=True)
class WouldBePackage(Package):
    """A package some of whose files are read from elsewhere.

    Attributes:
        files: Where those files are, by path inside the package.
    """

    files: Mapping[str, Path] = field(default_factory=dict[str, Path])

    def locate_path(self, path: str) -> Path:
        """Where a file of the package is on this machine."""
        return self.files.get(path) or Package.locate_path(self, path)


@dataclass(frozen=True, slots=True)
class WouldBe:
    """What a check says of the package as it would be.

    Attributes:
        descriptor: The descriptor with the new hashes; None where they are as stated.
        findings: What would be found and is not settled.
        fixed: What is found now and would not be.
        breaks: Whether a table would not be as its schema says.
    """

    descriptor: bytes | None
    findings: tuple[PulledFinding, ...]
    fixed: tuple[Finding, ...]
    breaks: bool


def check_would_be(
    package: Package, tables: Mapping[str, ComposedTable], places: Places
) -> WouldBe:
    """Check a package as it would be.

    Args:
        package: The package as it is.
        tables: The files that would be others, by table.
        places: Where the workbook holds the records of those tables.

    Raises:
        PackageError: A table could not be read.
        RuleError: A rule failed itself.
    """
    before = check_package(package)
    with TemporaryDirectory(prefix="marketbook-") as folder:
        draft = _draft(package, tables, Path(folder))
        descriptor = make_descriptor(draft, package.descriptor)
        after = check_package(_state_hashes(draft, descriptor))
    files = {finding.file for finding in after.findings}
    known = _list_records(package, tables, files)
    new, fixed = compare_reports(before, after)
    breaks = any(_is_of_structure(finding) for finding in after.errors)
    return WouldBe(
        descriptor=descriptor,
        findings=tuple(
            PulledFinding(finding, _find_place(finding, known, places), _name_state(finding, new))
            for finding in after.findings
            if not (finding.settled or (breaks and finding.rule.startswith("figures.")))
        ),
        # rules do not look at a table that is not as its schema says: what they found is not gone,
        # and what is left to several figures is no more than it was
        fixed=tuple(one for one in fixed if _is_of_structure(one)) if breaks else fixed,
        breaks=breaks,
    )


def _is_of_structure(finding: Finding) -> bool:
    return finding.rule.startswith("structure.")


def compare_reports(before: Report, after: Report) -> tuple[Counter[Finding], tuple[Finding, ...]]:
    """What the second of two reports has that the first has not, and the other way round.

    A finding is the same where rule, record and column are, in whatever line the record stands
    now, and whatever the figures are.
    """
    old = [finding for finding in before.findings if not finding.settled]
    new = [finding for finding in after.findings if not finding.settled]
    gone = _subtract(old, new)
    return Counter(_subtract(new, old)), tuple(gone)


def _subtract(findings: Iterable[Finding], others: Iterable[Finding]) -> list[Finding]:
    left = Counter(_identify(finding) for finding in others)
    found: list[Finding] = []
    for finding in findings:
        name = _identify(finding)
        if left[name]:
            left[name] -= 1
        else:
            found.append(finding)
    return found


def _identify(finding: Finding) -> tuple[str, ...]:
    about = finding.record or finding.message
    return (finding.file, finding.rule, finding.severity, finding.field, about)


def _name_state(finding: Finding, new: Counter[Finding]) -> State:
    if new[finding]:
        new[finding] -= 1
        return "new"
    return "still"


def _draft(package: Package, tables: Mapping[str, ComposedTable], folder: Path) -> WouldBePackage:
    files: dict[str, Path] = {}
    data: dict[str, object] = {}
    for name, table in tables.items():
        for path, content in table.rewritten.files.items():
            files[path] = folder / f"{len(files)}{Path(path).suffix}"
            files[path].write_bytes(content)
        if table.rewritten.data is not None:
            data[name] = table.rewritten.data
    return WouldBePackage(
        package.root,
        package.file,
        _put_data(package.descriptor, data),
        {n: replace(r, data=data[n]) if n in data else r for n, r in package.resources.items()},
        package.attachments,
        package.findings,
        files=files,
    )


def _put_data(descriptor: dict[str, object], data: Mapping[str, object]) -> dict[str, object]:
    """The descriptor with other rows in it."""
    stated = cast("list[dict[str, object]]", descriptor["resources"])
    changed = [{**e, "data": data[str(e["name"])]} if e["name"] in data else e for e in stated]
    return {**descriptor, "resources": changed}


def _state_hashes(draft: WouldBePackage, descriptor: bytes | None) -> WouldBePackage:
    """The draft with the hashes that its files have."""
    if descriptor is None:
        return draft
    content = cast("dict[str, object]", json.loads(descriptor))
    stated = cast("list[dict[str, object]]", content["resources"])
    resources = {
        str(each["name"]): replace(
            draft.resources[str(each["name"])],
            hash=str(each["hash"]),
            bytes=cast("int", each["bytes"]),
        )
        for each in stated
        if str(each["name"]) in draft.resources and "hash" in each
    }
    return replace(draft, descriptor=content, resources={**draft.resources, **resources})


def _list_records(
    package: Package, tables: Mapping[str, ComposedTable], files: set[str]
) -> dict[tuple[str, int], tuple[str, Key]]:
    """Table and key by file and line, for some of the files as they would be."""
    known: dict[tuple[str, int], tuple[str, Key]] = {}
    for name, resource in package.resources.items():
        if files.intersection(resource.paths or (resource.path,)):
            found = tables[name].places if name in tables else _locate(package, resource)
            known.update({place: (name, key) for key, place in found.items()})
    return known


def _locate(package: Package, resource: Resource) -> dict[Key, tuple[str, int]]:
    """Place of each record of a table that stays as it is; none where it cannot be read."""
    try:
        return locate_records(read_current(package, resource))
    except PackageError:
        return {}


def _find_place(
    finding: Finding, known: Mapping[tuple[str, int], tuple[str, Key]], places: Places
) -> Place | None:
    """The cell of the finding's column or, where it is about the whole record, of its first."""
    record = known.get((finding.file, finding.line))
    cells = places.get(record, {}) if record else {}
    return cells.get(finding.field) or next(iter(cells.values()), None)

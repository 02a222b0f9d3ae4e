"""Where a finding is, for tables that are not lines of one file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate

from marketbook.errors import PackageError
from marketbook.findings import Finding
from marketbook.package.model import Package, Resource
from marketbook.package.records import count_lines
from marketbook.package.unpack import read_content

_LINE = re.compile(r"\bline ([0-9]+)\b")


def settle_places(findings: Iterable[Finding], package: Package) -> list[Finding]:
    """The findings, each at a file and line that a person can open.

    Rows of several files are numbered on from file to file: those after the first get their own
    file and line. Records in JSON have no lines: their number goes before the message, and rows in
    the descriptor are found there.
    """
    odd = {
        name: resource
        for name, resource in package.resources.items()
        if resource.further_paths or resource.form == "json" or resource.data is not None
    }
    starts: dict[str, list[int]] = {}
    return [
        _settle(each, package, odd[each.table], starts) if each.table in odd else each
        for each in findings
    ]


def _settle(
    finding: Finding, package: Package, resource: Resource, starts: dict[str, list[int]]
) -> Finding:
    if finding.file != resource.path:
        return finding
    if resource.data is not None or resource.form == "json":
        file = resource.path or package.file
        if not finding.line:
            return replace(finding, file=file)
        message = f"record {finding.line - 1}: {_LINE.sub(_count_record, finding.message)}"
        return replace(finding, file=file, line=0, message=message)
    before = starts.setdefault(resource.name, [*_list_starts(package, resource)])
    file, line = _find(finding.line, resource, before)
    message = _LINE.sub(lambda found: _name_line(int(found[1]), resource, before), finding.message)
    return replace(finding, file=file, line=line, message=message)


def _count_record(found: re.Match[str]) -> str:
    return f"record {int(found[1]) - 1}"


def _name_line(line: int, resource: Resource, before: list[int]) -> str:
    file, number = _find(line, resource, before)
    return f"line {number} of {file}"


def _find(line: int, resource: Resource, before: list[int]) -> tuple[str, int]:
    """The file that a line is in, and its number there."""
    at = max((n for n, start in enumerate(before) if line > start), default=0)
    return resource.paths[at], line - before[at] if line else 0


def _list_starts(package: Package, resource: Resource) -> Iterable[int]:
    """Lines before each file."""
    try:
        contents = read_content(package.locate_all(resource), resource.path, resource.compression)
    except PackageError:
        return [0] * len(resource.paths)
    texts = (content.decode(resource.encoding, "replace") for content in contents)
    return [0, *accumulate(map(count_lines, texts))][: len(resource.paths)]

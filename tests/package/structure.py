"""Shorthand of the tests below: the findings of a package as the lines that a reader sees."""

from __future__ import annotations

from pathlib import Path

from marketbook.package import read_package, read_structure


def list_findings(folder: Path) -> list[str]:
    return [
        f"{finding} [{finding.field}|{finding.record}|{finding.severity}]"
        for finding in read_structure(read_package(folder)).findings
        if finding.rule != "structure.misread"
    ]

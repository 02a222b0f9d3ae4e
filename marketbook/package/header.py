"""The labels of a table against the columns of its schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from marketbook.findings import Finding
from marketbook.package.model import Resource
from marketbook.package.report import Report, list_names, show


def match_labels(labels: Sequence[str], resource: Resource) -> list[str | None]:
    """The column that each label names; None where it names none, or not it alone."""
    settled = _settle_case(labels, resource.schema.names)
    known, times = set(resource.schema.names), Counter(settled)
    return [label if label in known and times[label] == 1 else None for label in settled]


def _settle_case(labels: Sequence[str], names: Sequence[str]) -> list[str]:
    """The labels, spelled as the columns are where only their case differs."""
    known, spelled = set(names), {name.casefold(): name for name in names}
    if len(spelled) < len(known):
        return [*labels]
    return [label if label in known else spelled.get(label.casefold(), label) for label in labels]


def check_header(labels: Sequence[str], resource: Resource, report: Report) -> Iterator[Finding]:
    """Findings about the labels: every label and column at fault, their case, or their order.

    Args:
        labels: The labels.
        resource: The table; its schema says how its columns match those of the file.
        report: Makes the findings.
    """
    names, match = resource.schema.names, resource.schema.fields_match
    settled = _settle_case(labels, names)
    expected = f"expected the columns {list_names(names)}"
    if resource.dialect.header_case and settled != [*labels]:
        wrong = [each for each in zip(labels, settled, strict=True) if each[0] != each[1]]
        pairs = list_names([f"{show(label)} for {show(name)}" for label, name in wrong])
        message = f"differs from the schema in the case of letters only: {pairs}; write it alike"
        yield report.find("structure.header-case", 1, message)
    yield from _check_labels(settled, resource, expected, report)
    missing = _list_missing(settled, resource)
    for name in missing:
        message = f"the column '{name}' is missing; {expected}; add it, empty where not known"
        yield report.find("structure.header", 1, message, name)
    if match == "partial" and not set(settled) & set(names):
        yield report.find("structure.header", 1, f"no column is one of the schema; {expected}")
    same = not missing and len(labels) == len(names)
    if match == "exact" and same and settled != [*names]:
        message = f"the columns are in another order: {list_names(labels)}; {expected}"
        yield report.find("structure.header", 1, message)


def _check_labels(
    labels: Sequence[str], resource: Resource, expected: str, report: Report
) -> Iterator[Finding]:
    first = {label: place for place, label in reversed([*enumerate(labels, start=1)])}
    known = set(resource.schema.names)
    may_have_more = resource.schema.fields_match in ("subset", "partial")
    for position, label in enumerate(labels, start=1):
        if not label:
            message = f"column {position} has no name; {expected}; name it or remove it"
            yield report.find("structure.header", 1, message)
        elif first[label] < position:
            both = f"columns {first[label]} and {position}"
            message = f"{both} are both called {show(label)}; keep one"
            yield report.find("structure.header", 1, message, label)
        elif label not in known and not may_have_more:
            message = f"column {position}, {show(label)}, is not in the schema; {expected}"
            yield report.find("structure.header", 1, f"{message}; rename or remove it")


def _list_missing(labels: Sequence[str], resource: Resource) -> list[str]:
    """Columns that the file lacks and must have."""
    schema, found = resource.schema, set(labels)
    missing = [field for field in schema.fields if field.name not in found]
    if schema.fields_match in ("superset", "partial"):
        missing = [f for f in missing if f.required or f.name in schema.primary_key]
    return [field.name for field in missing]

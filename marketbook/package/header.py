"""The header line against the columns of the schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from marketbook.findings import Finding
from marketbook.package.report import Report, list_names, show


def match_labels(labels: Sequence[str], names: Sequence[str]) -> list[str | None]:
    """The column that each label names; None where it names none, or not it alone."""
    known, times = set(names), Counter(labels)
    return [label if label in known and times[label] == 1 else None for label in labels]


def check_header(labels: Sequence[str], names: Sequence[str], report: Report) -> Iterator[Finding]:
    """Findings about the header: every label and column at fault, or the order.

    Args:
        labels: The cells of the header line.
        names: The columns of the schema, in order.
        report: Makes the findings.
    """
    expected = f"expected the columns {list_names(names)}"
    first = {label: place for place, label in reversed([*enumerate(labels, start=1)])}
    known = set(names)
    for position, label in enumerate(labels, start=1):
        if not label:
            message = f"column {position} has no name; {expected}; name it or remove it"
            yield report.find("structure.header", 1, message)
        elif first[label] < position:
            both = f"columns {first[label]} and {position}"
            message = f"{both} are both called {show(label)}; keep one"
            yield report.find("structure.header", 1, message, label)
        elif label not in known:
            message = f"column {position}, {show(label)}, is not in the schema; {expected}"
            yield report.find("structure.header", 1, f"{message}; rename or remove it")
    missing = [name for name in names if name not in first]
    for name in missing:
        message = f"the column '{name}' is missing; {expected}; add it, empty where not known"
        yield report.find("structure.header", 1, message, name)
    if not missing and len(labels) == len(names) and list(labels) != list(names):
        message = f"the columns stand in another order: {list_names(labels)}; {expected}"
        yield report.find("structure.header", 1, message)

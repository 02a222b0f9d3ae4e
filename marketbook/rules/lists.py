"""Lists of one document that do not agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from marketbook.markets.printed import Listing
from marketbook.rules.documents import Deviation, Document, Names, find_deviations
from marketbook.rules.rule import Contradiction, Verdicts
from marketbook.rules.words import listed

_MOST_PARTS = 10
"""So many names that a list has by their parts are told at most."""

CHECK_LINES = "check the rows in the document; if it prints them so, waive it and name both lists"


def compare_lists(document: Document, remedy: str = CHECK_LINES) -> Verdicts:
    """One item per list: what it names otherwise than the fullest; of several alike the first."""
    deviations = {name: _find_deviations(document, name) for name in document.lists}
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, found in deviations.items():
        if found:
            told = "; ".join(describe_deviation(document, name, one) for one in found)
            alike[told, count_names(document.lists[name])].append(name)
        else:
            yield None
    for (_, stated), names in alike.items():
        found, who = deviations[names[0]], "it" if len(names) == 1 else "each"
        told = "; ".join(describe_deviation(document, names[0], one, who) for one in found)
        worst = max(found, key=lambda one: one.worth)
        message = f"{_name_lists(names, stated)} document: {told}; {remedy}"
        implied = count_names(document.lists[worst.against])
        at = document.lists[names[0]][0]
        yield Contradiction(at, message, stated, implied, worst.worth, "list")
        yield from (None for _ in names[1:])


def _find_deviations(document: Document, name: str) -> list[Deviation]:
    return [one for one in find_deviations(document, name) if one.missing or one.extra]


def _name_lists(names: list[str], stated: str) -> str:
    if len(names) == 1:
        return f"list {names[0]} ({stated}) disagrees with its"
    return f"lists {listed(names)} ({stated} each) disagree with their"


def describe_deviation(document: Document, name: str, deviation: Deviation, who: str = "it") -> str:
    """In words: ``compared with contents (35 names), under 'Europe' it omits 'Turkey'``."""
    heading = document.heading(deviation.level, name)
    place = f"under '{heading}' " if heading else ""
    other = deviation.against
    size = count_names(document.lists[other])
    parts = _describe(document, name, deviation.missing, "omits", "has {1} instead of {0}")
    parts += _describe(document, other, deviation.extra, "adds", "has {0} instead of {1}")
    return f"compared with {other} ({size}), {place}{who} {' and '.join(parts)}"


def _describe(document: Document, name: str, members: Names, plain: str, split: str) -> list[str]:
    """Names that are in one list only; ``split`` for those that the other names by parts."""
    by_parts = {member: document.inside(member, name) for member in members}
    whole = [text for member, text in members.items() if not by_parts[member]]
    found = [f"{plain} {_quoted(whole)}"] if whole else []
    told = [
        split.format(_quoted([members[member]]), _quoted(parts))
        for member, parts in by_parts.items()
        if parts
    ]
    return found + told[:_MOST_PARTS]


def describe_cut(document: Document, name: str, deviation: Deviation) -> str:
    """In words: ``'Middle East' and 'Africa', which scope (5 names) combines as 'MEA'``."""
    other = deviation.against
    size = f"{other} ({count_names(document.lists[other])})"
    told: list[str] = []
    for member, text in deviation.cut.items():
        if document.covers(member, name):
            parts = _quoted(document.inside(member, name))
            told.append(f"{parts}, which {size} combines as {_quoted([text])}")
        else:
            parts = _quoted(document.inside(member, other))
            told.append(f"{_quoted([text])}, which {size} splits into {parts}")
    return listed(told)


def count_names(rows: Sequence[Listing]) -> str:
    """``1 name`` or ``8 names``."""
    return f"{len(rows)} name{'s' if len(rows) != 1 else ''}"


def _quoted(names: Iterable[str]) -> str:
    return listed([f"'{name}'" for name in names])

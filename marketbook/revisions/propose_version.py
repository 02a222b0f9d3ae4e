"""The version that the differences ask for, by the recipe of the Data Package standard.

Major: another name, a table or column removed, a column added, a stricter schema, a record
removed that others referred to. Minor: new tables, new records, a looser schema. Patch: a
corrected value, a record withdrawn, words of the descriptor or of a schema.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from marketbook.changes import RecordChange
from marketbook.revisions.model import LEVELS, Level, Proposal, Reason, SchemaChange, Side
from marketbook.text import count

_VERSION = re.compile(r"v?(\d+)\.(\d+)\.(\d+)(?:[-+][0-9A-Za-z.+-]+)?")
_KINDS: tuple[tuple[str, str, Level], ...] = (
    ("added", "added", "minor"),
    ("changed", "corrected", "patch"),
    ("removed", "removed", "patch"),
)


def propose_version(old: Side, new: Side, reasons: Sequence[Reason]) -> Proposal:
    """The least version that fits the reasons, and whether the stated one does."""
    ranked = tuple(sorted(reasons, key=lambda reason: -LEVELS.index(reason.level)))
    level: Level = ranked[0].level if ranked else "none"
    before, after = _read_version(old.version), _read_version(new.version)
    if before is None:
        return Proposal(level, old.version, new.version, "", None, ranked)
    proposed = _raise(before, level)
    fits = None if after is None else after >= proposed
    text = ".".join(map(str, proposed))
    return Proposal(level, old.version, new.version, text, fits, ranked)


def _read_version(text: str) -> tuple[int, int, int] | None:
    found = _VERSION.fullmatch(text)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _raise(version: tuple[int, int, int], level: Level) -> tuple[int, int, int]:
    major, minor, patch = version
    return {
        "major": (major + 1, 0, 0),
        "minor": (major, minor + 1, 0),
        "patch": (major, minor, patch + 1),
        "none": version,
    }[level]


def list_reasons(
    *,
    renamed: bool,
    tables_added: Collection[str],
    tables_removed: Collection[str],
    descriptor: Sequence[str],
    schemas: Sequence[SchemaChange],
    records: Mapping[str, Sequence[RecordChange]],
    uncompared: Collection[str],
    referenced: Collection[str],
) -> list[Reason]:
    """Everything that asks for a rise of the version, one reason for each kind of thing.

    ``referenced`` are the removed records (``table:id``) that other records referred to.
    """
    reasons = [Reason("major", "the package has another name")] if renamed else []
    reasons += [Reason("major", f"table {name} removed") for name in tables_removed]
    reasons += [Reason("minor", f"table {name} added") for name in tables_added]
    reasons += [Reason(change.level, describe_schema(change)) for change in schemas]
    for table, changes in records.items():
        if table not in tables_added and table not in tables_removed:
            reasons += _weigh_records(table, changes, referenced)
    blind = "could not be compared, so the version may have to rise further"
    reasons += [Reason("patch", f"the records of {name} {blind}") for name in uncompared]
    if descriptor:
        reasons.append(Reason("patch", f"descriptor: {', '.join(descriptor)}"))
    return reasons


def describe_schema(change: SchemaChange) -> str:
    """A change of a schema in a few words: ``sizes.note: type string → number``."""
    place = f"{change.table}.{change.field}" if change.field else change.table
    if change.what in ("added", "removed"):
        return f"column {place} {change.what}"
    what = change.what.replace("_", " ")
    if change.what in ("title", "description", "example"):
        return f"{place}: {what} reworded"
    return f"{place}: {what} {change.old or 'none'} → {change.new or 'none'}"


def _weigh_records(
    table: str, changes: Sequence[RecordChange], referenced: Collection[str]
) -> Iterator[Reason]:
    gone = [change.record for change in changes if change.record in referenced]
    if gone and changes:
        yield Reason("major", f"{table}: others referred to {', '.join(gone)}, now removed")
    counts = Counter(change.kind for change in changes)
    for kind, word, level in _KINDS:
        number = counts[kind] - (len(gone) if kind == "removed" else 0)
        if number:
            yield Reason(level, f"{table}: {count(number, 'record')} {word}")

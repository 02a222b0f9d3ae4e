"""What became of a pull, for people: grouped by table, every change with its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from marketbook.audit.formats.place import show_place
from marketbook.changes import RecordChange, TableChanges
from marketbook.pulls.merge.result import Conflict, FieldConflict, PulledFinding, PullResult, State
from marketbook.pulls.read.edited import Place, Remark
from marketbook.text import count, join_lines

_MARKS = {"added": "+", "changed": "~", "removed": "-"}
_CONFLICTS = {
    "changed-both": "changed here and in the tables",
    "added-both": "added here and in the tables",
    "removed-in-workbook": "removed here, changed in the tables",
    "removed-in-tables": "changed here, removed in the tables",
}

_WORDS = {
    "tables": ("pull", "pulled", "workbook"),
    "market": ("pull", "pulled", "workbook"),
    "facts": ("add", "added", "sheet"),
}
"""What is done, what was done, and with what, by the kind of the file."""


_SHARED = ("source_id", "market_id", "locator")
_ANYWHERE = Place("")
_WHEN = {
    "applied": "now",
    "would-apply": "as they would be",
    "broken": "as they would be",
    "refused": "as they would be without what is refused",
    "conflict": "as they would be without what conflicts",
}
"""What the tables are that were checked, by outcome."""


def render_text(result: PullResult) -> str:
    """The whole result; nothing is cut."""
    blocks = [
        list(_list_remarks(result)),
        *([*_list_changes(result, table)] for table in result.changes),
        list(_list_renames(result)),
        list(_list_conflicts(result)),
        list(_list_findings(result)),
        [_conclude(result)],
    ]
    return "\n".join(join_lines(block) for block in blocks if block)


def _list_remarks(result: PullResult) -> Iterator[str]:
    refusals = [remark for remark in result.remarks if remark.refuses]
    if refusals:
        yield f"Refused ({len(refusals):,}):"
        yield from (f"  {remark}" for remark in refusals)
    alike: dict[Remark, list[str]] = {}
    for remark in result.remarks:
        if not remark.refuses:
            alike.setdefault(replace(remark, place=_ANYWHERE), []).append(str(remark.place))
    yield from (f"note: {', '.join(at)}{remark}" for remark, at in alike.items())


def _list_changes(result: PullResult, table: TableChanges) -> Iterator[str]:
    kinds = [record.kind for record in table.records]
    counts = ", ".join(f"{kinds.count(kind):,} {kind}" for kind in _MARKS if kind in kinds)
    yield f"{table.table}: {counts}"
    for record in table.records:
        yield from _list_cells(result, record)


def _list_cells(result: PullResult, record: RecordChange) -> Iterator[str]:
    places = result.places.get((record.table, record.key), {})
    where = _show_at(next(iter(places.values()), None)) if record.kind == "added" else ""
    told = _tell_whole(record) if result.kind == "facts" and record.kind != "changed" else ""
    yield f"  {_MARKS[record.kind]} {'/'.join(record.key)}{where}{told}"
    for each in () if told else record.fields:
        if record.kind == "changed":
            at = _show_at(places.get(each.field))
            yield f"      {each.field}: {_show(each.old)} → {_show(each.new)}{at}"
        else:
            yield f"      {each.field}: {_show(each.new or each.old)}"


def _tell_whole(record: RecordChange) -> str:
    """What a sheet of facts adds or takes out: without what its id, source and market say."""
    told = (f"{each.field} {each.new or each.old}" for each in record.fields
            if (each.new or each.old) not in record.key and each.field not in _SHARED)  # fmt: skip
    return f": {line}" if (line := ", ".join(told)) else ""


def _list_renames(result: PullResult) -> Iterator[str]:
    for rename in result.renames:
        old, new = "/".join(rename.old), "/".join(rename.new)
        yield (
            f"note: {rename.table}: {old} was removed and {new} added, alike in everything else; "
            "if it was renamed, rename it wherever other tables name it"
        )


def _list_conflicts(result: PullResult) -> Iterator[str]:
    if result.conflicts:
        yield f"Conflicts ({len(result.conflicts):,}): nothing is pulled until they are settled"
    for conflict in result.conflicts:
        yield f"  {conflict.record}: {_CONFLICTS[conflict.kind]}"
        yield from (f"      {line}" for line in _list_sides(conflict))


def _list_sides(conflict: Conflict) -> Iterator[str]:
    for each in conflict.fields:
        yield f"{each.field}: {', '.join(_tell_sides(conflict, each))}"


def _tell_sides(conflict: Conflict, each: FieldConflict) -> Iterator[str]:
    if conflict.kind != "added-both":
        yield f"was {_show(each.base)}"
    if conflict.kind != "removed-in-workbook":
        yield f"here {_show(each.workbook)}{_show_at(each.place)}"
    if conflict.kind != "removed-in-tables":
        yield f"in the tables {_show(each.tables)}"


def _list_findings(result: PullResult) -> Iterator[str]:
    if result.outcome in ("refused", "conflict") and not result.count("new"):
        return
    if result.outcome == "unchanged":
        return
    new, still = (_list_in(result, state) for state in ("new", "still"))
    yield (
        f"Check of the tables {_WHEN[result.outcome]}: new with this change: {len(new)}; "
        f"fixed: {len(result.fixed)}; still there: {len(still)}"
    )
    yield from (f"  new: {_tell_finding(each)}" for each in new)
    yield from (f"  fixed: {each}" for each in result.fixed)
    shown = [each for each in still if each.finding.fails and each.place]
    yield from (f"  still: {_tell_finding(each)}" for each in shown)
    notes = sum(not each.finding.fails for each in still)
    counts = {"error": len(still) - notes - len(shown), "note": notes}
    if others := " and ".join(count(number, word) for word, number in counts.items() if number):
        yield f"  still: {others}, which 'marketbook check' lists"


def _list_in(result: PullResult, state: State) -> list[PulledFinding]:
    """Findings but for those that repeat another one, as ``marketbook check`` shows them."""
    return [one for one in result.findings if one.state == state and not one.finding.repeats]


def _tell_finding(each: PulledFinding) -> str:
    finding = each.finding
    mark = "" if finding.severity == "error" else f"{finding.severity}: "
    return f"{show_place(finding)}{_show_at(each.place)}: {mark}{finding.rule}: {finding.message}"


def _conclude(result: PullResult) -> str:
    what = f"{result.workbook}: "
    verb, done, held = _WORDS[result.kind]
    if result.outcome == "unchanged":
        empty = (remark.found for remark in result.remarks if remark.is_of_nothing)
        why = next(empty, f"the tables already hold what the {held} holds")
        return f"{what}nothing to {verb}: {why}"
    if result.outcome == "refused":
        return f"{what}nothing was {done}; correct what is refused and {verb} again"
    if result.outcome == "conflict":
        return (
            f"{what}nothing was pulled; settle each conflict in the workbook or in the tables, so "
            "that both say the same, or say whose values count: --prefer workbook, --prefer tables"
        )
    sizes = f"{_count_records(result.changes)} in {count(len(result.changes), 'table')}"
    if result.outcome == "broken":
        return f"{what}nothing was {done}: {sizes} would change, but would break the schemas"
    if result.outcome == "applied":
        return f"{what}{done} {sizes}; wrote {', '.join(result.written)}"
    return f"{what}would change {sizes}; --apply writes them"


def _count_records(changes: Iterable[TableChanges]) -> str:
    return count(sum(len(table.records) for table in changes), "record")


def _show(text: str) -> str:
    return text or "(empty)"


def _show_at(place: Place | None) -> str:
    return f" ({place})" if place else ""

"""Packages in the manner of public ones, each through the whole tool: outside the fast tests.

    python -m tests.conformance.wild [part of a name]

Every package is checked, compared with frictionless, exported to all forms, built as tables.xlsx,
pulled back unchanged, pulled back with an edit that leaves every other line as it is, and with a
record removed and added again.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

import marketbook as mb
from marketbook.exports import FORMS
from marketbook.package.unpack import inflate
from tests.conformance.wild_packages import MAKERS, Wild

TOP = 4
Step = Callable[[Wild, Path], None]


def _check(wild: Wild, folder: Path) -> None:
    failing = [str(each) for each in mb.check(folder).findings if each.fails]
    assert failing == [], failing


def _export(wild: Wild, folder: Path) -> None:
    for name in FORMS:
        mb.export(name, folder.parent / "exports" / name, folder)


def _build(wild: Wild, folder: Path) -> None:
    mb.build(folder)
    assert all(each.state == "current" for each in mb.build(folder, check_only=True))


def _pull_unchanged(wild: Wild, folder: Path) -> None:
    pulled = mb.pull(folder / "workbooks" / "tables.xlsx", folder)
    assert pulled.outcome == "unchanged", (pulled.outcome, pulled.changes, pulled.remarks)
    assert [each for each in pulled.remarks if each.refuses] == []


def _pull_edit(wild: Wild, folder: Path) -> None:
    if wild.edit is None:
        return
    table, record, column, text = wild.edit
    before, old = _read_lines(folder), mb.read_tables(folder)
    _change(folder, table, lambda sheet: _type(sheet, record, column, text))
    _apply(folder)
    new = mb.read_tables(folder)
    for name, frame in old.items():
        same = new[name].equals(frame) if name != table else _list_cells(frame, new[name])
        assert same in (True, [(record, column)]), (name, same)
    after = _read_lines(folder)
    changed = [path for path, lines in before.items() if after[path] != lines]
    assert len([path for path in changed if not path.startswith("datapackage")]) <= 1, changed
    for path in changed:
        if not path.startswith("datapackage"):
            pairs = list(zip(before[path], after[path], strict=True))
            assert sum(one != other for one, other in pairs) == 1, pairs


def _pull_rows(wild: Wild, folder: Path) -> None:
    """The last record is removed, and typed again."""
    if wild.edit is None:
        return
    table = wild.edit[0]
    old, rows = mb.read_tables(folder), list[list[object]]()

    def remove(sheet: Worksheet) -> None:
        rows.append([cell.value for cell in sheet[TOP + old[table].height]])
        sheet.delete_rows(TOP + old[table].height)

    def add(sheet: Worksheet) -> None:
        for column, value in enumerate(rows[0], start=1):
            sheet.cell(TOP + old[table].height, column).value = value  # type: ignore[assignment]

    for change, height in ((remove, old[table].height - 1), (add, old[table].height)):
        mb.build(folder)
        _change(folder, table, change)
        _apply(folder)
        assert mb.read_tables(folder)[table].height == height
    new = mb.read_tables(folder)[table].rows()
    assert sorted(map(repr, new)) == sorted(map(repr, old[table].rows()))


STEPS: dict[str, Step] = {
    "checked": _check,
    "exported": _export,
    "built": _build,
    "pulled unchanged": _pull_unchanged,
    "pulled with an edit": _pull_edit,
    "pulled with a record removed and added": _pull_rows,
    "checked again": _check,
}


def _apply(folder: Path) -> None:
    pulled = mb.pull(folder / "workbooks" / "tables.xlsx", folder, apply=True)
    findings = [str(each.finding) for each in pulled.findings if each.finding.fails]
    assert pulled.outcome == "applied", (pulled.outcome, pulled.remarks, findings)


def _change(folder: Path, table: str, change: Callable[[Worksheet], None]) -> None:
    file = folder / "workbooks" / "tables.xlsx"
    book = openpyxl.load_workbook(file)

    state = [[cell.value for cell in row] for row in book["State"].iter_rows()]
    title = next(row[4] for row in state if row[:2] == ["table", table])
    change(book[str(title)])
    book.save(file)


def _type(sheet: Worksheet, record: int, column: str, text: str) -> None:
    headers = [cell.value for cell in sheet[TOP]]
    cell = sheet.cell(TOP + 1 + record, headers.index(column) + 1)
    cell.value = text if cell.number_format == "@" else float(text)


def _read_lines(folder: Path) -> dict[str, list[bytes]]:
    """The lines of every file, inflated."""
    found: dict[str, list[bytes]] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "workbooks" not in path.parts and not path.name.startswith("."):
            kind = {".gz": "gz", ".zip": "zip"}.get(path.suffix, "")
            inner = "wdi.csv" if kind == "zip" else ""
            content = inflate(path.read_bytes(), path.name, kind, inner)
            found[path.relative_to(folder).as_posix()] = content.splitlines(keepends=True)
    return found


def _list_cells(old: object, new: object) -> list[tuple[int, str]]:
    return [
        (n, name)
        for name in old.columns  # type: ignore[attr-defined]
        for n, (one, other) in enumerate(zip(old[name], new[name], strict=True))  # type: ignore[index]
        if (one.to_list() if hasattr(one, "to_list") else one)
        != (other.to_list() if hasattr(other, "to_list") else other)
    ]


def try_wild(wild: Wild, folder: Path) -> Iterator[str]:
    """Every step that fails, with why; what builds on it is left out."""
    place = folder / "package"
    place.mkdir()
    (folder / "exports").mkdir()
    wild.write(place)
    for name, step in STEPS.items():
        try:
            step(wild, place)
        except Exception:  # noqa: BLE001 (whatever fails is told)
            yield f"not {name}: {traceback.format_exc(limit=-3)}"
            if name in ("checked", "built"):
                return


def main() -> None:
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    failed = 0
    made = [maker() for maker in MAKERS]
    for wild in made:
        if wanted not in wild.manner:
            continue
        with TemporaryDirectory() as folder:
            faults = list(try_wild(wild, Path(folder)))
        failed += bool(faults)
        sys.stdout.write(
            "\n  ".join((f"{'FAILED' if faults else 'ok    '} {wild.manner}", *faults)) + "\n"
        )
    sys.stdout.write(f"{len(made) - failed} of {len(made)}\n")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()

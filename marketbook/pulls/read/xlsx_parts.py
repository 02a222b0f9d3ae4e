"""The parts of an xlsx file beside its sheets: relations, shared texts, looks, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from marketbook.errors import WorkbookError
from marketbook.pulls.read import limits
from marketbook.pulls.read.grid import Budget, CellKind, GridSheet, read_area
from marketbook.pulls.read.markup import Attributes, Walk, read_tree, walk_part
from marketbook.workbook.archive import Archive

_CODE_LENGTH = len("_x000A_")
_CODED = re.compile("_x([0-9A-Fa-f]{4})_")
# Number formats that have no code of their own in a file, by the standard and in East Asia.
_PERCENTAGES = (9, 10)
_DATES = (14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59))
_TIMES = (18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47)
# Texts in quotes, escaped signs, widths, fillings, colours and languages: all but elapsed time.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part leads: the last word of the relation's type, its target, and whether outside."""

    kind: str
    target: str
    outside: bool


def read_relations(archive: Archive, part: str) -> dict[str, Relation]:
    """What a part leads to, by id; nothing for a part without relations."""
    name = join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels")
    if name not in archive.names:
        return {}
    found = read_tree(archive, name).find_all("Relationship")
    return {each.attributes.get("Id", ""): _read_relation(part, each.attributes) for each in found}


def _read_relation(part: str, attributes: Attributes) -> Relation:
    kind = attributes.get("Type", "").rpartition("/")[2]
    target = attributes.get("Target", "")
    if attributes.get("TargetMode", "").casefold() == "external":
        return Relation(kind, target, True)
    path = normpath(join("/", dirname(part), target)).lstrip("/")
    return Relation(kind, path, False)


def read_strings(archive: Archive, part: str, budget: Budget) -> list[str]:
    """The texts that cells share, in their order."""
    walk = _Strings(part, budget)
    walk_part(archive, walk)
    return walk.texts


class _Strings(Walk):
    """Runs of rich text are joined; phonetic guides are no text of the cell."""

    def __init__(self, part: str, budget: Budget) -> None:
        super().__init__(part)
        self.texts: list[str] = []
        self._budget = budget
        self._pieces: list[str] = []
        self._length = 0

    def leave(self, name: str) -> None:
        if name == "si":
            text = decode("".join(self._pieces))
            self._budget.spend(len(text))
            self.texts.append(text)
            self._pieces, self._length = [], 0
            if len(self.texts) > limits.MOST_STRINGS:
                found = f"it has more than {limits.MOST_STRINGS:,} shared texts"
                raise WorkbookError(found, "fewer", "build the workbook again")

    def read_text(self, text: str) -> None:
        if self.path[-1] == "t" and "rPh" not in self.path and "si" in self.path:
            self._length += len(text)
            refuse_long(self.part, self._length)
            self._pieces.append(text)


def refuse_long(part: str, characters: int) -> None:
    """Refuses a text in pieces as soon as it is longer than a cell, coded characters included.

    Raises:
        WorkbookError: It is.
    """
    if characters > _CODE_LENGTH * limits.MOST_CELL_CHARACTERS:
        found = f"its part {part} has a text of more than {characters:,} characters"
        raise WorkbookError(found, f"at most {limits.MOST_CELL_CHARACTERS:,}", "shorten it")


def decode(text: str) -> str:
    """A text as it is shown: ``_x000A_`` stands for the character of that code."""
    return _CODED.sub(_decode_one, text) if "_x" in text else text


def _decode_one(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code < 0xE000 else chr(code)


def read_looks(archive: Archive, part: str) -> list[CellKind]:
    """What numbers are shown as, by style: number, percent, date or time."""
    root = read_tree(archive, part)
    codes = {
        _read_number(each.attributes, "numFmtId"): each.attributes.get("formatCode", "")
        for each in root.find_all("numFmt")
    }
    styles = [style for group in root.find_all("cellXfs") for style in group.children]
    if len(styles) > limits.MOST_STYLES:
        found = f"it has {len(styles):,} styles"
        raise WorkbookError(found, f"at most {limits.MOST_STYLES:,}", "build the workbook again")
    looks: dict[int, CellKind] = {number: judge_format(code) for number, code in codes.items()}
    found = (_read_number(style.attributes, "numFmtId") for style in styles)
    return [looks[n] if n in looks else _judge_built_in(n) for n in found]


def _judge_built_in(number: int) -> CellKind:
    if number in _PERCENTAGES:
        return "percent"
    if number in _DATES:
        return "date"
    return "time" if number in _TIMES else "number"


def _read_number(attributes: Attributes, name: str) -> int:
    text = attributes.get(name, "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def judge_format(code: str) -> CellKind:
    """What a number format shows a number as."""
    plain = _LITERAL.sub("", code.partition(";")[0]).casefold()
    if "general" in plain or "@" in plain:
        return "number"
    if "%" in plain:
        return "percent"
    if re.search("[yd]", plain) or ("m" in plain and not re.search("[hs]", plain)):
        return "date"
    return "time" if re.search("[hms]", plain) else "number"


def read_table(archive: Archive, part: str, sheet: GridSheet) -> None:
    """Puts an Excel table on its sheet: name, cells and rows of totals, as the file claims."""
    for table in read_tree(archive, part).find_all("table"):
        attributes = table.attributes
        name = attributes.get("displayName") or attributes.get("name", "")
        area = sheet.tables[name] = read_area(attributes.get("ref", "A1"))
        labels = (
            each.attributes.get("totalsRowLabel", "") for each in table.find_all("tableColumn")
        )
        if _read_number(attributes, "totalsRowCount"):
            sheet.totals[area.bottom] = tuple(filter(None, labels))

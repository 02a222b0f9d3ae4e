"""One cell of a workbook as the text of a CSV, by the type of its column and the kind of the cell.

``_READERS`` says who reads what; a pair that is not listed is refused. What a cell says is
compared with what the record was when the workbook was built: where both say the same, the text
stays as it was, printed digits and all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from marketbook.pulls.read.grid import Cell
from marketbook.pulls.read.numbers import (
    drop_thousands,
    is_ambiguous,
    is_same_number,
    read_decimal,
    read_field_number,
    read_printed,
    write_out,
    write_percentage,
    write_plain,
)
from marketbook.schema import Field
from marketbook.schema.lexical import describe_form, get_lexical_pattern
from marketbook.text import clip

_NUMBERS = ("number", "integer", "year")
# Spaces that nobody sees at the ends of a text: plain, no-break, and those of other widths.
_ENDS = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_AROUND = re.compile(f"^[{_ENDS}]+|[{_ENDS}]+$")
# A tab is left to the audit, which names it; the rest cannot stand in a CSV of ours.
_BREAK = re.compile("[\r\n\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_PERCENT = re.compile(r"([+-]?[0-9]+(?:\.[0-9]+)?)[ \u00a0\u202f]?%")
_MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]00:00(?::00(?:\.0+)?)?")
_RETYPE = "format the cell as text, and type it again as it should be"
# LibreOffice saves the two words of a boolean cell as formulas.
_CONSTANTS = {
    "=true()": Cell("boolean", "true"),
    "=false()": Cell("boolean", "false"),
}
_SHOWN = {
    "percent": "a percentage", "date": "a date", "time": "a time", "boolean": "TRUE or FALSE",
    "number": "a number", "text": "a text", "unknown": "something unknown",
}  # fmt: skip

TRUE_WORDS = frozenset((
    "true", "wahr", "vrai", "verdadero", "vero", "verdadeiro", "waar", "sant", "sand", "sann",
    "tosi", "prawda", "pravda", "igaz", "doğru", "истина", "істина", "adevărat", "cert",
))  # fmt: skip
"""What TRUE is called in spreadsheets of other languages, small letters."""

FALSE_WORDS = frozenset((
    "false", "falsch", "faux", "falso", "onwaar", "falskt", "falsk", "usann", "epätosi", "fałsz",
    "nepravda", "hamis", "yanliş", "yanlış", "ложь", "хибність", "fals",
))  # fmt: skip
"""What FALSE is called there."""

ERROR_WORDS = frozenset((
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
    "#GETTING_DATA", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#NV", "#BEZUG!",
    "#WERT!", "#ZAHL!", "#VALEUR!", "#NOM?", "#NOMBRE!", "#¡REF!", "#¡VALOR!", "#¿NOMBRE?",
))  # fmt: skip
"""Errors of formulas, which a text may hold after it was pasted as a value."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a cell, and what is to be said of it.

    Attributes:
        text: As the CSV writes it.
        found: What was found; empty where nothing is to be said.
        expected: What may stand there.
        remedy: What to do.
        refused: Whether the text is of no use until the cell is corrected.
    """

    text: str
    found: str = ""
    expected: str = ""
    remedy: str = ""
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """A cell to be read: its column, what it holds, and its text as it was, if it was there."""

    field: Field
    cell: Cell
    base: str | None


Reader = Callable[[Ask], Reading]


def read_cell(field: Field, cell: Cell | None, base: str | None) -> Reading:
    """The text of a cell.

    Args:
        field: Its column.
        cell: What it holds; none for an empty cell.
        base: The text of the same cell when the workbook was built; none for a new record.
    """
    if cell is None or _is_blank(cell):
        return Reading(base if base in ("", *field.missing_values) else field.missing_text)
    if cell.kind == "text" and cell.text == base:
        return Reading(cell.text)
    cell = _CONSTANTS.get(cell.text.casefold(), cell) if cell.kind == "formula" else cell
    refusal = _refuse_content(cell)
    if refusal is not None:
        return refusal
    reader = _READERS.get((_family(field), cell.kind), _refuse_kind)
    return _keep_base(field, reader(Ask(field, cell, base)), base)


def _is_blank(cell: Cell) -> bool:
    return cell.kind == "text" and not _AROUND.sub("", cell.text)


def _family(field: Field) -> str:
    if not field.bare_number or (field.type == "date" and field.format != "default"):
        return "text"  # more than the value is written
    if field.type in _NUMBERS:
        return "number"
    return field.type if field.type in ("boolean", "date", "yearmonth") else "text"


def _refuse_content(cell: Cell) -> Reading | None:
    """What may stand in no column: formulas, errors, line breaks, control characters."""
    if cell.kind == "formula":
        shown = cell.text if len(cell.text) > 1 else "=… (shared with other cells)"
        return _refuse(f"the formula {_shorten(shown)}", "a value", "paste it as a value")
    if cell.kind == "error" or (cell.kind == "text" and cell.text.strip().upper() in ERROR_WORDS):
        return _refuse(f"the error {_shorten(cell.text)}", "a value", "enter what it should be")
    if _BREAK.search(_AROUND.sub("", cell.text)):
        found = f"a line break in '{_shorten(_BREAK.sub(' ⏎ ', cell.text))}'"
        return _refuse(found, "one line", "put a space or a semicolon in its place")
    control = _CONTROL.search(cell.text)
    if control:
        found = f"a control character (U+{ord(control[0]):04X})"
        return _refuse(found, "plain text", "type the cell again")
    return None


def _keep_base(field: Field, reading: Reading, base: str | None) -> Reading:
    """The text as it was, where it says the same; then there is nothing to tell either."""
    if base is None or reading.refused or not _says_same(field, reading.text, base):
        return reading
    return Reading(base)


def _says_same(field: Field, text: str, base: str) -> bool:
    if text == base:
        return True
    family = _family(field)
    if family == "number":
        return is_same_number(read_field_number(field, text), read_field_number(field, base))
    if family == "boolean":
        return any(
            text in words and base in words for words in (field.true_values, field.false_values)
        )
    return text in ("", *field.missing_values) and base in field.missing_values


def _read_text(ask: Ask) -> Reading:
    text = _AROUND.sub("", ask.cell.text)
    if text in (ask.cell.text, ask.base):
        return Reading(text)
    return Reading(text, f"spaces around '{_shorten(text)}' were left out")


def _read_number_text(ask: Ask) -> Reading:
    """Numbers that somebody typed as text, or that an editor made one."""
    trimmed = _read_text(ask)
    text = trimmed.text
    if re.fullmatch(get_lexical_pattern(ask.field), text):
        return replace(trimmed, text=write_out(text)) if ask.field.decimal_char == "." else trimmed
    percent = _PERCENT.fullmatch(text)
    if percent:
        return _settle_percentage(ask.field, percent[1], text)
    plain = drop_thousands(text) if ask.field.decimal_char == "." else ""
    if plain:
        return Reading(plain, f"'{text}' was read as {plain}")
    if is_ambiguous(text, ask.field.decimal_char):
        found = f"'{_shorten(text)}' may be one number here and another elsewhere"
        return _refuse(found, describe_form(ask.field), "type it without thousands separators")
    return trimmed


def _read_plain_number(ask: Ask) -> Reading:
    text, cut = write_plain(ask.cell.text)
    if ask.field.type == "year" and text.isdigit():
        text = text.zfill(4)
    if ask.field.decimal_char != ".":
        text = text.replace(".", ask.field.decimal_char)
    told = f"{ask.cell.text} has more digits than editors keep and was read as {text}"
    return Reading(text, told if cut else "")


def _read_percentage(ask: Ask) -> Reading:
    """A number shown as a percentage: in a column of percentages what is shown counts."""
    kept = _keep_number(ask.field, ask.cell.text, ask.base)
    shown = write_percentage(ask.cell.text)
    if not kept:
        return _settle_percentage(ask.field, shown, "")
    if not _counts_percent(ask.field) or read_decimal(shown) == 0:
        return kept
    found = f"{kept.text} was here, and {shown} % is shown now: either may be meant"
    return _refuse(found, describe_form(ask.field), "type the number without a percent sign")


def _settle_percentage(field: Field, percentage: str, typed: str) -> Reading:
    shown = f"'{typed}'" if typed else f"{percentage} %"
    if field.type == "number" and _counts_percent(field):
        return Reading(percentage, f"the percentage {shown} was read as {percentage}")
    expected = describe_form(field)
    return _refuse(f"the percentage {shown}", expected, "type the number without a percent sign")


def _counts_percent(field: Field) -> bool:
    return "percent" in field.unit or "%" in field.unit or field.name.endswith("_percent")


def _keep_number(field: Field, number: str, base: str | None) -> Reading | None:
    """The text as it was, where only the look of its number was changed."""
    if base and is_same_number(read_decimal(number), read_field_number(field, base)):
        return Reading(base)
    return None


def _read_odd_number(ask: Ask) -> Reading:
    """A date or a time in a column of numbers."""
    return _keep_number(ask.field, ask.cell.number, ask.base) or _refuse_kind(ask)


def _read_boolean_word(ask: Ask) -> Reading:
    trimmed = _read_text(ask)
    word = trimmed.text
    if word in ask.field.true_values + ask.field.false_values:
        return trimmed
    folded = word.casefold()
    if folded in TRUE_WORDS or folded in FALSE_WORDS:
        text = _write_boolean(ask.field, folded in TRUE_WORDS)
        return Reading(text, f"'{word}' was read as {text}")
    expected = f"{ask.field.true_values[0]} or {ask.field.false_values[0]}"
    return _refuse(f"'{_shorten(word)}'", expected, "choose one of the two")


def _read_boolean(ask: Ask) -> Reading:
    return Reading(_write_boolean(ask.field, ask.cell.text == "true"))


def _read_boolean_number(ask: Ask) -> Reading:
    value = write_plain(ask.cell.text)[0]
    if value in ("0", "1"):
        return Reading(_write_boolean(ask.field, value == "1"))
    return _refuse_kind(ask)


def _write_boolean(field: Field, value: bool) -> str:
    return (field.true_values if value else field.false_values)[0]


def _read_date_text(ask: Ask) -> Reading:
    trimmed = _read_text(ask)
    midnight = _MIDNIGHT.fullmatch(trimmed.text)
    if midnight:
        return Reading(midnight[1], f"'{trimmed.text}' was read as {midnight[1]}")
    return trimmed


def _read_date(ask: Ask) -> Reading:
    if "T" in ask.cell.text:
        found = f"the date {ask.cell.text.replace('T', ' ')} has a time"
        return _refuse(found, describe_form(ask.field), "type the date alone")
    return Reading(ask.cell.text)


def _read_date_number(ask: Ask) -> Reading:
    found = f"the number {_shorten(ask.cell.text)} where a date should be"
    return _refuse(found, describe_form(ask.field), "type the date, and format the cell as a date")


def _read_month(ask: Ask) -> Reading:
    """Excel makes the first of the month of a month that is typed."""
    if ask.cell.text[7:] == "-01":
        return Reading(
            ask.cell.text[:7], f"the date {ask.cell.text} was read as {ask.cell.text[:7]}"
        )
    found = f"the date {ask.cell.text.replace('T', ' ')}"
    return _refuse(found, describe_form(ask.field), f"{_RETYPE}: {ask.cell.text[:7]}")


def _read_digits(ask: Ask) -> Reading:
    """A number in a column of text: its zeros and separators are lost."""
    text, _ = write_plain(ask.cell.text)
    if ask.base and is_same_number(read_decimal(text), read_printed(ask.base)):
        return Reading(ask.base)
    if _has_one_spelling(ask.field, text):
        return Reading(text)
    found = f"the number {_shorten(text)}: its zeros and separators, as typed, are lost"
    return _refuse(found, "a text", _RETYPE)


def _has_one_spelling(field: Field, text: str) -> bool:
    """Whether the column's pattern leaves no other way to write the same number."""
    if not field.pattern or not text.isdigit():
        return False
    others = (f"{text}.0", f"0{text}", f"{int(text):,}")
    spelled = [other for other in others if other != text]
    return _fits(field, text) and not any(_fits(field, other) for other in spelled)


def _fits(field: Field, text: str) -> bool:
    return re.fullmatch(field.pattern, text) is not None


def _read_date_as_text(ask: Ask) -> Reading:
    """Editors make dates of texts that look like them; what was typed is lost."""
    if ask.base == ask.cell.text:
        return Reading(ask.cell.text)
    return _refuse(f"the date {ask.cell.text.replace('T', ' ')}", "a text", _RETYPE)


def _read_boolean_as_text(ask: Ask) -> Reading:
    if ask.base is not None and ask.base.casefold() == ask.cell.text:
        return Reading(ask.base)
    return _refuse_kind(ask)


def _refuse_kind(ask: Ask) -> Reading:
    shown = ask.cell.text.replace("T", " ") if ask.cell.kind == "date" else ask.cell.text
    found = f"{_SHOWN.get(ask.cell.kind, ask.cell.kind)} ({_shorten(shown)})"
    return _refuse(found, describe_form(ask.field), _RETYPE)


def _refuse(found: str, expected: str, remedy: str) -> Reading:
    return Reading("", found, expected, remedy, refused=True)


def _shorten(text: str) -> str:
    return clip(text, 80)


_READERS: Mapping[tuple[str, str], Reader] = {
    ("text", "text"): _read_text,
    ("text", "number"): _read_digits,
    ("text", "date"): _read_date_as_text,
    ("text", "boolean"): _read_boolean_as_text,
    ("number", "text"): _read_number_text,
    ("number", "number"): _read_plain_number,
    ("number", "percent"): _read_percentage,
    ("number", "date"): _read_odd_number,
    ("number", "time"): _read_odd_number,
    ("boolean", "text"): _read_boolean_word,
    ("boolean", "boolean"): _read_boolean,
    ("boolean", "number"): _read_boolean_number,
    ("date", "text"): _read_date_text,
    ("date", "date"): _read_date,
    ("date", "number"): _read_date_number,
    ("yearmonth", "text"): _read_text,
    ("yearmonth", "date"): _read_month,
}

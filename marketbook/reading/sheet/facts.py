"""A row of a sheet as a fact, or what keeps it from being one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypedDict

from marketbook.pulls.read.edited import Remark
from marketbook.reading.facts import Fact, FactKind, Name, PeriodKind, Place
from marketbook.reading.sheet.cells import Row
from marketbook.reading.sheet.columns import KINDS, find_word, list_words
from marketbook.reading.sheet.names import find_sentence, read_names
from marketbook.reading.sheet.printed import Printed, read_printed
from marketbook.reading.sheet.years import read_month, read_years
from marketbook.text import clip

_PERIODS: Mapping[str, PeriodKind] = {
    "base year": "base",
    "estimate year": "estimate",
    "history": "history",
    "forecast": "forecast",
}
_VOLUME = re.compile(r"(?i)\s+(?:by|in) volume$")
_RANGE = re.compile(r"[0-9%]\s?(?:[-–—]|to|bis)\s?[$€£]?[0-9]")
_WANTED = "a figure with its unit, such as USD 4.1 billion, about 28 % or 12.1 %"
_UNITS: Mapping[str, tuple[str, ...]] = {
    "growth_rate": ("percent",),
    "share": ("percent",),
    "multiple": ("times",),
}


class Subject(TypedDict):
    """What a fact is about and where it stands, as the fields of a fact."""

    region: str
    axis: str
    segment: str
    market: str
    of_region: str
    places: tuple[Place, ...]


@dataclass(slots=True)
class Attempt:
    """A row on its way to a fact, with what is to be said of it."""

    row: Row
    remarks: list[Remark] = field(default_factory=list[Remark])

    def refuse(self, column: str, found: str, expected: str = "", remedy: str = "") -> None:
        """Says what keeps the row from being a fact."""
        self.remarks.append(Remark(self.row.place(column), found, expected, remedy))


def read_fact(row: Row, word: str) -> tuple[Fact | None, tuple[Remark, ...]]:
    """The fact of a row, with what is to be said of it.

    Args:
        row: The row.
        word: What it is about, a key of ``KINDS``; empty where the figure says it.

    Returns:
        No fact where something keeps it from being one.
    """
    attempt = Attempt(row)
    kind = KINDS.get(word)
    maker = _MAKERS.get(kind or "size", _make_figure)
    fact = maker(attempt, word)
    return fact, tuple(attempt.remarks)


def read_word(row: Row) -> tuple[str, tuple[Remark, ...]]:
    """What a row is about, as one of the words of the sheet; empty where it does not say."""
    text = row["what"]
    word = find_word(text)
    if word or not text:
        return word, ()
    near = get_close_matches(text.casefold(), list_words(), 1)
    expected = f"'{near[0]}'" if near else f"one of {', '.join(list_words())}"
    return "", (Remark(row.place("what"), f"'{text}' says nothing that is known", expected),)


def _make_figure(attempt: Attempt, word: str) -> Fact | None:
    row = attempt.row
    text = _VOLUME.sub("", row["printed"])
    told = read_printed(text)
    if told is None:
        found = f"'{row['printed']}'" if row["printed"] else "an empty cell"
        is_range = _RANGE.search(text) is not None
        attempt.refuse("printed", f"{found} is {'a range' if is_range else 'not a figure'}",
                       "one figure" if is_range else _WANTED,
                       "enter the end that counts, with 'over' or 'up to' before it, or leave the "
                       "row out" if is_range else "")  # fmt: skip
        return None
    kind = KINDS.get(word) or _guess_kind(told, row)
    if told.unit not in _UNITS.get(kind, (told.unit,)) or (kind == "size" and told.unit in
                                                          ("percent", "times")):  # fmt: skip
        attempt.refuse("printed", f"'{row['printed']}' is no {word or 'figure'}: its unit is "
                       f"{told.unit}", _UNITS.get(kind, ("an amount",))[0])  # fmt: skip
        return None
    if kind == "share" and not (row["region"] or row["segment"]):
        attempt.refuse("printed", f"'{row['printed']}' is a share of what? neither a region nor a "
                       "segment is given", "one of them, or growth rate under What")  # fmt: skip
        return None
    years = _read_years(attempt, told)
    if years is None:
        return None
    year, start, end = _place_years(kind, *years)
    if kind in ("size", "share", "price", "units_sold") and start != end:
        attempt.refuse("years", f"'{row['years']}' is more than one year", "the year of the figure")
        return None
    spanning = kind in ("growth_rate", "increment", "multiple")
    return Fact(
        kind=kind,
        year=year,
        start_year=start if spanning else None,
        end_year=end if spanning else None,
        value=told.value,
        unit=told.unit,
        stated=told.stated,
        printed=row["printed"],
        qualifier=told.qualifier,
        of_unit="units" if text != row["printed"] else "",
        **_read_subject(row),
    )


def _guess_kind(told: Printed, row: Row) -> FactKind:
    """What a figure is by its unit and its years."""
    if told.unit == "times":
        return "multiple"
    if told.unit != "percent":
        return "size"
    years = read_years(row["years"]) or told.years
    return "growth_rate" if told.growth or (years and years[0] != years[1]) else "share"


def _read_years(attempt: Attempt, told: Printed) -> tuple[int | None, int | None] | None:
    text = attempt.row["years"]
    if not text:
        return told.years or (None, None)
    years = read_years(text)
    if years is None:
        attempt.refuse("years", f"'{text}' is no year", "2025, or 2025–2032")
    elif told.years not in (None, years):
        attempt.refuse("years", f"'{text}' is next to '{attempt.row['printed']}'",
                       "the same years, or one of the two empty")  # fmt: skip
        return None
    elif None not in years and (years[0] or 0) > (years[1] or 0):
        attempt.refuse("years", f"'{text}' ends before it begins", "the earlier year first")
        return None
    return years


def _place_years(
    kind: FactKind, start: int | None, end: int | None
) -> tuple[int | None, int | None, int | None]:
    """Year, first and last year; a rate beside one year is that of the year."""
    if kind == "growth_rate" and start == end:
        return None, None, end
    return end if start == end else None, start, end


def _read_subject(row: Row) -> Subject:
    where = (Place("", heading=row["where"], block=""),) if row["where"] else ()
    return Subject(region=row["region"], axis=row["axis"], segment=row["segment"],
                   market=row["market"], of_region=row["of"], places=where)  # fmt: skip


def _make_claim(attempt: Attempt, word: str) -> Fact | None:
    row = attempt.row
    if not (row["region"] or row["segment"]):
        attempt.refuse("region", f"who is {word}? neither a region nor a segment is given",
                       "one of them")  # fmt: skip
        return None
    years = read_years(row["years"]) if row["years"] else (None, None)
    if years is None:
        attempt.refuse("years", f"'{row['years']}' is no year", "2025, or nothing")
        return None
    year = years[1] if years[0] == years[1] else None
    claim = "largest" if word == "largest" else "fastest-growing"
    return Fact(kind="claim", claim=claim, year=year, printed=row["printed"], **_read_subject(row))


def _make_period(attempt: Attempt, word: str) -> Fact | None:
    row = attempt.row
    text = row["years"] or row["printed"]
    years = read_years(text)
    if years is None or None in years:
        found = f"'{text}' is no period" if text else f"the {word} has no years"
        attempt.refuse("years", found, "2025, or 2025–2032")
        return None
    return Fact(kind="period", period=_PERIODS[word], start_year=years[0], end_year=years[1],
                **_read_subject(row))  # fmt: skip


def _make_list(attempt: Attempt, word: str) -> Fact | None:
    row = attempt.row
    names = read_names(row["printed"], nested=word == "regions")
    if not names:
        attempt.refuse("printed", f"the list of {word} is empty",
                       "names with semicolons between them")  # fmt: skip
        return None
    if _refuse_sentences(attempt, names):
        return None
    return Fact(kind=KINDS[word], names=names, printed=row["printed"], **_read_subject(row))


def _refuse_sentences(attempt: Attempt, names: Sequence[Name]) -> bool:
    """Whether a name of a list can be none."""
    sentence = find_sentence(names)
    if sentence:
        attempt.refuse(
            "printed", f"'{clip(sentence, 40)}' is no name", "names with semicolons between them"
        )
    return bool(sentence)


def _make_development(attempt: Attempt, word: str) -> Fact | None:
    row = attempt.row
    month = read_month(row["years"])
    if not month:
        attempt.refuse("years", f"'{row['years']}' is no month" if row["years"]
                       else "news without its month", "one such as 2025-03")  # fmt: skip
    names = read_names(row["printed"])
    if not names:
        attempt.refuse("printed", "news without a player", "names with semicolons between them")
    if _refuse_sentences(attempt, names) or not (month and names):
        return None
    return Fact(kind="development", month=month, names=names, printed=word, **_read_subject(row))


_MAKERS: Mapping[str, Callable[[Attempt, str], Fact | None]] = {
    "claim": _make_claim,
    "period": _make_period,
    "segmentation": _make_list,
    "region_list": _make_list,
    "player_list": _make_list,
    "development": _make_development,
}

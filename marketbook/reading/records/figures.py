"""Sizes, growth rates, shares, ranks and other numbers as records of their tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from marketbook.audit.printed import tell_printed
from marketbook.reading.facts import Fact
from marketbook.reading.records.digits import write_stated, write_value
from marketbook.reading.records.ledger import Ledger, Names, name_by
from marketbook.reading.records.markets import enter_market, name_market
from marketbook.reading.records.model import Cells, Entry
from marketbook.reading.records.places import WORLD, list_standard_ids
from marketbook.reading.records.sources import enter_quoted, locate
from marketbook.reading.records.subjects import Subject, enter_subject
from marketbook.reading.records.units import find_unit
from marketbook.reading.records.words import fold, make_slug

_SUBJECTS = {
    "increment": "increase of the market",
    "multiple": "growth of the market, as a multiple",
    "price": "price",
    "units_sold": "units sold",
    "size": "size of the market, its year not printed",
    "share": "share of a segment",
    "growth_rate": "growth of the market, its years not printed",
}
"""What a number is called in our own words, where it goes into `statistics`."""


_KINDS = {
    "increment": "increment",
    "multiple": "multiple",
    "price": "price",
    "units_sold": "units-sold",
}
"""Kinds of `statistics` that are about the market itself; rules compare them with its sizes."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the figures of a document share.

    Attributes:
        ledger: The tables.
        source: Id of the source.
        market: Id of the market that the document is about.
        market_name: What the document calls it, folded.
        document: Number of the document.
        measured_to: The last year that the document has measured; None where it is open.
        estimated: The year that it calls estimated; None where there is none.
        lists: The segments of each list of an axis, by the axis.
    """

    ledger: Ledger
    source: str
    market: str
    market_name: str
    document: int
    measured_to: int | None
    estimated: int | None
    lists: dict[str, list[frozenset[str]]] = field(default_factory=dict[str, list[frozenset[str]]])

    def find_market(self, entry: Entry) -> str:
        """The market that a fact is about: its own, where it is another than the document's."""
        name = entry.fact.market
        own = not name or fold(name_market(name)) == self.market_name
        return self.market if own else enter_market(self.ledger, name)


def enter_figure(setting: Setting, entry: Entry) -> None:
    """Enters one figure or rank, or says why it cannot be one."""
    if entry.fact.by:
        own = enter_quoted(setting.ledger, setting.source, entry.fact.by)
        setting = replace(setting, source=own)
    subject = enter_subject(setting.ledger, entry, setting.find_market(entry))
    if subject is None:
        return
    kind = entry.fact.kind
    if kind == "size" and entry.fact.year is None:
        setting.ledger.remark(
            entry, "years", "a size without a year, which no other figure can be compared with",
            "a year", "it is entered as a statistic; fill in the year to have it audited",
            refuses=False,
        )  # fmt: skip
        kind = "statistic"
    if kind == "share" and entry.fact.of_segment:
        kind = "statistic"
    _ENTER.get(kind, _enter_statistic)(setting, entry, subject)


def _enter_size(setting: Setting, entry: Entry, subject: Subject) -> None:
    fact, year = entry.fact, entry.fact.year or 0
    unit = find_unit(setting.ledger, fact.unit)
    _tell_new_unit(setting.ledger, entry, unit)
    cells = {"year": str(year), "unit_id": unit,
             "status": fact.status or _tell_status(setting, year)}  # fmt: skip
    name = f"{subject.market}-{year}-{subject.name()}"
    _enter(setting, entry, "sizes", "value", name, {**subject.cells(), **cells})


def _tell_new_unit(ledger: Ledger, entry: Entry, unit: str) -> None:
    """A word about a unit that nobody has entered: it may be a slip."""
    row = ledger.get("units", unit)
    if row is not None and (unit,) in ledger.touched["units"] and row["kind"] != "money":
        ledger.remark(entry, "printed", f"'{row['name']}' is a unit that is not in the tables yet; "
                      "it is added, and counts things, not money", refuses=False)  # fmt: skip


def _tell_status(setting: Setting, year: int) -> str:
    if year == setting.estimated:
        return "estimate"
    if setting.measured_to is not None and year <= setting.measured_to:
        return "actual"
    return "forecast"


def _enter_rate(setting: Setting, entry: Entry, subject: Subject) -> None:
    fact = entry.fact
    start, end = _write_year(fact.start_year), _write_year(fact.end_year)
    years = "-".join(part for part in (start, end) if part)
    name = f"{subject.market}-{subject.name()}{'-' if years else ''}{years}"
    cells = {**subject.cells(), "start_year": start, "end_year": end,
             "unit_id": _find_counted(setting, fact)}  # fmt: skip
    if not years and _is_of_other_years(setting, entry, cells):
        _enter_statistic(setting, entry, subject)
        return
    _enter(setting, entry, "growth_rates", "rate_percent", name, cells)


def _enter_share(setting: Setting, entry: Entry, subject: Subject) -> None:
    year = _write_year(entry.fact.year)
    cells = {**subject.cells(), "year": year, "of_region_id": _find_whole(setting, subject),
             "unit_id": _find_counted(setting, entry.fact)}  # fmt: skip
    _note_part(setting.ledger, subject)
    name = "-".join(part for part in (subject.market, year, subject.name()) if part)
    _enter(setting, entry, "shares", "share_percent", name, cells)


def _find_counted(setting: Setting, fact: Fact) -> str:
    """The unit of what grows or is shared, where it is not money."""
    return find_unit(setting.ledger, fact.of_unit) if fact.of_unit else ""


def _is_of_other_years(setting: Setting, entry: Entry, cells: Cells) -> bool:
    """Whether another rate of the subject is printed: one without years is of other years."""
    row = {**cells, "source_id": setting.source}
    others = setting.ledger.find_all("growth_rates", _RATES, next(iter(_RATES(row))))
    stated = write_stated(entry.fact.stated, entry.fact.value)
    if all(other["stated"] == stated for other in others):
        return False
    setting.ledger.remark(
        entry, "years", "a second growth rate of the same without its years",
        "years such as 2025–2032",
        "it is entered as a statistic; fill in the years to have it audited", refuses=False,
    )  # fmt: skip
    return True


def _note_part(ledger: Ledger, subject: Subject) -> None:
    """A share of a region that nobody has known so far says that the part belongs to it."""
    whole, part = subject.of_region, subject.region
    row = ledger.get("regions", whole)
    new = (whole,) in ledger.touched["regions"] and whole not in list_standard_ids()
    if row is not None and new and row["parent_id"] == WORLD and part not in ("", whole, WORLD):
        ledger.put("region_parts", {"region_id": whole, "part_id": part}, None)
        ledger.records["regions"][whole,]["kind"] = "group"


def _find_whole(setting: Setting, subject: Subject) -> str:
    """The whole of a share: as stated, or what it can only be.

    A segment is part of its market where the share is about; a region that lies in nothing but the
    world is part of the world. The whole of a country's share stays open.
    """
    if subject.of_region:
        return subject.of_region
    if subject.segment:
        return subject.region
    row = setting.ledger.get("regions", subject.region)
    return WORLD if row is not None and row["parent_id"] == WORLD else ""


def _enter_claim(setting: Setting, entry: Entry, subject: Subject) -> None:
    fact = entry.fact
    cells = {**subject.cells(), "source_id": setting.source, "kind": fact.claim or "largest",
             "of_region_id": subject.of_region, "year": _write_year(fact.year),
             "locator": locate(fact)}  # fmt: skip
    name = f"{subject.market}-{cells['kind']}-{subject.name()}"
    _enter_new(setting, entry, "claims", name, cells)


def _enter_statistic(setting: Setting, entry: Entry, subject: Subject) -> None:
    fact = entry.fact
    years = [str(year) for year in (fact.start_year or fact.year, fact.end_year) if year]
    about = f" ({fact.segment})" if fact.segment else ""
    of = f", of {fact.of_segment}" if fact.of_segment else ""
    cells = {
        **subject.cells(),
        "kind": "" if subject.segment else _KINDS.get(fact.kind, ""),
        "period": "/".join(years),
        "subject": f"{_SUBJECTS[fact.kind]}{about}{of}",
        "unit_id": find_unit(setting.ledger, fact.unit) if fact.unit else "",
    }
    name = "-".join([subject.market, fact.kind.replace("_", "-"), subject.name(), *years])
    _enter(setting, entry, "statistics", "value", make_slug(name), cells)


def _enter(setting: Setting, entry: Entry, table: str, value: str, name: str, cells: Cells) -> None:
    """Enters a figure: its digits, its number, where it stands."""
    fact = entry.fact
    stated = write_stated(fact.stated, fact.value)
    number = write_value(stated, fact.value)
    if not number:
        setting.ledger.remark(entry, "printed", f"no number can be read in '{fact.printed}'",
                              "a figure as printed, such as USD 4.1 billion or about 28 %",
                              "correct it, or leave the row out")  # fmt: skip
        return
    note = "" if stated.lower() == fact.stated.strip().lower() else _tell_print(fact)
    figure = {"source_id": setting.source, value: number, "stated": stated,
              "qualifier": fact.qualifier, "locator": locate(fact), "note": note}  # fmt: skip
    _enter_new(setting, entry, table, name, {**cells, **figure})


def _tell_print(fact: Fact) -> str:
    return tell_printed(fact.stated.strip()) if fact.stated.strip() else ""


def _enter_new(setting: Setting, entry: Entry, table: str, name: str, cells: Cells) -> None:
    """Enters a record under an id of its own, unless one says the same already."""
    ledger = setting.ledger
    schema = ledger.schemas.get(table)
    if schema is None:
        ledger.remark(entry, "what", f"the package has no table {table}, so this is left out",
                      refuses=False)  # fmt: skip
        return
    known = _find_same(ledger, table, cells)
    key = schema.primary_key[0]
    if known is not None:
        ledger.note_origin(table, (known[key],), entry, setting.document)
        return
    tail = setting.source.removeprefix(f"{cells['market_id']}-")
    own = ledger.find_free_id(table, name, tail)
    ledger.put(table, {key: own, **cells}, entry, setting.document)


def _find_same(ledger: Ledger, table: str, cells: Cells) -> Cells | None:
    """The record that says the same; one that also says the year, where the fact leaves it open."""
    exact, open_to = SAME[table], OPEN[table]
    known = ledger.find(table, exact, next(iter(exact(cells))))
    if known is None and not any(cells.get(column) for column in open_to[1]):
        known = ledger.find(table, open_to[0], next(iter(open_to[0](cells))))
    return known


def _write_year(year: int | None) -> str:
    return "" if year is None else str(year)


def _make_names(*columns: str) -> Names:
    return name_by("source_id", "market_id", "region_id", "segment_id", *columns)


_RATES = _make_names("unit_id")
SAME: Mapping[str, Names] = {
    "sizes": _make_names("year", "stated", "unit_id"),
    "growth_rates": _make_names("start_year", "end_year", "stated", "unit_id"),
    "shares": _make_names("of_region_id", "year", "stated", "unit_id"),
    "claims": _make_names("kind"),
    "statistics": _make_names("kind", "subject", "period", "stated", "unit_id"),
}
"""Columns in which two records of a source say the same."""

_YEARS = ("start_year", "end_year")
OPEN: Mapping[str, tuple[Names, tuple[str, ...]]] = {
    "sizes": (SAME["sizes"], ("year",)),
    "growth_rates": (_make_names("stated", "unit_id"), _YEARS),
    "shares": (_make_names("of_region_id", "stated", "unit_id"), ("year",)),
    "claims": (SAME["claims"], ()),
    "statistics": (_make_names("kind", "subject", "stated", "unit_id"), ("period",)),
}
"""The same but for what a source may leave open elsewhere, and the columns that says it in."""

_ENTER: Mapping[str, Callable[[Setting, Entry, Subject], None]] = {
    "size": _enter_size,
    "growth_rate": _enter_rate,
    "share": _enter_share,
    "claim": _enter_claim,
}

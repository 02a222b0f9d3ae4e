"""Enters the facts of a document into the tables, in the order in which one builds on another."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from marketbook.reading.records.developments import enter_development
from marketbook.reading.records.figures import Setting, enter_figure
from marketbook.reading.records.ledger import Ledger
from marketbook.reading.records.lists import (
    complete_axes,
    enter_players,
    enter_regions,
    enter_segments,
)
from marketbook.reading.records.markets import name_market
from marketbook.reading.records.model import Document, Entry
from marketbook.reading.records.sources import enter_period, enter_source, list_base_years
from marketbook.reading.records.words import fold

_LISTS: Mapping[str, Callable[[Setting, Entry], None]] = {
    "segmentation": enter_segments,
    "region_list": enter_regions,
    "player_list": enter_players,
    "development": enter_development,
}


def enter_document(ledger: Ledger, document: Document) -> str:
    """Enters all facts of a document: its source and periods, its lists, then its figures.

    Returns:
        The id of its source.
    """
    source, market = enter_source(ledger, document)
    name = fold(name_market(document.reading.market or document.reading.title))
    setting = Setting(ledger, source, market, name, document.number, *_tell_years(document))
    for entry in document.entries:
        if entry.fact.kind == "period":
            enter_period(ledger, source, entry, document.number)
    for entry in document.entries:
        if entry.fact.kind in _LISTS:
            _LISTS[entry.fact.kind](setting, entry)
    # what says its years first: the same figure without them is no other
    for entry in sorted(document.entries, key=_leaves_open):
        if entry.fact.kind not in (*_LISTS, "period"):
            enter_figure(setting, entry)
    complete_axes(setting)
    return source


def _leaves_open(entry: Entry) -> bool:
    return entry.fact.year is None and entry.fact.end_year is None


def _tell_years(document: Document) -> tuple[int | None, int | None]:
    """The last year that a document has measured, and the year that it estimates.

    The stated base year is measured; without one, what lies before the year of publication or,
    where that is open too, the first year of a size of the whole market or of the forecast.
    """
    facts = [entry.fact for entry in document.entries]
    estimated = next((f.start_year or f.year for f in facts if f.period == "estimate"), None)
    base = list_base_years(document)
    published = document.reading.published_on or document.reading.edition
    if base:
        return max(base), estimated
    if published[:4].isdigit():
        return int(published[:4]) - 1, estimated or int(published[:4])
    years = [f.year for f in facts if f.kind == "size" and f.year and not f.segment]
    # a size that a forecast leads to is none that was measured
    years += [f.start_year for f in facts if years and f.period == "forecast" and f.start_year
              and (f.end_year or 0) >= min(years)]  # fmt: skip
    return min(years, default=None), estimated

"""Checks of printed figures against each other: sizes printed twice, publishers, growth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from marketbook.workbook.desk import Desk
from marketbook.workbook.read_figures import pair_sizes
from marketbook.workbook.records import Record, list_claims
from marketbook.workbook.sheets.check import Check
from marketbook.workbook.sheets.inputs import RIVAL_FACTOR


def list_repeated(desk: Desk) -> Iterator[Check]:
    """Two sizes of one subject and year by one source: they are the same, to their rounding."""
    for one, other in pair_sizes(desk.records, desk.market.market_id):
        if one["source_id"] == other["source_id"]:
            low, high = (_spread(desk, _size(one), side) for side in "-+")
            record = _size(other)
            yield Check(
                key=f"twice:{record}/{one['size_id']}",
                family="Printed twice",
                subject=f"{_name(desk, other)}, {other['year']}: printed once more",
                value=f"={_cell(desk, record, 'value')}",
                low=f"={low}-{_cell(desk, record, 'half')}",
                high=f"={high}+{_cell(desk, record, 'half')}",
                meaning=f"The other size of {one['year']} by this source, {one['stated']}, with "
                "both roundings.",
                number=desk.market.size_number,
                record=record,
            )


def list_rivals(desk: Desk) -> Iterator[Check]:
    """Two sources about one subject and year: no further apart than the factor on Inputs."""
    for one, other in pair_sizes(desk.records, desk.market.market_id):
        if one["source_id"] != other["source_id"]:
            factor = desk.block("Inputs", "inputs").at(RIVAL_FACTOR, "value")
            sources = desk.records.by_key("sources", "source_id")
            yield Check(
                key=f"publishers:{_size(other)}/{one['size_id']}",
                family="Publishers",
                subject=f"{_name(desk, other)}, {other['year']}: {_tell_source(sources, other)} "
                f"against {_tell_source(sources, one)}",
                value=f"={_cell(desk, _size(other), 'value')}/{_cell(desk, _size(one), 'value')}",
                low=f"=1/{factor}",
                high=f"={factor}",
                meaning="Further apart, the two publishers do not mean the same market.",
                number="factor",
                record=_size(other),
            )


def list_fastest(desk: Desk) -> Iterator[Check]:
    """Who is said to grow fastest, by the printed rates: against the whole and its own kind."""
    for claim in list_claims(desk.records, desk.market.market_id, desk.market.unit_id):
        if claim["kind"] != "fastest-growing":
            continue
        rates = [
            rate
            for rate in desk.records.of("growth_rates", desk.market.market_id)
            if rate["source_id"] == claim["source_id"]
        ]
        own = [rate for rate in rates if _subject(rate) == _subject(claim)]
        others = [rate for rate in rates if _ranks_beside(desk, claim, rate)]
        if len(own) == 1 and others:
            yield _check_fastest(desk, claim, own[0], others)


def _subject(row: Record) -> tuple[str | None, str | None]:
    return row["region_id"], row["segment_id"]


def _ranks_beside(desk: Desk, claim: Record, rate: Record) -> bool:
    """Whether a rate is of the whole that a claim speaks of, or of another part of its kind."""
    if _subject(rate) == _subject(claim):
        return False
    regions = desk.records.by_key("regions", "region_id")
    segments = desk.records.by_key("segments", "segment_id")
    if claim["segment_id"]:
        if rate["region_id"] != claim["region_id"]:
            return False
        one, other = (segments.get(row["segment_id"] or "") for row in (claim, rate))
        return other is None or (one is not None and one["axis_id"] == other["axis_id"])
    if rate["segment_id"]:
        return False
    one, other = (regions.get(row["region_id"]) for row in (claim, rate))
    if one is None or other is None:
        return False
    whole = claim["of_region_id"]
    if rate["region_id"] == whole or (not whole and other["kind"] == "world"):
        return True
    return all(one[key] == other[key] for key in ("kind", "parent_id"))


def _check_fastest(desk: Desk, claim: Record, own: Record, others: Sequence[Record]) -> Check:
    record = _rate(own)
    lows = ",".join(_spread(desk, _rate(other), "-") for other in others)
    return Check(
        key=f"claims:{claim['claim_id']}",
        family="Ranks",
        subject=f"{_name(desk, own)}: said to grow fastest",
        value=f"={_spread(desk, record, '+')}",
        low=f"=MAX({lows})",
        high=f"={_spread(desk, record, '+')}",
        meaning="In percent a year, every rounding in its favour: the whole and its own kind grow "
        "no faster than the part that a source calls the fastest.",
        number="decimal",
        record=f"claims:{claim['claim_id']}",
    )


def _cell(desk: Desk, record: str, column: str) -> str:
    return str(desk.block("Evidence", "figures").at(record, column))


def _spread(desk: Desk, record: str, side: str) -> str:
    """An end of what a printed figure stands for."""
    return f"({_cell(desk, record, 'value')}{side}{_cell(desk, record, 'half')})"


def _size(row: Record) -> str:
    return f"sizes:{row['size_id']}"


def _rate(row: Record) -> str:
    return f"growth_rates:{row['growth_rate_id']}"


def _name(desk: Desk, row: Record) -> str:
    """What a figure is about: the segment where it has one, else the region."""
    for table, key in (("segments", "segment_id"), ("regions", "region_id")):
        if row[key]:
            found = desk.records.by_key(table, key).get(row[key])
            return str(found["name"]) if found else str(row[key])
    return desk.market.name


def _tell_source(sources: Mapping[str, Record], row: Record) -> str:
    source = sources.get(row["source_id"], {})
    return str(source.get("publisher") or source.get("title") or row["source_id"])

"""Published and forecast figures as one flat table: what a pivot table wants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from marketbook import forecasts
from marketbook.findings import Finding
from marketbook.markets.corrections import FIGURES
from marketbook.markets.printed import Figure, Rate, Share, Size
from marketbook.workbook.market import Group, MarketModel, Part
from marketbook.workbook.read_market import list_markets, model_market
from marketbook.workbook.records import Records
from marketbook.workbook.sheets.check import word_of
from marketbook.workbook.tell import name_source, name_unit

PUBLISHED = "published"
WHOLE = "Whole market"
OURS = "Marketbook, by the assumptions of the scenario"


@dataclass(frozen=True, slots=True)
class FlatRow:
    """One figure.

    Attributes:
        kind: ``Size``, ``Growth rate``, ``Share`` or ``Forecast``.
        market, region, cut, segment: Names; ``cut`` is the axis of the segment.
        year: Its year; of a rate none.
        start_year, end_year: The period of a rate.
        value: As printed, in ``unit``; percent for rates and shares.
        unit: Its unit.
        reading, reading_unit: The same as it is read: other than printed only for a misprint that
            a correction reads otherwise.
        share_of: The region that a share is of.
        scenario: ``published``, or the scenario of a forecast.
        source: Publisher and edition, or who computed it.
        stated, qualifier: As printed.
        verdict: ``OK``, or the worst that the audit says: ``NOTE``, ``KNOWN``, ``CHECK``.
        is_disputed: Whether the audit says that the figures cannot all be true, waived or not.
        record: ``table:id``; empty for a forecast.
    """

    kind: str
    market: str
    region: str
    cut: str
    segment: str
    year: int | None
    start_year: int | None
    end_year: int | None
    value: float
    unit: str
    reading: float
    reading_unit: str
    share_of: str
    scenario: str
    source: str
    stated: str = ""
    qualifier: str = ""
    verdict: str = "OK"
    is_disputed: bool = False
    record: str = ""


COLUMNS = tuple(field.name for field in fields(FlatRow))
"""The columns, in order."""
_WORST = ("OK", "NOTE", "KNOWN", "CHECK")


def list_published(records: Records, market_id: str) -> Iterator[FlatRow]:
    """Sizes, growth rates and shares of a market as printed and as they are read."""
    verdicts = judge_records(records.findings)
    for one in records.publications_of(market_id):
        for figure in (*one.sizes, *one.rates, *one.shares):
            yield _flatten(records, figure, verdicts.get(figure.cite, ("OK", False)))


def judge_records(findings: Iterable[Finding]) -> dict[str, tuple[str, bool]]:
    """The worst word of the audit on each record, and whether it disputes it.

    What a correction settles says nothing any more.
    """
    found: dict[str, tuple[str, bool]] = {}
    for finding in (one for one in findings if not one.corrected):
        word, disputed = found.get(finding.record, ("OK", False))
        worst = max(word, word_of(finding), key=_WORST.index)
        found[finding.record] = worst, disputed or finding.severity == "error"
    return found


def _flatten(records: Records, figure: Figure, verdict: tuple[str, bool]) -> FlatRow:
    codes, row = records.typed.codes, records.row_of(figure)
    segment = codes.segments.get(figure.segment)
    kind, value, unit, year, start, end, share_of = _read(records, figure)
    return FlatRow(
        kind=kind,
        market=records.by_key("markets", "market_id")[figure.market]["name"],
        region=codes.places.get(figure.region).name,
        cut=segment.axis.name if segment else "",
        segment=segment.name if segment else WHOLE,
        year=year,
        start_year=start,
        end_year=end,
        value=row[FIGURES[figure.table].value],
        unit=_name_printed_unit(records, figure, unit),
        reading=value,
        reading_unit=unit,
        share_of=share_of,
        scenario=PUBLISHED,
        source=name_source(records, figure.source),
        stated=row["stated"],
        qualifier=figure.qualifier,
        verdict=verdict[0],
        is_disputed=verdict[1],
        record=figure.cite,
    )


def _name_printed_unit(records: Records, figure: Figure, unit: str) -> str:
    if not isinstance(figure, Size):
        return unit
    return records.typed.codes.units[records.row_of(figure)["unit_id"]].name


def _read(
    records: Records, figure: Figure
) -> tuple[str, float, str, int | None, int | None, int | None, str]:
    """Kind, value, unit, year, period and whole of a figure."""
    unit = name_unit(records, figure)
    if isinstance(figure, Size):
        return "Size", figure.value, unit, figure.year, None, None, ""
    if isinstance(figure, Rate):
        years = figure.start_year, figure.end_year
        return "Growth rate", figure.value, unit, None, *years, ""
    if isinstance(figure, Share):
        whole = records.typed.codes.places.get(figure.whole).name
        return "Share", figure.value, unit, figure.year, None, None, whole
    raise TypeError(f"{figure.cite} is no size, rate or share")


def list_flat(records: Records) -> Iterator[FlatRow]:
    """Every published figure of every market, and every forecast by scenario, part and year."""
    modelled = set(list_markets(records))
    for row in records.all("markets"):
        yield from list_published(records, row["market_id"])
        if row["market_id"] in modelled:
            yield from _list_forecasts(model_market(records, row["market_id"]))


def _list_forecasts(market: MarketModel) -> Iterator[FlatRow]:
    whole = market.region
    for scenario in market.scenarios:
        sizes = forecasts.forecast_market(market.terms, scenario.terms)
        yield from _flat_line(market, scenario.name, (whole, "", WHOLE), sizes)
        for group in market.cuts:
            moved = ((group, name, shares) for _, name, shares in move_parts(market, group))
            within = ((cut, name, shares) for cut, _, name, shares in move_inside(market, group))
            for cut, name, shares in (*moved, *within):
                own = {year: share * sizes[year] for year, share in shares.items()}
                yield from _flat_line(market, scenario.name, name_line(market, cut, name), own)


def name_line(market: MarketModel, cut: Group, name: str) -> tuple[str, str, str]:
    """Region, cut and segment of a part of a cut."""
    is_place = cut.key == market.regions.key
    return (name, "", WHOLE) if is_place else (market.region, cut.name, name)


def _flat_line(
    market: MarketModel, scenario: str, about: tuple[str, str, str], sizes: Mapping[int, float]
) -> Iterator[FlatRow]:
    for year, size in sizes.items():
        yield FlatRow(
            "Forecast", market.name, *about, year, None, None, size, market.unit, size,
            market.unit, "", scenario, OURS,
        )  # fmt: skip


def move_parts(
    market: MarketModel, group: Group
) -> Iterator[tuple[Part | None, str, Mapping[int, float]]]:
    """Shares of the parts of a group by year, and what they leave."""
    if not group.parts:
        return
    shares = [market.share_of(part) for part in group.parts]
    moved = forecasts.move_shares(shares, market.growth.value, market.years)
    for part, by_year in zip(group.parts, moved, strict=True):
        yield part, part.name, by_year
    rest = {year: forecasts.find_remainder(moved, year) for year in market.years}
    yield None, group.rest_name, rest


def move_inside(
    market: MarketModel, group: Group
) -> Iterator[tuple[Group, Part | None, str, Mapping[int, float]]]:
    """Shares of the whole by year of what lies inside the parts of a group, and what it leaves.

    Yields:
        The cut of the part around it, the part (none for what the parts leave), its name, its
        shares by year.
    """
    shares = {part.key if part else "": by_year for part, _, by_year in move_parts(market, group)}
    own = {part.key: part for part in group.nested}

    def find(key: str) -> Mapping[int, float]:
        if key not in shares:
            part = own[key]
            around = find(part.container)
            shares[key] = forecasts.move_inside(
                market.share_of(part), market.growth.value, around, market.years
            )
        return shares[key]

    for cut in group.inside:
        around, moved = find(cut.container), [find(part.key) for part in cut.parts]
        for part, by_year in zip(cut.parts, moved, strict=True):
            yield cut, part, part.name, by_year
        rest = {year: around[year] - sum(one[year] for one in moved) for year in market.years}
        yield cut, None, cut.rest_name, rest

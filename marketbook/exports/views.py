"""Ready-made views: SQL that SQLite, DuckDB and PostgreSQL read alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from marketbook.schema import Field, TableSchema


@dataclass(frozen=True, slots=True)
class View:
    """A question asked often, as a query.

    Attributes:
        schema: Name, description and columns of the answer.
        reads: The columns it needs, by table.
        sql: The query, without a semicolon.
    """

    schema: TableSchema
    reads: Mapping[str, tuple[str, ...]]
    sql: str

    @property
    def name(self) -> str:
        """Name of the view."""
        return self.schema.name


def _text(name: str, description: str, *, required: bool = False) -> Field:
    return Field(name=name, description=description, required=required)


def _number(name: str, description: str, unit: str) -> Field:
    return Field(name=name, type="number", description=description, unit=unit)


_YEAR = Field(name="year", type="year", description="The year it is for.", unit="calendar year")
_SOURCE = (
    _text("source_id", "The source that states it."),
    _text("source", "Title of the source."),
    _text("publisher", "Publisher of the source."),
)
_SUBJECT = (
    _text("market_id", "The market it is about."),
    _text("market", "Name of the market."),
    _text("region_id", "The region it is about."),
    _text("region", "Name of the region."),
    _text("segment_id", "The segment it is about; empty for the whole market."),
    _text("segment", "Name of the segment."),
    _text("axis_id", "The axis of the segment: what the market is divided by."),
    _text("axis", "Name of the axis."),
)
_COUNTED = (
    _text("of_unit_id", "The unit of the sizes it is about; empty where the source names none."),
    _text("of_unit", "Name of that unit, such as thousand tonnes; empty means money."),
)
_PRINT = (
    _text("stated", "The digits exactly as the source prints them."),
    _text("qualifier", "The word that the source prints beside the figure."),
    _text("locator", "Where in the source's document it is."),
)

_READ = (
    Field(
        name="is_corrected",
        type="boolean",
        description="Whether a correction reads it otherwise than printed.",
    ),
    Field(
        name="is_disputed",
        type="boolean",
        description="Whether an error of the audit names it, waived or not.",
    ),
)
_READ_COLUMNS = "reading.is_corrected, reading.is_disputed"
_READINGS = {"readings": ("record", "reading", "unit_id", "amount", "is_corrected", "is_disputed")}


def _join_readings(table: str, key: str) -> str:
    return f"LEFT JOIN readings AS reading ON reading.record = '{table}:' || figure.{key}"


_NAMED = {
    "sources": ("source_id", "title", "publisher"),
    "markets": ("market_id", "name"),
    "regions": ("region_id", "name"),
    "segments": ("segment_id", "name", "axis_id"),
    "axes": ("axis_id", "name"),
}
_NAMED_COLUMNS = """figure.source_id, source.title AS source, source.publisher,
  figure.market_id, market.name AS market,
  figure.region_id, region.name AS region,
  figure.segment_id, segment.name AS segment,
  segment.axis_id, axis.name AS axis"""
_COUNTED_COLUMNS = "figure.unit_id AS of_unit_id, unit.name AS of_unit"
_PRINT_COLUMNS = "figure.stated, figure.qualifier, figure.locator"
_NAMED_JOINS = """LEFT JOIN sources AS source ON source.source_id = figure.source_id
LEFT JOIN markets AS market ON market.market_id = figure.market_id
LEFT JOIN regions AS region ON region.region_id = figure.region_id
LEFT JOIN segments AS segment ON segment.segment_id = figure.segment_id
LEFT JOIN axes AS axis ON axis.axis_id = segment.axis_id"""
_UNIT_JOIN = "LEFT JOIN units AS unit ON unit.unit_id = figure.unit_id"
_FIGURE = ("source_id", "market_id", "region_id", "segment_id", "stated", "qualifier", "locator")

SIZES = View(
    TableSchema(
        "sizes_with_names",
        "Sizes with names, in one unit",
        "Every size with the names it refers to, as printed and as it is read, and as read moved "
        "to base units and to billions by its unit's factor; currencies are not converted.",
        (
            _text("size_id", "The size.", required=True),
            *_SOURCE,
            *_SUBJECT,
            _YEAR,
            _text("status", "actual, estimate or forecast."),
            _number("value", "The size as printed.", "see unit"),
            _text("unit", "Name of the printed unit."),
            _number("reading", "The size as it is read.", "see reading_unit"),
            _text("reading_unit", "Name of the unit of the reading."),
            _text("unit_kind", "What the unit measures: money, count and so on."),
            _text("currency", "ISO 4217 code, where the unit is money."),
            _number("amount", "The reading in base units: times its unit's factor.", "base unit"),
            _number("amount_billion", "The same in billions of base units.", "billion base units"),
            *_READ,
            *_PRINT,
        ),
        ("size_id",),
    ),
    {
        "sizes": ("size_id", "year", "value", "unit_id", "status", *_FIGURE),
        "units": ("unit_id", "name", "kind", "currency"),
        **_READINGS,
        **_NAMED,
    },
    f"""SELECT figure.size_id, {_NAMED_COLUMNS},
  figure.year, figure.status, figure.value, unit.name AS unit,
  reading.reading, read_unit.name AS reading_unit, read_unit.kind AS unit_kind, read_unit.currency,
  reading.amount, reading.amount / 1e9 AS amount_billion,
  {_READ_COLUMNS},
  {_PRINT_COLUMNS}
FROM sizes AS figure
{_NAMED_JOINS}
{_join_readings("sizes", "size_id")}
{_UNIT_JOIN}
LEFT JOIN units AS read_unit ON read_unit.unit_id = reading.unit_id
ORDER BY figure.size_id""",
)

GROWTH_RATES = View(
    TableSchema(
        "growth_rates_with_names",
        "Growth rates with names",
        "Every growth rate with the names it refers to, and the unit of the sizes that grow so.",
        (
            _text("growth_rate_id", "The growth rate.", required=True),
            *_SOURCE,
            *_SUBJECT,
            *_COUNTED,
            Field(name="start_year", type="year", description="First year, as printed."),
            Field(name="end_year", type="year", description="Last year, as printed."),
            _number(
                "rate_percent", "The compound annual growth rate as printed.", "percent per year"
            ),
            _number("reading", "The same as it is read.", "percent per year"),
            *_READ,
            *_PRINT,
        ),
        ("growth_rate_id",),
    ),
    {
        "growth_rates": (
            "growth_rate_id",
            "start_year",
            "end_year",
            "rate_percent",
            "unit_id",
            *_FIGURE,
        ),
        "units": ("unit_id", "name"),
        **_READINGS,
        **_NAMED,
    },
    f"""SELECT figure.growth_rate_id, {_NAMED_COLUMNS},
  {_COUNTED_COLUMNS},
  figure.start_year, figure.end_year, figure.rate_percent,
  reading.reading, {_READ_COLUMNS},
  {_PRINT_COLUMNS}
FROM growth_rates AS figure
{_NAMED_JOINS}
{_join_readings("growth_rates", "growth_rate_id")}
{_UNIT_JOIN}
ORDER BY figure.growth_rate_id""",
)

# a region's share of a segment in a wider region; in its own it is the segment's share of all
_WIDER = "CASE WHEN figure.of_region_id <> figure.region_id"

SHARES = View(
    TableSchema(
        "shares_with_names",
        "Shares with names",
        "Every share with the names it refers to: what has it (region, segment), of which whole "
        "(of_region, of_segment), and counted in what (of_unit).",
        (
            _text("share_id", "The share.", required=True),
            *_SOURCE,
            *_SUBJECT,
            _text("of_region_id", "The region whose market is the whole; empty where it is open."),
            _text("of_region", "Name of that region."),
            _text("of_segment_id", "The segment that is the whole; empty for all segments there."),
            _text("of_segment", "Name of that segment."),
            *_COUNTED,
            _YEAR,
            _number("share_percent", "The share as printed.", "percent of the whole"),
            _number("reading", "The same as it is read.", "percent of the whole"),
            *_READ,
            *_PRINT,
        ),
        ("share_id",),
    ),
    {
        "shares": ("share_id", "of_region_id", "year", "share_percent", "unit_id", *_FIGURE),
        "units": ("unit_id", "name"),
        **_READINGS,
        **_NAMED,
    },
    f"""SELECT figure.share_id, {_NAMED_COLUMNS},
  figure.of_region_id, whole.name AS of_region,
  {_WIDER} THEN figure.segment_id END AS of_segment_id,
  {_WIDER} THEN segment.name END AS of_segment,
  {_COUNTED_COLUMNS},
  figure.year, figure.share_percent,
  reading.reading, {_READ_COLUMNS},
  {_PRINT_COLUMNS}
FROM shares AS figure
{_NAMED_JOINS}
{_join_readings("shares", "share_id")}
{_UNIT_JOIN}
LEFT JOIN regions AS whole ON whole.region_id = figure.of_region_id
ORDER BY figure.share_id""",
)

_ISSUES = TableSchema(
    "known_issues",
    "Known issues",
    "Places where the published figures cannot all be true, with the arithmetic: what a waiver "
    "accepts, and the misprints that a correction reads otherwise.",
    (
        _text("table_name", "Table of the record.", required=True),
        _text("record_id", "Key of the record; the parts of a key are joined by a slash."),
        _text("settled_by", "A waiver or a correction.", required=True),
        _text("rule", "The rule that finds it; empty for a correction, which settles any."),
        _number("value", "The number that a correction reads the figure as.", "see unit_id"),
        _text("unit_id", "The unit that it is read in; empty where the printed one is right."),
        _text("reason", "Why it is accepted, or why it is a misprint."),
        _text("evidence", "The arithmetic."),
        Field(name="decided_on", type="date", description="Day of the decision."),
        Field(name="review_by", type="date", description="Day on which it is looked at again."),
    ),
)
_RECORD = """SELECT substr(record, 1, {find}(record, ':') - 1) AS table_name,
  substr(record, {find}(record, ':') + 1) AS record_id,"""
_ACCEPTED = f"""{_RECORD}
  'waiver' AS settled_by, rule, CAST(NULL AS DOUBLE PRECISION) AS value,
  CAST(NULL AS VARCHAR) AS unit_id, reason, evidence, decided_on, review_by
FROM waivers"""
_READ_OTHERWISE = f"""{_RECORD}
  'correction' AS settled_by, NULL AS rule, value, unit_id, reason, evidence, decided_on,
  NULL AS review_by
FROM corrections"""
_IN_ORDER = "ORDER BY table_name, record_id, settled_by, rule"
_WAIVERS = {"waivers": ("rule", "record", "reason", "evidence", "decided_on", "review_by")}
_CORRECTIONS = {"corrections": ("record", "value", "unit_id", "reason", "evidence", "decided_on")}


def list_views(tables: Collection[str]) -> Iterator[View]:
    """All views; of a package without corrections the known issues are the waivers alone."""
    yield from (SIZES, GROWTH_RATES, SHARES)
    if "corrections" in tables:
        query = f"{_ACCEPTED}\nUNION ALL\n{_READ_OTHERWISE}\n{_IN_ORDER}"
        yield View(_ISSUES, {**_WAIVERS, **_CORRECTIONS}, query)
    else:
        yield View(_ISSUES, _WAIVERS, f"{_ACCEPTED}\n{_IN_ORDER}")

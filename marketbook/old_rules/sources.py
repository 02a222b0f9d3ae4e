"""The periods that a source states, against each other and against its sizes."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.places import read_places
from marketbook.old_rules.rule import Frame, Row, Saying, Tables, View, rule, shared


@shared
def stated_periods(tables: Tables) -> Frame:
    """Periods with what their source says of its other periods.

    Columns: table, record, _line, source_id, kind, start_year, end_year, locator, and for each
    kind the earliest start and the latest end, such as ``base_first`` and ``forecast_last``.
    """
    periods = tables["source_periods"]
    key = nw.concat_str(
        nw.col("source_id"),
        nw.col("kind"),
        nw.col("start_year").cast(nw.String),
        nw.col("end_year").cast(nw.String),
        separator="/",
    )
    ends = {
        f"{kind}_{name}": nw.when(nw.col("kind") == kind).then(year)
        for kind in ("base", "estimate", "history", "forecast")
        for name, year in (("first", "start_year"), ("last", "end_year"))
    }
    spread = periods.with_columns(**ends).group_by("source_id")
    known = spread.agg(
        *[nw.col(name).min() for name in ends if name.endswith("first")],
        *[nw.col(name).max() for name in ends if name.endswith("last")],
    )
    return periods.join(known, on="source_id", how="inner").with_columns(
        table=nw.lit("source_periods"), record=key
    )


@shared
def whole_sizes(tables: Tables) -> Frame:
    """Years of the sizes of whole markets: source_id, market_id, year.

    Of a source that sizes the world only those of the world, of one on a region all of them.
    """
    key = ["source_id", "market_id"]
    sizes = tables["sizes"].filter(nw.col("segment_id").is_null())
    sizes = sizes.select(*key, "region_id", "year").unique()
    world = nw.col("region_id") == read_places(tables).world
    worldwide = sizes.filter(world).select(*key).unique()
    elsewhere = sizes.join(worldwide, on=key, how="anti")
    return nw.concat([sizes.filter(world), elsewhere], how="vertical").select(*key, "year").unique()


@rule(
    "sources.one-forecast-period",
    reads=("source_periods", "sizes", "regions"),
    why="A growth rate over a forecast period cannot be checked, nor carried on, where the period "
    "has two ends.",
    example="forecasts 2025 to 2033, but also 2025 to 2034 (title): 1 year apart at the end; the "
    "last size is of 2034",
)
def one_forecast_period(tables: Tables) -> View:
    """A source states one forecast period."""
    forecasts = stated_periods(tables).filter(nw.col("kind") == "forecast")
    sizes = whole_sizes(tables).group_by("source_id").agg(nw.col("year").max().alias("last_size"))
    frame = forecasts.join(sizes, on="source_id", how="left")
    # the period that the sizes bear out stands, the other one is the finding
    borne_out = nw.when(nw.col("end_year") == nw.col("last_size")).then(1).otherwise(0)
    frame = frame.with_columns(rank=borne_out * 10_000 + nw.col("end_year"))
    main = frame.filter(nw.col("rank") == nw.col("rank").max().over("source_id"))
    main = main.filter(nw.col("start_year") == nw.col("start_year").min().over("source_id"))
    main = main.select(
        "source_id",
        nw.col("start_year").alias("main_start"),
        nw.col("end_year").alias("main_end"),
        nw.col("locator").alias("main_locator"),
    )
    frame = frame.join(main, on="source_id", how="inner")
    same = nw.col("end_year") == nw.col("main_end")
    # the same forecast, counted from its base year
    base = nw.col("base_first")
    early = nw.min_horizontal("start_year", "main_start") == base
    near = (nw.col("start_year") - nw.col("main_start")).abs() <= 1
    start = (nw.col("start_year") == nw.col("main_start")) | (early & near).fill_null(False)
    return View(frame, same & start, _say_two_periods)


def _say_two_periods(row: Row) -> Saying:
    gaps = [
        (abs(row["end_year"] - row["main_end"]), "at the end"),
        (abs(row["start_year"] - row["main_start"]), "at the begin"),
    ]
    apart = " and ".join(f"{_years(gap)} apart {where}" for gap, where in gaps if gap)
    size = f"; the last size is of {row['last_size']}" if row["last_size"] else ""
    other = f"{row['main_start']} to {row['main_end']}"
    message = (
        f"forecasts {row['start_year']} to {row['end_year']} ({row['locator']}), but also {other} "
        f"({row['main_locator']}): {apart}{size}; look both up, keep what is printed and waive it"
    )
    worth = max(gap for gap, _ in gaps) / max(row["main_end"] - row["main_start"], 1)
    return Saying(message, f"{row['start_year']} to {row['end_year']}", other, worth, "end_year")


def _years(count: int) -> str:
    return f"{count} year" if count == 1 else f"{count} years"


@rule(
    "sources.one-base-year",
    reads=("source_periods",),
    why="Figures that are compared with a base year need to know which.",
    example="names 2023 the base year (summary), but also 2024 (scope table): 1 year apart",
)
def one_base_year(tables: Tables) -> View:
    """A source states one base year."""
    bases = stated_periods(tables).filter(nw.col("kind") == "base")
    last = bases.select(
        "source_id",
        nw.col("start_year").alias("base_last"),
        nw.col("locator").alias("other_locator"),
    )
    frame = bases.join(last, on=["source_id", "base_last"], how="inner")
    return View(frame, nw.col("start_year") == nw.col("base_last"), _say_two_bases)


def _say_two_bases(row: Row) -> Saying:
    message = (
        f"names {row['start_year']} the base year ({row['locator']}), but also {row['base_last']} "
        f"({row['other_locator']}): {_years(row['base_last'] - row['start_year'])} apart; look "
        "both up, keep what is printed and waive it"
    )
    gap = row["base_last"] - row["start_year"]
    return Saying(message, str(row["start_year"]), str(row["base_last"]), gap / 10, "start_year")


@rule(
    "sources.base-year-has-size",
    reads=("source_periods", "sizes", "regions"),
    why="Where the base year has no size, growth cannot be counted from it: whoever takes the "
    "first size for the base is a year or more off.",
    example="names 2024 the base year, but its first size is of 2025: growth over the sizes begins "
    "1 year after the base",
    severity="note",
)
def base_year_has_size(tables: Tables) -> View:
    """A source prints the size of the market in its base year."""
    bases = stated_periods(tables).filter(nw.col("kind") == "base")
    frame = _one_market(_with_sizes(bases, "start_year", tables))
    return View(frame, nw.col("found") == 1, _say_no_base)


def _with_sizes(periods: Frame, year: str, tables: Tables) -> Frame:
    """Periods by market, with first and last size, and ``found``: 1 where ``year`` has one."""
    key = ["source_id", "market_id"]
    sizes = whole_sizes(tables)
    spread = sizes.group_by(*key).agg(
        nw.col("year").min().alias("first_size"), nw.col("year").max().alias("last_size")
    )
    there = sizes.select(*key, nw.col("year").alias(year), found=nw.lit(1))
    frame = periods.join(spread, on="source_id", how="inner")
    return frame.join(there, on=[*key, year], how="left").with_columns(nw.col("found").fill_null(0))


def _one_market(frame: Frame) -> Frame:
    """One row per period: of several markets in one source the first that lacks the size."""
    for column in ("found", "market_id"):
        frame = frame.filter(nw.col(column) == nw.col(column).min().over("record"))
    return frame


def _say_no_base(row: Row) -> Saying:
    base, first, last = row["start_year"], row["first_size"], row["last_size"]
    if base < first:
        gap = f"its first size is of {first}: growth over the sizes begins {_years(first - base)} "
        gap += "after the base"
    elif base > last:
        gap = f"its last size is of {last}"
    else:
        gap = f"it prints sizes from {first} to {last} and none for that year"
    message = (
        f"names {base} the base year ({row['locator']}), but {gap}; enter the size if the document "
        "has one"
    )
    return Saying(message, str(base), str(first), abs(first - base) / 10, "start_year")


@rule(
    "sources.periods-in-order",
    reads=("source_periods",),
    why="A base year long before the forecast, or history that runs into it, means that a year "
    "was misprinted or misread.",
    example="is the base year 2020, but the forecast starts in 2025: 5 years between them",
)
def periods_in_order(tables: Tables) -> View:
    """History, base year, estimate year and forecast follow each other without a gap."""
    frame = stated_periods(tables)
    kind, start, end = nw.col("kind"), nw.col("start_year"), nw.col("end_year")
    first = nw.col("forecast_first")
    # a source with several forecasts is judged by the one that fits
    starts = frame.filter(kind == "forecast").select(
        "source_id", nw.col("start_year").alias("latest_start")
    )
    starts = starts.group_by("source_id").agg(nw.col("latest_start").max())
    frame = frame.join(starts, on="source_id", how="left")
    latest = nw.col("latest_start")
    between = nw.col("estimate_last").is_between(start, latest).fill_null(False)
    base = (start <= latest) & ((start >= first - 1) | between)
    estimate = (start <= latest + 1) & (
        (start >= nw.col("base_first")) | nw.col("base_first").is_null()
    )
    # a base year that is itself out of order is another finding
    anchor = nw.max_horizontal(nw.col("base_last"), nw.col("estimate_last"), first - 1)
    history = end <= anchor
    history_fits = nw.when(kind == "history").then(history).otherwise(nw.lit(True))
    others = nw.when(kind == "estimate").then(estimate).otherwise(history_fits)
    fits = nw.when(kind == "base").then(base).otherwise(others)
    frame = frame.with_columns(anchor=anchor, fits=fits.fill_null(True))
    return View(frame, nw.col("fits") & (start <= end), _say_order)


def _say_order(row: Row) -> Saying:
    kind, start, end = row["kind"], row["start_year"], row["end_year"]
    border = row["forecast_first"] or row["base_first"] or start
    if start > end:
        border = end
        reason = f"is a {kind} from {start} to {end}, which does not run forwards"
    elif kind == "history":
        border = row["anchor"]
        reason = f"is history up to {end}, but the source's own figures start from {border}"
    elif kind == "estimate" and start < (row["base_first"] or start):
        border = row["base_first"]
        reason = f"is the estimate year {start}, but the base year is {border}"
    else:
        side = "between them" if start < border else "too late"
        reason = f"is the {kind} year {start}, but the forecast starts in {border}: "
        reason += f"{_years(abs(border - start))} {side}"
    message = f"{reason} ({row['locator']}); check the years, or waive it with the place"
    gap = abs((end if kind == "history" else start) - border)
    return Saying(message, f"{start} to {end}", str(border), gap / 10, "start_year")


@rule(
    "sources.coverage-fits-forecast",
    reads=("source_periods",),
    why="Tables that end before the forecast does cannot hold the figures that the report sells.",
    example="has tables for 2017 to 2032, but forecasts up to 2034: the last 2 years are outside",
)
def coverage_fits_forecast(tables: Tables) -> View:
    """The years that a report's tables are said to cover take in its forecast period."""
    periods = stated_periods(tables)
    coverage = periods.filter(nw.col("kind") == "coverage")
    forecasts = periods.filter(nw.col("kind") == "forecast").select(
        "source_id",
        nw.col("start_year").alias("from_year"),
        nw.col("end_year").alias("to_year"),
    )
    pairs = coverage.join(forecasts, on="source_id", how="inner")
    inside = (nw.col("start_year") <= nw.col("from_year")) & (
        nw.col("end_year") >= nw.col("to_year")
    )
    # one of several forecast periods is enough: that there are several is another finding
    best = pairs.group_by("record").agg(nw.when(inside).then(1).otherwise(0).max().alias("fits"))
    frame = coverage.join(best, on="record", how="inner")
    return View(frame, nw.col("fits") == 1, _say_coverage)


def _say_coverage(row: Row) -> Saying:
    start, end = row["start_year"], row["end_year"]
    late, early = row["forecast_last"] - end, start - row["forecast_first"]
    parts = []
    if late > 0:
        parts.append(f"up to {row['forecast_last']}: the last {_years(late)} are outside")
    if early > 0:
        parts.append(f"from {row['forecast_first']}: the first {_years(early)} are outside")
    outside = ", and ".join(parts)
    before = (row["history_first"] or start) - start
    past = f", and they begin {_years(before)} before its history does" if before > 0 else ""
    message = (
        f"has tables for {start} to {end} ({row['locator']}), but forecasts {outside}{past}; check "
        "the years, or waive it with the places"
    )
    stated, implied = f"{start} to {end}", f"{row['forecast_first']} to {row['forecast_last']}"
    return Saying(message, stated, implied, max(late, early) / 10, "end_year")


@rule(
    "sources.forecast-ends-with-size",
    reads=("source_periods", "sizes", "regions"),
    why="Without a size at its end, a forecast is only as good as its growth rate.",
    example="forecasts up to 2034, but its last size is of 2032",
    severity="note",
)
def forecast_ends_with_size(tables: Tables) -> View:
    """A source prints the size of the market in the last year of its forecast."""
    forecasts = stated_periods(tables).filter(nw.col("kind") == "forecast")
    frame = _with_sizes(forecasts, "end_year", tables)
    # the end of one of several forecast periods is enough: that there are several is a finding
    found = nw.col("found").max().over("source_id", "market_id")
    frame = _one_market(frame.with_columns(found=found))
    reached = (nw.col("found") == 1) | (nw.col("last_size") > nw.col("end_year"))
    return View(frame, reached, _say_no_end)


def _say_no_end(row: Row) -> Saying:
    end, last = row["end_year"], row["last_size"]
    message = (
        f"forecasts up to {end} ({row['locator']}), but its last size is of {last}; enter the size "
        "if the document has one"
    )
    return Saying(message, str(end), str(last), abs(end - last) / 10, "end_year")


@rule(
    "sources.sizes-within-forecast",
    reads=("source_periods", "sizes", "regions"),
    why="A size beyond the forecast belongs to another edition, or its year is misprinted.",
    example="is of 2035, but its source forecasts only up to 2034",
)
def sizes_within_forecast(tables: Tables) -> View:
    """No size is of a year after the end of its source's forecast."""
    forecasts = stated_periods(tables).filter(nw.col("kind").is_in(["forecast", "coverage"]))
    ends = forecasts.group_by("source_id").agg(nw.col("end_year").max().alias("end"))
    forecast = stated_periods(tables).filter(nw.col("kind") == "forecast").select("source_id")
    ends = ends.join(forecast.unique(), on="source_id", how="semi")
    # one finding per year: the first of its sizes stands for them all
    sizes = tables["sizes"].group_by("source_id", "market_id", "year")
    years = sizes.agg(nw.col("_line").min(), nw.len().alias("sizes"))
    frame = years.join(ends, on="source_id", how="inner").with_columns(
        table=nw.lit("sizes"), record=nw.lit(None, nw.String)
    )
    return View(frame, nw.col("year") <= nw.col("end"), _say_beyond)


def _say_beyond(row: Row) -> Saying:
    more = f", as are {row['sizes'] - 1} more sizes," if row["sizes"] > 1 else ","
    message = (
        f"is of {row['year']}{more} but its source forecasts only up to {row['end']}; check the "
        "year, or enter the period in source_periods"
    )
    gap = row["year"] - row["end"]
    return Saying(message, str(row["year"]), f"up to {row['end']}", gap / 10, "year")

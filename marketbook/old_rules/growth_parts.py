"""Growth rates of parts against the rate of their whole."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import grow, implied_growth, reach
from marketbook.old_rules.details import cite, in_unit, tell, with_figure
from marketbook.old_rules.frames import OF_SOURCE, SUBJECT, flag, only
from marketbook.old_rules.moves import moved_wholes
from marketbook.old_rules.rule import Frame, Row, Saying, Tables, View, is_empty, rule, shared
from marketbook.old_rules.slips import doubtful_ids
from marketbook.old_rules.spans import implied_spans
from marketbook.old_rules.wholes import MARKETS, all_series, part_pairs, series_pairs
from marketbook.old_rules.windows import rate_windows
from marketbook.old_rules.words import excess, percent, years

READS = ("growth_rates", "sizes", "units")
USES = (
    "regions",
    "segments",
    "axes",
    "markets",
    "source_periods",
    "shares",
    "region_parts",
    "region_listings",
)

WINDOW = ["window_start", "window_end"]


@shared
def widest_rates(tables: Tables) -> Frame:
    """Stated rates of every subject and window, as wide as its sizes allow.

    Columns: record, _line, those of OF_SOURCE, stated, rate, window_start, window_end, from_year
    (the first year that the rate may be counted from), rate_low, rate_high (as printed), and
    growth_low, growth_high, which take in what the sizes of the subject imply.
    """
    implied = (
        implied_spans(tables)
        .group_by("record")
        .agg(nw.col("implied_low").min(), nw.col("implied_high").max())
    )
    rates = rate_windows(tables)
    rates = rates.filter(~nw.col("window_start").is_null(), ~nw.col("window_end").is_null())
    return rates.join(implied, on="record", how="left").select(
        "record",
        "_line",
        *OF_SOURCE,
        *["stated", "rate", *WINDOW, "from_year", "rate_low", "rate_high"],
        nw.min_horizontal("rate_low", "implied_low").alias("growth_low"),
        nw.max_horizontal("rate_high", "implied_high").alias("growth_high"),
    )


@shared
def rated_series(tables: Tables) -> Frame:
    """:func:`widest_rates` of the subjects that have figures, with their series."""
    keys = all_series(tables).select(*OF_SOURCE, "series")
    return widest_rates(tables).join(keys, on=OF_SOURCE, how="inner")


@shared
def rated_pairs(tables: Tables) -> Frame:
    """Series of parts and wholes whose rates cannot be the same.

    Columns: those of :func:`~marketbook.old_rules.wholes.series_pairs` and of :func:`rated_series`,
    the latter once for the part and once, ending in ``_whole``, for the whole.
    """
    rates = rated_series(tables)
    names = [name for name in rates.collect_schema().names() if name != "series"]
    wholes = only(
        rates.with_columns(nw.col("series").alias("series_whole")),
        names,
        "_whole",
        ["series_whole"],
    )
    pairs = series_pairs(tables).join(rates, on="series", how="inner")
    pairs = pairs.join(wholes, on="series_whole", how="inner")
    faster = ~reach(nw.col("growth_low"), nw.col("growth_high_whole"))
    slower = ~reach(nw.col("growth_low_whole"), nw.col("growth_high"))
    return pairs.filter(faster | slower)


@rule(
    "growth_rates.part-stays-in-whole",
    reads=READS,
    uses=USES,
    why="A country that outgrows its own region within the forecast shows a rate of another "
    "period or subject, or a share that is wrong; a model with both runs negative.",
    example="states 26.0 % a year to 2034, by which sizes:m-2025-india, 9.1 USD billion, would "
    "be 72.18 USD billion, but Asia-Pacific, 21.0 USD billion at 8.0 %, only 42.25",
)
def part_stays_in_whole(tables: Tables) -> View:
    """A part that grows at its own rate does not outgrow its whole before the forecast ends."""
    grown = grown_parts(tables)
    bad = grown.filter(nw.col("is_ok") == 0)
    if not is_empty(bad):
        fine = grown.filter(nw.col("is_ok") == 1).select("id", "is_ok")
        grown = nw.concat([fine, _at_fault(_with_figures(bad, tables))], how="diagonal")
    return View(grown, nw.col("is_ok") == 1, _say_outgrown)


@shared
def grown_parts(tables: Tables) -> Frame:
    """Parts and wholes, each grown by its own rate to the first year that ends a window.

    One row per rate of a part, at the whole that leaves it the least room; ``is_ok`` is 0 where
    the part would be larger.
    """
    pairs = rated_pairs(tables).filter(
        ~reach(nw.col("growth_low"), nw.col("growth_high_whole")),
        nw.col("window_end") > nw.col("from_year_whole"),
        nw.col("window_end_whole") > nw.col("from_year"),
    )
    grown = part_pairs(tables).filter(~nw.col("id_whole").is_null())
    grown = grown.select("series", "series_whole", "id", "id_whole", "year", "low", "high_whole")
    grown = grown.join(pairs, on=["series", "series_whole"], how="inner")
    grown = _outgrown(_without_doubt(grown, tables))
    ahead = _without_doubt(_outgrown_sizes(tables), tables)
    grown = nw.concat([grown.select(*_COLUMNS), ahead.select(*_COLUMNS)], how="vertical")
    tightest = nw.col("excess") == nw.col("excess").max().over("record")
    grown = grown.filter(tightest)
    return grown.filter(nw.col("id") == nw.col("id").min().over("record"))


_COLUMNS = [
    *["record", "_line", "stated", "record_whole", "_line_whole", "stated_whole", "id"],
    *["id_whole", "low", "high_whole", "horizon", "count", "part_then", "whole_then"],
    *["excess", "is_ok"],
]


def _without_doubt(pairs: Frame, tables: Tables) -> Frame:
    doubtful = doubtful_ids(tables)
    pairs = pairs.join(doubtful, on="id", how="anti")
    return pairs.join(doubtful.rename({"id": "id_whole"}), on="id_whole", how="anti")


def _outgrown_sizes(tables: Tables) -> Frame:
    """Parts that outgrow a later size of their whole, in the columns of :func:`_outgrown`."""
    ahead = moved_wholes(tables).filter(nw.col("is_later") == 0)
    ahead = ahead.join(rated_series(tables), on="series", how="inner").filter(
        nw.min_horizontal("from_year_right", "still_year") <= nw.col("year"),
        nw.col("year_whole") <= nw.col("window_end"),
    )
    text, number = nw.lit(None).cast(nw.String), nw.lit(None).cast(nw.Int64)
    count = nw.col("year_whole") - nw.col("year")
    return ahead.with_columns(
        horizon=nw.col("year_whole"),
        count=count.cast(nw.Float64),
        part_then=nw.col("moved_low"),
        whole_then=nw.col("high_whole"),
        excess=nw.col("moved_low") / nw.col("high_whole"),
        record_whole=text,
        _line_whole=number,
        stated_whole=text,
    )


def _outgrown(grown: Frame) -> Frame:
    """Both at the first year that ends a window.

    What outgrows its whole from one year on but not from another is in order, and what is larger
    from the start is told of the sizes.
    """
    grown = grown.with_columns(
        first=nw.max_horizontal("from_year", "from_year_whole"),
        horizon=nw.min_horizontal("window_end", "window_end_whole"),
    )
    grown = grown.filter(
        nw.col("year") >= nw.col("first"),
        nw.col("year") < nw.col("horizon"),
        reach(nw.col("low"), nw.col("high_whole")),
    )
    # whether a rate holds for the year from the base year to its window is open: of both readings
    # the shorter one is better for the publisher, for parts and wholes of one source alike
    count = nw.col("horizon") - nw.col("year")
    short = count - flag(nw.col("year") < nw.col("window_start"))
    short_whole = count - flag(nw.col("year") < nw.col("window_start_whole"))
    short_whole = nw.when(nw.col("cut") == MARKETS).then(count).otherwise(short_whole)
    short, short_whole = short.cast(nw.Float64), short_whole.cast(nw.Float64)
    grown = grown.with_columns(
        count=short,
        part_then=grow(nw.col("low"), nw.col("growth_low"), short),
        whole_then=grow(nw.col("high_whole"), nw.col("growth_high_whole"), short_whole),
    )
    excess = (nw.col("part_then") / nw.col("whole_then")).min().over("record", "record_whole")
    grown = grown.with_columns(excess=excess)
    return grown.with_columns(is_ok=flag(reach(nw.col("excess"), nw.lit(1.0))))


def _with_figures(grown: Frame, tables: Tables) -> Frame:
    """Figures of both; what belongs to the rates is renamed to make room."""
    rates = ["record", "_line", "stated"]
    renamed = {name: "rate_" + name for name in rates}
    renamed |= {name + "_whole": f"rate_{name}_whole" for name in rates}
    grown = grown.rename(renamed)
    return with_figure(with_figure(grown, tables, "id", "_part"), tables, "id_whole", "_whole")


def _at_fault(grown: Frame) -> Frame:
    """One row per part, or one per whole whose rate several parts outgrow."""
    bad = ~nw.col("rate_record_whole").is_null()
    grown = grown.with_columns(parts=flag(bad).sum().over("rate_record_whole"))
    whole = bad & (nw.col("parts") > 1)
    grown = grown.with_columns(is_whole=flag(whole))
    largest = nw.col("excess") == nw.col("excess").max().over("rate_record_whole")
    grown = grown.filter((nw.col("is_whole") == 0) | largest)
    places = [
        nw.when(nw.col("is_whole") == 1).then(name + "_whole").otherwise(name + "_part").alias(name)
        for name in SUBJECT
    ]
    of_rate = [
        nw.when(nw.col("is_whole") == 1).then(f"rate_{name}_whole").otherwise(f"rate_{name}")
        for name in ("record", "_line")
    ]
    return grown.with_columns(
        nw.lit("growth_rates").alias("table"),
        of_rate[0].alias("record"),
        of_rate[1].alias("_line"),
        *places,
    )


def _say_outgrown(row: Row) -> Saying:
    unit_of = "_whole"
    part = f"{cite(row, '_part')}, {tell(row, '_part')} in {row['year_part']},"
    whole = f"{cite(row, '_whole')}, {tell(row, '_whole')},"
    then, most = (in_unit(row[name], row, unit_of) for name in ("part_then", "whole_then"))
    gap = excess(row["part_then"], row["whole_then"], row["factor_whole"], row["unit_whole"])
    rates = row["rate_stated"], row["rate_stated_whole"]
    at_rate = f"{most} at {rates[1]} %" if rates[1] else f"{most} as printed"
    count = row["count"]
    share = row["low"] / row["high_whole"]
    limit = implied_growth(share, row["whole_then"] / row["high_whole"], count)
    if row["is_whole"]:
        own = (
            f"states {rates[1]} %, but {row['parts']} parts outgrow that by {row['horizon']}: "
            f"{whole} would be {most} at most, and of its parts {part} alone {then} at least at "
            f"its {rates[0]} %, {gap} too much"
        )
    else:
        own = (
            f"states {rates[0]} %, by which {part} would be {then} at least in {row['horizon']}, "
            f"but {whole} which contains it, at most {at_rate}: {gap} too much at least; in the "
            f"{years(count)} to {row['horizon']} the part can grow by {percent(limit)} % a year "
            "at most"
        )
    message = f"{own}; check the period and the subject of both rates, or waive it with the reason"
    stated = rates[1] if row["is_whole"] else rates[0]
    implied = "" if row["is_whole"] else f"at most {percent(limit)} %"
    return Saying(message, stated, implied, row["excess"] - 1, "rate_percent")

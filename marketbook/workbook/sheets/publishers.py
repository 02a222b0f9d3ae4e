"""Publishers: what every source prints of the whole market, moved to common years."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from marketbook.figures import divide, power
from marketbook.markets import Publication
from marketbook.markets.printed import Rate, Size
from marketbook.workbook.address import Ref
from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.flat import judge_records
from marketbook.workbook.frame import FLAGS, head_sheet
from marketbook.workbook.grid import Block, Flag, PlacedChart, Sheet
from marketbook.workbook.lists import MISSING, Column, head_list, lay_out_list
from marketbook.workbook.market import MarketModel
from marketbook.workbook.series_charts import draw_bars
from marketbook.workbook.sheets.check import WORDS
from marketbook.workbook.sheets.input_lines import USED_GROWTH, point_key
from marketbook.workbook.tell import name_source, tell_number

_SUMMARY = {"median": "Median", "lowest": "Lowest", "highest": "Highest"}
_CHART_WIDTH, _CHART_HEIGHT = 640, 320


@dataclass(frozen=True, slots=True)
class Voice:
    """What one source says of the whole market.

    Attributes:
        publication: The source's figures.
        size: Its size nearest to the base year.
        other: Another size to take growth from; none where a rate is printed or there is none.
    """

    publication: Publication
    size: Size
    other: Size | None
    rate: Rate | None

    @property
    def key(self) -> str:
        """Its row."""
        return self.publication.source.id

    def size_in(self, year: int) -> float:
        """Its size, moved to a year by its own growth, in base units."""
        factor = 1 + self.rate.value / 100 if self.rate else 1.0
        if self.other:
            times = divide(self.other.money, self.size.money)
            factor = power(times, 1 / (self.other.at - self.size.at))
        return self.size.money * power(factor, year - self.size.at)


def list_voices(desk: Desk) -> list[Voice]:
    """The sources that print a size of the whole in the model's measure, by publisher."""
    records, market = desk.records, desk.market
    unit = records.typed.codes.units[market.unit_id]
    wrong = records.family_of(market.market_id).slips.wrong
    voices: list[Voice] = []
    for one in records.publications_of(market.market_id):
        sizes = [
            size
            for size in one.sizes
            if size.subject == (market.region_id, "") and size.measure == unit.measure
        ]
        # the model itself is of a size whose unit is in doubt where its source has no other
        is_main = name_source(records, one.source.id) == market.publisher
        kept = [size for size in sizes if size not in wrong] or (sizes if is_main else [])
        if kept:
            voices.append(_listen(one, kept, market))
    year = int(market.base_year.value)
    return sorted(voices, key=lambda one: (-one.size_in(year), name_source(records, one.key)))


def _listen(publication: Publication, sizes: list[Size], market: MarketModel) -> Voice:
    base = int(market.base_year.value)
    size = min(sizes, key=lambda one: (abs(one.at - base), one.at))
    rates = [rate for rate in publication.rates if rate.subject == (market.region_id, "")]
    rate = max(rates, key=lambda one: (one.end or 0, -one.line), default=None)
    others = [one for one in sizes if one.at != size.at]
    other = max(others, key=lambda one: abs(one.at - size.at), default=None)
    return Voice(publication, size, None if rate else other, rate)


def list_columns(market: MarketModel) -> tuple[Column, ...]:
    """The columns; those of sizes name the unit for a reader."""
    unit = market.shown.name
    return (
        Column("publisher", "Publisher", 40),
        Column("year", "Year printed", 10, "calculation", "year"),
        Column("size", f"Size, {unit}", 15, "calculation"),
        Column("growth", "Growth a year", 11, "calculation", "percent"),
        Column("base", f"Base year, {unit}", 15, "calculation"),
        Column("last", f"Last year, {unit}", 15, "calculation"),
        Column("times", "× median, base year", 11, "calculation", "factor"),
        Column("verdict", "Audit", 10, "check"),
        Column("note", "Use", 46, "row-note"),
    )


def plan(desk: Desk, sheet: Sheet) -> None:
    """Lays out a row for each source, and what they come to together."""
    keys: list[Hashable] = [voice.key for voice in list_voices(desk)]
    keys += [("together", key) for key in _SUMMARY]
    desk.keep(sheet, "voices", lay_out_list(sheet, list_columns(desk.market), keys))


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the sources, their median and range, and a chart."""
    subtitle = (
        f"{desk.market.brief}: every published size of the whole market, moved to the base year "
        "and the last year by the publisher's own growth."
    )
    head_sheet(desk, sheet, "Publishers side by side", subtitle)
    block, columns = desk.block("Publishers", "voices"), list_columns(desk.market)
    head_list(sheet, block, columns)
    voices = list_voices(desk)
    for voice in voices:
        _put_voice(desk, sheet, block, voice)
    span = (voices[0].key, voices[-1].key)
    for key, name in _SUMMARY.items():
        _put_together(desk, sheet, block, key, name, span)
    sheet.mark_table("Publishers", block, [column.title for column in columns], headed=True)
    sheet.flags.append(Flag(block.down("verdict", *span), FLAGS))
    sheet.one_page = True
    _put_chart(desk, sheet, block, span)


def _put_voice(desk: Desk, sheet: Sheet, block: Block, voice: Voice) -> None:
    evidence = desk.block("Evidence", "figures")
    at = {key: block.at(voice.key, key) for key in block.columns}
    cell = lambda size, column: evidence.at(size.cite, column)  # noqa: E731
    shown = "SUMIFS(unit_factors,unit_names,shown_unit)"
    number = desk.market.shown_number
    sheet.put_text(at["publisher"], name_source(desk.records, voice.key), "row-heading")
    inputs = desk.block("Inputs", "inputs")
    sheet.put_formula(at["year"], f"={cell(voice.size, 'end')}", "link", "year")
    printed = f"={cell(voice.size, 'value')}*{cell(voice.size, 'factor')}/{shown}"
    sheet.put_formula(at["size"], printed, "calculation", number)
    growth = _find_growth(voice, evidence)
    own = growth or inputs.at(("growth",), "value")
    sheet.put_formula(at["growth"], f"={own}", "calculation", "percent")
    for key, year in (("base", "base_year"), ("last", "last_year")):
        moved = f"={at['size']}*(1+{at['growth']})^({year}-{at['year']})"
        sheet.put_formula(at[key], moved, "calculation", number)
    median = block.at(("together", "median"), "base").row_locked
    sheet.put_formula(at["times"], f"={at['base']}/{median}", "calculation", "factor")
    sheet.put_text(at["verdict"], _find_verdict(desk, voice), "check")
    use = f'=IF(publisher={at["publisher"]},"Base of the model.","For comparison only.")'
    sheet.put_formula(at["note"], f'{use}&"{_tell_growth(voice, growth)}"', "calculation-text")


def _find_growth(voice: Voice, evidence: Block) -> str:
    """Its printed rate, or what its two sizes imply; empty where it says neither."""
    if voice.rate is not None:
        return f"{evidence.at(voice.rate.cite, 'value')}*percent_unit"
    if voice.other is None:
        return ""
    (one, first), (two, second) = (_tell_size(evidence, s) for s in (voice.size, voice.other))
    return f"({two}/({one}))^(1/({second}-{first}))-1"


def _tell_size(evidence: Block, size: Size) -> tuple[str, Ref]:
    """A size in base units, and its year."""
    value, factor, year = (evidence.at(size.cite, key) for key in ("value", "factor", "end"))
    return f"{value}*{factor}", year


def _find_verdict(desk: Desk, voice: Voice) -> str:
    """The worst word of the audit on what the source prints of the whole."""
    verdicts, whole = judge_records(desk.records.findings), (desk.market.region_id, "")
    figures = (*voice.publication.sizes, *voice.publication.rates)
    words = [verdicts.get(one.cite, ("OK", False))[0] for one in figures if one.subject == whole]
    return max(words, key=WORDS.index, default="OK")


def _tell_growth(voice: Voice, growth: str) -> str:
    """How its size was moved, where it prints no growth."""
    if not growth:
        return " No growth is published; moved by the growth of the first publisher."
    return "" if voice.rate else " No rate is published; growth is implied by its two sizes."


def name_cells(desk: Desk) -> Ref:
    """The cells with the names of the publishers."""
    voices = list_voices(desk)
    return desk.block("Publishers", "voices").down("publisher", voices[0].key, voices[-1].key)


def put_used(desk: Desk, sheet: Sheet, inputs: Block) -> None:
    """Puts the sizes and the growth that the model starts from on Inputs.

    They are those printed on Inputs while their publisher is chosen; those of another one are moved
    to the same years by its own growth.
    """
    market, block, voices = desk.market, desk.block("Publishers", "voices"), list_voices(desk)
    names = name_cells(desk).locked

    def find(column: str) -> str:
        cells = block.down(column, voices[0].key, voices[-1].key).locked
        return f"INDEX({cells},MATCH(publisher,{names},0),1)"

    main = next((block.at(v.key, "publisher") for v in voices if _is_main(desk, v)), None)
    is_main = f"publisher={main.locked}" if main else "FALSE"
    own = inputs.at(("point", str(market.points[0].year)), "unit")
    scale = f"SUMIFS(unit_factors,unit_names,shown_unit)/SUMIFS(unit_factors,unit_names,{own})"
    for point in market.points:
        used, printed = point_key(market, point), ("point", str(point.year))
        year = inputs.at(used, "year")
        sheet.put_formula(year, f"={inputs.at(printed, 'year')}", "calculation", "year")
        moved = f"{find('size')}*(1+{find('growth')})^({year}-{find('year')})*{scale}"
        formula = f"=IF({is_main},{inputs.at(printed, 'value')},{moved})"
        sheet.put_formula(inputs.at(used, "value"), formula, "calculation", market.size_number)
    growth = inputs.at(("growth",), "value")
    formula = f"=IF({is_main},{growth},{find('growth')})"
    sheet.put_formula(inputs.at(USED_GROWTH, "value"), formula, "calculation", "percent-2")


def _is_main(desk: Desk, voice: Voice) -> bool:
    return any(voice.key == point.source for point in desk.market.points)


def _put_together(
    desk: Desk, sheet: Sheet, block: Block, key: str, name: str, span: tuple[str, str]
) -> None:
    row, function = ("together", key), {"median": "MEDIAN", "lowest": "MIN", "highest": "MAX"}[key]
    sheet.put_text(block.at(row, "publisher"), name, "row-total")
    numbers = {"base": desk.market.shown_number, "last": desk.market.shown_number}
    for column, number in {"growth": "percent", **numbers, "times": "factor"}.items():
        formula = f"={function}({block.down(column, *span)})"
        sheet.put_formula(block.at(row, column), formula, "total", number)
    for column in ("year", "size", "verdict", "note"):
        sheet.put_text(block.at(row, column), MISSING, "missing")


def _put_chart(desk: Desk, sheet: Sheet, block: Block, span: tuple[str, str]) -> None:
    top = max(block.rows.values()) + 2
    title = sheet.lay_out(["chart"], ["title"], top=top, left=2).at("chart", "title")
    highest, lowest = (block.at(("together", key), "times") for key in ("highest", "lowest"))
    factor = tell_number(f"{highest}/{lowest}", "0.0")
    sentence = f'="Publishers differ by "&{factor}&" times in "&base_year'
    sheet.put_formula(title, sentence, "text-line")
    chart = draw_bars(
        block, ("base",), span, title, block.at("header", "base"), desk.market.shown_number,
        "Bars of the size of the market in the base year by publisher, each moved there by its own "
        "growth. The figures are in the table above.", "publisher",
    )  # fmt: skip
    sheet.charts.append(PlacedChart(chart, title, _CHART_WIDTH, _CHART_HEIGHT))


SHEET: MarketSheet = SheetKind(
    "Publishers",
    "output",
    "Every published size of the whole market, moved to common years, with median and spread.",
    fill,
    plan,
    wanted=lambda desk: desk.market.publishers > 1,
    missing="only one publisher gives a size of this market",
)

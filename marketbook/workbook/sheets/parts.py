"""Lines of shares and sizes by year for the parts of a whole; Regions and Segments use it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from marketbook.workbook.address import Ref
from marketbook.workbook.desk import Desk
from marketbook.workbook.frame import put_labels, put_line
from marketbook.workbook.grid import Block, Sheet
from marketbook.workbook.lines import find_change
from marketbook.workbook.market import REST, Group, MarketModel, Part
from marketbook.workbook.series_charts import MOST_PARTS
from marketbook.workbook.sheets import forecast

TITLES = {
    "section": "Section", "line": "Line", "third": "Within", "unit": "Unit",
    "first": "Published share", "second": "Year of share", "growth": "Growth a year",
    "change": "Change, in all", "how": "How it is derived",
}  # fmt: skip
# Below it a share shows as 0.0 percent.
_SMALL_SHARE = 0.0005
ALL, OTHERS = "all", "others"
_OF_MARKET = "percent"
OWN_RATE = "Share × ((1 + own growth) ÷ (1 + market growth))^years."


def has_moving(group: Group) -> bool:
    """Whether a part of the group has published growth of its own."""
    return any(part.growth is not None for part in group.parts)


def sheet_of(group: Group) -> str:
    """The sheet that holds its lines."""
    return "Regions" if group.key == "regions" else "Segments"


def share_key(group: str, part: str) -> tuple[str, str, str]:
    """Row of a part's share."""
    return ("share", group, part)


def size_key(group: str, part: str) -> tuple[str, str, str]:
    """Row of a part's size."""
    return ("size", group, part)


def rest_key(cut: Group) -> tuple[str, str, str]:
    """Row of what the parts inside another part leave of it."""
    return ("rest-of", cut.key, cut.container or REST)


def list_keys(market: MarketModel, group: Group) -> list[Hashable]:
    """Rows of one group and of what lies inside its parts."""
    keys = _list_cut_keys(group) if group.parts else []
    keys += [size_key(group.key, OTHERS)] if OTHERS in list_areas(market, group) else []
    keys += [share_key(group.key, part.key) for part in group.nested]
    keys += [size_key(group.key, part.key) for part in group.nested]
    return keys + [rest_key(cut) for cut in group.inside]


def _list_cut_keys(group: Group) -> list[Hashable]:
    """Shares with what they leave, then sizes with their sum."""
    parts = [part.key for part in group.parts] + [REST]
    keys: list[Hashable] = [share_key(group.key, key) for key in parts]
    if has_moving(group):
        keys.append(("left", group.key))
    return [*keys, *(size_key(group.key, key) for key in [*parts, ALL])]


def list_areas(market: MarketModel, group: Group) -> list[str]:
    """Keys of what areas show of a group: the largest parts, and all others as one where needed.

    So many parts that each has a fill of its own; together they make the whole.
    """
    keys = [part.key for part in sorted(group.parts, key=lambda p: -market.share_of(p).share)]
    if not market.is_whole(group):
        keys.append(REST)
    return keys if len(keys) <= MOST_PARTS else [*keys[: MOST_PARTS - 1], OTHERS]


def note_year(part: Part, how: str) -> str:
    """How a line follows, with the note that its year is our assumption."""
    return f"{how} [assumed year]" if part.figure.assumed else how


def note_print(part: Part, how: str) -> str:
    """How a line follows, with the size it comes from as printed, where it comes from one."""
    word = "Read as" if part.figure.is_corrected else "Printed"
    return f"{how} {word}: {part.figure.stated}." if part.is_size else how


class PartsWriter:
    """Puts the lines of groups on one sheet."""

    def __init__(self, desk: Desk, sheet: Sheet, whole: str) -> None:
        self.desk, self.sheet, self.whole = desk, sheet, whole
        self.block = desk.block(sheet.title, "lines")
        self.inputs = desk.block("Inputs", "inputs")
        self.market = desk.market
        self.years = desk.market.years
        self.seen = ""

    def put_group(self, group: Group, *, unnamed: str) -> None:
        """All lines of one group; ``unnamed`` says what its remainder is."""
        if group.parts:
            self._put_cut(group, unnamed)
        self._put_inside(group)

    def _put_cut(self, group: Group, unnamed: str) -> None:
        for part in group.parts:
            self._put_share(group, part)
        self._put_rest_share(group, unnamed)
        if has_moving(group):
            self._put_left(group)
        for key, name in [*((p.key, p.name) for p in group.parts), (REST, group.rest_name)]:
            self._put_size(group.key, key, name, f"{group.name}: size")
        self._put_sum(group)
        drawn = list_areas(self.market, group)
        if OTHERS in drawn:
            self._put_others(group, drawn[:-1])

    def _put_inside(self, group: Group) -> None:
        """What lies inside the parts of a group, and what it leaves of each of them."""
        for part in group.nested:
            self._put_inside_share(group, part)
        for part in group.nested:
            within = group.name_container(part.container)
            self._put_size(group.key, part.key, part.name, f"{group.inside_title}: size", within)
        for cut in group.inside:
            self._put_inside_rest(group, cut)

    def _put_inside_share(self, group: Group, part: Part) -> None:
        row, own = share_key(group.key, part.key), part.growth is not None
        what = "region" if group.key == "regions" else "segment"
        how = OWN_RATE if own else f"Keeps its proportion of the {what} around it."
        how = note_print(part, note_year(part, how))
        within = group.name_container(part.container)
        self._label(row, f"{group.inside_title}: share", part.name, within, _OF_MARKET, how)
        self._put_published(part, row)
        if own:
            self._put_own_rate(row)
        else:
            self._put_following(row, share_key(group.key, part.container or REST))

    def _put_inside_rest(self, group: Group, cut: Group) -> None:
        """What parts leave of the one around them, shown even where it turns negative."""
        row, number = rest_key(cut), self.market.size_number
        what = "region" if group.key == "regions" else "segment"
        others = f" No share published: {', '.join(cut.others)}." if cut.others else ""
        self._label(
            row, f"{group.inside_title}: size", cut.rest_name, group.name_container(cut.container),
            self.market.unit, f"The {what} − the parts above; negative if they exceed it.{others}",
        )  # fmt: skip
        self._dash(row, "first", "second", "growth")
        whole = size_key(group.key, cut.container or REST)
        parts = [size_key(group.key, part.key) for part in cut.parts]
        self._line(
            row,
            lambda y: f"={self.at(whole, y)}-({'+'.join(str(self.at(p, y)) for p in parts)})",
            number,
        )
        self._put_change(row, number)

    def _put_size(self, group: str, key: str, name: str, section: str, within: str = "") -> None:
        """A part's size: its share of the chosen scenario's total."""
        row = size_key(group, key)
        total = self.desk.block("Forecast", "lines")
        self._label(
            row, section, name, within or self.whole, self.market.unit,
            "Share × the chosen scenario's total.",
        )  # fmt: skip
        self._dash(row, "first", "second")
        if key == REST:
            self._dash(row, "growth")
        else:
            self._put_growth(row)
        self._line(
            row,
            lambda y: f"={self.at(share_key(group, key), y)}*{total.at(forecast.CHOSEN, y)}",
            self._size_number(key),
        )
        self._put_change(row, self._size_number(key))

    def _put_published(self, part: Part, row: tuple[str, str, str]) -> None:
        """A part's published share, its year, and its own growth where there is one."""
        key = "size" if part.is_size else "share"
        value, year = (self.inputs.at((key, *part.place), c).locked for c in ("value", "year"))
        at = self.block.at
        share = f"={value}/{self._published_total(year)}" if part.is_size else f"={value}"
        style = "calculation" if part.is_size else "link"
        number = "percent-2" if self._share_number(part.key) == "percent" else "interval"
        self.sheet.put_formula(at(row, "first"), share, style, number)
        self.sheet.put_formula(at(row, "second"), f"={year}", "link", "year")
        if part.growth is None:
            self._dash(row, "growth")
        else:
            rate = self.inputs.at(("rate", *part.place), "value").locked
            self.sheet.put_formula(at(row, "growth"), f"={rate}", "link", "percent-2")

    def _put_change(self, row: Hashable, number: str, style: str = "calculation") -> None:
        """What a line gains from the base year to the last one; shares in points."""
        scale = "percent_unit" if number == "points" else ""
        formula = find_change(self.block, row, self.years, "base_year", "last_year", scale)
        self.sheet.put_formula(self.block.at(row, "change"), formula, style, number)

    def _put_own_rate(self, row: tuple[str, str, str]) -> None:
        """Shares that move because the part grows at its own published rate."""
        share, since, rate = self._own(row)
        self._line(
            row,
            lambda y: f"={share}*((1+{rate})/(1+published_growth))^({self.header(y)}-{since})",
            self._share_number(row[-1]),
        )
        self._put_change(row, "points")

    def _put_following(self, row: tuple[str, str, str], leader: Hashable) -> None:
        """Shares that keep their proportion to another line."""
        share, since, _ = self._own(row)
        first, last = self.years[0], self.years[-1]
        line = self.block.across(leader, first, last).locked
        years = self.block.across("header", first, last).locked
        then = f"SUMIFS({line},{years},{since})"
        self._line(
            row,
            lambda y: f"=IF({then}>0,{share}*{self.at(leader, y).row_locked}/{then},{share})",
            self._share_number(row[-1]),
        )
        self._put_change(row, "points")

    def at(self, row: Hashable, year: int) -> Ref:
        """Cell of a line and a year."""
        return self.block.at(row, year)

    def header(self, year: int) -> Ref:
        """The year above a column."""
        return self.block.at("header", year).row_locked

    def put_words(self, row: Hashable, texts: tuple[str, str, str, str, str]) -> None:
        """The words of a line: section, name, within, unit, how."""
        self._label(row, *texts)

    def _put_share(self, group: Group, part: Part) -> None:
        row = share_key(group.key, part.key)
        moving = part.growth is not None
        how = "Published share, kept."
        if moving:
            how = OWN_RATE
        elif has_moving(group):
            how = "Keeps its proportion of the rest, after the parts with growth of their own."
        how = note_print(part, note_year(part, how))
        self._label(row, f"{group.name}: share", part.name, self.whole, _OF_MARKET, how)
        self._put_published(part, row)
        if moving:
            self._put_own_rate(row)
        elif has_moving(group):
            self._put_following(row, ("left", group.key))
        else:
            share = self._own(row)[0]
            self._line(row, lambda _: f"={share}", "percent")
            self._put_change(row, "points")

    def _put_rest_share(self, group: Group, unnamed: str) -> None:
        row = share_key(group.key, REST)
        name = group.rest_name
        self._label(row, f"{group.name}: share", name, self.whole, _OF_MARKET, unnamed)
        self._dash(row, "first", "second", "growth")
        first, last = group.parts[0].key, group.parts[-1].key
        self._line(
            row,
            lambda y: self._rest(self._span(group.key, first, last, y)),
            "percent",
        )
        self._put_change(row, "points")

    @staticmethod
    def _rest(shares: Ref) -> str:
        """What shares leave of the whole; less than the tolerance is nothing."""
        return f"=IF(ABS(1-SUM({shares}))>tolerance,1-SUM({shares}),0)"

    def _span(self, group: str, first: str, last: str, year: int) -> Ref:
        return self.at(share_key(group, first), year).to(self.at(share_key(group, last), year))

    def _put_left(self, group: Group) -> None:
        row = ("left", group.key)
        moving = [share_key(group.key, p.key) for p in group.parts if p.growth is not None]
        self._label(
            row, f"{group.name}: share", "All without growth of their own", self.whole,
            _OF_MARKET,
            "1 − the shares that move by their own growth.",
        )  # fmt: skip
        self._dash(row, "first", "second", "growth")
        self._line(
            row, lambda y: f"=1-({'+'.join(str(self.at(key, y)) for key in moving)})", "percent"
        )
        self._put_change(row, "points")

    def _put_sum(self, group: Group) -> None:
        row = size_key(group.key, ALL)
        keys = [*(part.key for part in group.parts), REST]
        self._label(
            row, f"{group.name}: size", "All of the market", self.whole, self.market.unit,
            "The sum of the lines above; Checks compares it with Forecast.",
        )  # fmt: skip
        self._dash(row, "first", "second")
        self._put_growth(row, "total")
        first, last = size_key(group.key, keys[0]), size_key(group.key, keys[-1])
        self._line(
            row,
            lambda y: f"=SUM({self.at(first, y).to(self.at(last, y))})",
            self.market.size_number,
            "total",
        )
        self._put_change(row, self.market.size_number, "total")

    def _put_others(self, group: Group, largest: Sequence[str]) -> None:
        """All but the largest parts: one area of the chart."""
        row, number = size_key(group.key, OTHERS), self.market.size_number
        self._label(
            row, f"{group.name}: size", "All others", self.whole, self.market.unit,
            f"All of the market − the {len(largest)} largest by published share: one area of the "
            "chart.",
        )  # fmt: skip
        self._dash(row, "first", "second", "growth")
        keys = [size_key(group.key, key) for key in largest]
        self._line(
            row,
            lambda y: (
                f"={self.at(size_key(group.key, ALL), y)}"
                f"-({'+'.join(str(self.at(key, y)) for key in keys)})"
            ),
            number,
        )
        self._put_change(row, number)

    def _published_total(self, year: Ref) -> str:
        """Size of the whole on the published path in a figure's year."""
        lines = self.desk.block("Forecast", "lines")
        first, last = self.years[0], self.years[-1]
        path = lines.across(forecast.PATH, first, last).locked
        return f"SUMIFS({path},{lines.across('header', first, last).locked},{year})"

    def _rough_share(self, key: str) -> float:
        """Share of a region that is printed, to choose digits by; a whole for anything else."""
        for part in self.market.places:
            if part.key == key:
                base = self.market.terms.base
                return part.figure.value / (base if part.is_size else 1)
        return 1.0

    def _share_number(self, key: str) -> str:
        """Number format of shares: more digits for a part that would show as nothing."""
        return "percent" if self._rough_share(key) >= _SMALL_SHARE else "interval"

    def _size_number(self, key: str) -> str:
        """Number format of sizes: more digits for a part that would show as nothing."""
        return "size-4" if self._rough_share(key) < _SMALL_SHARE else self.market.size_number

    def _own(self, row: Hashable) -> tuple[Ref, Ref, Ref]:
        first, second, growth = (
            self.block.at(row, key).column_locked for key in ("first", "second", "growth")
        )
        return first, second, growth

    def _put_growth(self, row: Hashable, style: str = "calculation") -> None:
        """Growth a year from the base year to the last one; 0 where the base is nothing."""
        first, last = self.years[0], self.years[-1]
        line, years = self.block.across(row, first, last), self.block.across("header", first, last)
        base = f"SUMIFS({line},{years.locked},base_year)"
        end = self.block.at(row, last)
        self.sheet.put_formula(
            self.block.at(row, "growth"),
            f"=IF(MIN({base},{end})>0,({end}/{base})^(1/(last_year-base_year))-1,0)",
            style,
            "percent",
        )

    def _label(
        self, row: Hashable, section: str, name: str, within: str, unit: str, how: str
    ) -> None:
        texts = {"section": section, "line": name, "third": within, "unit": unit, "how": how}
        put_labels(self.sheet, self.block, row, texts, first=section != self.seen)
        self.seen = section

    def _dash(self, row: Hashable, *keys: str) -> None:
        for key in keys:
            self.sheet.put_text(self.block.at(row, key), "–", "missing")

    def _line(
        self, row: Hashable, write: Callable[[int], str], number: str, style: str = "calculation"
    ) -> None:
        put_line(self.sheet, self.block, row, self.years, write, style, number)


def put_dashes(sheet: Sheet, block: Block, row: Hashable, columns: Sequence[Hashable]) -> None:
    """Dashes where nothing is published."""
    for column in columns:
        sheet.put_text(block.at(row, column), "–", "missing")

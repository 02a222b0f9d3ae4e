"""What the Checks sheet checks: a value, and the two it has to lie between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from marketbook.workbook.address import Ref
from marketbook.workbook.desk import Desk
from marketbook.workbook.market import REST, Group, Part
from marketbook.workbook.records import Record, list_claims, list_rate_sizes
from marketbook.workbook.sheets import forecast, grid, regions
from marketbook.workbook.sheets.check import Check
from marketbook.workbook.sheets.inputs import grid_pairs
from marketbook.workbook.sheets.parts import ALL, INSIDE, share_key, size_key
from marketbook.workbook.sheets.printed_checks import list_fastest, list_repeated, list_rivals


def list_checks(desk: Desk) -> list[Check]:
    """All checks of a market, in the order of the sheet."""
    maker = _Maker(desk)
    return [
        *maker.growth_against_sizes(),
        *list_repeated(desk),
        *list_rivals(desk),
        *maker.sums(),
        *maker.ranks(),
        *list_fastest(desk),
        *maker.parts_within_wholes(),
        *maker.reconciliation(),
        *maker.plausibility(),
        *maker.inputs(),
    ]


class _Maker:
    def __init__(self, desk: Desk) -> None:
        self.desk, self.market = desk, desk.market
        self.figures = desk.block("Evidence", "figures")
        self.entries = desk.block("Inputs", "inputs")
        self.first, self.last = self.market.years[0], self.market.years[-1]

    # Growth against sizes: stated, and implied by the printed sizes with their intervals.

    def growth_against_sizes(self) -> Iterator[Check]:
        for rate in self.desk.records.of("growth_rates", self.market.market_id):
            ends = self._ends(rate)
            if ends is not None:
                yield self._growth(rate, *ends)

    def _ends(self, rate: Record) -> tuple[Record, Record] | None:
        """First and last printed size of what the rate is of, by the same source."""
        sizes = list_rate_sizes(self.desk.records, rate)
        if len(sizes) < 2 or sizes[0]["year"] == sizes[-1]["year"]:
            return None
        if sizes[0]["unit_id"] != sizes[-1]["unit_id"]:
            return None
        return sizes[0], sizes[-1]

    def _growth(self, rate: Record, start: Record, end: Record) -> Check:
        record = f"growth_rates:{rate['growth_rate_id']}"
        begin, close = f"sizes:{start['size_id']}", f"sizes:{end['size_id']}"
        percent = self._percent(record)
        span = f"({self._cell(close, 'end')}-{self._cell(begin, 'end')})"
        names = self.desk.records.by_key("regions", "region_id")
        subject = names[rate["region_id"]]["name"]
        return Check(
            key=record,
            family="Growth and sizes",
            subject=f"{subject}: stated growth, {rate['stated']} percent a year",
            value=f"={percent}",
            low=f"={self._implied(close, '-', begin, '+', span)}-{self._rounding(record)}",
            high=f"={self._implied(close, '+', begin, '-', span)}+{self._rounding(record)}",
            meaning=(
                f"The sizes of {start['year']} and {end['year']} imply growth between these two, "
                "their rounding and that of the rate taken in."
            ),
            number="interval",
            record=record,
        )

    def _cell(self, record: str, column: str) -> Ref:
        return self.figures.at(record, column)

    def _percent(self, record: str) -> str:
        """A printed percentage as a fraction."""
        return f"{self._cell(record, 'value')}*percent_unit"

    def _rounding(self, record: str) -> str:
        return f"{self._cell(record, 'half')}*percent_unit"

    def _implied(self, end: str, up: str, start: str, down: str, span: str) -> str:
        high = f"({self._cell(end, 'value')}{up}{self._cell(end, 'half')})"
        low = f"({self._cell(start, 'value')}{down}{self._cell(start, 'half')})"
        return f"(({high}/{low})^(1/{span})-1)"

    # Sums of shares.

    def sums(self) -> Iterator[Check]:
        for group in [self.market.regions, *self.market.axes]:
            if group.parts:
                yield self._sum(group)

    def _sum(self, group: Group) -> Check:
        sheet = "Regions" if group.key == "regions" else "Segments"
        block = self.desk.block(sheet, "lines")
        first, last = group.parts[0].key, group.parts[-1].key
        cells = block.down("first", share_key(group.key, first), share_key(group.key, last))
        halves = "+".join(str(self._cell(p.figure.record, "half")) for p in group.parts)
        whole = group.complete and len(group.parts) == len(group.members)
        slack = f"({halves})*percent_unit" if not self._has_sizes(group) else "0"
        return Check(
            key=f"sum:{group.key}",
            family="Sums",
            subject=f"{group.name}: published shares, summed",
            value=f"=SUM({cells})",
            low=f"=1-{slack}" if whole else "=0",
            high=f"=1+{slack}",
            meaning="All parts are published, so that they make the whole."
            if whole
            else "The parts cannot exceed the whole; the rest is not published.",
            number="bounds",
        )

    def _has_sizes(self, group: Group) -> bool:
        return any(part.is_size for part in group.parts)

    # Ranks that a source claims, against the shares that are published.

    def ranks(self) -> Iterator[Check]:
        groups = {p.key: g for g in [self.market.regions, *self.market.axes] for p in g.parts}
        for claim in list_claims(self.desk.records, self.market.market_id, self.market.unit_id):
            key = claim["segment_id"] or claim["region_id"]
            if claim["kind"] == "largest" and key in groups and len(groups[key].parts) > 1:
                yield self._rank(claim, key, groups[key])

    def _rank(self, claim: Record, key: str, group: Group) -> Check:
        sheet = "Regions" if group.key == "regions" else "Segments"
        block = self.desk.block(sheet, "lines")
        rows = [share_key(group.key, part.key) for part in group.parts]
        name = next(part.name for part in group.parts if part.key == key)
        return Check(
            key=f"claims:{claim['claim_id']}",
            family="Ranks",
            subject=f"{name}: said to be the largest",
            value=f"={block.at(share_key(group.key, key), 'first')}",
            low=f"=MAX({block.down('first', rows[0], rows[-1])})",
            high="=1",
            meaning="The part that a source calls the largest has the largest published share.",
            number="bounds",
            record=f"claims:{claim['claim_id']}",
        )

    # Parts within wholes, over all years.

    def parts_within_wholes(self) -> Iterator[Check]:
        for group in [self.market.regions, *self.market.axes]:
            if group.parts:
                sheet = "Regions" if group.key == "regions" else "Segments"
                row = size_key(group.key, REST)
                yield self._remainder(sheet, row, f"{group.name}: remainder, lowest of all years")
        names = {p.key: p.name for p in [*self.market.regions.parts, *self.market.inside]}
        for container in regions.containers(self.market):
            name = names.get(container, self.market.regions.rest_name)
            subject = f"{name}: what its countries leave, lowest of all years"
            yield self._remainder("Regions", regions.rest_key(container), subject)

    def _remainder(self, sheet: str, row: tuple[str, ...], subject: str) -> Check:
        return Check(
            key=f"rest:{'/'.join(row)}",
            family="Parts in wholes",
            subject=subject,
            value=f"=MIN({self._line(sheet, row)})",
            low="=0",
            high=f"=MAX({self._line('Forecast', forecast.CHOSEN)})",
            meaning="Below zero, the parts would be larger than their whole.",
            number=self.market.size_number,
            allowance="tolerance*base_size",
        )

    # Reconciliation: the same total on every sheet.

    def reconciliation(self) -> Iterator[Check]:
        for group in [self.market.regions, *self.market.axes]:
            if group.parts:
                sheet = "Regions" if group.key == "regions" else "Segments"
                yield self._same_total(sheet, group)
        if grid_pairs(self.market)[0]:
            yield self._residual()
        yield self._base_kept()

    def _same_total(self, sheet: str, group: Group) -> Check:
        total = self._line("Forecast", forecast.CHOSEN)
        return Check(
            key=f"total:{group.key}",
            family="Reconciliation",
            subject=f"{group.name}: sum over all years against Forecast",
            value=f"=SUM({self._line(sheet, size_key(group.key, ALL))})",
            low=f"=SUM({total})",
            high=f"=SUM({total})",
            meaning="The parts with their remainder make the whole in every year.",
            number=self.market.size_number,
            allowance="tolerance*base_size",
        )

    def _residual(self) -> Check:
        block = self.desk.block("Grid", "grid")
        rows, _ = grid_pairs(self.market)
        cells = block.down("distance", (grid.RESULT, rows[0][0]), (grid.RESULT, "sum"))
        return Check(
            key="grid",
            family="Reconciliation",
            subject="Grid: largest distance of a sum from what it must be",
            value=f"=MAX({cells})",
            low="=0",
            high="=0",
            meaning="The fitting of region × segment has converged.",
            number="tiny",
            allowance="tolerance*base_size",
        )

    def _base_kept(self) -> Check:
        years = self._line("Forecast", "header")
        chosen = self._line("Forecast", forecast.CHOSEN)
        return Check(
            key="base",
            family="Reconciliation",
            subject="Forecast: size in the base year against the published one",
            value=f"=SUMIFS({chosen},{years},base_year)",
            low="=base_size",
            high="=base_size",
            meaning="Every scenario departs from the published size of the base year.",
            number=self.market.size_number,
            allowance="tolerance*base_size",
        )

    # Plausibility.

    def plausibility(self) -> Iterator[Check]:
        for part in [*self.market.regions.parts, *self.market.inside]:
            yield self._plausible(part)

    def _plausible(self, part: Part) -> Check:
        inside = part in self.market.inside
        row = share_key(INSIDE if inside else "regions", part.key)
        block = self.desk.block("Regions", "lines")
        return Check(
            key=f"plausible:{part.key}",
            family="Plausibility",
            subject=f"{part.name}: published share, {part.figure.stated}",
            value=f"={block.at(row, 'first')}",
            low="=smallest_share",
            high="=1",
            meaning="A share outside these bounds is more likely a slip, of a unit for instance.",
            number="interval",
            record=part.figure.record,
        )

    # Inputs: is what a person entered possible at all?

    def inputs(self) -> Iterator[Check]:
        count = "=ROWS(point_years)-1"
        years = [self.entries.at(("point", str(p.year)), "year") for p in self.market.points]
        each = "+".join(f"COUNTIFS(point_years,{year})" for year in years)
        yield self._input(
            "Base year is a published year", "=COUNTIFS(point_years,base_year)", "=1", "=1"
        )
        yield self._input("Published sizes above zero", '=COUNTIFS(point_sizes,">0")', count, count)
        yield self._input("Published years, each once", f"={each}", count, count)
        yield self._input(
            "Growth of the whole market", "=published_growth", "=-1", "=fastest_growth", "bounds"
        )
        yield self._input(
            "Lowest size of any scenario and year", f"=MIN({self._results()})", "=0",
            f"=MAX({self._results()})", "plain",
        )  # fmt: skip
        yield self._input(
            "Chosen scenario is one of the three", "=COUNTIFS(scenario_names,scenario)", "=1", "=1"
        )
        for scenario in self.market.scenarios:
            yield from self._scenario(scenario.key)
        yield from self._parts()

    def _scenario(self, key: str) -> Iterator[Check]:
        term = lambda name: self.entries.at(("scenario", name, key), "value")  # noqa: E731
        yield self._input(
            f"Method of the {key} scenario is one of the four",
            f"=COUNTIFS(method_names,{term('method')})", "=1", "=1",
        )  # fmt: skip
        lines = self.desk.block("Forecast", "lines")
        growth = lines.at((key, "constant"), "first")
        yield self._input(
            f"Growth of the {key} scenario", f"={growth}", "=-1", "=fastest_growth", "bounds"
        )
        room = lines.at((key, "room-end"), "first")
        method = lines.at(forecast.result_key(key), "first")
        yield self._input(
            f"Ceiling of the {key} scenario leaves room, if it is used",
            f"=IF({method}=ROWS(method_names),{room},1)", "=0", f"=MAX(1,{room})", "factor",
        )  # fmt: skip

    def _parts(self) -> Iterator[Check]:
        named = {"regions": ""} | {axis.key: f" ({axis.name})" for axis in self.market.axes}
        parts = [*self.market.regions.parts, *self.market.inside]
        parts += [part for axis in self.market.axes for part in axis.parts]
        for part in parts:
            name = f"{part.name}{named[part.group]}"
            if not part.is_size:
                share = self.entries.at(("share", *part.place), "value")
                yield self._part(part, f"Share of {name}", share, "=0", "=1")
            if part.growth is not None:
                rate = self.entries.at(("rate", *part.place), "value")
                yield self._part(part, f"Growth of {name}", rate, "=-1", "=fastest_growth")

    def _part(self, part: Part, subject: str, cell: Ref, low: str, high: str) -> Check:
        check = self._input(subject, f"={cell}", low, high, "bounds")
        return replace(check, key=f"{check.key}:{'/'.join(part.place)}")

    def _input(self, subject: str, value: str, low: str, high: str, number: str = "count") -> Check:
        meaning = "What is entered on Inputs is possible."
        return Check(f"input:{subject}", "Inputs", subject, value, low, high, meaning, number)

    def _results(self) -> Ref:
        block = self.desk.block("Forecast", "lines")
        keys = [forecast.result_key(s.key) for s in self.market.scenarios]
        return block.at(keys[0], self.first).to(block.at(keys[-1], self.last))

    def _line(self, sheet: str, row: object) -> Ref:
        return self.desk.block(sheet, "lines").across(row, self.first, self.last)

"""What the Checks sheet checks: a value, and the two it has to lie between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from marketbook.workbook.address import Ref
from marketbook.workbook.desk import Desk
from marketbook.workbook.frame import NOTE
from marketbook.workbook.market import REST, Group, Part
from marketbook.workbook.printed_ends import PrintedEnds
from marketbook.workbook.sheets import forecast, grid_years
from marketbook.workbook.sheets.audit_checks import find_findings, list_audit
from marketbook.workbook.sheets.check import Check, Verdicts, check_input
from marketbook.workbook.sheets.input_lines import RIVAL_FACTOR, grid_pairs
from marketbook.workbook.sheets.parts import ALL, rest_key, share_key, sheet_of, size_key
from marketbook.workbook.sheets.printed_checks import PrintedChecks


def read_verdicts(desk: Desk) -> Verdicts:
    """What the audit says of the market."""
    return Verdicts.read(find_findings(desk.records, desk.market.market_id))


def list_checks(desk: Desk) -> list[Check]:
    """All checks of a market, in the order of the sheet."""
    records, market = desk.records, desk.market.market_id
    findings, maker = find_findings(records, market), _Maker(desk)
    factor = desk.block("Inputs", "inputs").at(RIVAL_FACTOR, "value")
    ends, verdicts = PrintedEnds(desk.block("Evidence", "figures")), Verdicts.read(findings)
    printed = list(PrintedChecks(records, market, ends, factor, verdicts).list_all())
    covered = {(check.rule, check.record) for check in printed if check.tells_all}
    return [
        *printed,
        *list_audit(findings, covered, records),
        *maker.parts_within_wholes(),
        *maker.reconciliation(),
        *maker.inputs(),
    ]


class _Maker:
    def __init__(self, desk: Desk) -> None:
        self.desk, self.market = desk, desk.market
        self.entries = desk.block("Inputs", "inputs")
        self.first, self.last = self.market.years[0], self.market.years[-1]

    # Parts within wholes, over all years.

    def parts_within_wholes(self) -> Iterator[Check]:
        for group in self.market.cuts:
            if group.parts:
                row = size_key(group.key, REST)
                subject = f"{group.name}: remainder, lowest of all years"
                yield self._remainder(sheet_of(group), row, subject)
        for group in self.market.cuts:
            for cut in group.inside:
                parts = "countries" if group.key == "regions" else "parts"
                name = group.name_container(cut.container)
                subject = f"{name}: remainder beside its {parts}, lowest of all years"
                yield self._remainder(sheet_of(group), rest_key(cut), subject)

    def _remainder(self, sheet: str, row: tuple[str, ...], subject: str) -> Check:
        return Check(
            key=f"rest:{'/'.join(row)}",
            family="Parts in wholes",
            subject=subject,
            value=f"=MIN({self._line(sheet, row)})",
            low="=0",
            high=f"=MAX({self._line('Forecast', forecast.CHOSEN)})",
            meaning="Below zero, the parts by their published growth outgrow their whole.",
            number=self.market.size_number,
            word=NOTE,
        )

    # Reconciliation: the same total on every sheet.

    def reconciliation(self) -> Iterator[Check]:
        for group in self.market.cuts:
            if group.parts:
                yield self._same_total(sheet_of(group), group)
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
        )

    def _residual(self) -> Check:
        block, (rows, _) = self.desk.block(grid_years.TITLE, "lines"), grid_pairs(self.market)
        top, end = (grid_years.off_key(rows[n][0]) for n in (0, -1))
        cells = block.at(top, self.first).to(block.at(end, self.last))
        return Check(
            key="grid",
            family="Reconciliation",
            subject="Grid: largest difference of a region from its size",
            value=f"=MAX(MAX({cells}),-MIN({cells}))",
            low="=0",
            high="=tolerance*base_size",
            meaning="The fitting of region × segment has converged.",
            word=NOTE,
            number="tiny",
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
            meaning="Every scenario starts from the published size of the base year.",
            number=self.market.size_number,
        )

    # Inputs: is what a person entered possible at all?

    def inputs(self) -> Iterator[Check]:
        count = f"={self._rows('point_years')}-1"
        years = [self.entries.at(("point", str(p.year)), "year") for p in self.market.points]
        each = "+".join(f"COUNTIFS(point_years,{year})" for year in years)
        yield check_input(
            "Base year is a published year", "=COUNTIFS(point_years,base_year)", "=1", "=1"
        )
        yield check_input("Published sizes above zero", '=COUNTIFS(point_sizes,">0")', count, count)
        yield check_input("Published years, each once", f"={each}", count, count)
        yield check_input(
            "Growth of the whole market", "=published_growth", "=-1", "=fastest_growth", "bounds"
        )
        yield check_input(
            "Lowest size of any scenario and year", f"=MIN({self._results()})", "=0",
            f"=MAX({self._results()})", "plain",
        )  # fmt: skip
        yield check_input(
            "Chosen scenario is one of the three", "=COUNTIFS(scenario_names,scenario)", "=1", "=1"
        )
        for scenario in self.market.scenarios:
            yield from self._scenario(scenario.key)
        yield from self._sums()
        yield from self._parts()

    def _scenario(self, key: str) -> Iterator[Check]:
        term = lambda name: self.entries.at(("scenario", name, key), "value")  # noqa: E731
        yield check_input(
            f"Method of the {key} scenario is one of the four",
            f"=COUNTIFS(method_names,{term('method')})", "=1", "=1",
        )  # fmt: skip
        lines = self.desk.block("Forecast", "lines")
        growth = lines.at(("constant", key), "first")
        yield check_input(
            f"Growth of the {key} scenario", f"={growth}", "=-1", "=fastest_growth", "bounds"
        )
        room = lines.at(("room", key), "first")
        method = lines.at(forecast.result_key(key), "first")
        yield check_input(
            f"Ceiling of the {key} scenario leaves room, if it is used",
            f"=IF({method}={self._rows('method_names')},{room},1)", "=0", f"=MAX(1,{room})",
            "factor", NOTE,
        )  # fmt: skip

    def _rows(self, name: str) -> str:
        """How many rows a name has; HyperFormula counts those of cells alone."""
        return f"ROWS({self.desk.book.names[name].locked})"

    def _sums(self) -> Iterator[Check]:
        """Shares of one cut as entered: no more than the whole, or than is published."""
        for group in self.market.cuts:
            if group.parts:
                first, last = (share_key(group.key, group.parts[n].key) for n in (0, -1))
                cells = self.desk.block(sheet_of(group), "lines").down("first", first, last)
                subject = f"Shares by {group.cut}, summed"
                total = check_input(subject, f"=SUM({cells})", "=0", "=most_of_whole", "bounds")
                yield replace(total, key=f"input:sum/{group.key}")

    def _parts(self) -> Iterator[Check]:
        named = {"regions": ""} | {axis.key: f" ({axis.name})" for axis in self.market.axes}
        for part in self.market.list_parts():
            name = f"{part.name}{named[part.group]}"
            if not part.is_size:
                share = self.entries.at(("share", *part.place), "value")
                yield self._part(part, f"Share of {name}", share, "=0", "=1")
            if part.growth is not None:
                rate = self.entries.at(("rate", *part.place), "value")
                yield self._part(part, f"Growth of {name}", rate, "=-1", "=fastest_growth")

    def _part(self, part: Part, subject: str, cell: Ref, low: str, high: str) -> Check:
        check = check_input(subject, f"={cell}", low, high, "bounds")
        return replace(check, key=f"{check.key}:{'/'.join(part.place)}")

    def _results(self) -> Ref:
        block = self.desk.block("Forecast", "lines")
        keys = [forecast.result_key(s.key) for s in self.market.scenarios]
        return block.at(keys[0], self.first).to(block.at(keys[-1], self.last))

    def _line(self, sheet: str, row: object) -> Ref:
        return self.desk.block(sheet, "lines").across(row, self.first, self.last)

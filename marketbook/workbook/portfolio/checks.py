"""What the Checks sheet of the portfolio checks."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator

from marketbook.workbook.address import Ref
from marketbook.workbook.desk import SheetKind
from marketbook.workbook.frame import NOTE
from marketbook.workbook.grid import Sheet
from marketbook.workbook.market import MarketModel
from marketbook.workbook.portfolio import figures, growth
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.portfolio.inputs import SCENARIOS
from marketbook.workbook.portfolio.markets import size_key
from marketbook.workbook.portfolio.model import Nesting
from marketbook.workbook.portfolio.nesting import share_key
from marketbook.workbook.sheets.audit_checks import find_findings, list_audit
from marketbook.workbook.sheets.check import Check, Verdicts, check_input
from marketbook.workbook.sheets.checks import fill_checks, plan_checks

_SHOWN = ("sizes", "growth_rates", "shares", "claims", "markets")


def list_checks(desk: PortfolioDesk) -> list[Check]:
    """All checks of the portfolio, in the order of the sheet."""
    maker = _Maker(desk)
    return [
        *maker.each(maker.printed),
        *maker.nesting(),
        *maker.each(maker.sums),
        *maker.each(maker.reconciliation),
        *maker.each(maker.entries),
        *maker.shared(),
    ]


def read_verdicts(desk: PortfolioDesk) -> Verdicts:
    """What the audit says of all markets."""
    return Verdicts.read(desk.records.findings)


class _Maker:
    def __init__(self, desk: PortfolioDesk) -> None:
        self.desk, self.portfolio = desk, desk.portfolio
        self.inputs = desk.block("Inputs", "inputs")
        self.lines = desk.block("Forecast", "lines")
        self.first, self.last = desk.years[0], desk.years[-1]

    def printed(self, market: MarketModel) -> Iterator[Check]:
        """Printed figures against each other, and what the audit says of the rest."""
        shown = growth.make_checks(self.desk, market)
        checks = list(shown.list_all())
        covered = {(check.rule, check.record) for check in checks if check.tells_all}
        findings = [
            finding
            for finding in find_findings(self.desk.records, market.market_id)
            if finding.table in _SHOWN and not finding.segment
        ]
        yield from checks
        yield from list_audit(findings, covered, self.desk.records, f"{market.name}, ")

    def nesting(self) -> Iterator[Check]:
        """A market is not larger than the one it is part of, under any scenario."""
        for nesting in self.portfolio.nestings:
            for scenario in ("chosen", *SCENARIOS):
                yield self._nested(nesting, scenario)

    def _nested(self, nesting: Nesting, scenario: str) -> Check:
        block = self.desk.block("Nesting", "lines")
        line = block.across(share_key(nesting, scenario), self.first, self.last)
        return Check(
            f"nesting:{nesting.key}:{scenario}", "Parts in wholes",
            f"{nesting.child.name} of {nesting.parent.name}, {scenario} scenario: highest share",
            f"=MAX({line})", "=0", "=1",
            "Above the whole: one of the two publishers is wrong or means something else.",
            "percent-2", word=NOTE,
        )  # fmt: skip

    def each(self, make: Callable[[MarketModel], Iterator[Check]]) -> Iterator[Check]:
        """Checks of one kind for each market."""
        for market in self.portfolio.markets:
            yield from make(market)

    def sums(self, market: MarketModel) -> Iterator[Check]:
        """Published regional shares do not exceed the whole."""
        parts = market.regions.parts
        if not parts:
            return
        block = self.desk.block("Figures", "figures")
        first, last = (figures.part_key(market, part) for part in (parts[0], parts[-1]))
        yield Check(
            f"model:{market.market_id}", "Sums", f"{market.name}: regions as entered, summed",
            f"=SUM({block.down('share', first, last)})", "=0", "=most_of_whole",
            "The parts may not exceed the whole, or the sum published.", "percent-2",
        )  # fmt: skip

    def reconciliation(self, market: MarketModel) -> Iterator[Check]:
        """The path goes through what is published."""
        own = market.market_id
        base = self.lines.at(("size", own), "first")
        chosen = self._line("Markets", size_key(market))
        years = self._line("Forecast", "header")
        base_year = self.lines.at(("since", own), "first")
        yield Check(
            f"base:{own}", "Reconciliation",
            f"{market.name}: chosen size in the base year against the published one",
            f"=SUMIFS({chosen},{years},{base_year})", f"={base}", f"={base}",
            "Every scenario starts from the published size of the base year.",
        )  # fmt: skip
        size, path = self._line("Forecast", ("size", own)), self._line("Forecast", ("path", own))
        yield Check(
            f"path:{own}", "Reconciliation",
            f"{market.name}: path in the published years against the published sizes",
            f'=SUMIFS({path},{size},">0")', f"=SUM({size})", f"=SUM({size})",
            "The path goes through every published size.",
        )  # fmt: skip

    def entries(self, market: MarketModel) -> Iterator[Check]:
        """What a person entered for a market is possible at all."""
        own, name = market.market_id, market.name
        years, sizes = (figures.points(self.desk, market, key) for key in ("year", "size"))
        count = f"=ROWS({years})-1"
        base_year = self.inputs.at((own, "base_year"), "value")
        rate = self.inputs.at((own, "growth"), "value")
        last = self.inputs.at((own, "last"), "value")
        yield check_input(f"{name}: base year is a published year",
                          f"=COUNTIFS({years},{base_year})", "=1", "=1")  # fmt: skip
        yield check_input(f"{name}: published sizes above zero",
                          f'=COUNTIFS({sizes},">0")', count, count)  # fmt: skip
        yield check_input(f"{name}: growth", f"={rate}", "=-1", "=fastest_growth", "percent-2")
        yield check_input(f"{name}: last year shown", f"={last}", f"=MAX({years})",
                          f"=MAX({years},{last},{self._line('Forecast', 'header')})",
                          "year")  # fmt: skip
        for scenario in SCENARIOS:
            method = self.inputs.at((own, "scenario", "method", scenario), "value")
            yield check_input(f"{name}: method of the {scenario} scenario is one of the four",
                              f"=COUNTIFS(method_names,{method})", "=1", "=1")  # fmt: skip
            grown = self.lines.at(("constant", own, scenario), "first")
            yield check_input(f"{name}: growth of the {scenario} scenario", f"={grown}", "=-1",
                              "=fastest_growth", "percent-2")  # fmt: skip
            yield self._room(market, scenario)

    def _room(self, market: MarketModel, scenario: str) -> Check:
        own = market.market_id
        method = self.lines.at(("result", own, scenario), "first")
        room = self.lines.at(("room", own, scenario), "first")
        methods = self.desk.book.names["method_names"].locked
        return check_input(
            f"{market.name}: ceiling of the {scenario} scenario leaves room, if it is used",
            f"=IF({method}=ROWS({methods}),{room},1)", "=0", f"=MAX(1,{room})", "factor", NOTE,
        )  # fmt: skip

    def shared(self) -> Iterator[Check]:
        """What concerns all markets."""
        span = "common_last-common_first"
        yield check_input("Years that all markets have, beyond the first of them", f"={span}",
                          "=1", f"=MAX(1,{span})", word=NOTE)  # fmt: skip
        yield check_input("Chosen scenario is one of the three",
                          "=COUNTIFS(scenario_names,scenario)", "=1", "=1")  # fmt: skip
        for market in self.portfolio.markets:
            top, bottom = (("result", market.market_id, SCENARIOS[n]) for n in (0, -1))
            area = self.lines.at(top, self.first).to(self.lines.at(bottom, self.last))
            subject = f"{market.name}: lowest size of any scenario and year"
            yield check_input(subject, f"=MIN({area})", "=0", f"=MAX({area})", "plain")

    def _line(self, sheet: str, row: Hashable) -> Ref:
        return self.desk.block(sheet, "lines").across(row, self.first, self.last)


def plan(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Lays out the list and names the master check."""
    plan_checks(desk, sheet, list_checks(desk))


def fill(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Puts the checks and the master check over them."""
    fill_checks(desk, sheet, list_checks(desk), read_verdicts(desk))


SHEET: PortfolioSheet = SheetKind(
    "Checks",
    "check",
    "Growth against sizes, markets within markets, sums, inputs: one word each, and one for all.",
    fill,
    plan,
    plans_late=True,
)

"""Summary of the portfolio: the scenario, headline figures, charts, and all of it in words."""

from __future__ import annotations

from collections.abc import Hashable

from marketbook.text import count
from marketbook.workbook.board import (
    Finding,
    Texts,
    head_words,
    plan_board,
    put_board_charts,
    put_cards,
    put_control,
    put_finding,
    put_reason,
    put_words,
)
from marketbook.workbook.desk import SheetKind
from marketbook.workbook.frame import head_sheet
from marketbook.workbook.grid import Sheet
from marketbook.workbook.lists import MISSING
from marketbook.workbook.portfolio import growth
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.portfolio.findings import (
    are_alike,
    fastest,
    largest,
    list_findings,
    quote,
    tightest,
)
from marketbook.workbook.portfolio.issues import list_portfolio_issues
from marketbook.workbook.tell import name_source, percent, tell_number

_TITLES = ("What", "In a sentence", "Where to look", "Source")
_OURS = "low and high are ours"


def plan(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Lays out the board."""
    keys: list[Hashable] = [*(finding.key for finding in list_findings(desk)), "issues"]
    plan_board(desk, sheet, keys + [("apart", market.name) for market in desk.portfolio.apart])


def fill(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Puts everything."""
    portfolio = desk.portfolio
    first, last = portfolio.common
    subtitle = (
        f"{len(portfolio.markets)} markets{portfolio.where}, {portfolio.unit.name}, compared in "
        f"the years that all have, {first} to {last}"
    )
    head_sheet(desk, sheet, "Markets side by side", subtitle)
    hint = "Every market follows its own scenario of this name, on every sheet and chart."
    put_control(desk, sheet, "Base", hint)
    put_reason(desk, sheet, ("name", "low"), ("name", "high"))
    put_cards(sheet, _list_cards(desk), _tell_sureness(desk))
    findings, source = list_findings(desk), f"{_tell_sources(desk)}; {_OURS}"
    _put_words(desk, sheet, findings)
    put_board_charts(desk, sheet, ((one.key, one.draw, source) for one in findings))


def _list_cards(desk: PortfolioDesk) -> list[Texts]:
    _, _, rates = fastest(desk)
    ends = (percent(f"{name}({rates})") for name in ("MIN", "MAX"))
    cards = [
        _size_card(desk),
        (
            '="Growth a year to "&common_last&", median"',
            f"=MEDIAN({rates})",
            "percent",
            "=" + '&" to "&'.join(ends),
        ),
    ]
    if desk.portfolio.nestings:
        share, name, year = tightest(desk)
        note = f'={name}&", "&{year}'
        cards.append(('="Highest size against its parent"', f"={share}", "percent-0", note))
    else:
        cards.append(('="Markets"', "=COUNTA(check_results)", "count", '="checks in all"'))
    return [*cards, _agreement(desk)]


def _size_card(desk: PortfolioDesk) -> Texts:
    """The largest market where one source prints all; else the size in the middle, and the ends."""
    size, name, sizes = largest(desk)
    unit = quote(f", {desk.portfolio.unit.name}")
    if are_alike(desk.portfolio.markets):
        return ('="Largest in "&common_last', f"={size}", "size-0", f"={name}&{unit}")
    code = desk.theme.number(desk.portfolio.size_number).split(";")[0]
    ends = (tell_number(f"{which}({sizes})", code) for which in ("MIN", "MAX"))
    note = "=" + '&" to "&'.join(ends) + f"&{unit}"
    label = '="Size in "&common_last&", median"'
    return (label, f"=MEDIAN({sizes})", desk.portfolio.size_number, note)


def _agreement(desk: PortfolioDesk) -> Texts:
    rates = [rate.cite for rate in growth.comparable(desk)]
    if not rates:
        return ('="Stated growth that agrees"', "=0", "count", '="no size to compare it with"')
    results = desk.block("Growth", "rates").down("result", rates[0], rates[-1])
    note = f'="of "&ROWS({results})&" that can be compared with sizes"'
    return ('="Stated growth that agrees"', f'=COUNTIF({results},"OK")', "count", note)


def _tell_sureness(desk: PortfolioDesk) -> str:
    points = [point for market in desk.portfolio.markets for point in market.published]
    sources = {point.source for point in points}
    issues = len(list_portfolio_issues(desk))
    return (
        f"How sure: {count(len(points), 'published size')} from "
        f"{count(len(sources), 'source')}; {count(issues, 'known issue')}, on Issues. "
        "Markets overlap and do not add up. Low and high are our assumption, not a source's."
    )


def _put_words(desk: PortfolioDesk, sheet: Sheet, findings: list[Finding]) -> None:
    """The findings of the charts, the known issues, and what stands apart, a sentence each."""
    block = desk.block("Summary", "words")
    head_words(sheet, block, _TITLES)
    sources = _tell_sources(desk)
    for one in findings:
        put_finding(sheet, block, one.key, (one.name, one.sentence, one.where, sources))
    issues = len(list_portfolio_issues(desk))
    told = f"{issues} on record, a sentence each." if issues else "None on record."
    where, whose = ("Issues", "Our reading") if issues else (MISSING, MISSING)
    put_words(sheet, block, "issues", ("Known issues", told, where, whose))
    for market in desk.portfolio.apart:
        row = (f"Apart: {market.name}", market.reason, "Its own workbook, if it has sizes", "–")
        put_words(sheet, block, ("apart", market.name), row)
    sheet.mark_table("InWords", block, _TITLES, headed=True)


def _tell_sources(desk: PortfolioDesk) -> str:
    """One or two sources by name, more by number: Sources has them all."""
    found = {market.points[0].source for market in desk.portfolio.markets}
    sources = sorted(name_source(desk.records, source) for source in found)
    return ", ".join(sources) if len(sources) < 3 else f"{len(sources)} documents, on Sources"


SHEET: PortfolioSheet = SheetKind(
    "Summary",
    "output",
    "The scenario to choose, the headline figures, the charts, and all of it in words.",
    fill,
    plan,
    plans_late=True,
)

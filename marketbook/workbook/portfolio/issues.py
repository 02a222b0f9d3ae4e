"""Issues: every contradiction in print that was looked at and is on record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from marketbook.workbook.desk import SheetKind
from marketbook.workbook.frame import head_sheet
from marketbook.workbook.grid import Sheet
from marketbook.workbook.issues import NO_MONEY, Issue, list_issues
from marketbook.workbook.lists import Column, Value, write_list
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.tell import tell_record

_COLUMNS = (
    Column("markets", "Markets", 34),
    Column("reason", "Known issue", 80),
    Column("money", "Amount", 18),
    Column("evidence", "Arithmetic", 70, "row-note"),
    Column("record", "Figure", 42, "row-note"),
)


def list_portfolio_issues(desk: PortfolioDesk) -> list[Issue]:
    """Known issues of the markets shown, and those of no market."""
    return list(list_issues(desk.records, desk.portfolio.markets))


def fill(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Puts the list."""
    issues = list_portfolio_issues(desk)
    subtitle = (
        f"{len(issues)} known issues, one sentence each. The published figures are left unchanged, "
        "with the reason on record."
    )
    head_sheet(desk, sheet, "Known issues", subtitle)
    write_list(sheet, "Issues", _COLUMNS, _list_rows(desk, issues))


def _list_rows(desk: PortfolioDesk, issues: list[Issue]) -> Iterator[Mapping[str, Value]]:
    rows = desk.records.by_key("markets", "market_id")
    for issue in issues:
        names = [rows[market]["name"] for market in issue.markets if market in rows]
        yield {
            "markets": ", ".join(names),
            "reason": issue.sentence,
            "money": issue.money or NO_MONEY,
            "evidence": issue.evidence,
            "record": tell_record(desk.records, issue.record),
        }


SHEET: PortfolioSheet = SheetKind(
    "Issues",
    "check",
    "Every known issue in a sentence, with its arithmetic.",
    fill,
    wanted=lambda desk: bool(list_portfolio_issues(desk)),
    missing="no known issue is on record",
)

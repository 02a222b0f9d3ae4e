"""The board page: the Summary of a market on one page of a PDF."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from marketbook.errors import WorkbookError
from marketbook.package import read_package, read_structure
from marketbook.starter.new import start_package
from marketbook.workbook import paper
from tests.workbook.conftest import market_ids
from tests.workbook.libreoffice import SOFFICE, convert

ROOT = Path(__file__).parents[2]


def start(folder: Path) -> tuple[str, ...]:
    start_package(folder)
    package = read_package(folder)
    return paper.print_board_pages(package, read_structure(package))


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
def test_one_page(tmp_path: Path) -> None:
    assert start(tmp_path / "made") == ("workbooks/garden-robots.pdf",)
    content = (tmp_path / "made" / "workbooks" / "garden-robots.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 1


def test_says_so_where_libreoffice_is_missing(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(paper.shutil, "which", lambda _: None)
    with pytest.raises(WorkbookError, match="LibreOffice is not installed"):
        start(tmp_path / "made")
    assert not (tmp_path / "made" / "workbooks").exists()


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
def test_a_cover_a_board_page_and_at_most_ten_pages_of_appendix(tmp_path: Path) -> None:
    books = [ROOT / "workbooks" / f"{market}.xlsx" for market in market_ids()]
    made = {file.stem: file.read_bytes() for file in convert(books, "pdf", tmp_path)}
    assert min(map(len, made.values())) > 20_000, "every sheet is drawn"
    pages = {name: len(re.findall(rb"/Type\s*/Page\b", pdf)) for name, pdf in made.items()}
    assert {name: count for name, count in pages.items() if not 3 <= count <= 12} == {}

"""Draws the pictures of the README from the workbooks and the page; ``make pictures`` runs it.

Needs LibreOffice (``soffice``), poppler (``pdftotext``, ``pdftoppm``) and Chromium.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import click

from marketbook import export

ROOT = Path(__file__).parents[1]
TOOLS = ("soffice", "pdftotext", "pdftoppm", "chromium")
PAGE_VIEW, PAGE_SIZE = "#market/iomt", "1240,1080"


@dataclass(frozen=True, slots=True)
class Picture:
    """A sheet of a workbook as a picture: its part of the page, in dots of 1/110 inch."""

    market: str
    sheet: str
    height: int

    @property
    def name(self) -> str:
        """File name without its ending."""
        return f"{self.market}-{self.sheet.lower()}"


PICTURES = (Picture("iomt", "Summary", 750), Picture("iomt", "Forecast", 500))


def run(*command: str | Path) -> str:
    """Run a program and return what it prints."""
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")  # noqa: S603
    return done.stdout


def find_page(pdf: Path, sheet: str) -> int:
    """Number of the first page whose footer names the sheet."""
    pages = run("pdftotext", "-layout", pdf, "-").split("\f")
    for number, page in enumerate(pages, 1):
        footer = page.strip().splitlines()[-1:] or [""]
        if sheet in footer[0].split():
            return number
    raise LookupError(f"{pdf.name} has no page of the sheet {sheet}")


def draw(picture: Picture, folder: Path) -> Path:
    """Draw one picture into ``docs/pictures``."""
    pdf = folder / f"{picture.market}.pdf"
    if not pdf.exists():
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        book = ROOT / "workbooks" / f"{picture.market}.xlsx"
        run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, book)
    page = str(find_page(pdf, picture.sheet))
    target = ROOT / "docs" / "pictures" / picture.name
    target.parent.mkdir(exist_ok=True)
    size = ("-x", "0", "-y", "40", "-W", "1300", "-H", str(picture.height))
    run("pdftoppm", "-png", "-r", "110", "-singlefile", "-f", page, "-l", page, *size, pdf, target)
    return target.with_suffix(".png")


def draw_page(folder: Path) -> Path:
    """Draw one view of the page into ``docs/pictures``."""
    page, target = folder / "figures.html", ROOT / "docs" / "pictures" / "page.png"
    export("page", page, ROOT)
    looks = ("--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={PAGE_SIZE}")
    run("chromium", *looks, f"--screenshot={target}", f"{page.as_uri()}{PAGE_VIEW}")
    return target


def main() -> None:
    """Draw every picture."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        sys.exit(
            f"cannot draw: {', '.join(missing)} not found; install LibreOffice, poppler, Chromium"
        )
    with tempfile.TemporaryDirectory() as folder:
        for picture in PICTURES:
            click.echo(f"written   {draw(picture, Path(folder)).relative_to(ROOT)}")
        click.echo(f"written   {draw_page(Path(folder)).relative_to(ROOT)}")


if __name__ == "__main__":
    main()

"""The board page of a market, its Summary, as a PDF; LibreOffice draws it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from marketbook.errors import WorkbookError
from marketbook.package import Package, Structure, write_file
from marketbook.package.contract import refuse_misfits
from marketbook.steps import track
from marketbook.workbook.books import make_market_book
from marketbook.workbook.build import FOLDER, write_book
from marketbook.workbook.read_market import list_markets
from marketbook.workbook.records import Records, gather_records
from marketbook.workbook.writer.parts import zip_parts

BOARD = "Summary"
_COMMANDS = ("soffice", "libreoffice")
_SECONDS = 180


def print_board_pages(
    package: Package, structure: Structure, markets: Sequence[str] = ()
) -> tuple[str, ...]:
    """Write the Summary of each market as ``workbooks/<market>.pdf``, one page.

    Args:
        package: The package.
        structure: Its tables, read.
        markets: Ids of the markets; none means all.

    Returns:
        The files inside the package, with forward slashes.

    Raises:
        WorkbookError: LibreOffice is not installed or makes no PDF, or a market is unknown.
    """
    office = find_office()
    refuse_misfits(structure.tables)
    records = gather_records(structure.tables, package.descriptor, package)
    chosen = list(markets) or list_markets(records)
    made = (_print(office, package, records, market) for market in chosen)
    return tuple(track("print the board pages", made, len(chosen)))


def find_office() -> str:
    """The command of LibreOffice.

    Raises:
        WorkbookError: It is not installed.
    """
    found = next((path for path in map(shutil.which, _COMMANDS) if path), None)
    if found is None:
        raise WorkbookError(
            "LibreOffice is not installed, or not on the PATH",
            "the command soffice, which draws the PDF",
            "install LibreOffice, or print the sheet Summary from Excel",
        )
    return found


def _print(office: str, package: Package, records: Records, market: str) -> str:
    book = make_market_book(records, market)
    for sheet in book.sheets:
        sheet.is_hidden = sheet.title != BOARD
    with tempfile.TemporaryDirectory() as folder:
        content = _convert(office, Path(folder), zip_parts(write_book(book)))
    write_file(package.root / FOLDER / f"{market}.pdf", content, inside=package.root)
    return f"{FOLDER}/{market}.pdf"


def _convert(office: str, folder: Path, workbook: bytes) -> bytes:
    source, profile = folder / "board.xlsx", folder / "profile"
    source.write_bytes(workbook)
    # a profile of its own, so that a LibreOffice that is open already does no harm
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(source)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise WorkbookError(f"LibreOffice could not be run ({error})") from error
    made = source.with_suffix(".pdf")
    if not made.exists():
        told = done.stderr.decode(errors="replace").strip() or "it said nothing"
        raise WorkbookError(
            f"LibreOffice made no PDF ({told})", remedy="open the workbook and print Summary"
        )
    return made.read_bytes()

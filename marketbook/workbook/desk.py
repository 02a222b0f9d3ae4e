"""What the sheets of one workbook share while they are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from marketbook.errors import WorkbookError
from marketbook.workbook.grid import Block, Book, Sheet
from marketbook.workbook.market import MarketModel
from marketbook.workbook.records import Records
from marketbook.workbook.theme import Theme


@dataclass(slots=True)
class BookDesk:
    """The book, what it is made from, and the blocks laid out so far, by sheet and name."""

    book: Book
    theme: Theme
    records: Records
    blocks: dict[tuple[str, str], Block] = field(default_factory=dict, kw_only=True)

    @property
    def years(self) -> tuple[int, ...]:
        """Years that run across the sheets; none where no line is by year."""
        return ()

    @property
    def size_number(self) -> str:
        """Number format of sizes, by its name in the theme."""
        return "size-1"

    @property
    def largest_size(self) -> float:
        """The largest size on the sheets, so that columns can be wide enough."""
        return 0.0

    def keep(self, sheet: Sheet, name: str, block: Block) -> Block:
        """Remember a block, so that other sheets can refer to it."""
        self.blocks[sheet.title, name] = block
        return block

    def block(self, sheet: str, name: str) -> Block:
        """A block of any sheet."""
        if (sheet, name) not in self.blocks:
            raise WorkbookError(f"sheet {sheet} has laid out no block '{name}'")
        return self.blocks[sheet, name]


D = TypeVar("D", bound=BookDesk)


@dataclass(frozen=True, slots=True)
class SheetKind(Generic[D]):
    """One sheet of the workbooks that one kind of desk makes.

    Attributes:
        title: Title of the sheet.
        kind: Entry of the theme's tabs: cover, output, input, calculation, record, check.
        purpose: What the reader finds there, in a sentence for the cover.
        fill: Puts everything in its place; may refer to blocks of every sheet.
        plan: Lays out the blocks and names that other sheets refer to; none where none does.
        wanted: Whether there is anything to put on the sheet.
        missing: Why there is no such sheet, for the cover.
        on_paper: Whether it is printed.
        is_hidden: Whether only programs read it.
        plans_late: Whether its lay-out depends on blocks of the other sheets.
    """

    title: str
    kind: str
    purpose: str
    fill: Callable[[D, Sheet], None]
    plan: Callable[[D, Sheet], None] | None = None
    wanted: Callable[[D], bool] = lambda _: True
    missing: str = ""
    on_paper: bool = True
    is_hidden: bool = False
    plans_late: bool = False


def make_sheets(desk: D, kinds: Sequence[SheetKind[D]]) -> None:
    """Lays out all sheets that are wanted, then fills them: by then every block has its place."""
    wanted = [kind for kind in kinds if kind.wanted(desk)]
    sheets = [(kind, desk.book.add_sheet(kind.title, kind.kind)) for kind in wanted]
    for kind, sheet in sheets:
        sheet.is_printed, sheet.is_hidden = kind.on_paper and not kind.is_hidden, kind.is_hidden
    for kind, sheet in sorted(sheets, key=lambda pair: pair[0].plans_late):
        if kind.plan:
            kind.plan(desk, sheet)
    for kind, sheet in sheets:
        kind.fill(desk, sheet)


@dataclass(slots=True)
class Desk(BookDesk):
    """The desk of one market's workbook."""

    market: MarketModel
    kinds: tuple[MarketSheet, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """Years of the market."""
        return self.market.years

    @property
    def size_number(self) -> str:
        """Number format of the market's sizes."""
        return self.market.size_number

    @property
    def largest_size(self) -> float:
        """The largest size of any scenario and year."""
        return self.market.largest_size


MarketSheet = SheetKind[Desk]
"""One sheet of a market's workbook."""

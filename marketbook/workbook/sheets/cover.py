"""Cover: what the workbook is, where things are, how to use it, what the colours mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from marketbook.workbook.address import Ref
from marketbook.workbook.desk import BookDesk, Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import LEFT, TOP, head_sheet
from marketbook.workbook.grid import Link, Sheet
from marketbook.workbook.lists import MISSING
from marketbook.workbook.tell import name_source

D = TypeVar("D", bound=BookDesk)
Line = tuple[str, str, str]
"""The style of the first cell, its text, and the text beside it."""

_STEPS = (
    ("1. Read", "Summary has the headline figures, the charts and the known issues."),
    ("2. Choose", "Pick a scenario in the drop-down on Summary; every sheet follows."),
    ("3. Try a change", "Change a blue figure on Inputs: a growth rate, a share, a method."),
    ("4. Check", "Checks must say OK. Inputs gives the source of every figure."),
)
COLOURS = (
    ("input", "1,234.5", "Blue on a pale fill: an input that you may change."),
    ("calculation", "1,234.5", "Black: a calculation that follows from the inputs."),
    ("link", "1,234.5", "Green: a link to another sheet."),
    ("ok", "OK", "The check passes."),
    ("known", "NOTE", "Unlikely, or a consequence of the model; nothing fails by it."),
    ("known", "KNOWN", "A contradiction in the source, reviewed and on record."),
)
FAILED = ("bad", "CHECK", "The check fails: look into it before you use the figures.")
_MISSING = ("missing", "–", "No published figure, and none can be derived.")
_NOTES = (
    ("[assumed year]", "The source gives no year for this share; the base year is assumed."),
    ("Low and high", "Our own scenarios, set on Inputs; no source publishes them."),
    ("As printed", "Evidence shows every figure exactly as published, contradictions included."),
)


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the contents, the steps, the colours and the notes."""
    market = desk.market
    name = market.name if market.short == market.name else f"{market.name} ({market.short})"
    years = f"{market.years[0]} to {market.years[-1]}"
    subtitle = f"Published sizes, growth and shares as a live model. {market.unit}, {years}."
    head_sheet(desk, sheet, name, subtitle)
    row = put_contents(desk, sheet, desk.kinds)
    row = put_pairs(sheet, row + 1, "This market", _about(desk))
    row = put_pairs(sheet, row + 1, "How to use it", _STEPS)
    row = put_lines(sheet, row + 1, "Colours", [*COLOURS, FAILED, _MISSING])
    row = put_pairs(sheet, row + 1, "Notes", _NOTES)
    sheet.portrait = True


def _about(desk: Desk) -> tuple[tuple[str, str], ...]:
    market = desk.market
    sources = sorted({point.source for point in market.points})
    about = [("What it is", market.definition)] if market.definition else []
    named = "; ".join(name_source(desk.records, source) for source in sources)
    about.append(("Sizes come from", f"{named}. See Sources."))
    if market.note:
        about.append(("Part of", market.note))
    return tuple(about)


def put_contents(desk: D, sheet: Sheet, kinds: Sequence[SheetKind[D]]) -> int:
    """The other sheets as links, or why one is missing; returns the row after the last."""
    shown = [kind for kind in kinds if kind.title != sheet.title and not kind.is_hidden]
    rows = [kind.title for kind in shown]
    headings = ("Sheet", "Contents", "Printed")
    block = sheet.lay_out(["header", *rows], headings, top=TOP, left=LEFT)
    for heading in headings:
        sheet.put_text(block.at("header", heading), heading, "column-heading")
    for kind in shown:
        name, purpose, printed = (block.at(kind.title, heading) for heading in headings)
        if kind.wanted(desk):
            sheet.put_text(name, kind.title, "jump")
            sheet.links.append(Link(name, Ref(kind.title, 1, 1, 1, 1), f"Go to {kind.title}"))
            sheet.put_text(purpose, kind.purpose, "row-note")
            sheet.put_text(printed, "yes" if kind.on_paper else "no", "row-note")
        else:
            sheet.put_text(name, kind.title, "row-repeat")
            sheet.put_text(purpose, f"Left out: {kind.missing}.", "row-note")
            sheet.put_text(printed, MISSING, "row-note")
    sheet.mark_table("Contents", block, headings, headed=True)
    sheet.widen(block, dict(zip(headings, (24.0, 94.0, 9.0), strict=True)))
    return TOP + len(rows) + 1


def put_lines(sheet: Sheet, row: int, heading: str, lines: Sequence[Line]) -> int:
    """A heading and its lines; returns the row after the last."""
    block = sheet.lay_out(["head", *range(len(lines))], ["a", "b"], top=row, left=LEFT)
    sheet.put_text(block.at("head", "a"), heading, "heading")
    sheet.put_text(block.at("head", "b"), "", "heading")
    for n, (style, word, text) in enumerate(lines):
        sheet.put_text(block.at(n, "a"), word, style)
        sheet.put_text(block.at(n, "b"), text, "row-note")
    return row + len(lines) + 1


def put_pairs(sheet: Sheet, row: int, heading: str, pairs: Iterable[tuple[str, str]]) -> int:
    """A heading and lines that each begin with a word; returns the row after the last."""
    return put_lines(sheet, row, heading, [("row-heading", *pair) for pair in pairs])


SHEET: MarketSheet = SheetKind("Cover", "cover", "About this workbook and how to use it.", fill)

"""One document, from its bytes to what it states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from marketbook.reading.documents import Block, Document, open_document
from marketbook.reading.documents.source import describe_source, year_of_issue
from marketbook.reading.facts import Fact, Reading, Unplaced
from marketbook.reading.figures.as_sentence import as_sentence
from marketbook.reading.figures.merge import merge_facts
from marketbook.reading.figures.paragraphs import read_paragraph
from marketbook.reading.figures.publishers import keep_estimators
from marketbook.reading.grids import (
    Grid,
    announces,
    leave_rest,
    list_regions,
    list_segments,
    read_grid,
    read_lists,
)
from marketbook.reading.guide import Guide
from marketbook.reading.lists.developments import find_actors, find_developments
from marketbook.reading.lists.periods import find_periods
from marketbook.reading.lists.players import find_player_lists
from marketbook.reading.lists.regions import find_region_lists
from marketbook.reading.lists.segments import find_segmentations
from marketbook.reading.market.home import home_region
from marketbook.reading.market.names import (
    name_market,
    shorts_of_market,
    spell_out,
)
from marketbook.reading.mentions.units import unit_in
from marketbook.reading.prose.lines import is_scope, join_lines, repair_line
from marketbook.reading.prose.sentences import split_sentences
from marketbook.reading.stopwatch import limit_time, look_at_clock
from marketbook.reading.subjects import Context, Thread, context_of
from marketbook.reading.subjects.topics import STATES, region_of_list
from marketbook.reading.times import settle_periods
from marketbook.reading.words.bare import bare
from marketbook.reading.words.languages import Language, detect_language
from marketbook.reading.words.market import words_of_market

_CURRENCIES = {
    "Australia": "AUD",
    "Canada": "CAD",
    "Singapore": "SGD",
    "Hong Kong": "HKD",
    "New Zealand": "NZD",
    "China": "CNY",
    "United States": "USD",
}


def read_document(path: Path, data: bytes | None = None) -> Reading:
    """What a document states of its market.

    Args:
        path: A page (HTML), text, Markdown, PDF or Word file.
        data: Its bytes, where they were read already.

    Raises:
        MarketbookError: It cannot be read.
    """
    with limit_time(path.name):
        return read_blocks(open_document(path, data), str(path))


def read_blocks(document: Document, file: str) -> Reading:
    """What the blocks of a document state."""
    said = " ".join(block.text for block in document.blocks[:200])
    language = detect_language(said, document.language)
    blocks = tuple(repair_line(block, language.code) for block in document.blocks)
    title = _title(document, blocks)
    guide = make_guide(title, blocks, document, language)
    facts: list[Fact] = []
    unplaced: list[Unplaced] = []
    for found in _read_all(blocks, guide):
        facts += found[0]
        unplaced += found[1]
    merged = merge_facts([*guide.lists, *settle_periods(keep_estimators(facts), guide)])
    kept = tuple(fact if fact.market else replace(fact, market=guide.market) for fact in merged)
    reading = Reading(
        file,
        document.sha256,
        title=title,
        market=guide.market,
        facts=kept,
        unplaced=_distinct(unplaced),
    )
    return describe_source(reading, document.meta, _texts_of(document))


def _texts_of(document: Document) -> tuple[str, ...]:
    """The lines of a document as printed, with their datelines."""
    return (*(block.text for block in document.blocks), *document.around)


def _title(document: Document, blocks: Sequence[Block]) -> str:
    title = next((block.text for block in blocks if block.kind == "title"), "") or _headline(blocks)
    said = document.meta.get("title", "")
    if not re.search(r"market|industry|markt|mercado|marché", title, re.IGNORECASE) and re.search(
        r"market|industry|markt", said, re.IGNORECASE
    ):
        return said
    return title or said


def _headline(blocks: Sequence[Block]) -> str:
    """The first line of a text, where it is no sentence: a headline that states a figure."""
    first = blocks[0].text if blocks and blocks[0].kind in ("paragraph", "item") else ""
    return first if len(first) < 200 and not re.search(r"[.:;,]$", first) else ""


def make_guide(
    title: str, blocks: Sequence[Block], document: Document, language: Language
) -> Guide:
    """What is known of a document before its figures are read."""
    market = name_market(title, blocks, language.code)
    paid = _currency_of(blocks)
    home, said = home_region(title, blocks, language.code, paid, market)
    segmentations = merge_facts(find_segmentations(blocks))
    periods = merge_facts(find_periods(blocks))
    players = merge_facts(find_player_lists(blocks))
    regions = merge_facts(find_region_lists(blocks, language.code))
    events = tuple(find_developments(blocks))
    segments = {name.text: fact.axis for fact in reversed(segmentations) for name in fact.names}
    bases = {fact.start_year for fact in periods if fact.period == "base"}
    guide = Guide(
        language,
        market,
        words_of_market(market),
        shorts_of_market(market, blocks, language.code),
        spell_out(blocks),
        _opening(title, blocks),
        home,
        said,
        _CURRENCIES.get(home) or paid,
        segments,
        {bare(fact.axis): fact.axis for fact in segmentations},
        frozenset(bare(name.text) for fact in players for name in fact.names) | find_actors(events),
        (*periods, *segmentations, *regions, *players, *events),
        _only_forecast(periods),
        next(iter(bases)) if len(bases) == 1 else None,
        issued=year_of_issue(document.meta, _texts_of(document)),
        results=bool(_RESULTS.search(title)),
    )
    heads = {(*block.header, block.caption) for block in blocks if block.header}
    units = {unit for head in heads for text in head if (unit := unit_in(text, guide))}
    if heads and not units:
        units = {unit for note in _notes_of(blocks) if (unit := unit_in(note, guide))}
    return replace(guide, unit=units.pop()) if len(units) == 1 else guide


def _opening(title: str, blocks: Sequence[Block]) -> str:
    """The first sentence below the title that states a figure."""
    body = (each for each in blocks if each.kind != "title" and each.text != title)
    said = (each for block in body for each in split_sentences(block.text))
    return next(filter(STATES.search, said), "")


def _currency_of(blocks: Sequence[Block]) -> str:
    """US dollars on a page that speaks of nothing British, where pounds then weigh."""
    return "" if any(_BRITISH.search(block.text) for block in blocks[:200]) else "USD"


_BRITISH = re.compile(r"£|\bGBP\b|[Ss]terling|\bBrit(?:ain|ish)|\bU\.?K\b|United Kingdom|London")
_RESULTS = re.compile(
    r"(?i)\b(?:results for|(?:quarterly|full[- ]year|annual|interim|half[- ]year) (?:results|"
    r"earnings)|Q[1-4] (?:20\d\d )?(?:results|earnings))\b"
)


def _only_forecast(periods: Iterable[Fact]) -> tuple[int | None, int] | None:
    """The forecast period, where all that a document states are the same."""
    stated = [fact for fact in periods if fact.period == "forecast"]
    found = {(fact.start_year, fact.end_year) for fact in stated}
    if len(found) != 1:
        return None
    start, end = found.pop()
    return (start, end) if end is not None else None


def _read_all(blocks: Sequence[Block], guide: Guide) -> Iterator[tuple[list[Fact], list[Unplaced]]]:
    runs = [list(group) for _, group in groupby(blocks, key=lambda block: block.table)]
    for above, run, below in zip([[], *runs], runs, [*runs[1:], []], strict=False):
        look_at_clock()
        table = run[0].table
        scope = bool(table) and is_scope(run)
        lines = _notes_of([*above[-1:], *below[:1]])
        grid = read_grid(run, guide, lines) if table else Grid(sentences=run)
        if len(grid.sentences) < len(run):
            lists = [*list_segments(grid.facts, run[0]), *list_regions(run, guide.language.code)]
            yield [*grid.facts, *lists], grid.unplaced
        yield from _read_sentences(grid, guide, scope=scope)


def _read_sentences(
    grid: Grid, guide: Guide, *, scope: bool
) -> Iterator[tuple[list[Fact], list[Unplaced]]]:
    """What the lines of a text give, or the rows of a table that are sentences."""
    run = grid.sentences
    table = bool(run and run[0].table)
    contexts: dict[tuple[object, ...], Context] = {}
    announced, thread, intro = False, Thread(), ""
    listed = read_lists(run, guide)
    for at, block in enumerate(run):
        look_at_clock()
        key = (block.headings, block.caption)
        context = contexts.get(key) or contexts.setdefault(key, context_of(block, guide))
        context = replace(context, region=guide.home, region_said=False) if scope else context
        announced = (announced and _by_publisher(block)) or announces(
            run[at - 1].text if at else ""
        )
        above = run[at - 1] if at else None
        intro = region_of_list(run, at, intro, guide)
        if intro and not context.region_said:
            context = replace(context, region=intro, region_said=True)
        line = listed.get(at)
        said = [*line.facts, *line.unplaced] if line is not None else []
        if line is not None:
            rest = leave_rest(block, said, grid, guide) if table and not line.rest else []
            yield list(line.facts), [*line.unplaced, *rest]
            if not line.rest:
                continue
        joined = join_lines(block, above, run[at + 1 : at + 2])
        facts, unplaced, thread = read_paragraph(
            (line.rest, line.name) if line else as_sentence(joined, above),
            joined,
            context,
            guide,
            announced=announced,
            thread=thread,
        )
        rest = leave_rest(block, [*said, *facts, *unplaced], grid, guide) if table else []
        yield facts, [*unplaced, *rest]


def _notes_of(blocks: Iterable[Block]) -> list[str]:
    """What short lines say without a figure, which may be the unit of a table."""
    short = (
        _NUMBERED.sub("", block.text)
        for block in blocks
        if block.kind in ("paragraph", "item") and len(block.text) < _SHORT
    )
    parts = (part for text in short for part in _APART.split(text))
    return [part for part in parts if not _FIGURE.search(part)]


_SHORT = 120
_APART = re.compile(r"\s[·|]\s|;\s")
_NUMBERED = re.compile(r"(?i)^(?:table|figure|fig\.|exhibit|chart)\s+\d+(?:\.\d+)*[.:]?\s+")
"""``Table 4.2.``: the number of a table, which is no figure in it."""


_FIGURE = re.compile(r"(?<![\w-])(?!(?:19|20)\d\d\b)\d+(?:[.,]\d+)*")


def _by_publisher(block: Block) -> bool:
    return block.kind in ("item", "paragraph") and bool(
        re.match(r"[^:.%]{2,50}(?::|\s[–—-])\s", block.text)
    )


def _distinct(unplaced: Iterable[Unplaced]) -> tuple[Unplaced, ...]:
    """Each number once, where it stands in several sentences alike."""
    return tuple({(each.printed, each.reason, each.said): each for each in unplaced}.values())

"""Companies that a document lists as players of its market."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from marketbook.reading.documents import Block
from marketbook.reading.facts import Fact, Name
from marketbook.reading.lists.names import ABBREVIATED, headings_below, is_others, split_names
from marketbook.reading.prose.sentences import split_sentences
from marketbook.reading.stopwatch import look_at_clock
from marketbook.reading.words.places import name_place

_NOUN = (
    r"(?:players|companies|vendors|manufacturers|participants|competitors|suppliers|providers|"
    r"producers|leaders|firms|brands|operators|companys|unternehmen|empresas|entreprises)"
)
_HEADING = re.compile(
    rf"(?i)(?:(?:key|major|leading|prominent|top|main|notable|list of|"
    rf"market)\b.{{0,50}}?\b{_NOUN}\b)|\b{_NOUN}\s*(?:profiled|covered|mentioned|analy[sz]ed|"
    rf"included|in focus|list|overview)\b|^(?:.{{0,60}}\b)?(?:companies|key players|company "
    rf"profiles?|market players|vendors|competitive landscape|players)\s*:?$"
)
_LABEL = re.compile(
    rf"(?i)^(?:(?:key|major|leading|prominent|top|main|market)\s++)*(?:global\s++)?"
    rf"(?:{_NOUN}|company|vendor)(?:\s*+(?:profiled|covered|mentioned|analy[sz]ed|included|list|"
    rf"profiles))?(?:\s*+[:|–]|(?=\s[A-Z]))\s*+(?P<list>.+)$"
)
_SENTENCE = re.compile(
    rf"(?i)\b{_NOUN}\b[^.:]{{0,140}}?(?:\b(?:are|include|includes|including|such as|like|namely|"
    rf"comprise|consist of|follows|inkl\.|sind|son|sont)\b:?|:)\s+(?P<list>[A-Z0-9].+)$"
)
_DOMINATED = re.compile(
    rf"\b{_NOUN}\b,?\s+(?:such as|including|like|"
    rf"namely)\s+(?P<list>[A-Z0-9][^.;]*?)(?=\s+(?:dominate|lead|hold|account|are\s|"
    rf"have\s|is\s|continue|remain|compete|who|which|that|to\s|for their|through|with|in "
    rf"the|in terms|is driving|is strengthening)|[.;]|$)"
)
_LEGAL = re.compile(
    r"\b(?:Inc|Ltd|Limited|LLC|Corp|Corporation|PLC|plc|Co|GmbH|AG|S\.A|N\.V|B\.V|"
    r"S\.p\.A|KGaA|Pvt|A/S|AB|SE|Group|Company|Holdings?)\b\.?"
)
_REASON = re.compile(
    r"[Cc]ompany (?:overview|financials|analysis)|[Aa]nalyst|[Dd]ashboard|[Ss]trateg|"
    r"[Ff]inancial|SWOT|[Pp]roduct portfolio|[Mm]arket share"
)


def find_player_lists(blocks: Sequence[Block]) -> Iterator[Fact]:
    """Every list of companies, in the order of the document."""
    taken: set[int] = set()
    for at, block in enumerate(blocks):
        look_at_clock()
        if at in taken:
            continue
        names: list[str] = []
        if block.kind == "row":
            names = _in_row(block) or _in_column(blocks, at)
        elif block.kind in ("heading", "title") or block.text.endswith(":"):
            names = _below(blocks, at) if _HEADING.search(block.text) else []
            listed = at + 1 < len(blocks) and blocks[at + 1].kind == "item"
            taken |= set(range(at + 1, at + 1 + len(names))) if listed else set()
        elif block.kind == "item" and _starts_run(blocks, at):
            names = _unannounced(blocks, at)
            taken |= set(range(at, at + len(names)))
        names = names or (_in_text(block) if block.kind in ("paragraph", "item") else [])
        if len(names) > 1:
            yield Fact(
                "player_list",
                names=tuple(map(Name, names)),
                places=(block.place,),
                said=block.text[:400],
            )


def _in_row(block: Block) -> list[str]:
    cells = [cell for cell in block.cells if cell]
    if len(cells) < 2 or not re.search(rf"{_NOUN}|compan(?:y|ies)", cells[0], re.IGNORECASE):
        return []
    if re.search(r"share|revenue|custom|number of", cells[0], re.IGNORECASE):
        return []
    return _names("\n".join(dict.fromkeys(cells[1:])))


def _in_column(blocks: Sequence[Block], at: int) -> list[str]:
    """The names of a table of companies, at its first row."""
    block = blocks[at]
    if (at and blocks[at - 1].table == block.table) or not _COLUMN.fullmatch(
        "".join(block.header[:1])
    ):
        return []
    rows = takewhile(lambda row: row.table == block.table, blocks[at:])
    names = [tidy_player(row.cells[0]) for row in rows if row.cells]
    return [name for name in names if _is_name(name) and not is_others(name)]


_COLUMN = re.compile(
    rf"(?i)\W*(?:(?:key|leading|top)\s)?(?:company|vendor|player|brand|manufacturer|{_NOUN})(?:\sname)?\W*"
)


def _in_text(block: Block) -> list[str]:
    for sentence in split_sentences(block.text):
        for pattern in (_SENTENCE, _DOMINATED):
            match = pattern.search(sentence)
            names = _names(_cut(match["list"])) if match else []
            if len(names) > 1:
                return names
    label = _LABEL.match(block.text)
    return _names(label["list"]) if label else []


def _cut(listed: str) -> str:
    """A list without what the sentence goes on to say."""
    return re.split(
        r",?\s(?:which|who|are (?:among|some|the)|among others|dominate|hold|accounted|"
        r"have|operating|compete|that)\b|(?<!\bCo)(?<!\bInc)(?<!\bLtd)(?<!\bCorp)\.\s",
        listed,
    )[0]


def _names(text: str) -> list[str]:
    """The names of a list, if they look like companies."""
    names = [tidy_player(name) for name in split_names(text)]
    kept = [name for name in names if name and not is_others(name)]
    good = [name for name in kept if _is_name(name)]
    return good if len(good) * 4 >= len(kept) * 3 else []


def tidy_player(name: str) -> str:
    """A company's name without the country in brackets after it."""
    dotted = name.rstrip(" *•").endswith(".")
    name = re.sub(r"^(?:\d{1,2}[.)]\s*|M/s\.?\s+)", "", name.strip(" .*•"))
    bracket = re.search(r"\s*\(([^()]+)\)$", name)
    if bracket and (
        name_place(bracket[1])
        or re.match(r"(?:part of|a subsidiary|subsidiary of|owned by)", bracket[1])
    ):
        name = name[: bracket.start()]
    if dotted and re.search(rf"\b(?:{ABBREVIATED})$", name):
        name += "."
    return name.strip()


def _is_name(name: str) -> bool:
    """Short, begins with a capital or digit, holds no figure, and is no sentence."""
    if not 1 < len(name) < 80 or _REASON.search(name) or name_place(name):
        return False
    words = name.split()
    capitals = sum(word[:1].isupper() or word[:1].isdigit() for word in words)
    starts = name[0].isupper() or name[0].isdigit() or any(char.isupper() for char in words[0])
    return (
        starts
        and capitals * 2 >= len(words)
        and len(words) < 10
        and not re.search(r"[%$€£]|\b(?:19|20)\d\d\b", name)
    )


def _below(blocks: Sequence[Block], at: int) -> list[str]:
    """The items under a heading of players, or the names in the line below it."""
    names: list[str] = []
    for block in blocks[at + 1 :]:
        if block.kind != "item" or len(block.text) > 90:
            break
        name = tidy_player(block.text)
        if is_others(name) or not _is_name(name):
            continue
        names.append(name)
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    if (
        not names
        and after is not None
        and after.kind in ("paragraph", "item")
        and after.text.count(",") > 1
    ):
        names = (
            _names(_cut(after.text))
            if len(after.text) < 1500 and not re.search(r"\b(?:is|are|has|was)\b", after.text[:60])
            else []
        )
    if not names and blocks[at].kind == "heading":
        below = [tidy_player(name) for name in headings_below(blocks, at)]
        names = below if all(map(_is_name, below)) else []
    return names if len(names) > 1 else []


def _starts_run(blocks: Sequence[Block], at: int) -> bool:
    return at == 0 or blocks[at - 1].kind != "item"


def _unannounced(blocks: Sequence[Block], at: int) -> list[str]:
    """A run of items of which many end in a legal form: companies, whatever stands above."""
    run: list[str] = []
    for block in blocks[at:]:
        if block.kind != "item" or len(block.text) > 70:
            break
        run.append(tidy_player(block.text))
    legal = sum(bool(_LEGAL.search(name)) for name in run)
    named = [name for name in run if _is_name(name)]
    return named if len(run) > 2 and legal * 5 >= len(run) * 2 and len(named) == len(run) else []

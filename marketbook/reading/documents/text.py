"""Plain text and Markdown as pieces: headings, items, tables of pipes, paragraphs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from marketbook.reading.documents.clean import EMPHASIS, clean_line, clean_marks
from marketbook.reading.documents.model import Piece
from marketbook.reading.documents.pipes import read_pipes, rule_columns, rule_tabs, runs_of_pipes
from marketbook.reading.documents.tiles import pair_lines, stack_lines

_MARK = re.compile(r"^(#{1,6})\s+(.*)$")
_BULLET = re.compile(
    r"^(\s*)(?:[*+-](?=\s)|[•●▪■◦‣·–—➤►✓✔❖○→⇒▶👉✅🔹📌]|\d{1,2}[.)](?=\s)|o(?=\s[A-Z]))\s*(?=\S)(.*)$"
)
_RULE = re.compile(r"^\s*(?:=+|-{3,}|\*{3,}|_{3,})\s*$")
_PERIOD_LABEL = re.compile(
    r"(?:base|estimated?|histor\w+|forecast|study)\b.{0,30}\d{4}", re.IGNORECASE
)
_SHORT = 110
_FIGURE = re.compile(
    r"\d[.,]\d|\d\s?[%万亿億兆만억조]|[$€£₹¥]\s?\d|\b(?:USD|EUR|INR|GBP)\b|\d\s?(?:[BbMm]n|[Bb]illion|"
    r"[Mm]illion|[Tt]rillion)\b"
)


def read_text(
    text: str, *, page: int = 0, wrapped: bool | None = None, table: int = 0
) -> list[Piece]:
    """The pieces of a text.

    Args:
        text: Plain text or Markdown.
        page: The page that it is.
        wrapped: Whether its lines are broken to a width; none means look at them.
        table: Tables that were counted before.
    """
    lines = rule_tabs(rule_columns(text.splitlines()))
    pieces: list[Piece] = []
    for is_table, run in runs_of_pipes(lines):
        if is_table:
            table += 1
            above = (
                pieces[-1].text
                if pieces
                and pieces[-1].kind != "item"
                and len(pieces[-1].text) < 140
                and not pieces[-1].text.endswith(".")
                else ""
            )
            pieces += read_pipes(run, table=table, caption=clean_line(above), page=page)
        else:
            pieces += _read_lines(run, wrapped=wrapped, page=page)
    return pair_lines(stack_lines(pieces, table + 1))


def _read_lines(lines: Sequence[str], *, wrapped: bool | None, page: int) -> Iterator[Piece]:
    for group in _group(lines):
        folded = _looks_wrapped(group) if wrapped is None else wrapped
        joined = _unfold(group, folded=folded)
        listed = _find_lists(joined)
        for at, line in enumerate(joined):
            yield from _read_line(line, as_list=at in listed, page=page)


def _looks_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines below each other are a paragraph that was broken to a width."""
    breaks = [_breaks_off(line, below) for line, below in itertools.pairwise(lines)]
    return max(map(len, lines)) <= _WIDEST and sum(breaks) * 3 >= len(breaks) > 0


def _breaks_off(line: str, below: str) -> bool:
    """Whether a line ends inside a sentence that the line below it goes on with."""
    line, below = line.strip(), below.strip()
    if _BULLET.match(below) or any(map(_MARK.match, (line, below))) or _STOPS.search(line):
        return False
    full = len(line) > _FULL * max(len(below), _NARROW)
    both = full and len(below) > _FULL * len(line)
    inside = below[:1].islower() or (both and _FIGURE.match(below))
    return bool((full and inside) or _HANGS.search(line))


_WIDEST = 120
"""Characters of the longest line that was broken to a width."""
_FULL, _NARROW = 0.72, 40
"""The part of a width that a broken line fills, and the smallest width that is looked at."""
_STOPS = re.compile(r"[.!?:;|。！？：]$")
_HANGS = re.compile(
    r"(?:\b(?:the|an?|of|and|in|for|by|with|to|der|die|das|und|von|auf|le|la|les|des?|et|pour|el|los|"
    r"las|del|y|il|di|per|do|da|em|het|een|van|op|USD?|US\$|EUR|GBP|per|par|por|mit|durch|más|plus)|[^\W\d]-|[$€£¥])$"
)
"""What no line ends with: an article, a preposition, a currency, half a word."""


def _find_lists(lines: Sequence[str]) -> set[int]:
    """Numbers of the lines that are a list without marks: three short ones or more in a row."""
    found: set[int] = set()
    run: list[int] = []
    for at, line in enumerate([*lines, "."]):
        if (
            at < len(lines)
            and _is_short(line)
            and not _BULLET.match(line)
            and not _MARK.match(line)
        ):
            run.append(at)
            continue
        opens = len(run) > 2 and _opens_list([lines[each] for each in run])
        found |= set(run[1:] if opens else run) if len(run) > 2 else set()
        run = []
    return found


_OPENS = re.compile(
    r"\b(?:market|segment\w*|regions?|players|companies|vendors|scope|key|by)\b", re.IGNORECASE
)


def _opens_list(lines: Sequence[str]) -> bool:
    """Whether the first of several short lines is the heading of the others."""
    first, *others = lines
    labelled = ":" not in first and all(re.match(r"[^:]{2,40}:\s", line) for line in others)
    return labelled or first.rstrip().endswith(":") or bool(_OPENS.search(first))


def _group(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines between blank ones."""
    group: list[str] = []
    for line in [*lines, ""]:
        if line.strip() and not _RULE.match(line):
            group.append(line)
        elif (
            line.strip()
            and len(group) == 1
            and not _BULLET.match(group[0])
            and line.strip()[0] in "=-"
        ):
            group = [f"# {group[0]}" if "=" in line else f"## {group[0]}"]
        elif group:
            yield group
            group = []


def _unfold(lines: Sequence[str], *, folded: bool) -> list[str]:
    """Lines that were broken inside a sentence, or to the width of all, joined again."""
    full = _FULL * max(_NARROW, *map(len, lines))
    joined = [lines[0]]
    for last, line in itertools.pairwise(lines):
        wide = len(last.rstrip()) > full and last.rstrip()[-1:] != ":"
        goes_on = folded and (wide or line.lstrip()[:1].islower())
        goes_on = goes_on and not any(mark.match(line) for mark in (_BULLET, _MARK))
        if _breaks_off(last, line) or (goes_on and not _MARK.match(last)):
            joined[-1] = _join(joined[-1], line.strip())
        else:
            joined.append(line)
    return joined


def _join(first: str, second: str) -> str:
    """Two parts of a sentence; a word broken at a hyphen is made whole."""
    if re.search(r"[^\W\d]-$", first):
        return (first[:-1] if first[-2].islower() and second[:1].islower() else first) + second
    return f"{first.rstrip()} {second}"


def _read_line(line: str, *, as_list: bool, page: int) -> Iterator[Piece]:
    mark = _MARK.match(line)
    if mark:
        yield Piece(
            "heading", clean_marks(mark[2].rstrip().rstrip("#")), level=len(mark[1]), page=page
        )
        return
    bullet = _BULLET.match(line)
    if bullet and clean_marks(bullet[2]):
        yield Piece(
            "item", clean_marks(bullet[2]), level=1 + len(bullet[1].expandtabs()) // 2, page=page
        )
        return
    text = clean_marks(line)
    if not text:
        return
    if as_list:
        yield Piece("item", text, level=1, page=page)
    elif _is_short(line) and _is_heading(line, text):
        yield Piece("heading", text, level=_level(line), page=page)
    else:
        yield from _split_bold(line, page)


def _split_bold(line: str, page: int) -> Iterator[Piece]:
    """A bold question before its answer is a heading of its own."""
    opening = re.match(r"^\s*(\*\*|__)(.+?[?:])\1\s*(\S.*)$", line)
    if opening and opening[2].endswith("?"):
        yield Piece("heading", clean_marks(opening[2]), level=6, page=page)
        line = opening[3]
    yield Piece("paragraph", clean_marks(line), page=page)


def _is_short(line: str) -> bool:
    text = line.strip()
    return len(text) <= _SHORT and not re.search(
        r"[.;,。；，、]$", text.replace("Inc.", "").replace("Ltd.", "").replace("Co.", "")
    )


def _is_heading(line: str, text: str) -> bool:
    """A short line that states no figure, or is bold, or asks a question."""
    if EMPHASIS.fullmatch(line.strip()):
        return True
    if _PERIOD_LABEL.match(text):
        return False
    if text[0].islower() or not (text[0].isalnum() or text[0] in "“\"‘'"):
        return False
    return not _FIGURE.search(text) or (text.endswith("?") and len(text) < _SHORT)


def _level(line: str) -> int:
    """The level of a heading that only its look shows: questions stand lowest."""
    text = line.strip()
    return 6 if text.endswith("?") or text.startswith(("“", '"')) else 3

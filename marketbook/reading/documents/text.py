"""Plain text and Markdown as pieces: headings, items, tables of pipes, paragraphs."""

from __future__ import annotations

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
_END = re.compile(r"[.!?…][\"”’)\]]*$")
_PERIOD_LABEL = re.compile(
    r"(?:base|estimated?|histor\w+|forecast|study)\b.{0,30}\d{4}", re.IGNORECASE
)
_SHORT = 110
_FIGURE = re.compile(
    r"\d[.,]\d|\d\s?%|[$€£₹¥]\s?\d|\b(?:USD|EUR|INR|GBP)\b|\d\s?(?:[BbMm]n|[Bb]illion|"
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
    folded = _looks_wrapped(lines) if wrapped is None else wrapped
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
            pieces += _read_lines(run, folded=folded, page=page)
    return pair_lines(stack_lines(pieces, table + 1))


def _looks_wrapped(lines: Sequence[str]) -> bool:
    """Whether many lines end near one width below 110 characters, in the middle of a sentence."""
    long = [line.rstrip() for line in lines if len(line) > 45]
    if len(long) < 4 or max(len(line) for line in long) > 120:
        return False
    return sum(not _END.search(line) for line in long) * 2 > len(long)


def _read_lines(lines: Sequence[str], *, folded: bool, page: int) -> Iterator[Piece]:
    for group in _group(lines):
        joined = _unfold(group) if folded else group
        listed = _find_lists(joined)
        for at, line in enumerate(joined):
            yield from _read_line(line, as_list=at in listed, page=page)


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


def _unfold(lines: Sequence[str]) -> list[str]:
    """Lines that were broken to a width, joined again."""
    width = max(len(line) for line in lines)
    joined: list[str] = []
    last = ""
    for line in lines:
        starts = _BULLET.match(line) or _MARK.match(line)
        broken = len(last.rstrip()) > 0.72 * max(width, 50) and not last.rstrip().endswith(":")
        runs_on = bool(last) and (broken or line.lstrip()[:1].islower()) and not _MARK.match(last)
        if joined and not starts and runs_on:
            joined[-1] = _join(joined[-1], line.strip())
        else:
            joined.append(line)
        last = line
    return joined


def _join(first: str, second: str) -> str:
    """Two parts of a sentence; a word broken at a hyphen is made whole."""
    if re.search(r"[a-z]-$", first) and second[:1].islower():
        return first[:-1] + second
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
        r"[.;,]$", text.replace("Inc.", "").replace("Ltd.", "").replace("Co.", "")
    )


def _is_heading(line: str, text: str) -> bool:
    """A short line that states no figure, or is bold, or asks a question."""
    if EMPHASIS.fullmatch(line.strip()):
        return True
    if _PERIOD_LABEL.match(text):
        return False
    if not text[0].isupper() and not text[0].isdigit() and text[0] not in "“\"‘'":
        return False
    return not _FIGURE.search(text) or (text.endswith("?") and len(text) < _SHORT)


def _level(line: str) -> int:
    """The level of a heading that only its look shows: questions stand lowest."""
    text = line.strip()
    return 6 if text.endswith("?") or text.startswith(("“", '"')) else 3

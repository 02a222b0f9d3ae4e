"""Whether a share is of what the market sells, or of something else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marketbook.reading.facts import Unplaced
from marketbook.reading.forms.shares import OF_OTHERS
from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention, print_number
from marketbook.reading.refuse.speaks import is_of_goods
from marketbook.reading.subjects import Statement
from marketbook.reading.times.judged import Figure
from marketbook.reading.words.bare import content_words
from marketbook.reading.words.market import head_of


def is_of_ours(
    statement: Statement,
    numbers: Sequence[Mention],
    at: int,
    figures: Sequence[Figure],
    guide: Guide,
    *,
    told: bool,
) -> bool:
    """``58 % of them``, ``of all tea sold``: whether a share is of what the market sells."""
    number = numbers[at]
    right = min([each.start for each in numbers[at + 1 :]] + [statement.clause_of(number.start)[1]])
    behind = statement.text[number.end : right]
    if number.kind == "percent" and (more := _MORE.match(behind)):
        return bool(more["yearly"] or head_of(guide.market) in content_words(more["goods"]))
    if not _OF_IT.match(behind):
        return is_of_goods(behind, guide)
    amounts = [each for each in numbers[:at] if each.kind in ("money", "count")]
    return any(each.number is amounts[-1] for each in figures) if amounts else told


def goes_with(
    statement: Statement,
    figure: Figure,
    numbers: Sequence[Mention],
    at: int,
    unplaced: Sequence[Unplaced],
) -> str:
    """``40 % of the growth is in toys, 30 % in games``: why a share goes with what was left out."""
    left = unplaced[-1] if at and unplaced else None
    if left is None or figure.form.kind != "share" or left.printed != print_number(numbers[at - 1]):
        return ""
    between = statement.text[numbers[at - 1].end : figure.number.start]
    of_which = numbers[at - 1].kind != "percent" and _OF_WHICH.search(between)
    listed = left.reason in OF_OTHERS and not _OF.match(statement.text, figure.number.end)
    return OF_OTHERS[0] if of_which or listed else ""


_OF_IT = re.compile(
    r"(?i)\s*(?:%\s*)?of (?:them|these|those|that|this|it)(?=\s*(?:[,.;:)]|$)|\s[a-z])"
)
"""``of them``: of the last amount before it."""
_OF_WHICH = re.compile(r"\bof (?:which|these|this|that|them)\b")
_OF = re.compile(r"\s*of\b")
_MORE = re.compile(
    r"\s*(?:more|fewer|less)\s(?:(?P<yearly>(?:units|a year|per year|annually)\b)|"
    r"(?P<goods>(?:[\w’'-]+\s){0,3}[\w’'-]+))"
)
"""``5 % more toys were sold``: growth of what the market sells."""

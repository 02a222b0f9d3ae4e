"""A block as a sentence: a row, an answer and a bare figure with the words that name them."""

from __future__ import annotations

import re

from marketbook.reading.documents import Block
from marketbook.reading.subjects.context import label_of
from marketbook.reading.words.numbers import NUMBER


def as_sentence(block: Block, above: Block | None) -> tuple[str, str]:
    """The text of a block and its label; a bare figure has the line above it for a label.

    Args:
        block: A heading, paragraph, item or row.
        above: The block before it.
    """
    if block.kind == "row":
        text, label = _row_as_sentence(block)
        return _with_unit(text), label
    if (text := _with_unit(block.text)) != block.text:
        return text, label_of(text)[0]
    label = label_of(block.text)[0] if block.kind in ("item", "paragraph", "heading") else ""
    if (
        above is not None
        and above.kind == "heading"
        and above.text.endswith("?")
        and len(block.text) < 120
        and not re.match(r"\W*how many", above.text, re.IGNORECASE)
        and not re.match(r"\W*(?:by|in terms of|based on)\s", block.text, re.IGNORECASE)
    ):
        return _answer(above.text, block.text), ""
    bare_figure = (
        len(block.text) < 30
        and not block.text.endswith("?")
        and re.search(r"\d", block.text)
        and not re.search(r"[A-Za-z]{9,}", block.text)
    )
    if (
        bare_figure
        and ":" not in block.text
        and above is not None
        and len(above.text) < 80
        and above.kind in ("heading", "paragraph", "item")
        and not (re.search(r"\d[.,]\d", above.text) or _AMOUNT.search(above.text))
        and not re.match(r"\W*by\s", above.text, re.IGNORECASE)
    ):
        return f"{above.text.rstrip(':')}: {block.text}", above.text
    return block.text, label


_WHICH = re.compile(
    r"(?i)^\W*(?:Q\d*[.:]\s+)?(?:which|what(?: (?:is|are) the)?)\s+"
    r"(?:(?!(?:size|value|rate|CAGR|worth|growth|revenue|period)\b)[\w-]+\s){1,4}?"
    r"(?P<said>(?:currently |also )?(?:is|are|has|have|holds?|held|leads?|led|dominat\w+|"
    r"account\w*|captur\w+|represent\w*|contribut\w+|will|grows?|was|were)\b[^?]*)\?"
)
"""``Which type leads the market?``: the answer may be no more than a name and its figure."""
_VERBAL = re.compile(
    r"\s(?:is|are|was|were|will|holds?|held|leads?|led|has|have|had|dominat\w+|account\w*|"
    r"represent\w*|captur\w+|exhibit\w*|show\w*|grow\w*|contribut\w+)\b"
)


_NAME_END = re.compile(r",|\s(?:with|at)\b|\s\(|\s\d")


def _answer(question: str, answer: str) -> str:
    """An answer as a sentence: with the words of its question, unless it is one by itself."""
    if _VERBAL.search(answer) and not _OF_FIGURE.search(question):
        return answer
    asked = _WHICH.match(question)
    if asked is None:
        return f"{question.rstrip('?')}: {answer}"
    begins = _NAME_END.search(answer)
    at = begins.start() if begins else len(answer.rstrip("."))
    return f"{answer[:at]} {asked['said']}{answer[at:]}"


_OF_FIGURE = re.compile(
    r"(?i)\b(?:size|value|valued|rate|CAGR|worth|revenues?|how (?:big|large|fast|much))\b"
)


def _row_as_sentence(block: Block) -> tuple[str, str]:
    """A row of a label and its value; a row of a table of figures is none."""
    cells = [cell.replace("\n", "; ") for cell in dict.fromkeys(block.cells) if cell]
    if len(cells) > 2 and re.fullmatch(r"#?\d{1,3}\.?", cells[0]):
        del cells[0]
    if len(cells) < 2:
        return " ".join(cells), ""
    if _AMOUNT.search(cells[0]):
        return " | ".join(cells), label_of(cells[0])[0]
    if sum(bool(re.search(r"\d", cell)) for cell in cells[1:]) > 1 and block.header:
        return "", ""
    return f"{cells[0]}: {' | '.join(cells[1:])}", cells[0]


_AMOUNT = re.compile(r"(?i)\d\s?%|[$€£₹]\s?\d|\d\s?(?:[bm]n|billion|million)\b")
_NAMED_UNIT = re.compile(
    rf"(?P<label>[^:()]{{3,60}}+)\(\s*(?:in\s+)?(?P<unit>[^()\d][^()]{{0,29}})\)\s*:\s*(?P<value>{NUMBER})"
)


def _with_unit(text: str) -> str:
    """A bare number with the unit that stands behind its label: ``YoY growth (%): 11.9``."""
    named = _NAMED_UNIT.fullmatch(text)
    return f"{named['label'].strip()}: {named['value']} {named['unit'].strip()}" if named else text

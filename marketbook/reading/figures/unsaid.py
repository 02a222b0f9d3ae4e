"""What a number is where no form has words for it, in other languages than English."""

from __future__ import annotations

import re

from marketbook.reading.forms import Form
from marketbook.reading.forms.languages import BY_HOLDER, BY_LABEL
from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention
from marketbook.reading.mentions.units import names_goods
from marketbook.reading.refuse.speaks import has_market_word
from marketbook.reading.subjects import Statement
from marketbook.reading.subjects.holders import held_abroad
from marketbook.reading.subjects.names_abroad import measured_abroad
from marketbook.reading.words.lexicons import UNSPACED
from marketbook.reading.words.roles import topic_words


def judge_unsaid(
    form: Form | None, statement: Statement, number: Mention, guide: Guide
) -> Form | None:
    """The form of a number: the one found, else what its label or who holds it says.

    Args:
        form: The form that its words gave, where they gave one.
        statement: The sentence.
        number: The number.
        guide: What is known of the document.
    """
    if statement.language == "en" or (form and not form.kind):
        return form
    labelled = _judge_label(statement, number, guide)
    if labelled and (form is None or form.kind != labelled.kind or _ASKS & {*form.flags}):
        return labelled
    return form or _judge_holder(statement, number, guide)


_ASKS = {"needs-part", "needs-market"}
"""Flags of forms that ask for more words than a label has."""


def _judge_holder(statement: Statement, number: Mention, guide: Guide) -> Form | None:
    """In another language: a number without words of its own, where who holds it is named."""
    held, code = held_abroad(statement, number.start), statement.language
    near = statement.text[max(0, number.start - 300) : number.end + 300]
    form = BY_HOLDER.get(number.kind)
    if form is None or held is None:
        return None
    goods = names_goods(statement.text[number.end :], guide)
    dated = number.kind == "money" and statement.within("year", *statement.clause_of(number.start))
    if not held.left < held.right and not dated and not (goods and number.kind == "count"):
        return None
    asked = ("share", "whole", "held") if form.kind == "share" else ("market", "sales")
    spaced = code not in UNSPACED
    said = (spaced and form.kind == "size") or topic_words(code, *asked).search(near)
    said = said or _is_part_of(statement, number, held.right, goods=goods)
    other = topic_words(code, "others").search(near)
    small = number.kind == "money" and " " not in number.unit
    return form if said and not other and not small else None


def _judge_label(statement: Statement, number: Mention, guide: Guide) -> Form | None:
    """``Umsatz 2025: 2,1 Mrd. Euro``; a label that is a year has the words of the line above."""
    label = re.sub(r"[(（][^()（）]*[)）]", " ", statement.label)
    if not label or number.start < len(statement.label):
        return None
    if re.search(r"(?![年년])[^\W\d]", label):
        kind = measured_abroad(label, guide)
    else:
        above = " ".join(statement.block.headings[-1:])
        kind = "size" if has_market_word(above, guide) else ""
    return BY_LABEL.get(kind) if (kind == "growth_rate") == (number.kind == "percent") else None


def _is_part_of(statement: Statement, number: Mention, after: int, *, goods: bool) -> bool:
    """``nimmt 19 % der Geräte ab``, ``venden el 68 %``: the part of a whole, and no growth."""
    text, code = statement.text, statement.language
    if number.kind != "percent" or not 0 < after <= number.start:
        return False
    left, right = statement.clause_of(number.start)
    moves = topic_words(code, "rise", "fall", "rate", "more", "less")
    definite = rf"{topic_words(code, 'article').pattern}\s*$"
    named = goods or re.search(definite, text[after : number.start], re.IGNORECASE)
    return bool(named) and not moves.search(text, left, right)

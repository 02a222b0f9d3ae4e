"""A judged number as a fact: when it is, what it is a share of, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from marketbook.reading.facts import Fact, Sure
from marketbook.reading.figures.status import status_of
from marketbook.reading.figures.wholes import find_whole
from marketbook.reading.forms import Form
from marketbook.reading.forms.rates import FALL
from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention, print_number
from marketbook.reading.subjects import Statement, Subject
from marketbook.reading.subjects.inherit import FROM_BEFORE
from marketbook.reading.subjects.others import read_other_market
from marketbook.reading.subjects.subject import MARKET
from marketbook.reading.times import LAID_OUT, OPEN_GROWTH, Time
from marketbook.reading.times.judged import Figure
from marketbook.reading.words.currencies import is_meant
from marketbook.reading.words.lexicons import any_language, falls_abroad
from marketbook.reading.words.scales import FACTORS
from marketbook.reading.words.small import AnyCase


def make_fact(statement: Statement, figure: Figure, guide: Guide, time: Time) -> Fact:
    """The fact of a judged number.

    Args:
        statement: The sentence.
        figure: The number with its form and subject.
        guide: What is known of the document.
        time: When it is of.
    """
    form, number, subject = figure.form, figure.number, figure.subject
    kind = form.kind or "size"
    of_region, of_why = (
        find_whole(statement, number, figure.right, subject, guide) if kind == "share" else ("", "")
    )
    value = _value(statement, figure)
    reasons = [*_reasons(form, subject, time, guide), *([of_why] if of_why else [])]
    other = read_other_market(statement.text, subject.other) if subject.other else ""
    reasons += [f"it is of another market: {other}"] if other else []
    reasons += _list_weak_words(statement, figure)
    said = (m.year for m in statement.mentions if m.kind == "year" and m.stated.endswith("year"))
    reasons += [_BY_ISSUE] if {time.year, time.end} & {*said} else []
    fact = Fact(
        kind=kind,
        market=other or guide.market,
        region=subject.region or guide.home,
        axis=subject.axis,
        segment=subject.segment,
        of_region=of_region,
        year=time.year,
        start_year=time.start,
        end_year=time.end,
        value=value,
        unit=number.unit,
        stated=number.stated,
        printed=print_number(number if value == number.value else replace(number, value=value)),
        qualifier=number.qualifier,
        sure="low" if other else _sureness(form, reasons),
        why="; ".join(reasons),
        places=(statement.block.place,),
        said=statement.text[:600],
    )
    return _complete(fact, statement, figure, guide)


_BY_ISSUE = "the year is counted from the one that the document was published in"


def _value(statement: Statement, figure: Figure) -> float:
    value, form = figure.number.value or 0.0, figure.form
    fell = "falls" in form.flags or falls(statement, figure.number)
    return -abs(value) if fell and form.kind == "growth_rate" else value


def _complete(fact: Fact, statement: Statement, figure: Figure, guide: Guide) -> Fact:
    """What only a size has, or only a rate or share."""
    before = statement.text[figure.left : figure.number.start]
    if fact.kind == "size":
        return replace(fact, status=status_of(before, fact.year, guide))
    if fact.kind in ("growth_rate", "share") and _is_of_volume(
        statement, figure.number, figure.left, figure.right
    ):
        return replace(fact, of_unit="units")
    return fact


def falls(statement: Statement, number: Mention) -> bool:
    """Whether the words around a rate say that it is of a fall."""
    text, around = statement.text, [each for each in statement.mentions if each.kind != "year"]
    begin = max((each.end for each in around if each.end <= number.start), default=0)
    stop = min((each.start for each in around if each.start >= number.end), default=len(text))
    return bool(
        _FALLS.search(text[: number.start][-60:])
        or _A_FALL.match(text[number.end :])
        or falls_abroad(statement.language, text[begin : number.start], text[number.end : stop])
    )


_FALLS = AnyCase(
    rf"(?:negative (?:CAGR|growth)|{FALL}|contraction)\b[^,;%]{{0,45}}$|"
    r"\bdown(?:[^.;:%$€£]{0,25} by)?\s*(?:about |around |nearly |almost |over )?$|"
    r"\b(?:fall|drop|decline|decrease|reduction|dip|slump|loss|minu)s? of\s*"
    r"(?:about |around |nearly )?$"
)
_A_FALL = re.compile(
    r"[\s-]*(?:\w+\s)?(?:decrease|decline|drop|fall|contraction|dip|slump|downturn|reduction|less|lower|fewer|down)\b"
)


def _reasons(form: Form, subject: Subject, time: Time, guide: Guide) -> list[str]:
    reasons = [*subject.why]
    if time.why:
        reasons.append(time.why)
    if form.kind in ("size", "share") and time.year is None:
        reasons.append("the year is not stated")
    if form.kind == "growth_rate" and time.start is None and time.end is None and not time.why:
        reasons.append("the period is not stated")
    if (
        not subject.explicit
        and not subject.segment
        and not (guide.home_said and form.kind != "share")
    ):
        reasons.append(_NOBODY)
    if "by-default" in form.flags and subject.weak:
        reasons.append(_BY_DEFAULT)
    if form.sure != "high" and not subject.explicit:
        reasons.append("the words near it are weak")
    return reasons


def _list_weak_words(statement: Statement, figure: Figure) -> Iterator[str]:
    """What a figure lacks of those that are nearly always read as they are meant."""
    block, subject = statement.block, figure.subject
    if statement.language != "en":
        yield "it is not in English"
    currency = figure.number.unit[:3]
    if is_meant(statement.text[figure.number.start : figure.number.end], currency):
        yield f"its sign is taken for {currency}, as its market is there"
    if figure.number.unit in FACTORS:
        yield "its currency or unit is not stated"
    if block.kind not in LAID_OUT and not _SPEAKS.search(statement.text):
        yield "its sentence does not speak of a market"
    if subject.segment and not subject.axis:
        yield "the segment is in no list"


_SPEAKS = AnyCase(rf"{MARKET.pattern}|\b(?:CAGR|compound annual)\b")


def _sureness(form: Form, reasons: Sequence[str]) -> Sure:
    """How sure a figure is: on unseen pages a tenth of ``high`` is wrong, half of ``low``."""
    if form.sure == "low" or len(reasons) > 2 or _OFTEN_WRONG & set(reasons):
        return "low"
    return "medium" if reasons else "high"


_NOBODY = "what it is about is not stated"
_BY_DEFAULT = "nothing near it says that it is about the market"
_OFTEN_WRONG = frozenset((OPEN_GROWTH, FROM_BEFORE, _NOBODY, _BY_DEFAULT))


_VOLUME = AnyCase(
    rf"{any_language('in_units')}|"
    r"\bvolumes?\b|\btransactions\b|\bunits?\s+(?:sales|shipments?|terms)\b|\bshipments?\b|\btonn(?:es?|age)\b|"
    r"\bsquare met\w+|\blit(?:er|re)s\b"
)
_VALUE = AnyCase(r"\bvalue\b|\brevenues?\b|(?<!unit )(?<!volume )\bsales\b|\bworth\b|[$€£₹]")


def _is_of_volume(statement: Statement, number: Mention, left: int, right: int) -> bool:
    """Whether a rate or share is of what is sold, weighed or measured, not of money."""
    text = statement.text
    if re.match(
        r"\s*of (?:the )?(?:total |market )?(?:value|revenues?|turnover)\b", text[number.end :]
    ):
        return False
    behind = re.match(
        r"\s*of (?:\w+\s){1,3}?by volume\b|\s*of (?:the )?(?:total )?(?:unit |volume|shipments)",
        text[number.end :],
    )
    before = text[left : number.start]
    words = [match.start() for match in _VOLUME.finditer(before)]
    values = [match.start() for match in _VALUE.finditer(before)]
    here = [
        other.kind
        for other in statement.mentions
        if other.kind in ("money", "count") and left <= other.start < right
    ]
    counted = "count" in here and "money" not in here and not _VALUE.search(before)
    return bool(behind) or counted or bool(words and max(words) > max(values, default=-1))

"""Figures of a sentence: what each number is, whom it is about, when, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from marketbook.reading.facts import Fact, Sure, Unplaced
from marketbook.reading.forms import FORMS, Form, Verdict, judge
from marketbook.reading.forms.rates import YEARLY
from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention, print_number
from marketbook.reading.pairs import pair_ends, pair_subjects, pair_years
from marketbook.reading.ranges import in_range
from marketbook.reading.refuse import LEADS_UP, refuse_figure
from marketbook.reading.status import status_of
from marketbook.reading.subjects import Statement, Subject, find_subject
from marketbook.reading.times_of import Time, find_period, find_year, single_year
from marketbook.reading.volumes import is_of_volume
from marketbook.reading.wholes import find_whole

_KINDS = ("money", "percent", "times", "count")
_PLAIN = tuple(form for form in FORMS if "announced" not in form.flags)
_YEARLESS = ("growth_rate", "increment", "multiple")


_Key = tuple[str, str]


@dataclass(slots=True)
class Found:
    """What a sentence gives: its facts, what was left out, and its last subject."""

    facts: list[Fact] = field(default_factory=list[Fact])
    unplaced: list[Unplaced] = field(default_factory=list[Unplaced])
    subject: Subject | None = None


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number on the way to a fact."""

    number: Mention
    verdict: Verdict
    subject: Subject
    left: int
    right: int


def read_figures(
    statement: Statement, guide: Guide, before: Subject | None, years: dict[_Key, list[int]]
) -> Found:
    """The figures of a sentence.

    Args:
        statement: The sentence.
        guide: What is known of the document.
        before: The subject of the sentence before it in the same paragraph.
        years: Years of the sizes of the paragraph by region and segment, added to here.
    """
    found = Found(subject=before)
    figures: list[_Figure] = []
    numbers = [mention for mention in statement.mentions if mention.kind in _KINDS]
    for at, number in enumerate(numbers):
        outcome = _judge_number(
            statement, guide, numbers, at, found.subject, figures[-1] if figures else None
        )
        if isinstance(outcome, str):
            found.unplaced.append(_leave(statement, number, outcome))
            continue
        figures.append(outcome)
        found.subject = outcome.subject
    figures = _pair(statement, figures)
    here = _years_here(statement, figures, guide)
    for key, found_years in here.items():
        years[key] = (
            found_years if len(set(found_years)) > 1 else [*years.get(key, []), *found_years]
        )
    for figure in figures:
        fact = _make_fact(statement, figure, guide, years)
        if isinstance(fact, str):
            found.unplaced.append(_leave(statement, figure.number, fact))
        else:
            found.facts.append(fact)
    return found


def _leave(statement: Statement, number: Mention, reason: str) -> Unplaced:
    return Unplaced(print_number(number), statement.block.place, reason, statement.text[:400])


def _judge_number(
    statement: Statement,
    guide: Guide,
    numbers: Sequence[Mention],
    at: int,
    before: Subject | None,
    last: _Figure | None,
) -> _Figure | str:
    """A number with its form and subject, or the reason why it is left out."""
    number = numbers[at]
    if number.tied:
        return "the figure before it in another currency"
    left, right = _window(statement, numbers, at)
    clause = statement.clause_of(number.start)
    verdict = judge(
        FORMS if statement.announced else _PLAIN, statement.text, number, left, right, clause[0]
    ) or _repeat(statement, numbers, at, last)
    if verdict is None:
        return "no words near it say what it is"
    if not verdict.form.kind:
        return verdict.form.reason
    if number.high is not None or in_range(statement.text, numbers, at):
        return "a range, not one figure"
    near = numbers[at - 1].end if at and numbers[at - 1].end > clause[0] else 0
    subject = _continued(statement, number, last) or find_subject(
        statement, number.start, number.end, guide, before, after=near, right=right
    )
    refused = refuse_figure(statement, verdict.form, number, subject, clause, guide)
    return refused or _Figure(number, verdict, subject, clause[0], clause[1])


_CONTINUES = re.compile(
    (
        r"^[\s,%)]*(?:(?:CAGR|of (?:the )?(?:market|revenues?|sales)|share|growth|rate|"
        r"(?:in|by) (?:19|20)\d\d)[\s,]*)*(?:and\s+)?"
        r"(?:(?:is\s+)?(?:expected|projected|set|forecast(?:ed)?|estimated)\s+)?"
        r"(?:to reach|reaching|amounting to|equal to|equivalent to|worth|with an?|at an?)\s+"
        r"(?:[a-z]+\s+){0,6}$"
    ),
    re.IGNORECASE,
)


def _continued(statement: Statement, number: Mention, last: _Figure | None) -> Subject | None:
    """The subject of the figure before, where this one goes on: ``9.6% CAGR to reach $2 bn``."""
    if last is None or statement.clause_of(number.start) != statement.clause_of(last.number.start):
        return None
    between = statement.text[last.number.end : number.start]
    return last.subject if _CONTINUES.match(between) else None


def _repeat(
    statement: Statement, numbers: Sequence[Mention], at: int, last: _Figure | None
) -> Verdict | None:
    """``China at 7%, India at 6%``: without words of its own it has those of the one before."""
    if (
        last is None
        or not at
        or numbers[at - 1] is not last.number
        or last.number.kind != numbers[at].kind
    ):
        return None
    between = statement.text[last.number.end : numbers[at].start]
    return (
        last.verdict if len(between.split()) < 10 and not re.search(r"[.!?]\s", between) else None
    )


def _window(statement: Statement, numbers: Sequence[Mention], at: int) -> tuple[int, int]:
    """From where to where words belong to a number: its clause, up to its neighbours."""
    left, right = statement.clause_of(numbers[at].start)
    if at and numbers[at - 1].end > left:
        left = numbers[at - 1].end
    if at + 1 < len(numbers) and numbers[at + 1].start < right:
        right = numbers[at + 1].start
    return left, right


def _pair(statement: Statement, figures: list[_Figure]) -> list[_Figure]:
    """Figures that stand in the order of a list before them: "respectively"."""
    regions = pair_subjects(statement, [figure.number for figure in figures])
    return [
        replace(figure, subject=replace(figure.subject, **regions[figure.number.start]))
        if figure.number.start in regions
        else figure
        for figure in figures
    ]


def _years_here(
    statement: Statement, figures: Sequence[_Figure], guide: Guide
) -> dict[_Key, list[int]]:
    """Years of the sizes of a sentence by their subject, for rates without a period."""
    years: dict[_Key, list[int]] = {}
    for figure in figures:
        if figure.verdict.form.kind == "size":
            year = _year(statement, figure, guide).year
            if year is not None:
                years.setdefault((figure.subject.region, figure.subject.segment), []).append(year)
    return years


def _year(statement: Statement, figure: _Figure, guide: Guide) -> Time:
    paired = pair_years(statement, figure.number) or pair_ends(statement, figure.number)
    if paired is not None:
        return Time(paired)
    time = find_year(
        statement.text, statement.mentions, figure.number, figure.left, figure.right, guide
    )
    if time.year is None and statement.text.startswith("of which", figure.left):
        years = {each.year for each in statement.mentions if each.start < figure.left and each.year}
        return Time(years.pop()) if len(years) == 1 else time
    if (
        time.year is None
        and figure.left
        and statement.clauses
        and figure.left != statement.clauses[0][0]
    ):
        return time
    if time.year is None:
        return _year_in_heads(statement)
    return time


def _year_in_heads(statement: Statement) -> Time:
    """The year of a heading above shares: ``Market Share, By Region, 2024 (%)``."""
    match = re.search(
        r"\b(?:share|size|value|revenue)\b.*?\b((?:19|20)\d\d)\b(?!\s?[-–]\s?\d)",
        statement.context.heads.rpartition("\n")[2],
        re.IGNORECASE,
    )
    years = set(re.findall(r"\b(?:19|20)\d\d\b", statement.context.heads))
    if match and len(years) == 1 and statement.block.kind in ("item", "row"):
        return Time(int(match[1]), why="the year is that of its heading")
    return Time()


def _make_fact(
    statement: Statement, figure: _Figure, guide: Guide, sizes: dict[_Key, list[int]]
) -> Fact | str:
    form, number, subject = figure.verdict.form, figure.number, figure.subject
    key = (subject.region, subject.segment)
    time = _time(statement, figure, guide, sizes.get(key, []))
    if isinstance(time, str):
        return time
    kind = form.kind or "size"
    of_region, of_why = (
        find_whole(statement, number, figure.right, subject, guide) if kind == "share" else ("", "")
    )
    reasons = [*_reasons(form, subject, time, guide), *([of_why] if of_why else [])]
    fact = Fact(
        kind=kind,
        market=guide.market,
        region=subject.region or guide.home,
        axis=subject.axis,
        segment=subject.segment,
        of_region=of_region,
        year=time.year if kind not in _YEARLESS else None,
        start_year=time.start if kind in _YEARLESS else None,
        end_year=time.end if kind in _YEARLESS else None,
        value=_value(statement, figure),
        unit=number.unit,
        stated=number.stated,
        printed=print_number(number),
        qualifier=number.qualifier,
        sure=_sureness(form, reasons),
        why="; ".join(reasons),
        places=(statement.block.place,),
        said=statement.text[:600],
    )
    return _complete(fact, statement, figure, guide)


def _value(statement: Statement, figure: _Figure) -> float:
    value, form = figure.number.value or 0.0, figure.verdict.form
    falls = "falls" in form.flags or _falls(statement.text, figure.number)
    return -abs(value) if falls and form.kind == "growth_rate" else value


def _complete(fact: Fact, statement: Statement, figure: _Figure, guide: Guide) -> Fact:
    """What only a size has, or only a rate or share."""
    before = statement.text[figure.left : figure.number.start]
    if fact.kind == "size":
        return replace(fact, status=status_of(before, fact.year, guide))
    if fact.kind in ("growth_rate", "share") and is_of_volume(
        statement, figure.number, figure.left, figure.right
    ):
        return replace(fact, of_unit="units")
    return fact


_SEVERAL = re.compile(
    (
        r"\bin (?:total|all)\b|\bcumulative|\b(?:over|in|during) the (?:next|past|last|"
        r"coming) (?!year\b|12)\w+ (?:years|decades?)\b|\bdecade\b"
    ),
    re.IGNORECASE,
)


def _one_year_span(statement: Statement, figure: _Figure) -> Time | None:
    """``YoY growth 2024-2025``: the only period of its clause, if it is of one year."""
    spans = {
        (each.start_year, each.end_year)
        for each in statement.mentions
        if each.kind == "period" and figure.left <= each.start < figure.right
    }
    start, end = spans.pop() if len(spans) == 1 else (None, None)
    return Time(start=start, end=end) if start and end and end - start == 1 else None


_YEARLY = re.compile(rf"^\s*{YEARLY}\b", re.IGNORECASE)


def _falls(text: str, number: Mention) -> bool:
    before = text[max(0, number.start - 40) : number.start]
    return bool(
        re.search(
            r"(?:negative (?:CAGR|growth)|declin\w+|decreas\w+|contraction)\b[^,;]{0,25}$",
            before,
            re.IGNORECASE,
        )
    )


def _time(statement: Statement, figure: _Figure, guide: Guide, sizes: Sequence[int]) -> Time | str:
    form = figure.verdict.form
    if form.kind not in _YEARLESS:
        return _year(statement, figure, guide)
    args = (statement.text, statement.mentions, figure.number, figure.left, figure.right)
    yearly = _YEARLY.match(statement.text[figure.number.end : figure.right])
    if "one-year" in form.flags or ("plain" in form.flags and not yearly):
        span = _one_year_span(statement, figure)
        if span is not None:
            return span
        year = single_year(*args)
        if _SEVERAL.search(statement.text[figure.left : figure.right]) and "plain" in form.flags:
            return "growth in all, not of one year"
        if year is not None:
            return Time(start=year - 1, end=year)
        if LEADS_UP.match(statement.text[figure.number.end :]):
            return Time()
        return (
            Time()
            if "one-year" in form.flags
            else "total growth, or growth over a period that is not stated"
        )
    time = find_period(*args, guide, sizes if form.kind == "growth_rate" else ())
    if time.start is None and time.end is None and statement.block.kind == "row":
        return _period_in_heads(statement)
    return time


def _period_in_heads(statement: Statement) -> Time:
    match = re.search(r"((?:19|20)\d\d)\s?(?:-|–|to)\s?((?:19|20)\d\d)", statement.block.caption)
    if match:
        return Time(start=int(match[1]), end=int(match[2]), why="the period is that of its heading")
    return Time()


def _reasons(form: Form, subject: Subject, time: Time, guide: Guide) -> list[str]:
    reasons = [*subject.why]
    if time.why:
        reasons.append(time.why)
    if form.kind in ("size", "share") and time.year is None:
        reasons.append("the year is not said")
    if form.kind == "growth_rate" and time.start is None and time.end is None:
        reasons.append("the period is not said")
    if (
        not subject.explicit
        and not subject.segment
        and not (guide.home_said and form.kind != "share")
    ):
        reasons.append("whom it is about is not said")
    if form.sure != "high" and not subject.explicit:
        reasons.append("the words near it are weak")
    return reasons


def _sureness(form: Form, reasons: Sequence[str]) -> Sure:
    if form.sure == "low" or len(reasons) > 2:
        return "low"
    return "medium" if reasons else "high"

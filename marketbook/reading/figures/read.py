"""Figures of a sentence: what each number is, whom it is about, when, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from marketbook.reading.facts import Fact, Unplaced
from marketbook.reading.figures.make_facts import falls, make_fact
from marketbook.reading.figures.ours import goes_with, is_of_ours
from marketbook.reading.figures.unsaid import judge_unsaid
from marketbook.reading.forms import FORMS, UNSAID, Form, FormTable, judge
from marketbook.reading.forms.rates import RATE_SAID
from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention, print_number
from marketbook.reading.refuse.case import Case
from marketbook.reading.refuse.reasons import refuse_figure
from marketbook.reading.subjects import Statement, Thread, find_subject
from marketbook.reading.subjects.holders import rows_of
from marketbook.reading.times import Spot, find_times, pair_years
from marketbook.reading.times.judged import Figure, Years
from marketbook.reading.times.pairs import in_range, stands_in_order

_KINDS = ("money", "percent", "times", "count")


@cache
def _table(language: str, *without: str) -> FormTable:
    """A language's forms, without those of some flags; ``none`` is for numbers of no figures."""
    return FormTable(
        form
        for form in FORMS
        if form.language in ("", language)
        and not set(form.flags) & set(without)
        and (form.kind or "none" not in without)
    )


@dataclass(slots=True)
class Found:
    """What a sentence gives: its facts, what was left out, and what it has spoken of."""

    facts: list[Fact] = field(default_factory=list[Fact])
    unplaced: list[Unplaced] = field(default_factory=list[Unplaced])
    thread: Thread = field(default_factory=Thread)


def read_figures(statement: Statement, guide: Guide, thread: Thread, years: Years) -> Found:
    """The figures of a sentence.

    Args:
        statement: The sentence.
        guide: What is known of the document.
        thread: What its paragraph has spoken of so far.
        years: Years of the sizes of the paragraph by region and segment, and under ``LAST`` those
            that the sentence before states; added to here.
    """
    found = Found(thread=thread)
    figures: list[Figure] = []
    numbers = [
        mention
        for mention in statement.mentions
        if mention.kind in _KINDS and not _in_label(statement, mention)
    ]
    for at, number in enumerate(numbers):
        outcome = _judge_number(statement, guide, numbers, at, found.thread, figures)
        if not isinstance(outcome, str):
            outcome = goes_with(statement, outcome, numbers, at, found.unplaced) or outcome
        if isinstance(outcome, str):
            found.unplaced.append(_leave(statement, number, outcome))
            continue
        figures.append(outcome)
        aside = _is_aside(statement, numbers, at)
        found.thread = found.thread.then(outcome.subject, aside=aside)
    figures, unordered = _pair(statement, figures, guide)
    figures = [each for figure in figures for each in _spread(statement, figure)]
    for figure in unordered:
        found.unplaced.append(_leave(statement, figure.number, _ORDER))
    for figure, time in zip(figures, find_times(statement, figures, guide, years), strict=True):
        if isinstance(time, str):
            found.unplaced.append(_leave(statement, figure.number, time))
        else:
            found.facts.append(make_fact(statement, figure, guide, time))
    return found


def _each_of(statement: Statement, number: Mention) -> list[str]:
    """``Peru and Chile hold 6 % each``: the places that a number counts for, one by one."""
    left, right = statement.clause_of(number.start)
    alone = len(statement.within(number.kind, left, right)) == 1
    if not alone or not _EACH.search(statement.text, left, right):
        return []
    rows = (each for each in statement.places if left <= each.place.start < number.start)
    return [role.place.region for role in rows if statement.is_listed(role)]


def _spread(statement: Statement, figure: Figure) -> list[Figure]:
    """A figure, or one for each of the places that it counts for."""
    places = _each_of(statement, figure.number) or [figure.subject.region]
    return [replace(figure, subject=replace(figure.subject, region=each)) for each in places]


_EACH = re.compile(r"\beach\b(?! (?:year|of)\b)")


def _is_aside(statement: Statement, numbers: Sequence[Mention], at: int) -> bool:
    """``…, followed by Asia with 22 %``, ``(of which Peru 3 %)``: a sentence goes on without it."""
    between = statement.text[numbers[at - 1].end if at else 0 : numbers[at].start]
    bracket = statement.bracket_of(numbers[at].start)
    inside = bracket is not None and any(
        bracket[0] < role.place.start < bracket[1] for role in statement.places
    )
    return inside or bool(at and _FOLLOWED.search(between))


_FOLLOWED = re.compile(r"(?i)\b(?:followed by|ahead of|compared (?:to|with)|versus|of which)\b")


def _in_label(statement: Statement, number: Mention) -> bool:
    """``50–150 kg: 27 %``: a size of the things that a label names, no figure."""
    label = statement.label
    return number.kind == "count" and number.end <= len(label) and statement.text.startswith(label)


def _leave(statement: Statement, number: Mention, reason: str) -> Unplaced:
    return Unplaced(print_number(number), statement.block.place, reason, statement.text[:400])


def _judge_number(
    statement: Statement,
    guide: Guide,
    numbers: Sequence[Mention],
    at: int,
    thread: Thread,
    figures: Sequence[Figure],
) -> Figure | str:
    """A number with its form and subject, or the reason why it is left out."""
    number = numbers[at]
    if number.tied:
        return "the figure before it in another currency"
    clause, right = statement.clause_of(number.start), _window(statement, numbers, at)[1]
    told = any(each.carried for each in thread.subjects)
    own = is_of_ours(statement, numbers, at, figures, guide, told=told)
    form = _find_form(statement, guide, numbers, at, figures, own=own)
    if isinstance(form, str):
        return form
    if number.high is not None or in_range(statement.text, numbers, at):
        return "a range, not one figure"
    near = numbers[at - 1].end if at and numbers[at - 1].end > clause[0] else 0
    subject = find_subject(
        statement, number.start, number.end, guide, thread, after=near, right=right
    )
    if each := _each_of(statement, number):
        subject = replace(subject, region=each[0], why=())
    before = numbers[at - 1] if at and numbers[at - 1].start >= clause[0] else None
    orphan = before is not None and all(each.number is not before for each in figures)
    named = rows_of(statement, guide).named.get(number.start)
    held = replace(subject, **named) if named else subject
    case = Case(statement, form, number, held, clause, guide, orphan, told)
    refused = "" if _LISTED in form.flags and not held.company else refuse_figure(case)
    return refused or Figure(number, form, subject, clause[0], clause[1])


_LISTED = "listed"
"""Flag of a form that a member of a list has from the one before it, with all that was judged."""


def _find_form(
    statement: Statement,
    guide: Guide,
    numbers: Sequence[Mention],
    at: int,
    figures: Sequence[Figure],
    *,
    own: bool,
) -> Form | str:
    """The form of a number, or the reason why it has none."""
    number, clause = numbers[at], statement.clause_of(numbers[at].start)
    last = figures[-1].form.kind if figures else ""
    window = _window(statement, numbers, at)
    without = [
        *([] if statement.announced else ["announced"]),
        *([] if _add_up(numbers) else ["adds-up"]),
        *([] if (home := guide.language.code) == "en" else ["by-default"]),
        "of-others" if own else "of-ours",
    ]
    forms = _table(home, *without, *_SAID[1:])
    form = judge(forms, statement.text, number, *window, clause[0])
    bare = form is None or not _BARE.isdisjoint(form.flags)
    if bare or _ALONE.fullmatch(statement.text[max(number.start - 3, 0) : number.end + 1]):
        said = _said_of(statement, clause[0], number, figures) if bare else _SAID[0]
        if said != _SAID[0]:
            ours = _table(home, *without, *(each for each in _SAID if each != said))
            form = judge(ours, statement.text, number, *window, clause[0])
        bare = _is_weak(form)
        row = _judge_row(statement, forms, number, clause) if bare else None
        form = (
            _repeat(statement, guide, numbers, at, figures)
            or (None if _is_weak(row) else row)
            or (form or row)
        )
    form = judge_unsaid(form, statement, number, guide)
    if form is None:
        return UNSAID
    if "after-share" in form.flags and last == "growth_rate":
        return replace(form, kind="increment")
    if "after-share" in form.flags and last != "share":
        return "growth in money, or an amount beside a number that is left out"
    return form if form.kind else form.reason


def _is_weak(form: Form | None) -> bool:
    """Whether no words of its own say what a number is."""
    return form is None or not _WEAK.isdisjoint(form.flags)


_SAID = ("in-share", "in-rate", "in-growth", "in-fall")
_WEAK = frozenset(("needs-label", "of-goods", "by-default"))
"""Flags of the forms that have no words of their own."""
_BARE = _WEAK | {"in-share"}


@lru_cache(maxsize=16)
def _rates_said(text: str) -> tuple[re.Match[str], ...]:
    """The words of a sentence that say of what kind its percentages are, found once."""
    return tuple(RATE_SAID.finditer(text))


def _said_of(statement: Statement, clause: int, number: Mention, figures: Sequence[Figure]) -> str:
    """Of what kind the words before a percentage say that it is: of shares where most add up."""
    rates = [each.number for each in figures if each.form.kind == "growth_rate"]
    row = (
        each
        for each in statement.within("percent", clause, len(statement.text))
        if each not in rates
    )
    said = [each for each in _rates_said(statement.text) if each.end() <= number.start]
    shared = any(match["share"] and match.start() >= clause for match in said)
    if not said or shared or said[-1]["share"] or sum(each.value or 0 for each in row) > 60:
        return "in-share"
    if said[-1]["fall"]:
        return "in-fall"
    return "in-rate" if any(match["rate"] for match in said) else "in-growth"


def _add_up(numbers: Sequence[Mention]) -> bool:
    """Whether the percentages of a sentence are the parts of a whole."""
    parts = [each.value or 0 for each in numbers if each.kind == "percent" and each.high is None]
    return len(parts) > 2 and min(parts) > 0 and abs(sum(parts) - 100) <= 1


_ALONE = re.compile(r".*\([^()]*\)", re.DOTALL)
"""A number and nothing else in a bracket behind what it is about."""


def _repeat(
    statement: Statement,
    guide: Guide,
    numbers: Sequence[Mention],
    at: int,
    figures: Sequence[Figure],
) -> Form | None:
    """``China at 7%, India at 6%``: without words of its own it has those of the one before."""
    alike = [number for number in numbers[:at] if number.kind == numbers[at].kind]
    last = next((figure for figure in figures if alike and figure.number is alike[-1]), None)
    if last is None:
        return None
    between = statement.text[last.number.end : numbers[at].start]
    bracketed = _ALONE.fullmatch(
        statement.text[max(numbers[at].start - 3, 0) : numbers[at].end + 1]
    )
    ended = re.search(r"(?<!Mio)(?<!Mrd)[.!?]\s", between)

    row = rows_of(statement, guide)
    listed = row.joins(alike[-1], numbers[at]) and numbers[at].start in row.named
    if not listed and (len(between.split()) > (25 if bracketed else 9) or ended):
        return None
    if _EFFECT.match(statement.text[numbers[at].end :]):
        return None
    form = last.form
    rises = any(not (match["fall"] or match["share"]) for match in RATE_SAID.finditer(between))
    fell = form.kind == "growth_rate" and not rises and falls(statement, last.number)
    flags = (*(("falls",) if fell else ()), *((_LISTED,) if listed else ()))
    return replace(form, flags=(*form.flags, *flags)) if flags else form


_EFFECT = re.compile(r"\s+(?:[a-z-]+\s){0,2}(?:gains?|improvements?|reductions?|savings?)\b")
"""``grew 12 % in 2023 and brings 40 % energy savings``: what a thing does, no growth."""


def _judge_row(
    statement: Statement, forms: FormTable, number: Mention, clause: tuple[int, int]
) -> Form | None:
    """``Poland (12.1%) and Chile (7.1%) saw increases``: what the row of brackets is said to do."""
    bracket = statement.bracket_of(number.start)
    if bracket is None:
        return None
    text = statement.text
    row = _ROW.match(text, bracket[1])
    start, end = bracket[0], row.end() if row else bracket[1] + 1
    joined = text[:start] + text[end : clause[1]]
    short = replace(number, start=start, end=start)
    return judge(forms, joined, short, clause[0], len(joined), clause[0])


_ROW = re.compile(r"\)(?:,?\s[^(),;]{2,48}\([^()]{1,30}\))*")


def _window(statement: Statement, numbers: Sequence[Mention], at: int) -> tuple[int, int]:
    """From where to where words belong to a number: its clause, up to its neighbours."""
    left, right = statement.clause_of(numbers[at].start)
    if at and numbers[at - 1].end > left:
        left = numbers[at - 1].end
    after = next((each.start for each in numbers[at + 1 :] if not each.tied), right)
    right = min(after, right)
    return left, right


_ORDER = "the order of its list is given elsewhere"


def _pair(
    statement: Statement, figures: list[Figure], guide: Guide
) -> tuple[list[Figure], list[Figure]]:
    """Figures that stand in the order of a list before them ("respectively"), and of none."""
    held = rows_of(statement, guide).named
    paired: list[Figure] = []
    left: list[Figure] = []
    for figure in figures:
        number = figure.number
        if number.start in held:
            paired.append(replace(figure, subject=replace(figure.subject, **held[number.start])))
        elif stands_in_order(statement, number) and not pair_years(
            Spot(statement, number, figure.left, figure.right, guide)
        ):
            left.append(figure)
        else:
            paired.append(figure)
    return paired, left

"""A form: words before or after a number that say what kind of figure it is."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from marketbook.reading.facts import FactKind, Sure
from marketbook.reading.mentions import Mention
from marketbook.reading.words.small import compile_small, small

Number = Literal["money", "percent", "times", "count"]
UNSAID = "no words near it say what it is"
"""Why a number that no form fits is left out."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which pages print a figure, or a number that is none of ours.

    Attributes:
        name: Readable id.
        number: The kind of number that it is about.
        kind: The kind of fact; empty where the number is no figure of the market.
        before: Pattern of the words before the number; what stands nearest counts.
        after: Pattern of the words that follow it at once.
        example: A sentence, invented, in which it is used: the test and the documentation.
        gives: The fact that the example gives, in one line; empty where it gives none.
        reason: Why a number is left out, where it is.
        reach: How many characters may stand between the words and the number.
        weight: Moves the form nearer, in characters, where others stand as near.
        sure: How sure the form is by itself.
        language: The only language that it is of; empty where it is of every one.
        flags: ``subject``: looks at the whole clause before the number. ``both``: the words before
            and the words after must stand there. ``one-year``: growth of one year. ``plain``:
            growth that may be of one year or of several.
            ``needs-market``, ``needs-label``: only where the clause speaks of
            the market, a segment or region, or has a label. ``needs-goods``: only of
            what the market is called for. ``needs-part``: only of a region, or of a segment whose
            axis is known. ``announced``: only where a line above
            says that estimates of the market follow. ``needs-size``: only where the clause speaks
            of the market itself. ``says-market``: its words say
            that it is one of the market. ``after-share``, ``after-rate``: only right after one.
            ``in-rate``, ``in-growth``, ``in-fall``, ``in-share``: only where the words before it
            speak of growth per year, of any growth, of a fall, of neither. ``of-goods``: without
            words of its own, only of what the market sells. ``adds-up``: only where the
            percentages of the sentence make a whole. ``by-default``: without words of its own,
            only of a place, a year or sales, or of several that do something. ``of-others``: not
            where what the market sells stands behind the number; ``of-ours``: only there.
    """

    name: str
    number: Number
    kind: FactKind | Literal[""] = ""
    before: str = ""
    after: str = ""
    example: str = ""
    gives: str = ""
    reason: str = ""
    reach: int = 45
    weight: int = 0
    sure: Sure = "high"
    language: str = ""
    flags: tuple[str, ...] = ()


class _Compiled(NamedTuple):
    """A form with its patterns for text in small letters."""

    form: Form
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    of_clause: bool
    both: bool
    size: int


class FormTable:
    """Forms by the kind of number that they are about, compiled when one is first looked for."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._forms = tuple(forms)
        self._compiled: dict[str, list[_Compiled]] = {}

    def list_forms(self, number: str) -> list[_Compiled]:
        """The forms of a kind of number, compiled."""
        if number not in self._compiled:
            self._compiled[number] = [
                _compile(form) for form in self._forms if form.number == number
            ]
        return self._compiled[number]


@cache
def _compile(form: Form) -> _Compiled:
    before, after = (compile_small(said) if said else None for said in (form.before, form.after))
    of_clause, both = (flag in form.flags for flag in ("subject", "both"))
    return _Compiled(form, before, after, of_clause, both, form.reach + 60)


def judge(
    forms: FormTable, sentence: str, mention: Mention, left: int, right: int, clause: int
) -> Form | None:
    """The nearest form for a number; none where no form fits.

    Args:
        forms: The table of forms.
        sentence: The sentence that it stands in.
        mention: The number.
        left: Where what belongs to it begins: the clause, or the number before it.
        right: Where that ends.
        clause: Where its clause begins, for forms of the clause's subject.
    """
    text = small(sentence)
    start = mention.start + text.startswith(("+", "-"), mention.start)
    after, near, whole = text[mention.end : right], text[left:start], text[clause:start]
    best: tuple[float, Form] | None = None
    for form, before, behind, of_clause, both, size in forms.list_forms(mention.kind):
        found: list[float] = []
        # most forms are not there: one look for the words of each, before anything is counted
        window = (whole if of_clause else near)[-size:]
        if before is not None and before.search(window):
            found += _words_before(form, before, window)
        if behind is not None and behind.match(after[:size]):
            found.append(4 - form.weight)
        if len(found) > both and (best is None or min(found) < best[0]):
            best = min(found), form
    return best[1] if best else None


def _words_before(form: Form, pattern: re.Pattern[str], window: str) -> list[float]:
    """How far the last words of a form stand from the number, unless they are out of reach."""
    last = deque(pattern.finditer(window), maxlen=1)[0]
    gap = len(window) - last.end()
    return [gap - form.weight] if gap <= form.reach else []

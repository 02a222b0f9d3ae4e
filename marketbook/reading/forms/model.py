"""A form: words before or after a number that say what kind of figure it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from marketbook.reading.facts import FactKind, Sure
from marketbook.reading.mentions import Mention

Number = Literal["money", "percent", "times", "count"]


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which pages print a figure, or a number that is none of ours.

    Attributes:
        name: Readable id.
        number: The kind of number that it is about.
        kind: The kind of fact; empty where the number is no figure of the market.
        before: Pattern of the words before the number; what stands nearest counts.
        after: Pattern of the words after it, from its end on.
        example: A sentence, invented, in which it is used: the test and the documentation.
        gives: The fact that the example gives, in one line; empty where it gives none.
        reason: Why a number is left out, where it is.
        reach: How many characters may stand between the words and the number.
        weight: Moves the form nearer, in characters, where others stand as near.
        sure: How sure the form is by itself.
        flags: ``subject``: looks at the whole clause before the number. ``both``: the words before
            and the words after must stand there. ``one-year``: growth of one year. ``plain``:
            growth that may be of one year or of several. ``falls``: a negative rate.
            ``needs-market``, ``needs-subject``, ``needs-label``: only where the clause speaks of
            the market, a segment or region, or has a label. ``announced``: only where a line above
            says that estimates of the market follow. ``needs-size``: only where the clause speaks
            of the market, or states an amount of money before it. ``says-market``: its words say
            that it is one of the market. ``after-share``: only right after a share.
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
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a number is, by the form that stands nearest to it.

    Attributes:
        form: That form.
        cue: Where its words begin in the sentence.
    """

    form: Form
    cue: int


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def judge(
    forms: Sequence[Form], sentence: str, mention: Mention, left: int, right: int, clause: int
) -> Verdict | None:
    """The nearest form for a number; none where no form fits.

    Args:
        forms: The table of forms.
        sentence: The sentence that it stands in.
        mention: The number.
        left: Where what belongs to it begins: the clause, or the number before it.
        right: Where that ends.
        clause: Where its clause begins, for forms of the clause's subject.
    """
    after = sentence[mention.end : right]
    best: tuple[float, Verdict] | None = None
    for form in forms:
        if form.number != mention.kind:
            continue
        begin = clause if "subject" in form.flags else left
        found = _distance(form, sentence[begin : mention.start], after, begin)
        if found is not None and (best is None or found[0] < best[0]):
            best = found[0], Verdict(form, found[1])
    return best[1] if best else None


def _distance(form: Form, before: str, after: str, left: int) -> tuple[float, int] | None:
    """How far the words of a form stand from the number, and where they begin."""
    found: list[tuple[float, int]] = []
    if form.before:
        window = before[-form.reach - 60 :]
        last = max(_compiled(form.before).finditer(window), key=re.Match.end, default=None)
        if last is not None and len(window) - last.end() <= form.reach:
            start = left + len(before) - len(window) + last.start()
            found.append((len(window) - last.end() - form.weight, start))
    if form.after:
        first = _compiled(form.after).search(after[: form.reach + 60])
        if first is not None and first.start() <= form.reach:
            found.append((first.start() + 4 - form.weight, left + len(before)))
    if "both" in form.flags and len(found) < 2:
        return None
    return min(found) if found else None

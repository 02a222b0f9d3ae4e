"""Pages with what they state: one line per fact, compared with what was read.

A line is ``kind; region; segment; when; figure unit; of whole``. A kind or period with a question
mark may be read or left out; a period with one may be open; ``A | B`` is either. ``none`` stands
for a page of which no figure is ours. The last line is the audit's verdict as by hand: ``verdict;
clean``, or the rules that its figures break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from marketbook.reading.facts import Fact, Reading
from marketbook.reading.records import audit_readings
from marketbook.reading.words.bare import bare

PAGES = Path(__file__).parent / "pages"
FIGURES = ("size", "growth_rate", "share", "increment", "multiple", "claim", "price", "units_sold")
CORE = ("size", "growth_rate", "share")


@dataclass
class Score:
    """Counts of one or many pages."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        self.right += other.right
        self.missed += other.missed
        self.false += other.false

    @property
    def precision(self) -> float:
        read = self.right + len(self.false)
        return self.right / read if read else 1.0

    @property
    def recall(self) -> float:
        there = self.right + len(self.missed)
        return self.right / there if there else 1.0


def page_paths(part: str) -> list[Path]:
    """The pages of a part, ``known`` or ``held``."""
    return sorted(path for path in (PAGES / part).iterdir() if path.suffix != ".facts")


def expected_lines(page: Path) -> list[str]:
    text = page.with_suffix(".facts").read_text(encoding="utf-8")
    return [
        line
        for line in text.splitlines()
        if line.strip() and line.strip() != "none" and not line.startswith("#")
    ]


def expected_verdict(page: Path) -> list[str]:
    """The rules that a page breaks, as somebody found by hand; none where it is clean."""
    line = expected_lines(page)[-1]
    kind, *rules = (part.strip() for part in line.split(";"))
    assert kind == "verdict", f"{page.stem} has no verdict"
    return [] if rules == ["clean"] else sorted(rules)


def verdict_of(reading: Reading) -> list[str]:
    """The rules that the audit says a document breaks, notes apart."""
    if not reading.figures:
        return []
    findings = audit_readings([reading]).findings
    return sorted({finding.rule for finding in findings if finding.fails})


def score_page(page: Path, reading: Reading, kinds: tuple[str, ...] = CORE) -> Score:
    """What of a page's figures was read, what was missed, and what is not there."""
    return score_lines(page.stem, expected_lines(page), reading, kinds)


def score_lines(
    name: str, lines: list[str], reading: Reading, kinds: tuple[str, ...] = CORE
) -> Score:
    """The same for a page whose truth is given."""
    score = Score()
    left = [fact for fact in reading.facts if fact.kind in kinds]
    for line in lines:
        parts = [part.strip() for part in line.split(";")]
        kind = parts[0].rstrip("?")
        if kind not in kinds:
            continue
        found = next((fact for fact in left if matches(parts, fact, reading.market)), None)
        if found is not None:
            left.remove(found)
            score.right += not parts[0].endswith("?")
        elif not parts[0].endswith("?"):
            score.missed.append(f"{name}: {line}")
    score.false += [f"{name}: {line_of(fact)}  <{fact.sure}>  {fact.said[:160]}" for fact in left]
    return score


def matches(parts: list[str], fact: Fact, market: str) -> bool:
    """Whether a fact is the one that a line states; one of another market may be named for it."""
    kind, region, segment, when, figure, *rest = (
        [*parts, "", "", "", ""][:6] if len(parts) < 6 else parts
    )
    if kind.rstrip("?") != fact.kind or fact.region not in _either(region):
        return False
    named = fact.segment or ("" if fact.market == market else fact.market)
    if not any(
        same_segment(each, part) for each in _either(segment) for part in (named, fact.segment)
    ):
        return False
    if not any(same_time(each, fact) for each in _either(when)):
        return False
    if fact.kind == "claim":
        return figure == fact.claim
    stated, unit = re.fullmatch(r"(-?(?:half a|(?:a )?[\w.,-]+)(?: \d{3})*) (.+)", figure).groups()  # type: ignore[union-attr]
    sign = "-" if (fact.value or 0) < 0 else ""
    if (sign + fact.stated, fact.unit) != (stated, unit):
        return False
    whole = rest[0].removeprefix("of ").strip() if rest and rest[0] else ""
    return not whole or whole == fact.of_region


def _either(said: str) -> list[str]:
    """What may stand there, where a careful reader may take it one way or another: ``A | B``."""
    return [each.strip() for each in said.split("|")]


def same_segment(said: str, read: str) -> bool:
    first, second = re.sub(r"\(.*?\)", "", said), re.sub(r"\(.*?\)", "", read)
    return bare(first) == bare(second)


def same_time(when: str, fact: Fact) -> bool:
    """``2024``, ``2025-2030``, ``-2030``, or any of them with a question mark, or nothing."""
    bare_when = when.rstrip("?")
    may_be_open = when.endswith("?") or (fact.kind == "claim")
    if fact.kind in ("growth_rate", "increment", "multiple"):
        start, _, end = bare_when.partition("-")
        read = (str(fact.start_year or ""), str(fact.end_year or ""))
        wanted = (start, end)
        return read == wanted or (
            may_be_open
            and all(not one or not two or one == two for one, two in zip(read, wanted, strict=True))
        )
    read_year = str(fact.year or "")
    return read_year == bare_when or (may_be_open and (not read_year or not bare_when))


def line_of(fact: Fact) -> str:
    """A fact as a line."""
    when = (
        f"{fact.start_year or ''}-{fact.end_year or ''}"
        if fact.kind in ("growth_rate", "increment", "multiple")
        else str(fact.year or "")
    )
    figure = fact.claim or f"{'-' if (fact.value or 0) < 0 else ''}{fact.stated} {fact.unit}"
    whole = f"; of {fact.of_region}" if fact.of_region else ""
    return f"{fact.kind}; {fact.region}; {fact.segment}; {when}; {figure}{whole}"

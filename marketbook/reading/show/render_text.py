"""What was read, as text for people: figures first, then lists, what was left out, the audit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from marketbook.findings import Finding
from marketbook.reading.facts import Fact, FactKind, Reading, Unplaced
from marketbook.text import clip, count

_TITLES: tuple[tuple[FactKind, str], ...] = (
    ("size", "sizes"),
    ("growth_rate", "growth rates"),
    ("share", "shares"),
    ("claim", "ranks"),
    ("increment", "increments"),
    ("multiple", "multiples"),
    ("units_sold", "units sold"),
    ("price", "prices"),
)
_MOST_UNPLACED = 12
_WIDE = 44


def render_text(
    readings: Sequence[Reading], findings: Sequence[Finding], *, everything: bool = False
) -> str:
    """Documents for people, each with its figures and what the audit says of them.

    Args:
        readings: The documents.
        findings: What the audit says of them together.
        everything: Whether every number that was not placed is shown, and every note.
    """
    blocks = [_describe(reading, everything) for reading in readings]
    return "\n".join([*blocks, *_audit(readings, findings, everything=everything)]) + "\n"


def _describe(reading: Reading, everything: bool) -> str:
    return "\n".join(
        [
            *_head(reading),
            *_figures(reading),
            *_lists(reading),
            *_unplaced(reading.unplaced, everything),
        ]
    )


def _head(reading: Reading) -> Iterator[str]:
    about = [reading.market, reading.publisher, reading.published_on or reading.edition]
    yield " · ".join(filter(None, (reading.file, *about)))


def _figures(reading: Reading) -> Iterator[str]:
    if not reading.figures:
        yield "  no figure of a market was read"
    for kind, title in _TITLES:
        facts = [fact for fact in reading.figures if fact.kind == kind]
        if facts:
            yield f"  {title}"
            yield from map(_line, facts)


def _line(fact: Fact) -> str:
    about = clip(_about(fact), _WIDE)
    whole = (
        f" of {fact.of_region}"
        if fact.of_region and fact.of_region != fact.region and fact.of_region != "World"
        else ""
    )
    figure = fact.claim or f"{fact.qualifier} {fact.printed}".strip()
    doubt = f"  ? {fact.why}" if fact.sure != "high" else ""
    first, *more = fact.places
    times = f" (and {len(more)} more)" if more else ""
    return f"    {about:<{_WIDE}} {_when(fact):<10} {figure + whole:<24} {first}{times}{doubt}"


def _about(fact: Fact) -> str:
    return " · ".join(filter(None, (fact.region, fact.segment)))


def _when(fact: Fact) -> str:
    if fact.year is not None:
        return str(fact.year)
    if fact.start_year is None and fact.end_year is None:
        return "–"
    return f"{fact.start_year or ''}–{fact.end_year or ''}"


def _lists(reading: Reading) -> Iterator[str]:
    periods = [fact for fact in reading.facts if fact.kind == "period"]
    if periods:
        named = (f"{fact.period} {fact.printed}" for fact in periods)
        yield f"  periods: {' · '.join(dict.fromkeys(named))}"
    for fact in reading.facts:
        if fact.kind == "segmentation":
            yield f"  by {fact.axis}: {', '.join(name.text for name in fact.names)}"
    regions = [fact for fact in reading.facts if fact.kind == "region_list"]
    if regions:
        longest = max(regions, key=lambda fact: sum(1 + len(name.parts) for name in fact.names))
        yield f"  regions: {', '.join(name.text for name in longest.names)}"
    players = dict.fromkeys(
        name.text for fact in reading.facts if fact.kind == "player_list" for name in fact.names
    )
    if players:
        yield f"  companies ({len(players)}): {', '.join(players)}"
    events = sum(fact.kind == "development" for fact in reading.facts)
    if events:
        yield f"  dated developments: {events}"


def _unplaced(unplaced: Sequence[Unplaced], everything: bool) -> Iterator[str]:
    if not unplaced:
        return
    yield f"  left out ({len(unplaced)})"
    shown = unplaced if everything else unplaced[:_MOST_UNPLACED]
    for each in shown:
        yield f"    {each.printed:<24} {each.reason}  ({each.place})"
    left = Counter(each.reason for each in unplaced[len(shown) :])
    if left:
        yield f"    and {sum(left.values())} more, shown with --all"


def _audit(
    readings: Sequence[Reading], findings: Iterable[Finding], *, everything: bool
) -> Iterator[str]:
    errors = [finding for finding in findings if finding.fails]
    notes = [finding for finding in findings if not finding.fails]
    figures = sum(len(reading.figures) for reading in readings)
    yield (
        f"{count(len(readings), 'document')}, {count(figures, 'figure')}: "
        f"{count(len(errors), 'error')}, {count(len(notes), 'note')}"
    )
    for finding in [*errors, *(notes if everything else [])]:
        facts = {reading.file: reading.facts for reading in readings}.get(finding.file, ())
        fact = facts[finding.line - 1] if 0 < finding.line <= len(facts) else None
        at = "; ".join(filter(None, (_about(fact), str(fact.places[0])))) if fact else ""
        place = f"{finding.file} ({at})" if at else finding.file
        yield f"  {place}: {finding.rule}: {finding.message}"
    if notes and not everything:
        yield "  notes are shown with --all"
